//! A reply on a ticket that is nobody's takes it: with the reply, back with the reply, and not over a colleague who was first.

use holdfast_desk::Settings;
use holdfast_desk::view::{ConnectionState, Decision, Millis, Sending, View};
use holdfast_testkit::{TestDesk, World};

fn free_ticket(desk: &TestDesk) -> String {
    let rows = desk.work().list(&View::Unassigned.into(), 0, 50).unwrap().rows;
    rows.into_iter().find(|row| row.urgency != holdfast_domain::Urgency::Emergency).expect("a ticket that is nobody's").id
}

fn owner(desk: &TestDesk, ticket: &str) -> Option<String> {
    desk.work().ticket(ticket).unwrap().row.owner
}

#[test]
fn a_reply_that_is_taken_back_gives_the_ticket_back_too() {
    let world = World::new();
    let wen = world.desk("wen");
    wen.desk().save_settings(Settings { undo_seconds: 60, ..wen.desk().settings() }).unwrap();
    let ticket = free_ticket(&wen);
    let sent = wen.replies(&ticket, "It is on its way.");
    assert_eq!(owner(&wen, &ticket), Some(wen.work().team().me.name));
    let back = wen.work().take_back(&[sent.operation]).unwrap();
    assert_eq!(back.count, 2);
    assert_eq!(owner(&wen, &ticket), None);
    wen.is_in_step();
    assert_eq!(world.ticket(&ticket).unwrap().owner, None);
    assert_eq!(wen.work().ticket(&ticket).unwrap().drafts[0].body, "It is on its way.");
}

#[test]
fn a_colleague_who_was_first_keeps_the_ticket_and_the_reply_waits_with_their_name_for_its_author() {
    let world = World::new();
    let wire = world.wire();
    let (wen, qin) = (world.desk_over(&wire, "wen"), world.desk("qin"));
    let ticket = free_ticket(&wen);
    wire.cut();
    wen.is(ConnectionState::Offline);
    wen.replies(&ticket, "Written while she could not know.");
    qin.work().claim(&ticket, "").unwrap();
    qin.is_in_step();
    wire.mend();
    wen.work().try_now();

    wen.sees("it is held", |work| work.held().unwrap().iter().any(|item| item.ticket == ticket));
    let item = wen.work().held().unwrap().into_iter().find(|item| item.ticket == ticket).unwrap();
    assert_eq!(item.reason.id, "held-taken-over");
    assert!(item.reason.args.values().any(|by| *by == qin.work().team().me.name), "{:?}", item.reason);
    assert!(item.parts.iter().any(|part| part.kind == "claim"), "the claim is shown with it: {:?}", item.parts);
    assert_eq!(world.count("Written while she could not know."), 0);

    wen.work().decide(&item.operation, Decision::SendAnyway, Some(&item.shown)).unwrap();
    wen.sees("it is sent", |_| world.count("Written while she could not know.") == 1);
    wen.is_in_step();
    assert_eq!(owner(&wen, &ticket), Some(qin.work().team().me.name), "saying something takes nothing away");
    assert!(wen.work().held().unwrap().is_empty());
    assert!(world.ticket(&ticket).unwrap().held.is_empty(), "and colleagues wait for nothing any more");
}

#[test]
fn a_reply_that_waits_for_another_reason_takes_the_ticket_once_it_is_sent_anyway() {
    let world = World::new();
    let wire = world.wire();
    let wen = world.desk_over(&wire, "wen");
    let ticket = free_ticket(&wen);
    wire.cut();
    wen.is(ConnectionState::Offline);
    wen.replies(&ticket, "To what she asked at first.");
    world.customer_writes(&ticket, "And something else.");
    wire.mend();
    wen.work().try_now();
    wen.sees("it is held", |work| work.held().unwrap().iter().any(|item| item.ticket == ticket));
    assert_eq!(world.ticket(&ticket).unwrap().owner, None, "nothing of it has happened");
    let item = wen.work().held().unwrap().into_iter().find(|item| item.ticket == ticket).unwrap();
    wen.work().decide(&item.operation, Decision::SendAnyway, Some(&item.shown)).unwrap();
    wen.sees("it is sent", |_| world.count("To what she asked at first.") == 1);
    wen.is_in_step();
    assert_eq!(owner(&wen, &ticket), Some(wen.work().team().me.name));
}

#[test]
fn whoever_puts_an_answer_off_has_the_ticket_from_now_on() {
    let world = World::new();
    let wen = world.desk("wen");
    let ticket = free_ticket(&wen);
    let work = wen.work();
    let tomorrow = Millis(work.connection().unwrap().now.0 + 86_400_000.0);
    let seen = work.ticket(&ticket).unwrap().seen;
    let sent = work.reply(&ticket, "Tomorrow.", seen, &[], Sending { at: Some(tomorrow), ..Sending::default() }).unwrap();
    wen.sees("it is hers", |_| world.ticket(&ticket).is_some_and(|ticket| ticket.owner.is_some()));
    assert_eq!(world.count("Tomorrow."), 0);
    work.take_back(&[sent.operation]).unwrap();
    assert_eq!(owner(&wen, &ticket), Some(work.team().me.name), "it was said at once, and stays");
}
