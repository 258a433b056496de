//! What the window holds after hours of work: every process of the app, while one ticket after the other is worked on and the
//! rest of the window is gone through. Figures, no conditions: `cargo xtask bench memory [MINUTES]` prints them.

use std::fs;
use std::time::{Duration, Instant};

use crate::app::{App, program};
use crate::day;
use crate::outage::set_up;
use crate::server::TeamServer;
use crate::webdriver::{Driver, id, key};

/// More than are worked on in that time.
const TICKETS: usize = 3_000;
const MINUTE: Duration = Duration::from_secs(60);
const KIB_IN_MB: f64 = 1_024.0 / 1_000_000.0;

pub fn figures(minutes: u64) {
    let world = tempfile::tempdir().unwrap();
    let mut server = TeamServer::new(&program(), &world.path().join("server"));
    server.starts();
    day::brings(&server, world.path(), TICKETS);
    let app = App::starts(&world.path().join("profile"), "en_GB.UTF-8");
    set_up(&app, &server.address);
    let window = &app.window;
    window.element("[data-testid^=\"row-\"]");
    app.stands("online");
    let root = app.process();
    println!("minutes  tickets  all processes, MB of their own (PSS)");
    let (began, mut worked, mut told) = (now(), 0, 0);
    while told <= minutes {
        if began.elapsed() >= MINUTE * u32::try_from(told).unwrap() {
            let held = tree(root).into_iter().map(|process| (name_of(process), own(process)));
            let parts: Vec<String> = held.clone().map(|(name, mb)| format!("{name} {mb:.0}")).collect();
            println!("{told:>7}  {worked:>7}  {:.0}  ({})", held.map(|(_, mb)| mb).sum::<f64>(), parts.join(", "));
            told += 1;
        }
        day::next(window);
        day::works(window, worked);
        worked += 1;
        if worked.is_multiple_of(10) {
            goes_about(window);
        }
    }
    app.dies();
}

/// What else is opened in an hour: views and pages, a search in the palette, the settings.
fn goes_about(window: &Driver) {
    window.press(&[key::ESCAPE]);
    for letter in ["t", "u", "r", "h", "p", "a", "s", "k", "m"] {
        window.keys(&format!("g{letter}"));
        window.paints();
    }
    window.press(&[key::CONTROL, 'k']);
    window.element(&id("palette-text"));
    window.keys("refund");
    window.element("[data-testid^=\"palette-a-\"]");
    window.press(&[key::ESCAPE]);
    window.press(&[key::CONTROL, ',']);
    window.element(&id("settings"));
    window.press(&[key::ESCAPE]);
    window.wait("the settings are gone", |window| (!window.shows(&id("settings"))).then_some(()));
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
