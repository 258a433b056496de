//! What the engine does, told as what happens at a desk. No network, no store, no clock: each is said.
#![allow(
    clippy::print_stderr,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use holdfast_domain::{DeviceId, Seq, Timestamp};
use holdfast_protocol::{BootstrapPage, ChangesPage, Position, Problem, ProblemCode, PushAnswer, PushRequest};
use holdfast_sync::{Answer, Effect, Engine, Event, Failure, Link, Payload, Pull, ReplicaError, Report, Request, Standing, Stop};
use rand::SeedableRng;
use rand_chacha::ChaCha12Rng;

/// A desk that has pulled everything before, its engine, and what it is told.
struct Desk {
    engine: Engine,
    rng: ChaCha12Rng,
    now: Timestamp,
    effects: Vec<Effect>,
    report: Option<Report>,
}

impl Desk {
    fn new() -> Self {
        let now = Timestamp::from_millis(1_790_000_000_000);
        let engine = Engine::new(standing(10, false), now);
        let mut desk = Self { engine, rng: ChaCha12Rng::seed_from_u64(1), now, effects: Vec::new(), report: None };
        desk.hears(Event::Tick);
        desk
    }

    fn hears(&mut self, event: Event) {
        self.effects = self.engine.step(event, self.now, &mut self.rng);
        for effect in &self.effects {
            if let Effect::Report(report) = effect {
                self.report = Some(report.clone());
            }
        }
    }

    fn waits(&mut self, millis: i64) {
        self.now = self.now.plus_millis(millis);
        self.hears(Event::Tick);
    }

    /// The request of this kind that it sends now.
    fn sends(&self, wanted: fn(&Request) -> bool) -> Option<Request> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Send(request) if wanted(request) => Some(request.clone()),
            _ => None,
        })
    }

    fn answered(&mut self, request: Request, result: Result<Payload, Failure>) {
        let answer = Answer { asked_at: self.now, answered_at: self.now, server_time: None, result };
        self.hears(Event::Answered(request, Box::new(answer)));
    }

    fn link(&self) -> Link {
        self.report.as_ref().unwrap().link
    }

    fn probe_is_answered(&mut self) {
        let probe = self.sends(is_probe).expect("it probes");
        self.answered(probe, Ok(Payload::Probe { epoch: "one".into(), high: Seq(10) }));
    }

    fn comes_online() -> Self {
        let mut desk = Self::new();
        desk.probe_is_answered();
        let pull = desk.sends(is_changes).expect("it pulls before anything else");
        desk.answered(pull, Ok(page(10, 10, false)));
        desk.hears(Event::Stored(Ok(standing(10, false))));
        assert_eq!(desk.link(), Link::Online);
        desk
    }

    fn loses_the_server(&mut self) {
        self.waits(2_000);
        let probe = self.sends(is_probe).expect("it probes");
        self.answered(probe, Err(Failure::Timeout));
        assert_eq!(self.link(), Link::Degraded);
        let probe = self.sends(is_probe).expect("at once, on a fresh connection");
        self.answered(probe, Err(Failure::Timeout));
    }
}

const fn is_probe(request: &Request) -> bool {
    matches!(request, Request::Probe { .. })
}
const fn is_changes(request: &Request) -> bool {
    matches!(request, Request::Changes { .. })
}
const fn is_push(request: &Request) -> bool {
    matches!(request, Request::Push(_))
}

fn standing(seq: u64, pending: bool) -> Standing {
    Standing { epoch: Some("one".into()), seq: Seq(seq), pull: Pull::Changes, pending, progress: (0, 0) }
}

