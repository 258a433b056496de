//! The clocks of a ticket: what the plans promise, by each of their numbers (PRODUCT L), and why a clock is due when it is.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use holdfast_domain::complaint::ComplaintMark;
use holdfast_domain::request::RequestMark;
use holdfast_domain::sla::{
    Alert, Came, ClockKind, ClockState, ComplaintGoals, Condition, Counted, Day, Explanation, Goal, Level, Period, Policy, Receiver, RequestGoals,
    Schedule, Target, clocks, explain,
};
use holdfast_domain::{
    AgentId, Channel, Complaint, ComplaintCause, ComplaintStage, CustomerId, DepartmentId, Event, HistoryEntry, Number, OperationId, QueueId,
    Request, RequestStep, Status, TagSet, Task, TaskKind, Ticket, TicketId, Timestamp, Urgency, Words,
};
use std::collections::BTreeMap;

const EVERY_DAY: [Day; 7] = [Day::Mon, Day::Tue, Day::Wed, Day::Thu, Day::Fri, Day::Sat, Day::Sun];

fn at(text: &str) -> Timestamp {
    Timestamp::from_millis(format!("{text}:00+08:00").parse::<jiff::Timestamp>().unwrap().as_millisecond())
}

fn schedule(key: &str, periods: &[(&str, &str)], days: &[Day]) -> Schedule {
    let period = |day: &Day, from: &str, to: &str| Period { day: *day, from: from.into(), to: to.into() };
    let week = days.iter().flat_map(|day| periods.iter().map(move |(from, to)| period(day, from, to))).collect();
    Schedule { key: key.into(), zone: "Asia/Shanghai".into(), week, ..Schedule::default() }
}

fn schedules() -> Vec<Schedule> {
    vec![schedule("day", &[("08:00", "18:00")], &EVERY_DAY), schedule("office", &[("09:00", "12:00"), ("13:00", "18:00")], &EVERY_DAY[..5])]
}

fn open(minutes: i64) -> Target {
    Target::Open { minutes, schedule: "office".into() }
}

const fn wall(minutes: i64) -> Target {
    Target::Wall { minutes }
}

fn policy(first_response: Option<Goal>, resolution: Option<Goal>) -> Policy {
    Policy {
        key: "plan".into(),
        name: Words::default(),
        order: 1,
        when: Condition::default(),
        hours: "day".into(),
        first_response,
        next_response: None,
        resolution,
        plan: None,
        warn_at: vec![50, 90],
        escalation: vec![],
        repeat: 15,
        requests: RequestGoals::default(),
        complaints: ComplaintGoals::default(),
    }
}

