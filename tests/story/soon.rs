//! Tickets whose first response is due soon, at whatever hour a story is told.

use holdfast_desk::domain::Timestamp;
use holdfast_desk::domain::sla::Day;
use holdfast_desk::view::{PeriodDraft, ScheduleDraft};
use holdfast_testkit::{Computer, TestClock, TestDesk};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::server::TeamServer;

/// What a chat is promised while the day shift is open (PRODUCT L).
const PROMISED_S: i64 = 180;

/// A lead's desk, which opens the day shift around the clock: by night another promise would hold.
pub fn lead_without_nights(server: &TeamServer, folder: &Path) -> TestDesk {
    let lead = TestDesk::at(folder, &Computer::new(), &TestClock::default());
    lead.sets_up(&server.address, "qin", holdfast_server::SAMPLE_PASSWORD, None).unwrap();
    lead.is_in_step();
    let day =
        |work: &holdfast_desk::Work| work.schedules().unwrap().schedules.into_iter().find(|one| one.draft.key.as_deref() == Some("day")).unwrap();
    let draft = day(&lead.work()).draft;
    let week = [Day::Mon, Day::Tue, Day::Wed, Day::Thu, Day::Fri, Day::Sat, Day::Sun];
    let week = week.map(|day| PeriodDraft { day, from: "00:00".to_owned(), to: "24:00".to_owned() }).to_vec();
    lead.work().save_schedule(&ScheduleDraft { week, holidays: Vec::new(), makeup: Vec::new(), ..draft }).unwrap();
    lead.sees("that the server has it", |work| !day(work).pending);
    lead
}

#[allow(clippy::disallowed_methods, reason = "a target that runs out soon is counted from the real time")]
/// Brings so many tickets in by chat, named after what they are for, that break their promise in so many seconds.
pub fn run_out(server: &TeamServer, folder: &Path, name: &str, count: usize, seconds: i64) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs().cast_signed();
    let at = Timestamp::from_millis((now - PROMISED_S + seconds) * 1_000);
    let mut lines = String::new();
    for number in 0..count {
        writeln!(
            lines,
            "{{\"id\":\"{name}-{number}\",\"subject\":\"{name} {number}\",\"body\":\"有人吗\",\"channel\":\"chat\",\"created_at\":\"{at:?}\"}}"
        )
        .unwrap();
    }
    let file = folder.join(format!("{name}.jsonl"));
    fs::write(&file, lines).unwrap();
    server.command(&["import", "tickets", file.to_str().unwrap()]);
}
