//! An author has decided about what was held: its mark goes from the ticket. What was decided instead is an operation of its own.

use crate::{Operation, OperationId, Outcome, Ticket};

pub(super) fn decide(ticket: &mut Ticket, held: &[OperationId], operation: &Operation) -> Outcome {
    let before = ticket.held.len();
    // Nobody decides for somebody else.
    ticket.held.retain(|mark| mark.by != operation.author || !held.contains(&mark.operation));
    if ticket.held.len() == before { Outcome::noop() } else { Outcome::applied([]) }
}
