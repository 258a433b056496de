//! What the window holds after hours of work: every process of the app, while one ticket after the other is worked on and the
//! rest of the window is gone through. Worked by the keys of the virtual desktop, at a pace, with nothing in the app that drives
//! it: a WebDriver's scripts stay in the web process, and would be measured with it. Figures, no conditions: `cargo xtask bench
//! memory [MINUTES]` prints them. Told a file by `HOLDFAST_CALLED`, it writes there which functions of the app were called.

use std::fs;
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use crate::app::{App, environment, program};
use crate::called::Watch;
use crate::day;
use crate::outage::set_up;
use crate::server::TeamServer;

/// More than are worked on in that time.
const TICKETS: usize = 3_000;
const MINUTE: Duration = Duration::from_secs(60);
const KIB_IN_MB: f64 = 1_024.0 / 1_000_000.0;
/// Until what a key began is there for the next one, on a busy machine, too.
const MOMENT: Duration = Duration::from_millis(700);
/// What was said last can be taken back for ten seconds, and then goes out.
const LAST_WORDS: Duration = Duration::from_secs(30);

pub fn figures(minutes: u64) {
    let world = tempfile::tempdir().unwrap();
    let data = world.path().join("server");
    let mut server = TeamServer::new(&program(), &data);
    server.starts();
    day::brings(&server, world.path(), TICKETS);

    let nobody = Hands::take(&world.path().join("nobody"));
    pause(MOMENT * 10);
    println!("before anybody signed in: {}", held_by(nobody.app.id()));
    nobody.leaves();

    let profile = world.path().join("profile");
    let app = App::starts(&profile, "en_GB.UTF-8");
    set_up(&app, &server.address);
    app.window.element("[data-testid^=\"row-\"]");
    app.stands("online");
    app.dies();

    let called = std::env::var_os("HOLDFAST_CALLED");
    let hands = if called.is_some() { Hands::take_watched(&profile) } else { Hands::take(&profile) };
    pause(MOMENT * 10);
    println!("minutes  tickets  all processes, MB of their own (PSS)");
    let (began, mut words, mut told) = (now(), Vec::new(), 0);
    while told <= minutes {
        if began.elapsed() >= MINUTE * u32::try_from(told).unwrap() {
            println!("{told:>7}  {:>7}  {}", words.len(), held_by(hands.app.id()));
            told += 1;
        }
        words.push(works(&hands, words.len()));
        if words.len().is_multiple_of(10) {
            goes_about(&hands);
        }
    }
    pause(LAST_WORDS);
    let names = hands.leaves();
    if let Some(file) = called {
        fs::write(file, names.join("\n") + "\n").unwrap();
    }
    server.dies();
    let arrived = words.iter().filter(|said| holdfast_testkit::times_said(&data, said) == 1).count();
    println!("of {} things said, the team server has {arrived} once each", words.len());
}

/// The next ticket, and what an agent does on it, of one kind after the other; answers what was written.
fn works(hands: &Hands, count: usize) -> String {
    hands.presses(&["Escape", "n"]);
    let words = format!("hour-{count:04}: It is on its way.");
    match count % 4 {
        0 => hands.says("r", &words, "ctrl+Return"),
        1 => hands.says("r", &words, "ctrl+shift+Return"),
        2 => hands.says("m", &words, "ctrl+Return"),
        _ => {
            hands.says("m", &words, "ctrl+Return");
            hands.presses(&["Escape", "h"]);
            hands.types("tomorrow 9am");
            hands.presses(&["Return"]);
        }
    }
    words
}

/// What else is opened in an hour: views and pages, a search in the palette, the settings.
fn goes_about(hands: &Hands) {
    hands.presses(&["Escape"]);
    for letter in ["t", "u", "r", "h", "p", "a", "s", "m", "k"] {
        hands.presses(&["g", letter]);
    }
    hands.presses(&["Escape", "ctrl+k"]);
    hands.types("refund");
    hands.presses(&["Escape", "ctrl+comma", "Escape"]);
}

