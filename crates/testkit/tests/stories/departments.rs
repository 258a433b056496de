//! What departments are asked for and what customers complain about: from a desk to those it concerns, with clocks that run on
//! every desk, also while the team server is away (C4, C5, P1).

use holdfast_desk::view::{ConnectionState, Panel, RequestCard};
use holdfast_domain::sla::{ClockKind, Level};
use holdfast_domain::{ComplaintCause, ComplaintStage, DepartmentId, MessageKind, RequestStep, Words};
use holdfast_protocol::Row;
use holdfast_testkit::{TestDesk, World};
use std::sync::Arc;

const WEN: &str = "wen";
/// The warehouse's contact, and its head.
const TAO: &str = "tao";
const QIN: &str = "qin";

/// A department by its English name.
fn department(world: &World, name: &str) -> DepartmentId {
    let named = |words: &Words| words.in_language(holdfast_domain::Language::English) == name;
    let found = world.rows().into_iter().find_map(|row| match row {
        Row::Department(department) if named(&department.name) => Some(department.id),
        _ => None,
    });
    found.unwrap()
}

fn card(desk: &TestDesk, ticket: &str) -> Option<RequestCard> {
    desk.work().ticket(ticket).ok()?.requests.into_iter().next()
}

/// The gravest open alert about a clock of this kind.
fn alerted(desk: &TestDesk, kind: ClockKind) -> Option<Level> {
    desk.work().alert_list().unwrap().alerts.into_iter().filter(|alert| alert.clock == kind).map(|alert| alert.level).max()
}

