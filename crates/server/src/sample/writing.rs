//! Writing one sample ticket: its operations run through the same `apply` as everybody's, so that it is as a real one.

use holdfast_domain::sla::{ClockKind, clocks};
use holdfast_domain::{
    Action, AgentId, Author, Context, DeviceId, Entity, Event, Field, HistoryEntry, Language, LastPublic, Message, MessageId, MessageKind, Number,
    Operation, OperationId, Role, Seq, Status, TagSet, Ticket, TicketId, Timestamp, Urgency, apply,
};
use rand::seq::IndexedRandom;
use rand::{Rng, RngExt};
use std::collections::BTreeMap;
use uuid::Uuid;

use super::SampleError;
use super::directory::{agent_id, bought, date, order_number, queue_id};
use super::source::{Sampled, Speaker, Turn};
use super::story::{Cast, Plan, When};
use crate::identity::derived;

/// Stands for desks nobody has any more.
const DEVICE: DeviceId = DeviceId(Uuid::nil());

/// The ticket and its messages.
pub(super) fn write(cast: &Cast<'_>, plan: &Plan<'_>, seq: Seq, number: u32, rng: &mut impl Rng) -> Result<(Ticket, Vec<Message>), SampleError> {
    let turns: &[Turn] = match plan.when {
        // Nobody has answered: only what the customer wrote first.
        When::FirstResponseDue(_) => plan.scenario.turns.get(..1).unwrap_or_default(),
        When::LastMessage(_) => &plan.scenario.turns,
    };
    let mut after = 0_i64;
    let minutes: Vec<i64> = turns
        .iter()
        .map(|turn| {
            let (from, to) = turn.after_minutes;
            after = after.saturating_add(rng.random_range(from..=to.max(from)));
            after
        })
        .collect();
    let subject = plan.scenario.subject.choose(rng).map_or("", String::as_str);
    let mut ticket = bare(plan, seq, number);
    let opened = match plan.when {
        When::LastMessage(ago) => {
            let seconds = rng.random_range(0..60_000);
            cast.now.plus_minutes(ago.saturating_add(after).saturating_neg()).plus_millis(-seconds)
        }
        When::FirstResponseDue(due_in) => falling_due(cast, &mut ticket, due_in),
    };
    begin(&mut ticket, opened);
    let order = Order::of(plan, cast.now, opened, rng);
    ticket.subject = order.filled(subject, plan.buyer);

    let mut telling = Telling { plan, seq, entity: Entity::Ticket(Some(ticket)), messages: Vec::new(), at: opened, count: 0 };
    for (turn, minute) in turns.iter().zip(minutes) {
        telling.at = opened.plus_minutes(minute);
        let text = order.filled(turn.text.choose(rng).map_or("", String::as_str), plan.buyer);
        telling.turn(turn, text)?;
    }
    if matches!(plan.when, When::FirstResponseDue(_)) {
        telling.claim()?;
    } else {
        telling.end()?;
    }
    telling.finish(cast)
}

/// The ticket before anything has happened on it.
fn bare(plan: &Plan<'_>, seq: Seq, number: u32) -> Ticket {
    let queue = match (plan.scenario.urgency, plan.scenario.category.split('/').next().unwrap_or_default(), plan.channel) {
        (Urgency::Emergency, ..) => "emergency",
        (_, "exchange" | "fault" | "complaint", _) => "aftersales",
        (_, _, holdfast_domain::Channel::Mail | holdfast_domain::Channel::Message) => "letters",
        _ => "front",
    };
    Ticket {
        held: Vec::new(),
        mentions: Vec::new(),
        merged: Vec::new(),
        merged_into: None,
        tasks: Vec::new(),
        requests: Vec::new(),
        complaints: Vec::new(),
        call_backs: Vec::new(),
        alerted: Vec::new(),
        id: TicketId(derived("sample ticket", &format!("{} {}", plan.scenario.key, plan.ordinal))),
        number: Number { lasting: Some(number), temporary: None },
        subject: String::new(),
        channel: plan.channel,
        status: Status::New,
        urgency: plan.scenario.urgency,
        category: Some(plan.scenario.category.clone()),
        tags: TagSet::default(),
        queue: Some(queue_id(queue)),
        owner: None,
        lease_until: None,
        customer: plan.customer.id,
        tier: plan.customer.tier,
        language: Some(plan.scenario.lang),
        opened_at: Timestamp::default(),
        updated_at: Timestamp::default(),
        first_response_at: None,
        waiting_since: None,
        last_public: Some(LastPublic::of_customer(seq)),
        chased: 0,
        reopened: 0,
        demand: None,
        snooze: None,
        links: std::collections::BTreeSet::new(),
        recover: false,
        call_back_on: None,
        revs: BTreeMap::new(),
        history: Vec::new(),
    }
}

