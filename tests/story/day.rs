//! A day of sixty tickets, worked by the keyboard alone in the real window: once with the team server, once cut off from it. At its
//! end the team server has each word once, and nothing waits.

use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::app::{App, program};
use crate::outage::set_up;
use crate::server::TeamServer;
use crate::webdriver::{Driver, id, key};

const TICKETS: usize = 60;
/// All of it goes out when the server is back, and what can be taken back has waited by then.
const ARRIVES: Duration = Duration::from_secs(180);

pub fn day(cut_off: bool) {
    let world = tempfile::tempdir().unwrap();
    let data = world.path().join("server");
    let mut server = TeamServer::new(&program(), &data);
    server.starts();
    brings(&server, world.path(), TICKETS);
    let app = App::starts(&world.path().join("profile"), "en_GB.UTF-8");
    set_up(&app, &server.address);
    let window = &app.window;
    window.element("[data-testid^=\"row-\"]");
    app.stands("online");
    if cut_off {
        server.dies();
        app.stands("offline");
    }
    let began = now();
    let mut words = Vec::new();
    for count in 0..TICKETS {
        next(window);
        words.push(works(window, count));
    }
    println!("{TICKETS} tickets by keyboard in {} s, cut off: {cut_off}", began.elapsed().as_secs());
    if cut_off {
        server.starts();
        app.stands("online");
    }
    window.wait_within(ARRIVES, "nothing waits any more", |window| (!window.shows(&id("count-waiting"))).then_some(()));
    assert!(!window.shows(&id("composer-error")));
    app.dies();
    server.dies();
    has_each_once(&data, &words);
}

/// So many, besides those of the sample team.
#[allow(clippy::disallowed_methods, reason = "tickets of today are counted from the real time")]
pub fn brings(server: &TeamServer, folder: &Path, tickets: usize) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs().cast_signed();
    let line = |count: usize| {
        let at = holdfast_desk::domain::Timestamp::from_millis((now - i64::try_from(count).unwrap() * 30) * 1_000);
        format!(
            "{{\"id\":\"day-{count}\",\"subject\":\"第 {count} 位：包裹到哪里了\",\"body\":\"It was promised for today.\",\"channel\":\"chat\",\"created_at\":\"{at:?}\"}}\n"
        )
    };
    let file = folder.join("day.jsonl");
    std::fs::write(&file, (0..tickets).map(line).collect::<String>()).unwrap();
    server.command(&["import", "tickets", file.to_str().unwrap()]);
}

/// Out of the text, and on to the ticket that matters most now.
pub fn next(window: &Driver) {
    let open = window.attribute(&id("conversation"), "data-ticket").unwrap_or_default();
    window.press(&[key::ESCAPE]);
    window.keys("n");
    window.wait("the next ticket is open", |window| {
        let now = window.attribute(&id("conversation"), "data-ticket").unwrap_or_default();
        (!now.is_empty() && now != open && window.shows(&id("message"))).then_some(())
    });
}

/// What an agent does on a ticket, of one kind after the other; answers what was written.
pub fn works(window: &Driver, count: usize) -> String {
    let words = format!("day-{count:02}: 已经处理，请查收。 It is on its way.");
    match count % 5 {
        0 => says(window, "r", &words, &[key::CONTROL, key::ENTER]),
        1 => says(window, "r", &words, &[key::CONTROL, key::SHIFT, key::ENTER]),
        2 => says(window, "m", &words, &[key::CONTROL, key::ENTER]),
        3 => {
            says(window, "r", &words, &[key::CONTROL, key::ENTER]);
            window.press(&[key::ESCAPE]);
            solves(window);
        }
        _ => {
            says(window, "m", &words, &[key::CONTROL, key::ENTER]);
            window.press(&[key::ESCAPE]);
            snoozes(window);
        }
    }
    words
}

fn says(window: &Driver, letter: &str, words: &str, send: &[char]) {
    window.keys(letter);
    has_focus(window, "composer-text");
    window.keys(words);
    window.wait("it stands in the text", |window| (window.value(&id("composer-text")).trim() == words).then_some(()));
    window.press(send);
    window.wait("it is said", |window| (window.value(&id("composer-text")).is_empty() && in_timeline(window, words)).then_some(()));
}

/// By the checklist, with the first category where there is none yet.
fn solves(window: &Driver) {
    window.keys("e");
    let at = window.wait("the checklist has the focus", |window| {
        let at = window.run("const at = document.activeElement; return at?.closest('[data-testid=closing-panel]') ? at.dataset.testid : null");
        at.as_str().map(str::to_owned)
    });
    if at != "closing-save" {
        // The menu of categories, and the menu below it, each at its first.
        for menu in ["closing-main", "closing-below"] {
            if !window.shows(&format!("{}[aria-expanded=true]", id(menu))) && menu == "closing-main" {
                window.press(&[key::ENTER]);
            }
            window.wait("a choice has the focus", |window| {
                (window.run("return document.activeElement?.getAttribute('role')").as_str() == Some("menuitem")).then_some(())
            });
            window.press(&[key::ENTER]);
        }
    }
    window.press(&[key::CONTROL, key::ENTER]);
    window.wait("the checklist is done", |window| (!window.shows(&id("closing-panel"))).then_some(()));
}

fn snoozes(window: &Driver) {
    window.keys("h");
    has_focus(window, "snooze-when");
    window.keys("tomorrow 9am");
    window.wait("the time is understood", |window| window.text(&id("snooze-panel")).contains("That is").then_some(()));
    window.press(&[key::ENTER]);
    window.element(&id("snoozed"));
}

fn has_focus(window: &Driver, name: &str) {
    window.wait(&format!("{name} has the focus"), |window| {
        (window.run("return document.activeElement?.dataset.testid").as_str() == Some(name)).then_some(())
    });
}

fn in_timeline(window: &Driver, words: &str) -> bool {
    let mark = &words[..7];
    window.text(&id("timeline")).contains(mark)
}

/// By the team server's own files, with nobody at them.
fn has_each_once(data: &Path, words: &[String]) {
    for said in words {
        assert_eq!(holdfast_testkit::times_said(data, said), 1, "{said}");
    }
}

#[allow(clippy::disallowed_methods, reason = "a figure for the reader, never a condition")]
fn now() -> Instant {
    Instant::now()
}
