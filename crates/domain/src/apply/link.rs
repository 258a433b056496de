//! Tickets that belong together: each says so of the other. The last in server order stands.

use super::record::touch;
use crate::{Operation, Outcome, Rejection, Ticket, TicketId};

/// So many are enough; more is a category, or a tag.
pub const MOST_LINKS: usize = 50;

pub(super) fn link(ticket: &mut Ticket, other: TicketId, linked: bool, operation: &Operation) -> Result<Outcome, Rejection> {
    if other == ticket.id || (linked && ticket.links.len() >= MOST_LINKS && !ticket.links.contains(&other)) {
        return Err(Rejection::BadLink);
    }
    let changed = if linked { ticket.links.insert(other) } else { ticket.links.remove(&other) };
    if !changed {
        return Ok(Outcome::noop());
    }
    touch(ticket, operation.composed_at);
    Ok(Outcome::applied([]))
}
