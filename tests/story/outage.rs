//! The story itself (issue "The main job"): an agent works through an outage, is killed in mid-sentence, and nothing is lost.

use holdfast_testkit::TestDesk;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::app::{App, program};
use crate::bus::Bus;
use crate::server::TeamServer;
use crate::soon::{lead_without_nights, run_out};
use crate::webdriver::{Driver, id, key};

const REPLY_MARK: &str = "story-reply";
const NOTE: &str = "story-note: 仓库说今天能发";
const COLLEAGUE_NOTE: &str = "story-colleague: 已经联系物流";
const SENTENCE: &str = "您好，换货的快递员明天上午";
/// From the start of the story to the breach: long enough to be offline by then on a slow machine.
const UNTIL_BREACH_S: i64 = 100;

pub fn story() {
    let world = tempfile::tempdir().unwrap();
    let mut server = TeamServer::new(&program(), &world.path().join("server"));
    server.starts();

    // A second desk, at work beside the first.
    let colleague = lead_without_nights(&server, &world.path().join("colleague"));
    run_out(&server, world.path(), "story", 1, UNTIL_BREACH_S);

    // 1, 2: a fresh desk signs in, chooses how it unlocks, and its queue fills.
    let profile = world.path().join("profile");
    let app = App::starts(&profile, "en_GB.UTF-8");
    set_up(&app, &server.address);
    let number = take_the_first(&app.window);
    app.stands("online");

    // 3: the team server is killed; the window says so; work goes on.
    let killed_at = now();
    server.dies();
    app.stands("offline");
    println!("offline was shown after {} ms", killed_at.elapsed().as_millis());
    colleague.is(holdfast_desk::view::ConnectionState::Offline);
    let fresh = app.window.text(&id("fresh"));
    assert!(fresh.contains(':'), "the age of what is shown stands on the screen: {fresh}");
    Command::new("dunstctl").arg("close-all").status().unwrap();
    let bus = Bus::listens(world.path());
    finds_answers(&app.window);
    answers(&app.window);
    writes_a_note(&app.window);
    changes_fields(&app.window);
    let call = captures_a_call(&app.window);

    // Meanwhile the colleague, cut off as well, works on the same ticket.
    let theirs = colleague.ticket(&number).row.id;
    colleague.work().note(&theirs, COLLEAGUE_NOTE).unwrap();
    colleague.work().set_field(&theirs, holdfast_desk::domain::Field::Subject, "换货（同事改）").unwrap();

    // 4: a first-response target runs out; the alert names the ticket; a click opens it.
    let alerted = clicks_the_alert(&app.window, &bus);
    println!("the alert opened {alerted}");

    // 5: killed in the middle of a sentence, opened again.
    opens(&app.window, &number);
    app.window.types(&id("composer-text"), SENTENCE);
    app.window.wait("the sentence is saved", |window| window.text(&id("draft-saved")).contains(':').then_some(()));
    app.dies();
    let app = App::starts(&profile, "en_GB.UTF-8");
    app.stands("offline");
    opens(&app.window, &number);
    app.window.wait("the sentence is there", |window| (window.value(&id("composer-text")) == SENTENCE).then_some(()));
    for text in [REPLY_MARK, NOTE] {
        assert_eq!(state_of(&app.window, text).as_deref(), Some("waiting"), "{text} is there and waits");
    }
    opens(&app.window, &call);
    opens(&app.window, &number);

    // 6: the server comes back; everything goes out once; both desks agree.
    server.starts();
    app.stands("online");
    app.window.wait("nothing waits any more", |window| (!window.shows(&id("count-waiting"))).then_some(()));
    for text in [REPLY_MARK, NOTE] {
        app.window.wait("it was sent", |window| (state_of(window, text).as_deref() == Some("sent")).then_some(()));
    }
    colleague.is_in_step();
    agree(&app.window, &colleague, &theirs, &call);
    app.dies();
}

pub fn set_up(app: &App, address: &str) {
    set_up_as(app, address, "wen");
}

