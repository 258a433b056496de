//! Schedules as their editor shows them: what is confirmed with what is pending replayed over it. Clocks go by what is
//! confirmed alone, so that they say the same at every desk.

use holdfast_domain::sla::{Schedule, ScheduleId};
use holdfast_domain::{Context, Entity, Role, Seq, Timestamp, apply};
use holdfast_protocol::RowKind;
use rusqlite::Connection;

use super::{READ, cursor};
use crate::error::{Result, document, sql};
use crate::outbox::{Pending, plan};

/// The schedule as the person sees it, with what is pending on it.
pub(crate) fn schedule(connection: &Connection, id: ScheduleId, pending: &[Pending], role: Role, now: Timestamp) -> Result<Option<Schedule>> {
    let (seq, confirmed) = confirmed(connection, id)?.map_or((Seq(0), None), |(seq, schedule)| (seq, Some(schedule)));
    if pending.is_empty() {
        return Ok(confirmed);
    }
    let place = cursor::read(connection)?;
    let context = Context::on_desk(now, role);
    let mut entity = Entity::Schedule(confirmed);
    for Pending { operation, acknowledged } in pending {
        if !plan::is_in_rows(*acknowledged, operation.dseq, place.seq.max(seq), place.taken_dseq) {
            // The team server decides; what it would refuse is simply not to be seen here.
            let _ = apply(&mut entity, operation, &context);
        }
    }
    Ok(entity.schedule())
}

/// A team has a handful of them, and each knows its own identity.
fn confirmed(connection: &Connection, id: ScheduleId) -> Result<Option<(Seq, Schedule)>> {
    let mut statement = connection.prepare_cached("SELECT seq, doc FROM team WHERE kind = ?1").map_err(sql(READ))?;
    let mut rows = statement.query([RowKind::Schedule.name()]).map_err(sql(READ))?;
    while let Some(row) = rows.next().map_err(sql(READ))? {
        let (seq, doc) = row.get::<_, i64>(0).and_then(|seq| Ok((seq, row.get::<_, String>(1)?))).map_err(sql(READ))?;
        let schedule: Schedule = serde_json::from_str(&doc).map_err(document(READ))?;
        if schedule.id() == id {
            return Ok(Some((Seq(u64::try_from(seq).unwrap_or(0)), schedule)));
        }
    }
    Ok(None)
}
