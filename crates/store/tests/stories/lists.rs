//! Lists: emergencies first, then by due time, tier and age; what a row shows.

use crate::world::*;
use holdfast_domain::*;
use holdfast_protocol::Row;
use holdfast_store::*;
use std::sync::Arc;

fn numbers(desk: &Desk, filter: ListFilter) -> Vec<u32> {
    let listed = desk.store().list(&filter, NINE, 0, 50).unwrap();
    assert_eq!(desk.store().count(&filter, NINE).unwrap() as usize, listed.len(), "{filter:?}");
    listed.into_iter().map(|listed| listed.ticket.number.lasting.unwrap_or(0)).collect()
}

#[test]
fn the_order_is_lane_due_tier_age_and_what_never_falls_due_comes_last() {
    let desk = Desk::new();
    let at = |number: u128, minutes: i64| Ticket { opened_at: NINE.plus_minutes(minutes), ..ticket(number) };
    desk.pulls(vec![
        row(1, Row::Policy(Arc::new(policy(30)))),
        ticket_row(1, Ticket { first_response_at: Some(NINE), ..at(1, -500) }),
        ticket_row(1, at(2, 20)),
        ticket_row(1, at(3, 10)),
        ticket_row(1, Ticket { tier: 5, ..at(4, 20) }),
        ticket_row(1, Ticket { urgency: Urgency::Emergency, ..at(5, 90) }),
        ticket_row(1, Ticket { status: Status::Closed, ..at(6, 0) }),
    ]);
    assert_eq!(numbers(&desk, ListFilter::Team), [5, 3, 4, 2, 1]);
    assert_eq!(desk.store().list(&ListFilter::Team, NINE, 1, 2).unwrap().len(), 2);
    assert_eq!(desk.store().list(&ListFilter::Team, NINE, 1, 2).unwrap()[0].ticket.id, ticket_id(3));
}

#[test]
fn every_list_holds_what_it_says() {
    let desk = Desk::new();
    let queue = QueueId(id(0x9));
    desk.pulls(vec![
        ticket_row(1, Ticket { owner: Some(mia()), ..ticket(1) }),
        ticket_row(1, Ticket { queue: Some(queue), ..ticket(2) }),
        ticket_row(1, Ticket { chased: 3, ..ticket(3) }),
        ticket_row(1, Ticket { status: Status::Pending, tags: tags(&["hot"]), ..ticket(4) }),
        ticket_row(1, Ticket { customer: customer_id(1), status: Status::Solved, ..ticket(5) }),
    ]);
    desk.store().save_draft(ticket_id(5), MessageKind::Reply, "Half", &[], NINE).unwrap();
    desk.writes(Operation { offline: true, ..desk.note(ticket_id(2), "Offline") });
    assert_eq!(numbers(&desk, ListFilter::Mine(mia())), [1]);
    assert_eq!(numbers(&desk, ListFilter::Unassigned).len(), 3);
    assert_eq!(numbers(&desk, ListFilter::Queue(queue)), [2]);
    assert_eq!(numbers(&desk, ListFilter::Hot).len(), 2);
    assert_eq!(numbers(&desk, ListFilter::Waiting), [4]);
    assert_eq!(numbers(&desk, ListFilter::Drafts), [5]);
    assert_eq!(numbers(&desk, ListFilter::WrittenOffline), [2]);
    assert_eq!(numbers(&desk, ListFilter::Customer(customer_id(1))), [1, 5], "active ones first");
    assert_eq!(desk.store().open_tickets_of(customer_id(1)).unwrap().len(), 1);
    desk.acknowledged(101);
    desk.changes(101, vec![]);
    assert_eq!(numbers(&desk, ListFilter::WrittenOffline), [2], "what was written offline is still to be found");
}

#[test]
fn a_row_says_what_is_unread_waiting_held_or_half_written() {
    let desk = Desk::new();
    desk.pulls(vec![ticket_row(1, ticket(1)), message_row(1, message(1, ticket_id(1), "Hello?", 1))]);
    let listed = || desk.store().list(&ListFilter::Team, NINE, 0, 1).unwrap().remove(0);
    assert!(listed().unread && listed().state.is_none() && !listed().has_draft);
    desk.store().mark_read(ticket_id(1), NINE.plus_minutes(1)).unwrap();
    assert!(!listed().unread);
    assert_eq!(desk.store().read_at(ticket_id(1)).unwrap(), Some(NINE.plus_minutes(1)));
    desk.changes(101, vec![message_row(101, message(100_000, ticket_id(1), "Anyone?", 101))]);
    assert!(listed().unread, "the customer wrote again");
    desk.store().save_draft(ticket_id(1), MessageKind::Note, "x", &[], NINE).unwrap();
    assert!(listed().has_draft);
    desk.writes(desk.note(ticket_id(1), "Note"));
    assert_eq!(listed().state, Some(ItemState::Waiting));
    let batch = desk.store().seal(10, 10_000, NINE).unwrap().unwrap();
    assert_eq!(listed().state, Some(ItemState::Sending));
    desk.store().seal(10, 10_000, NINE).unwrap();
    assert_eq!(listed().state, Some(ItemState::Uncertain));
    desk.store().acknowledge(&answer(&batch, 102, |_| (Some(Verdict::Held { reason: HeldReason::Closed }), None)), NINE).unwrap();
    assert_eq!(listed().state, Some(ItemState::Held));
}

#[test]
fn customers_are_found_by_digits_name_and_mail() {
    let desk = Desk::new();
    desk.pulls(vec![
        row(1, Row::Customer(Arc::new(customer(1, "Chen Yu")))),
        row(1, Row::Customer(Arc::new(customer(2, "Ann Chen")))),
        row(1, Row::Customer(Arc::new(customer(3, "陈小明")))),
    ]);
    let found = |text: &str| desk.store().match_customers(text, 10).unwrap().into_iter().map(|customer| customer.name).collect::<Vec<_>>();
    assert_eq!(found("138 0000 0002"), ["Ann Chen"]);
    assert_eq!(found("0003"), ["陈小明"]);
    assert_eq!(found("chen"), ["Chen Yu", "Ann Chen"], "names that begin so come first");
    assert_eq!(found("小明"), ["陈小明"]);
    assert_eq!(found("ann.chen@"), ["Ann Chen"]);
    assert!(found("13").is_empty() && found(" ").is_empty() && found("%").is_empty());
}

#[test]
fn messages_come_oldest_first_from_the_newest_back() {
    let desk = Desk::new();
    let mut rows = vec![ticket_row(1, ticket(1))];
    rows.extend((1..=10).map(|number| message_row(1, message(number, ticket_id(1), &format!("{number}"), 1))));
    desk.pulls(rows);
    let (newest, earlier) = desk.store().messages(ticket_id(1), None, 3).unwrap();
    assert_eq!((newest.iter().map(|message| message.body.as_str()).collect::<Vec<_>>(), earlier), (vec!["8", "9", "10"], 7));
    let (before, earlier) = desk.store().messages(ticket_id(1), Some((newest[0].at, newest[0].id)), 5).unwrap();
    assert_eq!((before[0].body.as_str(), before.len(), earlier), ("3", 5, 2));
}
