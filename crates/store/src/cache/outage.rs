//! Outages, as the person sees them: what is confirmed with what is pending replayed over it, and what is one incident as one.

use holdfast_domain::{About, Context, Entity, Outage, OutageId, Role, Seq, Timestamp, apply, join_outages};
use holdfast_protocol::RowKind;
use rusqlite::Connection;
use std::collections::BTreeMap;

use super::{READ, cursor};
use crate::error::{Result, document, sql};
use crate::outbox::{Pending, plan};

/// A team has a few in a month.
type All = BTreeMap<OutageId, (Seq, Outage)>;

/// The one that is spoken of by this identity: whatever it turned out to be.
pub(crate) fn outage(connection: &Connection, id: OutageId, known: &[Pending], role: Role, now: Timestamp) -> Result<Option<Outage>> {
    let all = all(connection, known, role, now)?;
    let stands = all.iter().find(|outage| outage.id == id).and_then(|outage| outage.joined).unwrap_or(id);
    Ok(all.into_iter().find(|outage| outage.id == stands))
}

/// Over what is confirmed, in the order in which it was written.
pub(crate) fn all(connection: &Connection, known: &[Pending], role: Role, now: Timestamp) -> Result<Vec<Outage>> {
    let mut all = confirmed(connection)?;
    let (place, context) = (cursor::read(connection)?, Context::on_desk(now, role));
    let mut waiting: Vec<&Pending> = known.iter().collect();
    waiting.sort_by_key(|pending| (pending.operation.composed_at, pending.operation.id));
    for Pending { operation, acknowledged } in waiting {
        let About::Outage(id) = operation.about else { continue };
        let (seq, confirmed) = all.get(&id).map_or((Seq(0), None), |(seq, outage)| (*seq, Some(outage)));
        if plan::is_in_rows(*acknowledged, operation.dseq, place.seq.max(seq), place.taken_dseq) {
            continue;
        }
        let stands = confirmed.and_then(|outage| outage.joined).unwrap_or(id);
        let mut entity = Entity::Outage(all.get(&stands).map(|(_, outage)| outage.clone()));
        // The team server decides; what it would refuse is simply not to be seen here.
        let _ = apply(&mut entity, operation, &context);
        if let Some(outage) = entity.outage() {
            let seq = all.get(&stands).map_or(Seq(0), |(seq, _)| *seq);
            all.insert(stands, (seq, outage));
        }
    }
    let mut outages: Vec<Outage> = all.into_values().map(|(_, outage)| outage).collect();
    join_outages(&mut outages);
    Ok(outages)
}

fn confirmed(connection: &Connection) -> Result<All> {
    let mut statement = connection.prepare_cached("SELECT seq, doc FROM team WHERE kind = ?1").map_err(sql(READ))?;
    let mut rows = statement.query([RowKind::Outage.name()]).map_err(sql(READ))?;
    let mut all = All::new();
    while let Some(row) = rows.next().map_err(sql(READ))? {
        let (seq, doc) = row.get::<_, i64>(0).and_then(|seq| Ok((seq, row.get::<_, String>(1)?))).map_err(sql(READ))?;
        let outage: Outage = serde_json::from_str(&doc).map_err(document(READ))?;
        all.insert(outage.id, (Seq(u64::try_from(seq).unwrap_or(0)), outage));
    }
    Ok(all)
}
