//! Batches: sealed once, given out the same until answered; held and rejected work keeps its text.

use crate::world::*;
use holdfast_domain::*;
use holdfast_store::*;

fn desk_with_two_tickets() -> Desk {
    let desk = Desk::new();
    desk.pulls(vec![ticket_row(1, ticket(1)), ticket_row(1, ticket(2))]);
    desk
}

fn held(_: &Operation) -> (Option<Verdict>, Option<Rejection>) {
    (Some(Verdict::Held { reason: HeldReason::NewerMessage }), None)
}

#[test]
fn a_sealed_batch_is_given_out_the_same_until_it_is_answered() {
    let mut desk = desk_with_two_tickets();
    let first = desk.writes(desk.reply(ticket_id(1), "One"));
    desk.writes(desk.note(ticket_id(2), "Two"));
    let batch = desk.store().seal(200, 512 * 1024, NINE).unwrap().unwrap();
    assert_eq!((batch.device, batch.first_dseq), (device(), 1));
    assert_eq!(batch.operations.iter().map(|operation| operation.dseq).collect::<Vec<_>>(), [Some(1), Some(2)]);
    assert_eq!(desk.store().counts().unwrap(), Counts { sending: 2, ..Counts::default() });

    desk.writes(desk.note(ticket_id(2), "Three, written meanwhile"));
    desk.open();
    let again = desk.store().seal(1, 10, NINE).unwrap().unwrap();
    assert_eq!(serde_json::to_vec(&batch).unwrap(), serde_json::to_vec(&again).unwrap(), "byte for byte, whatever the limits now");
    assert_eq!(desk.store().counts().unwrap(), Counts { waiting: 1, uncertain: 2, ..Counts::default() });
    assert!(desk.store().entry(first).unwrap().unwrap().uncertain);

    desk.store().acknowledge(&answer(&batch, 101, |_| (Some(Verdict::Applied), None)), NINE).unwrap();
    let next = desk.store().seal(200, 512 * 1024, NINE).unwrap().unwrap();
    assert_eq!((next.first_dseq, next.operations.len()), (3, 1));
    assert_eq!(desk.state(first), EntryState::Acknowledged { seq: Seq(101) });
}

#[test]
fn limits_are_kept_and_a_group_is_never_split() {
    let desk = desk_with_two_tickets();
    desk.writes(desk.note(ticket_id(1), "Alone"));
    let group = (0..3).map(|number| desk.note(ticket_id(2), &format!("Part {number}"))).collect();
    desk.store().transact_all(group, NINE).unwrap();
    let batch = desk.store().seal(3, 512 * 1024, NINE).unwrap().unwrap();
    assert_eq!(batch.operations.len(), 1, "the group does not fit any more");
    desk.store().acknowledge(&answer(&batch, 101, |_| (Some(Verdict::Applied), None)), NINE).unwrap();
    assert_eq!(desk.store().seal(2, 10, NINE).unwrap().unwrap().operations.len(), 3, "a group larger than the limit goes whole, or would never go");
}

#[test]
fn a_held_reply_leaves_the_view_keeps_its_text_and_lets_the_next_reply_wait() {
    let desk = desk_with_two_tickets();
    let reply = desk.writes(desk.reply(ticket_id(1), "It arrives on Monday."));
    let batch = desk.store().seal(200, 512 * 1024, NINE).unwrap().unwrap();
    desk.store().acknowledge(&answer(&batch, 101, held), NINE).unwrap();
    assert_eq!(desk.state(reply), EntryState::Held { reason: HeldReason::NewerMessage });
    assert!(desk.bodies(ticket_id(1)).is_empty(), "nobody is to think that it was sent");
    assert_eq!(desk.store().ticket(ticket_id(1)).unwrap().unwrap(), ticket(1));
    assert_eq!(desk.store().entry(reply).unwrap().unwrap().operation.action.text(), Some("It arrives on Monday."));

    let next = desk.writes(desk.reply(ticket_id(1), "As I said."));
    let other = desk.writes(desk.reply(ticket_id(2), "Another ticket goes on."));
    let sent: Vec<_> = desk.acknowledged(102).operations.iter().map(|operation| operation.id).collect();
    assert_eq!(sent, [other]);
    assert_eq!(desk.store().seal(200, 1000, NINE).unwrap(), None);

    desk.discards(reply).unwrap();
    assert_eq!(desk.state(reply), EntryState::Done);
    assert_eq!(desk.store().entry(reply).unwrap().unwrap().decision, Some(Decision::Discard));
    assert!(matches!(desk.discards(reply), Err(StoreError::Missing { .. })));
    assert_eq!(desk.acknowledged(103).operations[0].id, next);
}

