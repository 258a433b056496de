//! The clocks of a ticket, read from its history when asked for: first response, next response, resolution, what is owed by a
//! time that somebody named, what a department was asked for, and the stage of a complaint.

use serde::{Deserialize, Serialize};
use specta::Type;
use std::sync::LazyLock;

use super::alert::ClockKind;
use super::policy::{ComplaintGoals, Goal, Policy, RequestGoals, lead_at_once};
use super::receiver::{Receiver, Step};
use super::schedule::{Schedule, ScheduleError};
use crate::{AgentId, ComplaintStage, DepartmentId, Event, Status, TaskKind, Ticket, Timestamp};

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
    /// What it is about, where there may be several of a kind: what is owed, asked, or complained about.
    pub about: Option<String>,
    /// Who hears that it has begun.
    pub told: Option<Receiver>,
    /// Who asked the department, and hears that it does not answer.
    pub asked_by: Option<AgentId>,
    /// The department whose clock it is, and not the owner's.
    pub department: Option<DepartmentId>,
}

/// A clock before anybody looks at it: from when, until when, over what.
pub(super) struct Run<'a> {
    pub(super) kind: ClockKind,
    pub(super) start: Timestamp,
    pub(super) met_at: Option<Timestamp>,
    pub(super) goal: Until<'a>,
    pub(super) pauses: Vec<(Timestamp, Timestamp)>,
    /// What it is about, where there may be several of a kind.
    pub(super) about: Option<&'a str>,
    steps: &'a [Step],
    told: Option<Receiver>,
    asked_by: Option<AgentId>,
    department: Option<DepartmentId>,
}

/// What a clock runs to.
#[derive(Clone, Copy)]
pub(super) enum Until<'a> {
    /// What a policy promises.
    Goal(&'a Goal),
    /// A time that somebody named.
    Named(Timestamp),
}

impl<'a> Run<'a> {
    const fn new(kind: ClockKind, start: Timestamp, goal: Until<'a>, steps: &'a [Step]) -> Self {
        Self { kind, start, met_at: None, goal, pauses: Vec::new(), about: None, steps, told: None, asked_by: None, department: None }
    }

    pub(super) fn due(&self, policy: Option<&Policy>, schedules: &[Schedule]) -> Result<Timestamp, ScheduleError> {
        match self.goal {
            Until::Goal(goal) => goal.due(self.start, policy.and_then(|policy| policy.hours(schedules)), schedules, &self.pauses),
            Until::Named(due) => Ok(due),
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
    let mut runs = policy.map_or_else(Vec::new, |policy| promised(ticket, policy, now));
    runs.retain(|run| ticket.status.is_active() || run.met_at.is_some());
    let (usual, steps) = (&*USUAL, policy.map_or(USUAL.escalation.as_slice(), |policy| policy.escalation.as_slice()));
    runs.extend(ticket.tasks.iter().filter(|task| task.ended.is_none()).map(|task| {
        let kind = match task.kind {
            TaskKind::Promise => ClockKind::Promise,
            TaskKind::FollowUp => ClockKind::FollowUp,
        };
        Run { about: Some(&task.text), ..Run::new(kind, task.made_at, Until::Named(task.due), steps) }
    }));
    let goals = policy.map_or(&usual.requests, |policy| &policy.requests);
    runs.extend(ticket.requests.iter().filter(|request| request.end().is_none()).map(|request| {
        let (department, asked_by) = (Some(request.department), Some(request.by));
        let run = |kind, start, goal| Run {
            about: Some(&request.text),
            department,
            asked_by,
            ..Run::new(kind, start, Until::Goal(goal), &goals.escalation)
        };
        match request.accepted_at() {
            None => Run { told: department.map(Receiver::Department), ..run(ClockKind::RequestAccepted, request.made_at, &goals.accepted) },
            Some(_) => run(ClockKind::RequestProgress, request.silent_since(), &goals.progress),
        }
    }));
    let goals = policy.map_or(&usual.complaints, |policy| &policy.complaints);
    runs.extend(ticket.complaints.iter().filter(|complaint| complaint.is_open()).map(|complaint| {
        let is_new = complaint.stage() == ComplaintStage::Received;
        let goal = if is_new { &goals.confirmed } else { &goals.stage };
        let run = Run::new(ClockKind::ComplaintStage, complaint.stage_since(), Until::Goal(goal), steps);
        // A lead looks into it at once (P4).
        Run { about: Some(&complaint.text), told: is_new.then_some(Receiver::LeadBut(complaint.by)), ..run }
    }));
    runs
}

/// What a policy promises to the customer.
fn promised<'a>(ticket: &'a Ticket, policy: &'a Policy, now: Timestamp) -> Vec<Run<'a>> {
    let run = |kind, start, goal| Run::new(kind, start, Until::Goal(goal), &policy.escalation);
    let first = policy.first_response.as_ref();
    let first = first.map(|goal| Run { met_at: ticket.first_response_at, ..run(ClockKind::FirstResponse, ticket.opened_at, goal) });
    let waiting = ticket.waiting_since.filter(|_| ticket.first_response_at.is_some());
    let next = policy.next_response.as_ref().zip(waiting).map(|(goal, since)| run(ClockKind::NextResponse, since, goal));
    let resolution = policy.resolution.as_ref().map(|goal| {
        let resolution = run(ClockKind::Resolution, ticket.opened_at, goal);
        Run { met_at: solved_at(ticket), pauses: pauses(ticket, now), ..resolution }
    });
    let plan = policy.plan.as_ref().map(|goal| {
        let promised = ticket.tasks.iter().filter(|task| task.kind == TaskKind::Promise).map(|task| task.made_at).min();
        Run { met_at: promised, ..run(ClockKind::Plan, ticket.opened_at, goal) }
    });
    [first, next, resolution, plan].into_iter().flatten().collect()
}

fn clock(run: Run<'_>, ticket: &Ticket, policy: Option<&Policy>, schedules: &[Schedule], now: Timestamp) -> Option<Clock> {
    let due = run.due(policy, schedules).ok()?;
    let Run { kind, start, met_at, told, asked_by, department, .. } = run;
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
    let about = run.about.map(str::to_owned);
    Some(Clock { kind, start, due, state, met_at, warnings, steps: run.steps.to_vec(), about, told, asked_by, department })
}

/// What holds for a ticket without a policy.
struct Usual {
    escalation: Vec<Step>,
    requests: RequestGoals,
    complaints: ComplaintGoals,
}

static USUAL: LazyLock<Usual> =
    LazyLock::new(|| Usual { escalation: lead_at_once(), requests: RequestGoals::default(), complaints: ComplaintGoals::default() });

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
