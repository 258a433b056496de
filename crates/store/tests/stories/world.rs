//! Mia's desk and the pages that a team server would send it.

use holdfast_domain::sla::{ComplaintGoals, Condition, Goal, Policy, RequestGoals, Target};
use holdfast_domain::*;
use holdfast_protocol::*;
use holdfast_store::*;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;
use uuid::Uuid;

pub const NINE: Timestamp = Timestamp::from_millis(1_790_000_000_000);
pub const EPOCH: &str = "first-life";

/// A folder, a key, and a store that may be closed.
pub struct Desk {
    pub folder: TempDir,
    pub key: DataKey,
    pub opened: Option<Opened>,
    made: Cell<u128>,
}

pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number)
}

pub const fn mia() -> AgentId {
    AgentId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_a001))
}

pub const fn device() -> DeviceId {
    DeviceId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_d001))
}

pub fn ticket_id(number: u128) -> TicketId {
    TicketId(id(0x7_0000_0000 + number))
}

pub fn customer_id(number: u128) -> CustomerId {
    CustomerId(id(0xc_0000_0000 + number))
}

impl Desk {
    pub fn new() -> Self {
        let desk = Self::bare();
        desk.store().set_identity(&identity()).unwrap();
        desk
    }

    pub fn bare() -> Self {
        let mut desk = Self { folder: TempDir::new().unwrap(), key: DataKey::generate().unwrap(), opened: None, made: Cell::new(0) };
        desk.open();
        desk
    }

    pub fn open(&mut self) {
        self.opened = None;
        self.opened = Some(Store::open(self.folder.path(), &self.key, NINE).unwrap());
    }

    pub fn close(&mut self) {
        self.opened = None;
    }

    /// As after `kill -9`: the files as they are now, opened elsewhere, with nothing closed properly.
    pub fn killed(&self) -> Self {
        let folder = TempDir::new().unwrap();
        copy(self.folder.path(), folder.path());
        let mut desk = Self { folder, key: self.key.clone(), opened: None, made: Cell::new(self.made.get()) };
        desk.open();
        desk
    }

