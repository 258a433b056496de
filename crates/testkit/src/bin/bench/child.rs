//! What is measured in a process of its own: this program starts itself, and hears lines of `name value` on its output.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use holdfast_desk::Work;
use holdfast_desk::view::SearchFilter;
use holdfast_testkit::{Computer, TestClock, TestDesk};

use crate::bare::Sealed;
use crate::desk::Folder;
use crate::machine::memory;
use crate::reading::VIEWS;
use crate::timing::{millis, timed};

pub const FLAG: &str = "--child";

/// What a child said: each value, and when its first line came after the start.
#[derive(Debug)]
pub struct Heard {
    pub ready: Duration,
    lines: Vec<(String, f64)>,
}

impl Heard {
    pub fn value(&self, name: &str) -> f64 {
        self.lines.iter().find(|(other, _)| other == name).map_or(f64::NAN, |(_, value)| *value)
    }
}

/// Starts a child and waits for its end.
pub fn start(part: &str, path: &Path) -> Heard {
    let start = Instant::now();
    let mut child = Command::new(std::env::current_exe().unwrap()).args([FLAG, part]).arg(path).stdout(Stdio::piped()).spawn().unwrap();
    let mut heard = Heard { ready: Duration::ZERO, lines: Vec::new() };
    for line in BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok) {
        if heard.lines.is_empty() {
            heard.ready = start.elapsed();
        }
        if let Some((name, value)) = line.split_once(' ') {
            heard.lines.push((name.to_owned(), value.parse().unwrap()));
        }
    }
    assert!(child.wait().unwrap().success(), "the child `{part}` failed");
    heard
}

fn tell(name: &str, value: f64) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{name} {value}").unwrap();
    out.flush().unwrap();
}

/// Does a child's part.
pub fn run(part: &str, path: PathBuf) {
    match part {
        "bare" => {
            let first = Sealed::open(&path).first();
            tell("bytes", first.len() as f64);
        }
        "start" => usable(&Folder(path)),
        "index" => index(&Folder(path)),
        "memory" => resident(&Folder(path)),
        "idle" => idle(&path),
        other => panic!("no child does {other}"),
    }
}

/// The desk opens and shows what its first screen shows.
fn usable(folder: &Folder) {
    let (desk, opening) = timed(|| folder.desk());
    let work = desk.work();
    let (_, counting) = timed(|| work.view_counts().unwrap());
    let (page, listing) = timed(|| work.list(&VIEWS[0].into(), 0, 100).unwrap());
    tell("rows", page.rows.len() as f64);
    tell("opening", millis(opening));
    tell("counting", millis(counting));
    tell("listing", millis(listing));
}

/// The desk opens with no index and builds it, and says the alerts that are due.
fn index(folder: &Folder) {
    let start = Instant::now();
    let desk = folder.desk();
    let work = desk.work();
    let built = || {
        let hits = work.search("退款", &SearchFilter::default(), 1).unwrap();
        hits.building.is_none() && !hits.tickets.is_empty()
    };
    while !built() {
        sleep(Duration::from_millis(20));
    }
    tell("seconds", start.elapsed().as_secs_f64());
    rest(&work);
    let memory = memory().unwrap_or_default();
    tell("peak", memory.peak as f64);
    tell("alerts", work.alert_list().unwrap().alerts.len() as f64);
}

/// A desk whose window is not in use, for a minute; the processor time that it took.
fn idle(path: &Path) {
    let desk = TestDesk::at(path, &Computer::new(), &TestClock::default());
    desk.desk().unlock(Some(crate::syncing::PASSPHRASE)).unwrap();
    desk.is_in_step();
    let work = desk.work();
    rest(&work);
    work.active(false);
    sleep(Duration::from_secs(10));
    tell("begun", 1.0);
    let before = processor_ms();
    sleep(Duration::from_secs(60));
    tell("processor", processor_ms() - before);
}

/// Processor time of this process so far, in milliseconds, in steps of ten.
fn processor_ms() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // After the name, which may hold anything: fields 14 and 15 of the whole, in hundredths of a second.
    let fields: Vec<f64> = text.rsplit(')').next().unwrap_or_default().split_whitespace().map(|field| field.parse().unwrap_or(0.0)).collect();
    fields.get(11..13).map_or(0.0, |times| times.iter().sum::<f64>() * 10.0)
}

/// Waits until no more alerts are raised.
pub fn rest(work: &Work) {
    let alerts = || work.alert_list().unwrap().alerts.len();
    let mut before = alerts();
    loop {
        sleep(Duration::from_millis(1_500));
        let after = alerts();
        if after == before {
            return;
        }
        before = after;
    }
}

/// A day's looking around, then a day's writing, and the memory after each.
fn resident(folder: &Folder) {
    let say = |name: &str| {
        let memory = memory().unwrap_or_default();
        tell(&format!("{name}-resident"), memory.resident as f64);
        tell(&format!("{name}-peak"), memory.peak as f64);
    };
    say("start");
    let desk = folder.desk();
    let work = desk.work();
    rest(&work);
    say("open");
    work.view_counts().unwrap();
    let mut first = None;
    for view in VIEWS {
        let page = work.list(&view.into(), 0, 100).unwrap();
        first = first.or_else(|| page.rows.first().map(|row| row.id.clone()));
    }
    let ticket = first.unwrap();
    work.ticket(&ticket).unwrap();
    work.search("退款", &SearchFilter::default(), 20).unwrap();
    rest(&work);
    say("read");
    for view in VIEWS {
        for page in 0..5 {
            for row in work.list(&view.into(), page * 100, 100).unwrap().rows.iter().step_by(5) {
                work.ticket(&row.id).unwrap();
            }
        }
    }
    say("tickets");
    for number in 0..100 {
        work.search(&crate::articles::query(crate::articles::WAYS[number % 5], number as u64), &SearchFilter::default(), 20).unwrap();
    }
    say("searches");
    for number in 0..20 {
        work.note(&ticket, &format!("Called back for the {number}th time.")).unwrap();
    }
    rest(&work);
    say("day");
}
