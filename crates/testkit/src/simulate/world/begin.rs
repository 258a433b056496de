//! What is there when a life begins: people, a customer, a few tickets.

use holdfast_domain::{Agent, AgentId, Article, ArticleId, CustomerId, Ticket, TicketId, Timestamp};
use holdfast_protocol::Row;
use holdfast_server::ledger::Ledger;
use rand::{Rng, RngExt};
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

use super::BEGIN;
use crate::simulate::ledger::MemoryLedger;
use crate::simulate::reader::{content, words};
use crate::simulate::team::{QUEUES, agent, customer, department_id, queue, queue_id};

pub fn begin_with(ledger: &MemoryLedger, agents: &[AgentId], rng: &mut impl Rng) {
    let mut transaction = ledger.begin().expect("memory");
    for (number, id) in agents.iter().enumerate() {
        let department = department_id(rng.random_range(0..3));
        transaction.put(&Row::Agent(Arc::new(Agent { department, ..agent(*id, number) }))).expect("memory");
    }
    for number in 0..QUEUES {
        transaction.put(&Row::Queue(Arc::new(queue(number, false)))).expect("memory");
    }
    let customers = Uuid::from_u128(rng.random());
    transaction.put(&Row::Customer(Arc::new(customer(customers)))).expect("memory");
    let count = rng.random_range(2..=8);
    for number in 0..count {
        let lies_in = rng.random_bool(0.3).then(|| queue_id(rng.random_range(0..QUEUES)));
        let ticket = opened(TicketId(Uuid::from_u128(rng.random())), CustomerId(customers), number);
        let ticket = Ticket { queue: lies_in, ..ticket };
        transaction.put(&Row::Ticket(Arc::new(ticket))).expect("memory");
    }
    for owner in agents {
        let id = ArticleId(Uuid::from_u128(rng.random()));
        let article = Article { owner: Some(*owner), ..Article::new(id, content(words(rng)), 1, Timestamp::from_millis(BEGIN)) };
        transaction.put(&Row::Article(Arc::new(article))).expect("memory");
    }
    transaction.commit().expect("memory");
}

fn opened(id: TicketId, customer: CustomerId, number: u32) -> holdfast_domain::Ticket {
    let at = Timestamp::from_millis(BEGIN - 3_600_000);
    holdfast_domain::Ticket {
        id,
        number: holdfast_domain::Number { lasting: Some(100 + number), temporary: None },
        subject: "Simulated".to_owned(),
        channel: holdfast_domain::Channel::Mail,
        status: holdfast_domain::Status::Open,
        urgency: holdfast_domain::Urgency::Normal,
        category: None,
        tags: holdfast_domain::TagSet::default(),
        queue: None,
        owner: None,
        customer,
        tier: 0,
        language: None,
        opened_at: at,
        updated_at: at,
        first_response_at: None,
        waiting_since: Some(at),
        last_public: None,
        chased: 0,
        reopened: 0,
        demand: None,
        snooze: None,
        links: std::collections::BTreeSet::new(),
        recover: false,
        call_back_on: None,
        revs: BTreeMap::new(),
        lease_until: None,
        held: Vec::new(),
        mentions: Vec::new(),
        merged: Vec::new(),
        merged_into: None,
        tasks: Vec::new(),
        requests: Vec::new(),
        complaints: Vec::new(),
        call_backs: Vec::new(),
        alerted: Vec::new(),
        history: Vec::new(),
    }
}
