//! Unsent work leaves in one sealed file and is whole at another desk, or nothing changes and it is said why.

use holdfast_domain::*;
use holdfast_store::*;
use std::path::PathBuf;

use super::world::*;

const WORDS: &str = "horse battery 订书机";
const QUICK: Cost = Cost { memory_kib: 64, passes: 1, lanes: 1 };

/// A desk with one of everything that nobody else has, and the file it was exported to.
fn exported() -> (Desk, PathBuf, Exported) {
    let desk = Desk::new();
    desk.pulls(vec![ticket_row(1, ticket(1)), ticket_row(2, ticket(2))]);
    desk.writes(desk.note(ticket_id(1), "sent and done"));
    desk.acknowledged(101);
    desk.writes(desk.reply(ticket_id(1), "kept for later"));
    let held = desk.writes(desk.note(ticket_id(2), "was held"));
    let rejected = desk.writes(desk.note(ticket_id(2), "was refused"));
    let batch = desk.store().seal(200, 1 << 20, NINE).unwrap().unwrap();
    let answers = |operation: &Operation| match operation.id {
        id if id == held => (Some(Verdict::Held { reason: HeldReason::Closed }), None),
        id if id == rejected => (None, Some(Rejection::Gone)),
        _ => (Some(Verdict::Applied), None),
    };
    desk.store().acknowledge(&answer(&batch, 102, answers), NINE).unwrap();
    desk.writes(desk.reply(ticket_id(1), "sealed without an answer"));
    desk.store().seal(200, 1 << 20, NINE).unwrap().unwrap();
    desk.opens(ticket_id(9), "a caller, while cut off");
    desk.store().save_draft(ticket_id(2), MessageKind::Reply, "in the middle of a sen", &[], NINE).unwrap();
    desk.store().save_form("capture", "{\"phone\":\"0755\"}").unwrap();
    for (content, name) in [(vec![7; 100], "small.png"), (vec![9; 2 * 1024 * 1024 + 5], "large.png"), (vec![3; 1024 * 1024], "even.txt")] {
        let blob = desk.store().put_blob(content.as_slice(), name).unwrap();
        let file = Attachment { hash: blob.hash, name: blob.name, size: blob.size };
        desk.store().attach(ticket_id(2), MessageKind::Reply, file, NINE).unwrap();
    }
    desk.store().put_blob([1].as_slice(), "named by nothing.png").unwrap();
    let path = desk.path("unsent.holdfast");
    let exported = desk.store().export(&path, WORDS, QUICK, NINE).unwrap();
    (desk, path, exported)
}

fn second_desk() -> Desk {
    let desk = Desk::bare();
    let device = DeviceId(id(0xd_0000_0002));
    desk.store().set_identity(&Identity { device, mark: "T8M".into(), ..identity() }).unwrap();
    desk.pulls(vec![ticket_row(1, ticket(1)), ticket_row(2, ticket(2))]);
    desk
}

/// Everything of the outbox that a person can see.
fn picture(desk: &Desk) -> String {
    let store = desk.store();
    let drafts = store.drafts().unwrap();
    format!("{:?} {:?} {:?} {:?}", store.entries(EntryFilter::default()).unwrap(), drafts, store.form("capture").unwrap(), store.counts().unwrap())
}

