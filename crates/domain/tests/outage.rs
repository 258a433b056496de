//! One outage per incident, however many noticed it, and whatever was said of it is kept with who said it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use holdfast_domain::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const NINE: Timestamp = Timestamp::from_millis(1_790_000_000_000);
const QIN: u128 = 1;
const LIN: u128 = 2;

fn at(minutes: i64) -> Timestamp {
    NINE.plus_minutes(minutes)
}

fn outage_id(number: u128) -> OutageId {
    OutageId(Uuid::from_u128(number))
}

fn operation(number: u128, by: u128, about: OutageId, minutes: i64, action: Action) -> Operation {
    Operation {
        v: Operation::version_with(about.into(), &action, &[]),
        id: OperationId(Uuid::from_u128(number)),
        device: DeviceId(Uuid::from_u128(by)),
        dseq: None,
        author: AgentId(Uuid::from_u128(by)),
        about: about.into(),
        action,
        base: BTreeMap::new(),
        seen: None,
        group: None,
        depends_on: vec![],
        files: vec![],
        marked: false,
        mentions: BTreeSet::new(),
        composed_at: at(minutes),
        offline: false,
        send_at: None,
    }
}

/// What the team server makes of what it is told, in its own order.
#[derive(Default)]
struct Server {
    outages: Vec<Outage>,
    seq: u64,
}

impl Server {
    fn hears(&mut self, by: u128, about: OutageId, minutes: i64, action: Action) -> Result<Verdict, Rejection> {
        self.hears_as(Role::Lead, by, about, minutes, minutes, action)
    }

    fn hears_as(&mut self, role: Role, by: u128, about: OutageId, written: i64, now: i64, action: Action) -> Result<Verdict, Rejection> {
        self.seq += 1;
        let operation = operation(u128::from(self.seq), by, about, written, action);
        let known = self.outages.iter().find(|outage| outage.id == about);
        let stands = known.and_then(|outage| outage.joined).unwrap_or(about);
        let mut entity = Entity::Outage(self.outages.iter().find(|outage| outage.id == stands).cloned());
        let outcome = apply(&mut entity, &operation, &Context::with_authority(at(now), role, Seq(self.seq), 0))?;
        self.outages.retain(|outage| outage.id != stands);
        self.outages.extend(entity.outage());
        join_outages(&mut self.outages);
        Ok(outcome.verdict)
    }

    fn standing(&self) -> Vec<&Outage> {
        self.outages.iter().filter(|outage| outage.joined.is_none()).collect()
    }

    fn only(&self) -> &Outage {
        assert_eq!(self.standing().len(), 1, "{:#?}", self.outages);
        self.standing()[0]
    }
}

fn declared(scope: OutageScope, start: i64, cause: &str, expected: Option<i64>) -> Action {
    Action::DeclareOutage { scope, start: at(start), cause: cause.into(), expected: expected.map(at), note: String::new() }
}

fn cut_off(from: i64, to: i64) -> Action {
    Action::TellCutOff { from: at(from), to: at(to), carried: None }
}

fn system(name: &str) -> OutageScope {
    OutageScope::System { name: name.into() }
}

fn tell(cause: Option<&str>, expected: Option<Option<i64>>, note: &str) -> Action {
    Action::TellOutage { cause: cause.map(Into::into), expected: expected.map(|expected| expected.map(at)), note: note.into() }
}

#[test]
fn a_lead_declares_it_moves_the_expected_end_twice_and_says_that_it_is_over() {
    let (mut server, payment) = (Server::default(), outage_id(7));
    server.hears(QIN, payment, 10, declared(system("Payment"), 2, "database lost after a move", Some(50))).unwrap();
    server.hears(QIN, payment, 46, tell(None, Some(Some(70)), "")).unwrap();
    server.hears(QIN, payment, 60, tell(None, Some(None), "The copy takes longer.")).unwrap();
    assert_eq!((server.only().end(), server.only().start), (None, at(2)));
    server.hears(QIN, payment, 68, Action::EndOutage { at: at(66) }).unwrap();
    let outage = server.only();
    assert_eq!(outage.end(), Some(at(66)));
    assert_eq!(outage.cause.as_ref().unwrap().value, "database lost after a move");
    let events: Vec<_> = outage.log.iter().map(|line| (line.at, line.event.clone())).collect();
    let expected = |at: Option<Timestamp>, before: Option<Timestamp>| OutageEvent::Expected { at, before };
    assert_eq!(
        events,
        [
            (at(10), OutageEvent::Declared),
            (at(10), OutageEvent::Cause { text: "database lost after a move".into() }),
            (at(10), expected(Some(at(50)), None)),
            (at(46), expected(Some(at(70)), Some(at(50)))),
            (at(60), expected(None, Some(at(70)))),
            (at(60), OutageEvent::Note { text: "The copy takes longer.".into() }),
            (at(68), OutageEvent::Over),
        ]
    );
}

