//! The issue's "Bad input", one test each: the person is told what happened and what to do, and nothing is lost.

use holdfast_desk::view::Sending;
use holdfast_desk::view::{ConnectionState, Decision, ItemState, Millis, NewCall, SearchFilter, Stage, TimelineItem, View};
use holdfast_desk::{DeskError, Settings};
use holdfast_domain::{Channel, Field, MessageKind, Status, Timestamp, Urgency};
use holdfast_protocol::{Problem, ProblemCode, Row};
use holdfast_server::import::{ArticleOptions, SkipReason, TicketOptions, articles, tickets};
use holdfast_server::ledger::{Device, Ledger};
use holdfast_server::{Clock, SAMPLE_PASSWORD, ServeOptions, ServerError, serve};
use holdfast_store::Faults;
use holdfast_testkit::{Computer, Fault, Impostor, TestClock, TestDesk, World, nobody};
use std::collections::BTreeSet;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

const PASSPHRASE: &str = "correct horse 订书机";

fn code<T>(result: Result<T, DeskError>) -> String {
    result.err().map(|error| error.code).unwrap_or_default()
}

fn any_port() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 0))
}

/// What sync says stands in the way.
fn problem(desk: &TestDesk) -> Option<DeskError> {
    desk.work().connection().unwrap().problem
}

fn is_stopped_by(desk: &TestDesk, code: &str) {
    desk.sees(code, |work| work.connection().unwrap().problem.is_some_and(|problem| problem.code == code));
}

/// A reply and a draft, written whatever stands in the way.
struct Work {
    ticket: String,
    drafted: String,
}

fn works(desk: &TestDesk) -> Work {
    let rows = desk.work().list(&View::Mine.into(), 0, 100).unwrap().rows;
    let open: Vec<_> = rows.into_iter().filter(|row| row.status == Status::Open && row.urgency != Urgency::Emergency).map(|row| row.id).collect();
    let work = Work { ticket: open[0].clone(), drafted: open[1].clone() };
    desk.replies(&work.ticket, "bad-day-reply");
    desk.work().note(&work.ticket, "bad-day-note").unwrap();
    desk.work().save_draft(&work.drafted, MessageKind::Reply, "bad-day-draft", &[]).unwrap();
    work
}

impl Work {
    fn waits(&self, desk: &TestDesk) {
        let waiting: Vec<_> = desk.work().outbox().unwrap().into_iter().map(|row| (row.summary, row.state)).collect();
        assert_eq!(waiting.len(), 2, "{waiting:?}");
        for text in ["bad-day-reply", "bad-day-note"] {
            assert!(
                waiting
                    .iter()
                    .any(|(summary, state)| summary == text && matches!(state, ItemState::Waiting | ItemState::Uncertain | ItemState::Sending)),
                "{waiting:?}"
            );
        }
        assert_eq!(desk.desk().state().unsent, 3, "with the draft");
    }

    fn is_sent_once(&self, world: &World, desk: &TestDesk) {
        desk.is_in_step();
        for text in ["bad-day-reply", "bad-day-note"] {
            assert_eq!(world.count(text), 1, "{text}");
            desk.sees("it is sent", |_| desk.state_of(&self.ticket, text) == Some(ItemState::Sent));
        }
        let drafts = desk.work().ticket(&self.drafted).unwrap().drafts;
        assert_eq!(drafts.len(), 1);
        assert_eq!(drafts[0].body, "bad-day-draft");
        assert_eq!(problem(desk), None);
    }
}

// Signing in.

#[test]
fn a_wrong_password_is_told_and_nothing_was_set() {
    let world = World::new();
    let desk = world.bare_desk("wen");
    desk.desk().connect(&world.address()).unwrap();
    for (login, password) in [("wen", "wrong"), ("nobody", SAMPLE_PASSWORD), ("", "")] {
        assert_eq!(code(desk.signs_in(login, password)), "wrong-password");
    }
    assert_eq!(desk.desk().state().stage, Stage::SignIn);
    desk.signs_in(" WEN ", SAMPLE_PASSWORD).unwrap();
    assert_eq!(desk.desk().state().stage, Stage::SetUnlock);
}

#[test]
fn an_address_that_is_none_or_answers_nothing_is_told() {
    let world = World::new();
    let desk = world.bare_desk("wen");
    for address in ["", "two words", "ftp://desk.example.com", "http://desk.example.com"] {
        assert_eq!(code(desk.desk().connect(address)), "address-invalid", "{address}");
    }
    let address = nobody();
    desk.desk().connect(&address).unwrap();
    let error = desk.signs_in("wen", SAMPLE_PASSWORD).unwrap_err();
    assert_eq!((error.code.as_str(), error.detail["address"].as_str()), ("server-unreachable", address.as_str()));
    desk.desk().connect(&world.address()).unwrap();
    desk.signs_in("wen", SAMPLE_PASSWORD).unwrap();
}

