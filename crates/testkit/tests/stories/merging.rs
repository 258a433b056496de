//! Two tickets become one on the team server while people work on both: nothing they wrote is lost, and no reply meant for the
//! one goes out on the other unseen (zammad#702, SYNC 1.6).

use holdfast_desk::view::{ConnectionState, Decision, ItemState};
use holdfast_domain::{MessageKind, TicketId};
use holdfast_testkit::{TestDesk, World};

/// Two open tickets, of one customer from now on.
fn two(world: &World, wen: &TestDesk) -> (String, String) {
    let from = wen.own_ticket().row.id;
    let into = wen.ticket_besides(&from);
    let customer = world.ticket(&from).unwrap().customer;
    let ticket = holdfast_domain::Ticket { customer, ..world.ticket(&into).unwrap() };
    world.changes(|transaction| transaction.put(&holdfast_protocol::Row::Ticket(std::sync::Arc::new(ticket))).unwrap());
    world.server().server().tell().unwrap();
    wen.sees("of one customer", |work| work.ticket(&into).unwrap().customer.map(|it| it.id) == Some(customer.to_string()));
    (from, into)
}

fn merge(world: &World, from: &str, into: &str) {
    let id = |text: &str| text.parse::<TicketId>().unwrap();
    world.server().server().merge(id(from), id(into)).unwrap();
}

#[test]
fn what_was_being_written_and_what_was_queued_finds_the_ticket_that_is_left() {
    let world = World::new();
    let wire = world.wire();
    let wen = world.desk_over(&wire, "wen");
    let (from, into) = two(&world, &wen);
    let texts = world.messages(&from).len() + world.messages(&into).len();
    wen.work().save_draft(&from, MessageKind::Note, "Half a note on the one", &[]).unwrap();
    wen.work().save_draft(&into, MessageKind::Note, "Half a note on the other", &[]).unwrap();
    wire.cut();
    wen.is(ConnectionState::Offline);
    wen.work().note(&from, "A note for whoever comes next.").unwrap();
    wen.work().save_draft(&from, MessageKind::Note, "Half a note on the one", &[]).unwrap();
    wen.replies(&from, "An answer to what stood on the one.");
    merge(&world, &from, &into);
    wire.mend();
    wen.work().try_now();

    wen.sees("the reply waits for its author", |work| !work.held().unwrap().is_empty());
    let held = wen.work().held().unwrap().remove(0);
    assert_eq!((held.reason.id.as_str(), held.ticket.as_str(), held.state), ("held-merged", into.as_str(), ItemState::Held));
    assert_eq!(world.count("An answer to what stood on the one."), 0);
    assert_eq!(world.messages(&into).len(), texts + 1, "everything of both, and the note that followed");
    assert!(world.ticket(&from).is_none());
    let shown = wen.work().ticket(&from).unwrap();
    assert_eq!(shown.row.id, into, "whoever asks for the one is shown the other");
    let drafts = shown.drafts;
    assert_eq!(drafts.len(), 1);
    assert!(drafts[0].body.contains("Half a note on the one") && drafts[0].body.contains("Half a note on the other"), "{}", drafts[0].body);

    wen.work().decide(&held.operation, Decision::SendAnyway, Some(held.shown)).unwrap();
    wen.is_in_step();
    assert_eq!(world.messages(&into).iter().filter(|message| message.body == "An answer to what stood on the one.").count(), 1);
    assert!(world.ticket(&into).unwrap().held.is_empty());
}

#[test]
fn a_reply_on_the_ticket_that_is_left_waits_until_its_author_has_read_what_came_to_it() {
    let world = World::new();
    let wire = world.wire();
    let wen = world.desk_over(&wire, "wen");
    let (from, into) = two(&world, &wen);
    wire.cut();
    wen.is(ConnectionState::Offline);
    wen.replies(&into, "Written before the two were one.");
    merge(&world, &from, &into);
    wire.mend();
    wen.work().try_now();
    wen.sees("held", |work| !work.held().unwrap().is_empty());
    let held = wen.work().held().unwrap().remove(0);
    assert!(!held.news.is_empty(), "what came from the other ticket is what is new");
    assert_eq!(world.count("Written before the two were one."), 0);
    // What a customer writes to the number they know comes to where it went.
    world.customer_writes(&from, "Is anybody there?");
    assert_eq!(world.messages(&into).iter().filter(|message| message.body == "Is anybody there?").count(), 1);
}
