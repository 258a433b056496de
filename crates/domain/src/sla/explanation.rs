//! Why a clock is due when it is: its target, and what of the time since its start was counted, closed or paused (T13).

use serde::{Deserialize, Serialize};
use specta::Type;

use super::clock::{ClockKind, runs};
use super::policy::{Policy, Target};
use super::schedule::{Schedule, ScheduleError};
use crate::{Ticket, Timestamp};

/// What a stretch of time was to a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Counted {
    /// It counts.
    Running,
    /// Outside of the schedule.
    Closed,
    /// We wait for the customer.
    Paused,
}

/// A stretch of time, and what it is to the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Begins.
    pub from: Timestamp,
    /// Ends.
    pub to: Timestamp,
    /// What it is.
    pub counted: Counted,
}

/// Why a clock is due when it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What started the clock, when.
    pub start: Timestamp,
    /// When it is due.
    pub due: Timestamp,
    /// When it was met.
    pub met_at: Option<Timestamp>,
    /// What was promised.
    pub target: Target,
    /// Whether that is what is promised outside of working hours.
    pub is_off: bool,
    /// From the start to the due time, or further to where it was met or to now, without a gap.
    pub stretches: Vec<Stretch>,
}

/// Why the clock of this kind is due when it is; none when there is no such clock.
///
/// # Errors
/// When a schedule is wrong.
pub fn explain(
    ticket: &Ticket,
    policy: &Policy,
    schedules: &[Schedule],
    kind: ClockKind,
    now: Timestamp,
) -> Result<Option<Explanation>, ScheduleError> {
    let Some(mut run) = runs(ticket, policy, now).into_iter().find(|run| run.kind == kind) else { return Ok(None) };
    run.pauses.sort_unstable();
    let hours = policy.hours(schedules);
    let (target, is_off) = run.goal.target_at(run.start, hours)?;
    let due = run.goal.due(run.start, hours, schedules, &run.pauses)?;
    let end = due.max(run.met_at.unwrap_or(now));
    let open = match target {
        Target::Open { schedule, .. } => match schedules.iter().find(|candidate| candidate.key == *schedule) {
            Some(schedule) => schedule.open_between(run.start, end)?,
            None => vec![(run.start, end)],
        },
        Target::Wall { .. } | Target::NextDay { .. } => vec![(run.start, end)],
    };
    // What is due at an hour of the next day waits for nobody.
    let pauses = if matches!(target, Target::NextDay { .. }) { &[] } else { run.pauses.as_slice() };
    Ok(Some(Explanation {
        start: run.start,
        due,
        met_at: run.met_at,
        target: target.clone(),
        is_off,
        stretches: stretches(run.start, end, &open, pauses),
    }))
}

/// Cuts a time where something of it begins or ends.
fn stretches(start: Timestamp, end: Timestamp, open: &[(Timestamp, Timestamp)], pauses: &[(Timestamp, Timestamp)]) -> Vec<Stretch> {
    let edges = open.iter().chain(pauses).flat_map(|(from, to)| [*from, *to]).filter(|at| *at > start && *at < end);
    let mut cuts: Vec<Timestamp> = edges.chain([start, end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let (mut in_open, mut in_pauses) = (Within { spans: open }, Within { spans: pauses });
    let mut stretches: Vec<Stretch> = Vec::new();
    for (from, to) in cuts.iter().zip(cuts.iter().skip(1)) {
        let counted = match (in_open.holds(*from), in_pauses.holds(*from)) {
            (false, _) => Counted::Closed,
            (true, true) => Counted::Paused,
            (true, false) => Counted::Running,
        };
        match stretches.last_mut() {
            Some(last) if last.counted == counted => last.to = *to,
            _ => stretches.push(Stretch { from: *from, to: *to, counted }),
        }
    }
    stretches
}

/// Spans in order, asked about one instant after the other.
struct Within<'a> {
    spans: &'a [(Timestamp, Timestamp)],
}

impl Within<'_> {
    fn holds(&mut self, at: Timestamp) -> bool {
        while let [(_, to), rest @ ..] = self.spans
            && *to <= at
        {
            self.spans = rest;
        }
        self.spans.first().is_some_and(|(from, _)| *from <= at)
    }
}
