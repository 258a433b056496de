//! What a person wrote is there: after a kill, after a restart, in the view at once.

use crate::world::*;
use holdfast_domain::*;
use holdfast_store::*;

#[test]
fn a_reply_survives_a_kill_right_after_it_was_saved() {
    let desk = Desk::new();
    desk.pulls(vec![ticket_row(1, ticket(1))]);
    let reply = desk.writes(desk.reply(ticket_id(1), "Your parcel is on its way."));
    assert!(desk.store().was_closed_properly());
    let after = desk.killed();
    assert!(!after.store().was_closed_properly());
    assert_eq!(after.state(reply), EntryState::Queued);
    assert_eq!(after.bodies(ticket_id(1)), ["Your parcel is on its way."]);
    assert_eq!(after.store().ticket(ticket_id(1)).unwrap().unwrap().status, Status::Open);
}

#[test]
fn an_operation_whose_view_was_never_written_is_replayed_at_the_next_start() {
    let mut desk = Desk::new();
    desk.pulls(vec![ticket_row(1, ticket(1))]);
    desk.close();
    let before = std::fs::read(desk.path("cache.db")).unwrap();
    desk.open();
    let reply = desk.writes(desk.reply(ticket_id(1), "On its way."));
    desk.close();
    // The cache as it was before the reply: a crash between the two files.
    for companion in ["cache.db-wal", "cache.db-shm"] {
        let _ = std::fs::remove_file(desk.path(companion));
    }
    std::fs::write(desk.path("cache.db"), before).unwrap();
    desk.open();
    assert_eq!(desk.state(reply), EntryState::Queued);
    assert_eq!(desk.bodies(ticket_id(1)), ["On its way."]);
}

#[test]
fn a_call_taken_offline_gets_a_number_and_the_next_call_another() {
    let mut desk = Desk::new();
    assert_eq!(desk.store().temporary_number().unwrap(), "T7K-0001");
    assert_eq!(desk.store().temporary_number().unwrap(), "T7K-0001", "looking does not use it up");
    desk.opens(ticket_id(5), "The kettle leaks.");
    assert_eq!(desk.store().temporary_number().unwrap(), "T7K-0002");
    desk.open();
    assert_eq!(desk.store().temporary_number().unwrap(), "T7K-0002");
    let ticket = desk.store().ticket(ticket_id(5)).unwrap().unwrap();
    assert_eq!(ticket.number.to_string(), "T7K-0001");
    assert_eq!(desk.store().base_ticket(ticket_id(5)).unwrap(), None, "nothing is confirmed yet");
    assert_eq!(desk.store().customer(customer_id(99)).unwrap().unwrap().name, "Wang Li");
    assert_eq!(desk.store().match_customers("8000", 5).unwrap().len(), 1);
}

#[test]
fn what_was_noted_of_a_call_goes_on_in_a_draft_whole_and_in_one_place() {
    let desk = Desk::new();
    desk.pulls(vec![ticket_row(1, ticket(1))]);
    let file = |name: &str| Attachment { hash: name.repeat(64), name: name.to_owned(), size: 1 };
    desk.store().save_form("capture", "{}").unwrap();
    desk.store().attach(ticket_id(99), MessageKind::Note, file("b"), NINE).unwrap();
    desk.store().attach(ticket_id(1), MessageKind::Note, file("a"), NINE).unwrap();
    desk.store().save_draft(ticket_id(1), MessageKind::Note, "Half a note", &[], NINE).unwrap();
    let said = StoredDraft {
        ticket: ticket_id(1),
        kind: MessageKind::Note,
        body: "She asks again.".to_owned(),
        articles: Vec::new(),
        files: Vec::new(),
        at: NINE.plus_minutes(1),
    };
    desk.store().form_to_draft("capture", Some((ticket_id(99), MessageKind::Note)), said).unwrap();
    let after = desk.killed();
    assert_eq!(after.store().form("capture").unwrap(), None);
    assert!(after.store().drafts_of(ticket_id(99)).unwrap().is_empty());
    let drafts = after.store().drafts_of(ticket_id(1)).unwrap();
    assert_eq!(drafts.len(), 1);
    assert_eq!(drafts[0].body, "Half a note\n\nShe asks again.");
    assert_eq!(drafts[0].files, [file("a"), file("b")]);
}