fn page(from: u64, to: u64, has_more: bool) -> Payload {
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

fn batch() -> PushRequest {
    PushRequest { device: DeviceId::new(Timestamp::default(), [1; 10]), epoch: None, first_dseq: 1, operations: Vec::new() }
}

fn refused(code: ProblemCode) -> Result<Payload, Failure> {
    Err(Failure::Refused { problem: Problem::new(code, "no"), retry_after_ms: None })
}

#[test]
fn two_silent_probes_make_it_offline_within_five_seconds() {
    let mut desk = Desk::comes_online();
    let lost_at = desk.now;
    // The server dies right after a good answer: the next probe is due in two seconds, and each may take its limit.
    desk.waits(2_000);
    for _ in 0..2 {
        let probe = desk.sends(is_probe).expect("it probes");
        let Request::Probe { limit_ms, .. } = probe else { panic!("a probe") };
        desk.now = desk.now.plus_millis(i64::from(limit_ms));
        desk.answered(probe, Err(Failure::Timeout));
    }
    assert_eq!(desk.link(), Link::Offline);
    assert!(desk.now.since(lost_at) <= 5_000);
}

#[test]
fn a_stream_that_ends_is_looked_after_at_once() {
    let mut desk = Desk::comes_online();
    desk.hears(Event::ListenEnded);
    assert!(desk.sends(is_probe).is_some());
}

#[test]
fn after_an_outage_it_pulls_before_it_pushes() {
    let mut desk = Desk::comes_online();
    desk.loses_the_server();
    desk.hears(Event::Written);
    assert!(!desk.effects.contains(&Effect::Seal), "nothing is sealed while nobody answers");
    desk.waits(6_000);
    desk.probe_is_answered();
    assert_eq!(desk.link(), Link::Recovering);
    assert!(!desk.effects.contains(&Effect::Seal), "what happened meanwhile comes first");
    let pull = desk.sends(is_changes).expect("it pulls");
    desk.answered(pull, Ok(page(10, 10, false)));
    desk.hears(Event::Stored(Ok(standing(10, true))));
    assert!(desk.effects.contains(&Effect::Seal));
}

#[test]
fn a_batch_goes_out_once_at_a_time_and_is_acknowledged() {
    let mut desk = Desk::comes_online();
    desk.hears(Event::Written);
    desk.hears(Event::Sealed(Ok(Some(batch()))));
    let push = desk.sends(is_push).expect("it pushes");
    desk.hears(Event::Written);
    assert!(!desk.effects.contains(&Effect::Seal), "one is under way");
    let answer = PushAnswer { epoch: "one".into(), acknowledged: 0, results: Vec::new(), seq: Seq(11) };
    desk.answered(push, Ok(Payload::Push(answer.clone())));
    assert!(desk.effects.contains(&Effect::Acknowledge(answer)));
    desk.hears(Event::Stored(Ok(standing(10, false))));
    assert!(desk.effects.contains(&Effect::Seal), "what was written meanwhile is not forgotten, whatever the store said before");
}

#[test]
fn a_push_whose_answer_was_lost_is_asked_for_again() {
    let mut desk = Desk::comes_online();
    desk.hears(Event::Written);
    desk.hears(Event::Sealed(Ok(Some(batch()))));
    let push = desk.sends(is_push).expect("it pushes");
    desk.answered(push, Err(Failure::Timeout));
    let probe = desk.sends(is_probe).expect("only probes decide whether the server is there");
    desk.answered(probe, Ok(Payload::Probe { epoch: "one".into(), high: Seq(10) }));
    desk.waits(4_000);
    assert!(desk.effects.contains(&Effect::Seal), "the store hands out the same batch again");
}

#[test]
fn a_page_that_does_not_start_at_the_cursor_is_dropped_and_not_asked_for_in_a_loop() {
    let mut desk = Desk::comes_online();
    desk.hears(Event::Poked(holdfast_protocol::Poke { epoch: "one".into(), seq: Seq(12) }));
    let pull = desk.sends(is_changes).expect("it pulls");
    desk.answered(pull, Ok(page(3, 12, false)));
    assert!(!desk.effects.iter().any(|effect| matches!(effect, Effect::StoreChanges(_))));
    assert!(desk.sends(is_changes).is_none());
}

/// Found by the simulator: a push may be answered while a page of the first pull is being stored. The end of the one step was
/// taken for the other's, the old place was asked for again while a new pull was beginning, and its answer taken for the beginning.
#[test]
fn a_pull_that_begins_anew_waits_for_every_step_and_takes_no_answer_to_an_older_question() {
    let first_pull = |pull| Standing { epoch: Some("one".into()), pull, pending: true, ..standing(0, true) };
    let place = Position("5:0:9:72:somewhere".into());
    let rows = |next| Payload::Bootstrap(Box::new(BootstrapPage { epoch: "two".into(), high: Seq(2), changes: Vec::new(), next, total: 0 }));
    let is_bootstrap = |request: &Request| matches!(request, Request::Bootstrap { .. });
    let stores = |desk: &Desk| desk.effects.iter().any(|effect| matches!(effect, Effect::StoreBootstrap(_)));

    let mut desk = Desk::new();
    desk.engine = Engine::new(first_pull(Pull::Continue(place.clone())), desk.now);
    desk.hears(Event::Tick);
    desk.probe_is_answered();
    let asked = desk.sends(is_bootstrap).expect("it goes on with its first pull");
    assert!(desk.effects.contains(&Effect::Seal), "what was written goes out beside it");
    desk.hears(Event::Sealed(Ok(Some(batch()))));
    let push = desk.sends(is_push).unwrap();
    desk.answered(asked.clone(), Ok(rows(None)));
    assert!(stores(&desk));
    desk.answered(push, Ok(Payload::Push(PushAnswer { epoch: "two".into(), acknowledged: 0, results: Vec::new(), seq: Seq(2) })));

    desk.hears(Event::Stored(Err(ReplicaError::OutOfStep)));
    assert!(desk.effects.contains(&Effect::BeginResync), "the server has another life");
    desk.hears(Event::Stored(Ok(first_pull(Pull::Continue(place)))));
    assert_eq!(desk.sends(is_bootstrap), None, "the answer to the push is stored; the new beginning is not yet");
    desk.hears(Event::Stored(Ok(Standing { epoch: None, ..first_pull(Pull::Start) })));
    assert_eq!(desk.sends(is_bootstrap), Some(Request::Bootstrap { after: None }));
    desk.answered(asked, Ok(rows(None)));
    assert!(!stores(&desk), "an answer to an older question is no first page");
}

#[test]
fn a_server_that_always_wants_a_new_beginning_is_not_obeyed_for_ever() {
    let mut desk = Desk::comes_online();
    desk.hears(Event::Poked(holdfast_protocol::Poke { epoch: "one".into(), seq: Seq(99) }));
    for _ in 0..3 {
        let pull = desk.sends(is_changes).expect("it pulls");
        desk.answered(pull, refused(ProblemCode::Resync));
        desk.hears(Event::Stored(Ok(standing(10, false))));
    }
    assert_eq!(desk.report.unwrap().stop, Some(Stop::ResyncLoop));
}

#[test]
fn an_expired_token_stops_sync_and_says_so() {
    let mut desk = Desk::comes_online();
    desk.waits(2_000);
    let probe = desk.sends(is_probe).unwrap();
    desk.answered(probe, refused(ProblemCode::Token));
    assert_eq!(desk.report.as_ref().unwrap().stop, Some(Stop::Token));
    desk.hears(Event::Written);
    assert!(!desk.effects.contains(&Effect::Seal), "nothing is sent in vain, and nothing is lost");
}

#[test]
fn the_same_events_with_the_same_seed_have_the_same_effects() {
    let run = || {
        let mut desk = Desk::comes_online();
        let mut all = Vec::new();
        desk.loses_the_server();
        for _ in 0..50 {
            desk.waits(1_000);
            all.push(format!("{:?}", desk.effects));
            if let Some(probe) = desk.sends(is_probe) {
                desk.answered(probe, Err(Failure::Timeout));
                all.push(format!("{:?}", desk.effects));
            }
        }
        all
    };
    assert_eq!(run(), run());
}
