//! The outbox's log and the journal cut off at every border and between: what was answered as saved before the cut is
//! there, what came after is there whole or not at all. The long enumeration, over every write of every file, is
//! `cargo xtask torture --files`.

use crate::world::*;
use holdfast_domain::*;
use holdfast_store::*;
use std::fs;

const FRAME: usize = 24 + 4_096;
const HEADER: usize = 32;

/// An operation, and how long the files were when it was answered as saved.
struct Written {
    id: OperationId,
    log: usize,
    journal: usize,
}

fn body(number: usize) -> String {
    format!("Reply {number} {}", "x".repeat(number * 1_500))
}

fn at_work() -> (Desk, Vec<Written>) {
    let desk = Desk::new();
    desk.pulls(vec![ticket_row(1, ticket(1)), ticket_row(1, ticket(2))]);
    let len = |name: &str| fs::metadata(desk.path(name)).unwrap().len() as usize;
    let write = |number: usize| {
        let id = desk.writes(desk.reply(ticket_id(1 + number as u128 % 2), &body(number)));
        Written { id, log: len("outbox.db-wal"), journal: len("outbox.journal") }
    };
    let written = (0..5).map(write).collect();
    (desk, written)
}

/// Opens a copy of the killed desk whose log and journal end there.
fn after_cut(desk: &Desk, log: usize, journal: usize) -> (tempfile::TempDir, Opened) {
    let folder = tempfile::TempDir::new().unwrap();
    copy(desk.folder.path(), folder.path());
    for (name, len) in [("outbox.db-wal", log), ("outbox.journal", journal)] {
        fs::OpenOptions::new().write(true).open(folder.path().join(name)).unwrap().set_len(len as u64).unwrap();
    }
    let opened = Store::open(folder.path(), &desk.key, NINE).unwrap_or_else(|error| panic!("log {log}, journal {journal}: {error:?}"));
    (folder, opened)
}

fn is_there(opened: &Opened, written: &Written, number: usize) -> bool {
    let entry = opened.store.entry(written.id).unwrap();
    let shown = opened.store.messages(ticket_id(1 + number as u128 % 2), None, 100).unwrap().0;
    let seen = shown.iter().filter(|message| message.id == written.id.into()).count();
    assert_eq!(usize::from(entry.is_some()), seen, "what is in the outbox is to be seen once, what is not is not");
    if let Some(entry) = &entry {
        assert_eq!(entry.operation.action.text(), Some(body(number).as_str()), "whole");
    }
    entry.is_some()
}

#[test]
fn a_log_cut_at_any_frame_or_inside_one_keeps_every_commit_before_the_cut() {
    let (desk, written) = at_work();
    let end = fs::metadata(desk.path("outbox.db-wal")).unwrap().len() as usize;
    let first = written.first().unwrap().log;
    let frames = (0..).map(|frame| HEADER + frame * FRAME).take_while(|at| *at <= end).filter(|at| *at + 4 * FRAME >= first);
    for cut in frames.flat_map(|at| [at, at + 24 + 512, at + FRAME - 1]).filter(|cut| *cut <= end) {
        // The power went before the journal was synced.
        let journal = written.iter().filter(|written| written.log <= cut).map(|written| written.journal).max().unwrap_or(0);
        let (_folder, opened) = after_cut(&desk, cut, journal);
        for (number, written) in written.iter().enumerate() {
            assert_eq!(is_there(&opened, written, number), written.log <= cut, "cut at {cut}, operation {number} ends at {}", written.log);
        }
    }
}

#[test]
fn a_journal_cut_anywhere_costs_nothing_and_with_the_log_gone_as_well_keeps_what_it_holds() {
    let (desk, written) = at_work();
    let log = written.last().unwrap().log;
    let borders: Vec<usize> = written.iter().map(|written| written.journal).collect();
    // Borders of records and of their parts: marker, length, nonce, sealed, seal.
    let cuts = borders.iter().flat_map(|at| [at - 17, at - 1, *at, at + 3, at + 8, at + 12, at + 12 + 24, at + 200]);
    for cut in cuts.filter(|cut| cut <= borders.last().unwrap()).collect::<Vec<_>>() {
        let (_folder, opened) = after_cut(&desk, log, cut);
        assert!(written.iter().enumerate().all(|(number, written)| is_there(&opened, written, number)), "journal cut at {cut}");
        let (_folder, opened) = after_cut(&desk, 0, cut);
        for (number, written) in written.iter().enumerate() {
            assert_eq!(is_there(&opened, written, number), written.journal <= cut, "both cut, the journal at {cut}");
        }
    }
}

