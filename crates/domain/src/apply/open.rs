//! Opening a ticket. Opening one that exists is a no-op when it is the same operation again, else a rejection.

use std::collections::BTreeMap;

use super::context::Context;
use super::record::is_known;
use crate::operation::LONGEST_BODY;
use crate::{
    Author, Customer, Event, Fact, FactKind, Field, FieldRev, HistoryEntry, LastPublic, Message, MessageKind, NewTicket, Number, Operation, Outcome,
    Rejection, Status, TagSet, Ticket, TicketId,
};

pub(super) fn open(
    id: TicketId,
    ticket: &mut Option<Ticket>,
    new: &NewTicket,
    operation: &Operation,
    context: &Context,
) -> Result<Outcome, Rejection> {
    if let Some(ticket) = ticket {
        return if is_known(ticket, operation) { Ok(Outcome::noop()) } else { Err(Rejection::Exists) };
    }
    if new.question.trim().is_empty() {
        return Err(Rejection::EmptyText);
    }
    if new.question.len() > LONGEST_BODY {
        return Err(Rejection::BodyTooLong { limit: u32::try_from(LONGEST_BODY).unwrap_or(u32::MAX) });
    }
    let fields = [Field::Subject, Field::Urgency, Field::Category, Field::Queue, Field::Status, Field::Owner];
    let revs = context.seq.map(|seq| fields.map(|field| (field, FieldRev { seq, device: Some(operation.device) })));
    // What was noted on paper came when it was noted, and never after it was written down.
    let came = new.came_at.unwrap_or(operation.composed_at).min(operation.composed_at);
    let subject = if new.subject.trim().is_empty() { first_line(&new.question) } else { new.subject.trim().to_owned() };
    *ticket = Some(Ticket {
        held: Vec::new(),
        mentions: Vec::new(),
        merged: Vec::new(),
        merged_into: None,
        tasks: Vec::new(),
        requests: Vec::new(),
        complaints: Vec::new(),
        call_backs: Vec::new(),
        alerted: Vec::new(),
        id,
        number: Number { lasting: context.number, temporary: Some(new.temporary.clone()) },
        subject,
        channel: new.channel,
        status: Status::New,
        urgency: new.urgency,
        category: new.category.clone(),
        tags: TagSet::default(),
        queue: new.queue,
        owner: Some(operation.author),
        lease_until: None,
        customer: new.caller.id,
        tier: new.caller.tier,
        language: new.language,
        opened_at: came,
        updated_at: operation.composed_at,
        first_response_at: None,
        waiting_since: Some(came),
        last_public: context.seq.map(|seq| LastPublic::after(None, seq, Some(operation.device), operation.id.into())),
        chased: 0,
        reopened: 0,
        demand: None,
        snooze: None,
        links: std::collections::BTreeSet::new(),
        recover: new.recover,
        call_back_on: new.call_back.clone(),
        revs: revs.into_iter().flatten().collect(),
        history: vec![HistoryEntry {
            operation: Some(operation.id),
            at: operation.composed_at,
            by: Some(operation.author),
            event: Event::Opened,
            offline: operation.offline,
        }],
    });
    let mut outcome = Outcome::applied(fields);
    outcome.message = Some(Message {
        id: operation.id.into(),
        ticket: id,
        kind: MessageKind::Customer,
        author: Author::Customer(new.caller.id),
        body: new.question.clone(),
        html: false,
        marked: false,
        language: new.language,
        channel: new.channel,
        at: came,
        seq: context.seq,
        device: Some(operation.device),
        offline: operation.offline,
        forwarded: None,
        articles: Vec::new(),
        versions: BTreeMap::new(),
        files: operation.files.clone(),
    });
    if !new.caller.known {
        outcome.customer = Some(customer(new, operation));
    }
    Ok(outcome)
}

fn customer(new: &NewTicket, operation: &Operation) -> Customer {
    let fact = |kind, value: &Option<String>| value.clone().map(|value| Fact { kind, value });
    Customer {
        tier: new.caller.tier,
        language: new.language,
        phone: new.caller.phone.clone(),
        mail: new.caller.mail.clone(),
        facts: fact(FactKind::Product, &new.product).into_iter().chain(fact(FactKind::Account, &new.caller.account)).collect(),
        since: Some(operation.composed_at),
        ..Customer::named(new.caller.id, &new.caller.name)
    }
}

/// A subject from the question's first line, not longer than a row shows.
fn first_line(question: &str) -> String {
    let line = question.trim().lines().next().unwrap_or_default();
    let mut subject: String = line.chars().take(60).collect();
    if subject.len() < line.len() {
        subject.push('…');
    }
    subject
}
