//! A storm of alerts over a real notification daemon: one notification and not five hundred, a click opens the list, nothing is
//! said while the computer is not to be disturbed, and neither a killed app nor a killed daemon loses or repeats anything.

use holdfast_desk::domain::RequestStep;
use holdfast_testkit::{Computer, TestClock, TestDesk};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::app::{App, program};
use crate::bus::Bus;
use crate::outage::{set_up, set_up_as};
use crate::server::TeamServer;
use crate::soon::{lead_without_nights, run_out};
use crate::webdriver::{Driver, id};

const STORM: usize = 500;
/// From the start of the story to the breach: the desk is set up by then on a slow machine.
const UNTIL_BREACH_S: i64 = 150;
const SLOW: Duration = Duration::from_secs(240);

pub fn storm() {
    let world = tempfile::tempdir().unwrap();
    let mut server = TeamServer::new(&program(), &world.path().join("server"));
    server.starts();
    lead_without_nights(&server, &world.path().join("lead"));
    run_out(&server, world.path(), "storm", STORM, UNTIL_BREACH_S);
    dunstctl(&["close-all"]);
    let bus = Bus::listens(world.path());
    let profile = world.path().join("profile");
    let heard = PathBuf::from(std::env::var_os("HOLDFAST_STAGE").unwrap()).join("heard.raw");
    // Of an earlier story.
    let _ = fs::remove_file(&heard);
    let app = App::starts(&profile, "en_GB.UTF-8");
    set_up(&app, &server.address);
    app.stands("online");

    // Their first warnings: several as one, and a click opens the list.
    app.window.wait_within(SLOW, "the storm is one notification", |_| storms(&bus).last().is_some_and(|count| *count >= STORM).then_some(()));
    let sounds = || fs::read(&heard).is_ok_and(|samples| samples.iter().any(|byte| *byte != 0));
    app.window.wait("it sounds", |_| sounds().then_some(()));
    // What the bus was told is on the screen a moment later.
    app.window.wait("the list is open", |window| {
        dunstctl(&["action", "0"]);
        window.shows(&id("alerts")).then_some(())
    });
    let notifications = bus.heard().matches("member=Notify").count();
    assert!(notifications < 12, "{notifications} notifications for {STORM} tickets");

    // Not to be disturbed: the breaches are listed and not said. An emergency of the sample may be, whenever it is due again.
    dunstctl(&["set-paused", "true"]);
    let told = storms(&bus).len();
    app.window.click(&id("alerts-breached"));
    app.window.wait_within(SLOW, "the breaches are in the list", |window| has_breached(window).then_some(()));
    app.window.element(&id("quiet"));
    assert_eq!(storms(&bus).len(), told, "nothing of it is said while the computer is not to be disturbed");

    // Killed between due and said; the daemon as well. Both come back, and the breaches are said once.
    app.dies();
    daemon_is_killed_and_comes_back();
    let app = App::starts(&profile, "en_GB.UTF-8");
    // Tickets of the sample are late as well, and may be told of by themselves.
    let are_said = |bus: &Bus| storms(bus).iter().skip(told).any(|count| *count >= STORM);
    app.window.wait_within(SLOW, "the breaches are said in one notification", |_| are_said(&bus).then_some(()));

    // Put off by a button of the notification.
    app.window.click(&id("open-alerts"));
    app.window.element(&id("alerts-fresh"));
    let before = fresh(&app.window);
    assert!(before >= STORM, "{before} in the list");
    app.window.wait_within(SLOW, "they are put off", |window| {
        dunstctl(&["context"]);
        (fresh(window) + STORM <= before).then_some(())
    });
    assert!(app.window.text(&id("alerts")).contains("Snoozed to"));
    app.window.wait("no thread waits for a notification", |_| (threads(&app, "notification") == 0).then_some(()));
    dunstctl(&["close-all"]);
    app.dies();
}

/// How many threads of the app are called so.
fn threads(app: &App, name: &str) -> usize {
    let all = fs::read_dir(format!("/proc/{}/task", app.process())).unwrap().flatten();
    all.filter(|thread| fs::read_to_string(thread.path().join("comm")).is_ok_and(|comm| comm.trim() == name)).count()
}

/// Why the daemon says that something left the screen: the app took it back (Desktop Notifications, `NotificationClosed`).
const TAKEN_BACK: u32 = 3;

