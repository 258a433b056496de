//! To see a ticket no more for a while, and to see it again.

use super::context::Context;
use super::record::{touch, when};
use crate::{Operation, Outcome, Rejection, Snooze, Ticket, Timestamp};

/// Nobody puts aside what a customer has just written and they have not seen.
pub(super) fn snooze(ticket: &mut Ticket, until: Option<Timestamp>, operation: &Operation, context: &Context) -> Result<Outcome, Rejection> {
    if until.is_some_and(|until| until <= operation.composed_at) {
        return Err(Rejection::PastDue);
    }
    let unseen = ticket.last_public.and_then(|last| last.customer_for(operation.device)).is_some_and(|seq| seq > operation.seen.unwrap_or_default());
    let is_later = ticket.snooze.is_none_or(|other| other.operation != operation.id);
    if unseen || !is_later || !ticket.status.is_active() {
        return Ok(Outcome::noop());
    }
    ticket.snooze = Some(Snooze { operation: operation.id, by: operation.author, at: when(operation, context), until });
    touch(ticket, operation.composed_at);
    Ok(Outcome::applied([]))
}

pub(super) fn wake(ticket: &mut Ticket, operation: &Operation) -> Outcome {
    if ticket.snooze.take().is_none() {
        return Outcome::noop();
    }
    touch(ticket, operation.composed_at);
    Outcome::applied([])
}