#[test]
fn two_leads_declare_the_same_with_different_causes_and_it_is_one_with_both_by_name() {
    let mut server = Server::default();
    server.hears(QIN, outage_id(1), 5, declared(system("Payment"), 0, "the database", Some(60))).unwrap();
    server.hears(LIN, outage_id(2), 4, declared(system(" payment "), 1, "the network", None)).unwrap();
    let outage = server.only();
    let cause = outage.cause.as_ref().unwrap();
    assert_eq!((cause.value.as_str(), cause.by), ("the network", Some(AgentId(Uuid::from_u128(LIN)))), "the later in the server's order");
    assert_eq!(outage.expected.as_ref().unwrap().value, Some(at(60)), "what only one of them said stands");
    let causes = outage.log.iter().filter(|line| matches!(line.event, OutageEvent::Cause { .. })).count();
    assert_eq!(causes, 2, "and both stand in the log");
    // Whoever speaks of the one that was joined speaks of the one that stands.
    let joined = server.outages.iter().find(|outage| outage.joined.is_some()).unwrap().id;
    server.hears(QIN, joined, 30, Action::EndOutage { at: at(29) }).unwrap();
    assert_eq!(server.only().end(), Some(at(29)));
}

#[test]
fn an_expected_end_in_the_past_is_refused_by_when_it_was_written_not_by_when_it_arrives() {
    let (mut server, payment) = (Server::default(), outage_id(1));
    assert_eq!(server.hears(QIN, payment, 10, declared(system("Payment"), 0, "", Some(10))), Err(Rejection::PastDue));
    assert_eq!(server.standing().len(), 0);
    server.hears_as(Role::Lead, QIN, payment, 10, 90, declared(system("Payment"), 0, "", Some(60))).unwrap();
    assert_eq!(server.only().expected.as_ref().unwrap().value, Some(at(60)), "it was ahead when it was written");
}

#[test]
fn what_a_wrong_clock_puts_ahead_ends_at_the_servers_own_time_and_nothing_begins_after_it_was_said() {
    let mut server = Server::default();
    let day = 24 * 60;
    server.hears_as(Role::Agent, QIN, outage_id(1), day, 20, cut_off(day - 15, day)).unwrap();
    assert_eq!((server.only().start, server.only().end()), (at(20), Some(at(20))));
    assert_eq!(server.hears(QIN, outage_id(2), 20, cut_off(9, 8)), Err(Rejection::BadOutage));
    server.hears(QIN, outage_id(3), 30, declared(system("Payment"), day, "", None)).unwrap();
    assert_eq!(server.outages.iter().find(|outage| outage.id == outage_id(3)).unwrap().start, at(30));
}

#[test]
fn only_leads_say_what_is_down_and_any_desk_tells_when_it_was_cut_off() {
    let mut server = Server::default();
    for role in [Role::Agent, Role::Contact] {
        let says = |server: &mut Server, action| server.hears_as(role, QIN, outage_id(1), 1, 1, action);
        assert_eq!(says(&mut server, declared(system("Payment"), 0, "", None)), Err(Rejection::Forbidden));
        assert_eq!(says(&mut server, tell(Some("x"), None, "")), Err(Rejection::Forbidden));
        assert_eq!(says(&mut server, Action::EndOutage { at: at(1) }), Err(Rejection::Forbidden));
    }
    server.hears_as(Role::Contact, QIN, outage_id(1), 9, 9, cut_off(0, 9)).unwrap();
    assert_eq!(server.only().sightings.len(), 1);
    assert_eq!(server.hears(QIN, outage_id(5), 9, tell(Some("x"), None, "")), Err(Rejection::Gone));
    for scope in [system("  "), system(&"x".repeat(501))] {
        assert_eq!(server.hears(QIN, outage_id(5), 9, declared(scope, 0, "", None)), Err(Rejection::BadOutage));
    }
}

#[test]
fn one_that_was_declared_while_cut_off_and_what_desks_noticed_are_one_and_over_when_the_last_is_back() {
    let mut server = Server::default();
    server.hears_as(Role::Lead, QIN, outage_id(1), 6, 70, declared(OutageScope::Server, 2, "the cable", Some(60))).unwrap();
    assert_eq!(server.only().end(), None);
    for desk in 0..9_u128 {
        let back = 66 + i64::try_from(desk).unwrap() % 4;
        server.hears_as(Role::Agent, 100 + desk, outage_id(10 + desk), 70, 75, cut_off(1, back)).unwrap();
    }
    let outage = server.only();
    assert_eq!((outage.start, outage.end(), outage.sightings.len()), (at(1), Some(at(69)), 9));
    assert_eq!(outage.cause.as_ref().unwrap().value, "the cable");
    // Told again, e.g. by a desk whose answer was lost, it is the same.
    let again = server.outages.clone();
    server.hears_as(Role::Agent, 100, outage_id(10), 70, 76, cut_off(1, 66)).unwrap();
    assert_eq!(server.outages, again);
}

