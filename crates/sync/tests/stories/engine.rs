//! What the engine does about probes, pulls and pushes, told as what happens at a desk.

use crate::desk::*;
use holdfast_domain::Seq;
use holdfast_protocol::{BootstrapPage, Position, ProblemCode, PushAnswer};
use holdfast_sync::{Effect, Engine, Event, Failure, Link, Payload, Pull, ReplicaError, Request, Sealed, Standing, Stop};

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
    desk.hears(Event::StreamEnded);
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
    desk.hears(Event::Sealed(Ok(Sealed::Batch(batch()))));
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
    desk.hears(Event::Sealed(Ok(Sealed::Batch(batch()))));
    let push = desk.sends(is_push).expect("it pushes");
    desk.answered(push, Err(Failure::Timeout));
    let probe = desk.sends(is_probe).expect("only probes decide whether the server is there");
    desk.answered(probe, Ok(Payload::Probe { epoch: "one".into(), high: Seq(10), here: true }));
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
    let rows = |next| {
        Payload::Bootstrap(Box::new(BootstrapPage { epoch: "two".into(), high: Seq(2), changes: Vec::new(), next, total: 0, scope: String::new() }))
    };
    let is_bootstrap = |request: &Request| matches!(request, Request::Bootstrap { .. });
    let stores = |desk: &Desk| desk.effects.iter().any(|effect| matches!(effect, Effect::StoreBootstrap { .. }));

    let mut desk = Desk::new();
    desk.engine = Engine::new(first_pull(Pull::Continue(place.clone())), desk.now);
    desk.hears(Event::Tick);
    desk.probe_is_answered();
    let asked = desk.sends(is_bootstrap).expect("it goes on with its first pull");
    assert!(desk.effects.contains(&Effect::Seal), "what was written goes out beside it");
    desk.hears(Event::Sealed(Ok(Sealed::Batch(batch()))));
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

#[test]
fn whoever_asks_to_try_now_has_what_is_new_pulled_though_nothing_was_heard() {
    let mut desk = Desk::comes_online();
    desk.waits(5_000);
    assert!(desk.sends(is_changes).is_none());
    desk.hears(Event::TryNow);
    assert!(desk.sends(is_changes).is_some());
}

#[test]
fn the_next_page_of_a_first_pull_is_asked_for_while_one_is_stored_and_waits_for_its_turn() {
    let at = |place: &str| Standing { pull: Pull::Continue(Position(place.into())), ..standing(0, false) };
    let first = |next: Option<&str>| {
        let next = next.map(|next| Position(next.into()));
        Ok(Payload::Bootstrap(Box::new(BootstrapPage {
            epoch: "one".into(),
            high: Seq(9),
            changes: Vec::new(),
            next,
            total: 3,
            scope: String::new(),
        })))
    };
    let asks = |desk: &Desk| desk.sends(|request| matches!(request, Request::Bootstrap { .. }));
    let stores = |desk: &Desk| desk.effects.iter().filter(|effect| matches!(effect, Effect::StoreBootstrap { .. })).count();
    let mut desk = Desk::new();
    desk.engine = holdfast_sync::Engine::new(Standing { pull: Pull::Start, ..standing(0, false) }, desk.now);
    desk.hears(Event::Tick);
    desk.probe_is_answered();
    let asked = asks(&desk).expect("the first page");
    desk.answered(asked, first(Some("b")));
    let ahead = asks(&desk).expect("the second, while the first is being stored");
    assert_eq!((stores(&desk), &ahead), (1, &Request::Bootstrap { after: Some(Position("b".into())) }));
    desk.answered(ahead, first(Some("c")));
    assert_eq!((stores(&desk), asks(&desk)), (0, None), "one at a time, and no further ahead");
    // Something else of the store's ends first: the page goes on waiting.
    desk.hears(Event::Written);
    desk.hears(Event::Stored(Ok(at("b"))));
    assert_eq!(stores(&desk), 1);
    assert_eq!(asks(&desk), Some(Request::Bootstrap { after: Some(Position("c".into())) }));
    // A failure drops what came ahead, and the pull goes on from where the store stands.
    desk.answered(Request::Bootstrap { after: Some(Position("c".into())) }, first(None));
    desk.hears(Event::Stored(Err(ReplicaError::Failed("disk".into()))));
    assert_eq!(stores(&desk), 0);
    desk.waits(6_000);
    assert_eq!(asks(&desk), Some(Request::Bootstrap { after: Some(Position("b".into())) }));
}
