//! A desk, which has no sequence to give, foresees what the server decides when nothing else happens.

use super::lives::*;
use holdfast_domain::*;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6000))]

    #[test]
    fn what_a_desk_shows_is_what_the_server_does_when_nobody_else_acts(life in life(), wishes in proptest::collection::vec(wish(), 1..8), unowned: bool) {
        let mut world = World::lived(&life, unowned);
        world.pulls(1);
        let mut foreseen = Vec::new();
        for wish in wishes {
            let shown = world.desks[1].view().unwrap();
            foreseen.extend(world.desks[1].writes(action(wish, &shown)));
        }
        let view = world.desks[1].view().unwrap();
        let results = world.pushes(1);
        for ((operation, expected), result) in foreseen.iter().zip(&results) {
            let result = result.as_ref().map(|outcome| &outcome.verdict);
            prop_assert_eq!(result, Ok(&expected.verdict), "{:?}", operation.action);
        }
        prop_assert_eq!(seen_by_a_person(&view), seen_by_a_person(world.ticket()));
    }
}

#[test]
fn a_call_captured_and_worked_while_cut_off_ends_as_it_was_shown() {
    let mut world = World::new(false);
    world.entity = Entity::Ticket(None);
    let desk = &mut world.desks[2];
    desk.base = None;
    for action in [
        call(),
        reply("已登记"),
        set(Field::Urgency, "normal", "high"),
        Action::Tag { add: vec!["hot".into()], remove: Default::default() },
        Action::Transition { from: Status::Open, to: Status::Solved, closing: None },
    ] {
        assert_eq!(desk.writes(action).unwrap().1.verdict, Verdict::Applied);
    }
    let view = desk.view().unwrap();
    assert!(world.pushes(2).into_iter().all(|result| result.unwrap().verdict == Verdict::Applied));
    assert_eq!(seen_by_a_person(&view), seen_by_a_person(world.ticket()));
}

#[test]
fn what_a_contact_may_not_do_is_refused_on_the_desk_already() {
    let world = World::new(false);
    for action in
        [reply("hi"), Action::claim(), set(Field::Subject, "水箱", "x"), Action::Transition { from: Status::New, to: Status::Open, closing: None }]
    {
        let mut desk = Desk { base: world.entity.as_ticket().cloned(), ..Desk::new(1) };
        let operation = desk.means(action);
        let mut entity = world.entity.clone();
        assert_eq!(apply(&mut entity, &operation, &Context::on_desk(NOON, Role::Contact)), Err(Rejection::Forbidden), "{:?}", operation.action);
    }
    let mut desk = Desk { base: world.entity.as_ticket().cloned(), ..Desk::new(1) };
    let note = desk.means(Action::Note { body: "已核实".into() });
    assert!(apply(&mut world.entity.clone(), &note, &Context::on_desk(NOON, Role::Contact)).is_ok());
}
