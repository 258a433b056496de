//! Whom to ring after two outages at once: one call is enough, where it was of both.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use holdfast_domain::*;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const NINE: Timestamp = Timestamp::from_millis(1_790_000_000_000);
const SERVER: OutageId = OutageId(Uuid::from_u128(1));
const PAYMENT: OutageId = OutageId(Uuid::from_u128(2));

fn at(minutes: i64) -> Timestamp {
    NINE.plus_minutes(minutes)
}

/// They rang then and could not be helped.
fn recorded(minutes: i64) -> Ticket {
    Ticket {
        id: TicketId::new(at(minutes), [7; 10]),
        number: Number { lasting: Some(1), temporary: None },
        subject: "漏水".into(),
        channel: Channel::Phone,
        status: Status::Open,
        urgency: Urgency::Normal,
        category: None,
        tags: TagSet::default(),
        queue: None,
        owner: None,
        customer: CustomerId::new(at(minutes), [8; 10]),
        tier: 0,
        language: None,
        opened_at: at(minutes),
        updated_at: at(minutes),
        first_response_at: None,
        waiting_since: Some(at(minutes)),
        last_public: None,
        chased: 0,
        reopened: 0,
        demand: None,
        snooze: None,
        links: BTreeSet::new(),
        recover: true,
        call_back_on: None,
        revs: BTreeMap::new(),
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
        history: Vec::new(),
    }
}

fn called(mut ticket: Ticket, steps: &[(OutageId, CallBackStep, i64)]) -> Ticket {
    let step = |(outage, step, minutes): &(OutageId, CallBackStep, i64)| CallBack {
        operation: OperationId(Uuid::from_u128(9)),
        outage: *outage,
        step: *step,
        by: AgentId(Uuid::from_u128(3)),
        at: at(*minutes),
    };
    ticket.call_backs.extend(steps.iter().map(step));
    ticket
}

/// As it stands in the list of an outage that began then and lasts until noon.
fn of(ticket: &Ticket, outage: OutageId, from: i64) -> Option<CallBackStep> {
    let call = ticket.to_call(&BTreeSet::from([outage]), at(from), at(180), true).unwrap();
    call.step(at(180)).map(|last| last.step)
}

#[test]
fn who_was_told_after_both_had_begun_need_not_be_rung_for_the_other() {
    for end in [CallBackStep::Told, CallBackStep::Promised] {
        let ticket = called(recorded(30), &[(SERVER, CallBackStep::Calling, 59), (SERVER, end, 60)]);
        assert_eq!((of(&ticket, SERVER, 0), of(&ticket, PAYMENT, 20)), (Some(end), Some(end)));
    }
    // Whoever does not know of it tries in vain, or begins: they were told all the same.
    for step in [CallBackStep::NotReached, CallBackStep::Calling] {
        let ticket = called(recorded(30), &[(SERVER, CallBackStep::Told, 60), (PAYMENT, step, 170)]);
        assert_eq!(of(&ticket, PAYMENT, 20), Some(CallBackStep::Told));
    }
}

#[test]
fn who_was_told_before_the_other_began_or_before_they_waited_is_rung_for_it() {
    let ticket = called(recorded(30), &[(SERVER, CallBackStep::Told, 60)]);
    assert_eq!(of(&ticket, PAYMENT, 61), None, "nobody knew of it then");
    let ticket = called(recorded(70), &[(SERVER, CallBackStep::Told, 60)]);
    assert_eq!(of(&ticket, PAYMENT, 20), None, "they came later");
}

#[test]
fn who_was_not_reached_or_is_being_rung_for_one_still_waits_in_the_list_of_the_other() {
    for step in [CallBackStep::NotReached, CallBackStep::Calling] {
        let ticket = called(recorded(30), &[(SERVER, step, 60)]);
        assert_eq!(of(&ticket, PAYMENT, 20), None);
    }
    let ticket = called(recorded(30), &[(SERVER, CallBackStep::NotReached, 60), (PAYMENT, CallBackStep::NotReached, 65)]);
    let call = ticket.to_call(&BTreeSet::from([PAYMENT]), at(20), at(180), true).unwrap();
    assert_eq!(call.tries, 1, "what was tried for the other is told there");
}

#[test]
fn a_promise_that_ended_a_call_is_not_itself_a_reason_to_ring_for_the_other() {
    let mut ticket = called(Ticket { recover: false, waiting_since: None, ..recorded(-30) }, &[(SERVER, CallBackStep::Promised, 60)]);
    let (id, by) = (OperationId(Uuid::from_u128(10)), AgentId(Uuid::from_u128(3)));
    let made_at = at(60).plus_millis(2);
    ticket.tasks.push(Task { id, kind: TaskKind::Promise, text: "回电".into(), due: at(120), by, made_at, ended: None });
    assert_eq!(of(&ticket, PAYMENT, 20), Some(CallBackStep::Promised));
    // What is promised later is another matter.
    ticket.tasks.iter_mut().for_each(|task| task.made_at = at(90));
    assert_eq!(of(&ticket, PAYMENT, 20), None);
}

#[test]
fn a_call_for_one_brings_nobody_into_the_list_of_the_other() {
    let ticket = called(Ticket { recover: false, waiting_since: None, ..recorded(30) }, &[(SERVER, CallBackStep::Told, 60)]);
    assert_eq!(ticket.to_call(&BTreeSet::from([PAYMENT]), at(20), at(180), true), None);
}
