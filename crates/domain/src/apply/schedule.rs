//! A schedule as a lead writes it: whole, over the version that was on the screen, so that nobody overwrites what they have
//! not seen. It counts for everybody's clocks from when the team server has it.

use super::context::Context;
use crate::sla::{Schedule, ScheduleId};
use crate::{Outcome, Rejection};

pub(super) fn set(id: ScheduleId, schedule: &mut Option<Schedule>, new: &Schedule, context: &Context) -> Result<Outcome, Rejection> {
    if !context.role.leads() {
        return Err(Rejection::Forbidden);
    }
    if new.id() != id || new.check().is_err() {
        return Err(Rejection::BadSchedule);
    }
    let version = schedule.as_ref().map_or(0, |schedule| schedule.version);
    let next = Schedule { version: version.saturating_add(1), ..new.clone() };
    if schedule.as_ref().is_some_and(|schedule| Schedule { version: next.version, ..schedule.clone() } == next) {
        return Ok(Outcome::noop());
    }
    if new.version != version {
        return Err(Rejection::ScheduleChanged);
    }
    *schedule = Some(next);
    Ok(Outcome::applied([]))
}
