//! Whose turn an unassigned ticket is while everybody is cut off: everybody's answer is the same, and nobody's is empty.
#![allow(
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops at the first surprise"
)]

use holdfast_domain::partition::{roster, turn};
use holdfast_domain::{Agent, AgentId, Role, TicketId, Timestamp};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;

const NOON: Timestamp = Timestamp::from_millis(1_790_000_000_000);

fn people() -> impl Strategy<Value = Vec<AgentId>> {
    btree_set(any::<[u8; 10]>(), 1..10).prop_map(|people| people.into_iter().map(|random| AgentId::new(NOON, random)).collect())
}

fn ticket(n: u32) -> TicketId {
    // As a desk makes them one after another: close in time, the rest chance.
    let mut random = [0; 10];
    random[..4].copy_from_slice(&n.wrapping_mul(2_654_435_761).to_be_bytes());
    TicketId::new(NOON.plus_millis(i64::from(n) * 1_700), random)
}

fn owner(n: u32, roster: &[AgentId]) -> AgentId {
    let first: Vec<_> = roster.iter().filter(|agent| turn(ticket(n), roster, **agent) == Some(0)).collect();
    assert_eq!(first.len(), 1, "exactly one has the first turn");
    *first[0]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn every_ticket_has_each_turn_once(people in people(), tickets in vec(any::<u32>(), 1..20)) {
        for n in tickets {
            let mut turns: Vec<_> = people.iter().map(|agent| turn(ticket(n), &people, *agent).unwrap()).collect();
            turns.sort_unstable();
            prop_assert_eq!(turns, (0..people.len()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn who_leaves_moves_only_their_own_tickets_and_who_comes_takes_only_their_own(people in people(), gone: prop::sample::Index) {
        prop_assume!(people.len() > 1);
        let gone = *gone.get(&people);
        let left: Vec<_> = people.iter().copied().filter(|agent| *agent != gone).collect();
        for n in 0..100 {
            let (before, after) = (owner(n, &people), owner(n, &left));
            prop_assert!(before == after || before == gone);
        }
    }

    #[test]
    fn nobody_is_left_out_and_nobody_gets_everything(people in people()) {
        let share = 100_u32;
        let all = share * u32::try_from(people.len()).unwrap();
        for agent in &people {
            let own = (0..all).filter(|n| turn(ticket(*n), &people, *agent) == Some(0)).count();
            prop_assert!(people.len() == 1 || (50..=160).contains(&own), "{own} of {all}, {share} expected");
        }
    }

    #[test]
    fn the_order_in_which_a_desk_learnt_of_the_people_does_not_matter(people in people(), n: u32) {
        let backwards: Vec<_> = people.iter().rev().copied().collect();
        prop_assert!(people.iter().all(|agent| turn(ticket(n), &people, *agent) == turn(ticket(n), &backwards, *agent)));
    }
}

fn person(n: u8, role: Role) -> Agent {
    let id = AgentId::new(NOON, [n; 10]);
    Agent { id, login: n.to_string(), name: n.to_string(), role, department: None, seniority: 1, language: None, masked: false }
}

#[test]
fn a_contact_is_not_in_the_roster_and_has_no_turn() {
    let team = [person(3, Role::Lead), person(1, Role::Agent), person(2, Role::Contact), person(1, Role::Agent)];
    let roster = roster(&team);
    assert_eq!(roster, [team[1].id, team[0].id]);
    assert_eq!(turn(ticket(1), &roster, team[2].id), None);
}

#[test]
fn a_turn_is_the_same_in_every_version() {
    let roster: Vec<_> = (1..=4).map(|n| AgentId::new(NOON, [n; 10])).collect();
    let turns: Vec<_> = (0..12).map(|n| roster.iter().position(|agent| *agent == owner(n, &roster)).unwrap()).collect();
    assert_eq!(turns, [1, 0, 1, 1, 3, 3, 1, 0, 3, 3, 0, 0], "desks of two builds would offer the same ticket twice");
}