#[test]
fn an_expired_token_stops_sending_and_signing_in_again_sends_everything() {
    let world = World::new();
    let wen = world.desk("wen");
    world.changes_device(world.device_of("wen"), |device| Device { expires_at: Timestamp::from_millis(1), ..device });
    is_stopped_by(&wen, "expired-token");
    let work = works(&wen);
    work.waits(&wen);
    assert_eq!(wen.desk().sign_in_again().stage, Stage::SignIn);
    assert_eq!(code(wen.signs_in("wen", "wrong")), "wrong-password");
    assert_eq!(wen.desk().state().stage, Stage::SignIn);
    // Nobody else may send in this one's name.
    let error = wen.signs_in("qin", SAMPLE_PASSWORD).unwrap_err();
    assert_eq!(error.code, "other-person");
    assert_eq!(wen.desk().state().stage, Stage::SignIn, "still to sign in");
    work.waits(&wen);
    wen.signs_in("wen", SAMPLE_PASSWORD).unwrap();
    assert_eq!(wen.desk().state().stage, Stage::Open);
    work.is_sent_once(&world, &wen);
}

#[test]
fn a_revoked_desk_keeps_everything_and_sends_it_once_it_is_admitted_again() {
    let world = World::new();
    let mut wen = world.desk("wen");
    let device = world.device_of("wen");
    world.changes_device(device, |device| Device { revoked: true, ..device });
    is_stopped_by(&wen, "device-revoked");
    let work = works(&wen);
    work.waits(&wen);
    assert_eq!(wen.desk().sign_in_again().stage, Stage::SignIn);
    assert_eq!(code(wen.signs_in("wen", SAMPLE_PASSWORD)), "device-revoked");
    wen.crashes();
    wen.starts();
    is_stopped_by(&wen, "device-revoked");
    work.waits(&wen);
    world.changes_device(device, |device| Device { revoked: false, ..device });
    let _ = wen.desk().sign_in_again();
    wen.signs_in("wen", SAMPLE_PASSWORD).unwrap();
    work.is_sent_once(&world, &wen);
}

// What answers, and how.

fn of_version(version: u32) -> String {
    let problem = Problem { version: Some(version), ..Problem::new(ProblemCode::Version, "another version") };
    serde_json::to_string(&problem).unwrap()
}

#[test]
fn a_server_of_another_version_is_told_with_both_and_work_goes_on() {
    let mut world = World::new();
    let fresh = world.bare_desk("bai");
    let newer = Impostor::at(any_port(), "426 Upgrade Required", "application/json", &of_version(7));
    fresh.desk().connect(&newer.address()).unwrap();
    let error = fresh.signs_in("bai", SAMPLE_PASSWORD).unwrap_err();
    assert_eq!(error.code, "version-mismatch");
    assert_eq!((error.detail["server"].as_str(), error.detail["desk"].as_str()), ("7", holdfast_protocol::VERSION.to_string().as_str()));

    let wen = world.desk("wen");
    world.server_dies();
    let newer = Impostor::at(world.socket(), "426 Upgrade Required", "application/json", &of_version(7));
    is_stopped_by(&wen, "version-mismatch");
    assert_eq!(problem(&wen).unwrap().detail["server"], "7");
    let work = works(&wen);
    work.waits(&wen);
    drop(newer);
    world.server_returns();
    wen.work().try_now();
    work.is_sent_once(&world, &wen);
}

#[test]
fn a_captive_portal_is_no_team_server_and_the_desk_stays_offline() {
    let mut world = World::new();
    let fresh = world.bare_desk("bai");
    let portal = Impostor::at(any_port(), "200 OK", "text/html", "<html><body>Welcome to our Wi-Fi</body></html>");
    fresh.desk().connect(&portal.address()).unwrap();
    assert_eq!(code(fresh.signs_in("bai", SAMPLE_PASSWORD)), "server-answer-broken");
    assert_eq!(fresh.desk().state().stage, Stage::SignIn);

    let wen = world.desk("wen");
    world.server_dies();
    wen.is(ConnectionState::Offline);
    let work = works(&wen);
    let pages = [
        ("200 OK", "text/html", "<html><body>Accept our terms</body></html>".to_owned()),
        ("200 OK", "application/json", format!("{{\"proof\":\"{}\",\"epoch\":\"x\",\"high\":9}}", "0".repeat(64))),
        ("302 Found", "text/html", "<a href='/login'>Moved</a>".to_owned()),
        ("503 Service Unavailable", "text/html", "Down for maintenance".to_owned()),
    ];
    for (status, kind, page) in pages {
        let portal = Impostor::at(world.socket(), status, kind, &page);
        wen.sees("it was asked and not believed", |work| {
            work.try_now();
            assert_eq!(work.connection().unwrap().state, ConnectionState::Offline, "{status}");
            portal.answered() >= 3
        });
        wen.is(ConnectionState::Offline);
        work.waits(&wen);
    }
    world.server_returns();
    work.is_sent_once(&world, &wen);
}