/// The app as a person starts it, and their hands on its keyboard.
struct Hands {
    app: Child,
    window: String,
    watch: Option<Watch>,
}

impl Hands {
    fn take(profile: &Path) -> Self {
        let app = Command::new(program()).envs(environment(profile, "en_GB.UTF-8")).spawn().unwrap();
        Self { window: window_of(app.id()), app, watch: None }
    }

    /// As [`Hands::take`], and what the app calls is written down.
    fn take_watched(profile: &Path) -> Self {
        let (app, watch) = Watch::starts(&program(), &environment(profile, "en_GB.UTF-8"));
        Self { window: window_of(app.id()), app, watch: Some(watch) }
    }

    /// One key after the other, as far apart as a person's who knows them.
    fn presses(&self, keys: &[&str]) {
        for key in keys {
            self.does(&["key", key]);
            pause(if *key == "g" { MOMENT / 5 } else { MOMENT });
        }
    }

    fn types(&self, words: &str) {
        self.does(&["type", "--delay", "25", words]);
        pause(MOMENT);
    }

    fn says(&self, letter: &str, words: &str, send: &str) {
        self.presses(&[letter]);
        self.types(words);
        self.presses(&[send]);
    }

    fn does(&self, words: &[&str]) {
        let done = Command::new("xdotool").args(["windowactivate", "--sync", &self.window]).args(words).status().unwrap();
        assert!(done.success(), "the window takes keys");
    }

    /// Ends the app, and gives what it called if that was watched.
    fn leaves(mut self) -> Vec<String> {
        self.app.kill().unwrap();
        if let Some(watch) = self.watch {
            // Who watches it waits for its end.
            return watch.called();
        }
        self.app.wait().unwrap();
        Vec::new()
    }
}

/// Its window, once it is there.
fn window_of(process: u32) -> String {
    let process = process.to_string();
    loop {
        let search = ["search", "--all", "--onlyvisible", "--pid", &process, "--name", "Holdfast"];
        let found = Command::new("xdotool").args(search).output().unwrap();
        if let Some(window) = String::from_utf8_lossy(&found.stdout).lines().next() {
            return window.to_owned();
        }
        pause(MOMENT);
    }
}

/// What a process and all that it began hold.
fn held_by(root: u32) -> String {
    let held = tree(root).into_iter().map(|process| (name_of(process), own(process)));
    let parts: Vec<String> = held.clone().map(|(name, mb)| format!("{name} {mb:.0}")).collect();
    format!("{:.0}  ({})", held.map(|(_, mb)| mb).sum::<f64>(), parts.join(", "))
}

/// A process and all that it began.
fn tree(root: u32) -> Vec<u32> {
    let parent = |process: u32| -> Option<u32> {
        let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        stat.rsplit_once(") ")?.1.split(' ').nth(1)?.parse().ok()
    };
    let all = fs::read_dir("/proc").unwrap().flatten().filter_map(|entry| entry.file_name().to_string_lossy().parse().ok());
    let above: Vec<(u32, u32)> = all.filter_map(|process| Some((process, parent(process)?))).collect();
    let mut found = vec![root];
    let mut at = 0;
    while let Some(&process) = found.get(at) {
        found.extend(above.iter().filter(|(_, parent)| *parent == process).map(|(child, _)| *child));
        at += 1;
    }
    found
}

fn name_of(process: u32) -> String {
    fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default().trim().to_owned()
}

/// Memory that is this process's: its own, and its part of what it shares.
fn own(process: u32) -> f64 {
    let text = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok()).unwrap_or_default() * KIB_IN_MB
}

#[allow(clippy::disallowed_methods, reason = "a figure of the real time")]
fn now() -> Instant {
    Instant::now()
}

#[allow(clippy::disallowed_methods, reason = "a person's pace; nothing is judged by it")]
fn pause(time: Duration) {
    std::thread::sleep(time);
}
