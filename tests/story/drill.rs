//! An outage is practised in a window of its own: every screen of it says so, and the desk beside it is not touched.

use crate::app::{App, program};
use crate::outage::set_up;
use crate::server::TeamServer;
use crate::webdriver::{Driver, id, key};
use std::time::Duration;

/// A first start of its own team takes a while.
const PREPARES: Duration = Duration::from_secs(180);

pub fn practised() {
    let world = tempfile::tempdir().unwrap();
    let mut server = TeamServer::new(&program(), &world.path().join("server"));
    server.starts();
    let profile = world.path().join("profile");
    let app = App::starts(&profile, "en_GB.UTF-8");
    set_up(&app, &server.address);
    let window = &app.window;
    window.element("[data-testid^=\"row-\"]");
    app.stands("online");
    let rows = window.count("[data-testid^=\"row-\"]");

    let real = window.windows().remove(0);
    window.press(&[key::CONTROL, 'k']);
    window.types(&id("palette-text"), "practise an outage");
    window.click(&id("palette-drill"));
    let drill = window.wait("the window of the drill", |window| window.windows().into_iter().find(|other| *other != real));
    window.looks_at(&drill);
    window.wait_within(PREPARES, "that it may begin", |window| window.shows(&id("drill-begin")).then_some(()));
    window.click(&id("drill-begin"));
    window.wait("that it is down", |window| window.text(&id("drill-phase")).contains("The system is down").then_some(()));
    window.wait("that its desk is cut off", |window| window.shows(&id("banner")).then_some(()));

    // Somebody rings and is noted; the strip says so.
    window.click(&id("drill-hurry"));
    window.wait("a call", |window| window.shows(&id("drill-noted")).then_some(()));
    let rings = window.text(&id("drill-event"));
    notes(window, &rings);
    window.wait("that it is noted", |window| window.text(&id("drill-noted")).contains("Noted").then_some(()));
    // The desk beside it knows nothing of that.
    window.looks_at(&real);
    assert!(!window.shows(&id("drill")));
    assert_eq!(window.count("[data-testid^=\"row-\"]"), rows);
    assert!(!window.shows(&id("banner")));

    window.looks_at(&drill);
    for _ in 0..8 {
        let before = window.text(&id("drill-events"));
        window.click(&id("drill-hurry"));
        window.wait("the next event", |window| (window.text(&id("drill-events")) != before).then_some(()));
    }
    window.wait("that it is back", |window| window.text(&id("drill-phase")).contains("The system is back").then_some(()));
    app.picture(world.path(), "drill");
    window.click(&id("drill-end"));
    window.wait("how it was done", |window| window.shows(&id("drill-points")).then_some(()));
    window.clicks_shut(&id("drill-close"));
    window.looks_at(&real);
    window.wait("that nothing of it stays", |_| (!profile.join("drill").exists()).then_some(()));
    app.stands("online");
}

/// Writes down who rings, from what number, and what they say.
fn notes(window: &Driver, rings: &str) {
    window.press(&[key::CONTROL, key::SHIFT, 'N']);
    window.element(&id("capture-contact"));
    window.types(&id("capture-contact"), "199 0000 0101");
    let name = rings.split(" rings").next().unwrap_or_default().trim_start_matches(|sign: char| !sign.is_alphabetic());
    window.types(&id("capture-caller"), name);
    window.types(&id("capture-question"), "When will the money come?");
    window.click(&id("capture-save"));
}