fn notes(desk: &TestDesk, ticket: &str) -> String {
    desk.reads(ticket).into_iter().map(|(text, _)| text).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_request_reaches_the_departments_contact_at_once_and_its_words_come_back_onto_the_ticket() {
    let world = World::new();
    let (wen, tao) = (world.desk(WEN), world.desk(TAO));
    let ticket = wen.own_ticket().row.id;
    let warehouse = department(&world, "Warehouse and delivery").to_string();
    assert_eq!(wen.work().request(&ticket, &warehouse, "  ").unwrap_err().code, "empty-text");
    wen.work().request(&ticket, &warehouse, " Where is the parcel? ").unwrap();
    tao.sees("what it is asked for", |_| alerted(&tao, ClockKind::RequestAccepted) == Some(Level::Warning));
    let number = tao.work().ticket(&ticket).unwrap().row.number;
    tao.sees("its notification", |_| tao.computer.notices().iter().any(|notice| notice.title.contains(&number)));
    let asked = card(&tao, &ticket).unwrap();
    assert_eq!((asked.text.as_str(), asked.mine, asked.step, asked.by.as_str()), ("Where is the parcel?", true, None, "温书言"));
    let theirs = card(&wen, &ticket).unwrap();
    assert_eq!((theirs.mine, theirs.phone.as_deref()), (false, Some("400 000 0126 ext. 3")), "the number that is always answered");

    tao.work().step_request(&ticket, &asked.id, RequestStep::Accept, "").unwrap();
    tao.sees("no more of it", |_| alerted(&tao, ClockKind::RequestAccepted).is_none() && tao.computer.notices().is_empty());
    wen.sees("that they have it", |_| card(&wen, &ticket).is_some_and(|card| card.step == Some(RequestStep::Accept)));
    let clock = card(&wen, &ticket).unwrap().clock.unwrap();
    let two_hours = asked.made_at.instant().plus_minutes(120);
    assert_eq!((clock.kind, clock.due.map(|due| due.instant())), (ClockKind::RequestProgress, Some(two_hours)), "two hours from the request");
    let why = wen.work().clock_story(&ticket, ClockKind::RequestProgress, None).unwrap();
    assert_eq!(why.policy, "Where is the parcel?");

    assert_eq!(tao.work().step_request(&ticket, &asked.id, RequestStep::Answer, "").unwrap_err().code, "empty-text");
    tao.work().save_docked(&ticket, Panel::RequestStep, &asked.id, "{}").unwrap();
    tao.work().step_request(&ticket, &asked.id, RequestStep::Answer, "In Hangzhou, out for delivery.").unwrap();
    assert_eq!(tao.work().docked(&ticket, Panel::RequestStep, &asked.id).unwrap(), None, "said, and no form any more");
    wen.sees("the answer", |_| notes(&wen, &ticket).contains("In Hangzhou"));
    let ended = card(&wen, &ticket).unwrap();
    assert_eq!((ended.step, ended.clock), (Some(RequestStep::Answer), None));
    assert!(
        world.messages(&ticket).iter().all(|message| !message.body.contains("Hangzhou") || message.kind == MessageKind::Note),
        "inward alone (T11)"
    );
}

#[test]
fn who_asked_hears_when_a_department_does_not_answer_and_so_does_its_head_also_while_the_server_is_away() {
    let mut world = World::new();
    let (wen, tao) = (world.desk(WEN), world.desk(TAO));
    let ticket = wen.own_ticket().row.id;
    let warehouse = department(&world, "Warehouse and delivery").to_string();
    wen.work().request(&ticket, &warehouse, "Where is the parcel?").unwrap();
    tao.sees("the request", |_| card(&tao, &ticket).is_some());
    world.server_dies();
    for desk in [&wen, &tao] {
        desk.is(ConnectionState::Offline);
        desk.clock.advance(31);
    }
    wen.sees("that nobody has it", |_| alerted(&wen, ClockKind::RequestAccepted) == Some(Level::Breach));
    tao.sees("that it was brought to the head", |_| alerted(&tao, ClockKind::RequestAccepted) == Some(Level::Escalation));
    let alert = tao.work().alert_list().unwrap().alerts.into_iter().find(|alert| alert.clock == ClockKind::RequestAccepted).unwrap();
    assert_eq!(alert.about.as_deref(), Some("Warehouse and delivery: Where is the parcel?"));

    // The one writes down by telephone what the other writes down at a desk: both are kept, one ends it.
    let request = card(&wen, &ticket).unwrap().id;
    wen.work().step_request(&ticket, &request, RequestStep::Answer, "By telephone: lost.").unwrap();
    tao.work().step_request(&ticket, &request, RequestStep::Progress, "Still looking.").unwrap();
    for desk in [&wen, &tao] {
        desk.sees("that it is over", |_| alerted(desk, ClockKind::RequestAccepted).is_none());
    }
    world.server_returns();
    wen.is_in_step();
    tao.is_in_step();
    for desk in [&wen, &tao] {
        desk.sees("what both said", |_| notes(desk, &ticket).contains("lost") && notes(desk, &ticket).contains("Still looking"));
    }
    let steps = world.ticket(&ticket).unwrap().requests.remove(0).steps;
    assert!(steps.iter().filter(|mark| mark.step.is_end()).count() == 1 && steps.last().is_some_and(|mark| mark.step.is_end()), "{steps:?}");
}

#[test]
fn a_department_that_may_not_see_the_ticket_is_not_asked_in_vain() {
    let world = World::new();
    let wen = world.desk(WEN);
    let ticket = wen.own_ticket().row.id;
    let queue = world.ticket(&ticket).unwrap().queue;
    let row = world.rows().into_iter().find_map(|row| match row {
        Row::Queue(found) if Some(found.id) == queue => Some(holdfast_domain::Queue::clone(&found)),
        _ => None,
    });
    let own = holdfast_domain::Queue { restricted: true, ..row.unwrap() };
    world.changes(|transaction| {
        transaction.seq().unwrap();
        transaction.put(&Row::Queue(Arc::new(own))).unwrap();
    });
    let warehouse = department(&world, "Warehouse and delivery").to_string();
    let ask = || wen.work().request(&ticket, &warehouse, "Where is the parcel?").map_err(|error| error.code);
    wen.sees("that it is refused", |_| ask().is_err_and(|code| code == "request-unseen"));
}

#[test]
fn a_lead_hears_of_a_complaint_at_once_and_it_goes_through_its_stages_each_with_a_clock() {
    let mut world = World::new();
    let (wen, mut qin) = (world.desk(WEN), world.desk(QIN));
    let ticket = wen.own_ticket().row.id;
    wen.work().complain(&ticket, "The tank leaks and nobody rings back.", None).unwrap();
    qin.sees("the complaint", |_| alerted(&qin, ClockKind::ComplaintStage) == Some(Level::Warning));
    assert_eq!(alerted(&wen, ClockKind::ComplaintStage), None, "who wrote it down need not be told");
    let shown = qin.work().ticket(&ticket).unwrap().complaints.remove(0);
    assert_eq!((shown.next, shown.stages.len()), (Some(ComplaintStage::Confirmed), 1));

    world.server_dies();
    for desk in [&wen, &qin] {
        desk.is(ConnectionState::Offline);
    }
    // Both confirm it, cut off from each other; a second complaint while one is open is a note, and goes on as the first.
    wen.work().step_complaint(&ticket, &shown.id, ComplaintStage::Confirmed, "Rang her.", Some(ComplaintCause::Quality)).unwrap();
    qin.work().step_complaint(&ticket, &shown.id, ComplaintStage::Confirmed, "Wrote to her.", None).unwrap();
    qin.work().complain(&ticket, "And the box was torn.", None).unwrap();
    let half = "{\"text\":\"half a complaint\"}";
    qin.work().save_docked(&ticket, Panel::ComplaintStep, &shown.id, half).unwrap();
    qin.crashes();
    qin.starts();
    assert_eq!(qin.work().docked(&ticket, Panel::ComplaintStep, &shown.id).unwrap().as_deref(), Some(half), "half written, and killed");
    world.server_returns();
    wen.is_in_step();
    qin.is_in_step();
    for desk in [&wen, &qin] {
        desk.sees("all of it", |_| ["Rang her", "Wrote to her", "box was torn"].iter().all(|text| notes(desk, &ticket).contains(text)));
    }
    let [complaint] = world.ticket(&ticket).unwrap().complaints.try_into().unwrap();
    assert_eq!((complaint.stage(), complaint.stages.len()), (ComplaintStage::Confirmed, 1));
    let card = wen.work().ticket(&ticket).unwrap().complaints.remove(0);
    let due = card.clock.unwrap().due.unwrap().instant();
    assert_eq!(due, complaint.stage_since().plus_minutes(24 * 60), "a day for each later stage");

    world.server_dies();
    wen.is(ConnectionState::Offline);
    wen.clock.advance(24 * 60 + 1);
    wen.sees("that it stands still", |_| alerted(&wen, ClockKind::ComplaintStage) == Some(Level::Breach));
    let mut stage = ComplaintStage::Confirmed;
    while let Some(next) = stage.next() {
        wen.work().step_complaint(&ticket, &card.id, next, "", None).unwrap();
        stage = next;
    }
    let ended = wen.work().ticket(&ticket).unwrap().complaints.remove(0);
    assert_eq!((ended.stages.len(), ended.next, ended.clock), (7, None, None));
    wen.sees("nothing more of it", |_| alerted(&wen, ClockKind::ComplaintStage).is_none());
}
