//! Why a clock is due when it is: its target, and what of the time since its start was counted, closed or paused (T13).

use serde::{Deserialize, Serialize};
use specta::Type;

use super::alert::ClockKind;
use super::clock::{Run, Until, runs};
use super::policy::{Goal, Policy, Target};
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
    /// Whether it lies in an outage. Its time counts all the same, and is told apart.
    pub outage: bool,
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
    /// What it is about, where there may be several of a kind: a promise, a request, a complaint.
    pub about: Option<String>,
    /// Whether that is what is promised outside of working hours.
    pub is_off: bool,
    /// From the start to the due time, or further to where it was met or to now, without a gap.
    pub stretches: Vec<Stretch>,
}

impl Explanation {
    /// How much of the time that it had was lost to outages, in milliseconds: marked, never taken off. What came after the due
    /// time took nothing from it.
    #[must_use]
    pub fn lost(&self) -> i64 {
        let lost = self.stretches.iter().filter(|stretch| stretch.outage && stretch.counted == Counted::Running);
        lost.map(|stretch| stretch.to.min(self.due).since(stretch.from).max(0)).sum()
    }
}

/// Why the clock of this kind is due when it is; none when there is no such clock. Of several of a kind it is the one that is
/// due when it was asked about, or else the next due. `outages` come in order, none
/// touching another.
///
/// # Errors
/// When a schedule is wrong.
pub fn explain(
    ticket: &Ticket,
    policies: &[Policy],
    schedules: &[Schedule],
    (kind, asked): (ClockKind, Option<Timestamp>),
    outages: &[(Timestamp, Timestamp)],
    now: Timestamp,
) -> Result<Option<Explanation>, ScheduleError> {
    let policy = Policy::of(policies, schedules, ticket);
    let mut next: Option<(Timestamp, Run<'_>)> = None;
    for run in runs(ticket, policy, now).into_iter().filter(|run| run.kind == kind) {
        let due = run.due(policy, schedules)?;
        if Some(due) == asked {
            next = Some((due, run));
            break;
        }
        if next.as_ref().is_none_or(|(soonest, _)| due < *soonest) {
            next = Some((due, run));
        }
    }
    let Some((due, run)) = next else { return Ok(None) };
    Ok(Some(match run.goal {
        Until::Goal(goal) => promised(run, goal, due, policy, schedules, outages, now)?,
        Until::Named(_) => Explanation { about: run.about.map(str::to_owned), ..day_and_night(run.start, due, outages, now) },
    }))
}

/// All the time until then counts.
pub(super) fn day_and_night(start: Timestamp, due: Timestamp, outages: &[(Timestamp, Timestamp)], now: Timestamp) -> Explanation {
    let end = due.max(now);
    let stretches = stretches(start, end, Spans { open: &[(start, end)], pauses: &[], outages });
    Explanation { start, due, met_at: None, target: None, about: None, is_off: false, stretches }
}

fn promised(
    mut run: Run<'_>,
    goal: &Goal,
    due: Timestamp,
    policy: Option<&Policy>,
    schedules: &[Schedule],
    outages: &[(Timestamp, Timestamp)],
    now: Timestamp,
) -> Result<Explanation, ScheduleError> {
    run.pauses.sort_unstable();
    let (target, is_off) = goal.target_at(run.start, policy.and_then(|policy| policy.hours(schedules)))?;
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
        about: run.about.map(str::to_owned),
        is_off,
        stretches: stretches(run.start, end, Spans { open: &open, pauses, outages: &before(outages, run.met_at) }),
    })
}

/// What of the outages was before a clock was met.
fn before(outages: &[(Timestamp, Timestamp)], met_at: Option<Timestamp>) -> Vec<(Timestamp, Timestamp)> {
    let clipped = outages.iter().map(|(from, to)| (*from, met_at.map_or(*to, |met| met.min(*to))));
    clipped.filter(|(from, to)| from < to).collect()
}

/// What cuts a time, each in order.
struct Spans<'a> {
    open: &'a [(Timestamp, Timestamp)],
    pauses: &'a [(Timestamp, Timestamp)],
    outages: &'a [(Timestamp, Timestamp)],
}

/// Cuts a time where something of it begins or ends.
fn stretches(start: Timestamp, end: Timestamp, Spans { open, pauses, outages }: Spans<'_>) -> Vec<Stretch> {
    let edges = open.iter().chain(pauses).chain(outages).flat_map(|(from, to)| [*from, *to]).filter(|at| *at > start && *at < end);
    let mut cuts: Vec<Timestamp> = edges.chain([start, end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let (mut in_open, mut in_pauses, mut in_outages) = (Within { spans: open }, Within { spans: pauses }, Within { spans: outages });
    let mut stretches: Vec<Stretch> = Vec::new();
    for (from, to) in cuts.iter().zip(cuts.iter().skip(1)) {
        let counted = match (in_open.holds(*from), in_pauses.holds(*from)) {
            (false, _) => Counted::Closed,
            (true, true) => Counted::Paused,
            (true, false) => Counted::Running,
        };
        let outage = in_outages.holds(*from);
        match stretches.last_mut() {
            Some(last) if (last.counted, last.outage) == (counted, outage) => last.to = *to,
            _ => stretches.push(Stretch { from: *from, to: *to, counted, outage }),
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
