//! Requests to a department: made once, ended once. Whatever is said of one is a note on its ticket, also when it ended meanwhile.

use super::context::Context;
use super::{record, task, text};
use crate::request::{MOST_REQUEST_STEPS, RequestMark};
use crate::{DepartmentId, Operation, OperationId, Outcome, Rejection, Request, RequestStep, Ticket};

pub(super) fn add(
    ticket: &mut Ticket,
    department: DepartmentId,
    words: &str,
    operation: &Operation,
    context: &Context,
) -> Result<Outcome, Rejection> {
    let text = task::said(words)?;
    let (by, made_at) = (operation.author, record::when(operation, context));
    ticket.requests.push(Request { id: operation.id, department, text, by, made_at, steps: Vec::new() });
    record::touch(ticket, made_at);
    Ok(Outcome::applied([]))
}

pub(super) fn step(
    ticket: &mut Ticket,
    request: OperationId,
    step: RequestStep,
    words: &str,
    operation: &Operation,
    context: &Context,
) -> Result<Outcome, Rejection> {
    if step.needs_words() && words.trim().is_empty() {
        return Err(Rejection::EmptyText);
    }
    check(words, operation)?;
    let open = ticket.requests.iter_mut().find(|candidate| candidate.id == request && candidate.end().is_none());
    let open = open.filter(|open| !(step == RequestStep::Accept && open.accepted_at().is_some()));
    let is_new = open.is_some();
    if let Some(open) = open {
        open.steps.push(RequestMark { step, operation: operation.id, by: operation.author, at: record::when(operation, context) });
        if open.steps.len() > MOST_REQUEST_STEPS
            && let Some(oldest) = open.steps.iter().skip(1).position(|mark| mark.step == RequestStep::Progress)
        {
            open.steps.remove(oldest.saturating_add(1));
        }
    }
    said(ticket, words, is_new, operation, context)
}

/// Whether the words could be a note, before anything is changed.
pub(super) fn check(words: &str, operation: &Operation) -> Result<(), Rejection> {
    if words.trim().is_empty() { Ok(()) } else { text::check(words, operation) }
}

/// What was said besides is a note; without a word, a step that was taken before leaves nothing.
pub(super) fn said(ticket: &mut Ticket, words: &str, is_new: bool, operation: &Operation, context: &Context) -> Result<Outcome, Rejection> {
    match (words.trim(), is_new) {
        ("", false) => Ok(Outcome::noop()),
        ("", true) => {
            record::touch(ticket, operation.composed_at);
            Ok(Outcome::applied([]))
        }
        (words, _) => text::note(ticket, words, operation, context),
    }
}