#[test]
fn what_cannot_be_done_is_refused_at_once_and_not_queued() {
    let desk = Desk::new();
    let answer = desk.store().transact(desk.reply(ticket_id(1), "Hello?"), NINE).unwrap();
    assert_eq!(answer, Written::Refused(Rejection::Gone));
    desk.pulls(vec![ticket_row(1, ticket(1))]);
    let group = vec![
        desk.reply(ticket_id(1), "Done."),
        desk.operation(ticket_id(1), Action::Transition { from: Status::New, to: Status::Closed, closing: None }),
    ];
    assert!(matches!(desk.store().transact_all(group, NINE).unwrap(), Written::Refused(Rejection::NotLegal { .. })));
    assert_eq!(desk.store().entries(EntryFilter::default()).unwrap(), []);
    assert!(desk.bodies(ticket_id(1)).is_empty(), "none of a group is done when one cannot be");
}

#[test]
fn a_group_is_written_whole_and_seen_whole() {
    let desk = Desk::new();
    desk.pulls(vec![ticket_row(1, ticket(1))]);
    let group = vec![
        desk.reply(ticket_id(1), "Solved for good."),
        desk.operation(ticket_id(1), Action::Transition { from: Status::Open, to: Status::Solved, closing: None }),
    ];
    let Written::Queued { outcome, touched, .. } = desk.store().transact_all(group, NINE).unwrap() else { panic!("refused") };
    assert_eq!(outcome.verdict, Verdict::Applied);
    assert!(touched.outbox && touched.tickets.contains(&ticket_id(1)));
    assert_eq!(desk.store().ticket(ticket_id(1)).unwrap().unwrap().status, Status::Solved);
    let entries = desk.store().entries(EntryFilter { about: Some(ticket_id(1).into()), ..EntryFilter::default() }).unwrap();
    assert_eq!(entries.len(), 2);
    assert!(entries.iter().all(|entry| entry.operation.group == Some(entries[1].operation.id)));
}

#[test]
fn asking_twice_for_the_same_operation_means_it_once() {
    let desk = Desk::new();
    desk.pulls(vec![ticket_row(1, ticket(1))]);
    let reply = desk.reply(ticket_id(1), "Hello.");
    desk.writes(reply.clone());
    desk.acknowledged(101);
    desk.writes(reply.clone());
    assert_eq!(desk.state(reply.id), EntryState::Acknowledged { seq: Seq(101) });
}

#[test]
fn a_draft_survives_a_kill_and_goes_when_emptied() {
    let desk = Desk::new();
    desk.pulls(vec![ticket_row(1, ticket(1))]);
    desk.store().save_draft(ticket_id(1), MessageKind::Reply, "Dear Mr", &[], NINE).unwrap();
    desk.store()
        .save_draft(ticket_id(1), MessageKind::Reply, "Dear Mr Wang, 您好", &[Citation { article: ArticleId(id(4)), version: 2 }], NINE)
        .unwrap();
    desk.store().save_form("new-ticket", "{\"name\":\"Wang\"}").unwrap();
    let after = desk.killed();
    let drafts = after.store().drafts_of(ticket_id(1)).unwrap();
    assert_eq!(drafts.len(), 1);
    assert_eq!(
        (drafts[0].body.as_str(), drafts[0].articles.as_slice()),
        ("Dear Mr Wang, 您好", [Citation { article: ArticleId(id(4)), version: 2 }].as_slice())
    );
    assert_eq!(after.store().form("new-ticket").unwrap().as_deref(), Some("{\"name\":\"Wang\"}"));
    assert_eq!(after.store().counts().unwrap().drafts, 1);
    after.store().save_draft(ticket_id(1), MessageKind::Reply, "", &[], NINE).unwrap();
    assert!(after.store().drafts().unwrap().is_empty());
}

