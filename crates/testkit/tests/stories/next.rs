//! "Next up" is the best of all there is by its rule, however many there are and whatever stands before it in its lists.

use holdfast_desk::view::{ConnectionState, TicketRow, View};
use holdfast_domain::sla::ClockState;
use holdfast_domain::{Status, Ticket, TicketId, Urgency, partition};
use holdfast_protocol::Row;
use holdfast_testkit::chance::Chance;
use holdfast_testkit::{TestDesk, World};
use std::sync::Arc;

/// More than a page of any list.
const MANY: u64 = 1_400;

fn all(desk: &TestDesk, view: View) -> Vec<TicketRow> {
    let page = |at: u32| desk.work().list(&view.into(), at * 500, 500).unwrap().rows;
    (0..).map(page).take_while(|rows| !rows.is_empty()).flatten().collect()
}

/// The rule, said once more and without any haste: an emergency before all others, then mine, then nobody's; what waits for the
/// customer or was met is no work.
fn by_the_rule(desk: &TestDesk, in_turn: bool) -> Vec<TicketRow> {
    let mut rows = all(desk, View::Mine);
    let mut nobodys = all(desk, View::Unassigned);
    if in_turn {
        let directory = desk.work().team();
        let me = directory.me.id.parse().unwrap();
        let may_reply = directory.agents.iter().filter(|agent| agent.role.may_reply());
        let mut sorted: Vec<holdfast_domain::AgentId> = may_reply.map(|agent| agent.id.parse().unwrap()).collect();
        sorted.sort_unstable();
        nobodys.sort_by_key(|row| (row.urgency != Urgency::Emergency).then(|| partition::turn(row.id.parse().unwrap(), &sorted, me)));
    }
    rows.extend(nobodys);
    rows.retain(|row| row.clock.as_ref().is_none_or(|clock| !matches!(clock.state, ClockState::Paused | ClockState::Met)));
    rows.sort_by_key(|row| row.urgency != Urgency::Emergency);
    rows
}

/// What the rule goes by, without the order of what is alike in all of it.
fn rank(row: &TicketRow) -> (bool, bool, Option<u64>, u8) {
    let due = row.clock.as_ref().and_then(|clock| clock.due).map(|due| due.0.to_bits());
    (row.urgency != Urgency::Emergency, row.owner.is_none(), due, row.tier)
}

#[test]
fn the_best_of_fourteen_hundred_comes_and_the_one_behind_it_after_it() {
    let world = World::new();
    let wire = world.wire();
    let wen = world.desk_over(&wire, "wen");
    let template = world.ticket(&wen.own_ticket().row.id).unwrap();
    let mut chance = Chance::of(41, 7);
    world.changes(|transaction| {
        for number in 0..MANY {
            let opened_at = template.opened_at.plus_minutes(-i64::try_from(chance.below(6_000)).unwrap());
            // Most of mine wait for the customer and stand before what is work, by tier and age.
            let status = if chance.percent(60) { Status::Pending } else { Status::Open };
            let urgency = if chance.percent(1) { Urgency::Emergency } else { Urgency::Normal };
            let ticket = Ticket {
                id: TicketId::new(opened_at, chance.ten_bytes()),
                number: holdfast_domain::Number { lasting: Some(u32::try_from(500_000 + number).unwrap()), temporary: None },
                owner: template.owner.filter(|_| chance.percent(50)),
                tier: u8::try_from(chance.below(5)).unwrap(),
                status,
                urgency,
                opened_at,
                ..template.clone()
            };
            transaction.put(&Row::Ticket(Arc::new(ticket))).unwrap();
        }
    });
    world.server().server().tell().unwrap();
    wen.sees("all of them", |work| work.list(&View::Team.into(), 0, 1).unwrap().total > u32::try_from(MANY).unwrap());

    for in_turn in [false, true] {
        if in_turn {
            wire.cut();
            wen.is(ConnectionState::Offline);
        }
        let expected = by_the_rule(&wen, in_turn);
        assert!(expected.len() > 100);
        let first = wen.work().next_up(None).unwrap().unwrap();
        let place = |id: &str| expected.iter().position(|row| row.id == id).expect("one that is work");
        let found = &expected[place(&first.ticket)];
        if in_turn && !matches!(expected[0].urgency, Urgency::Emergency) && found.owner.is_none() {
            assert_eq!(found.id, expected[0].id);
        }
        assert_eq!(rank(found), rank(&expected[0]), "the best of all");
        assert!(first.why.starts_with("why-"));
        // Each is followed by one that the rule puts nowhere before it.
        let mut at = first.ticket;
        let mut seen = vec![at.clone()];
        for _ in 0..60 {
            let next = wen.work().next_up(Some(&at)).unwrap().unwrap().ticket;
            let step = (&expected[place(&at)], &expected[place(&next)]);
            assert!(!seen.contains(&next), "none comes twice before all came");
            assert!((rank(step.0).0, rank(step.0).1) <= (rank(step.1).0, rank(step.1).1), "{:?} before {:?}", rank(step.0), rank(step.1));
            seen.push(next.clone());
            at = next;
        }
        let best: Vec<_> = expected.iter().take(61).map(rank).collect();
        let came: Vec<_> = seen.iter().map(|id| rank(&expected[place(id)])).collect();
        if in_turn {
            assert_eq!(came.iter().map(|rank| (rank.0, rank.1)).collect::<Vec<_>>(), best.iter().map(|rank| (rank.0, rank.1)).collect::<Vec<_>>());
        } else {
            assert_eq!(came, best, "in the order of the rule");
        }
        let last = expected.last().unwrap();
        assert_eq!(
            rank(&expected[place(&wen.work().next_up(Some(&last.id)).unwrap().unwrap().ticket)]),
            rank(&expected[0]),
            "behind the last comes the first"
        );
    }
}
