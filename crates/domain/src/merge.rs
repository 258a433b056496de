//! Two tickets become one: the team server's doing alone (SYNC 1.6). What was written on the one stands on the other from
//! then on, and is news to everybody who replies there: nobody has read the two together.

use crate::{Event, Field, FieldRev, HistoryEntry, LastPublic, MessageId, Seq, Status, Ticket, Timestamp};

/// Why two tickets stay two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
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
}

/// Makes `other` part of `ticket`. `newest` is the newest public message of the two.
///
/// # Errors
/// [`NotMerged`]; then `ticket` is as it was. [`NotMerged::Queues`] is for whoever knows the queues to say.
pub fn merge(ticket: &mut Ticket, other: &Ticket, newest: Option<MessageId>, seq: Seq, now: Timestamp) -> Result<(), NotMerged> {
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
    ticket.chased = ticket.chased.saturating_add(other.chased);
    ticket.reopened = ticket.reopened.saturating_add(other.reopened);
    ticket.demand = ticket.demand.or(other.demand);
    // What was put aside on one of them alone is to be seen.
    ticket.snooze = ticket.snooze.filter(|_| other.snooze.is_some() || !other.status.is_active());
    ticket.links.extend(other.links.iter().filter(|link| **link != ticket.id));
    ticket.links.remove(&other.id);
    ticket.recover |= other.recover;
    ticket.tier = ticket.tier.max(other.tier);
    ticket.opened_at = ticket.opened_at.min(other.opened_at);
    // Whoever still waits for something on the one waits on the other.
    if other.status.is_active() && matches!(ticket.status, Status::Pending | Status::Solved) {
        let from = std::mem::replace(&mut ticket.status, Status::Open);
        ticket.revs.insert(Field::Status, FieldRev { seq, device: None });
        ticket.history.push(HistoryEntry {
            operation: None,
            at: now,
            by: None,
            event: Event::Status { from, to: Status::Open, closing: None },
            offline: false,
        });
    }
    if other.urgency > ticket.urgency {
        ticket.urgency = other.urgency;
        ticket.revs.insert(Field::Urgency, FieldRev { seq, device: None });
    }
    ticket.waiting_since = earliest(ticket.waiting_since, other.waiting_since);
    ticket.first_response_at = earliest(ticket.first_response_at, other.first_response_at);
    ticket.updated_at = ticket.updated_at.max(now);
    if ticket.last_public.is_some() || other.last_public.is_some() {
        ticket.last_public = Some(LastPublic { message: newest, ..LastPublic::of_customer(seq) });
    }
    // That it was opened is said by its first message.
    ticket.history.extend(other.history.iter().filter(|entry| entry.event != Event::Opened).cloned());
    ticket.history.sort_by_key(|entry| entry.at);
    let event = Event::Merged { number: other.number.to_string() };
    ticket.history.push(HistoryEntry { operation: None, at: now, by: None, event, offline: false });
    Ok(())
}

fn earliest(one: Option<Timestamp>, other: Option<Timestamp>) -> Option<Timestamp> {
    one.into_iter().chain(other).min()
}
