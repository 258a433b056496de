//! The clock of what is held: its author is reminded after a quarter of an hour, the lead hears after an hour (SYNC 1.7).

use super::alert::{Alert, ClockKind, Level};
use super::explanation::{Explanation, day_and_night};
use super::policy::Target;
use crate::{AgentId, Ticket, Timestamp};

/// When the author is reminded.
const REMIND_MINUTES: i64 = 15;
/// When it is brought to the lead.
const LEAD_MINUTES: i64 = 60;

/// What there is to say about something held since then, as of `now`: the reminder, which may lie ahead, or that it is overdue.
#[must_use]
pub const fn decision_alert(since: Timestamp, now: Timestamp) -> Alert {
    let (remind, due) = (since.plus_minutes(REMIND_MINUTES), since.plus_minutes(LEAD_MINUTES));
    if now.millis() < due.millis() {
        Alert { at: remind, level: Level::Warning, kind: ClockKind::Decision, due }
    } else {
        Alert { at: due, level: Level::Breach, kind: ClockKind::Decision, due }
    }
}

/// Since when that was held whose decision is due then.
#[must_use]
pub const fn since_of_decision(due: Timestamp) -> Timestamp {
    due.plus_minutes(-LEAD_MINUTES)
}

/// Why the decision about something held since then is due when it is.
#[must_use]
pub fn explain_decision(since: Timestamp, outages: &[(Timestamp, Timestamp)], now: Timestamp) -> Explanation {
    let target = Some(Target::Wall { minutes: LEAD_MINUTES });
    Explanation { target, ..day_and_night(since, since.plus_minutes(LEAD_MINUTES), outages, now) }
}

/// When a lead is to hear next of something held on a ticket, after `said`.
#[must_use]
pub fn next_decision_alert(ticket: &Ticket, said: Timestamp) -> Option<Timestamp> {
    ticket.held.iter().map(|mark| mark.since.plus_minutes(LEAD_MINUTES)).filter(|at| *at > said).min()
}

/// What a lead is told about a ticket, as of `now`: what others have not decided within an hour, the oldest first, with whose it is.
#[must_use]
pub fn overdue_decisions(ticket: &Ticket, me: AgentId, now: Timestamp) -> Vec<(AgentId, Alert)> {
    let alerts = ticket.held.iter().filter(|mark| mark.by != me).map(|mark| (mark.by, decision_alert(mark.since, now)));
    let mut overdue: Vec<_> = alerts.filter(|(_, alert)| alert.level == Level::Breach).collect();
    overdue.sort_by_key(|(_, alert)| alert.at);
    overdue
}
