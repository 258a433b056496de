//! Two desks that can reach neither the team server nor each other do not work on the same ticket.

use holdfast_desk::view::{ConnectionState, View};
use holdfast_domain::{Status, Urgency};
use holdfast_server::import::TicketOptions;
use holdfast_testkit::{TestDesk, World};
use std::collections::BTreeSet;

/// Takes and solves what is next, so many times; answers what was nobody's and no emergency.
fn works_off(desk: &TestDesk, count: usize) -> BTreeSet<String> {
    let work = desk.work();
    let mut taken = BTreeSet::new();
    while taken.len() < count {
        let next = work.next_up(None).unwrap().expect("there is enough for everybody").ticket;
        let ticket = work.ticket(&next).unwrap();
        if ticket.owner_id.is_none() {
            work.claim(&next, "").unwrap();
            if ticket.row.urgency != Urgency::Emergency {
                taken.insert(next.clone());
            }
        }
        work.transition(&next, Status::Solved, None).unwrap();
    }
    taken
}

#[test]
fn qin_and_the_administrator_are_cut_off_and_are_offered_different_tickets() {
    let world = World::new();
    let now = holdfast_server::Clock::system().now();
    let file = world.folder().join("more.jsonl");
    let line = |count| {
        format!("{{\"id\":\"{count}\",\"subject\":\"Nobody's {count}\",\"body\":\"Hello\",\"channel\":\"mail\",\"created_at\":\"{now:?}\"}}\n")
    };
    std::fs::write(&file, (0..90).map(line).collect::<String>()).unwrap();
    holdfast_server::import::tickets(&world.ledger(), &file, TicketOptions::default(), now).unwrap();
    let wires = [world.wire(), world.wire()];
    let desks = [world.desk_over(&wires[0], "qin"), world.desk_over(&wires[1], "admin")];
    assert_eq!(
        desks[0].work().list(&View::Unassigned.into(), 0, 1).unwrap().total,
        desks[1].work().list(&View::Unassigned.into(), 0, 1).unwrap().total
    );
    for (desk, wire) in desks.iter().zip(&wires) {
        wire.cut();
        desk.is(ConnectionState::Offline);
    }
    let taken: Vec<_> = desks.iter().map(|desk| works_off(desk, 8)).collect();
    assert!(taken[0].is_disjoint(&taken[1]), "{taken:?}");

    for wire in &wires {
        wire.mend();
    }
    for (desk, taken) in desks.iter().zip(&taken) {
        desk.is_in_step();
        let me = desk.work().team().me.id;
        assert!(taken.iter().all(|ticket| desk.work().ticket(ticket).unwrap().owner_id.as_ref() == Some(&me)));
    }
}
