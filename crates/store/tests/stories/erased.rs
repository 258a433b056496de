//! A customer is erased at the team server: what the desk had of them goes with the page that says so, and what its person wrote stays.

use crate::world::*;
use holdfast_domain::*;
use holdfast_protocol::{Piece, Row, RowKind};
use holdfast_store::*;
use sha2::{Digest, Sha256};
use std::sync::Arc;

fn file(content: &[u8]) -> Attachment {
    let hash = Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect();
    Attachment { hash, name: "photo.png".into(), size: content.len() as u64 }
}

fn fetched(desk: &Desk, content: &[u8]) -> Attachment {
    let file = file(content);
    desk.store().want_file(&file.hash, NINE).unwrap();
    desk.store().file_came(&file.hash, &Piece { size: file.size, at: 0, content: content.to_vec() }, NINE).unwrap();
    assert_eq!(desk.store().file_place(&file.hash).unwrap(), FilePlace::Here);
    file
}

/// Pages of the index of callers in which these letters stand, read past every door.
fn words_with(desk: &Desk, letters: &str) -> i64 {
    let key: String = desk.key.sub_key(KeyUse::Cache).iter().map(|byte| format!("{byte:02x}")).collect();
    let connection = rusqlite::Connection::open(desk.path("cache.db")).unwrap();
    connection.execute_batch(&format!("PRAGMA key = \"x'{key}'\";")).unwrap();
    let text = "SELECT count(*) FROM customer_word_data WHERE instr(block, CAST(?1 AS BLOB)) > 0";
    connection.query_row(text, [letters], |row| row.get(0)).unwrap()
}

#[test]
fn rows_messages_files_and_words_go_with_the_page_and_what_was_written_here_stays() {
    let mut desk = Desk::new();
    let of = |number, customer| ticket_row(1, Ticket { customer: customer_id(customer), ..ticket(number) });
    let (alone, shared) = (file(b"a picture of the kettle"), file(b"our terms"));
    let with = |number, on, files: &[&Attachment]| {
        let files = files.iter().copied().cloned().collect();
        message_row(1, Message { files, ..message(number, ticket_id(on), "It leaks.", 1) })
    };
    let people = [(1, "Zqxwarble Wang"), (2, "Li Na")].map(|(number, name)| row(1, Row::Customer(Arc::new(customer(number, name)))));
    desk.pulls(people.into_iter().chain([of(1, 1), of(2, 2), with(1, 1, &[&alone, &shared]), with(2, 2, &[&shared])]).collect());
    fetched(&desk, b"a picture of the kettle");
    fetched(&desk, b"our terms");
    let all = desk.store().index_queue(100).unwrap();
    desk.store().indexed(&all).unwrap();
    assert_eq!(desk.store().match_customers("zqxwarble", 5).unwrap().len(), 1);
    assert!(words_with(&desk, "warble") > 0);
    let reply = desk.writes(desk.reply(ticket_id(1), "We send a new one."));
    desk.store().save_draft(ticket_id(1), MessageKind::Note, "She sounded angry.", &[], NINE).unwrap();

    let rows = [(RowKind::Message, id(0x3_0000_0001)), (RowKind::Ticket, ticket_id(1).0), (RowKind::Customer, customer_id(1).0)];
    let touched = desk.changes(101, rows.map(|(kind, id)| removed(101, kind, id)).to_vec());
    assert!(touched.customers && touched.tickets.contains(&ticket_id(1)));
    for opened in [false, true] {
        if opened {
            desk.open();
        }
        assert_eq!(desk.store().ticket(ticket_id(1)).unwrap(), None);
        assert_eq!(desk.bodies(ticket_id(1)), Vec::<String>::new(), "nor the pending reply: there is nothing to stand on");
        assert_eq!(desk.store().customer(customer_id(1)).unwrap(), None);
        assert_eq!(desk.store().match_customers("zqxwarble", 5).unwrap().len(), 0);
        assert_eq!(words_with(&desk, "warble"), 0, "the words of a name do not wait in the index until it is next tidied");
        assert!(desk.store().index_queue(100).unwrap().contains(&IndexItem::Ticket(ticket_id(1))), "the search hears of it");
        assert_eq!(desk.store().blob(&alone.hash).unwrap(), None);
        assert_eq!(desk.store().blob(&shared.hash).unwrap().as_deref(), Some(b"our terms".as_slice()), "somebody else's message names it too");
        assert_eq!(desk.store().match_customers("li na", 5).unwrap().len(), 1);
        assert_eq!(desk.state(reply), EntryState::Queued);
        let drafts = desk.store().drafts_of(ticket_id(1)).unwrap();
        assert_eq!(drafts.iter().map(|draft| draft.body.as_str()).collect::<Vec<_>>(), ["She sounded angry."]);
    }

    // The team server refuses the reply; its words are still here to be copied.
    desk.decided(102, |_| (None, Some(Rejection::Gone)));
    assert_eq!(desk.state(reply), EntryState::Rejected { rejection: Rejection::Gone });
    let kept = desk.store().entry(reply).unwrap().unwrap();
    assert_eq!(kept.operation.action.text(), Some("We send a new one."));
    assert_eq!(desk.store().ticket(ticket_id(1)).unwrap(), None, "it brings nothing back");
}

#[test]
fn a_call_taken_for_somebody_who_was_erased_meanwhile_ends_with_its_author_and_leaves_no_customer() {
    let desk = Desk::new();
    desk.pulls(vec![row(1, Row::Customer(Arc::new(customer(99, "Wang Li"))))]);
    let opened = desk.opens(ticket_id(5), "The kettle leaks.");
    desk.changes(101, vec![removed(101, RowKind::Customer, customer_id(99).0)]);
    desk.decided(102, |_| (None, Some(Rejection::Gone)));
    assert_eq!(desk.store().ticket(ticket_id(5)).unwrap(), None);
    assert_eq!(desk.store().customer(customer_id(99)).unwrap(), None);
    assert_eq!(desk.store().entry(opened).unwrap().unwrap().operation.action.text(), Some("The kettle leaks."));
}