fn begin(ticket: &mut Ticket, at: Timestamp) {
    (ticket.opened_at, ticket.updated_at, ticket.waiting_since) = (at, at, Some(at));
    ticket.history = vec![HistoryEntry { operation: None, at, by: None, event: Event::Opened, offline: false }];
}

/// When the ticket must have come so that its first response is due in so many minutes. Where a policy allows none
/// (a mail at night is due at nine), the nearest.
fn falling_due(cast: &Cast<'_>, ticket: &mut Ticket, due_in: i64) -> Timestamp {
    let wanted = cast.now.plus_minutes(due_in);
    let mut best = (i64::MAX, cast.now.plus_minutes(-1));
    for ago in 1..=180 {
        let opened = cast.now.plus_minutes(-ago);
        begin(ticket, opened);
        for clock in clocks(ticket, cast.policies, cast.schedules, cast.now) {
            let miss = clock.due.since(wanted).saturating_abs();
            if clock.kind == ClockKind::FirstResponse && clock.due > cast.now && miss < best.0 {
                best = (miss, opened);
            }
        }
    }
    best.1
}

struct Telling<'a, 'b> {
    plan: &'b Plan<'a>,
    seq: Seq,
    entity: Entity,
    messages: Vec<Message>,
    at: Timestamp,
    count: u32,
}

impl Telling<'_, '_> {
    fn turn(&mut self, turn: &Turn, text: String) -> Result<(), SampleError> {
        let owner = self.plan.owner.unwrap_or_else(|| agent_id("bai"));
        let by = turn.by.as_deref().map_or(owner, agent_id);
        match turn.who {
            Speaker::Customer if self.messages.is_empty() => self.question(text),
            Speaker::Customer => self.act(by, Action::Receive { body: text })?,
            Speaker::Note => self.act(by, Action::Note { body: text })?,
            Speaker::Agent => {
                self.claim()?;
                self.act(by, Action::reply(text))?;
            }
        }
        Ok(())
    }

    /// The customer's first words, which no operation wrote.
    fn question(&mut self, body: String) {
        let Some(ticket) = self.entity.as_ticket() else { return };
        self.messages.push(Message {
            id: MessageId(derived("sample message", &format!("{} 0", ticket.id))),
            ticket: ticket.id,
            kind: MessageKind::Customer,
            author: Author::Customer(ticket.customer),
            body,
            html: false,
            marked: false,
            language: Some(self.plan.scenario.lang),
            channel: ticket.channel,
            at: self.at,
            seq: Some(self.seq),
            device: None,
            offline: false,
            forwarded: None,
            articles: Vec::new(),
            versions: std::collections::BTreeMap::new(),
            files: Vec::new(),
        });
    }

    fn claim(&mut self) -> Result<(), SampleError> {
        match self.plan.owner {
            Some(owner) => self.act(owner, Action::claim()),
            None => Ok(()),
        }
    }

