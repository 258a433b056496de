//! How long a ticket of a hundred messages takes from the click to the screen, by the window's own clock. A figure, no
//! condition: `cargo xtask bench paint` prints it.

use crate::app::{App, program};
use crate::outage::set_up;
use crate::server::TeamServer;
use crate::webdriver::{Driver, id};

const MESSAGES: u32 = 100;
const OPENINGS: usize = 40;

pub fn figures() {
    let world = tempfile::tempdir().unwrap();
    let mut server = TeamServer::new(&program(), &world.path().join("server"));
    server.starts();
    let app = App::starts(&world.path().join("profile"), "en_GB.UTF-8");
    set_up(&app, &server.address);
    let window = &app.window;
    window.resize(1440, 900);
    window.element("[data-testid^=\"row-\"]");
    app.stands("online");
    let numbers = two_tickets(window);
    for number in &numbers {
        for count in 0..MESSAGES {
            server.command(&["customer-writes", "--ticket", number, &format!("paint {count}: 包裹到哪里了？ It was promised for today.")]);
        }
    }
    for number in &numbers {
        opened(window, number);
        window.wait("all of it is here", |window| window.text(&id("timeline")).contains(&format!("paint {}:", MESSAGES - 1)).then_some(()));
    }
    let mut took: Vec<f64> = (0..OPENINGS).map(|turn| opened(window, &numbers[turn % 2])).collect();
    took.sort_by(f64::total_cmp);
    let at = |percent: usize| took[(took.len() - 1) * percent / 100];
    println!(
        "a ticket of more than {MESSAGES} messages on the screen after the click: p50 {:.0} ms · p95 {:.0} ms · slowest {:.0} ms ({OPENINGS} times)",
        at(50),
        at(95),
        at(100)
    );
    app.dies();
}

fn two_tickets(window: &Driver) -> [String; 2] {
    let script = "return [...document.querySelectorAll('[data-testid^=\"row-\"]')].slice(0, 2).map((row) => row.dataset.testid.slice(4))";
    let found = window.run(script);
    [0, 1].map(|at| found[at].as_str().unwrap().to_owned())
}

/// Clicks its row and answers the milliseconds until the frame with its messages was on the screen.
fn opened(window: &Driver, number: &str) -> f64 {
    window.element(&id(&format!("row-{number}")));
    window.run(&format!(
        "window.took = null; const began = performance.now(); document.querySelector('[data-testid=\"row-{number}\"]').click();
         const there = () => document.querySelector('[data-testid=conversation][data-ticket=\"{number}\"] [data-testid=message]');
         const look = () => there() ? requestAnimationFrame(() => setTimeout(() => (window.took = performance.now() - began))) : requestAnimationFrame(look);
         requestAnimationFrame(look);"
    ));
    window.wait("the ticket is open", |window| window.run("return window.took").as_f64())
}
