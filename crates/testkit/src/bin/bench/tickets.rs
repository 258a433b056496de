//! Tickets as a shop has them, each made from its number alone: a fifth active, the rest done over two years; ten
//! messages each on average, of which one ticket in a hundred has a hundred.

use holdfast_domain::{
    AgentId, Author, Channel, Customer, CustomerId, Event, Fact, FactKind, Field, FieldRev, HistoryEntry, LastPublic, Message, MessageId,
    MessageKind, Number, OperationId, Seq, Status, TagSet, Ticket, TicketId, Timestamp, Urgency,
};
use std::collections::{BTreeMap, BTreeSet};

use crate::chance::Chance;
use crate::team::Team;
use crate::words::{MATTERS, THINGS, language, sentence, text};

/// Of a hundred tickets, so many are active.
pub const ACTIVE: u64 = 20;
/// Each hundredth ticket is a long one.
pub const LONG: u64 = 100;
const CHANNELS: [Channel; 7] = [Channel::Chat, Channel::Phone, Channel::Mail, Channel::App, Channel::Web, Channel::Social, Channel::Message];
const MINUTE: i64 = 60_000;

/// So many tickets of a team, as of now.
pub struct Tickets<'a> {
    pub team: &'a Team,
    pub count: u64,
    pub now: Timestamp,
}

/// A ticket with what belongs to it.
pub struct Whole {
    pub ticket: Ticket,
    pub messages: Vec<Message>,
    pub customer: Customer,
}

impl Tickets<'_> {
    pub const fn active(&self) -> u64 {
        self.count * ACTIVE / 100
    }

    /// The ticket that comes as the `number`th in a first pull: active ones first, then what was done last.
    pub fn make(&self, number: u64) -> Whole {
        let mut chance = Chance::of(1, number);
        let customer = self.customer(chance.below((self.count / 4).max(1)));
        let (status, urgency, opened_at) = self.standing(number, &mut chance);
        let owner = (status != Status::New && (number >= self.active() || chance.percent(80))).then(|| chance.one(&self.team.agents).id);
        let language = language(&mut chance);
        let seq = Seq(number + 1);
        let mut ticket = Ticket {
            held: Vec::new(),
            mentions: Vec::new(),
            merged: Vec::new(),
            merged_into: None,
            tasks: Vec::new(),
            requests: Vec::new(),
            complaints: Vec::new(),
            call_backs: Vec::new(),
            alerted: Vec::new(),
            id: TicketId::new(opened_at, chance.ten_bytes()),
            number: Number { lasting: Some(u32::try_from(100_000 + number).unwrap()), temporary: None },
            subject: sentence(language, &mut chance).chars().take(60).collect(),
            channel: *chance.one(&CHANNELS),
            status,
            urgency,
            category: Some(chance.one(&self.team.categories).clone()),
            tags: TagSet(BTreeMap::new()),
            queue: Some(*chance.one(&self.team.queues)),
            owner,
            lease_until: None,
            customer: customer.id,
            tier: customer.tier,
            language: Some(language),
            opened_at,
            updated_at: opened_at,
            first_response_at: None,
            waiting_since: None,
            last_public: None,
            chased: 0,
            reopened: 0,
            demand: None,
            snooze: None,
            links: std::collections::BTreeSet::new(),
            recover: false,
            call_back_on: None,
            revs: [Field::Status, Field::Owner, Field::Category, Field::Urgency].map(|field| (field, FieldRev { seq, device: None })).into(),
            history: Vec::new(),
        };
        if chance.percent(4) {
            ticket.tags.0.insert("hot".to_owned(), BTreeSet::from([OperationId::new(opened_at, chance.ten_bytes())]));
        }
        let messages = self.messages(number, &mut ticket, seq, &mut chance);
        tell(&mut ticket, messages.len(), &mut chance);
        Whole { ticket, messages, customer }
    }

    /// In the order of the team server's first pull: by urgency, of those first who has waited longest, then who does not
    /// wait, oldest first; then what is done, the last first.
    fn standing(&self, number: u64, chance: &mut Chance) -> (Status, Urgency, Timestamp) {
        let ago = |minutes: u64, chance: &mut Chance| {
            self.now.plus_minutes(-i64::try_from(minutes).unwrap() - 1).plus_millis(-i64::try_from(chance.below(60_000)).unwrap())
        };
        let active = self.active();
        if number >= active {
            let urgency = *chance.one(&[Urgency::High, Urgency::Normal, Urgency::Normal, Urgency::Normal, Urgency::Low]);
            let minutes = 24 * 60 + (number - active) * 2 * 365 * 24 * 60 / (self.count - active);
            return (Status::Closed, urgency, ago(minutes, chance));
        }
        let (urgency, from, to) = match number * 1_000 / active {
            0..5 => (Urgency::Emergency, 0, 5),
            5..150 => (Urgency::High, 5, 150),
            150..850 => (Urgency::Normal, 150, 850),
            _ => (Urgency::Low, 850, 1_000),
        };
        // How far into the tickets of this urgency, in 1/1000: six of ten wait for us.
        let (from, to) = (from * active / 1_000, to * active / 1_000);
        let place = (number.saturating_sub(from) * 1_000 / (to - from).max(1)).min(999);
        if place < 600 {
            (*chance.one(&[Status::New, Status::Open, Status::Open]), urgency, ago((600 - place) * 9 * 60 / 600, chance))
        } else {
            (Status::Pending, urgency, ago((1_000 - place) * 20 * 24 * 60 / 400, chance))
        }
    }

    fn customer(&self, number: u64) -> Customer {
        let mut chance = Chance::of(2, number);
        let language = language(&mut chance);
        let id = CustomerId::new(self.now.plus_minutes(-(2 * 365 * 24 * 60) - i64::try_from(number).unwrap()), chance.ten_bytes());
        let name =
            format!("{} {number}", chance.one(&["林静怡", "王思远", "陳柏安", "黃子晴", "Alice Moreno", "Tom Becker", "周以宁", "Priya Shah"]));
        Customer {
            tier: u8::try_from(chance.below(6)).unwrap(),
            language: Some(language),
            phone: Some(format!("13{:09}", chance.below(1_000_000_000))),
            mail: Some(format!("customer{number}@example.com")),
            facts: vec![
                Fact { kind: FactKind::Order, value: format!("HQ-2026{:04}-{:04}", chance.below(1231), chance.below(10_000)) },
                Fact { kind: FactKind::Product, value: chance.one(&THINGS).in_language(language).to_owned() },
            ],
            since: Some(self.now.plus_minutes(-(3 * 365 * 24 * 60))),
            ..Customer::named(id, name)
        }
    }

    fn messages(&self, number: u64, ticket: &mut Ticket, seq: Seq, chance: &mut Chance) -> Vec<Message> {
        // 100 + 9 × 10 + 90 × 9 = 1,000 for each hundred tickets.
        let count: u64 = match number % LONG {
            0 => 100,
            1..=9 => 10,
            _ => 9,
        };
        let age = self.now.since(ticket.opened_at).max(0);
        let step = if ticket.status == Status::Closed { 12 * MINUTE } else { age / i64::try_from(count + 1).unwrap() };
        let written_language = ticket.language.unwrap();
        let mut messages = Vec::with_capacity(usize::try_from(count).unwrap());
        for place in 0..count {
            let at = ticket.opened_at.plus_millis(step * i64::try_from(place).unwrap());
            let kind = match place % 5 {
                0 | 2 => MessageKind::Customer,
                _ if ticket.status == Status::New => MessageKind::Customer,
                4 => MessageKind::Note,
                _ => MessageKind::Reply,
            };
            let author = match kind {
                MessageKind::Customer => Author::Customer(ticket.customer),
                MessageKind::Reply | MessageKind::Note => Author::Agent(ticket.owner.unwrap_or_else(|| chance.one(&self.team.agents).id)),
            };
            let sentences = 1 + chance.below(3);
            let html = kind == MessageKind::Customer && ticket.channel == Channel::Mail;
            let body = text(written_language, sentences, chance);
            let body = if html {
                format!("<div><p style=\"color:#333\">{body}</p><br><b>HQ</b> <a href=\"https://example.com/{number}\">example.com</a></div>")
            } else {
                body
            };
            match kind {
                MessageKind::Customer => ticket.waiting_since = ticket.waiting_since.or(Some(at)),
                MessageKind::Reply => {
                    ticket.waiting_since = None;
                    ticket.first_response_at = ticket.first_response_at.or(Some(at));
                }
                MessageKind::Note => {}
            }
            ticket.updated_at = at;
            messages.push(Message {
                id: MessageId::new(at, chance.ten_bytes()),
                ticket: ticket.id,
                kind,
                author,
                body,
                html,
                marked: false,
                language: Some(written_language),
                channel: ticket.channel,
                at,
                seq: Some(seq),
                device: None,
                offline: false,
                forwarded: None,
                articles: Vec::new(),
                versions: std::collections::BTreeMap::new(),
                files: Vec::new(),
            });
        }
        if matches!(ticket.status, Status::Pending | Status::Closed) {
            ticket.waiting_since = None;
        }
        ticket.last_public = Some(LastPublic::of_customer(seq));
        messages
    }
}

