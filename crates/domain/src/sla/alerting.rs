//! When to say that a clock runs out, and to whom: at each warning share, at the breach, and at each step of the escalation
//! (C3, C5). Each instant is said once; what is not acknowledged is said again by the desk.

use super::alert::{Alert, Level};
use super::clock::{Clock, ClockState};
use super::receiver::{Receiver, Step};
use crate::Timestamp;

impl Clock {
    /// Everything to say about it, with who hears it, in no order.
    fn alerts(&self) -> impl Iterator<Item = (Alert, Receiver)> + '_ {
        let alert = |at, level| Alert { at, level, kind: self.kind, due: self.due };
        let speaks = !matches!(self.state, ClockState::Met | ClockState::Paused);
        let begun = self.told.iter().map(move |to| (alert(self.start, Level::Warning), *to));
        let whose = self.department.map_or(Receiver::Owner, Receiver::Department);
        let warnings = self.warnings.iter().map(move |at| (alert(*at, Level::Warning), whose));
        let asked = self.asked_by.map(Receiver::Agent);
        let breach = std::iter::once(whose).chain(asked).map(move |to| (alert(self.due, Level::Breach), to));
        let to = move |step: &Step| match (step.to, self.department) {
            (Receiver::Head, Some(department)) => Receiver::HeadOf(department),
            (to, _) => to,
        };
        let steps = self.steps.iter().map(move |step| (alert(self.due.plus_minutes(i64::from(step.after)), Level::Escalation), to(step)));
        begun.chain(warnings).chain(breach).chain(steps).filter(move |_| speaks)
    }
}

/// When there is something to say next about these clocks to anybody, after `said`: the instant up to which all was said.
#[must_use]
pub fn next_alert(clocks: &[Clock], said: Timestamp) -> Option<Alert> {
    clocks.iter().flat_map(Clock::alerts).map(|(alert, _)| alert).filter(|alert| alert.at > said).min()
}

/// What there is to say to whom `hears` names, up to `now` or because the team server has `raised` it: of each clock the
/// gravest alone, so that a desk which was asleep over the warnings tells of the breach.
#[must_use]
pub fn due_alerts(clocks: &[Clock], raised: &[Alert], now: Timestamp, hears: impl Fn(Receiver) -> bool) -> Vec<Alert> {
    let due = |clock: &Clock| {
        let is_due = |alert: &Alert| alert.at <= now || raised.contains(alert);
        let alerts = clock.alerts().filter(|(alert, to)| is_due(alert) && hears(*to)).map(|(alert, _)| alert);
        alerts.max_by_key(|alert| (alert.level, alert.at))
    };
    clocks.iter().filter_map(due).collect()
}

/// What there will be to say to whom `hears` names between two instants, should nothing change, each once.
#[must_use]
pub fn alerts_ahead(clocks: &[Clock], from: Timestamp, to: Timestamp, hears: impl Fn(Receiver) -> bool) -> Vec<Alert> {
    let ahead = clocks.iter().flat_map(Clock::alerts).filter(|(alert, receiver)| alert.at > from && alert.at <= to && hears(*receiver));
    let mut ahead: Vec<Alert> = ahead.map(|(alert, _)| alert).collect();
    // One breach may be several people's to hear.
    ahead.sort_unstable();
    ahead.dedup();
    ahead
}

/// Whether an alert that was raised still holds: its clock still runs to the same time, and `hears` still names who hears it.
#[must_use]
pub fn still_alerts(clocks: &[Clock], alert: &Alert, hears: impl Fn(Receiver) -> bool) -> bool {
    clocks.iter().flat_map(Clock::alerts).any(|(other, to)| other == *alert && hears(to))
}

/// Who hears, or heard, an alert of these clocks, each once: whatever has become of its clock since.
#[must_use]
pub fn receivers(clocks: &[Clock], alert: &Alert) -> Vec<Receiver> {
    let ran = clocks.iter().map(|clock| Clock { state: ClockState::Breached, ..clock.clone() }).collect::<Vec<_>>();
    let mut heard: Vec<Receiver> = ran.iter().flat_map(Clock::alerts).filter(|(other, _)| other == alert).map(|(_, to)| to).collect();
    heard.sort_unstable();
    heard.dedup();
    heard
}
