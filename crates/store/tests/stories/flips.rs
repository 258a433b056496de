//! A few flipped bits, a zeroed page, half a file, an empty or a missing one, in each file of a desk that was killed: no
//! panic, and everything saved is there as long as the outbox or its journal is whole.

use crate::world::*;
use holdfast_domain::*;
use holdfast_store::*;
use std::fs;

/// Where the damage is drawn from: the same in each run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

#[derive(Clone, Copy, Debug)]
enum Harm {
    Flips(usize),
    ZeroedPage,
    Half,
    Empty,
    Gone,
}

const HARMS: [Harm; 7] = [Harm::Flips(1), Harm::Flips(8), Harm::Flips(64), Harm::ZeroedPage, Harm::Half, Harm::Empty, Harm::Gone];

impl Harm {
    fn strike(self, path: &std::path::Path, chance: &mut Chance) {
        let mut bytes = fs::read(path).unwrap();
        match self {
            Self::Flips(count) => (0..count).for_each(|_| {
                let at = chance.below(bytes.len());
                bytes[at] ^= 1 << chance.below(8);
            }),
            Self::ZeroedPage => {
                let page = chance.below(bytes.len().div_ceil(4_096)) * 4_096;
                let end = bytes.len().min(page + 4_096);
                bytes[page..end].fill(0);
            }
            Self::Half => bytes.truncate(bytes.len() / 2),
            Self::Empty => bytes.clear(),
            Self::Gone => {
                fs::remove_file(path).unwrap();
                return;
            }
        }
        fs::write(path, bytes).unwrap();
    }
}

fn at_work() -> (Desk, Vec<OperationId>, Blob) {
    let desk = Desk::new();
    desk.pulls(
        (1..=20).flat_map(|number| [ticket_row(1, ticket(number)), message_row(1, message(number, ticket_id(number), "Where?", 1))]).collect(),
    );
    let mut written: Vec<_> = (0..6).map(|number| desk.writes(desk.note(ticket_id(1 + number % 3), &format!("Note {number}")))).collect();
    desk.acknowledged(101);
    written.extend((0..6).map(|number| desk.writes(desk.reply(ticket_id(4 + number % 3), &format!("Reply {number}")))));
    desk.store().save_draft(ticket_id(7), MessageKind::Reply, "Half a sentence", &[], NINE).unwrap();
    desk.store().save_form("capture", "{}").unwrap();
    let blob = desk.store().put_blob(vec![3; 100_000].as_slice(), "photo.jpg").unwrap();
    (desk, written, blob)
}

fn strikes(files: &[&str]) {
    let (desk, written, _) = at_work();
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    for file in files {
        for harm in HARMS {
            let folder = tempfile::TempDir::new().unwrap();
            copy(desk.folder.path(), folder.path());
            harm.strike(&folder.path().join(file), &mut chance);
            let opened = Store::open(folder.path(), &desk.key, NINE).unwrap_or_else(|error| panic!("{file} {harm:?}: {error:?}"));
            let store = &opened.store;
            for id in &written {
                assert!(store.entry(*id).unwrap().is_some(), "{file} {harm:?}: an operation is lost");
            }
            let drafts = store.drafts().unwrap();
            assert_eq!(drafts.iter().map(|draft| draft.body.as_str()).collect::<Vec<_>>(), ["Half a sentence"], "{file} {harm:?}");
            assert_eq!(store.form("capture").unwrap().as_deref(), Some("{}"), "{file} {harm:?}");
            assert_eq!(store.identity(), Some(identity()), "{file} {harm:?}");
            // Whatever became of the cache, one pull makes it whole, with what is pending on top.
            if !store.cursor().unwrap().complete {
                store.apply_bootstrap(None, &first_page((1..=20).map(|number| ticket_row(1, ticket(number))).collect(), 100), NINE).unwrap();
            }
            let bodies = store.messages(ticket_id(4), None, 100).unwrap().0;
            assert!(bodies.iter().any(|message| message.body == "Reply 0"), "{file} {harm:?}: what waits is not to be seen");
            store.transact(desk.note(ticket_id(2), "Work goes on"), NINE).unwrap();
        }
    }
}

#[test]
fn whatever_strikes_the_outbox_its_journal_has_it() {
    strikes(&["outbox.db", "outbox.db-wal", "outbox.db-shm"]);
}

#[test]
fn whatever_strikes_the_journal_the_outbox_has_it() {
    strikes(&["outbox.journal"]);
}

#[test]
fn whatever_strikes_the_cache_costs_a_pull_at_most() {
    strikes(&["cache.db", "cache.db-wal", "cache.db-shm"]);
}

#[test]
fn a_damaged_attachment_is_refused_and_never_half_of_one_given() {
    let (desk, _, blob) = at_work();
    let path = fs::read_dir(desk.path("blobs")).unwrap().next().unwrap().unwrap().path();
    let whole = fs::read(&path).unwrap();
    let mut chance = Chance(77);
    for harm in HARMS {
        harm.strike(&path, &mut chance);
        match desk.store().blob(&blob.hash) {
            Err(StoreError::Damaged { .. }) => {}
            Ok(None) if matches!(harm, Harm::Gone) => {}
            other => panic!("{harm:?}: {other:?}"),
        }
        fs::write(&path, &whole).unwrap();
    }
    assert_eq!(desk.store().blob(&blob.hash).unwrap().unwrap().len(), 100_000);
}

#[test]
fn a_damaged_key_file_is_read_from_its_copy_and_two_damaged_ones_are_kept() {
    let key = DataKey::generate().unwrap();
    let mut chance = Chance(5);
    for harm in HARMS {
        let folder = tempfile::TempDir::new().unwrap();
        Slots::create_with_secret(folder.path(), &key, &[7; 32], "test").unwrap();
        for (name, other) in [("keys.json", "keys.bak"), ("keys.bak", "keys.json")] {
            harm.strike(&folder.path().join(name), &mut chance);
            assert!(Slots::load(folder.path()).unwrap().open_with_secret(&[7; 32]).unwrap() == key, "{name} {harm:?}");
            fs::copy(folder.path().join(other), folder.path().join(name)).unwrap();
        }
        for name in ["keys.json", "keys.bak"] {
            harm.strike(&folder.path().join(name), &mut chance);
        }
        match (Slots::load(folder.path()), harm) {
            (Err(StoreError::NoKeys), Harm::Gone) | (Err(StoreError::Damaged { .. }), _) => {}
            (other, _) => panic!("{harm:?}: {other:?}"),
        }
    }
}
