//! When something is due in a schedule: JSON lines in, JSON lines out, one answer a line.
//!
//! ```sh
//! cargo run --release -p holdfast-domain --example due <<'ASKED'
//! {"zone":"Asia/Shanghai","week":[{"day":"mon","from":"09:00","to":"18:00"}],"start":"2026-11-23T17:30:00+08:00","minutes":60}
//! ASKED
//! {"due":"2026-11-30T09:30:00+08:00"}
//! ```
//!
//! `holidays`, `makeup` and `pauses` may be left out. Instants are RFC 3339 with their offset; the answer has the offset
//! of the zone. What cannot be answered is `{"error":"…"}`.
#![allow(clippy::print_stdout, reason = "the answers are its output")]

use holdfast_domain::Timestamp;
use holdfast_domain::sla::Schedule;
use serde::{Deserialize, Serialize};
use std::io::{BufRead, Write};

#[derive(Deserialize)]
struct Asked {
    #[serde(flatten)]
    schedule: Schedule,
    start: jiff::Timestamp,
    minutes: i64,
    #[serde(default)]
    pauses: Vec<Pause>,
}

#[derive(Deserialize)]
struct Pause {
    from: jiff::Timestamp,
    to: jiff::Timestamp,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Answer {
    Due(String),
    Error(String),
}

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().split(b'\n') {
        let line = line?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let answer = answer(&line).map_or_else(Answer::Error, Answer::Due);
        serde_json::to_writer(&mut out, &answer)?;
        writeln!(out)?;
        out.flush()?;
    }
    Ok(())
}

fn answer(line: &[u8]) -> Result<String, String> {
    let asked: Asked = serde_json::from_slice(line).map_err(|error| format!("the line cannot be read: {error}"))?;
    if asked.minutes < 0 {
        return Err(format!("{} minutes is less than none", asked.minutes));
    }
    if let Some(pause) = asked.pauses.iter().find(|pause| pause.to < pause.from) {
        return Err(format!("the pause from {} ends before it begins, at {}", pause.from, pause.to));
    }
    let pauses: Vec<_> = asked.pauses.iter().map(|pause| (instant(pause.from), instant(pause.to))).collect();
    let due = asked.schedule.due(instant(asked.start), asked.minutes, &pauses).map_err(|error| error.to_string())?;
    let due = jiff::Timestamp::from_millisecond(due.millis()).map_err(|error| error.to_string())?;
    let zone = asked.schedule.time_zone().map_err(|error| error.to_string())?;
    Ok(due.display_with_offset(zone.to_offset(due)).to_string())
}

fn instant(at: jiff::Timestamp) -> Timestamp {
    Timestamp::from_millis(at.as_millisecond())
}
