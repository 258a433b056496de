//! Files move one piece after the other, after everything smaller, and go on where they stopped.

use holdfast_protocol::{Piece, ProblemCode, UploadAnswer};
use holdfast_sync::{Effect, Event, Failure, FileMoved, FileStep, Payload, Request, Sealed, Standing};
use std::sync::Arc;

use crate::desk::*;

fn hash() -> String {
    "a".repeat(64)
}

fn piece(at: u64) -> Piece {
    Piece { size: 20, at, content: vec![7; 10] }
}

fn is_about_a_file(request: &Request) -> bool {
    matches!(request, Request::Arrived { .. } | Request::SendPiece { .. } | Request::FetchPiece { .. })
}

fn with_files() -> Standing {
    Standing { files: true, ..standing(10, false) }
}

#[test]
fn a_file_goes_up_piece_by_piece_and_what_waited_for_it_goes_at_once() {
    let mut desk = Desk::comes_online();
    desk.hears(Event::Written);
    assert!(desk.does(|effect| matches!(effect, Effect::NextFile)), "something was written: there may be a file to it");
    desk.hears(Event::Sealed(Ok(Sealed::Nothing { wait_ms: None })));
    desk.hears(Event::NextFile(Ok(Some(FileStep::Ask { hash: hash() }))));
    let asked = desk.sends(is_about_a_file).expect("it asks how much is there");
    desk.answered(asked, Ok(Payload::Arrived(UploadAnswer { arrived: 10, complete: false })));
    assert!(desk.does(|effect| matches!(effect, Effect::FileMoved(FileMoved::Up { answer, .. }) if answer.arrived == 10)));
    desk.hears(Event::FileMoved(Ok(with_files())));
    assert!(desk.does(|effect| matches!(effect, Effect::NextFile)));
    desk.hears(Event::NextFile(Ok(Some(FileStep::Send { hash: hash(), piece: Arc::new(piece(10)) }))));
    let sent = desk.sends(is_about_a_file).expect("it goes on where it stopped");
    assert!(matches!(&sent, Request::SendPiece { piece, .. } if piece.at == 10));
    desk.answered(sent, Ok(Payload::Arrived(UploadAnswer { arrived: 20, complete: true })));
    desk.hears(Event::FileMoved(Ok(standing(10, true))));
    assert!(desk.does(|effect| matches!(effect, Effect::Seal)), "the text that waited for it may go");
}

#[test]
fn a_piece_that_does_not_come_through_is_tried_again_later_and_keeps_nothing_else() {
    let mut desk = Desk::comes_online();
    desk.hears(Event::FileMoved(Ok(with_files())));
    desk.hears(Event::NextFile(Ok(Some(FileStep::Fetch { hash: hash(), at: 0 }))));
    let asked = desk.sends(is_about_a_file).expect("it asks for the piece");
    desk.answered(asked, Err(Failure::Timeout));
    desk.probe_is_answered();
    desk.hears(Event::Written);
    assert!(desk.does(|effect| matches!(effect, Effect::Seal)), "what is written goes meanwhile");
    desk.waits(4_000);
    assert!(desk.does(|effect| matches!(effect, Effect::NextFile)), "and the file is looked at again");
}

#[test]
fn a_file_that_the_server_does_not_have_is_given_up_and_a_server_without_files_is_left_alone() {
    let mut desk = Desk::comes_online();
    desk.hears(Event::FileMoved(Ok(with_files())));
    desk.hears(Event::NextFile(Ok(Some(FileStep::Fetch { hash: hash(), at: 0 }))));
    let asked = desk.sends(is_about_a_file).expect("it asks for the piece");
    desk.answered(asked, refused(ProblemCode::NoFile));
    assert!(desk.does(|effect| matches!(effect, Effect::FileMoved(FileMoved::Gone { .. }))));
    desk.hears(Event::FileMoved(Ok(with_files())));
    desk.hears(Event::NextFile(Ok(Some(FileStep::Ask { hash: hash() }))));
    let asked = desk.sends(is_about_a_file).expect("it asks");
    desk.answered(asked, refused(ProblemCode::BadRequest));
    desk.waits(60_000);
    assert!(!desk.does(|effect| matches!(effect, Effect::NextFile)), "an older server is not asked each minute");
}
