//! When something is said about a clock, and to whom (C3, C5).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use holdfast_domain::sla::{
    Alert, Clock, ClockKind, ClockState, Level, Receiver, Step, alerts_ahead, due_alerts, next_alert, receivers, still_alerts,
};
use holdfast_domain::{Agent, AgentId, Department, DepartmentId, Queue, QueueId, Role, Ticket, Timestamp, Words};
use proptest::prelude::*;
use std::collections::BTreeSet;

const NINE: Timestamp = Timestamp::from_millis(1_795_000_000_000);

/// Due half an hour after nine; warns at 15, 22 and 27 minutes; the lead hears after 10 minutes more, the head after 30.
fn clock() -> Clock {
    Clock {
        kind: ClockKind::FirstResponse,
        start: NINE,
        due: NINE.plus_minutes(30),
        state: ClockState::Running,
        met_at: None,
        warnings: [15, 22, 27].map(|minutes| NINE.plus_minutes(minutes)).to_vec(),
        steps: vec![Step { after: 10, to: Receiver::Lead }, Step { after: 30, to: Receiver::Head }],
        about: None,
        told: None,
        asked_by: None,
        department: None,
    }
}

fn said(at: i64, hears: impl Fn(Receiver) -> bool) -> Vec<(Level, i64)> {
    let due = due_alerts(&[clock()], &[], NINE.plus_minutes(at), hears);
    due.into_iter().map(|alert| (alert.level, alert.at.since(NINE) / 60_000)).collect()
}

#[test]
fn each_receiver_hears_the_gravest_of_what_is_due_and_only_what_is_theirs() {
    let owner = |receiver| receiver == Receiver::Owner;
    let lead = |receiver| receiver == Receiver::Lead;
    let head = |receiver| receiver == Receiver::Head;
    assert_eq!(said(14, owner), []);
    assert_eq!(said(15, owner), [(Level::Warning, 15)]);
    assert_eq!(said(29, owner), [(Level::Warning, 27)]);
    assert_eq!(said(500, owner), [(Level::Breach, 30)]);
    assert_eq!((said(39, lead), said(40, lead)), (vec![], vec![(Level::Escalation, 40)]));
    assert_eq!((said(59, head), said(60, head)), (vec![], vec![(Level::Escalation, 60)]));
    assert_eq!(said(35, |_| true), [(Level::Breach, 30)], "a lead to whom nobody's tickets belong hears the breach at once");
}

#[test]
fn a_department_hears_of_a_request_at_once_who_asked_hears_that_it_does_not_answer_and_then_its_head() {
    let it = DepartmentId::new(NINE, [5; 10]);
    let of_it = Receiver::Department(it);
    let wen = AgentId::new(NINE, [1; 10]);
    let asked = Clock { kind: ClockKind::RequestAccepted, told: Some(of_it), asked_by: Some(wen), department: Some(it), ..clock() };
    let said = |at: i64, to: Receiver| {
        let due = due_alerts(std::slice::from_ref(&asked), &[], NINE.plus_minutes(at), |receiver| receiver == to);
        due.into_iter().map(|alert| (alert.level, alert.at.since(NINE) / 60_000)).collect::<Vec<_>>()
    };
    assert_eq!(next_alert(std::slice::from_ref(&asked), NINE.plus_minutes(-1)).map(|alert| alert.at), Some(NINE));
    assert_eq!(said(0, of_it), [(Level::Warning, 0)]);
    assert_eq!(said(16, of_it), [(Level::Warning, 15)]);
    let by = Receiver::Agent(wen);
    assert_eq!((said(29, by), said(30, by), said(30, Receiver::Owner)), (vec![], vec![(Level::Breach, 30)], vec![]));
    assert_eq!(alerts_ahead(std::slice::from_ref(&asked), NINE.plus_minutes(29), NINE.plus_minutes(31), |_| true).len(), 1, "told of once");
    assert_eq!(said(30, of_it), [(Level::Breach, 30)]);
    assert_eq!(said(60, Receiver::HeadOf(it)), [(Level::Escalation, 60)], "the head of who was asked, not of the queue");
    assert_eq!(said(60, Receiver::Head), []);
}

#[test]
fn who_heard_of_it_is_known_even_once_the_clock_was_met() {
    let at = |minutes, level| Alert { at: NINE.plus_minutes(minutes), level, kind: ClockKind::FirstResponse, due: NINE.plus_minutes(30) };
    for state in [ClockState::Breached, ClockState::Met] {
        let clock = Clock { state, asked_by: Some(AgentId::new(NINE, [1; 10])), ..clock() };
        assert_eq!(receivers(std::slice::from_ref(&clock), &at(40, Level::Escalation)), [Receiver::Lead]);
        assert_eq!(receivers(std::slice::from_ref(&clock), &at(30, Level::Breach)).len(), 2);
        assert_eq!(receivers(&[clock], &at(31, Level::Breach)), []);
    }
}

#[test]
fn nothing_is_said_about_a_clock_that_stands_or_was_met_and_what_was_said_about_another_time_no_longer_holds() {
    for state in [ClockState::Met, ClockState::Paused] {
        let clock = Clock { state, ..clock() };
        assert_eq!(next_alert(std::slice::from_ref(&clock), Timestamp::default()), None);
        assert!(due_alerts(&[clock], &[], NINE.plus_minutes(99), |_| true).is_empty());
    }
    let breach = Alert { at: NINE.plus_minutes(30), level: Level::Breach, kind: ClockKind::FirstResponse, due: NINE.plus_minutes(30) };
    assert!(still_alerts(&[clock()], &breach, |receiver| receiver == Receiver::Owner));
    assert!(!still_alerts(&[clock()], &breach, |receiver| receiver == Receiver::Lead), "it went to another");
    let moved = Clock { due: NINE.plus_minutes(31), ..clock() };
    assert!(!still_alerts(&[moved], &breach, |_| true));
}

