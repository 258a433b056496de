//! The stale-reply guard: no public reply leaves while there is an unseen public message of somebody else (SYNC 1.7, I7).

use super::lives::*;
use holdfast_domain::*;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6000))]

    #[test]
    fn no_reply_is_applied_over_a_newer_message_of_somebody_else(life in life()) {
        for decided in World::lived(&life, false).log.into_iter().filter(Decided::applied) {
            if let Action::Reply { .. } = decided.operation.action {
                let seen = decided.operation.seen.unwrap_or_default();
                let unseen = decided.public.iter().find(|(seq, device)| *seq > seen && *device != Some(decided.operation.device));
                prop_assert_eq!(unseen, None);
            }
        }
    }

    #[test]
    fn nobody_ends_a_ticket_over_a_customers_message_they_have_not_seen(life in life()) {
        for decided in World::lived(&life, false).log.into_iter().filter(Decided::applied) {
            if let Action::Transition { to: Status::Solved | Status::Closed, .. } = decided.operation.action {
                let seen = decided.operation.seen.unwrap_or_default();
                let unseen = decided.public.iter().find(|(seq, device)| *seq > seen && device.is_none());
                prop_assert_eq!(unseen, None);
            }
        }
    }
}

#[test]
fn mia_has_two_replies_waiting_and_confirming_one_does_not_let_the_other_pass() {
    let mut world = World::new(false);
    let first = world.desks[0].means(reply("马上为您换新"));
    let second = world.desks[0].means(reply("单号随后发您"));
    world.customer_writes();
    assert_eq!(world.takes(first).unwrap().verdict, Verdict::Held { reason: HeldReason::NewerMessage });
    world.pulls(0);
    let again = world.desks[0].means(reply("马上为您换新"));
    assert_eq!(world.takes(again).unwrap().verdict, Verdict::Applied);
    let held = Verdict::Held { reason: HeldReason::NewerMessage };
    assert_eq!(world.takes(second).unwrap().verdict, held, "it was written before the customer's words were on screen");
}

#[test]
fn a_colleagues_reply_does_not_hide_the_customers_words_from_who_solves() {
    let mut world = World::new(false);
    let solve = world.desks[0].means(Action::Transition { from: Status::New, to: Status::Solved, closing: None });
    world.customer_writes();
    world.pulls(1);
    let answer = world.desks[1].means(reply("我来看看"));
    world.takes(answer).unwrap();
    assert_eq!(world.takes(solve).unwrap().verdict, Verdict::Held { reason: HeldReason::NewerMessage });
}

#[test]
fn who_gave_the_ticket_away_and_then_answers_is_not_held_by_their_own_act() {
    let mut world = World::new(false);
    world.desks[0].writes(Action::Assign { to: agent(1), reason: "下班".into(), handover: None }).unwrap();
    world.desks[0].writes(reply("小白会继续跟进")).unwrap();
    let verdicts: Vec<_> = world.pushes(0).into_iter().map(|result| result.unwrap().verdict).collect();
    assert_eq!(verdicts, [Verdict::Applied, Verdict::Applied]);
}

#[test]
fn a_reply_to_a_ticket_that_is_closed_waits_for_its_author() {
    let mut world = World::new(false);
    let answer = world.desks[0].means(reply("补充说明"));
    for (from, to) in [(Status::New, Status::Solved), (Status::Solved, Status::Closed)] {
        world.pulls(1);
        let step = world.desks[1].means(Action::Transition { from, to, closing: None });
        world.takes(step).unwrap();
    }
    assert_eq!(world.takes(answer).unwrap().verdict, Verdict::Held { reason: HeldReason::Closed });
    world.pulls(0);
    let foreseen = world.desks[0].writes(reply("补充说明")).unwrap();
    assert_eq!(foreseen.1.verdict, Verdict::Held { reason: HeldReason::Closed }, "the desk says so at once");
}

#[test]
fn a_reply_that_waited_for_more_than_a_day_is_shown_to_its_author_again() {
    let mut world = World::new(false);
    let (in_time, late) = (world.desks[0].means(reply("已登记")), world.desks[0].means(reply("稍后回电")));
    world.waits(24);
    assert_eq!(world.takes(in_time).unwrap().verdict, Verdict::Applied);
    world.waits(1);
    assert_eq!(world.takes(late.clone()).unwrap().verdict, Verdict::Held { reason: HeldReason::TooOld });
    let mut view = world.entity.clone();
    let shown = apply(&mut view, &late, &Context::on_desk(world.now, Role::Agent)).unwrap();
    assert_eq!(shown.verdict, Verdict::Applied, "only the server's clock says what is too old");
}
