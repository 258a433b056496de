//! The first steps of the story with pictures, and the screens in three languages and two themes.

use std::path::Path;

use crate::app::App;
use crate::webdriver::{Driver, id, key};

/// From the first start to a desk at work through an outage, with pictures.
pub fn tour(pictures: &Path) {
    let profile = tempfile::tempdir().unwrap();
    let app = App::starts(profile.path(), "en_GB.UTF-8");
    let window = &app.window;
    window.resize(1440, 900);
    window.element(&id("try-here"));
    app.picture(pictures, "01-welcome");
    window.click(&id("try-here"));
    window.element(&id("sign-in"));
    app.picture(pictures, "02-sign-in");
    window.click(&id("sign-in"));
    window.element(&id("set-unlock"));
    app.picture(pictures, "03-unlock");
    window.click(&id("set-unlock"));
    open_first_ticket(window);
    app.stands("online");
    app.picture(pictures, "04-desk");
    window.click(&id("insert"));
    window.types(&id("knowledge-search"), "tuikuan");
    window.element("[data-testid^=\"article-\"]");
    app.picture(pictures, "05-knowledge");
    window.press(&[key::ESCAPE]);
    window.press(&[key::CONTROL, 'k']);
    window.element(&id("palette-text"));
    window.keys("tk");
    window.element("[data-testid^=\"palette-a-\"]");
    app.picture(pictures, "06-palette");
    window.press(&[key::ESCAPE]);
    toggle_team_server(window);
    app.stands("offline");
    window.click(&id("open-capture"));
    window.element(&id("capture-contact"));
    app.picture(pictures, "07-offline");
    window.click(&id("capture-close"));
    asks_and_complains(window);
    every_look(&app, pictures);
}

/// Opens the first ticket of the list.
pub fn open_first_ticket(window: &Driver) {
    window.click("[data-testid^=\"row-\"]");
    window.element(&id("composer-text"));
}

/// A department is asked for something, and a complaint recorded, on the ticket that is open.
fn asks_and_complains(window: &Driver) {
    open_first_ticket(window);
    window.press(&['d']);
    window.click(&id("request-department"));
    window.press(&[key::DOWN, key::ENTER]);
    window.types(&id("request-text"), "包裹现在在哪里？客户今天要答复。");
    window.press(&[key::CONTROL, key::ENTER]);
    window.element(&id("request"));
    window.press(&['c']);
    window.types(&id("complaint-text"), "第二次返修仍漏水，要求换新并说明原因");
    window.press(&[key::CONTROL, key::ENTER]);
    window.element(&id("complaint"));
}

fn toggle_team_server(window: &Driver) {
    window.click(&id("me"));
    window.click(&id("me-settings"));
    window.click(&id("team-server-toggle"));
    window.element(&format!("{}[data-running=\"false\"]", id("team-server")));
    window.press(&[key::ESCAPE]);
}

/// Three languages, both themes, small and large.
fn every_look(app: &App, pictures: &Path) {
    let window = &app.window;
    for language in ["en", "zh-Hans", "zh-Hant"] {
        for theme in ["light", "dark"] {
            window.click(&id("me"));
            window.click(&id("me-settings"));
            window.click(&id(&format!("language-{language}")));
            window.click(&id(&format!("theme-{theme}")));
            window.press(&[key::ESCAPE]);
            window.element(&format!("html[lang=\"{language}\"][data-theme=\"{theme}\"]"));
            for (width, height) in [(1024, 640), (1920, 1080)] {
                window.resize(width, height);
                app.picture(pictures, &format!("look-{language}-{theme}-{width}"));
            }
            window.click(&id("clock-resolution"));
            window.element(&id("story-bar"));
            app.picture(pictures, &format!("clock-{language}-{theme}"));
            window.press(&[key::ESCAPE]);
            promise_and_places(app, pictures, &format!("{language}-{theme}"));
        }
    }
}

/// What is being promised, the alerts with why they are due, the schedules, and the settings of alerts.
fn promise_and_places(app: &App, pictures: &Path, look: &str) {
    let window = &app.window;
    window.click(&id("promise"));
    window.element(&id("task-panel"));
    app.picture(pictures, &format!("promise-{look}"));
    window.press(&[key::ESCAPE]);
    for (size, (width, height)) in [("", (1920, 1080)), ("-1024", (1024, 640))] {
        window.resize(width, height);
        for (panel, key) in [("request", 'd'), ("complaint", 'c')] {
            window.press(&[key]);
            window.element(&id(&format!("{panel}-panel")));
            app.picture(pictures, &format!("{panel}-{look}{size}"));
            window.press(&[key::ESCAPE]);
        }
    }
    window.resize(1920, 1080);
    window.click(&id("open-alerts"));
    window.element(&id("alert-why"));
    app.picture(pictures, &format!("alerts-{look}"));
    window.click(&id("view-schedules"));
    window.element(&id("schedules-page"));
    app.picture(pictures, &format!("schedules-{look}"));
    window.resize(1024, 640);
    app.picture(pictures, &format!("schedules-{look}-1024"));
    window.click(&id("open-alerts"));
    window.element(&id("alert-why"));
    app.picture(pictures, &format!("alerts-{look}-1024"));
    window.click(&id("me"));
    window.click(&id("me-settings"));
    window.click(&id("settings-alerts"));
    window.element(&id("alert-settings"));
    app.picture(pictures, &format!("settings-alerts-{look}"));
    window.press(&[key::ESCAPE]);
    window.click(&id("view-mine"));
    window.click("[data-testid^=\"row-\"]");
    window.element(&id("composer-text"));
}
