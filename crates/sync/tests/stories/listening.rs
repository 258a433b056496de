//! The stream of pokes: what it saves, and what is done where something swallows it (SYNC 1.13).

use crate::desk::*;
use holdfast_domain::Seq;
use holdfast_protocol::{Poke, ProblemCode};
use holdfast_sync::{Event, Request};

/// Half a minute goes by, the stream says nothing and the desk gives it up; then a few seconds more.
fn is_swallowed(desk: &mut Desk) {
    for _ in 0..35 {
        desk.rests_a_second();
    }
    desk.hears(Event::StreamEnded);
    desk.is_answered();
    for _ in 0..5 {
        desk.rests_a_second();
    }
}

#[test]
fn two_streams_without_a_word_make_pulls_wait_at_the_server_instead_and_a_day_later_it_is_tried_again() {
    let mut desk = Desk::comes_online();
    is_swallowed(&mut desk);
    assert_eq!((desk.opened, desk.polled), (2, 0), "one may be chance");
    is_swallowed(&mut desk);
    assert_eq!(desk.opened, 2);
    // An answer at once must not spin: five seconds, five polls at most.
    assert!((2..=6).contains(&desk.polled), "{}", desk.polled);
    desk.now = desk.now.plus_minutes(24 * 60);
    desk.rests_a_second();
    desk.rests_a_second();
    assert_eq!(desk.opened, 3);
}

#[test]
fn a_stream_that_says_something_is_kept_however_often_it_ends() {
    let mut desk = Desk::comes_online();
    for round in 1..=5 {
        desk.hears(Event::StreamAlive);
        desk.is_answered();
        is_swallowed(&mut desk);
        assert_eq!((desk.opened, desk.polled), (1 + round, 0));
    }
}

#[test]
fn a_desk_not_in_use_asks_less_than_twice_a_minute_while_the_stream_speaks_and_soon_after_it_falls_silent() {
    let mut desk = Desk::comes_online();
    desk.hears(Event::Active(false));
    if desk.sends(is_probe).is_some() {
        desk.probe_is_answered();
    }
    let mut asked = 0;
    for second in 1..=600 {
        desk.now = desk.now.plus_millis(1_000);
        desk.hears(if second % 15 == 0 { Event::StreamAlive } else { Event::Tick });
        if let Some(pull) = desk.sends(is_changes) {
            asked += 1;
            desk.answered(pull, Ok(page(10, 10, false)));
        }
        if desk.sends(is_probe).is_some() {
            asked += 1;
            desk.probe_is_answered();
        }
        if let Some(digest) = desk.sends(|request| matches!(request, Request::Digest { .. })) {
            asked += 1;
            desk.answered(digest, refused(ProblemCode::BadRequest));
        }
    }
    assert!(asked < 20, "{asked} requests in ten minutes");
    let silent_since = desk.now;
    while desk.sends(is_probe).is_none() {
        desk.waits(1_000);
    }
    assert!(desk.now.since(silent_since) <= 25_000, "a server that is gone is known within 25 s");
}

#[test]
fn a_poke_over_the_stream_counts_as_a_word_of_it() {
    let mut desk = Desk::comes_online();
    desk.hears(Event::Poked(Poke { epoch: "one".into(), seq: Seq(10) }));
    desk.is_answered();
    is_swallowed(&mut desk);
    is_swallowed(&mut desk);
    assert_eq!((desk.opened, desk.polled), (3, 0), "only one of them was mute");
}
