//! A desk that cannot be opened or cannot trust: a locked key store, files of a newer build, a certificate nobody vouches
//! for. The person is told what happened and what to do, every file stays as it was, and what was written goes out later.

use holdfast_desk::DeskError;
use holdfast_desk::view::{ConnectionState, ItemState, Stage};
use holdfast_server::{SAMPLE_PASSWORD, ServeOptions, TlsFiles, serve};
use holdfast_store::KeyUse;
use holdfast_testkit::{TestDesk, World};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

fn code<T>(result: Result<T, DeskError>) -> String {
    result.err().map(|error| error.code).unwrap_or_default()
}

/// Stage and error, as the window shows them.
fn shown(desk: &TestDesk) -> (Stage, Option<String>) {
    let state = desk.desk().state();
    (state.stage, state.error.map(|error| error.code))
}

/// Everything in the desk's folder but the marks of its being open.
fn files(desk: &TestDesk) -> Vec<(PathBuf, Vec<u8>)> {
    fn gather(folder: &Path, found: &mut Vec<(PathBuf, Vec<u8>)>) {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            let is_mark = path.extension().is_some_and(|ending| ending == "lock" || ending == "open" || ending == "log");
            if path.is_dir() {
                gather(&path, found);
            } else if !is_mark {
                found.push((path.clone(), fs::read(&path).unwrap()));
            }
        }
    }
    let mut found = Vec::new();
    gather(&desk.folder().join("desk"), &mut found);
    found.sort();
    found
}

/// A desk that wrote while cut off, and was closed.
fn closed_with_work(world: &mut World) -> (TestDesk, String) {
    let mut wen = world.desk("wen");
    world.server_dies();
    wen.is(ConnectionState::Offline);
    let ticket = wen.own_ticket().row.id;
    wen.replies(&ticket, "shut-out-reply");
    wen.crashes();
    (wen, ticket)
}

fn sends_it_once(world: &mut World, wen: &TestDesk, ticket: &str) {
    assert_eq!(wen.desk().state().stage, Stage::Open);
    world.server_returns();
    wen.is_in_step();
    assert_eq!(world.count("shut-out-reply"), 1);
    wen.sees("it is sent", |_| wen.state_of(ticket, "shut-out-reply") == Some(ItemState::Sent));
}

#[test]
fn a_locked_key_store_leaves_the_desk_locked_and_whole_until_it_is_unlocked() {
    let mut world = World::new();
    let (mut wen, ticket) = closed_with_work(&mut world);
    let before = files(&wen);
    wen.computer.key_store_is_locked.store(true, Ordering::SeqCst);
    wen.starts();
    assert_eq!(shown(&wen), (Stage::Locked, Some("key-store-locked".to_owned())));
    assert_eq!(code(wen.desk().unlock(None)), "key-store-locked");
    assert_eq!(code(wen.desk().work()), "locked");
    assert!(before == files(&wen), "every file is as it was");
    wen.computer.key_store_is_locked.store(false, Ordering::SeqCst);
    wen.desk().unlock(None).unwrap();
    sends_it_once(&mut world, &wen, &ticket);
}

#[test]
fn a_key_store_that_is_locked_at_the_first_sign_in_sets_nothing_up_and_can_be_tried_again() {
    let world = World::new();
    let desk = world.bare_desk("wen");
    desk.computer.key_store_is_locked.store(true, Ordering::SeqCst);
    assert_eq!(code(desk.sets_up(&world.address(), "wen", SAMPLE_PASSWORD, None)), "key-store-locked");
    assert_eq!(desk.desk().state().stage, Stage::SetUnlock);
    desk.computer.key_store_is_locked.store(false, Ordering::SeqCst);
    assert_eq!(desk.desk().set_unlock(None).unwrap().stage, Stage::Open);
    desk.is_in_step();
}

/// As a newer build leaves a database: a version that this one does not know.
fn is_of_a_newer_build(desk: &TestDesk, file: &str, usage: KeyUse) {
    desk.does_sql(file, usage, "PRAGMA user_version = 99;");
}

fn is_refused_as_newer(wen: &mut TestDesk) {
    let before = files(wen);
    wen.starts();
    assert_eq!(shown(wen), (Stage::Failed, Some("profile-newer".to_owned())));
    assert_eq!(code(wen.desk().unlock(None)), "profile-newer");
    assert!(before == files(wen), "every file is as it was");
    wen.crashes();
    assert!(before == files(wen), "closing changes nothing either");
}

#[test]
fn files_of_a_newer_build_are_not_touched_and_say_so() {
    let mut world = World::new();
    let (mut wen, ticket) = closed_with_work(&mut world);
    let whole: Vec<_> = files(&wen);
    for (file, usage) in [("outbox.db", KeyUse::Outbox), ("cache.db", KeyUse::Cache)] {
        is_of_a_newer_build(&wen, file, usage);
        is_refused_as_newer(&mut wen);
        whole.iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());
    }
    for name in ["keys.json", "keys.bak"] {
        let path = wen.folder().join("desk").join(name);
        let text = fs::read_to_string(&path).unwrap();
        // A newer file has a shape of its own, and a checksum over that.
        let newer = text.replacen("\"version\": 1", "\"version\": 99, \"newer\": true", 1);
        assert_ne!(newer, text);
        fs::write(&path, newer).unwrap();
    }
    is_refused_as_newer(&mut wen);
    // The build that wrote them, or a later one, goes on as if nothing had been.
    whole.iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());
    wen.starts();
    sends_it_once(&mut world, &wen, &ticket);
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_told_and_nothing_was_sent() {
    let world = World::new();
    let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let (certificate, key) = (world.folder().join("cert.pem"), world.folder().join("key.pem"));
    fs::write(&certificate, made.cert.pem()).unwrap();
    fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let options = ServeOptions::new(world.folder().join("tls"));
    let running = serve(ServeOptions { tls: Some(TlsFiles { certificate, key }), sample: Some(7), ..options }).unwrap();
    let desk = world.bare_desk("wen");
    assert_eq!(code(desk.sets_up(&running.url(), "wen", SAMPLE_PASSWORD, None)), "certificate-untrusted");
    assert_eq!(desk.desk().state().stage, Stage::SignIn, "another address can be given");
    assert!(running.server().ledger().devices().unwrap().is_empty(), "no password reached it");
    desk.sets_up(&world.address(), "wen", SAMPLE_PASSWORD, None).unwrap();
    desk.is_in_step();
}