#[test]
fn what_lies_hours_apart_or_is_another_system_stays_apart() {
    let mut server = Server::default();
    server.hears(QIN, outage_id(1), 10, cut_off(0, 10)).unwrap();
    server.hears(QIN, outage_id(2), 200, cut_off(100, 110)).unwrap();
    server.hears(QIN, outage_id(3), 200, declared(system("Payment"), 0, "", None)).unwrap();
    server.hears(QIN, outage_id(4), 200, declared(system("Telephone"), 0, "", None)).unwrap();
    assert_eq!(server.standing().len(), 4);
    // A desk that saw all of it says that there was no between.
    server.hears(LIN, outage_id(5), 200, cut_off(8, 102)).unwrap();
    assert_eq!(server.standing().len(), 3);
}

#[test]
fn as_it_crosses_the_wire_it_is_the_same() {
    for action in [
        declared(system("Payment"), 0, "x", Some(5)),
        cut_off(1, 2),
        tell(None, Some(None), ""),
        tell(Some(""), None, "n"),
        tell(None, Some(Some(9)), ""),
    ] {
        let text = serde_json::to_string(&action).unwrap();
        assert_eq!(serde_json::from_str::<Action>(&text).unwrap(), action, "{text}");
    }
}

/// Who was cut off, from when, for how long.
fn sighting() -> impl Strategy<Value = (u128, i64, i64)> {
    (0..6_u128, 0..400_i64, 0..40_i64)
}

proptest! {
    #[test]
    fn whatever_the_order_the_same_ones_come_together_and_no_desk_is_lost(told in prop::collection::vec(sighting(), 1..14), turn in 0..14_usize) {
        let mut ordered = told.clone();
        ordered.rotate_left(turn % told.len());
        let lived = |told: &[(u128, i64, i64)]| {
            let mut server = Server::default();
            for (desk, from, lasted) in told {
                // A desk tells each of its times under one name.
                let id = OutageId::noticed(DeviceId(Uuid::from_u128(*desk)), at(*from));
                server.hears(*desk, id, 1_000, cut_off(*from, from + lasted)).unwrap();
            }
            server
        };
        let spans = |server: &Server| server.standing().iter().map(|outage| (outage.start, outage.end().unwrap())).collect::<BTreeSet<_>>();
        let (one, other) = (lived(&told), lived(&ordered));
        prop_assert_eq!(spans(&one), spans(&other));
        // One after the other in time, with what lies between them: the plainest way to say what belongs together.
        let mut sorted: Vec<_> = told.iter().map(|(_, from, lasted)| (at(*from), at(from + lasted))).collect();
        sorted.sort();
        let mut expected: Vec<(Timestamp, Timestamp)> = Vec::new();
        for (from, to) in sorted {
            match expected.last_mut().filter(|last| from <= last.1.plus_millis(OUTAGE_APART_MS)) {
                Some(last) => last.1 = last.1.max(to),
                None => expected.push((from, to)),
            }
        }
        prop_assert_eq!(spans(&one), expected.into_iter().collect());
        for (desk, from, lasted) in &told {
            let is_in = one.standing().iter().any(|outage| outage.sightings.iter().any(|sighting| {
                sighting.device == DeviceId(Uuid::from_u128(*desk)) && sighting.from <= at(*from) && sighting.to >= at(from + lasted)
            }));
            prop_assert!(is_in);
        }
        let mut again = one.outages.clone();
        join_outages(&mut again);
        prop_assert_eq!(again, one.outages);
    }
}

#[test]
fn a_call_of_which_nothing_more_was_said_gives_way_to_another_after_a_quarter_of_an_hour() {
    let step = |minutes, step| CallBack {
        operation: OperationId(Uuid::from_u128(1)),
        outage: outage_id(1),
        step,
        by: AgentId(Uuid::from_u128(QIN)),
        at: at(minutes),
    };
    let stands = |last: CallBack, now| ToCall { why: CallBackWhy::Recorded, since: at(-60), last: Some(last), tries: 0 }.step(at(now));
    assert!(stands(step(0, CallBackStep::Calling), 14).is_some());
    assert_eq!(stands(step(0, CallBackStep::Calling), 15), None, "whoever began it went away");
    assert!(stands(step(0, CallBackStep::Told), 15).is_some(), "what was told stays told");
}
