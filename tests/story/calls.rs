//! An outage told, worked through and made good, shortened: the feed says what is down and why, callers are recorded, the customer
//! hears the same words from everybody, and when it is over the recorded are rung until nobody is left.

use holdfast_testkit::{Computer, TestClock, TestDesk};

use crate::app::{App, program};
use crate::outage::set_up;
use crate::server::TeamServer;
use crate::webdriver::{Driver, id, key};

const CAUSE: &str = "机房搬迁后有一台机器没起来";
const CALLERS: [(&str, &str); 2] = [("罗曼宁", "13744105193"), ("骆可", "13744105608")];

pub fn made_good() {
    let world = tempfile::tempdir().unwrap();
    let mut server = TeamServer::new(&program(), &world.path().join("server"));
    server.starts();
    let app = App::starts(&world.path().join("profile"), "en_GB.UTF-8");
    set_up(&app, &server.address);
    let window = &app.window;
    window.element("[data-testid^=\"row-\"]");
    app.stands("online");
    // A colleague rings as well: one of the two is for her.
    let bai = TestDesk::at(&world.path().join("bai"), &Computer::new(), &TestClock::default());
    bai.sets_up(&server.address, "bai", holdfast_server::SAMPLE_PASSWORD, None).unwrap();
    bai.is_in_step();

    server.command(&["outage", "支付系统", "--cause", CAUSE]);
    window.wait("the banner says what is down, and why", |window| {
        (window.attribute(&id("banner"), "data-kind").as_deref() == Some("outage") && window.text(&id("banner")).contains(CAUSE)).then_some(())
    });
    for (caller, number) in CALLERS {
        records(window, caller, number);
    }
    says_why(window);
    server.command(&["outage", "支付系统", "--over"]);
    window.wait("the banner is gone", |window| (!window.shows(&id("banner"))).then_some(()));

    window.press(&[key::ESCAPE]);
    window.keys("gb");
    window.element(&id("calls"));
    let figure = || window.run("return document.querySelectorAll('tr:not(.donerow)[data-testid^=\"call-\"]').length").as_u64().unwrap();
    window.wait("both wait", |_| (figure() == 2).then_some(()));
    // The colleague rings the second; who presses the key is given the first, and then is told that all are being rung.
    let outage = bai.work().outages().unwrap().remove(0).id;
    bai.sees("the list", |work| work.call_backs(&outage).unwrap().rows.len() == 2);
    let theirs = bai.work().call_backs(&outage).unwrap().rows.remove(1).ticket;
    bai.work().call_back(&theirs, &outage, holdfast_desk::domain::CallBackStep::Calling, None).unwrap();
    window.wait("who rings the other one", |window| window.text(&id("calls")).contains("is calling").then_some(()));
    window.keys("c");
    window.element(&id("call-told"));
    window.keys("u");
    window.wait("nobody answered", |window| (!window.shows(&id("call-told")) && window.text(&id("calls")).contains("Not reached")).then_some(()));
    window.keys("c");
    window.element(&id("call-told"));
    window.keys("t");
    window.wait("one is done", |_| (figure() == 1).then_some(()));
    bai.work().call_back(&theirs, &outage, holdfast_desk::domain::CallBackStep::Told, None).unwrap();
    window.wait("nobody is left", |_| (figure() == 0).then_some(()));
    bai.sees("the same", |work| work.call_backs(&outage).unwrap().done == 2);

    // The report says what was done, and what there is to do the next time is at hand.
    window.click(&id("outage-tab-impact"));
    window.wait("that both were called", |window| {
        (window.shows(&id("impact-figures")) && window.text(&id("impact-figures")).contains("2 / 2")).then_some(())
    });
    window.click(&id("outage-tab-guide"));
    window
        .wait("whom to ring", |window| (window.shows(&id("contingency")) && window.text(&id("contingency")).contains("400 000 0126")).then_some(()));
    app.dies();
}

/// By keyboard: who rang, from where, and what about.
fn records(window: &Driver, caller: &str, number: &str) {
    window.press(&[key::CONTROL, key::SHIFT, 'n']);
    window.types(&id("capture-contact"), number);
    window.types(&id("capture-caller"), caller);
    window.types(&id("capture-question"), "付款成功但看不到订单");
    window.press(&[key::CONTROL, key::ENTER]);
    window.wait("it is recorded", |window| (!window.shows(&id("capture-question"))).then_some(()));
}

/// The words that everybody has, in the reply to whoever wrote.
fn says_why(window: &Driver) {
    window.press(&[key::ESCAPE]);
    window.keys("gm");
    window.element(&format!("{}[aria-current=page]", id("view-mine")));
    window.click("[data-testid^=\"row-\"]");
    window.element(&id("composer-text"));
    window.click(&id("outage-text"));
    window.wait("why stands in the reply", |window| window.value(&id("composer-text")).contains(CAUSE).then_some(()));
    window.clears(&id("composer-text"));
}