#[test]
fn a_second_window_is_told_that_the_desk_is_in_use() {
    let mut desk = Desk::new();
    assert!(matches!(Store::open(desk.folder.path(), &desk.key, NINE), Err(StoreError::InUse)));
    desk.close();
    assert!(Store::open(desk.folder.path(), &desk.key, NINE).is_ok());
}

#[test]
fn an_attachment_is_read_back_and_a_changed_one_is_refused() {
    let desk = Desk::new();
    let content: Vec<u8> = (0..200_000_u32).map(|number| (number % 251) as u8).collect();
    for content in [content.as_slice(), &content[..65_536], &content[..1], &[]] {
        let blob = desk.store().put_blob(content, "photo.jpg").unwrap();
        assert_eq!(blob.size, content.len() as u64);
        assert_eq!(desk.store().blob(&blob.hash).unwrap().unwrap(), content);
        assert_eq!(desk.store().blob_info(&blob.hash).unwrap(), Some(blob));
    }
    let blob = desk.store().put_blob(content.as_slice(), "photo.jpg").unwrap();
    let largest =
        std::fs::read_dir(desk.path("blobs")).unwrap().map(|entry| entry.unwrap().path()).max_by_key(|path| path.metadata().unwrap().len()).unwrap();
    let mut bytes = std::fs::read(&largest).unwrap();
    bytes.truncate(20 + 65_536 + 16);
    std::fs::write(&largest, bytes).unwrap();
    assert!(matches!(desk.store().blob(&blob.hash), Err(StoreError::Damaged { .. })), "a missing end is noticed");
    assert_eq!(desk.store().blob("00").unwrap(), None);
}

#[test]
fn the_disk_is_full_and_the_person_is_told_and_nothing_is_lost() {
    let desk = Desk::new();
    desk.pulls(vec![ticket_row(1, ticket(1))]);
    let kept = desk.writes(desk.reply(ticket_id(1), "Before."));
    desk.store().inject(Faults::Outbox(2)).unwrap();
    let long = "x".repeat(100_000);
    assert!(matches!(desk.store().transact(desk.reply(ticket_id(1), &long), NINE), Err(StoreError::DiskFull { .. })));
    assert!(matches!(desk.store().save_draft(ticket_id(1), MessageKind::Note, &long, &[], NINE), Err(StoreError::DiskFull { .. })));
    assert_eq!(desk.bodies(ticket_id(1)), ["Before."], "what was refused is not to be seen");
    assert_eq!(desk.store().entries(EntryFilter::default()).unwrap().len(), 1);
    let after = desk.killed();
    assert_eq!(after.state(kept), EntryState::Queued);
    after.writes(after.reply(ticket_id(1), &long));
}

#[test]
fn a_full_disk_under_the_cache_does_not_take_a_saved_reply_back() {
    let desk = Desk::new();
    desk.pulls(vec![ticket_row(1, ticket(1))]);
    desk.store().inject(Faults::Cache(0)).unwrap();
    let long = "y".repeat(100_000);
    let reply = desk.writes(desk.reply(ticket_id(1), &long));
    assert_eq!(desk.state(reply), EntryState::Queued);
    let before = desk.store().cursor().unwrap();
    let change = vec![message_row(101, message(1, ticket_id(1), &long, 101))];
    assert!(matches!(desk.store().apply_changes(&page(100, 101, change), NINE), Err(StoreError::DiskFull { .. })));
    assert_eq!(desk.store().cursor().unwrap(), before, "the cursor did not move without its rows");
    assert_eq!(desk.killed().bodies(ticket_id(1)), [long], "the view follows when there is room");
}

