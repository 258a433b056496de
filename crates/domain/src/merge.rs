//! Two tickets become one: the team server's doing alone (SYNC 1.6). What was written on the one stands on the other from
//! then on, and is news to everybody who replies there: nobody has read the two together.

use crate::{Event, HistoryEntry, LastPublic, MessageId, Seq, Status, Ticket, Timestamp};

/// Why two tickets stay two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotMerged {
    /// They are one already.
    #[error("a ticket cannot be merged into itself")]
    Same,
    /// They are two customers'.
    #[error("the tickets are of two customers")]
    Customers,
    /// Nothing comes to a ticket that is closed.
    #[error("the ticket to merge into is closed")]
    Closed,
}

/// Makes `other` part of `ticket`. `newest` is the newest public message of the two.
///
/// # Errors
/// [`NotMerged`]; then `ticket` is as it was.
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
    ticket.chased = ticket.chased.saturating_add(other.chased);
    ticket.recover |= other.recover;
    ticket.tier = ticket.tier.max(other.tier);
    ticket.opened_at = ticket.opened_at.min(other.opened_at);
    ticket.waiting_since = earliest(ticket.waiting_since, other.waiting_since);
    ticket.first_response_at = earliest(ticket.first_response_at, other.first_response_at);
    ticket.updated_at = ticket.updated_at.max(now);
    if ticket.last_public.is_some() || other.last_public.is_some() {
        ticket.last_public = Some(LastPublic { message: newest, ..LastPublic::of_customer(seq) });
    }
    let event = Event::Merged { number: other.number.to_string() };
    ticket.history.push(HistoryEntry { operation: None, at: now, by: None, event, offline: false });
    Ok(())
}

fn earliest(one: Option<Timestamp>, other: Option<Timestamp>) -> Option<Timestamp> {
    one.into_iter().chain(other).min()
}
