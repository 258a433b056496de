//! A customer is erased at the team server while desks work, one of them cut off in the middle of the call that is to make an outage good.

use holdfast_desk::view::{ConnectionState, Decision, ImpactOf, ItemState, OutageReport, OutageView, OutboxRow, SearchFilter};
use holdfast_domain::{CallBackStep, OutageScope};
use holdfast_server::{Clock, Server};
use holdfast_testkit::{TestDesk, World, call};
use std::sync::Arc;

fn outage(desk: &TestDesk) -> OutageView {
    desk.work().outages().unwrap().remove(0)
}

fn names(desk: &TestDesk) -> Vec<String> {
    let mut names: Vec<_> = desk.work().call_backs(&outage(desk).id).unwrap().rows.into_iter().map(|row| row.customer).collect();
    names.sort();
    names
}

fn rings(desk: &TestDesk, ticket: &str, step: CallBackStep) -> Result<(), holdfast_desk::DeskError> {
    desk.work().call_back(ticket, &outage(desk).id, step, None)
}

fn found(desk: &TestDesk, word: &str) -> usize {
    let work = desk.work();
    work.search(word, &SearchFilter::default(), 50).unwrap().tickets.len() + work.match_customers(word).unwrap().customers.len()
}

fn refused(desk: &TestDesk) -> Vec<OutboxRow> {
    desk.work().outbox().unwrap().into_iter().filter(|row| row.state == ItemState::Rejected).collect()
}

/// As the command line does it, in a process of its own beside the running server.
fn erases(world: &World, ticket: &str) {
    let customer = world.ticket(ticket).unwrap().customer;
    Server::new(Arc::new(world.ledger()), Clock::system()).erase(customer).unwrap();
}

#[test]
fn who_was_erased_in_the_middle_of_a_call_is_in_no_list_and_whoever_rang_them_is_told_so_and_keeps_their_words() {
    let world = World::new();
    let wire = world.wire();
    let (qin, wen) = (world.desk("qin"), world.desk_over(&wire, "wen"));
    let start = qin.work().connection().unwrap().now;
    let report = OutageReport { id: None, scope: OutageScope::Server, start, cause: "the cable".into(), expected: None, note: String::new() };
    qin.work().report_outage(report).unwrap();
    wen.sees("the outage", |work| !work.outages().unwrap().is_empty());
    let erased = wen.work().capture(call("Warblezqx", "138 0013 8000", "The zqxkettle leaks.")).unwrap().about;
    wen.work().capture(call("Li Ming", "139 0000 1111", "The courier never came.")).unwrap();
    for desk in [&wen, &qin] {
        desk.is_in_step();
        desk.sees("both", |_| names(desk) == ["Li Ming", "Warblezqx"] && found(desk, "zqxkettle") > 0 && found(desk, "Warblezqx") > 0);
    }
    qin.work().end_outage(&outage(&qin).id).unwrap();
    wen.sees("the end", |work| work.outages().unwrap()[0].end.is_some());
    rings(&wen, &erased, CallBackStep::Calling).unwrap();
    wen.is_in_step();
    qin.sees("who rings", |work| work.call_backs(&outage(&qin).id).unwrap().rows.iter().any(|row| row.step == Some(CallBackStep::Calling)));

    // She is cut off while she speaks, and they are erased meanwhile. Whoever listens hears of it at once.
    wire.cut();
    wen.is(ConnectionState::Offline);
    erases(&world, &erased);
    qin.sees("one left", |_| names(&qin) == ["Li Ming"]);
    qin.sees("nobody found", |_| found(&qin, "zqxkettle") == 0 && found(&qin, "Warblezqx") == 0);
    assert_eq!(rings(&qin, &erased, CallBackStep::Told).unwrap_err().code, "gone");
    let of = ImpactOf::Outage { id: outage(&qin).id };
    assert!(qin.work().impact(&of).is_ok());

    // She cannot know yet, and says how it went, and what she heard.
    rings(&wen, &erased, CallBackStep::Told).unwrap();
    wen.work().note(&erased, "Wants her money back.").unwrap();
    wire.mend();
    wen.sees("that both are refused", |_| refused(&wen).len() == 2);
    assert!(refused(&wen).iter().all(|row| row.reason.as_ref().is_some_and(|reason| reason.id == "error-gone")), "{:?}", refused(&wen));
    assert!(refused(&wen).iter().any(|row| row.summary.contains("Wants her money back.")), "her words are still hers");
    let held = wen.work().held().unwrap();
    assert_eq!((held.len(), held[0].text.as_str(), held[0].ways.as_slice()), (1, "Wants her money back.", [Decision::Discard].as_slice()));
    wen.sees("one left", |_| names(&wen) == ["Li Ming"]);
    wen.sees("nobody found", |_| found(&wen, "zqxkettle") == 0 && found(&wen, "Warblezqx") == 0);
    assert_eq!(rings(&wen, &erased, CallBackStep::Calling).unwrap_err().code, "gone");
    assert!(wen.work().ticket(&erased).is_err(), "there is nothing to open");
    assert!(wen.work().impact(&of).is_ok());

    // Once she has let go of it nothing is left, here or there; the other call goes on.
    for row in refused(&wen) {
        wen.work().decide(&row.operation, Decision::Discard, None).unwrap();
    }
    let other = wen.work().call_backs(&outage(&wen).id).unwrap().rows.remove(0).ticket;
    rings(&wen, &other, CallBackStep::Told).unwrap();
    wen.is_in_step();
    assert_eq!(refused(&wen), [], "nothing is refused of letting go");
    qin.sees("that all are told", |work| work.call_backs(&outage(&qin).id).unwrap().done == 1);
    assert!(world.ticket(&erased).is_none());
    assert_eq!(world.count("zqxkettle"), 0);
}

#[test]
fn a_call_that_names_somebody_erased_is_kept_with_whoever_took_it_and_can_be_noted_as_somebody_new() {
    let world = World::new();
    let wire = world.wire();
    let wen = world.desk_over(&wire, "wen");
    let first = wen.work().capture(call("Warblezqx", "138 0013 8000", "The kettle leaks.")).unwrap().about;
    wen.is_in_step();
    let customer = world.ticket(&first).unwrap().customer.to_string();
    wire.cut();
    wen.is(ConnectionState::Offline);
    let again = holdfast_desk::view::NewCall { customer: Some(customer), ..call("Warblezqx", "138 0013 8000", "It leaks once more.") };
    let second = wen.work().capture(again).unwrap().about;
    erases(&world, &first);
    wire.mend();
    wen.sees("that it was refused", |_| refused(&wen).len() == 1);
    let held = wen.work().held().unwrap();
    assert_eq!((held[0].text.as_str(), held[0].reason.id.as_str()), ("It leaks once more.", "error-gone"));
    assert!(world.ticket(&second).is_none() && world.count("leaks") == 0);
    assert_eq!(wen.work().match_customers("Warblezqx").unwrap().customers.len(), 0, "nobody has come back by it");

    // They are still there, and want something: they are somebody new.
    wen.work().decide(&held[0].operation, Decision::Discard, None).unwrap();
    let anew = wen.work().capture(call("Warblezqx", "138 0013 8000", "It leaks once more.")).unwrap().about;
    wen.is_in_step();
    assert!(world.ticket(&anew).is_some());
}
