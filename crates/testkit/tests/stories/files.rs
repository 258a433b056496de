//! Files that go with what is said: kept before anything else, sent before the text that names them, and going on where they
//! stopped. Nothing of it is lost, and nobody has what they may not see.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use holdfast_desk::view::{ConnectionState, FileState, FileView, ItemState, TimelineItem};
use holdfast_domain::MessageKind;
use holdfast_protocol::{RowId, RowKind};
use holdfast_testkit::{TestDesk, World};

/// A picture by its first bytes, and something else each time by the rest.
fn picture(kilobytes: usize, seed: u8) -> Vec<u8> {
    let mut content = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut state = u32::from(seed) + 1;
    content.extend(
        std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_le_bytes()[3]
        })
        .take(kilobytes * 1024),
    );
    content
}

fn attaches(desk: &TestDesk, ticket: &str, name: &str, content: &[u8]) -> FileView {
    desk.work().attach(ticket, MessageKind::Reply, name, &STANDARD.encode(content)).unwrap()
}

/// The files of the message with this text, as the desk shows them.
fn files_of(desk: &TestDesk, ticket: &str, text: &str) -> Vec<FileView> {
    let timeline = desk.work().ticket(ticket).unwrap().timeline;
    let found = timeline.into_iter().find_map(|item| match item {
        TimelineItem::Message { html, files, .. } if html.contains(text) => Some(files),
        _ => None,
    });
    found.unwrap_or_default()
}

fn has(desk: &TestDesk, content: &[u8], hash: &str) -> bool {
    let to = desk.folder().with_extension("saved");
    desk.work().save_file(hash, &to).is_ok() && std::fs::read(&to).unwrap() == content
}

#[test]
fn a_picture_attached_offline_survives_a_kill_and_reaches_a_colleague_whole() {
    let mut world = World::new();
    let mut wen = world.desk("wen");
    let qin = world.desk("qin");
    let ticket = wen.own_ticket().row.id;
    world.server_dies();
    wen.is(ConnectionState::Offline);
    let content = picture(1_300, 1);
    let file = attaches(&wen, &ticket, "C:\\shots\\水箱 1.png", &content);
    assert_eq!((file.name.as_str(), file.image, file.state), ("水箱 1.png", true, FileState::Here));
    wen.is_killed();
    wen.starts();
    let draft = wen.work().ticket(&ticket).unwrap().drafts.pop().expect("a draft of a picture alone");
    assert_eq!((draft.body.as_str(), draft.files.len()), ("", 1));
    wen.replies(&ticket, "This is how the filter should look.");
    assert!(wen.work().ticket(&ticket).unwrap().drafts.is_empty(), "the files have gone with the text");
    assert_eq!(files_of(&wen, &ticket, "the filter should look")[0].state, FileState::Leaving);

    world.server_returns();
    wen.is_in_step();
    assert_eq!(files_of(&wen, &ticket, "the filter should look")[0].state, FileState::Here);
    qin.sees("the reply with its file", |_| files_of(&qin, &ticket, "the filter should look").len() == 1);
    assert_eq!(files_of(&qin, &ticket, "the filter should look")[0].state, FileState::Away, "not her ticket: fetched when she asks");
    assert_eq!(qin.work().save_file(&file.hash, &world.folder().join("x")).unwrap_err().code, "file-away");
    qin.work().want_file(&file.hash).unwrap();
    qin.sees("the picture", |_| files_of(&qin, &ticket, "the filter should look")[0].state == FileState::Here);
    assert!(has(&qin, &content, &file.hash));
    assert!(qin.work().file_preview(&file.hash).unwrap().unwrap().starts_with("data:image/png;base64,"));
}

#[test]
fn an_upload_that_was_cut_goes_on_where_it_stopped_and_holds_up_nothing_else() {
    let world = World::new();
    let wire = world.wire();
    let wen = world.desk_over(&wire, "wen");
    let ticket = wen.own_ticket().row.id;
    let other = wen.ticket_besides(&ticket);
    let content = picture(4_096, 2);
    // The third of nine pieces is lost on its way back, and everything after it for a while.
    attaches(&wen, &ticket, "big.png", &content);
    wire.holds("PUT /v1/upload");
    wen.replies(&ticket, "With a large picture.");
    wen.work().note(&other, "This needs no picture.").unwrap();
    wen.sees("the note is out", |_| wen.state_of(&other, "This needs no picture.") == Some(ItemState::Sent));
    assert_eq!(world.count("With a large picture."), 0, "what names a file waits for it");
    wire.lets_go();
    wen.sees("some of it is up", |_| wire.asked("PUT /v1/upload") >= 3);
    wire.cut();
    wen.is(ConnectionState::Offline);
    wire.mend();
    wen.work().try_now();
    wen.is_in_step();
    assert_eq!(world.count("With a large picture."), 1);
    let (up, _) = wire.carried();
    assert!(up < 4_096 * 1024 * 3 / 2, "it did not begin anew: {up} bytes went up");
    let qin = world.desk("qin");
    let hash = files_of(&qin, &ticket, "With a large picture.")[0].hash.clone();
    qin.work().want_file(&hash).unwrap();
    qin.sees("it is whole", |_| has(&qin, &content, &hash));
}

