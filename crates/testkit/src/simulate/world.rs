//! One life: desks, a server and what happens to them, in virtual time, from one seed.

use holdfast_domain::{AgentId, CustomerId, DeviceId, OperationId, TicketId, Timestamp};
use holdfast_protocol::{Poke, Problem, ProblemCode, Row, RowId, RowKind};
use holdfast_server::ledger::{Device, Ledger};
use holdfast_server::push::receive;
use holdfast_store::plan::EntryRecord;
use holdfast_sync::{Answer, Effect, Engine, Event, Failure, Link, Payload, ReplicaError, Request, Stop};
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::{ChaCha8Rng, ChaCha12Rng};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use uuid::Uuid;

use super::faults::Faults;
use super::ledger::{MemoryLedger, State, agent, customer};
use super::mutant::Mutant;
use super::network::{Back, Fate, answer, fate, refused};
use super::oracle::Oracle;
use super::person::{Person, words};
use super::store::DeskStore;

/// 2026-01-05 09:00 UTC: when every simulation begins.
const BEGIN: i64 = 1_767_603_600_000;
/// After the faults have stopped, everything has come to rest within this time (I4).
const REST_MS: i64 = 30 * 60_000;
/// How long whoever asked waits for an answer that does not come.
const STALL_MS: i64 = 30_000;

/// What is run.
pub struct Plan {
    pub seed: u64,
    /// Things that people do, all together.
    pub acts: u32,
    pub mutant: Option<Mutant>,
    /// Makes the store of a desk.
    pub store: Box<dyn Fn(usize) -> Box<dyn DeskStore>>,
}

/// How a life went.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Told {
    /// The hash of everything that happened, in order.
    pub hash: u64,
    /// Steps of engines.
    pub steps: u64,
    /// Operations saved.
    pub saved: u64,
    /// How often each misfortune struck.
    pub struck: BTreeMap<&'static str, u32>,
}

enum Happening {
    /// An engine's timer.
    Wake(u64),
    /// The person does something.
    Act,
    /// The engine hears.
    Hears(Box<Event>),
    /// The store does what the engine asked.
    Stores(Box<Effect>),
    /// A request arrives at the server. Its answer goes back, unless it is a doubled one.
    Arrives(Box<Request>, Option<(Timestamp, Back)>),
    /// What came of a request is with the desk.
    Returns(Box<Request>, Box<Answer>),
    /// Something else comes to pass.
    Fault(Fault),
}

#[derive(Clone, Copy, Debug)]
enum Fault {
    CustomerWrites,
    Partition,
    PartitionEnds,
    ServerCrash,
    Restore,
    DeskCrash,
    DiskFull,
    Clock,
    Suspend,
    Revoke,
    Admit,
    Expire,
    SignIn,
    Erase,
    Forget,
    Portal,
    OtherVersion,
}

struct Desk {
    store: Box<dyn DeskStore>,
    engine: Engine,
    rng: ChaCha12Rng,
    agent: AgentId,
    device: DeviceId,
    /// Rises with each start of the program: what was meant for the one before is dropped.
    life: u32,
    timer: u64,
    skew: i64,
    cut_until: i64,
    asleep_until: i64,
    full_until: i64,
    listening: bool,
    link: Link,
}

struct Queued {
    desk: usize,
    life: u32,
    what: Happening,
}

pub struct World {
    now: i64,
    order: u64,
    queue: BinaryHeap<Reverse<(i64, u64)>>,
    waiting: BTreeMap<u64, Queued>,
    rng: ChaCha8Rng,
    ledger: MemoryLedger,
    epochs: u32,
    backup: State,
    down_until: i64,
    portal_until: i64,
    other_version_until: i64,
    faults: Faults,
    desks: Vec<Desk>,
    oracle: Oracle,
    told: Told,
    ends_at: i64,
    acts_left: u32,
    mutant: Option<Mutant>,
}

