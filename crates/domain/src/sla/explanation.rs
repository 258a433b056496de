//! Why a clock is due when it is: its target, and what of the time since its start was counted, closed or paused (T13).

use serde::{Deserialize, Serialize};
use specta::Type;

use super::alert::ClockKind;
use super::clock::{Run, Until, runs};
use super::policy::{Goal, Policy, Target};
use super::schedule::{Schedule, ScheduleError};
use crate::{Task, Ticket, Timestamp};

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
    /// What was promised; none where somebody named the time.
    pub target: Option<Target>,
    /// What is owed, where somebody named the time.
    pub owed: Option<String>,
    /// Whether that is what is promised outside of working hours.
    pub is_off: bool,
    /// From the start to the due time, or further to where it was met or to now, without a gap.
    pub stretches: Vec<Stretch>,
}

/// Why the clock of this kind is due when it is; none when there is no such clock. Of several promises it is the next due.
///
/// # Errors
/// When a schedule is wrong.
pub fn explain(
    ticket: &Ticket,
    policies: &[Policy],
    schedules: &[Schedule],
    kind: ClockKind,
    now: Timestamp,
) -> Result<Option<Explanation>, ScheduleError> {
    let policy = Policy::of(policies, schedules, ticket);
    let of_kind = runs(ticket, policy, now).into_iter().filter(|run| run.kind == kind);
    let next = of_kind.min_by_key(|run| match run.goal {
        Until::Goal(_) => Timestamp::default(),
        Until::Named(task) => task.due,
    });
    let Some(run) = next else { return Ok(None) };
    match (run.goal, policy) {
        (Until::Goal(goal), Some(policy)) => promised(run, goal, policy, schedules, now).map(Some),
        (Until::Named(task), _) => Ok(Some(named(task, now))),
        (Until::Goal(_), None) => Ok(None),
    }
}

/// All the time until then counts.
fn named(task: &Task, now: Timestamp) -> Explanation {
    let counted = Stretch { from: task.made_at, to: task.due.max(now), counted: Counted::Running };
    Explanation {
        start: task.made_at,
        due: task.due,
        met_at: None,
        target: None,
        owed: Some(task.text.clone()),
        is_off: false,
        stretches: vec![counted],
    }
}

fn promised(mut run: Run<'_>, goal: &Goal, policy: &Policy, schedules: &[Schedule], now: Timestamp) -> Result<Explanation, ScheduleError> {
    run.pauses.sort_unstable();
    let hours = policy.hours(schedules);
    let (target, is_off) = goal.target_at(run.start, hours)?;
    let due = goal.due(run.start, hours, schedules, &run.pauses)?;
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
    Ok(Explanation {
        start: run.start,
        due,
        met_at: run.met_at,
        target: Some(target.clone()),
        owed: None,
        is_off,
        stretches: stretches(run.start, end, &open, pauses),
    })
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
