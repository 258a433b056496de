//! Two tickets that became one are taken apart again: as if nothing had been, and not when it would have to be guessed whose is what.

use super::lives::*;
use holdfast_domain::unmerge::LONGEST_APART_MS;
use holdfast_domain::*;
use proptest::prelude::*;

const OTHER: [u8; 10] = [8; 10];

/// Two tickets of one customer after two lives that have nothing to do with each other.
fn two(one: &[Step], other: &[Step], unowned: bool) -> (Ticket, Ticket) {
    let ticket = World::lived(one, unowned).ticket().clone();
    let other = World::lived_apart(other, !unowned).ticket().clone();
    (ticket, Ticket { id: TicketId::new(NOON, OTHER), ..other })
}

fn at(seq: u64, now: Timestamp) -> MergedBy {
    MergedBy { operation: None, agent: Some(agent(1)), device: Some(device(1)), offline: false, at: now, seq: Some(Seq(seq)) }
}

/// What of a ticket says something besides that it was merged and taken apart.
fn told(ticket: &Ticket) -> Ticket {
    let mut told = ticket.clone();
    told.updated_at = Timestamp::default();
    told.last_public = told.last_public.map(|last| LastPublic { message: last.message, ..LastPublic::of_customer(Seq(0)) });
    told.revs.retain(|_, rev| rev.seq < Seq(1_000));
    // Merging puts what happened in order of time.
    told.history.sort_by_key(|entry| entry.at);
    told.tasks.sort_by_key(|task| task.made_at);
    told.requests.sort_by_key(|request| request.made_at);
    told.complaints.sort_by_key(|complaint| complaint.made_at);
    told.history.retain(|entry| !matches!(entry.event, Event::Merged { .. } | Event::Unmerged { .. } | Event::Opened));
    told
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn what_was_merged_and_taken_apart_is_as_it_was(one in life(), other in life(), unowned: bool) {
        let (ticket, other) = two(&one, &other, unowned);
        let now = ticket.updated_at.max(other.updated_at);
        let mut left = ticket.clone();
        if merge(&mut left, &other, None, &at(1_000, now)).is_err() {
            prop_assert_eq!(&left, &ticket, "what is refused changes nothing");
            return Ok(());
        }
        let apart = Apart { seq: Seq(1_000), ticket: ticket.clone(), other: other.clone() };
        prop_assert_eq!(may_come_apart(&left, other.id, now), Ok(other.number.to_string()));
        let back = unmerge(&mut left, &apart, &at(1_001, now));
        // That merging opened it again, and taking apart closed it, are lines of their own.
        left.history.retain(|entry| entry.by != Some(agent(1)) || entry.operation.is_some());
        let revised = |ticket: &Ticket| told(&Ticket { revs: ticket.revs.clone().into_iter().filter(|(_, rev)| rev.seq < Seq(1_000)).collect(), ..ticket.clone() });
        let (mut left, mut was) = (revised(&left), revised(&ticket));
        if left.revs.len() < was.revs.len() {
            was.revs.retain(|field, _| left.revs.contains_key(field));
        }
        left.revs.retain(|field, _| was.revs.contains_key(field));
        prop_assert_eq!(left, was);
        prop_assert_eq!(told(&back), told(&other));
    }
}

#[test]
fn a_message_since_a_second_merge_and_a_day_keep_them_together() {
    let (ticket, other) = two(&[Step::Customer], &[], false);
    let third = Ticket { id: TicketId::new(NOON, [7; 10]), ..other.clone() };
    let mut left = ticket.clone();
    merge(&mut left, &other, None, &at(1_000, NOON)).unwrap();
    assert_eq!(may_come_apart(&left, other.id, NOON.plus_millis(LONGEST_APART_MS + 1)), Err(NotApart::TooLate));
    assert_eq!(may_come_apart(&left, third.id, NOON), Err(NotApart::Unknown));

    let mut both = left.clone();
    merge(&mut both, &third, None, &at(1_000, NOON)).unwrap();
    assert_eq!(may_come_apart(&both, other.id, NOON), Err(NotApart::Written), "the last one comes out first");
    let _ = unmerge(&mut both, &Apart { seq: Seq(1_000), ticket: left.clone(), other: third.clone() }, &at(1_002, NOON));
    assert!(may_come_apart(&both, other.id, NOON).is_ok(), "and then the one before");

    let mut world = World::new(false);
    world.entity = Entity::Ticket(Some(left));
    world.seq = 2_000;
    // The first of a life is the one that stands on the ticket already.
    world.customer_writes();
    world.customer_writes();
    assert_eq!(may_come_apart(world.ticket(), other.id, NOON), Err(NotApart::Written), "whose is what the customer wrote since?");
}

#[test]
fn a_promise_that_was_kept_meanwhile_stays_kept_and_a_tag_that_was_taken_off_stays_off() {
    let mut world = World::new(false);
    let due = NOON.plus_minutes(600);
    let promise = Action::SetTask { what: TaskKind::Promise, text: "ring back".into(), due };
    let (promised, _) = world.desks[0].writes(promise).unwrap();
    let (tagged, _) = world.desks[0].writes(Action::Tag { add: vec!["hot".into()], remove: Default::default() }).unwrap();
    world.pushes(0);
    let other = Ticket { id: TicketId::new(NOON, OTHER), ..world.ticket().clone() };
    let ticket = World::lived_apart(&[], false).ticket().clone();
    let mut left = ticket.clone();
    merge(&mut left, &other, None, &at(1_000, NOON)).unwrap();
    let mut world = World::new(false);
    world.entity = Entity::Ticket(Some(left));
    world.seq = 2_000;
    world.pulls(1);
    let kept = world.desks[1].means(Action::EndTask { task: promised.id, kept: true });
    world.takes(kept).unwrap();
    let off = world.desks[1].means(Action::Tag { add: vec![], remove: [("hot".to_owned(), [tagged.id].into())].into() });
    world.takes(off).unwrap();
    let mut left = world.ticket().clone();
    let back = unmerge(&mut left, &Apart { seq: Seq(1_000), ticket, other }, &at(3_000, NOON));
    assert!(left.tasks.is_empty() && back.tasks.len() == 1);
    assert!(back.tasks[0].ended.is_some_and(|end| end.kept));
    assert!(!back.tags.contains("hot") && !left.tags.contains("hot"));
}

#[test]
fn to_the_desk_that_merged_them_only_what_it_had_not_seen_is_news() {
    let (ticket, other) = two(&[Step::Customer], &[Step::Customer], false);
    let seen = ticket.last_public.unwrap().seq.max(other.last_public.unwrap().seq);
    let mut left = ticket;
    merge(&mut left, &other, None, &at(1_000, NOON)).unwrap();
    let last = left.last_public.unwrap();
    assert!(!last.is_news_to(device(1), seen), "who merged them has read both");
    assert!(last.is_news_to(device(2), seen), "nobody else has");
    assert!(last.customer_for(device(1)) <= Some(seen) && last.customer_for(device(2)) == Some(Seq(1_000)));
}
