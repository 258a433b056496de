//! Status: any legal step from where the ticket stands now, not from where its author saw it.

use super::context::Context;
use super::raise;
use super::record::{is_concurrent, record};
use crate::{Closing, Event, Field, HeldReason, Lost, Operation, Outcome, Rejection, Status, Ticket, Verdict};

pub(super) fn transition(
    ticket: &mut Ticket,
    (seen, to): (Status, Status),
    closing: Option<Closing>,
    operation: &Operation,
    context: &Context,
) -> Result<Outcome, Rejection> {
    let from = ticket.status;
    if from == to {
        return Ok(Outcome::noop());
    }
    let behind = is_concurrent(ticket, Field::Status, operation);
    if from == Status::Closed && behind {
        return Ok(Outcome::held(HeldReason::Closed));
    }
    if !from.next().contains(&to) {
        return Err(Rejection::NotLegal { from, to });
    }
    // Nobody solves a ticket whose customer has just written something they have not seen (SYNC 1.6).
    let unseen = ticket.last_public.and_then(|last| last.customer_for(operation.device)).is_some_and(|seq| seq > operation.seen.unwrap_or_default());
    if matches!(to, Status::Solved | Status::Closed) && unseen {
        return Ok(Outcome::held(HeldReason::NewerMessage));
    }
    // Who closes by the checklist says what it was about (T6).
    if to == Status::Solved && closing.is_some() && ticket.category.is_none() {
        return Err(Rejection::CategoryMissing);
    }
    ticket.status = to;
    if !to.is_active() {
        ticket.snooze = None;
    }
    record(ticket, Some(Field::Status), Event::Status { from, to, closing }, operation, context);
    let mut outcome = Outcome::applied([Field::Status]);
    if from == Status::Solved && to == Status::Open {
        raise::came_back(ticket, &mut outcome, operation, context);
    }
    if behind && from != seen {
        outcome.verdict = Verdict::Merged { lost: Lost { field: Field::Status, value: from.to_string(), mine: false } };
    }
    Ok(outcome)
}
