//! The clocks of a ticket, read from its history when asked for: first response, next response, resolution.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::policy::{Goal, Policy};
use super::schedule::Schedule;
use crate::{Event, Status, Ticket, Timestamp};

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ClockKind {
    /// From the customer's coming to our first answer.
    FirstResponse,
    /// From the oldest unanswered message to our answer.
    NextResponse,
    /// From the customer's coming to the solution; stands still while we wait for the customer.
    Resolution,
    /// From an operation's being held to its author's decision. Its times are [`super::decision`]'s, not a policy's.
    Decision,
}

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
}

/// A clock before anybody looks at it: from when, until when, over what.
pub(super) struct Run<'a> {
    pub(super) kind: ClockKind,
    pub(super) start: Timestamp,
    pub(super) met_at: Option<Timestamp>,
    pub(super) goal: &'a Goal,
    pub(super) pauses: Vec<(Timestamp, Timestamp)>,
}

/// The clocks of a ticket. A wrong schedule yields no clock rather than a wrong one.
#[must_use]
pub fn clocks(ticket: &Ticket, policy: &Policy, schedules: &[Schedule], now: Timestamp) -> Vec<Clock> {
    runs(ticket, policy, now).into_iter().filter_map(|run| clock(run, ticket, policy, schedules, now)).collect()
}

/// What runs on a ticket under a policy. A ticket that is done has only what was met.
pub(super) fn runs<'a>(ticket: &Ticket, policy: &'a Policy, now: Timestamp) -> Vec<Run<'a>> {
    let mut runs = Vec::with_capacity(3);
    let unpaused = |kind, start, met_at, goal| Run { kind, start, met_at, goal, pauses: Vec::new() };
    if let Some(goal) = &policy.first_response {
        runs.push(unpaused(ClockKind::FirstResponse, ticket.opened_at, ticket.first_response_at, goal));
    }
    if let (Some(goal), Some(since), Some(_)) = (&policy.next_response, ticket.waiting_since, ticket.first_response_at) {
        runs.push(unpaused(ClockKind::NextResponse, since, None, goal));
    }
    if let Some(goal) = &policy.resolution {
        let resolution = unpaused(ClockKind::Resolution, ticket.opened_at, solved_at(ticket), goal);
        runs.push(Run { pauses: pauses(ticket, now), ..resolution });
    }
    runs.retain(|run| ticket.status.is_active() || run.met_at.is_some());
    runs
}

fn clock(run: Run<'_>, ticket: &Ticket, policy: &Policy, schedules: &[Schedule], now: Timestamp) -> Option<Clock> {
    let Run { kind, start, met_at, goal, pauses } = run;
    let hours = policy.hours(schedules);
    let due = goal.due(start, hours, schedules, &pauses).ok()?;
    let budget = due.since(start);
    let mut warnings: Vec<Timestamp> = policy
        .warn_at
        .iter()
        .map(|percent| start.plus_millis(budget.saturating_mul(i64::from(*percent)).checked_div(100).unwrap_or(budget)))
        .filter(|at| *at < due)
        .collect();
    warnings.sort_unstable();
    let state = match met_at {
        Some(_) => ClockState::Met,
        None if now >= due => ClockState::Breached,
        None if kind == ClockKind::Resolution && ticket.status == Status::Pending => ClockState::Paused,
        // The last warning is the one that tints the clock: earlier ones are for the list of alerts.
        None if warnings.last().is_some_and(|at| now >= *at) => ClockState::Warning,
        None => ClockState::Running,
    };
    Some(Clock { kind, start, due, state, met_at, warnings })
}

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