#[test]
fn what_nobody_else_has_is_whole_at_another_desk_and_twice_is_once() {
    let (mia, path, exported) = exported();
    assert_eq!(exported, Exported { operations: 4, drafts: 1, forms: 1, blobs: 3 }, "what was done, or acknowledged, is with the server");
    let second = second_desk();
    let imported = second.store().import(&path, WORDS, NINE).unwrap();
    assert_eq!((imported.operations, imported.drafts, imported.forms, imported.blobs, imported.left), (4, 1, 1, 3, 0));
    assert_eq!(imported.touched.tickets.len(), 3);

    let counts = second.store().counts().unwrap();
    assert_eq!((counts.waiting, counts.held, counts.rejected, counts.drafts), (2, 1, 1, 1));
    assert!(second.bodies(ticket_id(1)).contains(&"sealed without an answer".to_owned()), "it is to be seen");
    assert_eq!(second.store().ticket(ticket_id(9)).unwrap().unwrap().number.to_string(), "T7K-0001", "the number that was read to the caller");
    assert_eq!(second.store().temporary_number().unwrap(), "T8M-0001", "this desk's own numbers go on");
    assert_eq!(second.store().drafts_of(ticket_id(2)).unwrap()[0].body, "in the middle of a sen");
    assert_eq!(second.store().form("capture").unwrap().as_deref(), Some("{\"phone\":\"0755\"}"));
    for entry in mia.store().entries(EntryFilter::default()).unwrap() {
        if matches!(entry.state, EntryState::Held { .. } | EntryState::Rejected { .. }) {
            assert_eq!(second.state(entry.operation.id), entry.state, "with its reason");
        }
    }
    let large = mia.store().put_blob(vec![9; 2 * 1024 * 1024 + 5].as_slice(), "large.png").unwrap();
    assert_eq!(second.store().blob(&large.hash).unwrap().unwrap().len(), 2 * 1024 * 1024 + 5);

    // The operations keep identity and desk; the numbers are this desk's.
    let batch = second.store().seal(200, 1 << 20, NINE).unwrap().unwrap();
    assert_eq!((batch.device, batch.first_dseq), (DeviceId(id(0xd_0000_0002)), 1));
    assert!(batch.operations.iter().all(|operation| operation.device == device()));

    let before = picture(&second);
    let again = second.store().import(&path, WORDS, NINE).unwrap();
    assert_eq!(again, Imported { touched: again.touched.clone(), ..Imported::default() });
    assert_eq!(picture(&second), before);
    assert_eq!(mia.store().import(&path, WORDS, NINE).unwrap().operations, 0, "nor does the desk it came from change");
}

#[test]
fn a_draft_joins_the_one_that_is_here_and_does_not_come_back_once_it_was_used() {
    let (_mia, path, _) = exported();
    let second = second_desk();
    second.store().save_draft(ticket_id(2), MessageKind::Reply, "Dear Li,", &[], NINE).unwrap();
    second.store().save_form("capture", "{\"phone\":\"020\"}").unwrap();
    let imported = second.store().import(&path, WORDS, NINE).unwrap();
    assert_eq!((imported.drafts, imported.forms, imported.left), (1, 0, 1), "two forms cannot be joined: the other stays in the file");
    assert_eq!(second.store().drafts_of(ticket_id(2)).unwrap()[0].body, "Dear Li,\n\nin the middle of a sen");
    assert_eq!(second.store().form("capture").unwrap().as_deref(), Some("{\"phone\":\"020\"}"));

    second.store().save_draft(ticket_id(2), MessageKind::Reply, "", &[], NINE).unwrap();
    let files = second.store().drafts_of(ticket_id(2)).unwrap().remove(0).files;
    assert_eq!(files.len(), 3, "its files came with it, and stay when the text is cleared");
    files.iter().for_each(|file| second.store().detach(ticket_id(2), MessageKind::Reply, &file.hash, NINE).unwrap());
    second.store().save_form("capture", "").unwrap();
    let again = second.store().import(&path, WORDS, NINE).unwrap();
    assert_eq!((again.drafts, again.forms, again.left), (0, 1, 0), "the form has room now");
    assert!(second.store().drafts_of(ticket_id(2)).unwrap().is_empty());
}

#[test]
fn it_survives_a_kill_right_after() {
    let (_mia, path, _) = exported();
    let second = second_desk();
    second.store().import(&path, WORDS, NINE).unwrap();
    let after = second.killed();
    assert_eq!(picture(&after), picture(&second));
}

