//! What a team promises: policies matched by channel, urgency and tier, and the targets of each clock (PRODUCT L).

use jiff::ToSpan;
use serde::{Deserialize, Serialize};

use super::opening::minute_of_day;
use super::receiver::{Receiver, Step};
use super::schedule::{Schedule, ScheduleError};
use crate::{Channel, QueueId, Ticket, Timestamp, Urgency, Words};

/// Which tickets a policy is for. An empty condition is for all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Condition {
    /// One of these channels.
    pub channels: Vec<Channel>,
    /// One of these urgencies.
    pub urgency: Vec<Urgency>,
    /// At least this tier.
    pub min_tier: u8,
    /// One of these categories, or below one of them: `refund` is for `refund/request` as well.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
    /// Lies in one of these queues, and so with their departments.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub queues: Vec<QueueId>,
    /// Came at such a time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub came: Option<Came>,
}

/// A time of day to come at: while a schedule is open, or while it is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Came {
    /// Key of the schedule.
    pub schedule: String,
    /// While it is open, or while it is closed.
    pub open: bool,
}

impl Condition {
    fn holds(&self, ticket: &Ticket, schedules: &[Schedule]) -> bool {
        (self.channels.is_empty() || self.channels.contains(&ticket.channel))
            && (self.urgency.is_empty() || self.urgency.contains(&ticket.urgency))
            && ticket.tier >= self.min_tier
            && (self.categories.is_empty()
                || ticket.category.as_deref().is_some_and(|category| self.categories.iter().any(|wanted| lies_in(category, wanted))))
            && (self.queues.is_empty() || ticket.queue.is_some_and(|queue| self.queues.contains(&queue)))
            && self.came.as_ref().is_none_or(|came| came.holds(ticket, schedules))
    }
}

/// Whether a category is this one, or below it.
fn lies_in(category: &str, wanted: &str) -> bool {
    category.strip_prefix(wanted).is_some_and(|below| below.is_empty() || below.starts_with('/'))
}

impl Came {
    /// A schedule that is missing or wrong holds for nothing.
    fn holds(&self, ticket: &Ticket, schedules: &[Schedule]) -> bool {
        let schedule = schedules.iter().find(|schedule| schedule.key == self.schedule);
        schedule.and_then(|schedule| schedule.is_open(ticket.opened_at).ok()) == Some(self.open)
    }
}

/// When something is due after it starts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "type")]
pub enum Target {
    /// So many open minutes of a schedule.
    Open {
        /// Minutes.
        minutes: i64,
        /// Key of the schedule.
        schedule: String,
    },
    /// So many minutes of the clock on the wall.
    Wall {
        /// Minutes.
        minutes: i64,
    },
    /// By this time of the next day, `HH:MM` (002: 次日 9:00). What comes outside of working hours before that time of its day came in
    /// the night of the day before, as a night shift is booked.
    NextDay {
        /// Time of day.
        at: String,
        /// Zone.
        zone: String,
    },
}

/// A target, and another for what starts outside working hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// As a rule.
    pub target: Target,
    /// When it starts while `hours` is closed.
    pub off: Option<Target>,
}

/// What a team promises to certain tickets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Policy {
    /// `chat-vip`.
    pub key: String,
    /// Its name in each language.
    pub name: Words,
    /// The first policy whose condition holds is the ticket's.
    pub order: u32,
    /// Which tickets.
    pub when: Condition,
    /// Key of the schedule that tells working hours from others.
    pub hours: String,
    /// Until we first answer.
    pub first_response: Option<Goal>,
    /// Until we answer what the customer wrote since.
    pub next_response: Option<Goal>,
    /// Until it is solved.
    pub resolution: Option<Goal>,
    /// Until the customer has been promised a first plan (002: an emergency within 2 hours).
    #[serde(default)]
    pub plan: Option<Goal>,
    /// Shares of the time, in percent, at which to warn.
    pub warn_at: Vec<u8>,
    /// Who else hears of a breach, and when.
    #[serde(default = "lead_at_once")]
    pub escalation: Vec<Step>,
    /// After so many minutes a breach that nobody acknowledged is said again; 0: never.
    #[serde(default = "usual_repeat")]
    pub repeat: u32,
    /// What departments owe that are asked for something.
    #[serde(default)]
    pub requests: RequestGoals,
    /// How long a complaint stays where it is.
    #[serde(default)]
    pub complaints: ComplaintGoals,
}

/// What a department owes that is asked for something on a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RequestGoals {
    /// Until it says that it has the request (002: 30 minutes).
    pub accepted: Goal,
    /// Until it says how far it is, and again from there (002: 2 hours).
    pub progress: Goal,
    /// Who else hears when it does not, and when (002: its head).
    pub escalation: Vec<Step>,
}

