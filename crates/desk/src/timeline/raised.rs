//! What was said about a ticket's clocks, as lines of its timeline: what the team server has raised, and the warnings, which each
//! desk finds by itself.

use holdfast_domain::sla::{Alert, ClockState, Level, Receiver, receivers};

use super::Timeline;
use crate::present::{due_time, name_of};
use crate::view::TimelineItem;

impl Timeline<'_> {
    /// What the team server has raised about a clock: which, when it was due, and to whom it was brought.
    pub(super) fn raised(&self, alert: &Alert) -> TimelineItem {
        let clock = self.words.say(&format!("clock-name-{}", name_of(alert.kind)), &[]);
        let clock = match self.names.about(self.ticket, alert, alert.at) {
            Some(about) => self.words.say("event-clock-about", &[("clock", &clock), ("about", &about)]),
            None => clock,
        };
        let level = match alert.level {
            Level::Warning => "warning",
            Level::Breach => "breach",
            Level::Escalation => "escalation",
        };
        let to = self.hearers(alert).join(self.words.comma());
        let id = if alert.level == Level::Escalation && to.is_empty() {
            "event-clock-escalation-plain".to_owned()
        } else {
            format!("event-clock-{level}")
        };
        let due = due_time(self.words, alert.due, alert.at);
        TimelineItem::Event {
            id: format!("clock-{}-{level}-{}-{}", name_of(alert.kind), alert.due.millis(), alert.at.millis()),
            at: alert.at.into(),
            text: self.words.say(&id, &[("clock", &clock), ("due", &due), ("to", &to)]),
            level: Some(alert.level),
            state: None,
            operation: None,
            offline: false,
            reason: None,
        }
    }

    /// The warnings that came: of what runs until now, and of what was met until it was. What stands still has another due time
    /// once it runs on.
    pub(super) fn warned(&self) -> Vec<Alert> {
        let now = self.work.now();
        let clocks = self.names.clocks(self.ticket, now);
        let mut warned: Vec<Alert> = clocks
            .iter()
            .filter(|clock| clock.state != ClockState::Paused)
            .flat_map(|clock| {
                let until = clock.met_at.unwrap_or(now);
                let came = clock.warnings.iter().filter(move |at| **at <= until);
                came.map(|at| Alert { at: *at, level: Level::Warning, kind: clock.kind, due: clock.due })
            })
            .filter(|alert| !self.ticket.alerted.contains(alert))
            .collect();
        warned.sort_unstable();
        warned.dedup();
        warned
    }

    /// Who hears an alert, in words.
    fn hearers(&self, alert: &Alert) -> Vec<String> {
        let leads = || Some(self.words.say("hears-leads", &[]));
        let head = |department| self.names.head(department).or_else(leads);
        let named = |to: Receiver| match to {
            Receiver::Owner => self.ticket.owner.map_or_else(|| Some(self.words.say("hears-team", &[])), |owner| self.names.agent(owner)),
            Receiver::Lead | Receiver::LeadBut(_) => leads(),
            Receiver::Head => self.ticket.queue.and_then(|queue| self.names.department_of(queue)).map_or_else(leads, head),
            Receiver::HeadOf(department) => head(department),
            Receiver::Department(department) => self.names.department(department),
            Receiver::Agent(agent) => self.names.agent(agent),
        };
        receivers(&self.names.clocks(self.ticket, alert.at), alert).into_iter().filter_map(named).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::words::Words;
    use holdfast_domain::Language;

    #[test]
    fn what_is_raised_is_said_in_every_language() {
        let said = |language, id: &str| Words::of(language).say(id, &[("clock", "X"), ("due", "14:32"), ("to", "Qin"), ("about", "Y")]);
        assert_eq!(said(Language::English, "event-clock-breach"), "Overdue: X, was due 14:32");
        assert_eq!(said(Language::Simplified, "event-clock-escalation"), "已升级给 Qin：X，应于 14:32 前完成");
        assert_eq!(said(Language::Traditional, "event-clock-warning"), "即將到時：X，14:32 到時");
        for language in [Language::English, Language::Simplified, Language::Traditional] {
            for id in ["event-clock-escalation-plain", "event-clock-about", "hears-leads", "hears-team"] {
                assert_ne!(said(language, id), id);
            }
        }
    }
}