/// The pages that a log holds a newer copy of.
fn pages_in(log: &std::path::Path) -> std::collections::BTreeSet<usize> {
    let bytes = fs::read(log).unwrap();
    let frames = bytes[HEADER.min(bytes.len())..].chunks_exact(FRAME);
    frames.map(|frame| u32::from_be_bytes(frame[..4].try_into().unwrap()) as usize - 1).collect()
}

#[test]
fn a_page_torn_while_the_log_is_written_back_is_no_damage() {
    let (mut desk, written) = at_work();
    desk.open();
    let late = desk.writes(desk.reply(ticket_id(1), "Written after the file was brought in order"));
    desk.store().save_draft(ticket_id(2), MessageKind::Note, "Half a sentence", &[], NINE).unwrap();
    for name in ["outbox.db", "cache.db"] {
        let mut torn = 0;
        for page in pages_in(&desk.path(&format!("{name}-wal"))) {
            let folder = tempfile::TempDir::new().unwrap();
            copy(desk.folder.path(), folder.path());
            let mut bytes = fs::read(folder.path().join(name)).unwrap();
            let Some(end) = bytes.get_mut(page * 4_096 + 512..(page + 1) * 4_096) else { continue };
            end.fill(0x5a);
            fs::write(folder.path().join(name), bytes).unwrap();
            // And the journal had not been synced for a while.
            fs::write(folder.path().join("outbox.journal"), b"").unwrap();
            let opened = Store::open(folder.path(), &desk.key, NINE).unwrap();
            assert_eq!((opened.cache, opened.outbox), (CacheState::Fine, OutboxState::Fine), "{name}, page {page}");
            assert!(written.iter().all(|written| opened.store.entry(written.id).unwrap().is_some()), "{name}, page {page}");
            assert!(opened.store.entry(late).unwrap().is_some(), "{name}, page {page}");
            assert_eq!(opened.store.drafts().unwrap().len(), 1, "{name}, page {page}");
            torn += 1;
        }
        assert!(torn > 0, "{name}: the log held a page of the file");
    }
}

#[test]
fn wherever_a_crash_cuts_a_text_is_a_draft_or_an_operation_and_never_both() {
    let desk = Desk::new();
    desk.pulls(vec![ticket_row(1, ticket(1)), ticket_row(1, ticket(2))]);
    desk.store().save_draft(ticket_id(1), MessageKind::Reply, "Half a sen", &[], NINE).unwrap();
    desk.store().save_form("capture", "{\"question\":\"half a ques\"}").unwrap();
    let len = |name: &str| fs::metadata(desk.path(name)).unwrap().len() as usize;
    let (log, journal) = (len("outbox.db-wal"), len("outbox.journal"));
    let empty = Operation { action: Action::reply(String::new()), ..desk.reply(ticket_id(1), "") };
    let refused = desk.store().transact_from(Source::Draft(MessageKind::Reply), empty, NINE).unwrap();
    assert!(matches!(refused, holdfast_store::Written::Refused(Rejection::EmptyText)), "{refused:?}");
    assert_eq!(desk.store().drafts().unwrap().len(), 1, "what was refused stays a draft");

    let said = desk.reply(ticket_id(1), "Half a sentence");
    let temporary = desk.store().temporary_number().unwrap();
    let captured = desk.operation(ticket_id(9), Action::Open(Box::new(call(&temporary, "Half a question"))));
    let (first, second) = (said.id, captured.id);
    desk.store().transact_from(Source::Draft(MessageKind::Reply), said, NINE).unwrap();
    desk.store().transact_from(Source::Form("capture"), captured, NINE).unwrap();
    let end = len("outbox.db-wal");
    let cuts = (log..=end).step_by(512).chain((log..=end).step_by(FRAME)).chain([end]);
    let (mut before, mut after) = (0, 0);
    for cut in cuts {
        let (_folder, opened) = after_cut(&desk, cut, journal);
        let (drafts, form) = (opened.store.drafts().unwrap().len(), opened.store.form("capture").unwrap().is_some());
        assert_eq!(drafts == 0, opened.store.entry(first).unwrap().is_some(), "cut at {cut}");
        assert_eq!(!form, opened.store.entry(second).unwrap().is_some(), "cut at {cut}");
        before += usize::from(form);
        after += usize::from(!form);
    }
    assert!(before > 0 && after > 0);
}
