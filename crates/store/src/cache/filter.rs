//! Lists that the team shares, as the person sees them: what is confirmed with what is pending replayed over it.

use holdfast_domain::{Context, Entity, Filter, FilterId, Role, Seq, Timestamp, apply};
use holdfast_protocol::RowKind;
use rusqlite::{Connection, OptionalExtension};

use super::{READ, cursor};
use crate::error::{Result, document, sql};
use crate::outbox::{Pending, plan};

/// The list as the person sees it, with what is pending on it.
pub(crate) fn filter(connection: &Connection, id: FilterId, pending: &[Pending], role: Role, now: Timestamp) -> Result<Option<Filter>> {
    let (seq, confirmed) = confirmed(connection, id)?.map_or((Seq(0), None), |(seq, filter)| (seq, Some(filter)));
    let place = cursor::read(connection)?;
    let context = Context::on_desk(now, role);
    let mut entity = Entity::Filter(confirmed);
    for Pending { operation, acknowledged } in pending {
        if !plan::is_in_rows(*acknowledged, operation.dseq, place.seq.max(seq), place.taken_dseq) {
            // The team server decides; what it would refuse is simply not to be seen here.
            let _ = apply(&mut entity, operation, &context);
        }
    }
    Ok(entity.filter())
}

fn confirmed(connection: &Connection, id: FilterId) -> Result<Option<(Seq, Filter)>> {
    let row = connection
        .prepare_cached("SELECT seq, doc FROM team WHERE kind = ?1 AND key = ?2")
        .and_then(|mut statement| {
            statement.query_row((RowKind::Filter.name(), id.to_string()), |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))).optional()
        })
        .map_err(sql(READ))?;
    let Some((seq, doc)) = row else { return Ok(None) };
    Ok(Some((Seq(u64::try_from(seq).unwrap_or(0)), serde_json::from_str(&doc).map_err(document(READ))?)))
}
