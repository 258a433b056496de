//! Replies, notes and the customer's own messages: append-only. A reply is guarded: it leaves only when its author has seen what it answers.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::raise;
use super::record::{author as author_of, is_concurrent, touch};
use crate::forward::is_address;
use crate::operation::LONGEST_BODY;
use crate::{
    Author, Event, Field, FieldRev, Forwarded, HeldReason, HistoryEntry, LastPublic, MOST_MENTIONS, Mention, Message, MessageKind, Operation,
    Outcome, Rejection, Status, Ticket,
};

pub(super) fn reply(ticket: &mut Ticket, body: &str, operation: &Operation, context: &Context) -> Result<Outcome, Rejection> {
    check(body, operation)?;
    if let Some(reason) = guard(ticket, operation, context) {
        return Ok(Outcome::held(reason));
    }
    let mut outcome = append(ticket, MessageKind::Reply, Author::Agent(operation.author), body, operation, context);
    if let Some(seq) = context.seq {
        ticket.last_public = Some(LastPublic::after(ticket.last_public, seq, Some(operation.device), operation.id.into()));
    }
    ticket.first_response_at.get_or_insert(operation.said_at());
    ticket.waiting_since = None;
    if ticket.status == Status::New {
        moved(ticket, Status::Open, operation, context);
        outcome.changed.insert(Field::Status);
    }
    Ok(outcome)
}

pub(super) fn note(ticket: &mut Ticket, body: &str, operation: &Operation, context: &Context) -> Result<Outcome, Rejection> {
    check(body, operation)?;
    let whom: BTreeSet<_> = operation.mentions.iter().copied().filter(|whom| *whom != operation.author).take(MOST_MENTIONS).collect();
    if !whom.is_empty() {
        ticket.mentions.push(Mention { operation: operation.id, by: operation.author, whom, at: operation.said_at() });
    }
    Ok(append(ticket, MessageKind::Note, Author::Agent(operation.author), body, operation, context))
}

/// Part of the conversation goes to somebody outside. The customer hears nothing of it, so no clock and no status takes note.
pub(super) fn forward(
    ticket: &mut Ticket,
    body: &str,
    forwarded: &Forwarded,
    operation: &Operation,
    context: &Context,
) -> Result<Outcome, Rejection> {
    if !is_address(&forwarded.to) {
        return Err(Rejection::BadAddress);
    }
    if forwarded.text.trim().is_empty() {
        return Err(Rejection::EmptyText);
    }
    if body.len() + forwarded.subject.len() + forwarded.text.len() > LONGEST_BODY {
        return Err(Rejection::BodyTooLong { limit: u32::try_from(LONGEST_BODY).unwrap_or(u32::MAX) });
    }
    let mut outcome = append(ticket, MessageKind::Note, Author::Agent(operation.author), body, operation, context);
    if let Some(message) = &mut outcome.message {
        message.forwarded = Some(Box::new(forwarded.clone()));
    }
    Ok(outcome)
}

pub(super) fn receive(ticket: &mut Ticket, body: &str, operation: &Operation, context: &Context) -> Result<Outcome, Rejection> {
    check(body, operation)?;
    let customer = Author::Customer(ticket.customer);
    let mut outcome = append(ticket, MessageKind::Customer, customer, body, operation, context);
    if let Some(seq) = context.seq {
        ticket.last_public = Some(LastPublic::after(ticket.last_public, seq, None, operation.id.into()));
    }
    ticket.snooze = None;
    if ticket.waiting_since.is_some() {
        raise::chased(ticket, &mut outcome, operation, context);
    } else {
        ticket.waiting_since = Some(operation.composed_at);
    }
    if matches!(ticket.status, Status::Pending | Status::Solved) {
        if ticket.status == Status::Solved {
            raise::came_back(ticket, &mut outcome, operation, context);
        }
        moved(ticket, Status::Open, operation, context);
        outcome.changed.insert(Field::Status);
    }
    Ok(outcome)
}

/// The stale-reply guard (SYNC 1.7), in the order an author would want to hear it.
fn guard(ticket: &Ticket, operation: &Operation, context: &Context) -> Option<HeldReason> {
    let seen = operation.seen.unwrap_or_default();
    let unseen = ticket.last_public.is_some_and(|last| last.is_news_to(operation.device, seen));
    let taken = ticket.owner.is_some_and(|owner| owner != operation.author) && is_concurrent(ticket, Field::Owner, operation);
    if unseen {
        Some(HeldReason::NewerMessage)
    } else if ticket.status == Status::Closed {
        Some(HeldReason::Closed)
    } else if taken {
        Some(HeldReason::TakenOver)
    } else if context.seq.is_some() && context.now.since(operation.said_at()) > context.longest_wait_ms {
        Some(HeldReason::TooOld)
    } else {
        None
    }
}

/// A picture alone says something too.
pub(super) fn check(body: &str, operation: &Operation) -> Result<(), Rejection> {
    if body.trim().is_empty() && operation.files.is_empty() {
        Err(Rejection::EmptyText)
    } else if body.len() > LONGEST_BODY {
        Err(Rejection::BodyTooLong { limit: u32::try_from(LONGEST_BODY).unwrap_or(u32::MAX) })
    } else {
        Ok(())
    }
}

fn append(ticket: &mut Ticket, kind: MessageKind, author: Author, body: &str, operation: &Operation, context: &Context) -> Outcome {
    touch(ticket, operation.said_at());
    let mut outcome = Outcome::applied([]);
    outcome.message = Some(Message {
        id: operation.id.into(),
        ticket: ticket.id,
        kind,
        author,
        body: body.to_owned(),
        html: false,
        marked: operation.marked && kind != MessageKind::Customer,
        language: None,
        channel: ticket.channel,
        at: operation.said_at(),
        seq: context.seq,
        device: Some(operation.device),
        offline: operation.offline,
        forwarded: None,
        articles: Vec::new(),
        versions: BTreeMap::new(),
        files: operation.files.clone(),
    });
    outcome
}

/// A status change that follows from a message, not from a person's choice.
fn moved(ticket: &mut Ticket, to: Status, operation: &Operation, context: &Context) {
    let from = std::mem::replace(&mut ticket.status, to);
    if let Some(seq) = context.seq {
        ticket.revs.insert(Field::Status, FieldRev { seq, device: Some(operation.device) });
    }
    ticket.history.push(HistoryEntry {
        operation: Some(operation.id),
        at: operation.composed_at,
        by: author_of(operation),
        event: Event::Status { from, to, closing: None },
        offline: operation.offline,
    });
}