#[test]
fn half_an_answer_is_asked_for_again_and_nothing_is_lost() {
    let world = World::new();
    let wire = world.wire();
    let wen = world.bare_desk("wen");
    wen.desk().connect(&wire.address()).unwrap();
    wire.spoils_next("POST /v1/login", Fault::AnswerHalved);
    assert_eq!(code(wen.signs_in("wen", SAMPLE_PASSWORD)), "server-answer-broken");
    wen.signs_in("wen", SAMPLE_PASSWORD).unwrap();
    wire.spoils_next("GET /v1/bootstrap", Fault::AnswerHalved);
    wire.spoils_next("GET /v1/changes", Fault::AnswerHalved);
    wen.desk().set_unlock(None).unwrap();
    wen.is_in_step();
    assert!(wire.has_struck());
    let qin = world.desk("qin");
    wen.sees("as many tickets as another desk", |work| {
        work.list(&View::Team.into(), 0, 1).unwrap().total == qin.work().list(&View::Team.into(), 0, 1).unwrap().total
    });

    for request in ["GET /v1/changes", "POST /v1/push", "GET /v1/changes"] {
        wire.spoils_next(request, Fault::AnswerHalved);
    }
    let work = works(&wen);
    wen.computer.wait_until("every fault has struck", || {
        wen.work().try_now();
        wire.has_struck()
    });
    work.is_sent_once(&world, &wen);
}

#[test]
fn a_server_restored_from_a_backup_gets_again_what_it_lost_and_the_desk_pulls_anew() {
    let mut world = World::new();
    let (wen, qin) = (world.desk("wen"), world.desk("qin"));
    let ticket = wen.own_ticket().row.id;
    wen.work().note(&ticket, "before-backup").unwrap();
    wen.is_in_step();
    let epoch = world.ledger().standing().unwrap().epoch;
    let backup = world.backup();
    wen.work().note(&ticket, "after-backup").unwrap();
    wen.is_in_step();
    qin.sees("both notes", |_| qin.reads(&ticket).iter().any(|(text, _)| text.contains("after-backup")));
    world.server_dies();
    wen.is(ConnectionState::Offline);
    let work = works(&wen);
    world.restored_from(&backup);
    assert_eq!(world.count("after-backup"), 0, "the backup does not have it");
    world.server_returns();
    assert_ne!(world.ledger().standing().unwrap().epoch, epoch);
    work.is_sent_once(&world, &wen);
    for text in ["before-backup", "after-backup"] {
        assert_eq!(world.count(text), 1, "{text}");
        for desk in [&wen, &qin] {
            desk.sees(text, |_| desk.reads(&ticket).iter().filter(|(read, _)| read.contains(text)).count() == 1);
        }
    }
}

#[test]
fn what_a_restored_server_lost_comes_back_though_nothing_new_was_written() {
    let mut world = World::new();
    let wen = world.desk("wen");
    let ticket = wen.own_ticket().row.id;
    let backup = world.backup();
    wen.work().note(&ticket, "acknowledged-and-lost").unwrap();
    wen.is_in_step();
    assert_eq!(world.count("acknowledged-and-lost"), 1);
    world.server_dies();
    wen.is(ConnectionState::Offline);
    world.restored_from(&backup);
    world.server_returns();
    wen.computer.wait_until("the server has it again", || world.count("acknowledged-and-lost") == 1);
    wen.is_in_step();
    assert_eq!(wen.state_of(&ticket, "acknowledged-and-lost"), Some(ItemState::Sent));
}

#[test]
fn what_a_restored_server_lost_comes_back_though_the_desk_crashed_while_it_pulled_anew() {
    let mut world = World::new();
    let wire = world.wire();
    let mut wen = world.desk_over(&wire, "wen");
    let ticket = wen.own_ticket().row.id;
    let backup = world.backup();
    wen.work().note(&ticket, "acknowledged-and-lost").unwrap();
    wen.is_in_step();
    world.server_dies();
    wen.is(ConnectionState::Offline);
    world.restored_from(&backup);
    wire.holds("GET /v1/bootstrap");
    world.server_returns();
    wen.computer.wait_until("it pulls anew", || wire.asked("GET /v1/bootstrap") > 1);
    assert!(wen.reads(&ticket).iter().any(|(text, _)| text.contains("acknowledged-and-lost")), "what was here stays to be seen");
    wen.crashes();
    wire.lets_go();
    wen.starts();
    wen.is_in_step();
    wen.computer.wait_until("the server has it again", || world.count("acknowledged-and-lost") == 1);
    wen.sees("it is sent", |_| wen.state_of(&ticket, "acknowledged-and-lost") == Some(ItemState::Sent));
}

#[test]
fn a_server_restored_to_before_this_desk_existed_asks_to_sign_in_and_gets_everything() {
    let mut world = World::new();
    let backup = world.backup();
    let wen = world.desk("wen");
    let ticket = wen.own_ticket().row.id;
    wen.work().note(&ticket, "acknowledged-and-lost").unwrap();
    wen.is_in_step();
    world.server_dies();
    wen.is(ConnectionState::Offline);
    let work = works(&wen);
    world.restored_from(&backup);
    world.server_returns();
    is_stopped_by(&wen, "expired-token");
    work.waits(&wen);
    let _ = wen.desk().sign_in_again();
    wen.signs_in("wen", SAMPLE_PASSWORD).unwrap();
    work.is_sent_once(&world, &wen);
    assert_eq!(world.count("acknowledged-and-lost"), 1);
}

// Keys and files.

