//! The desk asks now and then whether it has what the server has, and puts right what differs (SYNC 1.4).

use crate::desk::*;
use holdfast_domain::Seq;
use holdfast_protocol::{BucketPage, Digest, DigestAnswer, ProblemCode};
use holdfast_sync::{Effect, Event, Failure, Payload, ReplicaError, Request};

const fn is_digest(request: &Request) -> bool {
    matches!(request, Request::Digest { .. })
}
const fn is_bucket(request: &Request) -> bool {
    matches!(request, Request::Bucket { .. })
}

fn sum(at: u64) -> Payload {
    Payload::Digest(Box::new(DigestAnswer { epoch: "one".into(), at: Seq(at), moved: Vec::new(), digest: Digest::default() }))
}

fn bucket(bucket: u8) -> Payload {
    Payload::Bucket(Box::new(BucketPage { epoch: "one".into(), high: Seq(10), bucket, changes: Vec::new() }))
}

/// Time goes by at a desk where nothing happens, until it asks; the minutes that took.
fn until_it_asks(desk: &mut Desk) -> (Request, i64) {
    let began = desk.now;
    loop {
        if let Some(digest) = desk.rests_a_second().into_iter().find(is_digest) {
            return (digest, desk.now.since(began) / 60_000);
        }
    }
}

fn is_compared(desk: &mut Desk, digest: Request, differing: Vec<u8>) {
    desk.answered(digest, Ok(sum(10)));
    assert!(desk.effects.iter().any(|effect| matches!(effect, Effect::Compare(_))));
    desk.hears(Event::Compared(Ok(Some(differing))));
}

#[test]
fn it_asks_within_minutes_of_its_start_and_then_every_few_hours() {
    let mut desk = Desk::comes_online();
    let (digest, minutes) = until_it_asks(&mut desk);
    assert!((1..=10).contains(&minutes), "{minutes}");
    is_compared(&mut desk, digest, Vec::new());
    assert!(desk.sends(is_bucket).is_none());
    let (_, minutes) = until_it_asks(&mut desk);
    assert!((6 * 60 - 1..=7 * 60 + 1).contains(&minutes), "{minutes}");
}

#[test]
fn buckets_that_differ_are_fetched_one_after_the_other_and_then_it_asks_once_more() {
    let mut desk = Desk::comes_online();
    let (digest, _) = until_it_asks(&mut desk);
    is_compared(&mut desk, digest, vec![3, 200]);
    for expected in [200, 3] {
        let asked = desk.sends(is_bucket).expect("a bucket");
        assert!(matches!(asked, Request::Bucket { bucket, .. } if bucket == expected));
        desk.answered(asked, Ok(bucket(expected)));
        assert!(desk.effects.iter().any(|effect| matches!(effect, Effect::Mend(_))));
        assert!(desk.sends(is_bucket).is_none(), "one at a time");
        desk.hears(Event::Stored(Ok(standing(10, false))));
        if let Some(pull) = desk.sends(is_changes) {
            desk.answered(pull, Ok(page(10, 10, false)));
        }
    }
    let (digest, minutes) = if let Some(digest) = desk.sends(is_digest) { (digest, 0) } else { until_it_asks(&mut desk) };
    assert_eq!(minutes, 0);
    // Still different: what did not help is not done again and again.
    is_compared(&mut desk, digest, vec![3]);
    assert!(desk.sends(is_bucket).is_none());
    let (_, minutes) = until_it_asks(&mut desk);
    assert!(minutes > 300, "{minutes}");
}

#[test]
fn a_sum_that_cannot_be_had_or_speaks_of_another_cursor_is_asked_for_again_soon() {
    let mut desk = Desk::comes_online();
    let (digest, _) = until_it_asks(&mut desk);
    desk.answered(digest, refused(ProblemCode::Busy));
    let (digest, minutes) = until_it_asks(&mut desk);
    assert!(minutes <= 2);
    desk.answered(digest, Ok(sum(9)));
    assert!(!desk.effects.iter().any(|effect| matches!(effect, Effect::Compare(_))));
    let (digest, minutes) = until_it_asks(&mut desk);
    assert!(minutes <= 2);
    desk.answered(digest, Ok(sum(10)));
    desk.hears(Event::Compared(Ok(None)));
    let (digest, minutes) = until_it_asks(&mut desk);
    assert!(minutes <= 2);
    desk.answered(digest, Err(Failure::Timeout));
    desk.probe_is_answered();
    let (_, minutes) = until_it_asks(&mut desk);
    assert!(minutes <= 2);
}

#[test]
fn a_server_of_an_older_build_is_not_bothered() {
    let mut desk = Desk::comes_online();
    let (digest, _) = until_it_asks(&mut desk);
    desk.answered(digest, refused(ProblemCode::BadRequest));
    let (_, minutes) = until_it_asks(&mut desk);
    assert!(minutes > 300, "{minutes}");
}

#[test]
fn a_bucket_that_nothing_but_a_pull_of_everything_can_put_right_leads_to_one_and_a_look_after_it() {
    let mut desk = Desk::comes_online();
    let (digest, _) = until_it_asks(&mut desk);
    is_compared(&mut desk, digest, vec![5, 6]);
    let asked = desk.sends(is_bucket).expect("a bucket");
    desk.answered(asked, Ok(bucket(6)));
    desk.hears(Event::Stored(Err(ReplicaError::OutOfStep)));
    assert!(desk.effects.contains(&Effect::BeginResync));
}

#[test]
fn a_desk_that_differs_almost_everywhere_pulls_everything_anew() {
    let mut desk = Desk::comes_online();
    let (digest, _) = until_it_asks(&mut desk);
    desk.answered(digest, Ok(sum(10)));
    desk.hears(Event::Compared(Ok(Some((0..=u8::MAX).collect()))));
    assert!(desk.effects.contains(&Effect::BeginResync));
    assert!(desk.sends(is_bucket).is_none());
    assert_eq!(desk.report.as_ref().unwrap().stop, None);
}