fn ticket(opened_at: Timestamp) -> Ticket {
    Ticket {
        id: TicketId::new(opened_at, [7; 10]),
        number: Number { lasting: Some(1), temporary: None },
        subject: "漏水".into(),
        channel: Channel::Chat,
        status: Status::Open,
        urgency: Urgency::Normal,
        category: None,
        tags: TagSet::default(),
        queue: None,
        owner: None,
        customer: CustomerId::new(opened_at, [8; 10]),
        tier: 0,
        language: None,
        opened_at,
        updated_at: opened_at,
        first_response_at: None,
        waiting_since: Some(opened_at),
        last_public: None,
        chased: 0,
        reopened: 0,
        demand: None,
        snooze: None,
        links: std::collections::BTreeSet::new(),
        recover: false,
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

fn moves(ticket: &mut Ticket, to: Status, when: &str) {
    let event = Event::Status { from: ticket.status, to, closing: None };
    ticket.history.push(HistoryEntry { at: at(when), by: None, operation: None, offline: false, event });
    ticket.status = to;
}

fn why(ticket: &Ticket, policy: &Policy, kind: ClockKind, now: &str) -> Explanation {
    explain(ticket, std::slice::from_ref(policy), &schedules(), (kind, None), &[], at(now)).unwrap().unwrap()
}

fn told(explanation: &Explanation) -> Vec<(Counted, i64)> {
    explanation.stretches.iter().map(|stretch| (stretch.counted, stretch.to.since(stretch.from) / 60_000)).collect()
}

#[test]
fn each_number_of_the_plans_falls_due_when_the_plan_says() {
    let chat = Goal { target: wall(3), off: Some(wall(15)) };
    let later_chat = Goal { target: wall(2), off: Some(wall(10)) };
    let message = Goal { target: wall(60), off: Some(Target::NextDay { at: "09:00".into(), zone: "Asia/Shanghai".into() }) };
    let plain = |minutes| Goal { target: wall(minutes), off: None };
    let inside = |minutes| Goal { target: open(minutes), off: None };
    for (what, goal, start, due) in [
        ("002 response, first year", &chat, "2026-11-23T10:00", "2026-11-23T10:03"),
        ("002 the same at night", &chat, "2026-11-23T23:58", "2026-11-24T00:13"),
        ("002 response, second year", &later_chat, "2026-11-23T17:59", "2026-11-23T18:01"),
        ("002 the same from 18:00 on", &later_chat, "2026-11-23T18:00", "2026-11-23T18:10"),
        ("001 first response", &plain(60), "2026-11-23T23:30", "2026-11-24T00:30"),
        ("002 a message in working hours", &message, "2026-11-23T17:30", "2026-11-23T18:30"),
        ("002 a message in the evening: the next day by 9", &message, "2026-11-23T18:00", "2026-11-24T09:00"),
        ("002 a message after midnight is one of the night before", &message, "2026-11-24T00:05", "2026-11-24T09:00"),
        ("002 help of another department asked for", &inside(15), "2026-11-23T11:50", "2026-11-23T13:05"),
        ("002 the contact answers", &inside(30), "2026-11-20T17:45", "2026-11-23T09:15"),
        ("002 the contact tells of progress", &inside(120), "2026-11-20T17:00", "2026-11-23T10:00"),
        ("001 the cause of a fault", &plain(24 * 60), "2026-11-20T17:00", "2026-11-21T17:00"),
        ("002 emergency: somebody answers", &plain(10), "2026-11-22T03:00", "2026-11-22T03:10"),
        ("002 emergency: a first plan", &plain(120), "2026-11-22T23:00", "2026-11-23T01:00"),
        ("002 second call after a solution", &plain(24 * 60), "2026-11-22T23:00", "2026-11-23T23:00"),
    ] {
        let policy = policy(Some(goal.clone()), None);
        let clocks = clocks(&ticket(at(start)), std::slice::from_ref(&policy), &schedules(), at(start));
        assert_eq!(clocks[0].due, at(due), "{what}");
    }
}

#[test]
fn an_evening_is_told_as_closed_and_the_wait_for_the_customer_as_paused() {
    let policy = policy(None, Some(Goal { target: open(240), off: None }));
    let mut ticket = ticket(at("2026-11-23T15:00"));
    moves(&mut ticket, Status::Pending, "2026-11-23T16:00");
    moves(&mut ticket, Status::Open, "2026-11-23T17:30");
    let why = why(&ticket, &policy, ClockKind::Resolution, "2026-11-23T17:40");
    assert_eq!(why.due, at("2026-11-24T11:30"));
    assert_eq!(
        told(&why),
        [(Counted::Running, 60), (Counted::Paused, 90), (Counted::Running, 30), (Counted::Closed, 15 * 60), (Counted::Running, 150)],
        "what counts until it is due is what was promised"
    );
}

#[test]
fn a_wait_over_the_evening_is_closed_there_and_not_paused_twice() {
    let policy = policy(None, Some(Goal { target: open(120), off: None }));
    let mut ticket = ticket(at("2026-11-23T17:00"));
    moves(&mut ticket, Status::Pending, "2026-11-23T17:30");
    moves(&mut ticket, Status::Open, "2026-11-24T10:00");
    let why = why(&ticket, &policy, ClockKind::Resolution, "2026-11-24T10:00");
    assert_eq!(told(&why), [(Counted::Running, 30), (Counted::Paused, 30), (Counted::Closed, 900), (Counted::Paused, 60), (Counted::Running, 90)]);
}

#[test]
fn a_breach_is_told_up_to_now_and_a_met_clock_up_to_where_it_was_met() {
    let policy = policy(Some(Goal { target: wall(3), off: Some(wall(15)) }), None);
    let mut late = ticket(at("2026-11-23T19:00"));
    let breached = why(&late, &policy, ClockKind::FirstResponse, "2026-11-23T19:40");
    assert!(breached.is_off, "at night another target holds");
    assert_eq!((breached.due, told(&breached)), (at("2026-11-23T19:15"), vec![(Counted::Running, 40)]));
    late.first_response_at = Some(at("2026-11-23T19:20"));
    let met = why(&late, &policy, ClockKind::FirstResponse, "2026-11-24T19:40");
    assert_eq!((met.met_at, told(&met)), (Some(at("2026-11-23T19:20")), vec![(Counted::Running, 20)]));
}

#[test]
fn a_clock_that_waits_for_the_customer_stands_still_until_its_time_is_over_anyway() {
    let policy = policy(None, Some(Goal { target: wall(60), off: None }));
    let mut ticket = ticket(at("2026-11-23T10:00"));
    moves(&mut ticket, Status::Pending, "2026-11-23T10:30");
    let state = |now: &str| clocks(&ticket, std::slice::from_ref(&policy), &schedules(), at(now))[0].state;
    assert_eq!(state("2026-11-23T10:40"), ClockState::Paused);
    assert_eq!(state("2026-11-25T10:40"), ClockState::Paused, "however long that takes");
}

#[test]
fn a_pause_is_kept_when_a_new_urgency_brings_another_policy() {
    // GLPI 6902: the pause was a counter of the old policy and was lost with it.
    let (slow, quick) = (Goal { target: wall(600), off: None }, Goal { target: wall(120), off: None });
    let mut ticket = ticket(at("2026-11-23T10:00"));
    moves(&mut ticket, Status::Pending, "2026-11-23T10:30");
    moves(&mut ticket, Status::Open, "2026-11-23T11:15");
    let due = |goal: Goal| clocks(&ticket, &[policy(None, Some(goal))], &schedules(), at("2026-11-23T11:20"))[0].due;
    assert_eq!((due(slow), due(quick)), (at("2026-11-23T20:45"), at("2026-11-23T12:45")));
}

#[test]
fn a_ticket_opened_again_goes_on_with_the_pauses_it_had() {
    let policy = policy(None, Some(Goal { target: wall(120), off: None }));
    let mut ticket = ticket(at("2026-11-23T10:00"));
    moves(&mut ticket, Status::Pending, "2026-11-23T10:30");
    moves(&mut ticket, Status::Solved, "2026-11-23T11:00");
    assert_eq!(clocks(&ticket, std::slice::from_ref(&policy), &schedules(), at("2026-11-23T15:00"))[0].met_at, Some(at("2026-11-23T11:00")));
    moves(&mut ticket, Status::Open, "2026-11-23T16:00");
    let clock = &clocks(&ticket, std::slice::from_ref(&policy), &schedules(), at("2026-11-23T16:00"))[0];
    assert_eq!((clock.due, clock.met_at, clock.state), (at("2026-11-23T12:30"), None, ClockState::Breached));
}

#[test]
fn a_policy_is_for_the_category_the_queue_and_the_time_of_day_it_names() {
    let queue = QueueId(uuid::Uuid::from_u128(5));
    let named = |key: &str, order, when| Policy { key: key.into(), order, when, ..policy(None, None) };
    let policies = [
        named("fault", 1, Condition { categories: vec!["fault".into()], ..Condition::default() }),
        named("repairs", 2, Condition { queues: vec![queue], ..Condition::default() }),
        named("night", 3, Condition { came: Some(Came { schedule: "day".into(), open: false }), ..Condition::default() }),
        named("nowhere", 4, Condition { came: Some(Came { schedule: "gone".into(), open: false }), ..Condition::default() }),
        named("rest", 5, Condition::default()),
    ];
    let of = |ticket: &Ticket| Policy::of(&policies, &schedules(), ticket).unwrap().key.clone();
    let (noon, night) = (ticket(at("2026-11-23T12:00")), ticket(at("2026-11-23T23:00")));
    assert_eq!((of(&noon), of(&night)), ("rest".into(), "night".into()), "a schedule that is not there holds for nothing");
    assert_eq!(of(&Ticket { category: Some("fault/coffee".into()), ..night.clone() }), "fault", "and what lies below it");
    assert_eq!(of(&Ticket { category: Some("faulty".into()), ..night.clone() }), "night");
    assert_eq!(of(&Ticket { category: Some("other".into()), queue: Some(queue), ..night }), "repairs");
}

#[test]
fn a_ticket_of_no_sensible_time_is_explained_all_the_same() {
    let policy = policy(None, Some(Goal { target: open(240), off: None }));
    for opened_at in [i64::MIN, 0, -62_135_596_800_000] {
        let old = ticket(Timestamp::from_millis(opened_at));
        let told = explain(&old, std::slice::from_ref(&policy), &schedules(), (ClockKind::Resolution, None), &[], at("2026-11-23T10:00"));
        assert!(told.is_err() || told.unwrap().is_some_and(|why| !why.stretches.is_empty()), "{opened_at}");
    }
}

#[test]
fn a_kind_that_does_not_run_has_nothing_to_explain() {
    let policy = policy(Some(Goal { target: wall(3), off: None }), None);
    assert_eq!(
        explain(
            &ticket(at("2026-11-23T10:00")),
            std::slice::from_ref(&policy),
            &schedules(),
            (ClockKind::Resolution, None),
            &[],
            at("2026-11-23T10:01")
        ),
        Ok(None)
    );
}

#[test]
fn an_emergency_is_promised_a_first_plan_and_that_clock_is_met_by_the_promise() {
    let mut emergency = policy(None, None);
    emergency.plan = Some(Goal { target: wall(120), off: None });
    let mut ticket = ticket(at("2026-11-22T23:00"));
    let clock = |ticket: &Ticket, now: &str| clocks(ticket, std::slice::from_ref(&emergency), &schedules(), at(now)).remove(0);
    let first = clock(&ticket, "2026-11-22T23:10");
    assert_eq!((first.kind, first.due), (ClockKind::Plan, at("2026-11-23T01:00")));
    let by = AgentId::new(at("2026-11-22T23:00"), [1; 10]);
    let id = OperationId::new(at("2026-11-22T23:00"), [2; 10]);
    let made_at = at("2026-11-22T23:50");
    let promise = Task { id, kind: TaskKind::Promise, text: "a spare machine".into(), due: at("2026-11-23T12:00"), by, made_at, ended: None };
    ticket.tasks.push(promise);
    let met = clock(&ticket, "2026-11-23T00:10");
    assert_eq!((met.state, met.met_at), (ClockState::Met, Some(made_at)));
    let owed = clocks(&ticket, &[], &schedules(), at("2026-11-23T00:10")).remove(0);
    assert_eq!((owed.kind, owed.due, owed.warnings.len()), (ClockKind::Promise, at("2026-11-23T12:00"), 1), "without any policy as well");
}

fn asked(made_at: Timestamp) -> Request {
    let (id, by) = (OperationId::new(made_at, [3; 10]), AgentId::new(made_at, [1; 10]));
    Request { id, department: DepartmentId::new(made_at, [5; 10]), text: "where is the parcel".into(), by, made_at, steps: vec![] }
}

#[test]
fn a_department_has_half_an_hour_to_say_that_it_has_a_request_and_two_hours_to_say_how_far_it_is_again_and_again() {
    let nine = at("2026-11-22T21:00");
    let mut ticket = ticket(nine);
    ticket.requests.push(asked(nine));
    let clock = |ticket: &Ticket, now: &str| clocks(ticket, &[], &schedules(), at(now)).pop().map(|clock| (clock.kind, clock.due, clock.state));
    assert_eq!(
        clock(&ticket, "2026-11-22T21:10"),
        Some((ClockKind::RequestAccepted, at("2026-11-22T21:30"), ClockState::Running)),
        "at night as well"
    );
    assert_eq!(clock(&ticket, "2026-11-22T21:30"), Some((ClockKind::RequestAccepted, at("2026-11-22T21:30"), ClockState::Breached)));
    let says = |ticket: &mut Ticket, step, time: &str| {
        let mark = RequestMark { step, operation: OperationId::new(at(time), [9; 10]), by: ticket.requests[0].by, at: at(time) };
        ticket.requests[0].steps.push(mark);
    };
    says(&mut ticket, RequestStep::Accept, "2026-11-22T21:40");
    assert_eq!(
        clock(&ticket, "2026-11-22T22:00"),
        Some((ClockKind::RequestProgress, at("2026-11-22T23:00"), ClockState::Running)),
        "two hours from the request (002)"
    );
    says(&mut ticket, RequestStep::Progress, "2026-11-22T22:50");
    assert_eq!(clock(&ticket, "2026-11-22T23:30"), Some((ClockKind::RequestProgress, at("2026-11-23T00:50"), ClockState::Running)));
    ticket.status = Status::Solved;
    assert_eq!(clock(&ticket, "2026-11-23T00:50").map(|(.., state)| state), Some(ClockState::Breached), "whatever becomes of the ticket");
    says(&mut ticket, RequestStep::Answer, "2026-11-23T01:00");
    assert_eq!(clock(&ticket, "2026-11-23T01:00"), None);
}

#[test]
fn of_two_requests_the_one_that_is_due_next_is_explained_with_its_own_words() {
    let nine = at("2026-11-23T09:00");
    let mut ticket = ticket(nine);
    ticket.requests = vec![Request { text: "later".into(), ..asked(nine.plus_minutes(5)) }, Request { text: "sooner".into(), ..asked(nine) }];
    let why = explain(&ticket, &[], &schedules(), (ClockKind::RequestAccepted, None), &[], nine.plus_minutes(10)).unwrap().unwrap();
    assert_eq!((why.about.as_deref(), why.due, why.target), (Some("sooner"), nine.plus_minutes(30), Some(wall(30))));
    let later = (ClockKind::RequestAccepted, Some(nine.plus_minutes(35)));
    let why = explain(&ticket, &[], &schedules(), later, &[], nine.plus_minutes(10)).unwrap().unwrap();
    assert_eq!((why.about.as_deref(), why.due), (Some("later"), nine.plus_minutes(35)), "or the one that was asked about");
    let mut hours = policy(None, None);
    hours.requests.accepted = Goal { target: open(30), off: None };
    let night = at("2026-11-23T23:50");
    ticket.requests = vec![asked(night)];
    let why = explain(&ticket, std::slice::from_ref(&hours), &schedules(), (ClockKind::RequestAccepted, None), &[], night).unwrap().unwrap();
    assert!(why.stretches.iter().any(|stretch| stretch.counted == Counted::Closed), "each number is a setting, and may go by a schedule");
}

#[test]
fn a_complaint_is_confirmed_within_the_hour_and_each_later_stage_has_a_day() {
    use ComplaintStage::{Analysed, CarriedOut, Confirmed, FollowedUp, Planned, Received, Told};
    let nine = at("2026-11-23T09:00");
    let mut ticket = ticket(nine);
    let (id, by) = (OperationId::new(nine, [4; 10]), AgentId::new(nine, [1; 10]));
    ticket.complaints.push(Complaint { id, text: "leaks".into(), cause: Some(ComplaintCause::Quality), by, made_at: nine, stages: vec![] });
    let clock = |ticket: &Ticket| clocks(ticket, &[], &schedules(), nine).pop();
    let first = clock(&ticket).unwrap();
    assert_eq!(
        (first.kind, first.due, first.told),
        (ClockKind::ComplaintStage, nine.plus_minutes(60), Some(Receiver::LeadBut(by))),
        "a lead looks into it (P4)"
    );
    let mut stage = Received;
    for (hour, to) in (1..).zip([Confirmed, Analysed, Planned, CarriedOut, Told, FollowedUp]) {
        assert_eq!((stage.next(), ticket.complaints[0].is_open()), (Some(to), true));
        stage = to;
        let reached = nine.plus_minutes(hour * 60);
        ticket.complaints[0].stages.push(ComplaintMark { stage, operation: id, by, at: reached });
        let due = clock(&ticket).map(|clock| (clock.due, clock.told));
        assert_eq!(due, (to != FollowedUp).then_some((reached.plus_minutes(24 * 60), None)));
    }
    assert_eq!((stage.next(), ticket.complaints[0].is_open()), (None, false));
}

#[test]
fn what_a_newer_server_says_of_clocks_that_this_build_does_not_know_is_passed_over() {
    let mut json = serde_json::to_value(ticket(at("2026-11-23T09:00"))).unwrap();
    let known = Alert { at: at("2026-11-23T10:00"), level: Level::Breach, kind: ClockKind::Resolution, due: at("2026-11-23T10:00") };
    let mut other = serde_json::to_value(known).unwrap();
    other["kind"] = "tea".into();
    json["alerted"] = serde_json::json!([other, known]);
    assert_eq!(serde_json::from_value::<Ticket>(json).unwrap().alerted, [known]);
}

#[test]
fn what_an_outage_takes_counts_all_the_same_and_is_told_apart() {
    // 9:00 to 18:00; came at 16:00, four open hours, so due at 11:00 on the next day.
    let policy = policy(None, Some(Goal { target: open(240), off: None }));
    let mut ticket = ticket(at("2026-11-23T16:00"));
    let outages = [(at("2026-11-23T15:00"), at("2026-11-23T16:30")), (at("2026-11-23T17:30"), at("2026-11-24T09:20"))];
    let why = |ticket: &Ticket, now: &str| {
        explain(ticket, std::slice::from_ref(&policy), &schedules(), (ClockKind::Resolution, None), &outages, at(now)).unwrap().unwrap()
    };
    let told = why(&ticket, "2026-11-24T12:00");
    assert_eq!(told.due, at("2026-11-24T11:00"), "never later for it");
    assert_eq!(told.lost(), (30 + 30 + 20) * 60_000, "open hours alone: the night was nobody's");
    let after = [(at("2026-11-24T10:50"), at("2026-11-24T11:30"))];
    let late = explain(&ticket, std::slice::from_ref(&policy), &schedules(), (ClockKind::Resolution, None), &after, at("2026-11-24T12:00"))
        .unwrap()
        .unwrap();
    assert_eq!(late.lost(), 10 * 60_000, "what came after the due time took nothing from it");
    assert_eq!((told.stretches[0].from, told.stretches.last().unwrap().to), (at("2026-11-23T16:00"), at("2026-11-24T12:00")), "without a gap");
    assert!(told.stretches.iter().any(|stretch| stretch.outage && stretch.counted == Counted::Closed));
    assert!(told.stretches.windows(2).all(|two| two[0].to == two[1].from));
    // Solved in the middle of it: what came after takes nothing more.
    ticket.status = Status::Solved;
    let (operation, by) = (None, None);
    let event = Event::Status { from: Status::Open, to: Status::Solved, closing: None };
    ticket.history.push(HistoryEntry { operation, at: at("2026-11-23T17:40"), by, event, offline: true });
    assert_eq!(why(&ticket, "2026-11-24T12:00").lost(), (30 + 10) * 60_000);
}