impl Default for RequestGoals {
    fn default() -> Self {
        let escalation = vec![Step { after: 0, to: Receiver::Head }];
        Self { accepted: Goal::within(30), progress: Goal::within(120), escalation }
    }
}

/// How long a complaint stays where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ComplaintGoals {
    /// Until the customer knows that we have it (001: an hour until one is answered).
    pub confirmed: Goal,
    /// Until it comes from any later stage to the next (001: a day for the cause of a fault, 002: a day until one asks again).
    pub stage: Goal,
}

impl Default for ComplaintGoals {
    fn default() -> Self {
        Self { confirmed: Goal::within(60), stage: Goal::within(24 * 60) }
    }
}

/// What holds where a policy says nothing: the leads hear of each breach.
pub(super) fn lead_at_once() -> Vec<Step> {
    vec![Step { after: 0, to: Receiver::Lead }]
}

/// After so many minutes a breach that nobody acknowledged is said again where no policy says otherwise.
pub const REPEAT: u32 = 15;

const fn usual_repeat() -> u32 {
    REPEAT
}

impl Policy {
    /// The policy of a ticket.
    #[must_use]
    pub fn of<'a>(policies: &'a [Self], schedules: &[Schedule], ticket: &Ticket) -> Option<&'a Self> {
        policies.iter().filter(|policy| policy.when.holds(ticket, schedules)).min_by_key(|policy| policy.order)
    }

    /// The schedule that tells its working hours from others.
    pub(super) fn hours<'a>(&self, schedules: &'a [Schedule]) -> Option<&'a Schedule> {
        schedules.iter().find(|schedule| schedule.key == self.hours)
    }
}

impl Goal {
    /// So many minutes on the wall, day and night.
    const fn within(minutes: i64) -> Self {
        Self { target: Target::Wall { minutes }, off: None }
    }

    /// The target of something that started at `start`, and whether it is the one for outside working hours.
    pub(super) fn target_at(&self, start: Timestamp, hours: Option<&Schedule>) -> Result<(&Target, bool), ScheduleError> {
        let is_off = match hours {
            Some(hours) => !hours.is_open(start)?,
            None => false,
        };
        Ok(self.off.as_ref().filter(|_| is_off).map_or((&self.target, false), |off| (off, true)))
    }

    /// When it is due, for something that started at `start`.
    ///
    /// # Errors
    /// When a schedule is wrong or missing.
    pub fn due(
        &self,
        start: Timestamp,
        hours: Option<&Schedule>,
        schedules: &[Schedule],
        pauses: &[(Timestamp, Timestamp)],
    ) -> Result<Timestamp, ScheduleError> {
        let (target, is_off) = self.target_at(start, hours)?;
        match target {
            Target::Open { minutes, schedule } => match schedules.iter().find(|candidate| candidate.key == *schedule) {
                Some(schedule) => schedule.due(start, *minutes, pauses),
                None => Ok(wall(start, *minutes, pauses)),
            },
            Target::Wall { minutes } => Ok(wall(start, *minutes, pauses)),
            Target::NextDay { at, zone } => next_day(start, at, zone, is_off),
        }
    }
}

fn wall(start: Timestamp, minutes: i64, pauses: &[(Timestamp, Timestamp)]) -> Timestamp {
    let mut pauses = pauses.to_vec();
    pauses.sort_unstable();
    let mut due = start.plus_minutes(minutes);
    for (from, to) in pauses {
        if from < due && to > start {
            due = due.plus_millis(to.since(from.max(start)));
        }
    }
    due
}

fn next_day(start: Timestamp, at: &str, zone: &str, is_off: bool) -> Result<Timestamp, ScheduleError> {
    let tz = jiff::tz::TimeZone::get(zone).map_err(|_| ScheduleError::Zone(zone.to_owned()))?;
    let minute = minute_of_day(at).ok_or_else(|| ScheduleError::Time(at.to_owned()))?;
    let instant = jiff::Timestamp::from_millisecond(start.millis()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let local = tz.to_datetime(instant);
    let is_night = is_off && i64::from(local.hour()).saturating_mul(60).saturating_add(i64::from(local.minute())) < minute;
    let day = if is_night { local.date() } else { local.date().tomorrow().map_err(|_| ScheduleError::NeverOpen)? };
    let due = day.at(0, 0, 0, 0).checked_add(minute.minutes()).map_err(|_| ScheduleError::NeverOpen)?;
    let due = tz.to_timestamp(due).map_err(|_| ScheduleError::NeverOpen)?;
    Ok(Timestamp::from_millis(due.as_millisecond()))
}
