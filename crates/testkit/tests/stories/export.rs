//! Unsent work leaves a desk in a file and goes out from another one: once, whichever desk comes first and whatever comes after.

use holdfast_desk::DeskError;
use holdfast_desk::view::{ConnectionState, Decision, ItemState, NewCall, View};
use holdfast_domain::{Field, MessageKind, Urgency};
use holdfast_server::SAMPLE_PASSWORD;
use holdfast_server::ledger::Device;
use holdfast_testkit::{Fault, TestDesk, Wire, World};
use std::path::PathBuf;

const WORDS: &str = "horse battery 订书机";

fn code<T>(result: Result<T, DeskError>) -> String {
    result.err().map(|error| error.code).unwrap_or_default()
}

fn call(question: &str) -> NewCall {
    NewCall { urgency: Urgency::High, ..holdfast_testkit::call("王丽", "138 0013 8000", question) }
}

/// Another computer of wen, new to the team.
fn second_desk(world: &World) -> TestDesk {
    let desk = world.bare_desk("wen-second");
    desk.sets_up(&world.address(), "wen", SAMPLE_PASSWORD, None).unwrap();
    desk.is_in_step();
    desk
}

fn exports(world: &World, desk: &TestDesk) -> PathBuf {
    let path = world.folder().join(desk.work().export_name());
    desk.work().export(&path, WORDS).unwrap();
    path
}

/// A desk of wen over a wire that is cut.
fn cut_off(world: &World) -> (TestDesk, Wire) {
    let wire = world.wire();
    let wen = world.desk_over(&wire, "wen");
    wire.cut();
    wen.is(ConnectionState::Offline);
    (wen, wire)
}

#[test]
fn work_of_a_lost_laptop_goes_out_once_from_another_and_still_once_when_the_laptop_is_found() {
    let world = World::new();
    let (mut wen, wire) = cut_off(&world);
    let ticket = wen.own_ticket().row;
    wen.replies(&ticket.id, "lost-reply 退款三天内到账");
    wen.replies(&ticket.id, "lost-second-reply");
    wen.work().note(&ticket.id, "lost-note").unwrap();
    wen.work().set_field(&ticket.id, Field::Subject, "lost-subject").unwrap();
    let number = wen.work().capture(call("快递员没来 lost-call")).unwrap().number;
    let other = wen.work().list(&View::Mine.into(), 0, 100).unwrap().rows.into_iter().find(|row| row.id != ticket.id).unwrap().id;
    wen.work().save_draft(&other, MessageKind::Reply, "In the middle of a sen", &[]).unwrap();
    wen.work().save_capture("{\"phone\":\"0755\"}").unwrap();
    let path = world.folder().join("unsent.holdfast");
    assert_eq!(code(wen.work().export(&path, "short")), "passphrase-short");
    let exported = wen.work().export(&path, WORDS).unwrap();
    assert_eq!((exported.file.as_str(), exported.operations, exported.drafts, exported.files), ("unsent.holdfast", 5, 2, 0));
    wen.crashes();

    let second = second_desk(&world);
    let imported = second.work().import(&path, WORDS).unwrap();
    assert_eq!((imported.operations, imported.drafts, imported.left), (5, 2, 0));
    second.is_in_step();
    let texts = ["lost-reply", "lost-second-reply", "lost-note", "lost-call"];
    let once = || texts.iter().all(|text| world.count(text) == 1);
    assert!(once(), "one's own second reply is not held behind the first");
    assert_eq!(world.ticket(&ticket.id).unwrap().subject, "lost-subject");
    assert_eq!(second.state_of(&ticket.id, "lost-reply"), Some(ItemState::Sent));
    assert!(second.work().ticket(&other).unwrap().drafts.iter().any(|draft| draft.body == "In the middle of a sen"));
    assert_eq!(second.work().load_capture().unwrap().map(|kept| kept.json).as_deref(), Some("{\"phone\":\"0755\"}"));
    let lasting = second.ticket(&number_of(&world, &number));
    assert!(lasting.timeline.len() == 1, "the call is one ticket: {lasting:?}");
    let again = second.work().import(&path, WORDS).unwrap();
    assert_eq!((again.operations, again.drafts), (0, 0));

    // The laptop is found, still cut off; its person goes on where they were, and then it is online again.
    wen.starts();
    wen.replies(&ticket.id, "lost-third-reply");
    wire.mend();
    wen.is_in_step();
    assert!(once(), "nothing is done twice");
    assert_eq!(world.count("lost-third-reply"), 1, "a reply in one's own chain is not held because another desk sent the beginning");
    assert_eq!(wen.work().connection().unwrap().held, 0);
    assert_eq!(wen.state_of(&ticket.id, "lost-reply"), Some(ItemState::Sent));
    second.sees("the third reply", |_| second.reads(&ticket.id).iter().any(|(text, _)| text.contains("lost-third-reply")));
}

/// What the server calls the ticket with this temporary number.
fn number_of(world: &World, temporary: &str) -> String {
    let ticket = |row| if let holdfast_protocol::Row::Ticket(ticket) = row { Some(ticket) } else { None };
    let found = world.rows().into_iter().filter_map(ticket).find(|ticket| ticket.number.temporary.as_deref() == Some(temporary));
    found.expect("the call is with the server").number.to_string()
}

