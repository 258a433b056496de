//! When to say that a clock runs out, and to whom: at each warning share, at the breach, and at each step of the escalation
//! (C3, C5). Each instant is said once; what is not acknowledged is said again by the desk.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::clock::{Clock, ClockKind, ClockState};
use super::receiver::Receiver;
use crate::Timestamp;

/// How grave an alert is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Level {
    /// Time is running out.
    Warning,
    /// It has run out.
    Breach,
    /// It ran out, and is brought to those above.
    Escalation,
}

/// Something to say about a clock at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alert {
    /// When to say it.
    pub at: Timestamp,
    /// How grave it is.
    pub level: Level,
    /// Which clock.
    pub kind: ClockKind,
    /// When that clock is due.
    pub due: Timestamp,
}

impl Clock {
    /// Everything to say about it, with who hears it, in no order.
    fn alerts(&self) -> impl Iterator<Item = (Alert, Receiver)> + '_ {
        let alert = |at, level| Alert { at, level, kind: self.kind, due: self.due };
        let speaks = !matches!(self.state, ClockState::Met | ClockState::Paused);
        let warnings = self.warnings.iter().map(move |at| (alert(*at, Level::Warning), Receiver::Owner));
        let breach = std::iter::once((alert(self.due, Level::Breach), Receiver::Owner));
        let steps = self.steps.iter().map(move |step| (alert(self.due.plus_minutes(i64::from(step.after)), Level::Escalation), step.to));
        warnings.chain(breach).chain(steps).filter(move |_| speaks)
    }
}

/// When there is something to say next about these clocks to anybody, after `said`: the instant up to which all was said.
#[must_use]
pub fn next_alert(clocks: &[Clock], said: Timestamp) -> Option<Alert> {
    clocks.iter().flat_map(Clock::alerts).map(|(alert, _)| alert).filter(|alert| alert.at > said).min()
}

/// What there is to say to whom `hears` names, after `said` and up to `now`: of each clock the gravest alone, so that a desk
/// which was asleep over the warnings tells of the breach.
#[must_use]
pub fn due_alerts(clocks: &[Clock], said: Timestamp, now: Timestamp, hears: impl Fn(Receiver) -> bool) -> Vec<Alert> {
    let due = |clock: &Clock| {
        let alerts = clock.alerts().filter(|(alert, to)| alert.at > said && alert.at <= now && hears(*to)).map(|(alert, _)| alert);
        alerts.max_by_key(|alert| (alert.level, alert.at))
    };
    clocks.iter().filter_map(due).collect()
}

/// What there will be to say to whom `hears` names between two instants, should nothing change, in no order.
#[must_use]
pub fn alerts_ahead(clocks: &[Clock], from: Timestamp, to: Timestamp, hears: impl Fn(Receiver) -> bool) -> Vec<Alert> {
    let ahead = clocks.iter().flat_map(Clock::alerts).filter(|(alert, receiver)| alert.at > from && alert.at <= to && hears(*receiver));
    ahead.map(|(alert, _)| alert).collect()
}

/// Whether an alert that was raised still holds: its clock still runs to the same time, and `hears` still names who hears it.
#[must_use]
pub fn still_alerts(clocks: &[Clock], alert: &Alert, hears: impl Fn(Receiver) -> bool) -> bool {
    clocks.iter().flat_map(Clock::alerts).any(|(other, to)| other == *alert && hears(to))
}
