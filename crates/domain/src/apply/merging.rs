//! What merging means for the ticket that is no more, and taking apart for the one that is left. What either does to both at once
//! is done by [`crate::merge`] and [`crate::unmerge`], where both are at hand.

use super::context::Context;
use super::record::{record, touch};
use crate::unmerge::may_come_apart;
use crate::{Event, NotMerged, Operation, Outcome, Rejection, Ticket, TicketId};

pub(super) fn merge(ticket: &mut Ticket, into: TicketId, operation: &Operation) -> Result<Outcome, Rejection> {
    if ticket.id == into {
        return Err(Rejection::NotMerged { why: NotMerged::Same });
    }
    match ticket.merged_into {
        Some(other) if other == into => Ok(Outcome::noop()),
        Some(_) => Err(Rejection::NotMerged { why: NotMerged::Elsewhere }),
        None => {
            ticket.merged_into = Some(into);
            touch(ticket, operation.composed_at);
            Ok(Outcome::applied([]))
        }
    }
}

/// Whoever comes second finds it apart already.
pub(super) fn unmerge(ticket: &mut Ticket, other: TicketId, operation: &Operation, context: &Context) -> Result<Outcome, Rejection> {
    if !ticket.merged.contains(&other) {
        return Ok(Outcome::noop());
    }
    let number = may_come_apart(ticket, other, context.now).map_err(|why| Rejection::NotApart { why })?;
    ticket.merged.retain(|merged| *merged != other);
    record(ticket, None, Event::Unmerged { number }, operation, context);
    Ok(Outcome::applied([]))
}