#[test]
fn a_file_that_does_not_belong_here_is_named_and_changes_nothing() {
    let (mia, path, _) = exported();
    let second = second_desk();
    let before = picture(&second);
    let whole = std::fs::read(&path).unwrap();
    let other = second.path("other.holdfast");
    let refused = |bytes: &[u8], passphrase: &str| {
        std::fs::write(&other, bytes).unwrap();
        second.store().import(&other, passphrase, NINE).unwrap_err()
    };
    assert!(matches!(refused(&whole, "horse battery"), ExportError::WrongPassphrase));
    assert!(matches!(refused(b"a picture of a cat, and not a small one either, by the look of it", WORDS), ExportError::Foreign));
    assert!(matches!(refused(b"", WORDS), ExportError::Foreign));
    let newer = [&whole[..8], &2_u32.to_le_bytes(), &whole[12..]].concat();
    assert!(matches!(refused(&newer, WORDS), ExportError::Newer { found: 2, known: 1 }));
    assert!(matches!(refused(&[whole.as_slice(), b"more"].concat(), WORDS), ExportError::Damaged), "nothing may follow");
    let greedy = [&whole[..12], &u32::MAX.to_le_bytes(), &whole[16..]].concat();
    assert!(matches!(refused(&greedy, WORDS), ExportError::Damaged), "a foreign file does not choose what a guess costs");
    // Every byte of the header, and bytes all over the rest; then every kind of end.
    for at in (8..120).chain((120..whole.len()).step_by(99_991)) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x20;
        let error = refused(&bytes, WORDS);
        assert!(matches!(error, ExportError::Damaged | ExportError::Newer { .. }), "byte {at}: {error:?}");
    }
    for length in (8..120).chain((120..whole.len()).step_by(199_999)) {
        assert!(matches!(refused(&whole[..length], WORDS), ExportError::Damaged), "cut off at {length}");
    }
    assert_eq!(picture(&second), before);

    let lena = Desk::bare();
    let agent = Agent { id: AgentId(id(0xa_0000_0002)), login: "lena".into(), name: "Lena".into(), ..identity().agent };
    lena.store().set_identity(&Identity { agent, ..identity() }).unwrap();
    let error = lena.store().import(&path, WORDS, NINE).unwrap_err();
    assert!(matches!(error, ExportError::OtherPerson { name } if name == "Mia"));
    let away = Desk::bare();
    away.store().set_identity(&Identity { team: "Another shop".into(), ..identity() }).unwrap();
    let error = away.store().import(&path, WORDS, NINE).unwrap_err();
    assert!(matches!(error, ExportError::OtherTeam { team } if team == "Support"));
    assert_eq!(away.store().counts().unwrap(), Counts::default());

    assert!(matches!(second.store().import(&second.path("nowhere"), WORDS, NINE), Err(ExportError::Io(_))));
    assert!(matches!(mia.store().export(&mia.path("no/such/folder"), WORDS, QUICK, NINE), Err(ExportError::Io(_))));
}

#[test]
fn a_file_is_replaced_whole_and_says_nothing_readable() {
    let (mia, path, _) = exported();
    std::fs::write(&path, b"an older export").unwrap();
    mia.store().export(&path, WORDS, QUICK, NINE).unwrap();
    // Long enough that chance does not make them.
    let bytes = std::fs::read(&path).unwrap();
    for words in ["in the middle of a sen", "kept for later", "phone\\\":", "\"name\":\"Mia\"", "token-of-mia", "large.png"] {
        assert!(!bytes.windows(words.len()).any(|window| window == words.as_bytes()), "{words}");
    }
    assert!(!mia.path("unsent.holdfast.part").exists());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_cache_that_is_gone_costs_nothing_that_was_not_sent() {
    let (mut mia, path, exported) = exported();
    mia.close();
    for name in ["cache.db", "cache.db-wal", "cache.db-shm"] {
        let _ = std::fs::remove_file(mia.path(name));
    }
    mia.open();
    assert_eq!(mia.opened.as_ref().unwrap().cache, CacheState::Created);
    assert_eq!(mia.store().export(&path, WORDS, QUICK, NINE).unwrap(), exported);
    assert_eq!(second_desk().store().import(&path, WORDS, NINE).unwrap().operations, exported.operations);
}
