//! Customers as the person sees them: what is noted here at once, over what the team server confirmed.

use crate::world::*;
use holdfast_domain::*;
use holdfast_protocol::{Row, RowKind};
use holdfast_store::*;
use std::sync::Arc;

fn row_of(seq: u64, customer: Customer) -> holdfast_protocol::Change {
    row(seq, Row::Customer(Arc::new(customer)))
}

fn about(desk: &Desk, customer: CustomerId, action: Action) -> Operation {
    Operation { about: customer.into(), v: Operation::version_with(customer.into(), &action, &[]), ..desk.operation(ticket_id(1), action) }
}

fn mail(value: &str) -> Contact {
    Contact { kind: ContactKind::Mail, value: value.into() }
}

fn named(name: &str) -> Action {
    Action::ChangeCustomer(Box::new(CustomerChange { name: Some(name.into()), ..CustomerChange::default() }))
}

fn reached(contact: Contact) -> Action {
    let contacts = Noted { add: vec![contact], remove: vec![] };
    Action::ChangeCustomer(Box::new(CustomerChange { contacts, ..CustomerChange::default() }))
}

fn name(desk: &Desk, number: u128) -> String {
    desk.store().customer(customer_id(number)).unwrap().unwrap().name
}

#[test]
fn what_is_noted_is_seen_found_and_listed_at_once_and_through_every_way_the_rows_may_come() {
    let mut desk = Desk::new();
    desk.pulls(vec![ticket_row(1, Ticket { customer: customer_id(1), ..ticket(1) }), row_of(1, customer(1, "Li Na"))]);
    desk.writes(about(&desk, customer_id(1), named("Li Nana")));
    desk.writes(about(&desk, customer_id(1), reached(mail("nana@shop.example"))));
    assert_eq!(name(&desk, 1), "Li Nana");
    assert_eq!(desk.store().match_customers("nana", 5).unwrap().len(), 1);
    assert_eq!(desk.store().list(&ListFilter::Team, NINE, 0, 5).unwrap()[0].customer_name, "Li Nana");

    desk.open();
    assert_eq!(name(&desk, 1), "Li Nana", "as before the start");

    // A colleague's change comes in between: both stand.
    let tier = Customer { tier: 4, ..customer(1, "Li Na") };
    assert!(desk.changes(101, vec![row_of(101, tier.clone())]).customers);
    let seen = desk.store().customer(customer_id(1)).unwrap().unwrap();
    assert_eq!((seen.name.as_str(), seen.tier, seen.contacts.as_slice()), ("Li Nana", 4, [mail("nana@shop.example")].as_slice()));

    // The team server takes them: until the row is here the desk shows them still, and never twice.
    desk.acknowledged(102);
    assert_eq!(name(&desk, 1), "Li Nana");
    desk.changes(102, vec![row_of(102, Customer { contacts: vec![mail("nana@shop.example")], name: "Li Nana".into(), ..tier })]);
    let seen = desk.store().customer(customer_id(1)).unwrap().unwrap();
    assert_eq!((seen.name.as_str(), seen.contacts.len()), ("Li Nana", 1));
}

#[test]
fn what_was_refused_or_let_go_is_as_it_was() {
    let desk = Desk::new();
    desk.pulls(vec![row_of(1, customer(1, "Li Na"))]);
    let written = desk.writes(about(&desk, customer_id(1), named("Li Nana")));
    let batch = desk.decided(101, |_| (None, Some(Rejection::Forbidden)));
    assert_eq!(batch.operations.len(), 1);
    assert_eq!(name(&desk, 1), "Li Na");
    desk.discards(written).unwrap();
    assert_eq!(name(&desk, 1), "Li Na");
    let refused = desk.store().transact(about(&desk, customer_id(1), named("  ")), NINE).unwrap();
    assert_eq!(refused, Written::Refused(Rejection::BadCustomer));
    let refused = desk.store().transact(about(&desk, customer_id(7), named("Nobody")), NINE).unwrap();
    assert_eq!(refused, Written::Refused(Rejection::Gone));
}

#[test]
fn a_customer_whom_only_this_desk_knows_is_noted_of_too() {
    let mut desk = Desk::new();
    desk.pulls(vec![]);
    desk.opens(ticket_id(5), "The kettle leaks.");
    desk.writes(about(&desk, customer_id(99), reached(mail("wang@shop.example"))));
    desk.writes(desk.note(ticket_id(5), "Calls again at noon"));
    let seen = |desk: &Desk| desk.store().customer(customer_id(99)).unwrap().unwrap().mail;
    assert_eq!(seen(&desk).as_deref(), Some("wang@shop.example"));
    desk.open();
    assert_eq!(seen(&desk).as_deref(), Some("wang@shop.example"));
    // The customer's own row arrives before what was noted of them.
    let confirmed = Customer::named(customer_id(99), "Wang Li");
    desk.changes(101, vec![row_of(101, confirmed)]);
    assert_eq!(seen(&desk).as_deref(), Some("wang@shop.example"));
}

#[test]
fn two_that_are_one_are_read_as_one_and_are_two_again_with_nothing_lost() {
    let desk = Desk::new();
    let of = |number, customer| ticket_row(1, Ticket { customer: customer_id(customer), ..ticket(number) });
    let people = [(1, "Li Na"), (2, "李娜"), (3, "li.na@shop")].map(|(number, name)| row_of(1, customer(number, name)));
    desk.pulls(people.into_iter().chain([of(1, 1), of(2, 2), of(3, 3)]).collect());
    desk.writes(about(&desk, customer_id(2), Action::JoinCustomer { into: customer_id(1) }));
    desk.writes(about(&desk, customer_id(3), Action::JoinCustomer { into: customer_id(2) }));
    let together = |number| desk.store().customers_together(customer_id(number)).unwrap().iter().map(|it| it.id).collect::<Vec<_>>();
    for number in 1..=3 {
        assert_eq!(together(number), [customer_id(1), customer_id(2), customer_id(3)]);
        assert_eq!(desk.store().open_tickets_of(customer_id(number)).unwrap().len(), 3);
    }
    desk.writes(about(&desk, customer_id(2), Action::PartCustomer { from: customer_id(1) }));
    assert_eq!(together(1), [customer_id(1)]);
    assert_eq!(together(3), [customer_id(2), customer_id(3)]);

    // Two desks join each with the other: shown as one until the team server has said which of them stays.
    let ring = |number: u128, into| row_of(101, Customer { joined: Some(customer_id(into)), ..customer(number, "Ring") });
    desk.changes(101, vec![ring(11, 12), ring(12, 11)]);
    assert_eq!(together(11).len(), 2);
}

#[test]
fn a_customer_erased_while_something_is_noted_of_them_is_gone() {
    let desk = Desk::new();
    desk.pulls(vec![row_of(1, customer(1, "Li Na"))]);
    desk.writes(about(&desk, customer_id(1), named("Li Nana")));
    desk.changes(101, vec![removed(101, RowKind::Customer, customer_id(1).0)]);
    assert_eq!(desk.store().customer(customer_id(1)).unwrap(), None);
    assert_eq!(desk.store().customers_together(customer_id(1)).unwrap(), vec![]);
}
