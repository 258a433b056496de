//! Three desks and a team server with one ticket: who sees what, who writes over it, and what became of each operation.

use holdfast_domain::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

pub const NOON: Timestamp = Timestamp::from_millis(1_790_000_000_000);
pub const DESKS: usize = 3;

const CATEGORIES: [&str; 3] = ["", "refund/request", "fault"];
const TAGS: [&str; 3] = ["hot", "vip", "legal"];
const URGENCIES: [Urgency; 4] = [Urgency::Low, Urgency::Normal, Urgency::High, Urgency::Emergency];
const STATUSES: [Status; 5] = [Status::New, Status::Open, Status::Pending, Status::Solved, Status::Closed];

pub fn agent(n: usize) -> AgentId {
    AgentId::new(NOON, [n as u8 + 1; 10])
}

pub fn device(n: usize) -> DeviceId {
    DeviceId::new(NOON, [n as u8 + 101; 10])
}

pub fn queue(n: usize) -> QueueId {
    QueueId::new(NOON, [n as u8 + 50; 10])
}

pub fn reply(body: &str) -> Action {
    Action::reply(body)
}

pub fn set(field: Field, old: &str, new: &str) -> Action {
    Action::SetField { field, old: old.into(), new: new.into() }
}

pub fn call() -> Action {
    Action::Open(Box::new(NewTicket {
        temporary: "T7K-0001".into(),
        subject: "水箱".into(),
        question: "水箱漏水".into(),
        channel: Channel::Phone,
        urgency: Urgency::Normal,
        category: None,
        queue: None,
        caller: Caller {
            id: CustomerId::new(NOON, [3; 10]), known: false, name: "罗曼宁".into(), phone: None, mail: None, account: None, tier: 2
        },
        product: None,
        call_back: None,
        recover: false,
        came_at: None,
        language: None,
    }))
}

/// What somebody wants, before it is known what they see.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    kind: u8,
    pick: usize,
}

/// A step of a life.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// A desk sees what the server has.
    Pulls(usize),
    /// A desk writes something down over what it sees.
    Writes(usize, Wish),
    /// A desk hands in all it wrote, in one transaction, and then sees what the server has.
    Pushes(usize),
    /// A desk hands in only what it wrote last: what waits behind a held reply stays, and what decides about that goes.
    PushesLast(usize),
    /// The customer writes.
    Customer,
    /// So many hours go by.
    Hours(i64),
}

pub fn wish() -> impl Strategy<Value = Wish> {
    (0..12_u8, 0..60_usize).prop_map(|(kind, pick)| Wish { kind, pick })
}

pub fn life() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        2 => (0..DESKS).prop_map(Step::Pulls),
        6 => (0..DESKS, wish()).prop_map(|(desk, wish)| Step::Writes(desk, wish)),
        3 => (0..DESKS).prop_map(Step::Pushes),
        1 => (0..DESKS).prop_map(Step::PushesLast),
        1 => Just(Step::Customer),
        1 => (1..8_i64).prop_map(Step::Hours),
    ];
    proptest::collection::vec(step, 1..40)
}

/// What is meant by a wish over this ticket. Empty values and statuses that do not lead on are among them.
pub fn action(wish: Wish, shown: &Ticket) -> Action {
    let of = |options: &[&str]| options[wish.pick % options.len()].to_owned();
    let field = |field: Field, new: String| Action::SetField { field, old: shown.value(field), new };
    match wish.kind {
        0 => reply("马上为您处理"),
        1 => Action::Note { body: of(&["noted", "已核实", " "]) },
        2 => field(Field::Subject, of(&["漏水", "换新", " "])),
        3 => field(Field::Urgency, URGENCIES[wish.pick % 4].to_string()),
        4 => field(Field::Category, of(&CATEGORIES)),
        5 => field(Field::Queue, queue(wish.pick % 3).to_string()),
        6 => Action::Transition { from: shown.status, to: STATUSES[wish.pick % 5], closing: None },
        7 => Action::Claim { reason: of(&["无人接手", ""]) },
        8 => Action::Assign { to: agent(wish.pick % DESKS), reason: of(&["病假", ""]), handover: None },
        9 => match (shown.requests.last(), wish.pick % 6) {
            (Some(request), pick @ 0..5) => {
                use RequestStep::{Accept, Answer, Decline, Progress, Withdraw};
                let step = [Accept, Progress, Answer, Decline, Withdraw][pick];
                Action::StepRequest { request: request.id, step, text: of(&["on its way", "在查", " "]) }
            }
            _ => Action::Request { department: DepartmentId::new(NOON, [5; 10]), text: of(&["where is it", "查一下", " "]) },
        },
        10 => match shown.complaints.last().filter(|complaint| complaint.is_open()) {
            Some(complaint) if !wish.pick.is_multiple_of(4) => {
                let to = [ComplaintStage::Confirmed, ComplaintStage::Told, ComplaintStage::FollowedUp][wish.pick % 3];
                Action::StepComplaint { complaint: complaint.id, to, text: of(&["rang", ""]), cause: None }
            }
            _ => Action::Complain { text: of(&["leaks", "漏水", " "]), cause: None },
        },
        _ => {
            let one = of(&TAGS);
            let seen = shown.tags.0.get(&one).map(|adds| (one.clone(), adds.clone()));
            match seen {
                Some(seen) if wish.pick.is_multiple_of(2) => Action::Tag { add: vec![], remove: [seen].into() },
                _ => Action::Tag { add: vec![one], remove: BTreeMap::new() },
            }
        }
    }
}

