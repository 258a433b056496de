//! What a person waits for: from the key to the painted frame, by the window's own clock. Figures, no conditions:
//! `cargo xtask bench paint [TICKETS]` prints them, over the sample team and as many more tickets as are asked for.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use crate::app::{App, program};
use crate::outage::set_up;
use crate::server::TeamServer;
use crate::webdriver::{Driver, id, key};

const MESSAGES: u32 = 100;
const TIMES: usize = 40;
/// In how many frames the list is drawn along, and how long each has at sixty in a second.
const FRAMES: usize = 300;
const FRAME_MS: f64 = 1_000.0 / 60.0;
/// The first pull of very many tickets.
const FILLING: Duration = Duration::from_secs(1_200);

pub fn figures(tickets: u32) {
    let world = tempfile::tempdir().unwrap();
    let mut server = TeamServer::new(&program(), &world.path().join("server"));
    if tickets > 0 {
        brings(&server, world.path(), tickets);
    }
    server.starts();
    let app = App::starts(&world.path().join("profile"), "en_GB.UTF-8");
    set_up(&app, &server.address);
    let window = &app.window;
    window.resize(1440, 900);
    window.element("[data-testid^=\"row-\"]");
    window.wait_within(FILLING, "all tickets are here", |window| {
        window.shows(&format!("{}[data-state=\"online\"]", id("connection"))).then_some(()).filter(|()| !window.shows(&id("first-pull")))
    });
    is_indexed(window);
    let numbers = two_tickets(window);
    for number in &numbers {
        for count in 0..MESSAGES {
            server.command(&["customer-writes", "--ticket", number, &format!("paint {count}: 包裹到哪里了？ It was promised for today.")]);
        }
    }
    for number in &numbers {
        clicked(window, number);
        window.wait("all of it is here", |window| window.text(&id("timeline")).contains(&format!("paint {}:", MESSAGES - 1)).then_some(()));
    }
    println!("{tickets} tickets besides the sample team's 300:");
    said(&format!("a click opens a ticket of more than {MESSAGES} messages"), (0..TIMES).map(|turn| clicked(window, &numbers[turn % 2])).collect());
    window.press(&[key::ESCAPE]);
    said("N: the next ticket", (0..TIMES).map(|_| next(window)).collect());
    said("Ctrl+K: the palette", (0..TIMES).map(|_| palette(window)).collect());
    let views = [("m", "mine"), ("t", "team"), ("u", "unassigned")];
    said("G and a letter: another view", (0..TIMES).map(|turn| goes(window, views[turn % 3])).collect());
    scrolls(window);
    window.keys("r");
    window.element(&format!("{}:focus", id("composer-text")));
    said("a letter in the reply", (0..TIMES).map(|_| types(window)).collect());
    said("for comparison, a letter in a window that holds nothing but a text field", bare(window));
    app.dies();
}

/// The list of the team is drawn along its whole length in so many frames, however long it is: what came late, and what has no rows in it.
fn scrolls(window: &Driver) {
    window.keys("gt");
    window.element(&format!("{}[aria-current=page]", id("view-team")));
    let list = "document.querySelector('[data-testid=list]')";
    let run = format!(
        "const list = {list}; let box = list; while (box && box.scrollHeight <= box.clientHeight) box = box.parentElement;
         window.frames = null; const at = []; let bare = 0; const step = (box.scrollHeight - box.clientHeight) / {FRAMES};
         const look = (time) => {{ at.push(time); if (!list.querySelector('[data-testid^=\"row-\"]')) bare += 1;
           if (at.length > {FRAMES}) return (window.frames = [bare, ...at.slice(1).map((time, i) => time - at[i])]);
           box.scrollTop += Math.max(1, Math.round(step)); requestAnimationFrame(look); }};
         requestAnimationFrame(look);"
    );
    window.run(&run);
    let found = window.wait("the list has been drawn along", |window| window.run("return window.frames").as_array().cloned());
    let figures: Vec<f64> = found.iter().filter_map(serde_json::Value::as_f64).collect();
    let (bare, frames) = (figures[0], figures[1..].to_vec());
    let late = frames.iter().filter(|took| **took > 1.5 * FRAME_MS).count();
    said(&format!("drawing the list along: {late} of {FRAMES} frames late, {bare} without rows; between two frames"), frames);
}

/// Waits until the index has all of them: the palette says how far it is until then.
fn is_indexed(window: &Driver) {
    window.press(&[key::CONTROL, 'k']);
    window.element(&id("palette-text"));
    window.keys("10001");
    window.element("[data-testid^=\"palette-t-\"]");
    window.wait_within(FILLING, "the index has all", |window| (!window.shows(&id("palette-building"))).then_some(()));
    window.press(&[key::ESCAPE]);
    window.wait("the palette is gone", |window| (!window.shows(&id("palette"))).then_some(()));
}