#[test]
fn reading_goes_on_while_pages_and_operations_are_written() {
    const fn is_shared<T: Clone + Send + Sync + 'static>() {}
    is_shared::<Store>();
    let desk = Desk::new();
    desk.pulls((1..=20).map(|number| ticket_row(1, ticket(number))).collect());
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..5_u32)
            .map(|_| {
                let (store, done) = (desk.store().clone(), &done);
                scope.spawn(move || {
                    let mut reads = 0_u32;
                    while !done.load(std::sync::atomic::Ordering::Relaxed) {
                        assert_eq!(store.list(&ListFilter::Team, NINE, 0, 50).unwrap().len(), 20);
                        store.messages(ticket_id(1), None, 50).unwrap();
                        store.counts().unwrap();
                        reads += 1;
                    }
                    reads
                })
            })
            .collect();
        for number in 0..60 {
            desk.writes(desk.note(ticket_id(1), "Meanwhile"));
            desk.store().save_draft(ticket_id(2), MessageKind::Note, &format!("Draft {number}"), &[], NINE).unwrap();
            desk.changes(101 + number, vec![message_row(101 + number, message(u128::from(number), ticket_id(2), "Meanwhile", 101 + number))]);
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        assert!(readers.into_iter().all(|reader| reader.join().unwrap() > 0));
    });
    assert_eq!(desk.bodies(ticket_id(1)).len(), 60);
}

/// On a disk that is really full: `SMALL_DISK=/mnt/small cargo nextest run -p holdfast-store --run-ignored only really_full`,
/// where /mnt/small is a file system of a few MiB.
#[test]
#[ignore = "needs a small file system of its own"]
fn a_really_full_disk_refuses_and_keeps_everything_and_goes_on_when_there_is_room() {
    let small = std::path::PathBuf::from(std::env::var_os("SMALL_DISK").expect("SMALL_DISK"));
    let folder = small.join("desk");
    let _ = std::fs::remove_dir_all(&folder);
    let desk = Desk::bare();
    let (key, store) = (&desk.key, Store::open(&folder, &desk.key, NINE).unwrap().store);
    store.set_identity(&identity()).unwrap();
    store.apply_bootstrap(None, &first_page(vec![ticket_row(1, ticket(1))], 100), NINE).unwrap();
    let mut saved = Vec::new();
    let refusal = loop {
        let operation = desk.note(ticket_id(1), &"n".repeat(20_000));
        let id = operation.id;
        match store.transact(operation, NINE) {
            Ok(Written::Queued { .. }) => saved.push(id),
            Ok(Written::Refused(why)) => panic!("{why}"),
            Err(error) => break error,
        }
    };
    assert!(matches!(refusal, StoreError::DiskFull { .. }), "{refusal:?}");
    println!("{} notes of 20 kB fitted; then: {refusal}", saved.len());
    assert!(store.put_blob(vec![1; 10_000_000].as_slice(), "photo").is_err());
    assert_eq!(std::fs::read_dir(folder.join("blobs")).unwrap().count(), 0, "no half of it stays");
    assert_eq!(store.entries(EntryFilter::default()).unwrap().len(), saved.len());
    drop(store);
    // Room again: elsewhere, as after a clean-up.
    let roomy = tempfile::TempDir::new().unwrap();
    copy(&folder, roomy.path());
    let opened = Store::open(roomy.path(), key, NINE).unwrap();
    assert!(saved.iter().all(|id| opened.store.entry(*id).unwrap().is_some()));
    assert_eq!(opened.store.messages(ticket_id(1), None, 10_000).unwrap().0.len(), saved.len(), "the view caught up");
    std::fs::remove_file(roomy.path().join("outbox.db")).unwrap();
    let _ = std::fs::remove_file(roomy.path().join("outbox.db-wal"));
    drop(opened);
    let again = Store::open(roomy.path(), key, NINE).unwrap();
    assert!(saved.iter().all(|id| again.store.entry(*id).unwrap().is_some()), "and so did the journal");
    std::fs::remove_dir_all(&folder).unwrap();
}
