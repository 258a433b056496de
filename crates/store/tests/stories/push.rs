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

fn at(operation: Operation, minutes: i64) -> Operation {
    Operation { send_at: Some(NINE.plus_minutes(minutes)), composed_at: NINE, ..operation }
}

fn on_its_way(operation: Operation) -> Operation {
    Operation { send_at: Some(NINE.plus_millis(10_000)), composed_at: NINE, ..operation }
}

const LATER: Timestamp = Timestamp::from_millis(NINE.millis() + 10_000);

#[test]
fn what_can_be_taken_back_waits_for_its_time_and_what_was_written_after_it_on_its_ticket_with_it() {
    let desk = desk_with_two_tickets();
    desk.writes(on_its_way(desk.reply(ticket_id(1), "Gone in ten seconds")));
    desk.writes(desk.note(ticket_id(1), "After it"));
    desk.writes(desk.note(ticket_id(2), "On another ticket"));
    let batch = desk.store().seal(200, 512 * 1024, NINE).unwrap().unwrap();
    assert_eq!(batch.operations.len(), 1, "the other ticket does not wait");
    assert_eq!(desk.store().next_leaves(NINE).unwrap(), Some(LATER));
    desk.store().acknowledge(&answer(&batch, 101, |_| (Some(Verdict::Applied), None)), NINE).unwrap();
    assert_eq!(desk.store().seal(200, 512 * 1024, NINE).unwrap(), None);
    assert_eq!(desk.bodies(ticket_id(1)), ["Gone in ten seconds", "After it"], "its author sees it at once");
    assert_eq!(desk.store().seal(200, 512 * 1024, LATER).unwrap().unwrap().operations.len(), 2);
}

#[test]
fn what_is_taken_back_is_a_draft_again_with_its_files_and_citations_and_never_leaves() {
    let desk = desk_with_two_tickets();
    let blob = desk.store().put_blob(&b"a picture"[..], "tank.png").unwrap();
    let file = Attachment { name: "tank.png".into(), hash: blob.hash, size: blob.size };
    let article = ArticleId(id(0xa));
    let action = Action::Reply { body: "See the picture".into(), articles: vec![article], versions: [(article, 3)].into() };
    let reply = on_its_way(desk.operation(ticket_id(1), action).with_files(vec![file.clone()]));
    let solves = on_its_way(desk.operation(ticket_id(1), Action::Transition { from: Status::Open, to: Status::Solved, closing: None }));
    let id = reply.id;
    desk.store().transact_all_from(Source::Draft(MessageKind::Reply), vec![reply, solves], NINE).unwrap();
    // Something newer is being written meanwhile.
    desk.store().save_draft(ticket_id(1), MessageKind::Reply, "And one more thing", &[], NINE).unwrap();
    let (withdrawn, _) = desk.store().withdraw(&[id], NINE).unwrap();
    assert_eq!((withdrawn.operations.len(), withdrawn.drafts), (2, vec![(ticket_id(1), MessageKind::Reply)]), "with all of its group");
    let drafts = desk.store().drafts_of(ticket_id(1)).unwrap();
    assert_eq!(drafts[0].body, "See the picture\n\nAnd one more thing");
    assert_eq!((drafts[0].files.as_slice(), drafts[0].articles.as_slice()), ([file].as_slice(), [Citation { article, version: 3 }].as_slice()));
    let killed = desk.killed();
    assert!(killed.bodies(ticket_id(1)).is_empty());
    assert_eq!(killed.store().ticket(ticket_id(1)).unwrap().unwrap(), ticket(1), "nothing of it has happened");
    assert_eq!(killed.store().seal(200, 512 * 1024, LATER).unwrap(), None);
    assert_eq!(killed.store().drafts_of(ticket_id(1)).unwrap(), drafts);
}

#[test]
fn what_has_left_is_not_taken_back() {
    let desk = desk_with_two_tickets();
    let reply = desk.writes(on_its_way(desk.reply(ticket_id(1), "Sent")));
    let plain = desk.writes(desk.note(ticket_id(2), "Without a time"));
    desk.store().seal(200, 512 * 1024, LATER).unwrap().unwrap();
    let (withdrawn, touched) = desk.store().withdraw(&[reply, plain], LATER).unwrap();
    assert_eq!((withdrawn, touched.tickets.len()), (Withdrawn::default(), 0));
    assert!(desk.store().drafts().unwrap().is_empty());
}

#[test]
fn what_was_put_off_has_not_happened_until_it_leaves_and_holds_nothing_up() {
    let desk = desk_with_two_tickets();
    let put_off = desk.writes(at(desk.reply(ticket_id(1), "Tomorrow"), 24 * 60));
    desk.writes(desk.note(ticket_id(1), "Today"));
    assert_eq!(desk.bodies(ticket_id(1)), ["Today"]);
    assert_eq!(desk.store().ticket(ticket_id(1)).unwrap().unwrap().first_response_at, None, "nobody has answered yet");
    let batch = desk.acknowledged(101);
    assert_eq!(batch.operations.len(), 1);
    let killed = desk.killed();
    assert_eq!(killed.bodies(ticket_id(1)), ["Today"]);
    let tomorrow = NINE.plus_minutes(24 * 60);
    assert_eq!(killed.store().seal(200, 512 * 1024, tomorrow).unwrap().unwrap().operations[0].id, put_off);
    assert_eq!(killed.bodies(ticket_id(1)), ["Today", "Tomorrow"], "on its way it is in the view");
}

#[test]
fn what_was_put_off_leaves_at_once_when_its_author_says_so() {
    let desk = desk_with_two_tickets();
    let put_off = desk.writes(at(desk.reply(ticket_id(1), "Tomorrow, or now"), 24 * 60));
    assert!(desk.store().release(put_off, NINE.plus_minutes(5)).unwrap().is_some());
    let killed = desk.killed();
    let batch = killed.store().seal(200, 512 * 1024, NINE.plus_minutes(5)).unwrap().unwrap();
    assert_eq!(batch.operations[0].said_at(), NINE.plus_minutes(5));
    assert!(killed.store().release(put_off, NINE.plus_minutes(6)).unwrap().is_none(), "it has left");
}

#[test]
fn many_at_once_are_each_for_themselves() {
    let desk = desk_with_two_tickets();
    let claims = |number| desk.operation(ticket_id(number), Action::claim());
    let (ends, touched) = desk.store().transact_each(vec![vec![claims(1)], vec![claims(77)], vec![claims(2)]], NINE).unwrap();
    assert_eq!(ends, [Ok(()), Err(Rejection::Gone), Ok(())]);
    assert_eq!(touched.tickets.len(), 2);
    assert_eq!(desk.store().counts().unwrap().waiting, 2);
    assert_eq!(desk.store().ticket(ticket_id(2)).unwrap().unwrap().owner, Some(mia()));
}
