//! One life: desks, a server and what happens to them, in virtual time, from one seed.

mod begin;
mod carry;
mod people;
mod queue;
mod rest;
mod suffer;

use holdfast_domain::{AgentId, DeviceId, Timestamp};

use holdfast_server::ledger::{Device, Ledger};

use holdfast_sync::{Answer, Effect, Engine, Event, Failure, Link, Request};
use rand::{RngExt, SeedableRng};
use rand_chacha::{ChaCha8Rng, ChaCha12Rng};
use std::collections::BTreeMap;
use uuid::Uuid;

use crate::simulate::faults::Faults;
use crate::simulate::ledger::MemoryLedger;
use crate::simulate::mutant::Mutant;
use crate::simulate::network::Back;
use crate::simulate::oracle::Oracle;
use crate::simulate::state::State;

use crate::simulate::store::DeskStore;
use queue::{Queue, Queued};

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
    /// An engine's timer, set to this instant.
    Wake(i64),
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
    Copied,
    TakesOwn,
    Leaves,
    Returns,
    UploadsForgotten,
    KeysGone,
    Opens,
    Access,
    Merge,
}

struct Desk {
    store: Box<dyn DeskStore>,
    engine: Engine,
    rng: ChaCha12Rng,
    agent: AgentId,
    device: DeviceId,
    /// Rises with each start of the program: what was meant for the one before is dropped.
    life: u32,
    /// When the engine wants to be woken, and when the timer in the queue rings.
    wants: i64,
    timer: Option<i64>,
    skew: i64,
    cut_until: i64,
    asleep_until: i64,
    full_until: i64,
    listening: bool,
    /// Behind a proxy that keeps what the stream of pokes says.
    swallows: bool,
    link: Link,
}

pub struct World {
    now: i64,
    queue: Queue,
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
        // Two to eight, few more often: what needs many desks needs them seldom.
        let count = rng.random_range(2..=8_usize).min(rng.random_range(2..=8));
        let agents: Vec<_> = (0..count).map(|_| AgentId(Uuid::from_u128(rng.random()))).collect();
        begin::begin_with(&ledger, &agents, &mut rng);
        let backup = ledger.state().clone();
        let mut world = Self {
            now: BEGIN,
            queue: Queue::default(),
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
        if self.faults.desk_crash.is_none() && self.faults.keys.is_none() {
            store.is_never_killed();
        }
        self.sets_up(number, agent, device, store);
    }

    /// A desk begins with this store.
    fn sets_up(&mut self, number: usize, agent: AgentId, device: DeviceId, mut store: Box<dyn DeskStore>) {
        let standing = store.standing().expect("a store that was just opened");
        let skew = if self.faults.clock.is_some() { self.rng.random_range(-3_600_000..3_600_000) } else { 0 };
        let desk = Desk {
            store,
            engine: Engine::new(standing, Timestamp::from_millis(self.now + skew)),
            rng: ChaCha12Rng::seed_from_u64(self.rng.random()),
            agent,
            device,
            life: 0,
            wants: 0,
            timer: None,
            skew,
            cut_until: 0,
            asleep_until: 0,
            full_until: 0,
            listening: false,
            swallows: self.faults.proxy && self.rng.random_bool(0.5),
            link: Link::Connecting,
        };
        self.desks.push(desk);
        self.later(number, 0, Happening::Hears(Box::new(Event::Tick)));
        self.later(number, 1, Happening::Hears(Box::new(Event::Active(false))));
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
            origin: id,
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
            (faults.copy, Fault::Copied),
            (faults.leave, Fault::Leaves),
            (faults.uploads, Fault::UploadsForgotten),
            (faults.keys, Fault::KeysGone),
            (faults.access, Fault::Access),
            (faults.merge, Fault::Merge),
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
                self.queue.lay(BEGIN + at, desk, u32::MAX, Happening::Fault(fault));
            }
        }
        let acts = self.acts_left;
        for _ in 0..acts {
            let (at, desk) = (self.rng.random_range(0..length), self.rng.random_range(0..self.desks.len()));
            self.queue.lay(BEGIN + at, desk, u32::MAX, Happening::Act);
        }
        self.queue.sort();
    }

    fn later(&mut self, desk: usize, after: i64, what: Happening) {
        let life = self.desks[desk].life;
        self.push(self.now + after.max(0), desk, life, what);
    }

    fn push(&mut self, at: i64, desk: usize, life: u32, what: Happening) {
        self.queue.push(at, desk, life, what);
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
        while let Some(Queued { at, desk, life, what, .. }) = self.queue.pop(end) {
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
            Happening::Wake(set_to) if self.desks[desk].timer == Some(set_to) => {
                self.desks[desk].timer = None;
                if self.now >= self.desks[desk].wants {
                    self.steps(desk, Event::Tick)?;
                } else {
                    self.wakes_at(desk, self.desks[desk].wants);
                }
            }
            // One that rings earlier was set since.
            Happening::Wake(_) => {}
            Happening::Hears(event) => self.steps(desk, *event)?,
            Happening::Stores(effect) => self.stores(desk, *effect),
            Happening::Arrives(request, back) if self.waits_at_server(&request) => {
                let Request::Changes { epoch, after, scope, .. } = *request else { return Ok(()) };
                let after_ms = self.rng.random_range(1..25_000);
                let asked = Request::Changes { epoch, after, scope, wait_s: 0 };
                self.later(desk, after_ms, Happening::Arrives(Box::new(asked), back));
            }
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

    /// A pull that has nothing to tell is answered when something comes, or some time later.
    fn waits_at_server(&self, request: &Request) -> bool {
        matches!(request, Request::Changes { after, wait_s, .. } if *wait_s > 0 && self.ledger.state().seq <= after.0)
    }

    /// One timer for each desk in the queue: the earliest that was asked for.
    fn wakes_at(&mut self, desk: usize, at: i64) {
        self.desks[desk].wants = at;
        if self.desks[desk].timer.is_none_or(|set_to| set_to > at) {
            self.desks[desk].timer = Some(at);
            self.later(desk, at - self.now, Happening::Wake(at));
        }
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
        Event::StreamEnded => 6,
        Event::StreamAlive => 12,
        Event::Compared(Ok(_)) => 13,
        Event::Compared(Err(_)) => 14,
        Event::Answered(..) => 7,
        Event::Stored(Ok(_)) => 8,
        Event::Stored(Err(_)) => 9,
        Event::Sealed(Ok(_)) => 10,
        Event::Sealed(Err(_)) => 11,
        Event::NextFile(_) => 15,
        Event::FileMoved(_) => 16,
        Event::At(_) => 17,
        Event::Moved(_) => 18,
    }
}
