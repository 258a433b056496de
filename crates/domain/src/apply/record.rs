//! What every operation leaves behind: a revision, a line of history, the time of the last change.

use super::context::Context;
use crate::{Action, AgentId, Event, Field, FieldRev, HistoryEntry, Operation, Ticket, Timestamp};

/// Whether somebody at another desk changed `field` after the author of `operation` saw it.
pub(super) fn is_concurrent(ticket: &Ticket, field: Field, operation: &Operation) -> bool {
    let base = operation.base.get(&field).copied().unwrap_or_default();
    ticket.revs.get(&field).is_some_and(|rev| rev.seq > base && rev.device != Some(operation.device))
}

/// Whether this very operation has been done on this ticket: it left a line in the history, or wrote the newest public message.
/// A note that names nobody leaves no trace; its message carries the operation's identity, so that it is one message however often it is written.
pub(super) fn is_known(ticket: &Ticket, operation: &Operation) -> bool {
    ticket.last_public.is_some_and(|last| last.message == Some(operation.id.into()))
        || ticket.mentions.iter().any(|mention| mention.operation == operation.id)
        || ticket.tasks.iter().any(|task| task.id == operation.id || task.ended.is_some_and(|end| end.operation == operation.id))
        || ticket.requests.iter().any(|request| request.id == operation.id || request.steps.iter().any(|mark| mark.operation == operation.id))
        || ticket.complaints.iter().any(|it| it.id == operation.id || it.stages.iter().any(|mark| mark.operation == operation.id))
        || ticket.call_backs.iter().any(|step| step.operation == operation.id)
        || ticket.history.iter().rev().any(|entry| entry.operation == Some(operation.id))
}

/// Stamps a change of `field` and writes it into the history.
pub(super) fn record(ticket: &mut Ticket, field: Option<Field>, event: Event, operation: &Operation, context: &Context) {
    if let (Some(field), Some(seq)) = (field, context.seq) {
        ticket.revs.insert(field, FieldRev { seq, device: Some(operation.device) });
    }
    ticket.history.push(HistoryEntry {
        operation: Some(operation.id),
        at: operation.composed_at,
        by: author(operation),
        event,
        offline: operation.offline,
    });
    touch(ticket, operation.composed_at);
}

pub(super) fn author(operation: &Operation) -> Option<AgentId> {
    (!matches!(operation.action, Action::Receive { .. })).then_some(operation.author)
}

/// When it was done, as far as a clock may start from it: a desk whose clock is ahead makes nothing begin later than now.
pub(super) fn when(operation: &Operation, context: &Context) -> Timestamp {
    operation.composed_at.min(context.now)
}

pub(super) fn touch(ticket: &mut Ticket, at: Timestamp) {
    ticket.updated_at = ticket.updated_at.max(at);
}