pub struct Desk {
    pub n: usize,
    pub written: u32,
    pub now: Timestamp,
    pub base: Option<Ticket>,
    pub pending: Vec<Operation>,
}

impl Desk {
    pub fn new(n: usize) -> Self {
        Self { n, written: 0, now: NOON, base: None, pending: Vec::new() }
    }

    /// What it shows: confirmed ⊕ pending.
    pub fn view(&self) -> Option<Ticket> {
        let mut entity = Entity::Ticket(self.base.clone());
        for operation in &self.pending {
            let _ = apply(&mut entity, operation, &Context::on_desk(operation.composed_at, Role::Agent));
        }
        entity.ticket()
    }

    /// An operation over what it shows.
    pub fn means(&mut self, action: Action) -> Operation {
        self.written += 1;
        let view = self.view();
        let fields = action.field().into_iter().chain([Field::Owner]);
        let base = view.iter().flat_map(|shown| fields.clone().map(|field| (field, shown.rev(field)))).collect();
        let mut random = [self.n as u8 + 1; 10];
        random[..4].copy_from_slice(&self.written.to_be_bytes());
        Operation {
            v: 1,
            id: OperationId::new(NOON, random),
            device: device(self.n),
            dseq: None,
            author: agent(self.n),
            about: (TicketId::new(NOON, [9; 10])).into(),
            action,
            base,
            seen: view.and_then(|shown| shown.last_public).map(|last| last.seq),
            group: None,
            depends_on: Vec::new(),
            files: Vec::new(),
            composed_at: self.now,
            offline: false,
            marked: false,
            mentions: std::collections::BTreeSet::new(),
            send_at: None,
        }
    }

    /// Writes it down unless it is refused at once. Answers how the desk expects it to end.
    pub fn writes(&mut self, action: Action) -> Option<(Operation, Outcome)> {
        let operation = self.means(action);
        let mut entity = Entity::Ticket(self.view());
        let outcome = apply(&mut entity, &operation, &Context::on_desk(operation.composed_at, Role::Agent)).ok()?;
        self.pending.push(operation.clone());
        Some((operation, outcome))
    }
}
pub fn ticket_of(entity: &mut Entity) -> &mut Ticket {
    match entity {
        Entity::Ticket(Some(ticket)) => ticket,
        _ => panic!("no ticket"),
    }
}

/// One decision of the server, with what was before and after.
#[derive(Clone, Debug)]
pub struct Decided {
    pub operation: Operation,
    pub context: Context,
    pub before: Entity,
    pub after: Entity,
    pub result: Result<Outcome, Rejection>,
    /// Every public message that the server had: when, and from which desk.
    pub public: Vec<(Seq, Option<DeviceId>)>,
}

impl Decided {
    pub fn verdict(&self) -> Option<&Verdict> {
        self.result.as_ref().ok().map(|outcome| &outcome.verdict)
    }

    pub fn applied(&self) -> bool {
        matches!(self.verdict(), Some(Verdict::Applied | Verdict::Merged { .. }))
    }

    pub fn tickets(&self) -> Option<(&Ticket, &Ticket)> {
        self.before.as_ticket().zip(self.after.as_ticket())
    }
}

pub struct World {
    pub entity: Entity,
    pub seq: u64,
    pub now: Timestamp,
    pub desks: Vec<Desk>,
    pub log: Vec<Decided>,
    public: Vec<(Seq, Option<DeviceId>)>,
    received: u32,
}

