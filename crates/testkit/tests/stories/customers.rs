//! Customers: what several people note of them stands together, two who are one are read as one, and what is masked is seen by
//! whoever says why.

use holdfast_desk::view::{CustomerCard, CustomerEdit, View};
use holdfast_domain::{AccessNeed, Contact, ContactKind, Fact, FactKind};
use holdfast_protocol::Row;
use holdfast_testkit::{TestDesk, World};
use std::sync::Arc;

fn card(desk: &TestDesk, ticket: &str) -> CustomerCard {
    desk.work().ticket(ticket).unwrap().customer.unwrap()
}

fn account(value: &str) -> Contact {
    Contact { kind: ContactKind::Account, value: value.into() }
}

fn code<T>(result: Result<T, holdfast_desk::DeskError>) -> String {
    result.err().map(|error| error.code).unwrap_or_default()
}

#[test]
fn what_two_people_note_stands_together_also_when_one_of_them_was_cut_off() {
    let world = World::new();
    let wire = world.wire();
    let (wen, bai) = (world.desk_over(&wire, "wen"), world.desk("bai"));
    let ticket = wen.own_ticket().row.id;
    let customer = card(&wen, &ticket).id;
    wire.cut();
    wen.is(holdfast_desk::view::ConnectionState::Offline);
    let needs = CustomerEdit { add_needs: vec![AccessNeed::Hearing], add_contacts: vec![account("wx-lina")], ..CustomerEdit::default() };
    wen.work().change_customer(&customer, &needs).unwrap();
    assert_eq!(card(&wen, &ticket).needs, [AccessNeed::Hearing], "at once, without a network");
    let device = Fact { kind: FactKind::Device, value: "Mist S2, grey".into() };
    bai.work().change_customer(&customer, &CustomerEdit { add_facts: vec![device.clone()], ..CustomerEdit::default() }).unwrap();
    bai.is_in_step();
    wire.mend();
    wen.sees("both", |work| {
        let card = work.ticket(&ticket).unwrap().customer.unwrap();
        card.facts.iter().any(|fact| fact.value == device.value) && card.contacts.contains(&account("wx-lina"))
    });
    bai.sees("both", |work| work.ticket(&ticket).unwrap().customer.unwrap().needs == [AccessNeed::Hearing]);
    // What is not so any more goes for everybody.
    let wrong = CustomerEdit { remove_contacts: vec![account("wx-lina")], remove_needs: vec![AccessNeed::Hearing], ..CustomerEdit::default() };
    bai.work().change_customer(&customer, &wrong).unwrap();
    wen.sees("it gone", |work| {
        let card = work.ticket(&ticket).unwrap().customer.unwrap();
        card.needs.is_empty() && !card.contacts.contains(&account("wx-lina"))
    });
    assert_eq!(code(wen.work().change_customer(&customer, &CustomerEdit { name: Some(" ".into()), ..CustomerEdit::default() })), "bad-customer");
}

#[test]
fn two_who_are_one_are_read_as_one_and_parted_again() {
    let world = World::new();
    let (wen, bai) = (world.desk("wen"), world.desk("bai"));
    let one = wen.own_ticket();
    let (first, ticket) = (one.customer.unwrap(), one.row.id);
    let rows = wen.work().list(&View::Team.into(), 0, 500).unwrap().rows;
    let other = rows.iter().map(|row| wen.work().ticket(&row.id).unwrap()).find(|it| it.customer.as_ref().unwrap().id != first.id).unwrap();
    let second = other.customer.unwrap();
    assert!(wen.work().customers_alike(&first.id).unwrap().iter().all(|alike| alike.id != second.id));
    // The same account name at both: it is asked whether they are one.
    for customer in [&first.id, &second.id] {
        wen.work().change_customer(customer, &CustomerEdit { add_contacts: vec![account("the-same-shopper")], ..CustomerEdit::default() }).unwrap();
    }
    wen.work().join_customers(&second.id, &first.id).unwrap();
    assert_eq!(code(wen.work().join_customers(&first.id, &second.id)), "bad-join", "they are one already");
    let together = card(&wen, &ticket);
    assert_eq!((together.id.as_str(), together.joined[0].id.as_str()), (first.id.as_str(), second.id.as_str()));
    assert_eq!(together.others, first.others + second.others + 1);
    assert_eq!(together.contacts.iter().filter(|contact| **contact == account("the-same-shopper")).count(), 1);
    bai.sees("them as one", |work| work.ticket(&other.row.id).unwrap().customer.unwrap().id == first.id);
    let history = bai.work().customer_history(&second.id, &ticket, 0).unwrap();
    assert!(history.iter().any(|row| row.ticket == other.row.id));
    // What is not so any more is taken off wherever it was noted.
    let gone = CustomerEdit { remove_contacts: vec![account("the-same-shopper")], ..CustomerEdit::default() };
    bai.work().change_customer(&first.id, &gone).unwrap();
    wen.sees("it gone from both", |work| !work.ticket(&ticket).unwrap().customer.unwrap().contacts.contains(&account("the-same-shopper")));

    bai.work().part_customer(&second.id).unwrap();
    wen.sees("two again", |work| work.ticket(&other.row.id).unwrap().customer.unwrap().id == second.id);
    assert_eq!(card(&wen, &ticket).others, first.others);
    assert_eq!(code(bai.work().part_customer(&second.id)), "bad-join");
}

