//! The lease of a ticket: who may count on it, under which fence, and until when (SYNC 1.8).

use super::lives::*;
use holdfast_domain::*;
use proptest::prelude::*;

const TAKEN: Verdict = Verdict::Held { reason: HeldReason::TakenOver };

fn take_over(by: usize) -> Action {
    Action::Assign { to: agent(by), reason: "小米断线，客户在等".into(), handover: None }
}

#[test]
fn mia_is_cut_off_bai_takes_over_and_says_why_and_her_reply_waits_for_her() {
    let mut world = World::new(false);
    let mias = world.ticket().lease().unwrap();
    assert_eq!((mias.agent, mias.device, mias.fence), (agent(0), Some(device(0)), Seq(1)));
    world.desks[0].writes(reply("马上为您换新")).unwrap();
    world.waits(2);
    world.desks[1].writes(take_over(1)).unwrap();
    world.pushes(1);
    let bais = world.ticket().lease().unwrap();
    assert_eq!((bais.agent, bais.device), (agent(1), Some(device(1))));
    assert!(bais.fence > mias.fence);
    let outcome = world.pushes(0).pop().unwrap().unwrap();
    assert_eq!(outcome.verdict, TAKEN, "her reply carries the old fence");
    let again = world.desks[0].writes(reply("马上为您换新")).unwrap();
    assert_eq!(again.1.verdict, Verdict::Applied, "now she knows whose it is, and helps");
}

#[test]
fn two_take_over_at_once_and_the_second_hears_of_the_first() {
    let mut world = World::new(false);
    let (bai, chen) = (world.desks[1].means(take_over(1)), world.desks[2].means(take_over(2)));
    assert_eq!(world.takes(bai).unwrap().verdict, Verdict::Applied);
    assert_eq!(world.takes(chen), Err(Rejection::TakenOver { by: Some(agent(1)) }));
}

/// To take what its owner has let go of.
fn let_go() -> Action {
    Action::Claim { reason: "无人接手".into() }
}

#[test]
fn a_claim_waits_for_twelve_hours_without_work_and_then_takes_the_ticket() {
    let mut world = World::new(false);
    world.waits(12);
    let early = world.desks[1].means(Action::claim());
    assert_eq!(world.takes(early), Err(Rejection::TakenOver { by: Some(agent(0)) }));
    world.waits(1);
    let silent = world.desks[1].means(Action::claim());
    assert_eq!(world.takes(silent), Err(Rejection::ReasonMissing), "the first-contact owner changes only with a reason (T11)");
    let (bai, chen) = (world.desks[1].writes(let_go()).unwrap(), world.desks[2].means(let_go()));
    assert_eq!(bai.1.verdict, Verdict::Applied, "the desk foresees it");
    assert_eq!(world.pushes(1).pop().unwrap().unwrap().verdict, Verdict::Applied);
    assert_eq!(world.takes(chen), Err(Rejection::TakenOver { by: Some(agent(1)) }));
    let told = world.ticket().history.last().map(|entry| entry.event.clone());
    assert_eq!(told, Some(Event::Claimed { from: Some(agent(0)), reason: "无人接手".into() }));
    assert_eq!(world.ticket().lease().unwrap().until, Some(world.now.plus_millis(holdfast_domain::lease::LEASE_MS)));
}

#[test]
fn who_has_not_seen_whose_a_ticket_is_takes_it_from_nobody() {
    let mut world = World::new(false);
    let blind = world.desks[2].means(Action::claim());
    let over = world.desks[1].means(take_over(1));
    world.takes(over).unwrap();
    world.waits(13);
    assert_eq!(world.takes(blind), Err(Rejection::TakenOver { by: Some(agent(1)) }));
}

#[test]
fn work_of_the_owner_renews_the_lease_and_work_of_others_does_not() {
    let mut world = World::new(false);
    let until = |world: &World| world.ticket().lease().unwrap().until.unwrap();
    let granted = until(&world);
    world.waits(5);
    let others = world.desks[1].means(Action::Note { body: "客户来电催促".into() });
    world.takes(others).unwrap();
    assert_eq!(until(&world), granted);
    let own = world.desks[0].means(Action::Note { body: "已联系仓库".into() });
    world.takes(own).unwrap();
    assert_eq!(until(&world), granted.plus_minutes(5 * 60));
    world.waits(1);
    let nothing = world.desks[0].means(Action::claim());
    assert_eq!(world.takes(nothing).unwrap().verdict, Verdict::NoOp);
    assert_eq!(until(&world), granted.plus_minutes(5 * 60), "claiming one's own ticket is no work on it");
}

#[test]
fn mia_comes_back_after_fourteen_hours_to_a_ticket_that_was_claimed_from_her() {
    let mut world = World::new(false);
    world.desks[0].writes(reply("已为您登记")).unwrap();
    world.waits(14);
    world.desks[2].writes(let_go()).unwrap();
    world.pushes(2);
    assert_eq!(world.pushes(0).pop().unwrap().unwrap().verdict, TAKEN);
}

#[test]
fn a_lease_that_ran_out_and_that_nobody_claimed_hinders_nobody() {
    let mut world = World::new(false);
    world.desks[0].writes(reply("已为您登记")).unwrap();
    world.waits(14);
    assert_eq!(world.pushes(0).pop().unwrap().unwrap().verdict, Verdict::Applied);
    assert!(!world.ticket().lease().unwrap().has_lapsed(world.now), "and her work renews it");
}

#[test]
fn a_ticket_from_before_leases_stands_until_somebody_takes_it_over() {
    let mut world = World::new(false);
    ticket_of(&mut world.entity).lease_until = None;
    world.waits(1000);
    let claim = world.desks[1].means(Action::claim());
    assert_eq!(world.takes(claim), Err(Rejection::TakenOver { by: Some(agent(0)) }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn no_reply_passes_under_an_old_fence_and_no_claim_takes_a_lease_that_stands(life in life(), unowned: bool) {
        for decided in World::lived(&life, unowned).log.into_iter().filter(Decided::applied) {
            let Some((before, after)) = decided.tickets() else { continue };
            let Some(lease) = before.lease() else { continue };
            let operation = &decided.operation;
            let base = operation.base.get(&Field::Owner).copied().unwrap_or_default();
            match operation.action {
                Action::Reply { .. } => {
                    let own_act = lease.device == Some(operation.device);
                    prop_assert!(lease.agent == operation.author || lease.fence <= base || own_act);
                }
                Action::Claim { ref reason } => prop_assert!(lease.has_lapsed(decided.context.now) && lease.fence <= base && !reason.is_empty()),
                _ => {}
            }
            if before.owner != after.owner {
                let next = after.lease().unwrap();
                prop_assert!(next.until == Some(decided.context.now.plus_millis(holdfast_domain::lease::LEASE_MS)));
            }
        }
    }

    #[test]
    fn a_lease_moves_on_only_by_its_owners_work_or_with_a_new_owner(life in life()) {
        for decided in World::lived(&life, false).log {
            let Some((before, after)) = decided.tickets() else { continue };
            if before.lease_until != after.lease_until {
                prop_assert!(after.lease_until > before.lease_until);
                prop_assert!(before.owner != after.owner || after.owner == Some(decided.operation.author));
            }
        }
    }
}