/// Every file of the desk that is not a lock or a mark, with its bytes.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            let name = entry.file_name().into_string().unwrap();
            if path.is_dir() {
                folders.push(path);
            } else if !["store.lock", "store.open"].contains(&name.as_str()) && !name.ends_with("-shm") {
                files.push((path.clone(), fs::read(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn a_wrong_passphrase_opens_nothing_and_changes_nothing() {
    let mut world = World::new();
    let mut wen = world.bare_desk("wen");
    wen.sets_up(&world.address(), "wen", SAMPLE_PASSWORD, Some(PASSPHRASE)).unwrap();
    wen.is_in_step();
    world.server_dies();
    wen.is(ConnectionState::Offline);
    let work = works(&wen);
    wen.crashes();
    let before = files(wen.folder());
    wen.starts();
    for wrong in ["", "wrong", "correct horse 订书"] {
        assert_eq!(code(wen.desk().unlock(Some(wrong))), "wrong-passphrase");
        let state = wen.desk().state();
        assert_eq!((state.stage, state.error.unwrap().code.as_str()), (Stage::Locked, "wrong-passphrase"));
        assert_eq!(code(wen.desk().work()), "locked");
    }
    assert!(before == files(wen.folder()), "every file is as it was");
    let state = wen.desk().unlock(Some(PASSPHRASE)).unwrap();
    assert_eq!((state.stage, state.error), (Stage::Open, None));
    work.waits(&wen);
    world.server_returns();
    work.is_sent_once(&world, &wen);
}

#[test]
fn a_desk_without_its_key_file_is_never_set_up_over() {
    let mut world = World::new();
    let mut wen = world.desk("wen");
    world.server_dies();
    wen.is(ConnectionState::Offline);
    let work = works(&wen);
    wen.crashes();
    let keys: Vec<_> = files(wen.folder()).into_iter().filter(|(path, _)| path.file_name().unwrap().to_string_lossy().starts_with("keys")).collect();
    assert!(!keys.is_empty());
    keys.iter().for_each(|(path, _)| fs::remove_file(path).unwrap());
    let before = files(wen.folder());
    wen.starts();
    let state = wen.desk().state();
    assert_eq!((state.stage, state.error.map(|error| error.code).as_deref()), (Stage::Failed, Some("keys-damaged")));
    world.server_returns();
    let _ = wen.sets_up(&world.address(), "wen", SAMPLE_PASSWORD, Some(PASSPHRASE));
    assert_eq!(code(wen.desk().work()), "locked");
    assert!(before == files(wen.folder()), "every file is as it was");
    wen.crashes();
    keys.iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());
    wen.starts();
    assert_eq!(wen.desk().state().stage, Stage::Open);
    work.is_sent_once(&world, &wen);
}

#[test]
fn without_a_key_store_a_passphrase_does() {
    let world = World::new();
    let desk = world.bare_desk("wen");
    desk.computer.has_key_store.store(false, Ordering::SeqCst);
    assert!(!desk.desk().state().key_store.available);
    assert_eq!(code(desk.sets_up(&world.address(), "wen", SAMPLE_PASSWORD, None)), "key-store-missing");
    assert_eq!(desk.desk().state().stage, Stage::SetUnlock);
    assert_eq!(desk.desk().set_unlock(Some(PASSPHRASE)).unwrap().stage, Stage::Open);
    desk.is_in_step();
}

#[test]
fn a_key_store_that_was_emptied_or_is_away_or_holds_another_key_leaves_the_desk_locked_and_whole() {
    let mut world = World::new();
    let mut wen = world.desk("wen");
    world.server_dies();
    wen.is(ConnectionState::Offline);
    let work = works(&wen);
    wen.crashes();
    let before = files(wen.folder());
    let is_locked_by = |wen: &TestDesk, code: &str| {
        let state = wen.desk().state();
        assert_eq!((state.stage, state.error.map(|error| error.code).as_deref()), (Stage::Locked, Some(code)));
        assert!(before == files(wen.folder()), "every file is as it was");
    };
    let secrets = wen.computer.forget_secrets();
    wen.starts();
    is_locked_by(&wen, "key-store-missing");
    assert_eq!(code(wen.desk().unlock(None)), "key-store-missing");

    wen.computer.has_secrets(secrets.keys().map(|name| (name.clone(), vec![7; 32])).collect());
    assert_eq!(code(wen.desk().unlock(None)), "key-store-other");
    is_locked_by(&wen, "key-store-other");

    wen.computer.has_secrets(secrets);
    wen.computer.has_key_store.store(false, Ordering::SeqCst);
    assert_eq!(code(wen.desk().unlock(None)), "key-store-missing");
    is_locked_by(&wen, "key-store-missing");

    wen.computer.has_key_store.store(true, Ordering::SeqCst);
    assert_eq!(wen.desk().unlock(None).unwrap().stage, Stage::Open);
    work.waits(&wen);
    world.server_returns();
    work.is_sent_once(&world, &wen);
}

fn damage(desk: &TestDesk, name: &str, at: impl Fn(usize) -> usize) {
    let path = desk.folder().join("desk").join(name);
    let mut bytes = fs::read(&path).unwrap();
    let at = at(bytes.len());
    let end = bytes.len().min(at + 512);
    bytes[at..end].iter_mut().for_each(|byte| *byte ^= 0x5a);
    fs::write(path, bytes).unwrap();
}

type Place = (&'static str, fn(usize) -> usize);
const PLACES: [Place; 3] = [("at the start", |_| 0), ("in the middle", |len| len / 2), ("near the end", |len| len - 700)];

#[test]
fn a_damaged_copy_is_pulled_again_and_what_was_written_is_whole_and_sent() {
    for (what, at) in PLACES {
        let mut world = World::new();
        let mut wen = world.desk("wen");
        let tickets = wen.work().list(&View::Team.into(), 0, 1).unwrap().total;
        world.server_dies();
        wen.is(ConnectionState::Offline);
        let work = works(&wen);
        wen.crashes();
        damage(&wen, "cache.db", at);
        wen.starts();
        let state = wen.desk().state();
        assert_eq!((state.stage, state.error.map(|error| error.code).as_deref()), (Stage::Open, Some("cache-damaged")), "{what}");
        work.waits(&wen);
        world.server_returns();
        work.is_sent_once(&world, &wen);
        assert_eq!(wen.work().list(&View::Team.into(), 0, 1).unwrap().total, tickets, "{what}");
        wen.sees("the knowledge base", |work| !work.search("退款", &SearchFilter::default(), 3).unwrap().articles.is_empty());
        wen.crashes();
        wen.starts();
        assert_eq!(wen.desk().state().error, None, "{what}: told once");
    }
}

#[test]
fn a_damaged_outbox_is_recovered_from_its_journal_and_sent_once() {
    for (what, at) in PLACES {
        let mut world = World::new();
        let mut wen = world.desk("wen");
        let ticket = wen.own_ticket().row.id;
        wen.work().note(&ticket, "sent-before").unwrap();
        wen.is_in_step();
        world.server_dies();
        wen.is(ConnectionState::Offline);
        let work = works(&wen);
        wen.crashes();
        damage(&wen, "outbox.db", at);
        wen.starts();
        let state = wen.desk().state();
        let error = state.error.unwrap();
        assert_eq!((state.stage, error.code.as_str(), error.detail["recovered"].as_str()), (Stage::Open, "outbox-damaged", "3"), "{what}");
        work.waits(&wen);
        let damaged = fs::read_dir(wen.folder().join("desk"))
            .unwrap()
            .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().contains("outbox.db.damaged"))
            .count();
        assert!(damaged > 0, "the damaged file is kept");
        world.server_returns();
        work.is_sent_once(&world, &wen);
        assert_eq!(world.count("sent-before"), 1, "{what}");
    }
}

#[test]
fn a_full_disk_is_told_and_what_was_saved_stays_and_goes_on_when_there_is_room() {
    let mut world = World::new();
    let wen = world.desk("wen");
    let work = works(&wen);
    work.is_sent_once(&world, &wen);
    world.server_dies();
    wen.is(ConnectionState::Offline);
    let long = "很长的一段话。".repeat(3_000);
    wen.work().save_draft(&work.ticket, MessageKind::Reply, "saved before", &[]).unwrap();
    wen.work().inject(Faults::Outbox(0)).unwrap();
    let seen = wen.work().ticket(&work.ticket).unwrap().seen;
    let before = wen.work().outbox().unwrap();
    assert_eq!(code(wen.work().reply(&work.ticket, &long, seen, &[], Sending::default())), "disk-full");
    assert_eq!(code(wen.work().note(&work.ticket, &long)), "disk-full");
    assert_eq!(code(wen.work().save_draft(&work.ticket, MessageKind::Reply, &long, &[])), "disk-full");
    assert_eq!(code(wen.work().save_capture(&long)), "disk-full");
    assert_eq!(wen.work().outbox().unwrap(), before, "what was not saved does not stand as if it were");
    assert_eq!(wen.work().ticket(&work.ticket).unwrap().drafts[0].body, "saved before");
    wen.work().inject(Faults::Outbox(100_000)).unwrap();
    wen.work().reply(&work.ticket, &long, seen, &[], Sending::default()).unwrap();

    // What comes in may not fit either; then sync waits, and goes on when asked.
    wen.work().inject(Faults::Cache(0)).unwrap();
    for _ in 0..20 {
        world.customer_writes(&work.drafted, &"还在吗？".repeat(5_000));
    }
    world.server_returns();
    is_stopped_by(&wen, "disk-full");
    assert_eq!(wen.work().ticket(&work.drafted).unwrap().drafts[0].body, "bad-day-draft");
    wen.work().inject(Faults::Cache(1_000_000)).unwrap();
    wen.work().try_now();
    wen.is_in_step();
    assert_eq!(world.count("很长的一段话"), 1);
    wen.sees("what the customer wrote", |_| wen.reads(&work.drafted).iter().filter(|(text, _)| text.contains("还在吗")).count() == 20);
}

#[cfg(target_os = "linux")]
#[test]
fn settings_that_find_no_room_are_told_and_stay_as_they_were() {
    let world = World::new();
    let wen = world.desk("wen");
    let quiet = wen.desk().save_settings(Settings { sound: false, ..Settings::default() }).unwrap();
    std::os::unix::fs::symlink("/dev/full", wen.folder().join("settings.new")).unwrap();
    assert_eq!(code(wen.desk().save_settings(Settings::default())), "disk-full");
    assert_eq!(wen.desk().settings(), quiet);
}

#[test]
fn a_second_start_is_told_and_the_first_goes_on() {
    let world = World::new();
    let mut wen = world.desk("wen");
    let second = TestDesk::at(wen.folder(), &wen.computer, &TestClock::default());
    let state = second.desk().state();
    assert_eq!((state.stage, state.error.map(|error| error.code).as_deref()), (Stage::Failed, Some("already-running")));
    assert_eq!(code(second.desk().unlock(None)), "already-running");
    assert_eq!(code(second.desk().work()), "locked");
    let work = works(&wen);
    work.is_sent_once(&world, &wen);
    wen.crashes();
    assert_eq!(second.desk().unlock(None).unwrap().stage, Stage::Open);
    work.is_sent_once(&world, &second);
}

#[test]
fn a_port_in_use_is_told_with_the_port() {
    let world = World::new();
    let error = serve(ServeOptions { listen: world.socket(), ..ServeOptions::new(world.folder().join("another")) }).unwrap_err();
    assert!(matches!(error, ServerError::PortInUse(address) if address == world.socket()));
    assert!(error.to_string().contains(&world.socket().to_string()), "{error}");
    let error = serve(ServeOptions::new(world.server_folder())).unwrap_err();
    assert!(matches!(error, ServerError::Running(_)), "{error}");
    let desk = TestDesk::at(&world.folder().join("fresh"), &Computer::new(), &TestClock::default());
    let error = desk.desk().try_here().unwrap_err();
    assert_eq!((error.code.as_str(), error.detail["port"].as_str()), ("port-in-use", "7420"));
    assert_eq!(desk.desk().state().stage, Stage::Welcome, "another choice can be made");
    desk.sets_up(&world.address(), "wen", SAMPLE_PASSWORD, None).unwrap();
}

#[test]
fn without_a_notification_daemon_the_alerts_stand_in_the_list() {
    let mut world = World::new();
    let wen = world.desk("wen");
    wen.computer.shows_notifications.store(false, Ordering::SeqCst);
    world.server_dies();
    wen.is(ConnectionState::Offline);
    wen.clock.advance(24 * 60);
    wen.sees("alerts in the list", |work| !work.alert_list().unwrap().alerts.is_empty());
    let list = wen.work().alert_list().unwrap();
    assert!(!list.native_available, "the window says that it is the only sign");
    wen.work().acknowledge_alerts(std::slice::from_ref(&list.alerts[0].id)).unwrap();
}

// What a person writes, and what comes from outside.

#[test]
fn what_cannot_be_sent_is_refused_before_it_is_queued() {
    let world = World::new();
    let wen = world.desk("wen");
    let work = wen.work();
    let ticket = wen.own_ticket();
    let (id, seen) = (ticket.row.id.as_str(), ticket.seen);
    work.save_draft(id, MessageKind::Reply, "still being written", &[]).unwrap();
    work.save_capture("{\"question\":\"\"}").unwrap();
    let too_long = "很".repeat(300 * 1024);
    for nothing in ["", "   \n\t "] {
        assert_eq!(code(work.reply(id, nothing, seen, &[], Sending::default())), "empty-text");
        assert_eq!(code(work.note(id, nothing)), "empty-text");
        assert_eq!(code(work.set_field(id, Field::Subject, nothing)), "empty-text");
    }
    let error = work.reply(id, &too_long, seen, &[], Sending::default()).unwrap_err();
    assert_eq!((error.code.as_str(), error.detail["limit"].as_str()), ("body-too-long", "256"));
    assert_eq!(code(work.note(id, &too_long)), "body-too-long");
    assert_eq!(code(work.set_field(id, Field::Urgency, "very")), "bad-value");
    assert_eq!(code(work.set_field(id, Field::Queue, "nowhere")), "bad-value");
    assert_eq!(code(work.set_field(id, Field::Status, "solved")), "bad-value");
    assert_eq!(code(work.transition(id, Status::Closed, None)), "not-legal");
    assert_eq!(code(work.note("no such ticket", "text")), "ticket-missing");
    assert_eq!(code(work.ticket("01900000-0000-7000-8000-000000000000")), "ticket-missing");
    assert_eq!(code(work.note("01900000-0000-7000-8000-000000000000", "text")), "gone");
    assert_eq!(code(work.article("01900000-0000-7000-8000-000000000000", None)), "gone");
    assert_eq!(code(work.decide("01900000-0000-7000-8000-000000000000", Decision::Discard, None)), "gone");
    let call = NewCall {
        caller: String::new(),
        contact: "138".to_owned(),
        ticket: None,
        channel: Channel::Phone,
        customer: None,
        subject: String::new(),
        question: "  ".to_owned(),
        product: None,
        call_back: None,
        urgency: Urgency::Normal,
        category: None,
        queue: None,
        recover: false,
        came_at: None,
        solved: None,
        started_at: Millis(0.0),
    };
    assert_eq!(code(work.capture(call)), "empty-text");
    assert_eq!(work.outbox().unwrap(), [], "nothing was queued");
    assert_eq!(work.connection().unwrap().waiting, 0);
    assert_eq!(work.ticket(id).unwrap().drafts[0].body, "still being written");
    assert!(work.load_capture().unwrap().is_some(), "the form stays filled");
    // The longest that fits goes out whole.
    let longest = "x".repeat(256 * 1024);
    work.note(id, &longest).unwrap();
    wen.is_in_step();
    assert_eq!(world.count(&longest), 1);
}

#[test]
fn a_search_of_anything_answers() {
    let world = World::new();
    let wen = world.desk("wen");
    wen.sees("the index", |work| !work.search("退款", &SearchFilter::default(), 3).unwrap().articles.is_empty());
    for query in
        ["", " ", "\"", "(((", "title:x OR *", "退款\u{0}", "😀", "a AND NOT", "\\", &"退".repeat(10_000), "'; DROP TABLE ticket; --", "\u{202e}abc"]
    {
        wen.work().search(query, &SearchFilter::default(), 50).unwrap();
        wen.work().match_customers(query).unwrap();
    }
}

const HOSTILE: &str = r#"<p onclick="steal()">Hello</p><script>steal()</script><img src="https://spy.example/pixel.gif" onerror=steal()>
<iframe src="https://spy.example"></iframe><a href="javascript:steal()">here</a><svg onload=steal()><form action="https://spy.example"><input name=password></form>
<link rel=stylesheet href="https://spy.example/x.css"><style>@import url(https://spy.example/y.css)</style><object data="https://spy.example"></object>
<base href="https://spy.example/"><meta http-equiv=refresh content="0;url=https://spy.example"><div style="background:url(https://spy.example/z)">styled</div><b>bold</b>"#;

fn is_harmless(html: &str) {
    let lower = html.to_lowercase();
    for bad in [
        "<script",
        "steal",
        "<img",
        "onerror",
        "onclick",
        "onload",
        "javascript:",
        "<iframe",
        "<svg",
        "<form",
        "<input",
        "<link",
        "<style",
        "style=",
        "<object",
        "<base",
        "<meta",
        "spy.example",
    ] {
        assert!(!lower.contains(bad), "{bad} in {html}");
    }
}

#[test]
fn hostile_html_of_a_customer_or_an_article_comes_out_harmless() {
    let world = World::new();
    let wen = world.desk("wen");
    let ticket = wen.own_ticket().row.id;
    let message = world.messages(&ticket).into_iter().find(|message| message.kind == MessageKind::Customer).unwrap();
    let article = world.rows().into_iter().find_map(|row| if let Row::Article(article) = row { Some(article) } else { None }).unwrap();
    let id = article.id.to_string();
    world.changes(|transaction| {
        let seq = transaction.seq().unwrap();
        let mut hostile = message.clone();
        (hostile.html, hostile.body, hostile.seq) = (true, HOSTILE.to_owned(), Some(seq));
        transaction.put(&Row::Message(Arc::new(hostile))).unwrap();
        let mut hostile = holdfast_domain::Article::clone(&article);
        (hostile.content.title, hostile.content.body) =
            ("hostile".to_owned(), format!("# Title\n\n{HOSTILE}\n\n[x](javascript:steal())\n\n![x](https://spy.example/a.png)"));
        transaction.put(&Row::Article(Arc::new(hostile))).unwrap();
    });
    // As plain text it is shown as it was written.
    world.customer_writes(&ticket, "<script>alert(1)</script><img src=x>");
    wen.sees("the message", |work| serde_json::to_string(&work.ticket(&ticket).unwrap().timeline).unwrap().contains("bold"));
    wen.sees("the article", |work| work.article(&id, None).unwrap().title == "hostile");
    let timeline = wen.work().ticket(&ticket).unwrap().timeline;
    let html: Vec<_> =
        timeline.into_iter().filter_map(|item| if let TimelineItem::Message { html, .. } = item { Some(html) } else { None }).collect();
    assert!(html.iter().any(|html| html.contains("Hello") && html.contains("<b>bold</b>")));
    html.iter().for_each(|html| is_harmless(html));
    assert!(html.iter().any(|html| html.contains("&lt;script&gt;")), "plain text keeps its signs");
    is_harmless(&wen.work().article(&id, None).unwrap().html);
}

// Import, as far as the server's own tests do not tell it.

#[test]
fn an_import_with_bad_lines_reaches_the_desks_with_the_good_ones_or_not_at_all() {
    let world = World::new();
    let wen = world.desk("wen");
    let file = world.folder().join("kb.jsonl");
    let mut bytes = "{\"id\":1,\"title\":\"imported-one\",\"body\":\"甲\"}\nnot json\n".as_bytes().to_vec();
    bytes.extend_from_slice(b"{\"id\":2,\"title\":\"bad\",\"body\":\"\xcd\xcb\"}\n");
    bytes.extend_from_slice("{\"id\":3,\"title\":\"imported-three\",\"body\":\"丙\"}\n".as_bytes());
    fs::write(&file, &bytes).unwrap();
    let now = Clock::system().now();
    let import = |all_or_nothing| {
        let options = ArticleOptions { all_or_nothing, ..ArticleOptions::default() };
        articles(&world.ledger(), std::slice::from_ref(&file), options, now).unwrap()
    };
    let refused = import(true);
    assert!(refused.refused && refused.imported == 0);
    let lines: Vec<_> = refused.skipped.iter().map(|skip| skip.line).collect();
    assert_eq!(lines, [Some(2), Some(3)]);
    assert_eq!(refused.skipped[0].reason, SkipReason::NotJson);
    assert!(matches!(refused.skipped[1].reason, SkipReason::NotUtf8 { offset } if bytes[usize::try_from(offset).unwrap()] == 0xcd));
    assert!(
        !world.rows().iter().any(|row| matches!(row, Row::Article(article) if article.content.title.starts_with("imported-"))),
        "nothing came in"
    );
    let rest = import(false);
    assert_eq!((rest.imported, rest.skipped), (2, refused.skipped));
    wen.sees("both good ones", |work| {
        ["imported-one", "imported-three"].iter().all(|title| !work.search(title, &SearchFilter::default(), 3).unwrap().articles.is_empty())
    });
}

#[test]
fn tickets_that_are_not_json_not_utf8_or_too_large_are_named_and_the_rest_comes_in() {
    let world = World::new();
    let file = world.folder().join("t.jsonl");
    let mut bytes =
        b"{\"id\":\"1\",\"subject\":\"good-one\",\"body\":\"a\"}\nnot json\n{\"id\":\"2\",\"subject\":\"\xff\",\"body\":\"b\"}\n".to_vec();
    bytes.extend_from_slice(b"{\"id\":\"3\",\"subject\":\"huge\",\"body\":\"");
    bytes.resize(bytes.len() + 51 * 1024 * 1024, b'x');
    bytes.extend_from_slice(b"\"}\n{\"id\":\"4\",\"subject\":\"good-four\",\"body\":\"d\"}\n");
    fs::write(&file, bytes).unwrap();
    let now = Clock::system().now();
    let refused = tickets(&world.ledger(), &file, TicketOptions { all_or_nothing: true }, now).unwrap();
    assert!(refused.refused && refused.imported == 0);
    let report = tickets(&world.ledger(), &file, TicketOptions::default(), now).unwrap();
    assert_eq!(report.imported, 2);
    let skipped: Vec<_> = report.skipped.iter().map(|skip| (skip.line, &skip.reason)).collect();
    assert_eq!(skipped.len(), 3);
    assert_eq!(skipped[0], (Some(2), &SkipReason::NotJson));
    assert!(matches!(skipped[1], (Some(3), SkipReason::NotUtf8 { .. })));
    assert_eq!(skipped[2], (Some(4), &SkipReason::TooLarge));

    let csv = world.folder().join("t.csv");
    fs::write(&csv, b"id,subject,body\n7,good-seven,x\n8,\xd6\xd0\xce\xc4,y\n9,good-nine,z\n").unwrap();
    let report = tickets(&world.ledger(), &csv, TicketOptions::default(), now).unwrap();
    assert_eq!((report.imported, report.skipped.len(), report.skipped[0].line), (2, 1, Some(3)));
    assert!(tickets(&world.ledger(), Path::new("/nowhere.jsonl"), TicketOptions::default(), now).is_err());
    let wen = world.desk("wen");
    let rows = wen.work().list(&View::Team.into(), 0, 500).unwrap().rows;
    assert_eq!(rows.iter().filter(|row| row.subject.starts_with("good-")).count(), 4);
}

// The sentences.

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

/// Every file with this ending below a folder, as text.
fn sources(folder: &Path, ending: &str) -> Vec<(PathBuf, String)> {
    let read = |(path, bytes): (PathBuf, Vec<u8>)| (path, String::from_utf8(bytes).unwrap());
    files(folder).into_iter().filter(|(path, _)| path.extension().is_some_and(|found| found == ending)).map(read).collect()
}

/// What stands between `mark` and the next quotation mark, wherever it occurs.
fn quoted<'a>(text: &'a str, mark: &str) -> Vec<&'a str> {
    text.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_error_code_has_a_sentence_in_all_three_languages() {
    let root = repository();
    let mut codes = BTreeSet::new();
    for (_, text) in sources(&root.join("crates/desk/src"), "rs").into_iter().chain(sources(&root.join("src-tauri/src"), "rs")) {
        codes.extend(quoted(&text, "DeskError::new(\"").into_iter().map(str::to_owned));
    }
    let errors = fs::read_to_string(root.join("crates/desk/src/error.rs")).unwrap();
    codes.extend(quoted(&errors, "Self::new(\"").into_iter().map(str::to_owned));
    codes.extend(quoted(&errors, "=> \"").into_iter().map(str::to_owned));
    let outcome = fs::read_to_string(root.join("crates/domain/src/outcome.rs")).unwrap();
    let rejections: Vec<_> = quoted(&outcome, "=> \"").into_iter().map(str::to_owned).collect();
    assert!(codes.len() > 20 && rejections.len() >= 9, "{codes:?} {rejections:?}");
    codes.extend(rejections);
    for language in ["en", "zh-Hans", "zh-Hant"] {
        let catalogue: String = sources(&root.join("locales").join(language), "ftl").into_iter().map(|(_, text)| text).collect();
        let has = |id: &str| catalogue.lines().any(|line| line.split_once('=').is_some_and(|(name, _)| name.trim_end() == id));
        let missing: Vec<_> = codes.iter().filter(|code| !has(&format!("error-{code}"))).collect();
        assert!(missing.is_empty(), "no sentence in {language}: {missing:?}");
        for reason in ["newer-message", "closed", "taken-over", "too-old"] {
            assert!(has(&format!("held-{reason}")), "held-{reason} in {language}");
        }
    }
}