pub fn set_up_as(app: &App, address: &str, login: &str) {
    let window = &app.window;
    window.click(&id("to-connect"));
    window.types(&id("address"), address);
    window.click(&id("connect"));
    window.types(&id("login"), login);
    window.types(&id("password"), holdfast_server::SAMPLE_PASSWORD);
    window.click(&id("sign-in"));
    window.click(&id("way-key-store"));
    window.click(&id("set-unlock"));
}

/// Opens a ticket by its number, wherever it stands in the list.
fn opens(window: &Driver, number: &str) {
    window.press(&[key::CONTROL, 'k']);
    window.types(&id("palette-text"), number);
    window.click("[data-testid^=\"palette-t-\"]");
    window.element(&format!("{}[data-ticket=\"{number}\"]", id("conversation")));
}

fn take_the_first(window: &Driver) -> String {
    window.element("[data-testid^=\"row-\"]");
    // From the click to the frame in which the conversation stands, by the window's own clock: a figure, no condition.
    window.run(
        "window.took = null; const began = performance.now(); document.querySelector('[data-testid^=\"row-\"]').click();
         const look = () => document.querySelector('[data-testid=\"composer-text\"]') ? setTimeout(() => (window.took = performance.now() - began)) : requestAnimationFrame(look);
         requestAnimationFrame(look);",
    );
    let took = window.wait("the first ticket is open", |window| window.run("return window.took").as_f64());
    println!("a ticket was on the screen {took:.0} ms after the click");
    window.attribute(&id("conversation"), "data-ticket").unwrap()
}

/// The knowledge base answers in Chinese of both scripts, in English and by pinyin.
fn finds_answers(window: &Driver) {
    window.click(&id("insert"));
    for query in ["退款", "退貨", "refund", "tuikuan"] {
        window.clears(&id("knowledge-search"));
        window.types(&id("knowledge-search"), query);
        window.wait(&format!("{query} finds an article"), |window| window.shows("[data-testid^=\"article-\"]").then_some(()));
    }
}

/// Puts an article's answer into a reply and sends it.
fn answers(window: &Driver) {
    window.click("[data-testid^=\"article-\"]");
    window.click(&id("article-insert"));
    window.wait("the answer is in the reply", |window| (window.value(&id("composer-text")).chars().count() > 20).then_some(()));
    window.types(&id("composer-text"), &format!(" {REPLY_MARK}"));
    window.click(&id("send"));
    window.wait("the reply waits", |window| (state_of(window, REPLY_MARK).as_deref() == Some("waiting")).then_some(()));
}

fn writes_a_note(window: &Driver) {
    window.click(&id("kind-note"));
    window.types(&id("composer-text"), NOTE);
    window.press(&[key::CONTROL, key::ENTER]);
    window.wait("the note waits", |window| (state_of(window, NOTE).as_deref() == Some("waiting")).then_some(()));
    window.click(&id("kind-reply"));
    window.wait("the engine keeps no step of what was typed", |window| {
        (window.run("return document.queryCommandEnabled('undo')").as_bool() == Some(false)).then_some(())
    });
}

fn changes_fields(window: &Driver) {
    let waiting = format!("{}[data-state=\"waiting\"]", id("event"));
    for (menu, choice) in [("status", "status-pending"), ("urgency", "urgency-high")] {
        let before = window.count(&waiting);
        window.click(&id(menu));
        window.click(&id(choice));
        // The row of chips has moved before the next one is clicked.
        window.wait(&format!("{choice} is in the timeline"), |window| (window.count(&waiting) > before).then_some(()));
    }
}

/// With the keyboard alone; answers the number it got.
fn captures_a_call(window: &Driver) -> String {
    let began = now();
    window.press(&[key::CONTROL, key::SHIFT, 'n']);
    window.element(&id("capture-contact"));
    window.wait("the number has the focus", |window| {
        (window.run("return document.activeElement?.getAttribute('data-testid')").as_str() == Some("capture-contact")).then_some(())
    });
    window.keys("13700001234");
    let number = window.text(&id("capture-number"));
    while window.run("return document.activeElement?.getAttribute('data-testid')").as_str() != Some("capture-question") {
        window.press(&[key::TAB]);
    }
    window.keys("story-call: 快递员没来");
    window.press(&[key::CONTROL, key::ENTER]);
    let number = number.trim().to_owned();
    window.element(&id(&format!("row-{number}")));
    println!("a call was captured as {number} in {} ms, by keyboard", began.elapsed().as_millis());
    number
}

