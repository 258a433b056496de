//! Promises and follow-ups: each is made once and ended once. Of two who end the same one, the first stands.

use super::record::touch;
use crate::task::{LONGEST_TASK, MOST_ENDED_TASKS, Task, TaskEnd, TaskKind};
use crate::{Operation, OperationId, Outcome, Rejection, Ticket, Timestamp};

pub(super) fn add(ticket: &mut Ticket, kind: TaskKind, text: &str, due: Timestamp, operation: &Operation) -> Result<Outcome, Rejection> {
    let text = said(text)?;
    if due <= operation.composed_at {
        return Err(Rejection::PastDue);
    }
    let at = operation.composed_at;
    ticket.tasks.push(Task { id: operation.id, kind, text, due, by: operation.author, made_at: at, ended: None });
    touch(ticket, at);
    Ok(Outcome::applied([]))
}

/// A line of words: neither empty nor a mail.
pub(super) fn said(words: &str) -> Result<String, Rejection> {
    match words.trim() {
        "" => Err(Rejection::EmptyText),
        words if words.len() > LONGEST_TASK => Err(Rejection::BodyTooLong { limit: u32::try_from(LONGEST_TASK).unwrap_or(u32::MAX) }),
        words => Ok(words.to_owned()),
    }
}

pub(super) fn end(ticket: &mut Ticket, task: OperationId, kept: bool, operation: &Operation) -> Result<Outcome, Rejection> {
    let found = ticket.tasks.iter_mut().find(|candidate| candidate.id == task);
    let Some(found) = found.filter(|found| found.ended.is_none()) else { return Ok(Outcome::noop()) };
    found.ended = Some(TaskEnd { operation: operation.id, by: operation.author, at: operation.composed_at, kept });
    // A ticket of years keeps the last of what was owed on it.
    let ended = ticket.tasks.iter().filter(|task| task.ended.is_some()).count();
    if ended > MOST_ENDED_TASKS
        && let Some(oldest) = ticket.tasks.iter().position(|task| task.ended.is_some())
    {
        ticket.tasks.remove(oldest);
    }
    touch(ticket, operation.composed_at);
    Ok(Outcome::applied([]))
}
