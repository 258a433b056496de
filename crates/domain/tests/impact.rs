//! What an outage did to a ticket: how long its customer waited, and which of its times ran out because of it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use holdfast_domain::sla::{Alert, Clock, ClockKind, ClockState, Level};
use holdfast_domain::*;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const NINE: Timestamp = Timestamp::from_millis(1_790_000_000_000);
const DESK: DeviceId = DeviceId(Uuid::from_u128(9));

fn at(minutes: i64) -> Timestamp {
    NINE.plus_minutes(minutes)
}

/// A ticket that came at a time, by the telephone or by mail.
fn ticket(channel: Channel, came: i64) -> (Ticket, Vec<Message>) {
    let caller = Caller {
        id: CustomerId(Uuid::from_u128(5)),
        known: false,
        name: "Lina".into(),
        phone: Some("138 0013 8000".into()),
        mail: None,
        account: None,
        tier: 0,
    };
    let new = NewTicket {
        temporary: "T7-0001".into(),
        subject: String::new(),
        question: "Where is my parcel?".into(),
        channel,
        urgency: Urgency::Normal,
        category: None,
        queue: None,
        caller,
        product: None,
        call_back: None,
        recover: true,
        came_at: Some(at(came)),
        language: None,
    };
    let id = TicketId(Uuid::from_u128(7));
    let operation = Operation {
        v: 8,
        id: OperationId(Uuid::from_u128(1)),
        device: DESK,
        dseq: None,
        author: AgentId(Uuid::from_u128(3)),
        about: id.into(),
        action: Action::Open(Box::new(new)),
        base: BTreeMap::new(),
        seen: None,
        group: None,
        depends_on: vec![],
        files: vec![],
        marked: false,
        mentions: BTreeSet::new(),
        composed_at: at(came + 600),
        offline: true,
        send_at: None,
    };
    let mut entity = Entity::Ticket(None);
    let outcome = apply(&mut entity, &operation, &Context::with_authority(at(came + 600), Role::Agent, Seq(1), 4402)).unwrap();
    (entity.ticket().unwrap(), vec![outcome.message.unwrap()])
}

fn reply(to: &Message, minutes: i64, offline: bool) -> Message {
    let author = Author::Agent(AgentId(Uuid::from_u128(3)));
    Message { id: MessageId(Uuid::from_u128(80)), kind: MessageKind::Reply, author, at: at(minutes), offline, ..to.clone() }
}

const fn sighting(from: i64, to: i64) -> Sighting {
    Sighting { device: DESK, by: AgentId(Uuid::from_u128(3)), from: NINE.plus_minutes(from), to: NINE.plus_minutes(to), carried: None }
}

/// Down from nine for four hours.
fn down(sightings: &[Sighting]) -> Down<'_> {
    Down { from: at(0), to: at(240), sightings }
}

fn minutes(wait: Wait) -> i64 {
    wait.lasted(at(500)) / 60_000
}

#[test]
fn what_was_noted_on_paper_came_when_it_was_noted_and_waits_since_then() {
    let (ticket, messages) = ticket(Channel::Phone, 30);
    assert_eq!((ticket.opened_at, ticket.waiting_since, messages[0].at), (at(30), Some(at(30)), at(30)));
    let wait = ticket.waited_in(&messages, down(&[]), at(500)).unwrap();
    assert_eq!((wait.heard, minutes(wait)), (None, 470));
}

#[test]
fn a_reply_that_was_written_while_cut_off_is_heard_when_its_desk_is_back_and_by_mouth_at_once() {
    let sightings = [sighting(0, 200)];
    for (channel, waited) in [(Channel::Mail, 170), (Channel::Phone, 10)] {
        let (ticket, mut messages) = ticket(channel, 30);
        messages.push(reply(&messages[0], 40, true));
        assert_eq!(minutes(ticket.waited_in(&messages, down(&sightings), at(500)).unwrap()), waited, "{channel}");
    }
    let (ticket, mut messages) = ticket(Channel::Mail, 30);
    messages.push(reply(&messages[0], 40, false));
    assert_eq!(minutes(ticket.waited_in(&messages, down(&sightings), at(500)).unwrap()), 10, "that desk was not cut off");
}

#[test]
fn who_was_answered_before_it_or_came_after_it_did_not_wait_because_of_it() {
    let (early, mut messages) = ticket(Channel::Mail, -60);
    messages.push(reply(&messages[0], -10, false));
    assert_eq!(early.waited_in(&messages, down(&[]), at(500)), None);
    let (late, messages) = ticket(Channel::Mail, 241);
    assert_eq!(late.waited_in(&messages, down(&[]), at(500)), None);
    assert!(!late.moved_in(&messages, down(&[])));
    let (before, messages) = ticket(Channel::Mail, -60);
    assert_eq!(minutes(before.waited_in(&messages, down(&[]), at(500)).unwrap()), 500, "who waited when it began waits on, from then because of it");
}

#[test]
fn a_time_ran_out_because_of_it_when_it_was_due_meanwhile_or_came_late_by_no_more_than_was_lost() {
    let (mut ticket, _) = ticket(Channel::Mail, 30);
    let clock = |start: i64, due: i64, met: Option<i64>| Clock {
        kind: ClockKind::FirstResponse,
        start: at(start),
        due: at(due),
        state: ClockState::Breached,
        met_at: met.map(at),
        warnings: vec![],
        steps: vec![],
        about: None,
        told: None,
        asked_by: None,
        department: None,
    };
    let caused = |clock: Clock| ticket.breached_in(&[clock], down(&[]), at(900)).len();
    assert_eq!(caused(clock(30, 60, Some(50))), 0, "in time");
    assert_eq!(caused(clock(30, 60, Some(70))), 1, "due while it lasted");
    assert_eq!(caused(clock(200, 300, Some(330))), 1, "late by half an hour, of which forty minutes were lost");
    assert_eq!(caused(clock(200, 300, Some(350))), 0, "late by more than was lost");
    assert_eq!(caused(clock(250, 300, Some(310))), 0, "it began after it");
    assert_eq!(caused(clock(30, 60, None)), 1, "nobody has answered yet");
    // What the team server raised counts once beside the clock that still stands.
    ticket.alerted.push(Alert { at: at(60), level: Level::Breach, kind: ClockKind::FirstResponse, due: at(60) });
    ticket.alerted.push(Alert { at: at(50), level: Level::Warning, kind: ClockKind::FirstResponse, due: at(60) });
    assert_eq!(ticket.breached_in(&[clock(30, 60, Some(70))], down(&[]), at(900)), [Breach { due: at(60), kind: ClockKind::FirstResponse }]);
}
