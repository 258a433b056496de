//! Claim and assign: compare and set. Who comes second is told who was first; nothing is taken silently.
//!
//! A claim takes what is nobody's, or what its owner has not worked on for so long that the [lease](crate::lease) has run out. Any
//! other change of owner is an assignment. Whatever takes a ticket from somebody says why (T11). Each raises the fence.

use super::context::Context;
use super::record::{is_concurrent, record};
use crate::handover::LONGEST_PART;
use crate::lease::LEASE_MS;
use crate::{AgentId, Event, Field, Handover, Operation, Outcome, Rejection, Ticket};

pub(super) fn claim(ticket: &mut Ticket, reason: &str, operation: &Operation, context: &Context) -> Result<Outcome, Rejection> {
    match ticket.owner {
        Some(owner) if owner == operation.author => Ok(Outcome::noop()),
        Some(owner) => {
            let is_free = ticket.lease().is_some_and(|lease| lease.has_lapsed(context.now));
            if !is_free || is_concurrent(ticket, Field::Owner, operation) {
                return Err(Rejection::TakenOver { by: Some(owner) });
            }
            if reason.trim().is_empty() {
                return Err(Rejection::ReasonMissing);
            }
            check_words(reason)?;
            take(ticket, reason, operation, context)
        }
        // Nobody is asked why they take what nobody had.
        None => take(ticket, "", operation, context),
    }
}

fn take(ticket: &mut Ticket, reason: &str, operation: &Operation, context: &Context) -> Result<Outcome, Rejection> {
    let from = ticket.owner.replace(operation.author);
    record(ticket, Some(Field::Owner), Event::Claimed { from, reason: reason.trim().to_owned() }, operation, context);
    Ok(Outcome::applied([Field::Owner]))
}

/// A new owner has a new lease; the owner's own work on the ticket renews it. The server's clock says until when; what a desk says
/// of its own pending operations is a forecast.
pub(super) fn renew(ticket: &mut Ticket, outcome: &Outcome, operation: &Operation, context: &Context) {
    let works = outcome.message.is_some() || !outcome.changed.is_empty();
    let is_new = outcome.changed.contains(&Field::Owner);
    if works && (is_new || ticket.owner == Some(operation.author)) {
        let from = if context.seq.is_some() { context.now } else { operation.composed_at };
        ticket.lease_until = Some(from.plus_millis(LEASE_MS));
    }
}

pub(super) fn assign(
    ticket: &mut Ticket,
    to: AgentId,
    reason: &str,
    handover: Option<&Handover>,
    operation: &Operation,
    context: &Context,
) -> Result<Outcome, Rejection> {
    if ticket.owner == Some(to) {
        return Ok(Outcome::noop());
    }
    if is_concurrent(ticket, Field::Owner, operation) {
        return Err(Rejection::TakenOver { by: ticket.owner });
    }
    if ticket.owner.is_some() && reason.trim().is_empty() {
        return Err(Rejection::EmptyText);
    }
    check_words(reason)?;
    if handover.is_some_and(Handover::is_too_long) {
        return Err(Rejection::BodyTooLong { limit: u32::try_from(LONGEST_PART).unwrap_or(u32::MAX) });
    }
    let handover = handover.filter(|handover| !handover.is_empty()).cloned().map(Box::new);
    ticket.owner = Some(to);
    record(ticket, Some(Field::Owner), Event::Assigned { to, reason: reason.trim().to_owned(), handover }, operation, context);
    Ok(Outcome::applied([Field::Owner]))
}

/// A reason is a line, not a mail.
fn check_words(reason: &str) -> Result<(), Rejection> {
    if reason.len() > LONGEST_PART { Err(Rejection::BodyTooLong { limit: u32::try_from(LONGEST_PART).unwrap_or(u32::MAX) }) } else { Ok(()) }
}