impl World {
    /// A call that the first desk captured, seen by all. Nobody owns it when `unowned`.
    pub fn new(unowned: bool) -> Self {
        let desks = (0..DESKS).map(Desk::new).collect();
        let mut world = Self { entity: Entity::Ticket(None), seq: 0, now: NOON, desks, log: Vec::new(), public: Vec::new(), received: 0 };
        world.desks[0].writes(call()).unwrap();
        world.pushes(0);
        if unowned {
            let ticket = ticket_of(&mut world.entity);
            ticket.owner = None;
            ticket.revs.remove(&Field::Owner);
        }
        (0..DESKS).for_each(|desk| world.pulls(desk));
        world
    }

    pub fn lived(life: &[Step], unowned: bool) -> Self {
        let mut world = Self::new(unowned);
        for step in life {
            world.step(*step);
        }
        for desk in 0..DESKS {
            world.pushes(desk);
        }
        world
    }

    /// A life of other operations than those of [`World::lived`].
    pub fn lived_apart(life: &[Step], unowned: bool) -> Self {
        let mut world = Self::new(unowned);
        for desk in &mut world.desks {
            desk.written = 500;
        }
        world.received = 500;
        for step in life {
            world.step(*step);
        }
        for desk in 0..DESKS {
            world.pushes(desk);
        }
        world
    }

    pub fn ticket(&self) -> &Ticket {
        self.entity.as_ticket().unwrap()
    }

    pub fn pulls(&mut self, desk: usize) {
        self.desks[desk].base = self.entity.as_ticket().cloned();
    }

    pub fn pushes(&mut self, desk: usize) -> Vec<Result<Outcome, Rejection>> {
        self.seq += 1;
        let pending = std::mem::take(&mut self.desks[desk].pending);
        let results = pending.into_iter().map(|operation| self.decides(operation)).collect();
        self.pulls(desk);
        results
    }

    /// One operation alone in a transaction.
    pub fn takes(&mut self, operation: Operation) -> Result<Outcome, Rejection> {
        self.seq += 1;
        self.decides(operation)
    }

    pub fn customer_writes(&mut self) {
        self.received += 1;
        let mut nobody = Desk { n: 77, written: self.received, now: self.now, base: None, pending: Vec::new() };
        let operation = nobody.means(Action::Receive { body: "在吗".into() });
        self.takes(operation).unwrap();
    }

    /// So many hours go by, for all.
    pub fn waits(&mut self, hours: i64) {
        self.now = self.now.plus_minutes(hours * 60);
        for desk in &mut self.desks {
            desk.now = self.now;
        }
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Pulls(desk) => self.pulls(desk),
            Step::Writes(desk, wish) => {
                if let Some(shown) = self.desks[desk].view() {
                    let _ = self.desks[desk].writes(action(wish, &shown));
                }
            }
            Step::Pushes(desk) => {
                let _ = self.pushes(desk);
            }
            Step::PushesLast(desk) => {
                if let Some(operation) = self.desks[desk].pending.pop() {
                    let _ = self.takes(operation);
                    self.pulls(desk);
                }
            }
            Step::Hours(hours) => self.waits(hours),
            Step::Customer => self.customer_writes(),
        }
    }

    fn decides(&mut self, operation: Operation) -> Result<Outcome, Rejection> {
        let before = self.entity.clone();
        let context = authority(self.seq, self.now);
        let result = apply(&mut self.entity, &operation, &context);
        let public = self.public.clone();
        if let Some(message) = result.as_ref().ok().and_then(|outcome| outcome.message.as_ref()).filter(|message| message.kind.is_public()) {
            let receives = matches!(operation.action, Action::Receive { .. });
            self.public.push((message.seq.unwrap(), (!receives).then_some(operation.device)));
        }
        let after = self.entity.clone();
        self.log.push(Decided { operation, context, before, after, result: result.clone(), public });
        result
    }
}

pub fn authority(seq: u64, now: Timestamp) -> Context {
    Context::with_authority(now, Role::Agent, Seq(seq), 10_482)
}

/// What a person sees of a ticket: without what only the server can stamp.
pub fn seen_by_a_person(ticket: &Ticket) -> impl PartialEq + std::fmt::Debug + use<> {
    let history: Vec<_> = ticket.history.iter().map(|entry| (entry.operation, entry.event.clone())).collect();
    let fields: Vec<_> = FIELDS.iter().map(|field| ticket.value(*field)).collect();
    let lease = ticket.lease().map(|lease| (lease.agent, lease.until));
    (fields, lease, ticket.tags.clone(), history, ticket.first_response_at, ticket.waiting_since, ticket.chased, ticket.updated_at)
}

pub const FIELDS: [Field; 7] = [Field::Subject, Field::Urgency, Field::Category, Field::Queue, Field::Status, Field::Owner, Field::Tags];
