//! What is known of a customer: two people's notes stand together.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use holdfast_domain::*;
use proptest::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;

const LI: CustomerId = CustomerId(Uuid::from_u128(1));

fn operation(number: u128, action: Action) -> Operation {
    Operation {
        v: Operation::version_with(LI.into(), &action, &[]),
        id: OperationId(Uuid::from_u128(number)),
        device: DeviceId(Uuid::from_u128(1)),
        dseq: None,
        author: AgentId(Uuid::from_u128(number)),
        about: LI.into(),
        action,
        base: std::collections::BTreeMap::new(),
        seen: None,
        group: None,
        depends_on: vec![],
        files: vec![],
        marked: false,
        mentions: std::collections::BTreeSet::new(),
        composed_at: Timestamp::default().plus_minutes(i64::try_from(number).unwrap()),
        offline: false,
        send_at: None,
    }
}

fn does(customer: &mut Customer, operation: &Operation, role: Role) -> Result<Verdict, Rejection> {
    let mut entity = Entity::Customer(Some(customer.clone()));
    let outcome = apply(&mut entity, operation, &Context::on_desk(Timestamp::default(), role))?;
    *customer = entity.customer().unwrap();
    Ok(outcome.verdict)
}

fn contact() -> impl Strategy<Value = Contact> {
    let value = prop::sample::select(vec!["138 0000 0001", "13800000001", "139-0000-0002", "li@example.com", "LI@example.com", "na@example.com"]);
    value.prop_map(|value| Contact { kind: if value.contains('@') { ContactKind::Mail } else { ContactKind::Phone }, value: value.into() })
}

fn change() -> impl Strategy<Value = CustomerChange> {
    let fact = prop::sample::select(vec!["Mist S2", "Kettle K1", "Heater H3"]).prop_map(|it| Fact { kind: FactKind::Product, value: it.into() });
    let need = prop::sample::select(vec![AccessNeed::Hearing, AccessNeed::Sight, AccessNeed::Reading]);
    let noted = |contacts: (Vec<Contact>, Vec<Contact>), facts: Vec<Fact>, needs: (Vec<AccessNeed>, Vec<AccessNeed>)| CustomerChange {
        contacts: Noted { add: contacts.0, remove: contacts.1 },
        facts: Noted { add: facts, remove: vec![] },
        needs: Noted { add: needs.0, remove: needs.1 },
        ..CustomerChange::default()
    };
    let contacts = (prop::collection::vec(contact(), 0..4), prop::collection::vec(contact(), 0..3));
    let needs = (prop::collection::vec(need.clone(), 0..3), prop::collection::vec(need, 0..2));
    (contacts, prop::collection::vec(fact, 0..3), needs).prop_map(move |(contacts, facts, needs)| noted(contacts, facts, needs))
}

fn note(number: u128, change: CustomerChange) -> Operation {
    operation(number, Action::ChangeCustomer(Box::new(change)))
}

proptest! {
    #[test]
    fn the_same_note_again_changes_nothing_and_no_way_to_reach_them_is_kept_twice(changes in prop::collection::vec(change(), 1..8)) {
        let mut customer = Customer::named(LI, "Li Na");
        for (number, change) in (1..).zip(changes) {
            let operation = note(number, change.clone());
            does(&mut customer, &operation, Role::Agent).unwrap();
            let ways = customer.reached_by();
            for (at, one) in ways.iter().enumerate() {
                prop_assert!(!ways[..at].iter().any(|other| other.is_same(one)), "{ways:?}");
            }
            prop_assert!(change.contacts.add.iter().all(|new| ways.iter().any(|known| known.is_same(new))));
            prop_assert_eq!(customer.phone.is_none(), !ways.iter().any(|way| way.kind == ContactKind::Phone));
            prop_assert_eq!(customer.mail.is_none(), !ways.iter().any(|way| way.kind == ContactKind::Mail));
            let before = customer.clone();
            prop_assert_eq!(does(&mut customer, &operation, Role::Agent).unwrap(), Verdict::NoOp);
            prop_assert_eq!(&customer, &before);
        }
    }

    #[test]
    fn of_two_peoples_notes_neither_takes_the_others_away_in_either_order(one in change(), other in change()) {
        let only_adds = |change: CustomerChange| CustomerChange {
            contacts: Noted { remove: vec![], ..change.contacts },
            needs: Noted { remove: vec![], ..change.needs },
            ..change
        };
        let notes = [note(1, only_adds(one)), note(2, only_adds(other))];
        let ends = |order: [usize; 2]| {
            let mut customer = Customer::named(LI, "Li Na");
            for at in order {
                does(&mut customer, &notes[at], Role::Agent).unwrap();
            }
            let folded = |contact: &Contact| format!("{:?} {}", contact.kind, if contact.kind == ContactKind::Phone { customer::phone_digits(&contact.value) } else { contact.value.to_lowercase() });
            let ways: BTreeSet<String> = customer.reached_by().iter().map(folded).collect();
            let facts: BTreeSet<String> = customer.facts.iter().map(|fact| fact.value.clone()).collect();
            (ways, facts, customer.needs)
        };
        prop_assert_eq!(ends([0, 1]), ends([1, 0]));
    }
}

#[test]
fn a_customer_is_joined_once_and_parted_from_that_one_only() {
    let into = CustomerId(Uuid::from_u128(2));
    let mut li = Customer::named(LI, "Li Na");
    assert_eq!(does(&mut li, &operation(1, Action::JoinCustomer { into: LI }), Role::Agent), Err(Rejection::BadJoin));
    assert_eq!(does(&mut li, &operation(2, Action::JoinCustomer { into }), Role::Agent), Ok(Verdict::Applied));
    assert_eq!(does(&mut li, &operation(3, Action::JoinCustomer { into }), Role::Agent), Ok(Verdict::NoOp));
    let third = CustomerId(Uuid::from_u128(3));
    assert_eq!(does(&mut li, &operation(4, Action::JoinCustomer { into: third }), Role::Agent), Err(Rejection::BadJoin));
    assert_eq!(does(&mut li, &operation(5, Action::PartCustomer { from: third }), Role::Agent), Ok(Verdict::NoOp));
    assert_eq!(does(&mut li, &operation(6, Action::PartCustomer { from: into }), Role::Agent), Ok(Verdict::Applied));
    assert_eq!(li.joined, None);
}

#[test]
fn who_looks_at_what_is_masked_says_why_and_stands_in_the_log_once() {
    let mut li = Customer::named(LI, "Li Na");
    let look = |number, why: &str| operation(number, Action::Reveal { why: why.into(), ticket: None });
    assert_eq!(does(&mut li, &look(1, " "), Role::Contact), Err(Rejection::EmptyText));
    assert_eq!(does(&mut li, &look(2, "The parcel came back"), Role::Contact), Ok(Verdict::Applied));
    assert_eq!(does(&mut li, &look(2, "The parcel came back"), Role::Contact), Ok(Verdict::NoOp));
    assert_eq!((li.revealed.len(), li.revealed[0].why.as_str()), (1, "The parcel came back"));
    for number in 3..400 {
        does(&mut li, &look(number, "again"), Role::Contact).unwrap();
    }
    assert_eq!(li.revealed.len(), customer::MOST_REVEALED);
    assert_eq!(li.revealed.last().unwrap().operation, OperationId(Uuid::from_u128(399)), "the newest stay");
    let named = note(500, CustomerChange { name: Some("Somebody".into()), ..CustomerChange::default() });
    assert_eq!(does(&mut li, &named, Role::Contact), Err(Rejection::Forbidden), "who answers inward notes nothing of customers");
}