    /// The end of the story: tags, and the status it rests in.
    fn end(&mut self) -> Result<(), SampleError> {
        let owner = self.plan.owner.unwrap_or_else(|| agent_id("bai"));
        self.claim()?;
        let mut add = self.plan.scenario.tags.clone();
        add.extend(self.plan.scenario.hot.then(|| "hot".to_owned()));
        if !add.is_empty() {
            self.act(owner, Action::Tag { add, remove: BTreeMap::new() })?;
        }
        let path: &[Status] = match self.plan.ends {
            Status::New => &[],
            Status::Open => &[Status::Open],
            Status::Pending => &[Status::Pending],
            Status::Solved => &[Status::Solved],
            Status::Closed => &[Status::Solved, Status::Closed],
        };
        for to in path {
            let from = self.entity.as_ticket().map_or(Status::New, |ticket| ticket.status);
            self.at = self.at.plus_minutes(if *to == Status::Closed { 60 } else { 0 });
            self.act(owner, Action::Transition { from, to: *to, closing: None })?;
        }
        Ok(())
    }

    fn act(&mut self, author: AgentId, action: Action) -> Result<(), SampleError> {
        let Some(id) = self.entity.as_ticket().map(|ticket| ticket.id) else { return Ok(()) };
        self.count = self.count.saturating_add(1);
        let everything = Seq(u64::MAX);
        let fields = [Field::Subject, Field::Urgency, Field::Category, Field::Queue, Field::Status, Field::Owner, Field::Tags];
        let operation = Operation {
            v: Operation::version_with(id.into(), &action, &[]),
            id: OperationId(derived("sample message", &format!("{id} {}", self.count))),
            device: DEVICE,
            dseq: None,
            author,
            about: id.into(),
            action,
            base: fields.map(|field| (field, everything)).into(),
            seen: Some(everything),
            group: None,
            depends_on: Vec::new(),
            files: Vec::new(),
            composed_at: self.at,
            offline: false,
            marked: false,
            mentions: std::collections::BTreeSet::new(),
            send_at: None,
        };
        let context = Context::with_authority(self.at, Role::Agent, self.seq, 0);
        let outcome =
            apply(&mut self.entity, &operation, &context).map_err(|source| SampleError::Story { story: self.plan.scenario.key.clone(), source })?;
        if let Some(mut message) = outcome.message {
            message.device = None;
            message.language = Some(self.plan.scenario.lang);
            self.messages.push(message);
        }
        Ok(())
    }

    fn finish(self, cast: &Cast<'_>) -> Result<(Ticket, Vec<Message>), SampleError> {
        let gone = || SampleError::Story { story: self.plan.scenario.key.clone(), source: holdfast_domain::Rejection::Gone };
        let mut ticket = self.entity.ticket().ok_or_else(gone)?;
        for rev in ticket.revs.values_mut() {
            rev.device = None;
        }
        // A story is told in an instant; whose a ticket is stands as if its owner had just been there.
        ticket.lease_until = None;
        // Nothing of a story lies in the future.
        ticket.updated_at = ticket.updated_at.min(cast.now);
        Ok((ticket, self.messages))
    }
}

/// The order that a story is about.
struct Order {
    number: String,
    date: String,
}

impl Order {
    /// The customer's own; a fresh one where the story is about money or delivery of these days.
    fn of(plan: &Plan<'_>, now: Timestamp, opened: Timestamp, rng: &mut impl Rng) -> Self {
        let days = rng.random_range(1..14);
        let own = bought(plan.buyer, now);
        let is_fresh = matches!(plan.scenario.category.split('/').next(), Some("refund" | "delivery" | "payment"));
        let at = if is_fresh || own > opened { opened.plus_minutes(days * -24 * 60) } else { own };
        Self { number: order_number(plan.buyer, at), date: date(at) }
    }

    /// Puts the customer's own facts in the places that a text leaves for them.
    fn filled(&self, text: &str, buyer: &Sampled) -> String {
        let name = match buyer.lang {
            Language::English => buyer.name.split(' ').next().unwrap_or(&buyer.name),
            Language::Simplified | Language::Traditional => &buyer.name,
        };
        text.replace("{name}", name)
            .replace("{order}", &self.number)
            .replace("{date}", &self.date)
            .replace("{product}", &buyer.facts.product)
            .replace("{amount}", &buyer.facts.amount.to_string())
    }
}
