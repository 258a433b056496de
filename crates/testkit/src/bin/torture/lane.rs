//! One desk through its many lives: started, watched, killed, started again over the same profile.

use holdfast_testkit::chance::Chance;
use std::fs::OpenOptions;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::desk::{FLAG, SET_UP, SETTLE, WORK};
use crate::ledger::Ledger;
use crate::line::Line;

/// Who sits at the desks.
pub const LOGINS: [&str; 4] = ["wen", "bai", "meng", "luo"];
/// A desk that says nothing for so long hangs.
const PATIENCE: Duration = Duration::from_secs(120);

/// A desk and where its files lie.
#[derive(Clone)]
pub struct Lane {
    pub login: &'static str,
    pub home: PathBuf,
    seed: u64,
    ledger: Arc<Ledger>,
}

/// What came of a desk's lives.
#[derive(Clone, Debug, Default)]
pub struct Lived {
    pub lives: u64,
    /// Killed before it said that it is open.
    pub killed_opening: u64,
    /// What a desk had to heal after a kill, which takes no power from a disk: nothing.
    pub healed: Vec<String>,
}

struct Life {
    child: Child,
    lines: Receiver<Line>,
    reader: JoinHandle<()>,
}

impl Lane {
    pub fn new(folder: &Path, number: usize, seed: u64, ledger: &Arc<Ledger>) -> Self {
        let login = LOGINS[number];
        let home = folder.join(login);
        std::fs::create_dir_all(&home).unwrap();
        Self { login, home, seed: Chance::of(seed, number as u64 + 1).next(), ledger: Arc::clone(ledger) }
    }

    /// Signs in and pulls everything for the first time.
    pub fn set_up(&self, url: &str) {
        self.start(&[SET_UP.to_owned(), url.to_owned(), self.login.to_owned()]).ends(self);
    }

    /// Lives and is killed, again and again, for as long as `strike` allows one more kill; then rests.
    pub fn lives(&self, mut strike: impl FnMut() -> bool) -> Lived {
        let mut chance = Chance::of(self.seed, 0);
        let mut lived = Lived::default();
        loop {
            let life = self.start(&[WORK.to_owned(), self.seed.to_string(), lived.lives.to_string()]);
            lived.lives += 1;
            let while_opening = chance.percent(20);
            let mut limit = if while_opening { chance.below(120) } else { PATIENCE.as_millis().try_into().unwrap() };
            let mut open = false;
            let mut deadline = Instant::now() + Duration::from_millis(limit);
            loop {
                match life.lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                    Ok(Line::Open { healed }) => {
                        lived.healed.extend(healed);
                        if !while_opening {
                            limit = if chance.percent(15) { chance.below(3_000) } else { chance.below(400) };
                            deadline = Instant::now() + Duration::from_millis(limit);
                        }
                        open = true;
                    }
                    Ok(_) => {}
                    Err(RecvTimeoutError::Timeout) if open || while_opening => break,
                    Err(error) => panic!("the desk of {} {error}; its log is {}", self.login, self.log().display()),
                }
            }
            if !strike() {
                life.rests(self);
                return lived;
            }
            life.killed();
            lived.killed_opening += u64::from(!open);
        }
    }

    /// Opens once more, catches up with everything, and closes in peace.
    pub fn settles(&self) {
        self.start(&[SETTLE.to_owned()]).ends(self);
    }

    fn log(&self) -> PathBuf {
        self.home.join("desk.log")
    }

    fn start(&self, words: &[String]) -> Life {
        let log = OpenOptions::new().create(true).append(true).open(self.log()).unwrap();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .arg(FLAG)
            .arg(&self.home)
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let out = child.stdout.take().unwrap();
        let (tell, lines) = channel();
        let (ledger, login) = (Arc::clone(&self.ledger), self.login);
        let reader = std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok).filter_map(|line| Line::read(&line)) {
                ledger.hear(login, &line);
                // Whoever killed it no longer listens; the ledger does.
                drop(tell.send(line));
            }
        });
        Life { child, lines, reader }
    }
}

impl Life {
    /// `kill -9`; what it had said until then is in the ledger when this returns.
    fn killed(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.reader.join().unwrap();
    }

    /// Stops writing, sends what there is, and ends.
    fn rests(mut self, lane: &Lane) {
        drop(writeln!(self.child.stdin.take().unwrap(), "rest"));
        self.ends(lane);
    }

    fn ends(mut self, lane: &Lane) {
        let ended = self.child.wait().unwrap();
        self.reader.join().unwrap();
        assert!(ended.success(), "the desk of {} {ended}; its log is {}", lane.login, lane.log().display());
    }
}
