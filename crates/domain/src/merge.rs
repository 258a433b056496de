//! Two tickets become one (SYNC 1.6). What was written on the one stands on the other from then on, and is news to everybody
//! who replies there but to whoever merged them: nobody else has read the two together.
//!
//! Both are of one customer, always: the ticket that is left answers one person, and shows what the two say to whoever has it.
//! Two customers who are one are joined first; two customers' tickets about one matter are linked.

use serde::{Deserialize, Serialize};

use crate::last_public::MergedPublic;
use crate::{AgentId, DeviceId, Event, Field, FieldRev, HistoryEntry, LastPublic, MessageId, Operation, OperationId, Seq, Status, Ticket, Timestamp};

/// Why two tickets stay two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "camelCase")]
pub enum NotMerged {
    /// They are one already.
    #[error("a ticket cannot be merged into itself")]
    Same,
    /// They are two customers'.
    #[error("the tickets are of two customers")]
    Customers,
    /// What one of them lies in is closed to people who may see the other.
    #[error("the tickets lie in queues that are not seen by the same people")]
    Queues,
    /// Nothing comes to a ticket that is closed.
    #[error("the ticket to merge into is closed")]
    Closed,
    /// It is part of a third one by now.
    #[error("the ticket has become part of another one meanwhile")]
    Elsewhere,
}

/// Who merges two tickets, or takes them apart, and where that stands in the team server's order.
#[derive(Clone, Copy, Debug)]
pub struct MergedBy {
    /// The operation; none for the team server's own command.
    pub operation: Option<OperationId>,
    /// Whose it is.
    pub agent: Option<AgentId>,
    /// The desk it was written at: whoever sits there has seen both.
    pub device: Option<DeviceId>,
    /// Whether that was cut off.
    pub offline: bool,
    /// When it was meant.
    pub at: Timestamp,
    /// The transaction; none on the desk that shows what will be.
    pub seq: Option<Seq>,
}

impl MergedBy {
    /// A person.
    #[must_use]
    pub fn person(operation: &Operation, seq: Option<Seq>, now: Timestamp) -> Self {
        Self {
            operation: Some(operation.id),
            agent: Some(operation.author),
            device: Some(operation.device),
            offline: operation.offline,
            at: operation.composed_at.min(now),
            seq,
        }
    }

    /// The team server.
    #[must_use]
    pub const fn server(seq: Seq, now: Timestamp) -> Self {
        Self { operation: None, agent: None, device: None, offline: false, at: now, seq: Some(seq) }
    }

    pub(crate) const fn entry(&self, event: Event) -> HistoryEntry {
        HistoryEntry { operation: self.operation, at: self.at, by: self.agent, event, offline: self.offline }
    }

    pub(crate) fn stamp(&self, ticket: &mut Ticket, field: Field) {
        if let Some(seq) = self.seq {
            ticket.revs.insert(field, FieldRev { seq, device: self.device });
        }
    }
}

/// Makes `other` part of `ticket`. `newest` is the newest public message of the two, where it is known besides.
///
/// # Errors
/// [`NotMerged`]; then `ticket` is as it was. [`NotMerged::Queues`] is for whoever knows the queues to say.
pub fn merge(ticket: &mut Ticket, other: &Ticket, newest: Option<MessageId>, by: &MergedBy) -> Result<(), NotMerged> {
    if ticket.id == other.id {
        return Err(NotMerged::Same);
    }
    if ticket.customer != other.customer {
        return Err(NotMerged::Customers);
    }
    if ticket.status == Status::Closed {
        return Err(NotMerged::Closed);
    }
    for (tag, adds) in &other.tags.0 {
        ticket.tags.0.entry(tag.clone()).or_default().extend(adds);
    }
    ticket.merged.push(other.id);
    ticket.merged.extend(&other.merged);
    ticket.held.extend(&other.held);
    ticket.mentions.extend(other.mentions.iter().cloned());
    ticket.mentions.sort_by_key(|mention| mention.at);
    ticket.tasks.extend(other.tasks.iter().cloned());
    ticket.tasks.sort_by_key(|task| task.made_at);
    ticket.requests.extend(other.requests.iter().cloned());
    ticket.requests.sort_by_key(|request| request.made_at);
    ticket.complaints.extend(other.complaints.iter().cloned());
    ticket.complaints.sort_by_key(|complaint| complaint.made_at);
    ticket.call_backs.extend(&other.call_backs);
    ticket.call_backs.sort_by_key(|step| step.at);
    ticket.chased = ticket.chased.saturating_add(other.chased);
    ticket.reopened = ticket.reopened.saturating_add(other.reopened);
    ticket.demand = ticket.demand.or(other.demand);
    ticket.snooze = ticket.snooze.filter(|_| stays_aside(other));
    ticket.links.extend(other.links.iter().filter(|link| **link != ticket.id));
    ticket.links.remove(&other.id);
    ticket.recover |= other.recover;
    ticket.call_back_on = ticket.call_back_on.take().or_else(|| other.call_back_on.clone());
    ticket.tier = ticket.tier.max(other.tier);
    ticket.opened_at = ticket.opened_at.min(other.opened_at);
    // Whoever still waits for something on the one waits on the other.
    if other.status.is_active() && matches!(ticket.status, Status::Pending | Status::Solved) {
        let from = std::mem::replace(&mut ticket.status, Status::Open);
        by.stamp(ticket, Field::Status);
        ticket.history.push(by.entry(Event::Status { from, to: Status::Open, closing: None }));
    }
    if other.urgency > ticket.urgency {
        ticket.urgency = other.urgency;
        by.stamp(ticket, Field::Urgency);
    }
    ticket.waiting_since = earliest(ticket.waiting_since, other.waiting_since);
    ticket.first_response_at = earliest(ticket.first_response_at, other.first_response_at);
    ticket.updated_at = ticket.updated_at.max(by.at);
    ticket.last_public = read_together([ticket.last_public, other.last_public], newest, by);
    // That it was opened is said by its first message.
    ticket.history.extend(other.history.iter().filter(|entry| entry.event != Event::Opened).cloned());
    ticket.history.sort_by_key(|entry| entry.at);
    let newest = ticket.last_public.and_then(|last| last.message);
    let event = Event::Merged { number: other.number.to_string(), ticket: Some(other.id), newest };
    ticket.history.push(by.entry(event));
    Ok(())
}

/// What was put aside on one of the two alone is to be seen.
pub(crate) const fn stays_aside(other: &Ticket) -> bool {
    other.snooze.is_some() || !other.status.is_active()
}

/// What has become one, or two again, is news to every desk but the one that did it; and to that one what it had not seen.
pub(crate) fn read_together<const N: usize>(last: [Option<LastPublic>; N], newest: Option<MessageId>, by: &MergedBy) -> Option<LastPublic> {
    let last = || last.into_iter().flatten();
    let latest = last().max_by_key(|last| last.seq)?;
    let own = by.device.map(|device| MergedPublic {
        device,
        elsewhere: last().filter_map(|last| last.elsewhere_than(device)).max(),
        customer: last().filter_map(|last| last.customer_for(device)).max(),
    });
    let seq = by.seq.unwrap_or(latest.seq);
    Some(LastPublic { message: newest.or(latest.message), merged: own, ..LastPublic::of_customer(seq) })
}

fn earliest(one: Option<Timestamp>, other: Option<Timestamp>) -> Option<Timestamp> {
    one.into_iter().chain(other).min()
}