#[test]
fn what_was_sent_without_an_answer_is_not_done_again_by_the_desk_it_was_brought_to() {
    let world = World::new();
    let wire = world.wire();
    let mut wen = world.desk_over(&wire, "wen");
    let ticket = wen.own_ticket().row.id;
    wire.spoils_next("POST /v1/push", Fault::AnswerLost);
    wire.holds("GET /v1/changes");
    wen.replies(&ticket, "unanswered-reply");
    wen.computer.wait_until("the server has it", || world.count("unanswered-reply") == 1);
    let path = exports(&world, &wen);
    wen.crashes();
    wire.lets_go();
    let second = second_desk(&world);
    second.work().import(&path, WORDS).unwrap();
    second.is_in_step();
    assert_eq!(world.count("unanswered-reply"), 1);
    assert_eq!(second.state_of(&ticket, "unanswered-reply"), Some(ItemState::Sent));
    wen.starts();
    wen.is_in_step();
    assert_eq!(world.count("unanswered-reply"), 1);
}

#[test]
fn a_reply_brought_over_is_held_when_its_author_has_answered_at_the_new_desk_meanwhile() {
    let world = World::new();
    let (wen, _wire) = cut_off(&world);
    let ticket = wen.own_ticket().row.id;
    wen.replies(&ticket, "first-wording");
    let path = exports(&world, &wen);
    let second = second_desk(&world);
    second.replies(&ticket, "second-wording");
    second.is_in_step();
    second.work().import(&path, WORDS).unwrap();
    second.sees("the older reply is held", |work| work.connection().unwrap().held == 1);
    assert_eq!((world.count("first-wording"), world.count("second-wording")), (0, 1), "the customer gets one answer");
    let held = second.work().held().unwrap().pop().unwrap();
    assert_eq!(held.text, "first-wording");
    second.work().decide(&held.operation, Decision::SendAnyway, Some(&held.shown)).unwrap();
    second.is_in_step();
    assert_eq!(world.count("first-wording"), 1);
}

#[test]
fn a_held_reply_of_a_revoked_desk_is_decided_at_another() {
    let world = World::new();
    let (wen, wire) = cut_off(&world);
    let ticket = wen.own_ticket().row.id;
    wen.replies(&ticket, "revoked-held");
    world.customer_writes(&ticket, "I changed my mind");
    wire.mend();
    wen.sees("the reply is held", |work| work.connection().unwrap().held == 1);
    let device = world.device_of("wen");
    world.changes_device(device, |device| Device { revoked: true, ..device });
    wen.sees("the desk is shut out", |work| work.connection().unwrap().problem.is_some_and(|problem| problem.code == "device-revoked"));
    wen.work().note(&ticket, "revoked-note").unwrap();
    let path = exports(&world, &wen);

    let second = second_desk(&world);
    second.work().import(&path, WORDS).unwrap();
    second.sees("the note went out", |_| world.count("revoked-note") == 1);
    let held = second.work().held().unwrap().pop().unwrap();
    assert_eq!((held.text.as_str(), held.reason.id.as_str()), ("revoked-held", "held-customer-wrote"));
    assert!(format!("{:?}", held.news).contains("changed my mind"));
    second.work().decide(&held.operation, Decision::Discard, Some(&held.shown)).unwrap();
    second.is_in_step();
    assert_eq!(world.count("revoked-held"), 0);
}

#[test]
fn a_file_that_is_not_this_persons_changes_nothing_and_each_reason_has_a_name() {
    let world = World::new();
    let (wen, _wire) = cut_off(&world);
    wen.work().note(&wen.own_ticket().row.id, "not-yours").unwrap();
    let path = exports(&world, &wen);
    let qin = world.desk("qin");
    let before = qin.work().outbox().unwrap();
    let refused = qin.work().import(&path, WORDS).unwrap_err();
    assert_eq!(refused.code, "file-other-person");
    assert_eq!(refused.detail["name"], wen.work().team().me.name);
    assert_eq!(code(qin.work().import(&path, "horse battery staple")), "file-passphrase");
    let bad = world.folder().join("bad.holdfast");
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&bad, &whole[..whole.len() - 1]).unwrap();
    assert_eq!(code(qin.work().import(&bad, WORDS)), "file-damaged");
    std::fs::write(&bad, "a shopping list").unwrap();
    assert_eq!(code(qin.work().import(&bad, WORDS)), "file-foreign");
    assert_eq!(code(qin.work().import(&world.folder().join("nowhere"), WORDS)), "file-not-reached");
    assert_eq!(code(wen.work().export(&world.folder().join("no/folder"), WORDS)), "file-not-reached");

    let away = World::new();
    away.changes(|transaction| transaction.set_team("Another shop").unwrap());
    let theirs = away.desk("wen");
    let refused = theirs.work().import(&path, WORDS).unwrap_err();
    assert_eq!(refused.code, "file-other-team");
    for desk in [&qin, &theirs] {
        assert_eq!(desk.work().outbox().unwrap(), before);
        assert_eq!(desk.work().connection().unwrap().waiting, 0);
    }
    assert_eq!((world.count("not-yours"), away.count("not-yours")), (0, 0));
}