#[test]
fn two_desks_that_join_each_with_the_other_end_with_one_of_them_staying() {
    let world = World::new();
    let (wire, other_wire) = (world.wire(), world.wire());
    let (wen, bai) = (world.desk_over(&wire, "wen"), world.desk_over(&other_wire, "bai"));
    let first = wen.own_ticket().customer.unwrap().id;
    let rows = wen.work().list(&View::Team.into(), 0, 500).unwrap().rows;
    let (ticket, second) = rows.iter().map(|row| (row.id.clone(), card(&wen, &row.id).id)).find(|(_, id)| *id != first).unwrap();
    wire.cut();
    other_wire.cut();
    wen.work().join_customers(&first, &second).unwrap();
    bai.work().join_customers(&second, &first).unwrap();
    wire.mend();
    wen.is_in_step();
    other_wire.mend();
    bai.sees("what the team server said", |work| work.ticket(&ticket).unwrap().customer.unwrap().id == second);
    wen.sees("the same", |work| work.ticket(&ticket).unwrap().customer.unwrap().joined.iter().any(|joined| joined.id == first));
}

#[test]
fn whoever_answers_inward_sees_addresses_and_numbers_once_they_say_why_and_a_lead_sees_that_they_did() {
    let world = World::new();
    let wire = world.wire();
    let (tao, qin) = (world.desk_over(&wire, "tao"), world.desk("qin"));
    let rows = tao.work().list(&View::Team.into(), 0, 500).unwrap().rows;
    let ticket = rows.iter().find(|row| !card(&qin, &row.id).contacts.is_empty()).unwrap().id.clone();
    let open = card(&qin, &ticket);
    assert!(!open.masked && open.contacts[0].value.chars().filter(char::is_ascii_digit).count() > 7);
    let hidden = card(&tao, &ticket);
    assert!(hidden.masked && hidden.revealed_until.is_none());
    let shown = serde_json::to_string(&tao.work().ticket(&ticket).unwrap()).unwrap();
    for contact in &open.contacts {
        assert!(!shown.contains(&contact.value), "{}", contact.value);
    }
    assert!(tao.work().match_customers(&open.name).unwrap().customers.iter().all(|it| it.reached.as_ref().is_none_or(|way| way.contains("····"))));
    assert_eq!(code(tao.work().reveal_customer(&open.id, &ticket, " ")), "empty-text");
    tao.work().reveal_customer(&open.id, &ticket, "The parcel came back").unwrap();
    let seen = card(&tao, &ticket);
    assert!(!seen.masked && seen.revealed_until.is_some() && seen.contacts == open.contacts);
    assert!(seen.looks.is_empty(), "the log is for those who lead");
    qin.sees("who looked, and why", |work| {
        let looks = work.ticket(&ticket).unwrap().customer.unwrap().looks;
        looks.len() == 1 && looks[0].why == "The parcel came back" && !looks[0].by.is_empty()
    });
    wire.cut();
    tao.is(holdfast_desk::view::ConnectionState::Offline);
    tao.clock.advance(20);
    assert!(card(&tao, &ticket).masked, "after a while it is masked again");
}

#[test]
fn an_agent_whom_the_team_masks_is_masked_from_the_next_pull_on() {
    let world = World::new();
    let wen = world.desk("wen");
    let ticket = wen.own_ticket().row.id;
    assert!(!card(&wen, &ticket).masked);
    let me = world.rows().into_iter().find_map(|row| match row {
        Row::Agent(agent) if agent.login == "wen" => Some(agent),
        _ => None,
    });
    let masked = holdfast_domain::Agent { masked: true, ..(*me.unwrap()).clone() };
    world.changes(|transaction| transaction.put(&Row::Agent(Arc::new(masked))).unwrap());
    world.server().server().tell().unwrap();
    wen.sees("it masked", |work| work.ticket(&ticket).unwrap().customer.unwrap().masked);
    let fact = Fact { kind: FactKind::Address, value: "····".into() };
    let edit = CustomerEdit { remove_facts: vec![fact], ..CustomerEdit::default() };
    assert_eq!(code(wen.work().change_customer(&card(&wen, &ticket).id, &edit)), "customer-masked");
}

#[test]
fn a_customer_has_a_way_to_be_reached_when_the_usual_one_is_down_for_as_long_as_it_reaches_them() {
    let world = World::new();
    let (wen, bai) = (world.desk("wen"), world.desk("bai"));
    let ticket = wen.own_ticket().row.id;
    let customer = card(&wen, &ticket).id;
    let way = account("wx-lina");
    let edit = CustomerEdit { add_contacts: vec![way.clone()], ..CustomerEdit::default() };
    wen.work().change_customer(&customer, &edit).unwrap();
    wen.work().change_customer(&customer, &CustomerEdit { add_fallback: vec![way.clone()], ..CustomerEdit::default() }).unwrap();
    assert_eq!(card(&wen, &ticket).fallback, Some(way.clone()));
    wen.is_in_step();
    bai.sees("it", |work| work.ticket(&ticket).unwrap().customer.unwrap().fallback.as_ref() == Some(&way));
    let unknown = CustomerEdit { add_fallback: vec![account("wx-nobody")], ..CustomerEdit::default() };
    bai.work().change_customer(&customer, &unknown).unwrap();
    assert_eq!(card(&bai, &ticket).fallback, None, "what reaches nobody is no way to be tried");
    bai.work().change_customer(&customer, &CustomerEdit { add_fallback: vec![way.clone()], ..CustomerEdit::default() }).unwrap();
    bai.work().change_customer(&customer, &CustomerEdit { remove_contacts: vec![way], ..CustomerEdit::default() }).unwrap();
    assert_eq!(card(&bai, &ticket).fallback, None);
}