/// What happened besides messages: about one event for two of them.
fn tell(ticket: &mut Ticket, messages: usize, chance: &mut Chance) {
    let by: Option<AgentId> = ticket.owner;
    let mut at = ticket.opened_at;
    let mut history = vec![HistoryEntry { operation: None, at, by: None, event: Event::Opened, offline: false }];
    let mut note = |minutes: i64, event: Event, chance: &mut Chance| {
        at = at.plus_minutes(minutes);
        history.push(HistoryEntry { operation: Some(OperationId::new(at, chance.ten_bytes())), at, by, event, offline: false });
    };
    if ticket.owner.is_some() {
        note(1, Event::Claimed { from: None, reason: String::new() }, chance);
    }
    if ticket.status != Status::New {
        note(1, Event::Status { from: Status::New, to: Status::Open, closing: None }, chance);
    }
    for _ in 0..messages / 20 {
        note(3, Event::Status { from: Status::Open, to: Status::Pending, closing: None }, chance);
        note(3, Event::Status { from: Status::Pending, to: Status::Open, closing: None }, chance);
    }
    if chance.percent(50) {
        let to = chance.one(&MATTERS).2.to_owned();
        note(1, Event::Field { field: Field::Category, from: String::new(), to, unseen: false }, chance);
    }
    match ticket.status {
        Status::Pending => note(1, Event::Status { from: Status::Open, to: Status::Pending, closing: None }, chance),
        Status::Closed => {
            note(10, Event::Status { from: Status::Open, to: Status::Solved, closing: None }, chance);
            note(60, Event::Status { from: Status::Solved, to: Status::Closed, closing: None }, chance);
        }
        _ => {}
    }
    ticket.updated_at = ticket.updated_at.max(at);
    ticket.history = history;
}
