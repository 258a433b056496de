//! The window is closed and the clocks are watched on: said once, and the window comes back when Holdfast is started again.

use std::process::Command;
use std::time::Duration;

use crate::app::{App, folders_of, program};
use crate::bus::Bus;
use crate::outage::set_up;
use crate::server::TeamServer;
use crate::webdriver::{id, key};

const SLOW: Duration = Duration::from_secs(120);

pub fn to_the_tray() {
    let world = tempfile::tempdir().unwrap();
    let mut server = TeamServer::new(&program(), &world.path().join("server"));
    server.starts();
    let bus = Bus::listens(world.path());
    let home = world.path().join("home");
    let app = App::starts_at_home(&home);
    set_up(&app, &server.address);
    app.stands("online");

    for times in 1..=2 {
        close_the_window();
        app.window.wait_within(SLOW, "the window is gone", |_| windows().is_empty().then_some(()));
        // Started again, the first one's window comes up and the second ends.
        assert!(Command::new(program()).envs(folders_of(&home)).status().unwrap().success());
        app.window.wait_within(SLOW, "the window is back", |_| (!windows().is_empty()).then_some(()));
        let said = bus.heard().matches("Holdfast goes on watching the clocks").count();
        assert_eq!(said, 1, "after closing {times} times");
    }
    app.stands("online");

    // The palette ends it: nothing of it runs on.
    app.window.press(&[key::CONTROL, 'k']);
    app.window.types(&id("palette-text"), "quit");
    app.window.element(&id("palette-quit"));
    // A moment later: who drives the window is to hear that it was asked.
    app.window.run("setTimeout(() => document.querySelector('[data-testid=palette-quit]').click(), 200)");
    for _ in 0..500 {
        if windows().is_empty() {
            return app.window.end();
        }
        std::thread::sleep(Duration::from_millis(40));
    }
    panic!("Holdfast did not end");
}

/// The windows of Holdfast that stand on the screen.
fn windows() -> Vec<String> {
    let listed = Command::new("wmctrl").arg("-l").output().unwrap();
    let lines = String::from_utf8_lossy(&listed.stdout).into_owned();
    lines.lines().filter(|line| line.contains("Holdfast")).filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect()
}

/// As by the button in its corner.
fn close_the_window() {
    for window in windows() {
        assert!(Command::new("wmctrl").args(["-i", "-c", &window]).status().unwrap().success());
    }
}