/// So often it is looked whether a click on a notification has opened its ticket, before another one is clicked.
const LOOKS: usize = 60;

/// Waits for a breach to be shown by the notification daemon, clicks it, and answers the ticket it named and opened.
fn clicks_the_alert(window: &Driver, bus: &Bus) -> String {
    let before = window.attribute(&id("conversation"), "data-ticket");
    window.wait_within(Duration::from_secs(240), "a breach is shown", |_| bus.heard().contains("first reply overdue").then_some(()));
    let alerted = window.wait("the alert's ticket is open", |window| {
        // The daemon puts the critical ones on top, a moment after the bus was told of them.
        Command::new("dunstctl").args(["action", "0"]).status().unwrap();
        let named = |open: &String| Some(open) != before.as_ref() && bus.heard().contains(&format!("{open}: first reply overdue"));
        let open = (0..LOOKS).find_map(|_| window.attribute(&id("conversation"), "data-ticket").filter(named));
        if open.is_none() {
            // So many of the sample may be late that a digest lies above it: that one opens the list of alerts.
            Command::new("dunstctl").arg("close").status().unwrap();
        }
        open
    });
    // A breach takes the place of the warning that still stands there, when one was said since this story listens.
    let words = format!("{alerted}: first reply");
    let said = bus.said_of(&words);
    assert!(said.len() < 2 || said.last().is_some_and(|replaces| *replaces > 0) || bus.closed_between(&words), "{said:?}");
    println!("said of {alerted}, each in the place of: {said:?}");
    alerted
}

/// What became of the message with this text.
fn state_of(window: &Driver, text: &str) -> Option<String> {
    let script = format!(
        "for (const m of document.querySelectorAll('[data-testid=message]')) if (m.textContent.includes({})) return m.getAttribute('data-state'); return null",
        serde_json::json!(text)
    );
    window.run(&script).as_str().map(str::to_owned)
}

/// Nothing twice, nothing lost, nothing overwritten; the call has its lasting number.
fn agree(window: &Driver, colleague: &TestDesk, ticket: &str, call: &str) {
    colleague.sees("the reply and the note", |work| {
        let timeline = serde_json::to_string(&work.ticket(ticket).unwrap().timeline).unwrap();
        timeline.matches(REPLY_MARK).count() == 1 && timeline.matches(NOTE).count() == 1
    });
    let there = colleague.work().ticket(ticket).unwrap();
    assert_eq!(there.row.urgency, holdfast_desk::domain::Urgency::High, "set here");
    assert_eq!(there.row.subject, "换货（同事改）", "set there");
    let timeline = serde_json::to_string(&there.timeline).unwrap();
    assert_eq!(timeline.matches(COLLEAGUE_NOTE).count(), 1);
    let rows = colleague.work().list(&holdfast_desk::view::View::Team.into(), 0, 500).unwrap().rows;
    let calls: Vec<_> = rows.iter().filter(|row| row.subject.contains("story-call")).collect();
    assert_eq!(calls.len(), 1, "the call is one ticket");
    assert!(!calls[0].temporary && calls[0].number != call, "with its lasting number");

    window.wait("the colleague's note is here", |window| state_or_there(window, COLLEAGUE_NOTE).then_some(()));
    window.wait("the colleague's subject is here", |window| window.text(&id("ticket-subject")).contains("同事改").then_some(()));
    let here = window.run("return document.querySelector('[data-testid=timeline]').textContent");
    assert_eq!(here.as_str().unwrap().matches(REPLY_MARK).count(), 1);
    opens(window, &calls[0].number);
}

fn state_or_there(window: &Driver, text: &str) -> bool {
    window.text(&id("timeline")).contains(text)
}

#[allow(clippy::disallowed_methods, reason = "a figure for the reader, never a condition")]
fn now() -> Instant {
    Instant::now()
}