/// What is said of a matter goes from the screen by itself when that is over.
pub fn taken_back() {
    let world = tempfile::tempdir().unwrap();
    let mut server = TeamServer::new(&program(), &world.path().join("server"));
    server.starts();
    let wen = TestDesk::at(&world.path().join("wen"), &Computer::new(), &TestClock::default());
    wen.sets_up(&server.address, "wen", holdfast_server::SAMPLE_PASSWORD, None).unwrap();
    wen.is_in_step();
    let app = App::starts(&world.path().join("profile"), "en_GB.UTF-8");
    set_up_as(&app, &server.address, "tao");
    app.stands("online");
    dunstctl(&["close-all"]);
    let bus = Bus::listens(world.path());

    // The warehouse is asked twice on one ticket: its contact hears of each at once.
    let ticket = wen.own_ticket().row;
    let warehouse = wen.work().team().departments.into_iter().find(|department| department.name == "Warehouse and delivery").unwrap().id;
    wen.work().request(&ticket.id, &warehouse, "Where is the parcel?").unwrap();
    let of_the_ticket = |bus: &Bus| bus.heard().matches(&format!("{}: acceptance of the request", ticket.number)).count();
    app.window.wait("the request is said", |_| (of_the_ticket(&bus) == 1).then_some(()));
    wen.work().request(&ticket.id, &warehouse, "And where is the gift?").unwrap();
    app.window.wait("the other as well", |_| (of_the_ticket(&bus) == 2).then_some(()));

    // Taken back by themselves: the one is not needed any more, the other is accepted in the window.
    let [first, second] = wen.work().ticket(&ticket.id).unwrap().requests.try_into().unwrap();
    wen.work().step_request(&ticket.id, &first.id, RequestStep::Withdraw, "").unwrap();
    app.window.click(&id("open-alerts"));
    let of_the_ticket = id(&format!("alert-{}", ticket.number));
    app.window.wait("one is left", |window| (window.count(&of_the_ticket) == 1).then_some(()));
    app.window.click(&of_the_ticket);
    app.window.click(&id("alert-open"));
    app.window.wait("one is left to accept", |window| (window.count(&id("request-accept")) == 1).then_some(()));
    app.window.click(&id("request-accept"));
    wen.sees("that it was accepted", |work| {
        let requests = work.ticket(&ticket.id).unwrap().requests;
        requests.iter().any(|request| request.id == second.id && request.step == Some(RequestStep::Accept))
    });
    app.window.wait("both are off the screen", |_| {
        let closed = bus.numbers("NotificationClosed").into_iter().filter(|numbers| numbers.last() == Some(&TAKEN_BACK));
        (closed.count() == 2).then_some(())
    });
    assert_eq!(bus.numbers("CloseNotification").len(), 2);
    app.dies();
}

fn dunstctl(arguments: &[&str]) {
    assert!(Command::new("dunstctl").args(arguments).status().unwrap().success(), "dunstctl {arguments:?}");
}

/// Of how many tickets each storm told so far.
fn storms(bus: &Bus) -> Vec<usize> {
    let told = |line: &str| {
        let text = line.trim().strip_prefix("string \"")?;
        let (count, what) = text.split_once(' ')?;
        (what.starts_with("tickets are running out") || what.starts_with("alerts waited")).then(|| count.parse().ok()).flatten()
    };
    bus.heard().lines().filter_map(told).collect()
}

/// Of what has breached, as the list is narrowed to. It has the most pressing; the sample's own are few.
fn has_breached(window: &Driver) -> bool {
    let all = id("alerts-ack-all");
    let counted = |said: String| said.rsplit(' ').next().and_then(|count| count.parse::<usize>().ok());
    window.shows(&all) && counted(window.text(&all)).is_some_and(|count| count > STORM / 2)
}

/// How many alerts nobody has taken note of, as the list says.
fn fresh(window: &Driver) -> usize {
    window.text(&id("alerts-fresh")).trim().parse().unwrap_or_default()
}

/// `kill -9`, and another of the same settings in its place.
fn daemon_is_killed_and_comes_back() {
    // The one of this desktop: another may run beside it.
    let bus = format!("DBUS_SESSION_BUS_ADDRESS={}", std::env::var("DBUS_SESSION_BUS_ADDRESS").unwrap());
    let is_ours =
        |pid: &&str| fs::read(format!("/proc/{pid}/environ")).is_ok_and(|all| all.split(|byte| *byte == 0).any(|one| one == bus.as_bytes()));
    let all = String::from_utf8(Command::new("pidof").arg("dunst").output().unwrap().stdout).unwrap();
    let pid = all.split_whitespace().find(is_ours).unwrap().to_owned();
    let arguments = fs::read(format!("/proc/{pid}/cmdline")).unwrap();
    let arguments: Vec<&str> =
        arguments.split(|byte| *byte == 0).map(|part| std::str::from_utf8(part).unwrap()).filter(|part| !part.is_empty()).collect();
    assert!(Command::new("kill").args(["-9", &pid]).status().unwrap().success());
    // Not this story's to wait for: the desktop ends it.
    #[allow(clippy::zombie_processes, reason = "the stories after this one need it")]
    Command::new(arguments[0]).args(&arguments[1..]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    for _ in 0..500 {
        // A new one is not paused.
        let is_back = Command::new("dunstctl").arg("is-paused").output().is_ok_and(|answer| answer.stdout.starts_with(b"false"));
        if is_back {
            return;
        }
        std::thread::sleep(Duration::from_millis(40));
    }
    panic!("the notification daemon did not come back");
}