/// Lives one life. The error says which promise was broken.
pub fn live(plan: &Plan) -> Result<Told, String> {
    let mut world = World::new(plan);
    let lived = world.runs().and_then(|()| world.rests());
    let about = |what| format!("{what} (at {} s, {:?})", (world.now - BEGIN) / 1_000, world.told.struck);
    lived.map_err(about)?;
    Ok(world.told)
}

impl World {
    fn new(plan: &Plan) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(plan.seed);
        let length: i64 = [4 * 60_000, 12 * 60_000, 60 * 60_000][rng.random_range(0..3)];
        let faults = Faults::draw(length, &mut rng);
        let ledger = MemoryLedger::new("life-0", plan.mutant);
        let count = rng.random_range(2..=8_usize);
        let agents: Vec<_> = (0..count).map(|_| AgentId(Uuid::from_u128(rng.random()))).collect();
        begin_with(&ledger, &agents, &mut rng);
        let backup = ledger.state().clone();
        let mut world = Self {
            now: BEGIN,
            order: 0,
            queue: BinaryHeap::new(),
            waiting: BTreeMap::new(),
            ledger,
            epochs: 0,
            backup,
            down_until: 0,
            portal_until: 0,
            other_version_until: 0,
            faults,
            desks: Vec::new(),
            oracle: Oracle::default(),
            told: Told::default(),
            ends_at: BEGIN + length,
            acts_left: plan.acts,
            mutant: plan.mutant,
            rng,
        };
        for (number, agent) in agents.into_iter().enumerate() {
            world.opens(number, agent, (plan.store)(number));
        }
        world.lays_faults(length);
        world
    }

    fn opens(&mut self, number: usize, agent: AgentId, mut store: Box<dyn DeskStore>) {
        let device = DeviceId(Uuid::from_u128(self.rng.random()));
        self.registers(device, agent);
        store.is_of(device, agent);
        let standing = store.standing().expect("a new store");
        let skew = if self.faults.clock.is_some() { self.rng.random_range(-3_600_000..3_600_000) } else { 0 };
        let desk = Desk {
            store,
            engine: Engine::new(standing, Timestamp::from_millis(self.now + skew)),
            rng: ChaCha12Rng::seed_from_u64(self.rng.random()),
            agent,
            device,
            life: 0,
            timer: 0,
            skew,
            cut_until: 0,
            asleep_until: 0,
            full_until: 0,
            listening: false,
            link: Link::Connecting,
        };
        self.desks.push(desk);
        self.later(number, 0, Happening::Hears(Box::new(Event::Tick)));
        if self.rng.random_bool(0.7) {
            self.later(number, 1, Happening::Hears(Box::new(Event::Active(false))));
        }
    }

    fn registers(&mut self, id: DeviceId, agent: AgentId) {
        let mut transaction = self.ledger.begin().expect("memory");
        let known = transaction.device(id).expect("memory");
        let fresh = Device {
            id,
            agent,
            name: String::new(),
            token_hash: String::new(),
            mark: String::new(),
            revoked: false,
            last_dseq: 0,
            last_seq: holdfast_domain::Seq(0),
            expires_at: Timestamp::from_millis(i64::MAX),
            created_at: Timestamp::from_millis(self.now),
        };
        let device = known.map_or(fresh, |known| Device { expires_at: Timestamp::from_millis(i64::MAX), revoked: false, ..known });
        transaction.put_device(&device).expect("memory");
        transaction.commit().expect("memory");
    }

    fn lays_faults(&mut self, length: i64) {
        let faults = self.faults.clone();
        let each = [
            (faults.partition, Fault::Partition),
            (faults.server_crash, Fault::ServerCrash),
            (faults.restore, Fault::Restore),
            (faults.desk_crash, Fault::DeskCrash),
            (faults.disk_full, Fault::DiskFull),
            (faults.clock, Fault::Clock),
            (faults.suspend, Fault::Suspend),
            (faults.revoke, Fault::Revoke),
            (faults.expire, Fault::Expire),
            (faults.erase, Fault::Erase),
            (faults.forget, Fault::Forget),
            (faults.portal, Fault::Portal),
            (faults.other_version, Fault::OtherVersion),
            (Some(length / 25), Fault::CustomerWrites),
        ];
        for (mean, fault) in each {
            let Some(mean) = mean else { continue };
            let mut at = 0;
            loop {
                at += self.rng.random_range(1..=(2 * mean).max(2));
                if at >= length {
                    break;
                }
                let desk = self.rng.random_range(0..self.desks.len());
                self.push(BEGIN + at, desk, u32::MAX, Happening::Fault(fault));
            }
        }
        let acts = self.acts_left;
        for _ in 0..acts {
            let (at, desk) = (self.rng.random_range(0..length), self.rng.random_range(0..self.desks.len()));
            self.push(BEGIN + at, desk, u32::MAX, Happening::Act);
        }
    }

    fn later(&mut self, desk: usize, after: i64, what: Happening) {
        let life = self.desks[desk].life;
        self.push(self.now + after.max(0), desk, life, what);
    }

    fn push(&mut self, at: i64, desk: usize, life: u32, what: Happening) {
        self.order += 1;
        self.queue.push(Reverse((at, self.order)));
        self.waiting.insert(self.order, Queued { desk, life, what });
    }

    fn strikes(&mut self, what: &'static str) {
        *self.told.struck.entry(what).or_default() += 1;
    }

    fn notes(&mut self, what: u64) {
        self.told.hash = (self.told.hash ^ what).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    }

    fn runs(&mut self) -> Result<(), String> {
        self.until(self.ends_at)
    }

    fn until(&mut self, end: i64) -> Result<(), String> {
        while let Some(Reverse((at, order))) = self.queue.peek().copied() {
            if at > end {
                break;
            }
            self.queue.pop();
            let Some(Queued { desk, life, what }) = self.waiting.remove(&order) else { continue };
            self.now = at;
            let asleep_until = self.desks[desk].asleep_until;
            if asleep_until > at && !matches!(what, Happening::Fault(_) | Happening::Arrives(..)) {
                // A sleeping computer does nothing; it all comes when it wakes.
                self.push(asleep_until, desk, life, what);
                continue;
            }
            if life != u32::MAX && life != self.desks[desk].life {
                // A doubled request arrives although its desk is gone.
                if let Happening::Arrives(request, _) = what {
                    // Nobody waits for the answer.
                    let _ = self.takes(desk, &request)?;
                }
                continue;
            }
            self.comes_to_pass(desk, what)?;
        }
        self.now = end;
        Ok(())
    }

    fn comes_to_pass(&mut self, desk: usize, what: Happening) -> Result<(), String> {
        match what {
            Happening::Wake(timer) => {
                if timer == self.desks[desk].timer {
                    self.steps(desk, Event::Tick)?;
                }
            }
            Happening::Hears(event) => self.steps(desk, *event)?,
            Happening::Stores(effect) => self.stores(desk, *effect),
            Happening::Arrives(request, back) => {
                let result = self.takes(desk, &request)?;
                if let Some((asked_at, back)) = back {
                    self.goes_back(desk, *request, asked_at, back, result);
                }
            }
            Happening::Returns(request, answer) => {
                let answer = if self.now < self.desks[desk].cut_until { unanswered(&answer, Failure::Timeout) } else { *answer };
                let answered_at = self.clock(desk);
                self.steps(desk, Event::Answered(*request, Box::new(Answer { answered_at, ..answer })))?;
            }
            Happening::Act => self.acts(desk)?,
            Happening::Fault(fault) => self.suffers(desk, fault)?,
        }
        Ok(())
    }

    fn clock(&self, desk: usize) -> Timestamp {
        Timestamp::from_millis(self.now + self.desks[desk].skew)
    }

    fn steps(&mut self, desk: usize, event: Event) -> Result<(), String> {
        let now = self.clock(desk);
        let code = code_of(&event);
        let at = &mut self.desks[desk];
        let effects = at.engine.step(event, now, &mut at.rng);
        self.told.steps += 1;
        self.notes((self.now as u64) << 8 | code);
        self.notes((desk as u64) << 8 | effects.len() as u64);
        for effect in effects {
            self.carries_out(desk, effect)?;
        }
        Ok(())
    }

    fn carries_out(&mut self, desk: usize, effect: Effect) -> Result<(), String> {
        match effect {
            Effect::Send(request) => self.sends(desk, request),
            Effect::Listen => {
                if self.reaches(desk) {
                    self.desks[desk].listening = true;
                } else {
                    self.later(desk, 1_000, Happening::Hears(Box::new(Event::ListenEnded)));
                }
            }
            Effect::StopListening => self.desks[desk].listening = false,
            Effect::WakeAt(at) => {
                self.desks[desk].timer += 1;
                let (timer, after) = (self.desks[desk].timer, at.since(self.clock(desk)));
                self.later(desk, after.clamp(1, 120_000), Happening::Wake(timer));
            }
            Effect::Report(report) => {
                self.desks[desk].link = report.link;
                match report.stop {
                    Some(Stop::Token) => {
                        let after = self.rng.random_range(1_000..60_000);
                        self.later(desk, after, Happening::Fault(Fault::SignIn));
                    }
                    Some(Stop::ResyncLoop) => self.strikes("resync loop stopped"),
                    Some(Stop::Forked) => self.strikes("forked"),
                    _ => {}
                }
            }
            Effect::Confirmed => {}
            effect => {
                let after = self.rng.random_range(0..30);
                self.later(desk, after, Happening::Stores(Box::new(effect)));
            }
        }
        Ok(())
    }

    fn stores(&mut self, desk: usize, effect: Effect) {
        let now = self.clock(desk);
        let full = self.now < self.desks[desk].full_until;
        let store = &mut self.desks[desk].store;
        let done = |store: &mut Box<dyn DeskStore>, result: Result<(), ReplicaError>| result.and_then(|()| store.standing());
        let event = match effect {
            _ if full && !matches!(effect, Effect::Seal) => Event::Stored(Err(ReplicaError::DiskFull)),
            Effect::StoreChanges(page) => {
                let result = store.store_changes(*page, now);
                Event::Stored(done(store, result))
            }
            Effect::StoreBootstrap(page) => {
                let result = store.store_bootstrap(*page, now);
                Event::Stored(done(store, result))
            }
            Effect::BeginResync => {
                let result = store.begin_resync();
                Event::Stored(done(store, result))
            }
            Effect::Acknowledge(answer) => {
                let result = store.acknowledge(answer, now);
                Event::Stored(done(store, result))
            }
            Effect::Expect(dseq) => {
                let result = store.expect(dseq);
                Event::Stored(done(store, result))
            }
            Effect::Seal if full => Event::Sealed(Err(ReplicaError::DiskFull)),
            Effect::Seal => Event::Sealed(store.seal()),
            _ => return,
        };
        let after = self.rng.random_range(0..10);
        self.later(desk, after, Happening::Hears(Box::new(event)));
    }

    fn reaches(&self, desk: usize) -> bool {
        self.now >= self.desks[desk].cut_until && self.now >= self.down_until
    }

    fn sends(&mut self, desk: usize, request: Request) {
        let asked_at = self.clock(desk);
        let limit = if let Request::Probe { limit_ms, .. } = &request { i64::from(*limit_ms) } else { STALL_MS };
        let nothing = |failure| Answer { asked_at, answered_at: asked_at, server_time: None, result: Err(failure) };
        if !self.reaches(desk) {
            let (after, failure) = if self.rng.random_bool(0.5) { (5, Failure::Unreachable("cut".to_owned())) } else { (limit, Failure::Timeout) };
            self.later(desk, after, Happening::Returns(Box::new(request), Box::new(nothing(failure))));
            return;
        }
        match fate(&self.faults, &mut self.rng) {
            Fate::Dropped => self.later(desk, limit, Happening::Returns(Box::new(request), Box::new(nothing(Failure::Timeout)))),
            Fate::Arrives { after, again_after, back } => {
                if let Some(again) = again_after {
                    self.later(desk, again, Happening::Arrives(Box::new(request.clone()), None));
                }
                if after >= limit {
                    // It arrives after all, when nobody waits for it any more.
                    self.later(desk, after, Happening::Arrives(Box::new(request.clone()), None));
                    self.later(desk, limit, Happening::Returns(Box::new(request), Box::new(nothing(Failure::Timeout))));
                } else {
                    self.later(desk, after, Happening::Arrives(Box::new(request), Some((asked_at, back))));
                }
            }
        }
    }

    /// The server takes a request, whoever waits for the answer.
    fn takes(&mut self, desk: usize, request: &Request) -> Result<Result<Payload, Failure>, String> {
        if self.now < self.down_until {
            return Ok(Err(Failure::Unreachable("down".to_owned())));
        }
        if self.now < self.portal_until {
            return Ok(Err(Failure::Malformed("a portal's page".to_owned())));
        }
        if self.now < self.other_version_until {
            let problem = Problem { version: Some(2), ..Problem::new(ProblemCode::Version, "another version") };
            return Ok(Err(refused(Some(problem))));
        }
        if self.faults.busy > 0 && self.rng.random_range(0..1_000) < self.faults.busy {
            let retry_after_ms = [None, Some(0), Some(1_000), Some(20_000)][self.rng.random_range(0..4)];
            return Ok(Err(Failure::Refused { problem: Problem::new(ProblemCode::Busy, "busy"), retry_after_ms }));
        }
        let (before, seq) = {
            let state = self.ledger.state();
            (state.decided.len() as u64, state.seq)
        };
        let result = answer(&self.ledger, self.desks[desk].device, request, self.mutant, Timestamp::from_millis(self.now));
        if let Ok(Payload::Push(pushed)) = &result {
            self.oracle.pushed(&self.ledger.state(), before, &pushed.results)?;
            self.pokes(seq);
        }
        Ok(result)
    }

    fn goes_back(&mut self, desk: usize, request: Request, asked_at: Timestamp, back: Back, result: Result<Payload, Failure>) {
        let server_time = result.is_ok().then(|| Timestamp::from_millis(self.now));
        let limit = if let Request::Probe { limit_ms, .. } = &request { i64::from(*limit_ms) } else { STALL_MS };
        let (after, result) = match back {
            Back::Whole(after) if after < limit => (after, result),
            Back::Cut(after) if after < limit => (after, Err(Failure::Malformed("half an answer".to_owned()))),
            Back::Whole(_) | Back::Cut(_) | Back::Lost => (limit, Err(Failure::Timeout)),
        };
        let server_time = server_time.filter(|_| result.is_ok());
        let answer = Answer { asked_at, answered_at: asked_at, server_time, result };
        self.later(desk, after, Happening::Returns(Box::new(request), Box::new(answer)));
    }

    /// Tells whoever listens that there is something newer than `before`.
    fn pokes(&mut self, before: u64) {
        let (epoch, seq) = {
            let state = self.ledger.state();
            (state.epoch.clone(), holdfast_domain::Seq(state.seq))
        };
        if seq.0 == before {
            return;
        }
        for desk in 0..self.desks.len() {
            if self.desks[desk].listening && self.reaches(desk) && self.rng.random_range(0..1_000) >= self.faults.lost_poke {
                let after = self.rng.random_range(1..200);
                self.later(desk, after, Happening::Hears(Box::new(Event::Poked(Poke { epoch: epoch.clone(), seq }))));
            }
        }
    }

    fn person(&self, desk: usize) -> Person {
        let at = &self.desks[desk];
        Person { agent: at.agent, device: at.device, now: self.clock(desk), offline: at.link != Link::Online }
    }

    fn acts(&mut self, desk: usize) -> Result<(), String> {
        let person = self.person(desk);
        if self.rng.random_ratio(1, 4) && self.decides(desk, person)? {
            return Ok(());
        }
        let colleagues: Vec<_> = self.desks.iter().map(|desk| desk.agent).collect();
        let store = self.desks[desk].store.as_mut();
        let Some(operations) = person.acts(store, &colleagues, &mut self.rng) else { return Ok(()) };
        self.writes(desk, operations)?;
        Ok(())
    }

    /// Answers whether it was saved.
    fn writes(&mut self, desk: usize, operations: Vec<holdfast_domain::Operation>) -> Result<bool, String> {
        if self.now < self.desks[desk].full_until {
            // Refused visibly: the person is told that nothing was saved.
            return Ok(false);
        }
        let now = self.clock(desk);
        let saved = matches!(self.desks[desk].store.transact(operations.clone(), now), Ok(None));
        if saved {
            self.told.saved += operations.len() as u64;
            for operation in operations {
                self.oracle.saved(operation, desk);
            }
            self.steps(desk, Event::Written)?;
        }
        Ok(saved)
    }

    /// The person decides about the first thing that was held or rejected, with its group; answers whether there was one.
    fn decides(&mut self, desk: usize, person: Person) -> Result<bool, String> {
        if self.now < self.desks[desk].full_until {
            return Ok(false);
        }
        let undecided = self.desks[desk].store.undecided();
        let Some(first) = undecided.first().map(|entry| &entry.operation) else { return Ok(false) };
        let together = |entry: &&EntryRecord| entry.operation.id == first.id || (first.group.is_some() && entry.operation.group == first.group);
        let waiting: Vec<_> = undecided.iter().filter(together).cloned().collect();
        let now = self.clock(desk);
        let store = self.desks[desk].store.as_mut();
        let (mut ended, mut told) = person.decides(store, &waiting, &mut self.rng);
        if !store.decide(ended.clone(), told.clone(), now) {
            // What was to be said instead cannot be: it is dropped.
            told.clear();
            ended.iter_mut().for_each(|ended| ended.by = None);
            if !store.decide(ended.clone(), Vec::new(), now) {
                return Err(format!("I4: nothing can be decided about {}", first.id));
            }
        }
        for operation in ended.into_iter().filter_map(|ended| ended.by) {
            self.oracle.said_instead(operation, desk);
        }
        for operation in told {
            self.oracle.saved(operation, desk);
        }
        self.steps(desk, Event::Written)?;
        Ok(true)
    }

    fn suffers(&mut self, desk: usize, fault: Fault) -> Result<(), String> {
        let now = self.now;
        match fault {
            Fault::CustomerWrites => self.customer_writes(),
            Fault::Partition => {
                self.strikes("partition");
                let length = self.rng.random_range(500..240_000);
                self.desks[desk].cut_until = self.desks[desk].cut_until.max(now + length);
                self.stops_listening(desk);
                self.later(desk, length, Happening::Fault(Fault::PartitionEnds));
            }
            Fault::PartitionEnds => {
                if self.rng.random_bool(0.3) {
                    self.steps(desk, Event::TryNow)?;
                }
            }
            Fault::ServerCrash => {
                self.strikes("server crash");
                self.server_goes();
            }
            Fault::Restore => {
                self.strikes("restore");
                self.server_goes();
                self.epochs += 1;
                let epoch = format!("life-{}", self.epochs);
                self.ledger.restore(&self.backup, &epoch);
            }
            Fault::DeskCrash => {
                self.strikes("desk crash");
                self.kills(desk);
            }
            Fault::DiskFull => {
                self.strikes("disk full");
                self.desks[desk].full_until = now + self.rng.random_range(1_000..120_000);
            }
            Fault::Clock => {
                self.strikes("clock");
                let most = if self.rng.random_bool(0.5) { 5_000 } else { 86_400_000 };
                self.desks[desk].skew += self.rng.random_range(-most..most);
            }
            Fault::Suspend => {
                self.strikes("suspend");
                let length = self.rng.random_range(1_000..1_200_000);
                self.desks[desk].asleep_until = (now + length).min(self.ends_at);
                self.stops_listening(desk);
            }
            Fault::Revoke => {
                self.strikes("revoked");
                self.changes_device(desk, |device| Device { revoked: true, ..device });
                let after = self.rng.random_range(5_000..200_000);
                self.push(now + after, desk, u32::MAX, Happening::Fault(Fault::Admit));
            }
            Fault::Admit | Fault::SignIn => {
                let (device, agent) = (self.desks[desk].device, self.desks[desk].agent);
                self.registers(device, agent);
                self.starts(desk)?;
            }
            Fault::Expire => {
                self.strikes("token expired");
                self.changes_device(desk, |device| Device { expires_at: Timestamp::from_millis(1), ..device });
            }
            Fault::Erase => self.erases(),
            Fault::Forget => {
                self.strikes("removals forgotten");
                let mut state = self.ledger.state();
                state.min_retained = state.seq.saturating_sub(3);
            }
            Fault::Portal => {
                self.strikes("portal");
                self.portal_until = now + self.rng.random_range(1_000..60_000);
            }
            Fault::OtherVersion => {
                self.strikes("other version");
                self.other_version_until = now + self.rng.random_range(1_000..120_000);
            }
        }
        if matches!(fault, Fault::CustomerWrites | Fault::Erase) {
            let seen = self.rng.random_range(0..self.desks.len());
            self.oracle.agrees(&self.ledger.state(), seen, self.desks[seen].store.as_mut())?;
            self.desks[seen].store.view_is_right()?;
            if self.rng.random_ratio(1, 6) {
                self.backup = self.ledger.state().clone();
            }
        }
        Ok(())
    }

    fn stops_listening(&mut self, desk: usize) {
        if std::mem::take(&mut self.desks[desk].listening) {
            let after = self.rng.random_range(0..35_000);
            self.later(desk, after, Happening::Hears(Box::new(Event::ListenEnded)));
        }
    }

    fn server_goes(&mut self) {
        self.down_until = self.now + self.rng.random_range(200..60_000);
        for desk in 0..self.desks.len() {
            self.stops_listening(desk);
        }
    }

    /// The program is killed, and started again.
    fn kills(&mut self, desk: usize) {
        let now = self.clock(desk);
        let chance = self.rng.random();
        self.desks[desk].store.is_killed(chance, now);
        // A store cannot fail to say where it stands right after it was opened.
        let _ = self.starts(desk);
    }

    /// A new engine over what the store says, as at each start and each sign-in.
    fn starts(&mut self, desk: usize) -> Result<(), String> {
        let now = self.clock(desk);
        let at = &mut self.desks[desk];
        at.life += 1;
        at.listening = false;
        at.engine = Engine::new(at.store.standing().map_err(|error| error.to_string())?, now);
        self.steps(desk, Event::Tick)
    }

    fn changes_device(&mut self, desk: usize, change: impl Fn(Device) -> Device) {
        let mut transaction = self.ledger.begin().expect("memory");
        if let Some(device) = transaction.device(self.desks[desk].device).expect("memory") {
            transaction.put_device(&change(device)).expect("memory");
        }
        transaction.commit().expect("memory");
    }

    fn customer_writes(&mut self) {
        let tickets = self.ledger.state().tickets();
        if tickets.is_empty() || self.now < self.down_until {
            return;
        }
        let most = if self.rng.random_bool(0.7) { tickets.len().min(3) } else { tickets.len() };
        let ticket = tickets[self.rng.random_range(0..most)];
        let (now, before) = (Timestamp::from_millis(self.now), self.ledger.state().seq);
        let id = OperationId::new(now, self.rng.random());
        let body = words(&mut self.rng);
        receive(&self.ledger, ticket, &body, id, now).expect("memory").ok();
        self.pokes(before);
    }

    fn erases(&mut self) {
        let tickets = self.ledger.state().tickets();
        if tickets.len() < 2 || self.now < self.down_until {
            return;
        }
        self.strikes("erased");
        let ticket = tickets[self.rng.random_range(0..tickets.len())];
        let messages: Vec<_> = self.ledger.state().messages(ticket).map(|message| message.id).collect();
        let before = self.ledger.state().seq;
        let mut transaction = self.ledger.begin().expect("memory");
        for message in messages {
            transaction.remove(&RowId { kind: RowKind::Message, id: message.to_string() }).expect("memory");
        }
        transaction.remove(&RowId { kind: RowKind::Ticket, id: ticket.to_string() }).expect("memory");
        transaction.commit().expect("memory");
        self.oracle.erased.insert(ticket);
        self.pokes(before);
    }

    /// The faults stop, people decide about what was held, and everything comes to rest.
    fn rests(&mut self) -> Result<(), String> {
        self.faults = Faults { clock: self.faults.clock, ..Faults::default() };
        (self.down_until, self.portal_until, self.other_version_until) = (0, 0, 0);
        for desk in 0..self.desks.len() {
            let at = &mut self.desks[desk];
            (at.cut_until, at.asleep_until, at.full_until) = (0, 0, 0);
            let (device, agent) = (at.device, at.agent);
            self.registers(device, agent);
            self.starts(desk)?;
        }
        let end = self.now + REST_MS;
        while self.now < end {
            self.until(self.now + 60_000)?;
            for desk in 0..self.desks.len() {
                let person = self.person(desk);
                while self.decides(desk, person)? {}
            }
            if self.is_at_rest() {
                break;
            }
        }
        self.is_in_step()
    }

    fn is_at_rest(&mut self) -> bool {
        let seq = self.ledger.state().seq;
        self.desks.iter_mut().all(|desk| {
            let here = desk.store.standing().is_ok_and(|standing| standing.seq.0 == seq && !standing.pending);
            here && desk.store.is_done()
        })
    }

    fn is_in_step(&mut self) -> Result<(), String> {
        let (epoch, seq) = {
            let state = self.ledger.state();
            (state.epoch.clone(), state.seq)
        };
        for (number, desk) in self.desks.iter_mut().enumerate() {
            let standing = desk.store.standing().map_err(|error| error.to_string())?;
            if standing.epoch.as_ref() != Some(&epoch) || standing.seq.0 != seq || desk.link != Link::Online {
                return Err(format!(
                    "I4: desk {number} rests at {:?} {}, {:?}; the server at {epoch} {seq}",
                    standing.epoch, standing.seq, desk.link
                ));
            }
            self.oracle.agrees(&self.ledger.state(), number, desk.store.as_mut())?;
            desk.store.view_is_right()?;
        }
        let entries: Vec<_> = self.desks.iter_mut().map(|desk| desk.store.entries()).collect();
        let told = (self.told.steps, seq);
        self.notes(told.0);
        self.notes(told.1);
        self.oracle.nothing_is_lost(&self.ledger.state(), &entries)
    }
}

