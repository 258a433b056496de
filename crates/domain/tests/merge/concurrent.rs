//! Changes of several desks that did not see each other, handed in in any order.

use super::lives::*;
use holdfast_domain::*;
use proptest::prelude::*;

/// Each desk writes one thing over the same sight; the server takes them in this order.
fn in_order(actions: &[Action], order: &[usize]) -> World {
    let mut world = World::new(true);
    let operations: Vec<_> = actions.iter().enumerate().map(|(desk, action)| world.desks[desk].means(action.clone())).collect();
    for desk in order {
        let _ = world.takes(operations[*desk].clone());
    }
    world
}

fn orders() -> [[usize; 3]; 6] {
    [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
}

fn urgency() -> impl Strategy<Value = Urgency> {
    prop_oneof![Just(Urgency::Low), Just(Urgency::Normal), Just(Urgency::High), Just(Urgency::Emergency)]
}

proptest! {
    #[test]
    fn the_most_urgent_of_concurrent_urgencies_stands_in_any_order(wanted in proptest::array::uniform3(urgency())) {
        let changes: Vec<_> = wanted.into_iter().filter(|urgency| *urgency != Urgency::Normal).collect();
        let actions = wanted.map(|new| set(Field::Urgency, "normal", &new.to_string()));
        for order in orders() {
            let expected = changes.iter().max().copied().unwrap_or(Urgency::Normal);
            prop_assert_eq!(in_order(&actions, &order).ticket().urgency, expected, "{:?}", order);
        }
    }

    #[test]
    fn tags_and_notes_are_the_same_set_in_any_order(tags in proptest::array::uniform3(0..3_usize), remove: bool) {
        let mut results = Vec::new();
        for order in orders() {
            let mut world = World::new(true);
            world.desks[0].writes(Action::Tag { add: vec!["hot".into()], remove: Default::default() });
            world.pushes(0);
            (0..DESKS).for_each(|desk| world.pulls(desk));
            let known = world.ticket().tags.0.clone();
            let operations: Vec<_> = tags.iter().enumerate().map(|(desk, tag)| {
                let action = match (tag, desk) {
                    (0, _) if remove => Action::Tag { add: vec![], remove: known.clone() },
                    (0, _) => Action::Note { body: format!("note {desk}") },
                    (tag, _) => Action::Tag { add: vec![["hot", "vip"][tag - 1].into()], remove: Default::default() },
                };
                world.desks[desk].means(action)
            }).collect();
            let mut notes = Vec::new();
            for desk in order {
                notes.extend(world.takes(operations[desk].clone()).unwrap().message.map(|message| (message.id, message.body)));
            }
            notes.sort_unstable();
            results.push((world.ticket().tags.clone(), notes));
        }
        results.dedup();
        prop_assert_eq!(results.len(), 1);
    }

    #[test]
    fn changes_of_different_fields_all_stand_in_any_order(subject in "[a-z]{1,6}", urgency in urgency(), queue_n in 0..3_usize) {
        let actions = [set(Field::Subject, "水箱", &subject), set(Field::Urgency, "normal", &urgency.to_string()), set(Field::Queue, "", &queue(queue_n).to_string())];
        for order in orders() {
            let world = in_order(&actions, &order);
            let ticket = world.ticket();
            prop_assert_eq!((ticket.subject.as_str(), ticket.urgency, ticket.queue), (subject.as_str(), urgency, Some(queue(queue_n))));
        }
    }
}

#[test]
fn of_three_claims_the_first_in_server_order_stands_and_the_others_hear_whose_it_is() {
    let claims = [Action::claim(), Action::claim(), Action::claim()];
    for order in orders() {
        let world = in_order(&claims, &order);
        assert_eq!(world.ticket().owner, Some(agent(order[0])));
        let taken = Err(Rejection::TakenOver { by: Some(agent(order[0])) });
        let results: Vec<_> = world.log.iter().rev().take(2).map(|decided| decided.result.clone()).collect();
        assert_eq!(results, [taken.clone(), taken]);
    }
}

#[test]
fn a_ticket_is_brought_to_one_queue_the_first_and_the_second_is_told() {
    let moves = [0, 1, 2].map(|n| set(Field::Queue, "", &queue(n).to_string()));
    let world = in_order(&moves, &[1, 0, 2]);
    assert_eq!(world.ticket().queue, Some(queue(1)));
    let lost = |n: usize| Verdict::Merged { lost: Lost { field: Field::Queue, value: queue(n).to_string(), mine: true } };
    assert_eq!((world.log[2].verdict(), world.log[3].verdict()), (Some(&lost(0)), Some(&lost(2))));
}

#[test]
fn a_downgrade_needs_a_current_base_even_when_the_value_is_the_one_it_saw() {
    let mut world = World::new(false);
    let low = world.desks[0].means(set(Field::Urgency, "normal", "low"));
    for (desk, old, new) in [(1, "normal", "high"), (2, "high", "normal")] {
        world.pulls(desk);
        let change = world.desks[desk].means(set(Field::Urgency, old, new));
        assert_eq!(world.takes(change).unwrap().verdict, Verdict::Applied);
    }
    let lost = Verdict::Merged { lost: Lost { field: Field::Urgency, value: "low".into(), mine: true } };
    assert_eq!(world.takes(low).unwrap().verdict, lost, "two colleagues have weighed it since");
    assert_eq!(world.ticket().urgency, Urgency::Normal);
}

#[test]
fn a_step_on_a_ticket_that_was_closed_meanwhile_is_held_and_on_one_known_to_be_closed_refused() {
    let mut world = World::new(false);
    let wait = world.desks[0].means(Action::Transition { from: Status::New, to: Status::Pending, closing: None });
    for (from, to) in [(Status::New, Status::Solved), (Status::Solved, Status::Closed)] {
        world.pulls(1);
        let step = world.desks[1].means(Action::Transition { from, to, closing: None });
        world.takes(step).unwrap();
    }
    assert_eq!(world.takes(wait).unwrap().verdict, Verdict::Held { reason: HeldReason::Closed });
    world.pulls(0);
    let knowingly = world.desks[0].means(Action::Transition { from: Status::Closed, to: Status::Open, closing: None });
    assert_eq!(world.takes(knowingly), Err(Rejection::NotLegal { from: Status::Closed, to: Status::Open }));
}

#[test]
fn a_status_that_gives_way_unseen_is_told_to_who_replaced_it() {
    let steps = [Status::Pending, Status::Solved].map(|to| Action::Transition { from: Status::New, to, closing: None });
    let world = in_order(&steps, &[0, 1]);
    assert_eq!(world.ticket().status, Status::Solved);
    let lost = Verdict::Merged { lost: Lost { field: Field::Status, value: "pending".into(), mine: false } };
    assert_eq!(world.log.last().unwrap().verdict(), Some(&lost));
}
