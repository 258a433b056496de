//! The clocks of a ticket, read from its history when asked for: first response, next response, resolution, and what is owed by
//! a time that somebody named.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::alert::ClockKind;
use super::policy::{Goal, Policy, lead_at_once};
use super::receiver::Step;
use super::schedule::Schedule;
use crate::{Event, Status, Task, TaskKind, Ticket, Timestamp};

/// How a clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ClockState {
    /// Time is left.
    Running,
    /// A warning share has passed.
    Warning,
    /// The due time has passed.
    Breached,
    /// It stands still.
    Paused,
    /// It was met, or breached once and is over.
    Met,
}

/// A clock of a ticket at one instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// What is measured.
    pub kind: ClockKind,
    /// When it began.
    pub start: Timestamp,
    /// When it is due.
    pub due: Timestamp,
    /// How it stands.
    pub state: ClockState,
    /// When it was met.
    pub met_at: Option<Timestamp>,
    /// When to warn, earliest first.
    pub warnings: Vec<Timestamp>,
    /// Who else hears of a breach, and when.
    pub steps: Vec<Step>,
}

/// A clock before anybody looks at it: from when, until when, over what.
pub(super) struct Run<'a> {
    pub(super) kind: ClockKind,
    pub(super) start: Timestamp,
    pub(super) met_at: Option<Timestamp>,
    pub(super) goal: Until<'a>,
    pub(super) pauses: Vec<(Timestamp, Timestamp)>,
}

/// What a clock runs to.
#[derive(Clone, Copy)]
pub(super) enum Until<'a> {
    /// What a policy promises.
    Goal(&'a Goal),
    /// A time that somebody named, and for what.
    Named(&'a Task),
}

impl Until<'_> {
    fn due(self, run: &Run<'_>, policy: Option<&Policy>, schedules: &[Schedule]) -> Option<Timestamp> {
        match self {
            Self::Goal(goal) => goal.due(run.start, policy.and_then(|policy| policy.hours(schedules)), schedules, &run.pauses).ok(),
            Self::Named(task) => Some(task.due),
        }
    }
}

/// The clocks of a ticket, under the first of the policies that holds for it. A wrong schedule yields no clock rather than a wrong one.
#[must_use]
pub fn clocks(ticket: &Ticket, policies: &[Policy], schedules: &[Schedule], now: Timestamp) -> Vec<Clock> {
    let policy = Policy::of(policies, schedules, ticket);
    runs(ticket, policy, now).into_iter().filter_map(|run| clock(run, ticket, policy, schedules, now)).collect()
}

/// What runs on a ticket. A ticket that is done has only what was met, and what is owed all the same.
pub(super) fn runs<'a>(ticket: &'a Ticket, policy: Option<&'a Policy>, now: Timestamp) -> Vec<Run<'a>> {
    let mut runs = Vec::with_capacity(3);
    let unpaused = |kind, start, met_at, goal| Run { kind, start, met_at, goal: Until::Goal(goal), pauses: Vec::new() };
    if let Some(goal) = policy.and_then(|policy| policy.first_response.as_ref()) {
        runs.push(unpaused(ClockKind::FirstResponse, ticket.opened_at, ticket.first_response_at, goal));
    }
    if let (Some(goal), Some(since), Some(_)) =
        (policy.and_then(|policy| policy.next_response.as_ref()), ticket.waiting_since, ticket.first_response_at)
    {
        runs.push(unpaused(ClockKind::NextResponse, since, None, goal));
    }
    if let Some(goal) = policy.and_then(|policy| policy.resolution.as_ref()) {
        let resolution = unpaused(ClockKind::Resolution, ticket.opened_at, solved_at(ticket), goal);
        runs.push(Run { pauses: pauses(ticket, now), ..resolution });
    }
    if let Some(goal) = policy.and_then(|policy| policy.plan.as_ref()) {
        let promised = ticket.tasks.iter().filter(|task| task.kind == TaskKind::Promise).map(|task| task.made_at).min();
        runs.push(unpaused(ClockKind::Plan, ticket.opened_at, promised, goal));
    }
    runs.retain(|run| ticket.status.is_active() || run.met_at.is_some());
    let owed = ticket.tasks.iter().filter(|task| task.ended.is_none());
    runs.extend(owed.map(|task| {
        let kind = match task.kind {
            TaskKind::Promise => ClockKind::Promise,
            TaskKind::FollowUp => ClockKind::FollowUp,
        };
        Run { kind, start: task.made_at, met_at: None, goal: Until::Named(task), pauses: Vec::new() }
    }));
    runs
}

fn clock(run: Run<'_>, ticket: &Ticket, policy: Option<&Policy>, schedules: &[Schedule], now: Timestamp) -> Option<Clock> {
    let due = run.goal.due(&run, policy, schedules)?;
    let Run { kind, start, met_at, .. } = run;
    let budget = due.since(start);
    let shares = policy.map_or(WARN_AT.as_slice(), |policy| policy.warn_at.as_slice());
    let at = |percent: &u8| start.plus_millis(budget.saturating_mul(i64::from(*percent)).checked_div(100).unwrap_or(budget));
    let mut warnings: Vec<Timestamp> = shares.iter().map(at).filter(|at| *at < due).collect();
    warnings.sort_unstable();
    let state = match met_at {
        Some(_) => ClockState::Met,
        None if now >= due => ClockState::Breached,
        None if kind == ClockKind::Resolution && ticket.status == Status::Pending => ClockState::Paused,
        // The last warning is the one that tints the clock: earlier ones are for the list of alerts.
        None if warnings.last().is_some_and(|at| now >= *at) => ClockState::Warning,
        None => ClockState::Running,
    };
    let steps = policy.map_or_else(lead_at_once, |policy| policy.escalation.clone());
    Some(Clock { kind, start, due, state, met_at, warnings, steps })
}

/// When to warn where no policy says.
const WARN_AT: [u8; 1] = [75];

/// The spans in which we waited for the customer, read from the status history.
fn pauses(ticket: &Ticket, now: Timestamp) -> Vec<(Timestamp, Timestamp)> {
    let mut pauses = Vec::new();
    let mut since = None;
    for entry in &ticket.history {
        match entry.event {
            Event::Status { to: Status::Pending, .. } => since = Some(entry.at),
            Event::Status { from: Status::Pending, .. } => pauses.extend(since.take().map(|from| (from, entry.at))),
            _ => {}
        }
    }
    if ticket.status == Status::Pending {
        pauses.extend(since.map(|from| (from, now)));
    }
    pauses
}

fn solved_at(ticket: &Ticket) -> Option<Timestamp> {
    if ticket.status.is_active() {
        return None;
    }
    let solved = ticket.history.iter().rev().find(|entry| matches!(entry.event, Event::Status { to: Status::Solved, .. }));
    Some(solved.map_or(ticket.updated_at, |entry| entry.at))
}
