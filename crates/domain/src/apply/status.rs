//! Status: any legal step from where the ticket stands now, not from where its author saw it.

use super::context::Context;
use super::record::record;
use crate::{Event, Field, HeldReason, Operation, Outcome, Rejection, Status, Ticket};

pub(super) fn transition(ticket: &mut Ticket, to: Status, operation: &Operation, context: &Context) -> Result<Outcome, Rejection> {
    let from = ticket.status;
    if from == to {
        return Ok(Outcome::noop());
    }
    if !from.next().contains(&to) {
        return Err(Rejection::NotLegal { from, to });
    }
    // Nobody solves a ticket whose customer has just written something they have not seen (SYNC 1.6).
    let unseen = ticket.last_public.is_some_and(|last| last.device.is_none() && last.seq > operation.seen.unwrap_or_default());
    if matches!(to, Status::Solved | Status::Closed) && unseen {
        return Ok(Outcome::held(HeldReason::NewerMessage));
    }
    ticket.status = to;
    record(ticket, Some(Field::Status), Event::Status { from, to }, operation, context);
    Ok(Outcome::applied([Field::Status]))
}
