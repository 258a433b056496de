//! The ten scenarios. Each begins after a desk was set up, which is cut at every write too, in the first of them.

use holdfast_domain::{Action, Field, HeldReason, Rejection, Status, Timestamp, Verdict};

use crate::pages::{EPOCH, first, message, ticket, ticket_id, written};
use crate::scene::{NINE, Scene};

/// A name and what happens.
pub type Scenario = (&'static str, fn(&mut Scene));

pub const ALL: [Scenario; 10] = [
    ("set-up", |_| {}),
    ("replies", replies),
    ("drafts", drafts),
    ("groups", groups),
    ("first-pull", first_pull),
    ("changes", changes),
    ("push", push),
    ("closing", closing),
    ("resync", resync),
    ("calls", calls),
];

fn replies(scene: &mut Scene) {
    scene.pulls_three();
    for number in 0..6_u128 {
        let on = ticket_id(1 + number % 3);
        let body = format!("Answer {number} {}", "z".repeat(usize::try_from(number).unwrap() * 900));
        let operation = if number % 2 == 0 { scene.reply(on, &body) } else { scene.note(on, &body) };
        scene.writes(vec![operation]);
    }
}

/// Each a little longer, as typed; long enough that the file is brought in order meanwhile.
fn drafts(scene: &mut Scene) {
    scene.pulls_three();
    for number in 0..8_usize {
        scene.drafts(ticket_id(1), &"Dear Mr Wang, 您好 ".repeat(1 + number * number * 20));
        if number % 3 == 0 {
            scene.step(|scene| scene.store().save_form("capture", &format!("{{\"name\":\"Wang {number}\"}}")));
        }
    }
    for number in 0..2_usize {
        // More than a thousand pages: the log is written back into the file.
        scene.drafts(ticket_id(2), &format!("{number} {}", "x".repeat(2_300_000)));
    }
    scene.drafts(ticket_id(1), "");
    scene.drafts(ticket_id(2), "Short again");
}

fn groups(scene: &mut Scene) {
    scene.pulls_three();
    for number in 1..=3 {
        let on = ticket_id(number);
        let group = vec![
            scene.reply(on, "Solved for good."),
            scene.operation(on, Action::Transition { from: Status::Open, to: Status::Solved, closing: None }),
            scene.operation(on, Action::Tag { add: vec!["refund".to_owned()], remove: std::collections::BTreeMap::new() }),
        ];
        scene.writes(group);
    }
}

/// Pages of more rows than are stored at once.
fn first_pull(scene: &mut Scene) {
    for page in 0..2_u128 {
        let on = |number: u128| 1 + page * 20 + number % 20;
        let tickets = (0..20_u128).map(|number| ticket(on(number), 1, "Where is it?"));
        let messages = (0..1_010_u128).map(|number| message(page * 2_000 + number, on(number), 1, "Where?"));
        let next = (page < 1).then_some("the second page");
        scene.pulls(&first(tickets.chain(messages).collect(), 100, next));
        if page == 0 {
            let note = scene.note(ticket_id(5), "Written while it comes in");
            scene.writes(vec![note]);
        }
    }
}

fn changes(scene: &mut Scene) {
    scene.pulls_three();
    let reply = scene.reply(ticket_id(1), "On its way.");
    scene.writes(vec![reply]);
    for number in 1..=6_u128 {
        let seq = 100 + number as u64;
        let on = 1 + number % 3;
        scene.changes(seq, None, vec![ticket(on, seq, &format!("Subject {number}")), message(100 + number, on, seq, "And now?")]);
    }
    let subject = Action::SetField { field: Field::Subject, old: "Subject 6".to_owned(), new: "Mine".to_owned() };
    let subject = scene.operation(ticket_id(1), subject);
    scene.writes(vec![subject]);
}

fn push(scene: &mut Scene) {
    scene.pulls_three();
    for (on, body) in [(1, "Applied"), (2, "Held"), (3, "Rejected"), (1, "Applied too")] {
        let reply = scene.reply(ticket_id(on), body);
        scene.writes(vec![reply]);
    }
    // Sealed, its answer lost, given out again.
    drop(scene.seals());
    let Some(batch) = scene.seals() else { return };
    scene.is_answered(&batch, 101, |operation| match operation.action.text() {
        Some("Held") => Ok(Verdict::Held { reason: HeldReason::NewerMessage }),
        Some("Rejected") => Err(Rejection::Forbidden),
        _ => Ok(Verdict::Applied),
    });
    let applied = batch.operations.iter().filter(|operation| operation.about == ticket_id(1).into()).map(|operation| written(operation, 101));
    scene.changes(101, Some((4, 101)), applied.chain([ticket(1, 101, "Answered")]).collect());
    let held = batch.operations[1].id;
    // On a full disk its answer was not taken in, and there is nothing to decide.
    if scene.is_held(held) {
        scene.step(|scene| {
            scene.store().decide(vec![holdfast_store::Ended { operation: held, end: holdfast_store::End::Discard }], Vec::new(), NINE).map(drop)
        });
    }
    let note = scene.note(ticket_id(2), "Next batch");
    scene.writes(vec![note]);
    drop(scene.seals());
    scene.step(|scene| scene.store().expected_dseq(5).map(drop));
}

fn closing(scene: &mut Scene) {
    scene.pulls_three();
    for number in 0..3 {
        let reply = scene.reply(ticket_id(1), &format!("Before closing {number}"));
        scene.writes(vec![reply]);
        scene.drafts(ticket_id(2), &format!("Half a sentence {number}"));
        scene.opens();
    }
}

fn resync(scene: &mut Scene) {
    scene.pulls_three();
    let reply = scene.reply(ticket_id(1), "Acknowledged and then forgotten");
    scene.writes(vec![reply]);
    let Some(batch) = scene.seals() else { return };
    scene.is_answered(&batch, 101, |_| Ok(Verdict::Applied));
    let note = scene.note(ticket_id(3), "Waits meanwhile");
    scene.writes(vec![note]);
    scene.step(|scene| scene.store().begin_resync("told to"));
    scene.pulls(&first(vec![ticket(1, 1, "Where is it?"), ticket(3, 1, "Where is it?"), message(3, 3, 1, "Where?")], 90, None));
    scene.step(|scene| scene.store().restore_epoch(EPOCH, 0).map(drop));
    drop(scene.seals());
}

fn calls(scene: &mut Scene) {
    for number in 1..=3_u128 {
        let call = scene.call(ticket_id(50 + number), &format!("The kettle leaks, says caller {number}."));
        scene.writes(vec![call]);
    }
    if let Some(batch) = scene.seals() {
        scene.is_answered(&batch, 101, |_| Ok(Verdict::Applied));
        let tickets = (51..=53).map(|number| ticket(number, 101, "The kettle leaks"));
        let questions = batch.operations.iter().map(|operation| written(operation, 101));
        scene.pulls(&first(tickets.chain(questions).collect(), 101, None));
        let later: Timestamp = NINE.plus_minutes(40 * 24 * 60);
        scene.step(|scene| scene.store().purge(later));
    }
    // After the purge, which takes away what nothing has used for long.
    [10, 70_000].into_iter().for_each(|size| scene.attaches(size));
    scene.opens();
}
