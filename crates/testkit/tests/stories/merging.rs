//! Two tickets become one on the team server while people work on both: nothing they wrote is lost, and no reply meant for the
//! one goes out on the other unseen (zammad#702, SYNC 1.6).

use holdfast_desk::view::{ConnectionState, Decision, ItemState, Panel};
use holdfast_domain::{MessageKind, NotMerged, Queue, Status, Ticket, TicketId, Urgency};
use holdfast_protocol::{ProblemCode, Row};
use holdfast_server::ledger::Ledger;
use holdfast_server::merge::MergeError;
use holdfast_server::pull::{self, Puller};
use holdfast_testkit::{TestDesk, World};
use std::sync::Arc;

/// Two open tickets, of one customer from now on.
fn two(world: &World, wen: &TestDesk) -> (String, String) {
    let from = wen.own_ticket().row.id;
    let into = wen.ticket_besides(&from);
    let customer = world.ticket(&from).unwrap().customer;
    let ticket = Ticket { customer, ..world.ticket(&into).unwrap() };
    world.changes(|transaction| transaction.put(&Row::Ticket(Arc::new(ticket))).unwrap());
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
    wen.work().complain(&from, "Nobody rings back.", None).unwrap();
    wen.work().save_docked(&from, Panel::Request, "", "{\"text\":\"half a request\"}").unwrap();
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
    assert_eq!(world.ticket(&into).unwrap().complaints.len(), 1, "what was complained about followed");
    assert!(wen.work().docked(&into, Panel::Request, "").unwrap().is_some_and(|json| json.contains("half a request")));
    let department = wen.work().team().departments[0].id.clone();
    wen.work().request(&into, &department, "The whole request.").unwrap();
    assert_eq!(wen.work().docked(&into, Panel::Request, "").unwrap(), None, "said, and nowhere half written any more");
    let drafts = shown.drafts;
    assert_eq!(drafts.len(), 1);
    assert!(drafts[0].body.contains("Half a note on the one") && drafts[0].body.contains("Half a note on the other"), "{}", drafts[0].body);

    wen.work().decide(&held.operation, Decision::SendAnyway, Some(&held.shown)).unwrap();
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

#[test]
fn the_number_that_its_customer_knows_leads_to_where_the_ticket_went() {
    let world = World::new();
    let wen = world.desk("wen");
    let (from, into) = two(&world, &wen);
    let number = world.ticket(&from).unwrap().number.lasting.unwrap();
    merge(&world, &from, &into);
    world.server().server().receive_numbered(number, "I still have the old number.").unwrap();
    assert_eq!(world.messages(&into).iter().filter(|message| message.body == "I still have the old number.").count(), 1);
}

#[test]
fn whoever_waits_on_the_one_waits_on_the_other() {
    let world = World::new();
    let wen = world.desk("wen");
    let (from, into) = two(&world, &wen);
    let waits = world.ticket(&from).unwrap();
    let ticket = Ticket { status: Status::Solved, urgency: Urgency::Low, ..world.ticket(&into).unwrap() };
    let urgent = Ticket { status: Status::Open, urgency: Urgency::Emergency, ..waits };
    world.changes(|transaction| {
        for ticket in [ticket, urgent] {
            transaction.put(&Row::Ticket(Arc::new(ticket))).unwrap();
        }
    });
    merge(&world, &from, &into);
    let left = world.ticket(&into).unwrap();
    assert_eq!((left.status, left.urgency), (Status::Open, Urgency::Emergency));
}

#[test]
fn a_ticket_in_a_closed_queue_is_not_shown_to_others_by_merging_it() {
    let world = World::new();
    let wen = world.desk("wen");
    let (from, into) = two(&world, &wen);
    let (one, other) = (world.ticket(&from).unwrap(), world.ticket(&into).unwrap());
    let ledger = world.ledger();
    let epoch = ledger.standing().unwrap().epoch;
    let mut queues = world.rows().into_iter().filter_map(|row| if let Row::Queue(queue) = row { Some(queue) } else { None });
    let queue = queues.find(|queue| Some(queue.id) != other.queue).unwrap();
    world.changes(|transaction| {
        transaction.put(&Row::Queue(Arc::new(Queue { restricted: true, ..Queue::clone(&queue) }))).unwrap();
        transaction.put(&Row::Ticket(Arc::new(Ticket { queue: Some(queue.id), ..one.clone() }))).unwrap();
    });
    let refused = world.server().server().merge(one.id, other.id).unwrap_err();
    assert!(matches!(refused, MergeError::NotMerged(NotMerged::Queues)), "{refused}");
    assert!(world.ticket(&from).is_some());
    // A desk of before merging, which cannot read what tells of it, is asked to be brought up to date instead of failing.
    world.changes(|transaction| {
        transaction.put(&Row::Queue(Arc::new(Queue::clone(&queue)))).unwrap();
        transaction.put(&Row::Ticket(Arc::new(one.clone()))).unwrap();
    });
    merge(&world, &from, &into);
    let old = Puller { desk: world.device_of("wen"), scope: None };
    let refused = pull::changes(&ledger, &old, &epoch, holdfast_domain::Seq(0), None).unwrap_err();
    assert_eq!(refused.problem().unwrap().code, ProblemCode::Version);
}
