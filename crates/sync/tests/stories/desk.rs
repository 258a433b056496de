//! A desk whose engine is told what happens. No network, no store, no clock: each is said.

use holdfast_domain::{DeviceId, Seq, Timestamp};
use holdfast_protocol::{ChangesPage, Problem, ProblemCode, PushRequest};
use holdfast_sync::{Answer, Effect, Engine, Event, Failure, Link, Payload, Pull, Report, Request, Standing};
use rand::SeedableRng;
use rand_chacha::ChaCha12Rng;

/// A desk that has pulled everything before, its engine, and what it is told.
pub struct Desk {
    pub engine: Engine,
    pub rng: ChaCha12Rng,
    pub now: Timestamp,
    pub effects: Vec<Effect>,
    pub report: Option<Report>,
    /// How often a stream was opened, and how often a pull was sent that waits at the server.
    pub opened: u32,
    pub polled: u32,
}

impl Desk {
    pub fn new() -> Self {
        let now = Timestamp::from_millis(1_790_000_000_000);
        let engine = Engine::new(standing(10, false), now);
        let mut desk = Self { engine, rng: ChaCha12Rng::seed_from_u64(1), now, effects: Vec::new(), report: None, opened: 0, polled: 0 };
        desk.hears(Event::Tick);
        desk
    }

    pub fn hears(&mut self, event: Event) {
        self.effects = self.engine.step(event, self.now, &mut self.rng);
        for effect in &self.effects {
            match effect {
                Effect::Report(report) => self.report = Some(report.clone()),
                Effect::Listen => self.opened += 1,
                Effect::Send(Request::Changes { wait_s, .. }) if *wait_s > 0 => self.polled += 1,
                _ => {}
            }
        }
    }

    pub fn waits(&mut self, millis: i64) {
        self.now = self.now.plus_millis(millis);
        self.hears(Event::Tick);
    }

    /// The request of this kind that it sends now.
    pub fn sends(&self, wanted: fn(&Request) -> bool) -> Option<Request> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Send(request) if wanted(request) => Some(request.clone()),
            _ => None,
        })
    }

    /// Whether it does this now.
    pub fn does(&self, wanted: impl Fn(&Effect) -> bool) -> bool {
        self.effects.iter().any(wanted)
    }

    /// Everything that it sends now.
    pub fn sent(&self) -> Vec<Request> {
        self.effects.iter().filter_map(|effect| if let Effect::Send(request) = effect { Some(request.clone()) } else { None }).collect()
    }

    /// A second goes by at a desk where nothing is new: probes and pulls are answered. What else it asked for.
    pub fn rests_a_second(&mut self) -> Vec<Request> {
        self.waits(1_000);
        self.is_answered()
    }

    /// What it asked for now, and because of the answers to that.
    pub fn is_answered(&mut self) -> Vec<Request> {
        let (mut waiting, mut others) = (self.sent(), Vec::new());
        while let Some(request) = waiting.pop() {
            match request {
                Request::Probe { .. } => self.answered(request, Ok(Payload::Probe { epoch: "one".into(), high: Seq(10), here: true })),
                Request::Changes { .. } => self.answered(request, Ok(page(10, 10, false))),
                other => {
                    others.push(other);
                    continue;
                }
            }
            waiting.extend(self.sent());
        }
        others
    }

    pub fn answered(&mut self, request: Request, result: Result<Payload, Failure>) {
        let answer = Answer { asked_at: self.now, answered_at: self.now, server_time: None, result };
        self.hears(Event::Answered(request, Box::new(answer)));
    }

    pub fn link(&self) -> Link {
        self.report.as_ref().unwrap().link
    }

    pub fn probe_is_answered(&mut self) {
        let probe = self.sends(is_probe).expect("it probes");
        self.answered(probe, Ok(Payload::Probe { epoch: "one".into(), high: Seq(10), here: true }));
    }

    pub fn comes_online() -> Self {
        let mut desk = Self::new();
        desk.probe_is_answered();
        let pull = desk.sends(is_changes).expect("it pulls before anything else");
        desk.answered(pull, Ok(page(10, 10, false)));
        desk.hears(Event::Stored(Ok(standing(10, false))));
        assert_eq!(desk.link(), Link::Online);
        desk
    }

    pub fn loses_the_server(&mut self) {
        self.waits(2_000);
        let probe = self.sends(is_probe).expect("it probes");
        self.answered(probe, Err(Failure::Timeout));
        assert_eq!(self.link(), Link::Degraded);
        let probe = self.sends(is_probe).expect("at once, on a fresh connection");
        self.answered(probe, Err(Failure::Timeout));
    }
}

pub const fn is_probe(request: &Request) -> bool {
    matches!(request, Request::Probe { .. })
}
pub const fn is_changes(request: &Request) -> bool {
    matches!(request, Request::Changes { .. })
}
pub const fn is_push(request: &Request) -> bool {
    matches!(request, Request::Push(_))
}

pub fn standing(seq: u64, pending: bool) -> Standing {
    Standing { epoch: Some("one".into()), seq: Seq(seq), scope: String::new(), pull: Pull::Changes, pending, files: false, progress: (0, 0) }
}

pub fn page(from: u64, to: u64, has_more: bool) -> Payload {
    Payload::Changes(Box::new(ChangesPage {
        epoch: "one".into(),
        from: Seq(from),
        to: Seq(to),
        high: Seq(to),
        has_more,
        changes: Vec::new(),
        acknowledged: None,
    }))
}

pub fn batch() -> PushRequest {
    PushRequest { device: DeviceId::new(Timestamp::default(), [1; 10]), epoch: None, first_dseq: 1, operations: Vec::new() }
}

pub fn refused(code: ProblemCode) -> Result<Payload, Failure> {
    Err(Failure::Refused { problem: Problem::new(code, "no"), retry_after_ms: None })
}