fn begin_with(ledger: &MemoryLedger, agents: &[AgentId], rng: &mut impl Rng) {
    let mut transaction = ledger.begin().expect("memory");
    for (number, id) in agents.iter().enumerate() {
        transaction.put(&Row::Agent(Box::new(agent(*id, number)))).expect("memory");
    }
    let customers = Uuid::from_u128(rng.random());
    transaction.put(&Row::Customer(Box::new(customer(customers)))).expect("memory");
    let count = rng.random_range(2..=8);
    for number in 0..count {
        let ticket = opened(TicketId(Uuid::from_u128(rng.random())), CustomerId(customers), number);
        transaction.put(&Row::Ticket(Box::new(ticket))).expect("memory");
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
        recover: false,
        revs: BTreeMap::new(),
        lease_until: None,
        held: Vec::new(),
        history: Vec::new(),
    }
}

fn unanswered(answer: &Answer, failure: Failure) -> Answer {
    Answer { server_time: None, result: Err(failure), ..answer.clone() }
}

const fn code_of(event: &Event) -> u64 {
    match event {
        Event::Tick => 1,
        Event::Written => 2,
        Event::Active(_) => 3,
        Event::TryNow => 4,
        Event::Poked(_) => 5,
        Event::ListenEnded => 6,
        Event::Answered(..) => 7,
        Event::Stored(Ok(_)) => 8,
        Event::Stored(Err(_)) => 9,
        Event::Sealed(Ok(_)) => 10,
        Event::Sealed(Err(_)) => 11,
    }
}
