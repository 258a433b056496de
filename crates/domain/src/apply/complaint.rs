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
    if ticket.complaints.iter().any(Complaint::is_open) {
        return request::said(ticket, words, false, operation, context);
    }
    let (by, made_at) = (operation.author, operation.composed_at);
    ticket.complaints.push(Complaint { id: operation.id, text, cause, by, made_at, stages: Vec::new() });
    record::touch(ticket, made_at);
    Ok(Outcome::applied([]))
}

pub(super) fn advance(
    ticket: &mut Ticket,
    complaint: OperationId,
    to: ComplaintStage,
    words: &str,
    cause: Option<ComplaintCause>,
    operation: &Operation,
    context: &Context,
) -> Result<Outcome, Rejection> {
    let Some(open) = ticket.complaints.iter_mut().find(|candidate| candidate.id == complaint) else { return Err(Rejection::Gone) };
    let is_new = to > open.stage();
    if is_new {
        open.stages.push(ComplaintMark { stage: to, operation: operation.id, by: operation.author, at: operation.composed_at });
        open.cause = cause.or(open.cause);
    }
    request::said(ticket, words, is_new, operation, context)
}
