//! Complaints: one at a time on a ticket, forward through its stages. What comes second is not lost: its words are a note.

use super::context::Context;
use super::{record, request, task};
use crate::complaint::ComplaintMark;
use crate::{Complaint, ComplaintCause, ComplaintStage, Operation, OperationId, Outcome, Rejection, Ticket};

pub(super) fn add(
    ticket: &mut Ticket,
    words: &str,
    cause: Option<ComplaintCause>,
    operation: &Operation,
    context: &Context,
) -> Result<Outcome, Rejection> {
    let text = task::said(words)?;
    if let Some(open) = ticket.complaints.iter_mut().find(|complaint| complaint.is_open()) {
        open.cause = open.cause.or(cause);
        return request::said(ticket, words, false, operation, context);
    }
    let (by, made_at) = (operation.author, record::when(operation, context));
    ticket.complaints.push(Complaint { id: operation.id, text, cause, by, made_at, stages: Vec::new() });
    record::touch(ticket, made_at);
    Ok(Outcome::applied([]))
}

/// A complaint that became a note, because another was open already, goes on as that one.
pub(super) fn advance(
    ticket: &mut Ticket,
    complaint: OperationId,
    (to, cause): (ComplaintStage, Option<ComplaintCause>),
    words: &str,
    operation: &Operation,
    context: &Context,
) -> Result<Outcome, Rejection> {
    request::check(words, operation)?;
    let named = ticket.complaints.iter().position(|candidate| candidate.id == complaint);
    let open = named.or_else(|| ticket.complaints.iter().position(Complaint::is_open));
    let mut is_new = false;
    if let Some(open) = open.and_then(|at| ticket.complaints.get_mut(at)) {
        is_new = to > open.stage();
        open.cause = if is_new { cause.or(open.cause) } else { open.cause.or(cause) };
        if is_new {
            let at = record::when(operation, context);
            open.stages.push(ComplaintMark { stage: to, operation: operation.id, by: operation.author, at });
        }
    }
    request::said(ticket, words, is_new, operation, context)
}
