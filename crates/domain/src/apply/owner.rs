//! Claim and assign: compare and set. Who comes second is told who was first; nothing is taken silently.

use super::context::Context;
use super::record::{is_concurrent, record};
use crate::{AgentId, Event, Field, Operation, Outcome, Rejection, Ticket};

pub(super) fn claim(ticket: &mut Ticket, operation: &Operation, context: &Context) -> Result<Outcome, Rejection> {
    match ticket.owner {
        Some(owner) if owner == operation.author => Ok(Outcome::noop()),
        Some(owner) => Err(Rejection::TakenOver { by: Some(owner) }),
        None => {
            ticket.owner = Some(operation.author);
            record(ticket, Some(Field::Owner), Event::Claimed, operation, context);
            Ok(Outcome::applied([Field::Owner]))
        }
    }
}

pub(super) fn assign(ticket: &mut Ticket, to: AgentId, reason: &str, operation: &Operation, context: &Context) -> Result<Outcome, Rejection> {
    if ticket.owner == Some(to) {
        return Ok(Outcome::noop());
    }
    if is_concurrent(ticket, Field::Owner, operation) {
        return Err(Rejection::TakenOver { by: ticket.owner });
    }
    if ticket.owner.is_some() && reason.trim().is_empty() {
        return Err(Rejection::EmptyText);
    }
    ticket.owner = Some(to);
    record(ticket, Some(Field::Owner), Event::Assigned { to, reason: reason.trim().to_owned() }, operation, context);
    Ok(Outcome::applied([Field::Owner]))
}
