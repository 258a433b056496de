//! Somebody makes two tickets of one customer one, cut off or not: they see it at once, everybody sees it in time, and it can be
//! taken back and taken apart.

use holdfast_desk::Settings;
use holdfast_desk::view::{BulkAct, ConnectionState, ItemState, SearchFilter, Sending, View};
use holdfast_domain::{MessageKind, TaskKind, Ticket, TicketId, Timestamp};
use holdfast_protocol::Row;
use holdfast_testkit::{TestDesk, World};
use std::sync::Arc;

/// Two open tickets, of one customer from now on.
fn two(world: &World, wen: &TestDesk) -> (String, String) {
    let from = wen.own_ticket().row.id;
    let into = wen.ticket_besides(&from);
    of_one_customer(world, wen, &from, &into);
    (from, into)
}

fn of_one_customer(world: &World, wen: &TestDesk, from: &str, into: &str) {
    let customer = world.ticket(from).unwrap().customer;
    let ticket = Ticket { customer, ..world.ticket(into).unwrap() };
    world.changes(|transaction| transaction.put(&Row::Ticket(Arc::new(ticket))).unwrap());
    world.server().server().tell().unwrap();
    wen.sees("of one customer", |work| work.ticket(into).unwrap().row.customer_id == customer.to_string());
}

fn lists(desk: &TestDesk, ticket: &str) -> bool {
    desk.work().list(&View::Team.into(), 0, 500).unwrap().rows.iter().any(|row| row.id == ticket)
}

#[test]
fn cut_off_it_is_one_ticket_at_once_with_everything_of_both_and_a_reply_on_it_leaves() {
    let world = World::new();
    let wire = world.wire();
    let (wen, qin) = (world.desk_over(&wire, "wen"), world.desk("qin"));
    let (from, into) = two(&world, &wen);
    let number = world.ticket(&from).unwrap().number.to_string();
    let texts = world.messages(&from).len() + world.messages(&into).len();
    wen.work().save_draft(&from, MessageKind::Note, "Half a note on the one", &[]).unwrap();
    wire.cut();
    wen.is(ConnectionState::Offline);
    let due = wen.work().now().plus_minutes(600);
    wen.work().set_task(&from, TaskKind::Promise, "Ring back", due.into()).unwrap();
    let merged = wen.work().merge_ticket(&from, &into).unwrap();
    assert_eq!(merged.about, into);

    let shown = wen.work().ticket(&from).unwrap();
    assert_eq!(shown.row.id, into, "the one leads to the other");
    assert!(!lists(&wen, &from) && lists(&wen, &into));
    let messages = shown.timeline.iter().filter(|item| matches!(item, holdfast_desk::view::TimelineItem::Message { .. })).count();
    assert_eq!(messages, texts, "everything of both");
    assert!(shown.tasks.iter().any(|task| task.text == "Ring back"));
    assert_eq!(wen.state_of(&into, &number), Some(ItemState::Waiting), "the line of it waits like everything else");
    assert_eq!(shown.drafts.len(), 1, "what was being written came along");
    wen.work().reply(&into, "One answer to both.", shown.seen, &[], Sending::default()).unwrap();
    wire.mend();
    wen.work().try_now();
    wen.is_in_step();

    assert!(wen.work().held().unwrap().is_empty(), "who merged them has read both");
    assert!(world.ticket(&from).is_none());
    assert_eq!(world.messages(&into).len(), texts + 1);
    let left = world.ticket(&into).unwrap();
    assert_eq!(left.merged, [from.parse::<TicketId>().unwrap()]);
    assert!(left.tasks.iter().any(|task| task.text == "Ring back"));
    qin.sees("one ticket", |work| work.ticket(&from).is_ok_and(|shown| shown.row.id == into));
    let found = qin.work().search(&format!("#{number}"), &SearchFilter::default(), 5).unwrap();
    assert_eq!(found.tickets.first().map(|hit| &hit.id), Some(&into), "the number that its customer knows leads there");
}

#[test]
fn taken_back_before_it_leaves_it_never_was() {
    let world = World::new();
    let wire = world.wire();
    let wen = world.desk_over(&wire, "wen");
    let (from, into) = two(&world, &wen);
    let before = (wen.reads(&from), wen.reads(&into));
    wire.cut();
    wen.is(ConnectionState::Offline);
    let merged = wen.work().merge_ticket(&from, &into).unwrap();
    wen.work().take_back(&[merged.operation]).unwrap();
    assert_eq!(wen.work().ticket(&from).unwrap().row.id, from);
    assert_eq!((wen.reads(&from), wen.reads(&into)), before);
    assert!(lists(&wen, &from));

    wen.work().merge_ticket(&from, &into).unwrap();
    let apart = wen.work().ticket(&into).unwrap().apart.expect("it can be taken apart");
    wen.work().unmerge_ticket(&into, &apart.ticket).unwrap();
    assert_eq!((wen.reads(&from), wen.reads(&into)), before, "by the line of the timeline as well");
    wire.mend();
    wen.work().try_now();
    wen.is_in_step();
    assert!(world.ticket(&from).is_some() && world.ticket(&into).unwrap().merged.is_empty());
}

