//! Nothing readable leaves memory.

use crate::world::*;
use holdfast_domain::*;
use holdfast_protocol::Row;
use holdfast_store::*;
use std::path::Path;
use std::sync::Arc;

const KNOWN: &str = "The quick brown canary sings at noon 金丝雀正午歌唱";

#[test]
fn a_known_sentence_is_in_no_file_of_the_folder() {
    let mut desk = Desk::new();
    Slots::create_with_passphrase(desk.folder.path(), &desk.key, KNOWN, Cost { memory_kib: 64, passes: 1, lanes: 1 }).unwrap();
    desk.pulls(vec![
        ticket_row(1, Ticket { subject: KNOWN.into(), ..ticket(1) }),
        message_row(1, message(1, ticket_id(1), KNOWN, 1)),
        row(1, Row::Customer(Arc::new(customer(1, KNOWN)))),
    ]);
    desk.writes(desk.reply(ticket_id(1), KNOWN));
    desk.store().save_draft(ticket_id(1), MessageKind::Note, KNOWN, &[], NINE).unwrap();
    desk.store().save_form(KNOWN, KNOWN).unwrap();
    desk.store().put_blob(KNOWN.repeat(5_000).as_bytes(), KNOWN).unwrap();
    desk.store().set_identity(&Identity { token: KNOWN.into(), ..identity() }).unwrap();
    look(desk.folder.path());
    desk.close();
    look(desk.folder.path());
    // Recovery leaves files beside the new ones; those are no more readable.
    let mut bytes = std::fs::read(desk.path("outbox.db")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(desk.path("outbox.db"), bytes).unwrap();
    desk.open();
    assert!(matches!(desk.opened.as_ref().unwrap().outbox, OutboxState::Recovered { .. }));
    look(desk.folder.path());
}

fn look(folder: &Path) {
    let parts = ["quick brown canary", "正午歌唱"];
    let mut forms: Vec<Vec<u8>> = parts.iter().map(|part| part.as_bytes().to_vec()).collect();
    for part in parts {
        forms.push(part.encode_utf16().flat_map(u16::to_le_bytes).collect());
        forms.push(part.encode_utf16().flat_map(u16::to_be_bytes).collect());
    }
    let mut files = 0;
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() {
                folders.push(entry.path());
                continue;
            }
            files += 1;
            let bytes = std::fs::read(entry.path()).unwrap();
            for form in &forms {
                assert!(!bytes.windows(form.len()).any(|window| window == form), "{} can be read", entry.path().display());
            }
            assert!(!bytes.starts_with(b"SQLite format 3"), "{} is not sealed", entry.path().display());
        }
    }
    assert!(files >= 6, "there was something to look at");
}