/// What the same window, engine and screen take for a letter when there is nothing of ours in it: no figure can be below it.
fn bare(window: &Driver) -> Vec<f64> {
    window.run(
        "document.head.replaceChildren(); document.documentElement.removeAttribute('data-theme');
         const text = document.createElement('textarea'); text.dataset.testid = 'composer-text'; document.body.replaceChildren(text); text.focus();",
    );
    (0..TIMES).map(|_| types(window)).collect()
}

/// Very many tickets, as another system would hand them over.
fn brings(server: &TeamServer, folder: &Path, tickets: u32) {
    let mut lines = String::new();
    for count in 0..tickets {
        let hour = count % 24;
        let day = count % 27 + 1;
        let _ = writeln!(
            lines,
            "{{\"id\":\"paint-{count}\",\"subject\":\"订单 {count} 的包裹还没到\",\"body\":\"Parcel {count} was promised for today.\",\"channel\":\"mail\",\"created_at\":\"2026-10-{day:02}T{hour:02}:00:00Z\"}}"
        );
    }
    let file = folder.join("many.jsonl");
    std::fs::write(&file, lines).unwrap();
    server.command(&["import", "tickets", file.to_str().unwrap()]);
}

fn said(what: &str, mut took: Vec<f64>) {
    took.sort_by(f64::total_cmp);
    let at = |percent: usize| took[(took.len() - 1) * percent / 100];
    println!("  {what}: p50 {:.0} ms · p95 {:.0} ms · slowest {:.0} ms ({} times)", at(50), at(95), at(100), took.len());
}

fn two_tickets(window: &Driver) -> [String; 2] {
    let script = "return [...document.querySelectorAll('[data-testid^=\"row-\"]')].slice(0, 2).map((row) => row.dataset.testid.slice(4))";
    let found = window.run(script);
    [0, 1].map(|at| found[at].as_str().unwrap().to_owned())
}

/// From `began` until the frame in which `there` holds has been painted: a message that is posted while a frame is made
/// is read when it is done.
fn watches(window: &Driver, begin: &str, there: &str) {
    window.run(&format!(
        "window.took = null; let began = null; const there = () => {there};
         const painted = new MessageChannel(); painted.port1.onmessage = () => (window.took = performance.now() - began);
         const look = () => began !== null && there() ? painted.port2.postMessage(0) : requestAnimationFrame(look);
         {begin}
         requestAnimationFrame(look);"
    ));
}

/// The last key that is pressed begins it, at the time the system gave it.
const A_KEY: &str = "window.removeEventListener('keydown', window.heard, true); window.heard = (e) => (began = e.timeStamp); window.addEventListener('keydown', window.heard, true);";

fn took(window: &Driver, what: &str) -> f64 {
    window.wait(what, |window| window.run("return window.took").as_f64())
}

fn clicked(window: &Driver, number: &str) -> f64 {
    window.element(&id(&format!("row-{number}")));
    let click = format!("began = performance.now(); document.querySelector('[data-testid=\"row-{number}\"]').click();");
    watches(window, &click, &format!("document.querySelector('[data-testid=conversation][data-ticket=\"{number}\"] [data-testid=message]')"));
    took(window, "the ticket is open")
}

fn next(window: &Driver) -> f64 {
    let open = window.attribute(&id("conversation"), "data-ticket").unwrap_or_default();
    let there =
        format!("document.querySelector('[data-testid=conversation]:not([data-ticket=\"{open}\"]):not([data-ticket=\"\"]) [data-testid=message]')");
    watches(window, A_KEY, &there);
    window.keys("n");
    took(window, "the next ticket is open")
}

fn palette(window: &Driver) -> f64 {
    watches(window, A_KEY, "document.querySelector('[data-testid=palette] [role=option]')");
    window.press(&[key::CONTROL, 'k']);
    let took = took(window, "the palette is open");
    window.press(&[key::ESCAPE]);
    window.wait("the palette is gone", |window| (!window.shows(&id("palette"))).then_some(()));
    took
}

fn goes(window: &Driver, (letter, view): (&str, &str)) -> f64 {
    watches(
        window,
        A_KEY,
        &format!(
            "document.querySelector('[data-testid=\"view-{view}\"][aria-current=page]') && document.querySelector('[data-testid^=\"row-\"], .empty')"
        ),
    );
    window.keys(&format!("g{letter}"));
    took(window, "the view is there")
}

fn types(window: &Driver) -> f64 {
    let before = window.value(&id("composer-text")).chars().count();
    watches(window, A_KEY, &format!("document.querySelector('[data-testid=composer-text]').value.length > {before}"));
    window.keys("a");
    took(window, "the letter stands in the text")
}
