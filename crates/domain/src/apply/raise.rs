//! What raises a ticket by itself: a customer who has to ask again (P9), a matter that comes back after it was solved (T21).

use super::context::Context;
use super::record::author;
use crate::{Event, Field, FieldRev, HistoryEntry, Operation, Outcome, Ticket, Urgency};

/// Asked again so often, it presses.
pub(super) const CHASES: u32 = 3;
/// Come back so often, it presses.
const RETURNS: u32 = 2;

/// The customer asks again for what nobody has answered.
pub(super) fn chased(ticket: &mut Ticket, outcome: &mut Outcome, operation: &Operation, context: &Context) {
    ticket.chased = ticket.chased.saturating_add(1);
    if ticket.chased >= CHASES {
        raise(ticket, outcome, operation, context);
    }
}

/// It was solved, and was not.
pub(super) fn came_back(ticket: &mut Ticket, outcome: &mut Outcome, operation: &Operation, context: &Context) {
    ticket.reopened = ticket.reopened.saturating_add(1);
    if ticket.reopened >= RETURNS {
        raise(ticket, outcome, operation, context);
    }
}

/// To "soon", where it was less. Who calms it afterwards has looked at it: it is not raised again before the next time.
fn raise(ticket: &mut Ticket, outcome: &mut Outcome, operation: &Operation, context: &Context) {
    if ticket.urgency >= Urgency::High {
        return;
    }
    let from = std::mem::replace(&mut ticket.urgency, Urgency::High);
    if let Some(seq) = context.seq {
        ticket.revs.insert(Field::Urgency, FieldRev { seq, device: Some(operation.device) });
    }
    outcome.changed.insert(Field::Urgency);
    ticket.history.push(HistoryEntry {
        operation: Some(operation.id),
        at: operation.composed_at,
        by: author(operation),
        event: Event::Raised { from, to: Urgency::High },
        offline: operation.offline,
    });
}