#[test]
fn what_is_said_instead_of_a_held_reply_takes_its_place_before_what_waits_behind_it_also_after_the_outbox_was_lost() {
    let mut desk = desk_with_two_tickets();
    let first = desk.writes(desk.reply(ticket_id(1), "It arrives on Monday."));
    let batch = desk.store().seal(200, 512 * 1024, NINE).unwrap().unwrap();
    desk.store().acknowledge(&answer(&batch, 101, held), NINE).unwrap();
    let behind = desk.writes(desk.reply(ticket_id(1), "As I said."));
    let instead = desk.reply(ticket_id(1), "It arrives on Tuesday.");
    let decided = desk.operation(ticket_id(1), Action::Decide { held: vec![first] });
    let order = [instead.id, behind, decided.id];
    desk.store().decide(vec![Ended { operation: first, end: End::Replace(instead) }], vec![decided], NINE).unwrap();
    assert_eq!(desk.state(first), EntryState::Done);
    desk.close();
    for name in ["outbox.db", "outbox.db-wal", "outbox.db-shm"] {
        let _ = std::fs::remove_file(desk.path(name));
    }
    desk.open();
    let sent = desk.store().seal(200, 512 * 1024, NINE).unwrap().unwrap();
    assert_eq!(sent.operations.iter().map(|operation| operation.id).collect::<Vec<_>>(), order);
}

#[test]
fn a_decision_that_would_be_refused_leaves_what_was_held_as_it_was() {
    let desk = desk_with_two_tickets();
    let reply = desk.writes(desk.reply(ticket_id(1), "It arrives on Monday."));
    let batch = desk.store().seal(200, 512 * 1024, NINE).unwrap().unwrap();
    desk.store().acknowledge(&answer(&batch, 101, held), NINE).unwrap();
    let empty = Ended { operation: reply, end: End::Replace(desk.reply(ticket_id(1), " ")) };
    assert!(matches!(desk.store().decide(vec![empty], vec![], NINE).unwrap(), Written::Refused(Rejection::EmptyText)));
    assert_eq!(desk.state(reply), EntryState::Held { reason: HeldReason::NewerMessage });
    assert_eq!(desk.store().undecided().unwrap().len(), 1);
}

#[test]
fn a_rejected_operation_keeps_its_text_and_stops_nothing() {
    let desk = desk_with_two_tickets();
    let note = desk.writes(desk.note(ticket_id(1), "A long note."));
    let after = desk.writes(desk.note(ticket_id(1), "Another."));
    let batch = desk.store().seal(200, 512 * 1024, NINE).unwrap().unwrap();
    let decide = |operation: &Operation| if operation.id == note { (None, Some(Rejection::Gone)) } else { (Some(Verdict::Applied), None) };
    desk.store().acknowledge(&answer(&batch, 101, decide), NINE).unwrap();
    assert_eq!(desk.state(note), EntryState::Rejected { rejection: Rejection::Gone });
    assert_eq!(desk.state(after), EntryState::Acknowledged { seq: Seq(101) });
    assert_eq!(desk.bodies(ticket_id(1)), ["Another."]);
    assert_eq!(desk.store().counts().unwrap().rejected, 1);
    let replacement = desk.note(ticket_id(2), "A long note.");
    let ended = Ended { operation: note, end: End::Replace(replacement.clone()) };
    desk.store().decide(vec![ended], vec![], NINE).unwrap();
    assert_eq!(desk.store().entry(note).unwrap().unwrap().decision, Some(Decision::Replace(replacement.id)));
    assert_eq!(desk.state(replacement.id), EntryState::Queued);
    assert_eq!(desk.store().counts().unwrap().rejected, 0);
}

#[test]
fn a_lost_value_is_kept_for_a_card() {
    let desk = desk_with_two_tickets();
    let subject = desk.writes(desk.operation(ticket_id(1), Action::SetField { field: Field::Subject, old: String::new(), new: "Mine".into() }));
    let batch = desk.store().seal(200, 512 * 1024, NINE).unwrap().unwrap();
    let lost = Lost { field: Field::Subject, value: "Theirs".into(), mine: false };
    desk.store().acknowledge(&answer(&batch, 101, |_| (Some(Verdict::Merged { lost: lost.clone() }), None)), NINE).unwrap();
    assert_eq!(desk.store().entry(subject).unwrap().unwrap().lost, Some(lost));
}

