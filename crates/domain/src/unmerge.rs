//! One ticket becomes two again: what was merged by mistake is taken apart, as long as nothing has happened that would have to
//! be shared out. That is: within a day, and while nobody has written to the customer, or the customer to us, since.
//!
//! What came from the one goes back to it as it is now: a promise that was kept meanwhile stays kept. Everything else that was
//! done since, notes too, stays with the ticket that was left.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use crate::merge::{MergedBy, read_together, stays_aside};
use crate::{Event, Field, OperationId, Seq, Ticket, TicketId, Timestamp};

/// How long two tickets that became one can be taken apart: a day.
pub const LONGEST_APART_MS: i64 = 24 * 3_600_000;

/// Why a ticket stays part of another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "camelCase")]
pub enum NotApart {
    /// A day has passed.
    #[error("the tickets have been one for too long")]
    TooLate,
    /// Somebody has written to the customer, or the customer to us, or another ticket was merged into it: whose is that?
    #[error("something was written since the tickets became one")]
    Written,
    /// The team server does not know any more what the two were before.
    #[error("what the tickets were before is not known any more")]
    Unknown,
}

/// Two tickets as they were before they became one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Apart {
    /// The transaction that merged them.
    pub seq: Seq,
    /// The one that is left.
    pub ticket: Ticket,
    /// The one that became part of it.
    pub other: Ticket,
}

/// Whether `other` may be taken out of `ticket` again; and what it was called.
///
/// # Errors
/// [`NotApart`] says why not.
pub fn may_come_apart(ticket: &Ticket, other: TicketId, now: Timestamp) -> Result<String, NotApart> {
    // The last one comes out first: what the ticket was before it is known.
    let merged = ticket.history.iter().rev().find_map(|entry| match &entry.event {
        Event::Merged { number, ticket: Some(merged), newest } if ticket.merged.contains(merged) => Some((*merged, entry.at, number, *newest)),
        _ => None,
    });
    let (last, at, number, newest) = merged.filter(|_| ticket.merged.contains(&other)).ok_or(NotApart::Unknown)?;
    if now.since(at) > LONGEST_APART_MS {
        return Err(NotApart::TooLate);
    }
    if last != other || newest != ticket.last_public.and_then(|last| last.message) {
        return Err(NotApart::Written);
    }
    Ok(number.clone())
}

/// Takes out of `ticket` what became part of it, and answers that. Whoever may says so by [`may_come_apart`].
#[must_use]
pub fn unmerge(ticket: &mut Ticket, apart: &Apart, by: &MergedBy) -> Ticket {
    let (before, mut other) = (&apart.ticket, apart.other.clone());
    other.tags.0 = std::mem::take(&mut other.tags.0)
        .into_iter()
        .filter_map(|(tag, mut adds)| {
            let now = ticket.tags.0.get(&tag)?;
            adds.retain(|id| now.contains(id));
            (!adds.is_empty()).then_some((tag, adds))
        })
        .collect();
    for (tag, adds) in &apart.other.tags.0 {
        let own = before.tags.0.get(tag);
        if let Some(now) = ticket.tags.0.get_mut(tag) {
            now.retain(|id| !adds.contains(id) || own.is_some_and(|own| own.contains(id)));
        }
    }
    ticket.tags.0.retain(|_, adds| !adds.is_empty());
    ticket.merged.retain(|merged| *merged != other.id && !other.merged.contains(merged));
    other.held = part(&mut ticket.held, &other.held, |mark| mark.operation);
    other.tasks = part(&mut ticket.tasks, &other.tasks, |task| task.id);
    other.requests = part(&mut ticket.requests, &other.requests, |request| request.id);
    other.complaints = part(&mut ticket.complaints, &other.complaints, |complaint| complaint.id);
    other.call_backs = part(&mut ticket.call_backs, &other.call_backs, |step| step.operation);
    ticket.chased = ticket.chased.saturating_sub(other.chased);
    ticket.reopened = ticket.reopened.saturating_sub(other.reopened);
    if ticket.rev(Field::Demand) == before.rev(Field::Demand) {
        ticket.demand = before.demand;
    }
    if ticket.snooze.is_none() && !stays_aside(&other) && ticket.status.is_active() {
        ticket.snooze = before.snooze.filter(|snooze| snooze.lasts(by.at));
    }
    ticket.links.retain(|link| !other.links.contains(link) || before.links.contains(link));
    if before.links.contains(&other.id) {
        ticket.links.insert(other.id);
    }
    (ticket.recover, ticket.tier, ticket.opened_at) = (before.recover, before.tier, before.opened_at);
    ticket.call_back_on.clone_from(&before.call_back_on);
    // No message has come since, so nobody has been answered and nobody has asked.
    (ticket.waiting_since, ticket.first_response_at) = (before.waiting_since, before.first_response_at);
    ticket.history.retain(|entry| !other.history.contains(entry) || before.history.contains(entry));
    // What became of the two by merging alone is as it was before.
    if ticket.rev(Field::Status) == apart.seq && ticket.status != before.status {
        let from = std::mem::replace(&mut ticket.status, before.status);
        by.stamp(ticket, Field::Status);
        ticket.history.push(by.entry(Event::Status { from, to: before.status, closing: None }));
    }
    if ticket.rev(Field::Urgency) == apart.seq {
        ticket.urgency = before.urgency;
        by.stamp(ticket, Field::Urgency);
    }
    ticket.last_public = read_together([before.last_public], None, by);
    other.last_public = read_together([other.last_public], None, by);
    other.history.push(by.entry(Event::Unmerged { number: ticket.number.to_string() }));
    for ticket in [ticket, &mut other] {
        ticket.updated_at = ticket.updated_at.max(by.at);
    }
    other
}

/// Those of `all` that were among `theirs`, as they are now; the others stay.
fn part<T>(all: &mut Vec<T>, theirs: &[T], id: impl Fn(&T) -> OperationId) -> Vec<T> {
    let theirs: BTreeSet<_> = theirs.iter().map(&id).collect();
    let (parted, own) = std::mem::take(all).into_iter().partition(|item| theirs.contains(&id(item)));
    *all = own;
    parted
}
