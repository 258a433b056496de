//! What a team server would send, made up.

use holdfast_domain::{
    Author, Channel, Event, HistoryEntry, LastPublic, Message, MessageKind, Number, Operation, Rejection, Seq, Status, TagSet, Ticket, TicketId,
    Urgency, Verdict,
};
use holdfast_protocol::{
    Acknowledged, BootstrapPage, Change, ChangesPage, OperationResult, PUSH_BYTES, PUSH_OPERATIONS, Position, PushAnswer, PushRequest, Row,
};
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::scene::{NINE, Scene, id};

pub const EPOCH: &str = "first-life";

pub fn ticket_id(number: u128) -> TicketId {
    id(0x7_0000_0000 + number)
}

pub fn ticket(number: u128, seq: u64, subject: &str) -> Change {
    let ticket = Ticket {
        id: ticket_id(number),
        number: Number { lasting: Some(number as u32), temporary: None },
        subject: subject.to_owned(),
        channel: Channel::Mail,
        status: Status::Open,
        urgency: Urgency::Normal,
        category: None,
        tags: TagSet::default(),
        queue: None,
        owner: None,
        customer: id(0xc_0000_0000 + number),
        tier: 0,
        language: None,
        opened_at: NINE,
        updated_at: NINE,
        first_response_at: None,
        waiting_since: Some(NINE),
        last_public: Some(LastPublic::of_customer(Seq(1))),
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
        chased: 0,
        reopened: 0,
        demand: None,
        snooze: None,
        links: std::collections::BTreeSet::new(),
        recover: false,
        call_back_on: None,
        revs: BTreeMap::new(),
        history: vec![HistoryEntry { operation: None, at: NINE, by: None, event: Event::Opened, offline: false }],
    };
    Change { seq: Seq(seq), row: Some(Row::Ticket(Arc::new(ticket))), removed: None }
}

pub fn message(number: u128, on: u128, seq: u64, body: &str) -> Change {
    let message = Message {
        id: id(0x3_0000_0000 + number),
        ticket: ticket_id(on),
        kind: MessageKind::Customer,
        author: Author::Customer(id(0xc_0000_0000 + on)),
        body: body.to_owned(),
        html: false,
        marked: false,
        language: None,
        channel: Channel::Mail,
        at: NINE.plus_millis(number as i64),
        seq: Some(Seq(seq)),
        device: None,
        offline: false,
        forwarded: None,
        articles: Vec::new(),
        versions: std::collections::BTreeMap::new(),
        files: Vec::new(),
    };
    Change { seq: Seq(seq), row: Some(Row::Message(Arc::new(message))), removed: None }
}

/// The message that an operation wrote, as the team server has it.
pub fn written(operation: &Operation, seq: u64) -> Change {
    let Change { row: Some(Row::Message(message)), .. } = message(0, 1, seq, operation.action.text().unwrap_or_default()) else {
        panic!("it is a message")
    };
    let message = Message { id: operation.id.into(), ticket: operation.about.ticket().unwrap_or(message.ticket), ..Message::clone(&message) };
    Change { seq: Seq(seq), row: Some(Row::Message(Arc::new(message))), removed: None }
}

pub fn first(changes: Vec<Change>, high: u64, next: Option<&str>) -> BootstrapPage {
    BootstrapPage {
        epoch: EPOCH.into(),
        high: Seq(high),
        total: changes.len() as u64,
        changes,
        next: next.map(|next| Position(next.to_owned())),
        scope: String::new(),
    }
}

impl Scene {
    /// A page of the first pull.
    pub fn pulls(&mut self, page: &BootstrapPage) {
        self.step(|scene| {
            let after = scene.store().cursor()?.bootstrap.and_then(|under_way| under_way.next);
            scene.store().apply_bootstrap(after.as_ref(), page, NINE).map(drop)
        });
    }

    /// Three tickets with a message each, up to 100.
    pub fn pulls_three(&mut self) {
        let changes = (1..=3).flat_map(|number| [ticket(number, 1, "Where is it?"), message(number, number, 1, "Where?")]).collect();
        self.pulls(&first(changes, 100, None));
    }

    /// A page of changes from the cursor on.
    pub fn changes(&mut self, to: u64, acknowledged: Option<(u64, u64)>, changes: Vec<Change>) {
        self.step(|scene| {
            let from = scene.store().cursor()?.seq;
            let acknowledged = acknowledged.map(|(dseq, seq)| Acknowledged { dseq, seq: Seq(seq), operation: None });
            let page = ChangesPage { epoch: EPOCH.into(), from, to: Seq(to), high: Seq(to), has_more: false, changes, acknowledged };
            scene.store().apply_changes(&page, NINE).map(drop)
        });
    }

    /// Seals what waits.
    pub fn seals(&mut self) -> Option<PushRequest> {
        let mut sealed = None;
        self.step(|scene| {
            sealed = scene.store().seal(PUSH_OPERATIONS, PUSH_BYTES, NINE)?;
            Ok(())
        });
        sealed
    }

    /// The team server has decided a batch.
    pub fn is_answered(&mut self, batch: &PushRequest, seq: u64, decide: impl Fn(&Operation) -> Result<Verdict, Rejection>) {
        let result = |operation: &Operation| {
            let decided = decide(operation);
            OperationResult {
                id: operation.id,
                dseq: operation.dseq.unwrap(),
                seq: Seq(seq),
                verdict: decided.clone().ok(),
                rejection: decided.err(),
            }
        };
        let answer = PushAnswer {
            epoch: EPOCH.into(),
            acknowledged: batch.operations.iter().filter_map(|operation| operation.dseq).max().unwrap_or_default(),
            results: batch.operations.iter().map(result).collect(),
            seq: Seq(seq),
        };
        self.step(|scene| scene.store().acknowledge(&answer, NINE).map(drop));
    }
}
