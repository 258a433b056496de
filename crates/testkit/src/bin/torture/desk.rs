//! The desk as a program without a window: the real `Desk` over a real profile, syncing over real HTTP. Its key store is
//! a file beside the profile, so that opening it costs no passphrase.

use holdfast_desk::view::Sending;
use holdfast_desk::view::{ConnectionState, Decision, NewCall, View};
use holdfast_desk::{DeskError, Work};
use holdfast_domain::{Channel, Field, MessageKind, Urgency};
use holdfast_server::SAMPLE_PASSWORD;
use holdfast_testkit::chance::Chance;
use holdfast_testkit::{Computer, TestClock, TestDesk};
use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use crate::line::{Attempt, Kind, Line};

pub const FLAG: &str = "--desk";
/// Sets the desk up: `set-up ADDRESS LOGIN`.
pub const SET_UP: &str = "set-up";
/// Works until told to rest: `work SEED LIFE`.
pub const WORK: &str = "work";
/// Catches up with the team server and closes.
pub const SETTLE: &str = "settle";

/// Drafts lie on these of the desk's tickets, which nothing else is written to.
const DRAFTED: usize = 6;

/// Runs a desk in `words[0]`.
pub fn main(words: &[String]) -> ExitCode {
    let home = PathBuf::from(&words[0]);
    let computer = Computer::new();
    if words[1] == SET_UP {
        let desk = TestDesk::at(&profile(&home), &computer, &TestClock::default());
        desk.sets_up(&words[2], &words[3], SAMPLE_PASSWORD, None).unwrap();
        desk.is_in_step();
        let secrets: BTreeMap<String, Vec<u8>> = computer.secrets();
        std::fs::write(home.join("secrets.json"), serde_json::to_vec(&secrets).unwrap()).unwrap();
        return ExitCode::SUCCESS;
    }
    computer.has_secrets(secrets(&home));
    let desk = TestDesk::at(&profile(&home), &computer, &TestClock::default());
    let state = desk.desk().state();
    let Ok(work) = desk.desk().work() else {
        eprintln!("the desk does not open: {:?}", state.error);
        return ExitCode::FAILURE;
    };
    Line::Open { healed: state.error.map(|error| error.code) }.say();
    if words[1] == SETTLE {
        desk.is_in_step();
    } else {
        works(&work, words[2].parse().unwrap(), words[3].parse().unwrap());
        computer.wait_until("everything is sent", || is_at_rest(&work));
        Line::AtRest.say();
    }
    ExitCode::SUCCESS
}

/// Replies wait behind a held one until its author decides: here the author lets the oldest go while anything waits.
fn is_at_rest(work: &Work) -> bool {
    let connection = work.connection().unwrap();
    // Not "online" alone: a desk that saw its server die three times holds that word back for a minute.
    if !matches!(connection.state, ConnectionState::Online | ConnectionState::Recovering) || connection.first_pull.is_some() {
        work.try_now();
        return false;
    }
    if connection.sending == 0
        && connection.waiting > 0
        && let Some(oldest) = work.held().unwrap().pop()
    {
        work.decide(&oldest.operation, Decision::Discard, None).unwrap();
    }
    // What an earlier life sent without hearing an answer is not said to be sending.
    connection.waiting + connection.sending + connection.uncertain == 0
}

/// Where a desk's own files lie.
pub fn profile(home: &Path) -> PathBuf {
    home.join("profile")
}

/// What the stand-in of its key store keeps.
pub fn secrets(home: &Path) -> BTreeMap<String, Vec<u8>> {
    serde_json::from_slice(&std::fs::read(home.join("secrets.json")).unwrap()).unwrap()
}

/// Writes without pause worth the name until the standard input says to rest, or closes.
fn works(work: &Arc<Work>, seed: u64, life: u64) {
    let mut chance = Chance::of(seed, life);
    let tickets: Vec<String> = work.list(&View::Team.into(), 0, 500).unwrap().rows.into_iter().map(|row| row.id).collect();
    let (drafted, written) = tickets.split_at(DRAFTED.min(tickets.len() / 2));
    let told = told();
    for number in 0_u64.. {
        match told.recv_timeout(Duration::from_millis(chance.below(12))) {
            Err(RecvTimeoutError::Timeout) => {}
            Ok(()) | Err(RecvTimeoutError::Disconnected) => return,
        }
        if number.is_multiple_of(16) {
            work.try_now();
        }
        let kind = match chance.below(20) {
            0..6 => Kind::Note,
            6..11 => Kind::Reply,
            11..15 => Kind::Draft,
            15..17 => Kind::Tag,
            17..19 => Kind::Subject,
            _ => Kind::Capture,
        };
        let ticket = chance.one(if kind == Kind::Draft { drafted } else { written }).clone();
        let attempt = Attempt { number: life << 32 | number, kind, ticket, text: text(&mut chance, work, life, number) };
        Line::Try(attempt.clone()).say();
        match act(work, &attempt) {
            Ok(operation) => Line::Saved { number: attempt.number, operation }.say(),
            Err(error) => Line::Refused { number: attempt.number, code: error.code }.say(),
        }
    }
}

/// A line on the standard input, or its end.
fn told() -> Receiver<()> {
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let mut line = String::new();
        if std::io::stdin().lock().read_line(&mut line).is_ok_and(|count| count > 0) {
            // Whoever no longer listens is at rest already.
            let _ = tell.send(());
        }
    });
    told
}

/// Found nowhere else, of any length from a line to a few pages.
fn text(chance: &mut Chance, work: &Work, life: u64, number: u64) -> String {
    let filling = if chance.percent(10) { chance.below(6_000) } else { chance.below(120) };
    format!(
        "{} {life} {number} {}",
        work.capture_number().unwrap().number,
        "请稍候 please wait ".repeat(usize::try_from(filling / 20).unwrap()).trim_end()
    )
    .trim_end()
    .to_owned()
}

fn act(work: &Work, attempt: &Attempt) -> Result<Option<String>, DeskError> {
    let Attempt { ticket, text, .. } = attempt;
    let queued = match attempt.kind {
        Kind::Reply => {
            let seen = work.ticket(ticket)?.seen;
            work.reply(ticket, text, seen, &[], Sending::default())?
        }
        Kind::Note => work.note(ticket, text)?,
        Kind::Subject => work.set_field(ticket, Field::Subject, text)?,
        Kind::Tag => work.tag(ticket, std::slice::from_ref(text), &[])?,
        Kind::Capture => work.capture(call(text))?,
        Kind::Draft => {
            work.save_draft(ticket, MessageKind::Note, text, &[])?;
            return Ok(None);
        }
    };
    Ok(Some(queued.operation))
}

fn call(text: &str) -> NewCall {
    NewCall {
        caller: "Wang Li".to_owned(),
        contact: "138 0013 8000".to_owned(),
        ticket: None,
        channel: Channel::Phone,
        customer: None,
        subject: String::new(),
        question: text.to_owned(),
        product: None,
        call_back: None,
        urgency: Urgency::Normal,
        category: None,
        queue: None,
        recover: true,
        came_at: None,
        solved: None,
        started_at: holdfast_domain::Timestamp::default().into(),
    }
}