    pub fn store(&self) -> &Store {
        &self.opened.as_ref().unwrap().store
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn operation(&self, ticket: TicketId, action: Action) -> Operation {
        self.made.set(self.made.get() + 1);
        Operation {
            v: 1,
            id: OperationId(id(0xe_0000_0000 + self.made.get())),
            device: device(),
            dseq: None,
            author: mia(),
            about: ticket.into(),
            action,
            base: BTreeMap::new(),
            seen: Some(Seq(1_000)),
            group: None,
            depends_on: Vec::new(),
            files: Vec::new(),
            composed_at: NINE.plus_minutes(self.made.get() as i64),
            offline: false,
            marked: false,
            mentions: std::collections::BTreeSet::new(),
            send_at: None,
        }
    }

    pub fn reply(&self, ticket: TicketId, body: &str) -> Operation {
        self.operation(ticket, Action::reply(body.to_owned()))
    }

    pub fn note(&self, ticket: TicketId, body: &str) -> Operation {
        self.operation(ticket, Action::Note { body: body.to_owned() })
    }

    pub fn writes(&self, operation: Operation) -> OperationId {
        let id = operation.id;
        match self.store().transact(operation, NINE).unwrap() {
            Written::Queued { .. } => id,
            Written::Refused(why) => panic!("refused: {why}"),
        }
    }

    /// Its author lets go of what was held or rejected.
    pub fn discards(&self, operation: OperationId) -> Result<Written, StoreError> {
        self.store().decide(vec![Ended { operation, end: End::Discard }], vec![], NINE)
    }

    pub fn opens(&self, ticket: TicketId, question: &str) -> OperationId {
        let temporary = self.store().temporary_number().unwrap();
        self.writes(self.operation(ticket, Action::Open(Box::new(call(&temporary, question)))))
    }

    pub fn bodies(&self, ticket: TicketId) -> Vec<String> {
        self.store().messages(ticket, None, 100).unwrap().0.into_iter().map(|message| message.body).collect()
    }

    pub fn state(&self, operation: OperationId) -> EntryState {
        self.store().entry(operation).unwrap().unwrap().state
    }

    /// The first pull in one page, up to sequence 100.
    pub fn pulls(&self, changes: Vec<Change>) {
        self.store().apply_bootstrap(None, &first_page(changes, 100), NINE).unwrap();
    }

    pub fn changes(&self, to: u64, changes: Vec<Change>) -> Touched {
        let from = self.store().cursor().unwrap().seq;
        self.store().apply_changes(&page(from.0, to, changes), NINE).unwrap()
    }

    /// The team server takes everything sealed, at `seq`.
    pub fn acknowledged(&self, seq: u64) -> PushRequest {
        self.decided(seq, |_| (Some(Verdict::Applied), None))
    }

    /// The team server decides everything sealed, at `seq`.
    pub fn decided(&self, seq: u64, decide: impl Fn(&Operation) -> (Option<Verdict>, Option<Rejection>)) -> PushRequest {
        let batch = self.store().seal(PUSH_OPERATIONS, PUSH_BYTES, NINE).unwrap().expect("something to send");
        self.store().acknowledge(&answer(&batch, seq, decide), NINE).unwrap();
        batch
    }
}

pub fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            std::fs::create_dir_all(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

pub fn identity() -> Identity {
    Identity {
        device: device(),
        agent: Agent {
            id: mia(),
            login: "mia".into(),
            name: "Mia".into(),
            role: Role::Agent,
            department: None,
            seniority: 1,
            language: None,
            masked: false,
        },
        address: "https://desk.example".into(),
        token: "token-of-mia".into(),
        mark: "T7K".into(),
        team: "Support".into(),
    }
}

pub fn call(temporary: &str, question: &str) -> NewTicket {
    NewTicket {
        temporary: temporary.to_owned(),
        subject: String::new(),
        question: question.to_owned(),
        channel: Channel::Phone,
        urgency: Urgency::Normal,
        category: None,
        queue: None,
        caller: Caller {
            id: customer_id(99),
            known: false,
            name: "Wang Li".into(),
            phone: Some("138 0013 8000".into()),
            mail: None,
            account: None,
            tier: 2,
        },
        product: None,
        call_back: None,
        recover: true,
        came_at: None,
        language: None,
    }
}

pub fn ticket(number: u128) -> Ticket {
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
        id: ticket_id(number),
        number: Number { lasting: Some(number as u32), temporary: None },
        subject: format!("Where is order {number}?"),
        channel: Channel::Mail,
        status: Status::New,
        urgency: Urgency::Normal,
        category: None,
        tags: TagSet::default(),
        queue: None,
        owner: None,
        lease_until: None,
        customer: customer_id(number),
        tier: 0,
        language: None,
        opened_at: NINE,
        updated_at: NINE,
        first_response_at: None,
        waiting_since: Some(NINE),
        last_public: Some(LastPublic::of_customer(Seq(1))),
        chased: 0,
        reopened: 0,
        demand: None,
        snooze: None,
        links: std::collections::BTreeSet::new(),
        recover: false,
        call_back_on: None,
        revs: BTreeMap::new(),
        history: vec![HistoryEntry { operation: None, at: NINE, by: None, event: Event::Opened, offline: false }],
    }
}

pub fn customer(number: u128, name: &str) -> Customer {
    Customer {
        tier: 1,
        phone: Some(format!("+86 138-0000-{number:04}")),
        mail: Some(format!("{}@example.com", name.to_lowercase().replace(' ', "."))),
        ..Customer::named(customer_id(number), name)
    }
}

pub fn message(number: u128, ticket: TicketId, body: &str, seq: u64) -> Message {
    Message {
        id: MessageId(id(0x3_0000_0000 + number)),
        ticket,
        kind: MessageKind::Customer,
        author: Author::Customer(customer_id(1)),
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
    }
}

/// First answer within `minutes` of the wall clock, with a warning at half time.
pub fn policy(minutes: i64) -> Policy {
    Policy {
        key: "all".into(),
        name: Words::default(),
        order: 1,
        when: Condition::default(),
        hours: String::new(),
        first_response: Some(Goal { target: Target::Wall { minutes }, off: None }),
        next_response: None,
        resolution: None,
        plan: None,
        warn_at: vec![50],
        escalation: vec![],
        repeat: 15,
        requests: RequestGoals::default(),
        complaints: ComplaintGoals::default(),
    }
}

pub fn row(seq: u64, row: Row) -> Change {
    Change { seq: Seq(seq), row: Some(row), removed: None }
}

pub fn ticket_row(seq: u64, ticket: Ticket) -> Change {
    row(seq, Row::Ticket(Arc::new(ticket)))
}

pub fn message_row(seq: u64, message: Message) -> Change {
    row(seq, Row::Message(Arc::new(message)))
}

pub fn removed(seq: u64, kind: RowKind, id: Uuid) -> Change {
    Change { seq: Seq(seq), row: None, removed: Some(RowId { kind, id: id.to_string() }) }
}

pub fn first_page(changes: Vec<Change>, high: u64) -> BootstrapPage {
    BootstrapPage { epoch: EPOCH.into(), high: Seq(high), total: changes.len() as u64, changes, next: None, scope: String::new() }
}

pub fn page(from: u64, to: u64, changes: Vec<Change>) -> ChangesPage {
    ChangesPage { epoch: EPOCH.into(), from: Seq(from), to: Seq(to), high: Seq(to), has_more: false, changes, acknowledged: None }
}

pub fn answer(batch: &PushRequest, seq: u64, decide: impl Fn(&Operation) -> (Option<Verdict>, Option<Rejection>)) -> PushAnswer {
    let result = |operation: &Operation| {
        let (verdict, rejection) = decide(operation);
        OperationResult { id: operation.id, dseq: operation.dseq.unwrap(), seq: Seq(seq), verdict, rejection }
    };
    PushAnswer {
        epoch: EPOCH.into(),
        acknowledged: batch.operations.iter().filter_map(|operation| operation.dseq).max().unwrap(),
        results: batch.operations.iter().map(result).collect(),
        seq: Seq(seq),
    }
}

/// What the team server makes of an operation over a ticket.
pub fn with_authority(ticket: Option<Ticket>, operation: &Operation, seq: u64) -> (Ticket, Option<Message>) {
    let mut entity = Entity::Ticket(ticket);
    let outcome = apply(&mut entity, operation, &Context::with_authority(NINE.plus_minutes(60), Role::Agent, Seq(seq), 777)).unwrap();
    (entity.ticket().unwrap(), outcome.message)
}

pub fn tags(names: &[&str]) -> TagSet {
    TagSet(names.iter().map(|name| ((*name).to_owned(), BTreeSet::from([OperationId(id(1))]))).collect())
}
