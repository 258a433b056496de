//! What a person does at a desk of the simulation: one thing at a time, on what the desk shows.

use holdfast_domain::{
    About, Action, AgentId, Caller, Channel, CustomerId, DepartmentId, DeviceId, Field, NewTicket, Operation, OperationId, RequestStep, Status,
    Ticket, TicketId, Timestamp, Urgency,
};
use holdfast_store::plan::{EntryRecord, Stage};
use holdfast_store::{End, Ended};
use rand::{Rng, RngExt};
use std::collections::BTreeMap;
use uuid::Uuid;

use super::reader::{self, words};
use super::store::DeskStore;
use super::team::{QUEUES, queue_id};

/// Who acts, where and when.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    pub agent: AgentId,
    pub device: DeviceId,
    pub now: Timestamp,
    pub offline: bool,
    /// Whether the desk's clock is never set: what is put off to a time of it leaves then.
    pub keeps_time: bool,
}

impl Person {
    /// Something to do on a ticket of this desk; several make a group. None when there is nothing to do it on.
    pub fn acts(self, store: &mut dyn DeskStore, colleagues: &[AgentId], rng: &mut impl Rng) -> Option<Vec<Operation>> {
        if rng.random_ratio(1, 12) {
            return Some(vec![self.captures(rng)]);
        }
        if rng.random_ratio(1, 6) {
            let ticket = store.tickets().first().copied();
            let (article, action) = reader::acts(store, self.now, ticket, rng);
            return Some(vec![self.operation(None, article, action, rng)]);
        }
        let tickets = store.tickets();
        if tickets.is_empty() {
            return None;
        }
        // A few tickets see most of the work, so that people meet there.
        let most = if rng.random_bool(0.7) { tickets.len().min(3) } else { tickets.len() };
        let ticket = store.ticket(tickets[rng.random_range(0..most)])?;
        let action = action(&ticket, colleagues, rng);
        let answers = matches!(action, Action::Reply { .. });
        let first = self.operation(Some(&ticket), ticket.id, action, rng);
        let becomes_message = matches!(first.action, Action::Reply { .. } | Action::Note { .. });
        let first = if becomes_message && rng.random_ratio(1, 10) { first.with_files(vec![store.keep_file(&content(rng))]) } else { first };
        // On its way for some seconds, in which it can be taken back; or put off.
        let send_at = match rng.random_range(0..10) {
            0..4 => Some(self.now.plus_millis(10_000)),
            4 if self.keeps_time => Some(self.now.plus_millis(rng.random_range(61_000..900_000))),
            _ => None,
        };
        let first = Operation { send_at: send_at.filter(|_| answers), ..first };
        if !answers || !rng.random_ratio(1, 8) {
            return Some(vec![first]);
        }
        // Send and set status: both or none.
        let to = Status::Pending;
        let mut then = self.operation(Some(&ticket), ticket.id, Action::Transition { from: ticket.status, to, closing: None }, rng);
        let group = Some(first.id);
        then.group = group;
        then.depends_on = vec![first.id];
        then.send_at = first.send_at;
        Some(vec![Operation { group, ..first }, then])
    }

    /// What becomes of things held or rejected together: the end of each, with what is said instead, and what is told.
    pub fn decides(self, store: &mut dyn DeskStore, waiting: &[EntryRecord], rng: &mut impl Rng) -> (Vec<Ended>, Vec<Operation>) {
        let ticket = waiting.first().and_then(|entry| store.ticket(entry.operation.about.ticket()?));
        let (again, anyway) = (rng.random_bool(0.7), rng.random_bool(0.7));
        let mut ended = Vec::new();
        for entry in waiting {
            let old = &entry.operation;
            let action = match &old.action {
                Action::Open(_) => None,
                action if anyway && entry.mark.stage == Stage::Held => Some(action.clone()),
                action => action.text().map(|body| Action::Note { body: body.to_owned() }),
            };
            let by = ticket.as_ref().zip(action).filter(|_| again).map(|(ticket, action)| {
                let group = if matches!(action, Action::Note { .. }) { None } else { old.group };
                Operation { group, ..self.operation(Some(ticket), ticket.id, action, rng).with_files(old.files.clone()) }
            });
            ended.push(Ended { operation: old.id, end: by.map_or(End::Discard, End::Replace) });
        }
        let held: Vec<_> = waiting.iter().filter(|entry| entry.mark.stage == Stage::Held).map(|entry| entry.operation.id).collect();
        let told = ticket.filter(|_| !held.is_empty()).map(|ticket| self.operation(Some(&ticket), ticket.id, Action::Decide { held }, rng));
        (ended, told.into_iter().collect())
    }