#[test]
fn a_file_for_somebodys_own_ticket_comes_unasked_and_the_same_content_goes_up_once() {
    let world = World::new();
    let wire = world.wire();
    let (wen, qin) = (world.desk("wen"), world.desk_over(&wire, "qin"));
    let ticket = wen.own_ticket().row.id;
    let content = picture(700, 3);
    let file = qin.work().attach(&ticket, MessageKind::Note, "meter.png", &STANDARD.encode(&content)).unwrap();
    qin.work().note(&ticket, "The meter, as he sent it to me.").unwrap();
    qin.is_in_step();
    wen.sees("it comes unasked", |_| files_of(&wen, &ticket, "The meter").first().is_some_and(|file| file.state == FileState::Here));
    let up = wire.asked("PUT /v1/upload");
    qin.work().attach(&ticket, MessageKind::Note, "again.png", &STANDARD.encode(&content)).unwrap();
    qin.work().note(&ticket, "Once more.").unwrap();
    qin.is_in_step();
    assert_eq!(wire.asked("PUT /v1/upload"), up, "the server has it already");
    assert!(has(&wen, &content, &file.hash));
}

#[test]
fn a_restored_server_that_lost_a_file_gets_it_again_before_the_text() {
    let mut world = World::new();
    let wen = world.desk("wen");
    let ticket = wen.own_ticket().row.id;
    wen.is_in_step();
    let backup = world.backup();
    let content = picture(600, 4);
    attaches(&wen, &ticket, "lost.png", &content);
    wen.replies(&ticket, "Sent and lost with its picture.");
    wen.is_in_step();
    world.server_dies();
    world.restored_from(&backup);
    world.server_returns();
    wen.sees("back, with its picture", |_| world.count("Sent and lost with its picture.") == 1);
    wen.is_in_step();
    let qin = world.desk("qin");
    let hash = files_of(&qin, &ticket, "Sent and lost")[0].hash.clone();
    qin.work().want_file(&hash).unwrap();
    qin.sees("the picture", |_| has(&qin, &content, &hash));
}

#[test]
fn a_file_that_cannot_be_read_any_more_holds_its_text_instead_of_losing_it() {
    let mut world = World::new();
    let mut wen = world.desk("wen");
    let ticket = wen.own_ticket().row.id;
    world.server_dies();
    wen.is(ConnectionState::Offline);
    attaches(&wen, &ticket, "spoiled.png", &picture(100, 5));
    wen.replies(&ticket, "With a picture that rots.");
    wen.crashes();
    for file in std::fs::read_dir(wen.folder().join("desk/blobs")).unwrap().flatten() {
        let mut bytes = std::fs::read(file.path()).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(file.path(), bytes).unwrap();
    }
    wen.starts();
    world.server_returns();
    wen.sees("held, and why", |work| {
        let held = work.held().unwrap();
        held.first().is_some_and(|item| item.reason.id == "held-file-missing" && item.text == "With a picture that rots.")
    });
    assert_eq!(world.count("With a picture that rots."), 0);
    let item = wen.work().held().unwrap().remove(0);
    wen.work().detach(&ticket, MessageKind::Reply, &item.files[0].hash).unwrap();
    wen.work().decide(&item.operation, holdfast_desk::view::Decision::Edit, Some(&item.shown)).unwrap();
    let draft = wen.work().ticket(&ticket).unwrap().drafts.pop().unwrap();
    assert_eq!((draft.body.as_str(), draft.files.len()), ("With a picture that rots.", 1), "text and file are back where they were written");
    wen.work().detach(&ticket, MessageKind::Reply, &draft.files[0].hash).unwrap();
    wen.replies(&ticket, "With a picture that rots.");
    wen.is_in_step();
    assert_eq!(world.count("With a picture that rots."), 1);
    let decided = wen.work().held_decided().unwrap();
    assert_eq!(decided[0].how, holdfast_desk::view::Decided::Edited);
}

#[test]
fn what_is_no_file_is_refused_in_plain_words() {
    let world = World::new();
    let wen = world.desk("wen");
    let ticket = wen.own_ticket().row.id;
    let attach = |content: &str| wen.work().attach(&ticket, MessageKind::Reply, "x.png", content).map(drop).map_err(|error| error.code);
    assert_eq!(attach(""), Err("file-empty".to_owned()));
    assert_eq!(attach("not base64 ***"), Err("file-empty".to_owned()));
    assert_eq!(attach(&STANDARD.encode(vec![0_u8; 25 * 1024 * 1024 + 1])), Err("file-too-large".to_owned()));
    for count in 0..10_u8 {
        attaches(&wen, &ticket, "x.txt", &[count]);
    }
    assert_eq!(attach(&STANDARD.encode("one more")), Err("too-many-files".to_owned()));
    let hash = wen.work().ticket(&ticket).unwrap().drafts[0].files[0].hash.clone();
    assert_eq!(wen.work().file_preview(&hash).unwrap(), None, "a text is no picture");
    for nonsense in ["", "../../etc/passwd", "zz"] {
        assert_eq!(wen.work().file_preview(nonsense).unwrap(), None);
        assert!(wen.work().want_file(nonsense).is_ok());
    }
}

#[test]
fn what_somebody_may_no_longer_see_takes_its_files_along() {
    let world = World::new();
    let (wen, qin) = (world.desk("wen"), world.desk("qin"));
    let ticket = wen.own_ticket().row.id;
    let content = picture(20, 9);
    let file = attaches(&wen, &ticket, "passport.png", &content);
    wen.replies(&ticket, "Your passport, as you sent it.");
    wen.is_in_step();
    qin.sees("the reply with its file", |_| files_of(&qin, &ticket, "Your passport").len() == 1);
    qin.work().want_file(&file.hash).unwrap();
    qin.sees("the picture", |_| has(&qin, &content, &file.hash));

    // As for a desk whose person may not see the ticket any more.
    world.changes(|transaction| transaction.remove(&RowId { kind: RowKind::Ticket, id: ticket.clone() }).unwrap());
    world.server().server().tell().unwrap();
    qin.sees("it is gone with its ticket", |_| !has(&qin, &content, &file.hash));
}
