//! Files that a bad disk has changed: the cache is pulled again, the outbox comes back from its journal.

use crate::world::*;
use holdfast_domain::*;
use holdfast_store::*;
use std::fs;

/// A name and what it does to a file.
type Way = (&'static str, fn(&mut Vec<u8>));

fn worked() -> (Desk, OperationId) {
    let desk = Desk::new();
    desk.pulls(vec![ticket_row(1, ticket(1)), message_row(1, message(1, ticket_id(1), "Where?", 1))]);
    desk.writes(desk.note(ticket_id(1), "A note"));
    desk.acknowledged(101);
    let reply = desk.writes(desk.reply(ticket_id(1), "Here."));
    desk.store().save_draft(ticket_id(1), MessageKind::Note, "Half", &[], NINE).unwrap();
    (desk, reply)
}

fn damage(desk: &Desk, name: &str, how: impl Fn(&mut Vec<u8>)) {
    let mut bytes = fs::read(desk.path(name)).unwrap();
    how(&mut bytes);
    fs::write(desk.path(name), bytes).unwrap();
}

fn flip(bytes: &mut [u8], share: usize) {
    let at = bytes.len() * share / 10;
    bytes[at] ^= 0x55;
}

#[test]
fn a_damaged_cache_is_begun_anew_and_the_work_is_still_there() {
    let ways: [Way; 5] = [
        ("a flipped bit at the start", |bytes| flip(bytes, 0)),
        ("a flipped bit in the middle", |bytes| flip(bytes, 5)),
        ("a flipped bit near the end", |bytes| flip(bytes, 9)),
        ("half a file", |bytes| bytes.truncate(bytes.len() / 2)),
        ("another file", |bytes| bytes.fill(0x41)),
    ];
    for (what, how) in ways {
        let (mut desk, reply) = worked();
        desk.close();
        damage(&desk, "cache.db", how);
        desk.open();
        let opened = desk.opened.as_ref().unwrap();
        assert_eq!((opened.cache, opened.outbox), (CacheState::Rebuilt, OutboxState::Fine), "{what}");
        assert!(desk.path("cache.db.damaged").exists(), "{what}");
        assert_eq!(desk.store().cursor().unwrap(), Cursor::default(), "{what}: everything is pulled again");
        assert_eq!(desk.state(reply), EntryState::Queued, "{what}");
        desk.pulls(vec![ticket_row(1, ticket(1))]);
        assert_eq!(desk.bodies(ticket_id(1)), ["A note", "Here."], "{what}");
    }
}

#[test]
fn a_missing_cache_is_made_and_pending_work_returns_with_its_tickets() {
    let (mut desk, _) = worked();
    desk.opens(ticket_id(8), "Taken offline.");
    desk.close();
    for name in ["cache.db", "cache.db-wal", "cache.db-shm"] {
        let _ = fs::remove_file(desk.path(name));
    }
    desk.open();
    assert_eq!(desk.opened.as_ref().unwrap().cache, CacheState::Created);
    assert_eq!(desk.bodies(ticket_id(8)), ["Taken offline."], "it was never anywhere but here");
    desk.pulls(vec![ticket_row(1, ticket(1))]);
    assert_eq!(desk.bodies(ticket_id(1)), ["A note", "Here."]);
}

#[test]
fn a_file_cut_off_anywhere_is_healed() {
    for left in [0, 5, 1_000, 4_096, 5_000, 20_000] {
        for name in ["cache.db", "outbox.db"] {
            let (mut desk, reply) = worked();
            desk.close();
            damage(&desk, name, |bytes| bytes.truncate(left));
            desk.open();
            assert_eq!(desk.state(reply), EntryState::Queued, "{name} cut to {left}");
            if name == "outbox.db" {
                assert_eq!(desk.opened.as_ref().unwrap().outbox, OutboxState::Recovered { operations: 2, unreadable: 0 }, "cut to {left}");
            }
        }
    }
}

#[test]
fn damage_that_shows_while_reading_is_reported_and_healed_at_the_next_start() {
    let mut desk = Desk::new();
    let long = "z".repeat(3_000);
    let mut rows = vec![ticket_row(1, ticket(1))];
    rows.extend((0..200).map(|number| message_row(1, message(number, ticket_id(1), &long, 1))));
    desk.pulls(rows);
    desk.open();
    // In place, under the open store: pages that nobody has read yet.
    let mut file = fs::OpenOptions::new().read(true).write(true).open(desk.path("cache.db")).unwrap();
    let len = file.metadata().unwrap().len();
    for page in 40..len / 4_096 {
        use std::io::{Seek, SeekFrom, Write};
        file.seek(SeekFrom::Start(page * 4_096 + 100)).unwrap();
        file.write_all(&[9; 64]).unwrap();
    }
    let error = desk.store().messages(ticket_id(1), None, 200).unwrap_err();
    assert!(error.is_damage(), "{error:?}");
    assert!(desk.path("cache.suspect").exists());
    let reply = desk.store().transact(desk.note(ticket_id(1), "Written on a damaged cache"), NINE);
    desk.open();
    assert_eq!(desk.opened.as_ref().unwrap().cache, CacheState::Rebuilt);
    if let Ok(Written::Queued { .. }) = reply {
        assert_eq!(desk.store().entries(EntryFilter::default()).unwrap().len(), 1);
    }
}

#[test]
fn a_suspicion_is_checked_at_the_next_start() {
    let (mut desk, _) = worked();
    desk.close();
    desk.open();
    assert!(desk.store().check_cache().unwrap());
    desk.close();
    fs::write(desk.path("cache.suspect"), b"").unwrap();
    desk.open();
    assert_eq!(desk.opened.as_ref().unwrap().cache, CacheState::Fine, "a suspicion is checked, not believed");
    assert!(!desk.path("cache.suspect").exists());
}

#[test]
fn a_damaged_outbox_comes_back_from_its_journal() {
    let ways: [Way; 4] = [
        ("a flipped bit at the start", |bytes| flip(bytes, 0)),
        ("a flipped bit in the middle", |bytes| flip(bytes, 5)),
        ("half a file", |bytes| bytes.truncate(bytes.len() / 2)),
        ("nothing", Vec::clear),
    ];
    for (what, how) in ways {
        let (mut desk, reply) = worked();
        let entries = desk.store().entries(EntryFilter::default()).unwrap();
        desk.close();
        damage(&desk, "outbox.db", how);
        desk.open();
        let state = desk.opened.as_ref().unwrap().outbox;
        assert_eq!(state, OutboxState::Recovered { operations: 2, unreadable: 0 }, "{what}");
        assert_eq!(desk.store().entries(EntryFilter::default()).unwrap(), entries, "{what}");
        assert_eq!(desk.store().identity(), Some(identity()), "{what}");
        assert_eq!(desk.store().drafts().unwrap()[0].body, "Half", "{what}");
        assert_eq!(desk.bodies(ticket_id(1)), ["Where?", "A note", "Here."], "{what}");
        let batch = desk.store().seal(10, 10_000, NINE).unwrap().unwrap();
        assert_eq!((batch.first_dseq, batch.operations[0].id), (2, reply), "{what}: numbers go on where they were");
        desk.open();
        assert_eq!(desk.opened.as_ref().unwrap().outbox, OutboxState::Fine, "{what}");
    }
}

#[test]
fn the_damaged_outbox_is_kept_and_a_second_one_beside_it() {
    let (mut desk, _) = worked();
    for name in ["outbox.db.damaged", "outbox.db.damaged.2"] {
        desk.close();
        damage(&desk, "outbox.db", |bytes| flip(bytes, 5));
        desk.open();
        assert!(desk.path(name).exists());
    }
}

#[test]
fn a_missing_outbox_comes_back_too() {
    let (mut desk, reply) = worked();
    desk.close();
    for name in ["outbox.db", "outbox.db-wal", "outbox.db-shm"] {
        let _ = fs::remove_file(desk.path(name));
    }
    desk.open();
    assert_eq!(desk.opened.as_ref().unwrap().outbox, OutboxState::Recovered { operations: 2, unreadable: 0 });
    assert_eq!(desk.state(reply), EntryState::Queued);
}

#[test]
fn an_outbox_that_lost_its_tail_takes_it_from_the_journal() {
    let (mut desk, _) = worked();
    desk.close();
    let before = fs::read(desk.path("outbox.db")).unwrap();
    desk.open();
    let late = desk.writes(desk.note(ticket_id(1), "The last thing written"));
    desk.close();
    fs::write(desk.path("outbox.db"), before).unwrap();
    desk.open();
    assert_eq!(desk.opened.as_ref().unwrap().outbox, OutboxState::Recovered { operations: 3, unreadable: 0 });
    assert_eq!(desk.state(late), EntryState::Queued);
}

#[test]
fn a_damaged_journal_is_written_anew_from_the_outbox() {
    let (mut desk, reply) = worked();
    desk.close();
    damage(&desk, "outbox.journal", |bytes| flip(bytes, 5));
    desk.open();
    assert_eq!(desk.opened.as_ref().unwrap().outbox, OutboxState::Fine);
    assert!(desk.path("outbox.journal.damaged").exists());
    desk.close();
    fs::remove_file(desk.path("outbox.db")).unwrap();
    desk.open();
    assert_eq!(desk.opened.as_ref().unwrap().outbox, OutboxState::Recovered { operations: 2, unreadable: 0 });
    assert_eq!(desk.state(reply), EntryState::Queued);
}

#[test]
fn with_both_damaged_everything_readable_comes_back_and_the_rest_is_counted() {
    let desk = Desk::new();
    desk.pulls(vec![ticket_row(1, ticket(1))]);
    let ids: Vec<_> = (0..20).map(|number| desk.writes(desk.note(ticket_id(1), &format!("Note {number}")))).collect();
    let mut desk = desk;
    desk.close();
    damage(&desk, "outbox.db", |bytes| bytes.fill(7));
    damage(&desk, "outbox.journal", |bytes| flip(bytes, 5));
    desk.open();
    let OutboxState::Recovered { operations, unreadable } = desk.opened.as_ref().unwrap().outbox else { panic!("not recovered") };
    assert_eq!((operations, unreadable), (19, 1));
    assert_eq!(ids.iter().filter(|id| desk.store().entry(**id).unwrap().is_some()).count(), 19);
    desk.open();
    assert_eq!(desk.opened.as_ref().unwrap().outbox, OutboxState::Fine);
}

#[test]
fn a_flipped_bit_in_a_rewritten_journal_costs_one_record() {
    let desk = Desk::new();
    desk.pulls(vec![ticket_row(1, ticket(1))]);
    let ids: Vec<_> = (0..30).map(|number| desk.writes(desk.note(ticket_id(1), &format!("Note {number}")))).collect();
    let mut desk = desk;
    desk.close();
    // Damaged once and written anew from the outbox, as a purge would.
    damage(&desk, "outbox.journal", |bytes| flip(bytes, 5));
    desk.open();
    desk.close();
    damage(&desk, "outbox.db", |bytes| bytes.fill(7));
    damage(&desk, "outbox.journal", |bytes| flip(bytes, 5));
    desk.open();
    let OutboxState::Recovered { operations, unreadable } = desk.opened.as_ref().unwrap().outbox else { panic!("not recovered") };
    assert_eq!((operations, unreadable), (29, 1));
    assert_eq!(ids.iter().filter(|id| desk.store().entry(**id).unwrap().is_some()).count(), 29);
}

#[test]
fn a_journal_torn_by_a_crash_costs_nothing_while_the_outbox_is_whole() {
    let (mut desk, reply) = worked();
    desk.close();
    damage(&desk, "outbox.journal", |bytes| bytes.truncate(bytes.len() - 7));
    desk.open();
    assert_eq!(desk.opened.as_ref().unwrap().outbox, OutboxState::Fine);
    assert_eq!(desk.state(reply), EntryState::Queued);
}

#[test]
fn a_wrong_key_is_told_from_damage_and_changes_nothing() {
    let (mut desk, reply) = worked();
    desk.close();
    let before: Vec<_> = ["cache.db", "outbox.db", "outbox.journal"].map(|name| fs::read(desk.path(name)).unwrap()).into();
    let wrong = DataKey::generate().unwrap();
    assert!(matches!(Store::open(desk.folder.path(), &wrong, NINE), Err(StoreError::WrongKey)));
    let after: Vec<_> = ["cache.db", "outbox.db", "outbox.journal"].map(|name| fs::read(desk.path(name)).unwrap()).into();
    assert!(before == after);
    assert!(!desk.path("cache.db.damaged").exists() && !desk.path("outbox.db.damaged").exists());
    desk.open();
    assert_eq!(desk.state(reply), EntryState::Queued);
}