#[test]
fn taken_apart_after_it_was_done_both_stand_for_themselves_everywhere() {
    let world = World::new();
    let (wen, qin) = (world.desk("wen"), world.desk("qin"));
    let (from, into) = two(&world, &wen);
    let texts = (world.messages(&from).len(), world.messages(&into).len());
    let subject = world.ticket(&from).unwrap().subject;
    wen.work().merge_ticket(&from, &into).unwrap();
    wen.is_in_step();
    qin.sees("one ticket", |work| work.ticket(&from).is_ok_and(|shown| shown.row.id == into));
    let apart = qin.work().ticket(&into).unwrap().apart.expect("a colleague can take it apart as well");
    qin.work().unmerge_ticket(&into, &apart.ticket).unwrap();
    qin.is_in_step();

    assert_eq!((world.messages(&from).len(), world.messages(&into).len()), texts);
    assert_eq!(world.ticket(&from).unwrap().subject, subject);
    assert!(world.ticket(&into).unwrap().merged.is_empty());
    for desk in [&wen, &qin] {
        desk.sees("two tickets", |work| work.ticket(&from).is_ok_and(|shown| shown.row.id == from));
        assert!(desk.work().ticket(&into).unwrap().apart.is_none());
    }
    world.customer_writes(&from, "Is this still my ticket?");
    assert_eq!(world.messages(&from).len(), texts.0 + 1, "and what the customer writes comes to where it belongs");
}

#[test]
fn what_the_customer_has_written_since_keeps_them_one() {
    let world = World::new();
    let wen = world.desk("wen");
    let (from, into) = two(&world, &wen);
    wen.work().merge_ticket(&from, &into).unwrap();
    wen.is_in_step();
    world.customer_writes(&into, "And another thing.");
    wen.sees("the message", |work| work.ticket(&into).unwrap().apart.is_none());
    assert_eq!(wen.work().unmerge_ticket(&into, &from).unwrap_err().code, "unmerge-written");
}

#[test]
fn of_two_who_merge_the_same_ticket_elsewhere_the_second_is_told_and_sees_it_where_it_went() {
    let world = World::new();
    let wire = world.wire();
    let (wen, qin) = (world.desk_over(&wire, "wen"), world.desk("qin"));
    let (from, into) = two(&world, &wen);
    let rows = wen.work().list(&View::Team.into(), 0, 500).unwrap().rows;
    let third = rows.into_iter().map(|row| row.id).find(|id| *id != from && *id != into).unwrap();
    of_one_customer(&world, &wen, &from, &third);
    wire.cut();
    wen.is(ConnectionState::Offline);
    wen.work().merge_ticket(&from, &into).unwrap();
    qin.sees("of one customer", |work| work.merge_choices(&from, "").unwrap().others.len() > 1);
    qin.work().merge_ticket(&from, &third).unwrap();
    qin.is_in_step();
    wire.mend();
    wen.work().try_now();
    wen.sees("refused", |work| work.outbox().unwrap().iter().any(|row| row.kind == "merge" && row.state == ItemState::Rejected));
    wen.sees("where it went", |work| work.ticket(&from).is_ok_and(|shown| shown.row.id == third));
    assert!(world.ticket(&into).unwrap().merged.is_empty());
}

#[test]
fn tickets_of_two_customers_are_not_merged_and_the_ones_of_the_same_are_offered_first() {
    let world = World::new();
    let wen = world.desk("wen");
    let (from, into) = two(&world, &wen);
    let rows = wen.work().list(&View::Team.into(), 0, 500).unwrap().rows;
    let customer = rows.iter().find(|row| row.id == from).unwrap().customer_id.clone();
    let stranger = rows.iter().find(|row| row.customer_id != customer).unwrap();
    assert_eq!(wen.work().merge_ticket(&from, &stranger.id).unwrap_err().code, "merge-customers");
    assert_eq!(wen.work().merge_ticket(&from, &from).unwrap_err().code, "merge-same");
    let offered = wen.work().merge_choices(&from, "").unwrap();
    assert!(offered.own.ticket == from && offered.others.iter().any(|other| other.ticket == into));
    let other = wen.work().merge_choices(&from, &stranger.number).unwrap();
    assert!(other.others.is_empty() && other.of_another, "that the number is another customer's is said");
}

#[test]
fn several_become_part_of_one_in_one_act_and_come_apart_in_one() {
    let world = World::new();
    let wire = world.wire();
    let wen = world.desk_over(&wire, "wen");
    let (from, into) = two(&world, &wen);
    let rows = wen.work().list(&View::Team.into(), 0, 500).unwrap().rows;
    let third = rows.into_iter().map(|row| row.id).find(|id| *id != from && *id != into).unwrap();
    of_one_customer(&world, &wen, &from, &third);
    wire.cut();
    wen.is(ConnectionState::Offline);
    wen.desk().save_settings(Settings { undo_seconds: 60, ..wen.desk().settings() }).unwrap();
    let done = wen.work().bulk(&[from.clone(), third.clone(), into.clone()], &BulkAct::Merge { into: into.clone() }).unwrap();
    assert_eq!((done.done, done.refused.len(), done.undo.len()), (3, 0, 2));
    assert!(!lists(&wen, &from) && !lists(&wen, &third) && lists(&wen, &into));
    wen.work().take_back(&done.undo).unwrap();
    assert!(lists(&wen, &from) && lists(&wen, &third));
    let now: Timestamp = wen.work().now();
    assert!(world.ticket(&into).unwrap().updated_at < now);
}
