//! The laws of an observed-remove set, over single tags.

use super::lives::*;
use holdfast_domain::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn add(tag: &str) -> Action {
    Action::Tag { add: vec![tag.into()], remove: BTreeMap::new() }
}

fn remove_all_of(shown: &Ticket, tag: &str) -> Action {
    Action::Tag { add: vec![], remove: shown.tags.0.get(tag).map(|adds| (tag.to_owned(), adds.clone())).into_iter().collect() }
}

proptest! {
    #[test]
    fn a_tag_is_there_exactly_while_an_addition_is_left_that_no_removal_saw(life in proptest::collection::vec((0..DESKS, 0..3_u8), 1..30)) {
        let mut world = World::new(false);
        let mut left = std::collections::BTreeSet::new();
        for (desk, kind) in life {
            match kind {
                0 => world.pulls(desk),
                1 => {
                    let operation = world.desks[desk].means(add("hot"));
                    left.insert(operation.id);
                    prop_assert_eq!(world.takes(operation).unwrap().verdict, Verdict::Applied);
                }
                _ => {
                    let shown = world.desks[desk].base.clone().unwrap();
                    let seen = shown.tags.0.get("hot").cloned().unwrap_or_default();
                    let takes_away = left.intersection(&seen).count() > 0;
                    let operation = world.desks[desk].means(remove_all_of(&shown, "hot"));
                    let verdict = world.takes(operation).unwrap().verdict;
                    prop_assert_eq!(verdict == Verdict::Applied, takes_away);
                    left.retain(|id| !seen.contains(id));
                }
            }
            prop_assert_eq!(world.ticket().tags.contains("hot"), !left.is_empty());
            prop_assert_eq!(world.ticket().tags.0.get("hot").cloned().unwrap_or_default(), left.clone());
        }
    }
}

#[test]
fn a_removal_that_saw_only_one_of_two_additions_takes_that_one_and_says_it_did_something() {
    let mut world = World::new(false);
    let one = world.desks[0].means(add("hot"));
    world.takes(one).unwrap();
    world.pulls(2);
    let shown = world.desks[2].base.clone().unwrap();
    let removal = world.desks[2].means(remove_all_of(&shown, "hot"));
    let two = world.desks[1].means(add("hot"));
    let second = two.id;
    world.takes(two).unwrap();
    let outcome = world.takes(removal).unwrap();
    assert_eq!(outcome.verdict, Verdict::Applied);
    assert_eq!(world.ticket().tags.0["hot"], [second].into());
}
