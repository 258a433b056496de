//! Requests to a department: made once, ended once. Whatever is said of one is a note on its ticket, also when it ended meanwhile.

use super::context::Context;
use super::{record, task, text};
use crate::request::{MOST_ENDED_REQUESTS, MOST_REQUEST_STEPS, RequestMark};
use crate::{DepartmentId, Operation, OperationId, Outcome, Rejection, Request, RequestStep, Ticket};

pub(super) fn add(ticket: &mut Ticket, department: DepartmentId, words: &str, operation: &Operation) -> Result<Outcome, Rejection> {
    let text = task::said(words)?;
    let (by, made_at) = (operation.author, operation.composed_at);
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
    let Some(open) = ticket.requests.iter_mut().find(|candidate| candidate.id == request) else { return Err(Rejection::Gone) };
    let is_new = open.end().is_none() && !(step == RequestStep::Accept && open.accepted_at().is_some());
    if is_new {
        open.steps.push(RequestMark { step, operation: operation.id, by: operation.author, at: operation.composed_at });
        if open.steps.len() > MOST_REQUEST_STEPS
            && let Some(oldest) = open.steps.iter().skip(1).position(|mark| mark.step == RequestStep::Progress)
        {
            open.steps.remove(oldest.saturating_add(1));
        }
    }
    // A ticket of years keeps the last of what was asked on it.
    let ended = ticket.requests.iter().filter(|request| request.end().is_some()).count();
    if ended > MOST_ENDED_REQUESTS
        && let Some(oldest) = ticket.requests.iter().position(|request| request.end().is_some())
    {
        ticket.requests.remove(oldest);
    }
    said(ticket, words, is_new, operation, context)
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