#[test]
fn who_owns_a_ticket_hears_first_then_the_leads_then_the_head_of_its_department() {
    let person = |n: u8, role| Agent {
        id: AgentId::new(NINE, [n; 10]),
        login: n.to_string(),
        name: n.to_string(),
        role,
        department: None,
        seniority: 1,
        masked: false,
        language: None,
    };
    let (wen, bai, qin, tao) = (person(1, Role::Agent), person(2, Role::Agent), person(3, Role::Lead), person(4, Role::Contact));
    let department = Department { id: DepartmentId::new(NINE, [5; 10]), name: Words::default(), head: Some(tao.id), phone: None };
    let queue = Queue { id: QueueId::new(NINE, [6; 10]), name: Words::default(), department: Some(department.id), restricted: false };
    let json = serde_json::json!({
        "id": "0199a1b2-0000-7000-8000-000000000001", "number": {"lasting": 1, "temporary": null}, "subject": "", "channel": "chat", "status": "open",
        "urgency": "normal", "category": null, "tags": {}, "queue": queue.id, "owner": wen.id, "customer": "0199a1b2-0000-7000-8000-000000000002",
        "tier": 0, "language": null, "openedAt": 0, "updatedAt": 0, "firstResponseAt": null, "waitingSince": null, "lastPublic": null, "chased": 0,
        "recover": false, "revs": {}, "leaseUntil": null, "held": [], "merged": [], "history": []
    });
    let owned: Ticket = serde_json::from_value(json).unwrap();
    let nobodys = Ticket { owner: None, ..owned.clone() };
    let leads_own = Ticket { owner: Some(qin.id), ..owned.clone() };
    let hears = |receiver: Receiver, ticket: &Ticket| {
        let all = [&wen, &bai, &qin, &tao];
        let heard = all.into_iter().filter(|person| receiver.is(person, ticket, std::slice::from_ref(&queue), std::slice::from_ref(&department)));
        heard.map(|person| person.login.as_str()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(hears(Receiver::Owner, &owned), "1");
    assert_eq!(hears(Receiver::Owner, &nobodys), "1 2 3", "whoever may answer");
    assert_eq!((hears(Receiver::Lead, &owned), hears(Receiver::Lead, &leads_own)), ("3".into(), String::new()));
    assert_eq!(hears(Receiver::Head, &owned), "4");
    assert_eq!(hears(Receiver::HeadOf(department.id), &owned), "4");
    assert_eq!(hears(Receiver::HeadOf(DepartmentId::new(NINE, [9; 10])), &owned), "3", "a department without a head: the leads");
    assert_eq!((hears(Receiver::Agent(bai.id), &owned), hears(Receiver::LeadBut(wen.id), &leads_own)), ("2".into(), "3".into()));
    assert_eq!(hears(Receiver::LeadBut(qin.id), &owned), "", "who wrote it down knows");
    assert_eq!(hears(Receiver::Department(department.id), &owned), "4", "its head is of it, wherever the person sits");
    assert_eq!(hears(Receiver::Head, &Ticket { queue: None, ..owned }), "", "no department, no head");
}

proptest! {
    /// A desk that looks whenever it likes misses nothing, says nothing twice, and says each thing at the first look after its
    /// time: the law that the scheduler and `outbox.db` keep between them.
    #[test]
    fn whenever_a_desk_looks_it_raises_each_thing_once_and_at_the_first_look_after_its_time(
        shares in prop::collection::vec(1_i64..100, 0..4),
        steps in prop::collection::vec(0_u32..90, 0..3),
        mut looks in prop::collection::vec(-10_i64..200, 1..30),
    ) {
        let warnings: BTreeSet<i64> = shares.iter().map(|share| 60 * share / 100).collect();
        let clock = Clock {
            due: NINE.plus_minutes(60),
            warnings: warnings.iter().map(|minutes| NINE.plus_minutes(*minutes)).collect(),
            steps: steps.iter().map(|after| Step { after: *after, to: Receiver::Lead }).collect(),
            ..clock()
        };
        looks.sort_unstable();
        let everybody = |_| true;
        let all = alerts_ahead(std::slice::from_ref(&clock), Timestamp::default(), NINE.plus_minutes(1_000), everybody);
        let mut raised: Vec<(Alert, Timestamp)> = Vec::new();
        for look in looks {
            let now = NINE.plus_minutes(look);
            for alert in due_alerts(std::slice::from_ref(&clock), &[], now, everybody) {
                if !raised.iter().any(|(known, _)| *known == alert) {
                    raised.push((alert, now));
                }
            }
            // The index says when to look next: nothing lies between what was raised and that.
            let next = next_alert(std::slice::from_ref(&clock), now).map(|alert| alert.at);
            prop_assert!(all.iter().all(|alert| alert.at <= now || next.is_some_and(|next| alert.at >= next)));
            let gravest = all.iter().filter(|alert| alert.at <= now).max_by_key(|alert| (alert.level, alert.at));
            prop_assert_eq!(raised.last().map(|(alert, _)| alert), gravest, "the gravest of what is past was the last to be raised");
        }
        for window in raised.windows(2) {
            prop_assert!((window[0].0.level, window[0].0.at) < (window[1].0.level, window[1].0.at), "never back to a lesser one");
        }
    }
}