    fn operation(self, shown: Option<&Ticket>, about: impl Into<About>, action: Action, rng: &mut impl Rng) -> Operation {
        let about = about.into();
        let fields = action.field().into_iter().chain([Field::Owner]);
        let base: BTreeMap<_, _> = shown.map(|shown| fields.map(|field| (field, shown.rev(field))).collect()).unwrap_or_default();
        Operation {
            v: Operation::version_with(about, &action, &[]),
            id: OperationId::new(self.now, rng.random()),
            device: self.device,
            dseq: None,
            author: self.agent,
            about,
            action,
            base,
            seen: shown.and_then(|shown| shown.last_public).map(|last| last.seq),
            group: None,
            depends_on: Vec::new(),
            files: Vec::new(),
            composed_at: self.now,
            offline: self.offline,
            marked: false,
            mentions: std::collections::BTreeSet::new(),
            send_at: None,
        }
    }

    fn captures(self, rng: &mut impl Rng) -> Operation {
        let caller = Caller {
            id: CustomerId(Uuid::from_u128(rng.random())),
            known: false,
            name: "Caller".to_owned(),
            phone: Some("1".to_owned()),
            mail: None,
            account: None,
            tier: 0,
        };
        let new = NewTicket {
            temporary: format!("T-{}", rng.random_range(0..1_000_000)),
            subject: "Captured".to_owned(),
            question: words(rng),
            channel: Channel::Phone,
            urgency: Urgency::Normal,
            category: None,
            queue: None,
            caller,
            product: None,
            call_back: None,
            recover: self.offline,
            came_at: None,
            language: None,
        };
        let ticket = TicketId::new(self.now, rng.random());
        self.operation(None, ticket, Action::Open(Box::new(new)), rng)
    }
}

/// What a file holds: now and then the same as another one.
fn content(rng: &mut impl Rng) -> Vec<u8> {
    let seed: u64 = if rng.random_bool(0.3) { rng.random_range(0..4) } else { rng.random() };
    format!("content {seed:016x}").into_bytes()
}

/// What is asked of a department, or said of what was asked, also when it has ended meanwhile.
fn asks(ticket: &Ticket, rng: &mut impl Rng) -> Action {
    const STEPS: [RequestStep; 5] = [RequestStep::Accept, RequestStep::Progress, RequestStep::Answer, RequestStep::Decline, RequestStep::Withdraw];
    match ticket.requests.len() {
        0 => Action::Request { department: DepartmentId(Uuid::from_u128(1)), text: words(rng) },
        count => {
            let step = STEPS[rng.random_range(0..STEPS.len())];
            let text = if step.needs_words() || rng.random() { words(rng) } else { String::new() };
            Action::StepRequest { request: ticket.requests[rng.random_range(0..count)].id, step, text }
        }
    }
}

fn complains(ticket: &Ticket, rng: &mut impl Rng) -> Action {
    match ticket.complaints.last().and_then(|complaint| Some((complaint.id, complaint.stage().next()?))) {
        Some((complaint, to)) if rng.random_bool(0.8) => Action::StepComplaint { complaint, to, text: words(rng), cause: None },
        _ => Action::Complain { text: words(rng), cause: None },
    }
}

fn action(ticket: &Ticket, colleagues: &[AgentId], rng: &mut impl Rng) -> Action {
    match rng.random_range(0..100) {
        0..42 => Action::reply(words(rng)),
        42..58 => Action::Note { body: words(rng) },
        58..74 => {
            let (field, new) = match rng.random_range(0..4) {
                3 => (Field::Queue, queue_id(rng.random_range(0..QUEUES)).to_string()),
                0 => (Field::Subject, words(rng)),
                1 => (Field::Category, format!("category{}", rng.random_range(0..4))),
                _ => (Field::Urgency, ["low", "normal", "high", "emergency"][rng.random_range(0..4)].to_owned()),
            };
            Action::SetField { field, old: ticket.value(field), new }
        }
        74..82 => {
            let next = ticket.status.next();
            let to = if next.is_empty() { Status::Open } else { next[rng.random_range(0..next.len())] };
            Action::Transition { from: ticket.status, to, closing: None }
        }
        82..88 => Action::claim(),
        88..91 => Action::Assign { to: colleagues[rng.random_range(0..colleagues.len())], reason: words(rng), handover: None },
        91..94 => asks(ticket, rng),
        94..96 => complains(ticket, rng),
        _ => {
            let tag = format!("tag{}", rng.random_range(0..4));
            match ticket.tags.0.get(&tag) {
                Some(seen) => Action::Tag { add: Vec::new(), remove: [(tag, seen.clone())].into() },
                None => Action::Tag { add: vec![tag], remove: BTreeMap::new() },
            }
        }
    }
}