#[test]
fn an_operation_waits_for_what_it_depends_on() {
    let desk = desk_with_two_tickets();
    let first = desk.writes(desk.reply(ticket_id(1), "First"));
    let batch = desk.store().seal(200, 512 * 1024, NINE).unwrap().unwrap();
    desk.store().acknowledge(&answer(&batch, 101, held), NINE).unwrap();
    let mut dependent = desk.note(ticket_id(2), "Only after that");
    dependent.depends_on = vec![first];
    desk.writes(dependent);
    assert_eq!(desk.store().seal(200, 512 * 1024, NINE).unwrap(), None);
    desk.discards(first).unwrap();
    assert_eq!(desk.store().seal(200, 512 * 1024, NINE).unwrap().unwrap().operations.len(), 1);
}

#[test]
fn a_server_restored_from_a_backup_gets_again_what_it_lost_and_never_a_discarded_reply() {
    let desk = desk_with_two_tickets();
    let kept = desk.writes(desk.note(ticket_id(1), "Kept by the backup"));
    desk.acknowledged(101);
    let lost = desk.writes(desk.note(ticket_id(1), "Lost by the backup"));
    desk.acknowledged(102);
    let discarded = desk.writes(desk.reply(ticket_id(2), "Better not."));
    let batch = desk.store().seal(200, 512 * 1024, NINE).unwrap().unwrap();
    desk.store().acknowledge(&answer(&batch, 103, held), NINE).unwrap();
    desk.discards(discarded).unwrap();
    let last = desk.writes(desk.note(ticket_id(2), "Lost as well"));
    desk.acknowledged(104);
    desk.changes(104, vec![]);
    assert_eq!(desk.state(lost), EntryState::Done);

    desk.store().restore_epoch("second-life", 1).unwrap();
    desk.store().begin_resync("new epoch").unwrap();
    assert_eq!(desk.state(kept), EntryState::Done);
    assert_eq!(desk.state(lost), EntryState::Sealed);
    let batch = desk.store().seal(200, 512 * 1024, NINE).unwrap().unwrap();
    assert_eq!(batch.first_dseq, 2);
    assert_eq!(batch.operations.iter().map(|operation| (operation.id, operation.dseq)).collect::<Vec<_>>(), [(lost, Some(2)), (last, Some(3))]);
    assert_eq!(desk.bodies(ticket_id(1)), ["Lost by the backup"], "it is to be seen again until the server has it");
    assert_eq!(serde_json::to_vec(&desk.store().seal(1, 1, NINE).unwrap()).unwrap(), serde_json::to_vec(&Some(batch)).unwrap());
}

#[test]
fn after_a_gap_the_desk_sends_from_where_the_server_waits() {
    let desk = desk_with_two_tickets();
    let first = desk.writes(desk.note(ticket_id(1), "One"));
    desk.acknowledged(101);
    desk.writes(desk.note(ticket_id(1), "Two"));
    assert_eq!(desk.store().seal(200, 512 * 1024, NINE).unwrap().unwrap().first_dseq, 2);
    desk.store().expected_dseq(1).unwrap();
    let batch = desk.store().seal(200, 512 * 1024, NINE).unwrap().unwrap();
    assert_eq!((batch.first_dseq, batch.operations.len(), batch.operations[0].id), (1, 2, first));
}

#[test]
fn what_is_done_is_forgotten_after_thirty_days_and_what_waits_is_not() {
    let mut desk = desk_with_two_tickets();
    let done = desk.writes(desk.note(ticket_id(1), "Done"));
    desk.acknowledged(101);
    desk.changes(101, vec![]);
    let waits = desk.writes(desk.note(ticket_id(1), "Waits"));
    desk.store().purge(NINE.plus_minutes(29 * 24 * 60)).unwrap();
    assert!(desk.store().entry(done).unwrap().is_some());
    desk.store().purge(NINE.plus_minutes(31 * 24 * 60)).unwrap();
    desk.open();
    assert_eq!(desk.store().entry(done).unwrap(), None);
    assert_eq!(desk.state(waits), EntryState::Queued);
}
