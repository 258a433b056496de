//! Reminders of what is held: its author hears after a quarter of an hour, from this desk's own outbox, so also when it is
//! cut off again; a lead hears after an hour, from the mark on the ticket, so also when the author's desk is away (SYNC 1.7).

use holdfast_domain::sla::{Alert, Level, decision_alert, since_of_decision};
use holdfast_domain::{AgentId, Ticket, TicketId, Timestamp};
use holdfast_store::{EntryState, StoredAlert};
use std::collections::BTreeSet;

use crate::error::DeskError;
use crate::work::Work;

/// What is held at this desk, since when, by ticket.
pub(crate) struct Decisions(BTreeSet<(TicketId, Timestamp)>);

impl Decisions {
    pub(crate) fn of(work: &Work) -> Result<Self, DeskError> {
        let held = work.store.undecided()?.into_iter().filter(|entry| matches!(entry.state, EntryState::Held { .. }));
        Ok(Self(held.filter_map(|entry| Some((entry.operation.about.ticket()?, entry.since.unwrap_or(entry.written_at)))).collect()))
    }

    /// The longest held of each ticket: one reminder tells of all.
    fn oldest(&self) -> impl Iterator<Item = (TicketId, Timestamp)> {
        let mut told = None;
        self.0.iter().copied().filter(move |(ticket, _)| told.replace(*ticket) != Some(*ticket))
    }

    /// Since when the longest held of a ticket is held here.
    pub(crate) fn since(&self, ticket: TicketId) -> Option<Timestamp> {
        self.oldest().find(|(other, _)| *other == ticket).map(|(_, since)| since)
    }

    /// What is due. What was raised before is kept with the outbox and not raised again.
    pub(crate) fn due(&self, now: Timestamp) -> Vec<(TicketId, Alert)> {
        self.oldest().map(|(ticket, since)| (ticket, decision_alert(since, now))).filter(|(_, alert)| alert.at <= now).collect()
    }

    /// When there is something to say next.
    pub(crate) fn next(&self, now: Timestamp) -> Option<Timestamp> {
        let ahead = |since| {
            let Alert { at, due, .. } = decision_alert(since, now);
            [at, due].into_iter().find(|at| *at > now)
        };
        self.oldest().filter_map(|(_, since)| ahead(since)).min()
    }

    /// Whether the decision that this alert is about has not been taken: here, or by a colleague.
    pub(crate) fn still_waits(&self, alert: &StoredAlert, ticket: Option<&Ticket>) -> bool {
        self.is_own(alert) || whose(alert, ticket).is_some()
    }

    /// What the alert says.
    pub(crate) fn title(&self, work: &Work, alert: &StoredAlert, ticket: &Ticket) -> String {
        let number = ticket.number.to_string();
        let by = whose(alert, Some(ticket)).filter(|_| !self.is_own(alert)).map(|by| name_of(work, by)).unwrap_or_default();
        let id = match (self.is_own(alert), alert.level) {
            (true, Level::Warning) => "alert-held-title",
            (true, Level::Breach | Level::Escalation) => "alert-held-late-title",
            (false, _) => "alert-held-lead-title",
        };
        work.words().say(id, &[("number", &number), ("by", &by)])
    }

    fn is_own(&self, alert: &StoredAlert) -> bool {
        self.0.contains(&(alert.ticket, since_of_decision(alert.due)))
    }
}

/// Whose decision an alert is about, by the marks on its ticket.
pub(crate) fn whose(alert: &StoredAlert, ticket: Option<&Ticket>) -> Option<AgentId> {
    let mark = ticket?.held.iter().find(|mark| mark.since == since_of_decision(alert.due))?;
    Some(mark.by)
}

pub(crate) fn name_of(work: &Work, agent: AgentId) -> String {
    crate::present::Names::of(work).agent(agent).unwrap_or_default()
}
