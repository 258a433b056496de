//! A computer's clock is set, stops, or the computer sleeps: alerts come at the right moment all the same, and a doubtful time is said to be.

use holdfast_desk::view::{ConnectionState, TimeQuality};
use holdfast_domain::sla::ClockKind;
use holdfast_domain::{Channel, Timestamp};
use holdfast_server::SAMPLE_PASSWORD;
use holdfast_testkit::{TestDesk, World};

use crate::alerts::{only, policy};

const MINUTE: i64 = 60_000;
/// Answers take a while on a busy computer; a clock that was set is off by much more.
const CLOSE: i64 = 20_000;

/// One open ticket, whose first reply is due six days after it was opened. Answers the ticket.
fn one_ticket(world: &World) -> String {
    only(world, &[policy(Channel::Web, 6 * 24 * 60)]).remove(0)
}

fn time(desk: &TestDesk) -> TimeQuality {
    desk.work().connection().unwrap().time
}

/// How far the desk is from the true time.
fn off(desk: &TestDesk) -> i64 {
    desk.work().now().since(desk.clock.truth()).abs()
}

fn due(desk: &TestDesk, ticket: &str) -> Timestamp {
    let clocks = desk.work().ticket(ticket).unwrap().clocks;
    clocks.iter().find(|clock| clock.kind == ClockKind::FirstResponse).unwrap().due.unwrap().instant()
}

/// Whole minutes from the true time until `at`.
fn minutes_until(desk: &TestDesk, at: Timestamp) -> i64 {
    at.since(desk.clock.truth()) / MINUTE
}

#[test]
fn a_clock_set_back_three_hours_while_offline_moves_no_alert_and_is_said_to_be_doubtful() {
    let mut world = World::new();
    let ticket = one_ticket(&world);
    let wen = world.desk("wen");
    assert_eq!(time(&wen), TimeQuality::Measured);
    world.server_dies();
    wen.is(ConnectionState::Offline);
    let due = due(&wen, &ticket);

    wen.clock.is_set(-3 * 60);
    wen.sees("the jump", |work| work.connection().unwrap().time == TimeQuality::Doubtful);
    assert!(off(&wen) < CLOSE, "the time goes on as it was");
    wen.clock.advance(minutes_until(&wen, due) + 2);
    wen.sees("the alert", |_| !wen.computer.notices().is_empty());
    assert!(wen.clock.truth() < due.plus_minutes(60), "not three hours late");
    let alert = wen.work().alert_list().unwrap().alerts[0].clone();
    assert!(alert.at.instant() >= due && alert.at.instant() < due.plus_minutes(60), "{alert:?}, due {due:?}");
    let body = wen.computer.notices()[0].body.clone();
    assert!(body.contains("clock may be wrong"), "{body}");

    world.server_returns();
    wen.sees("the server said what time it is", |work| work.connection().unwrap().time == TimeQuality::Measured);
}

#[test]
fn a_clock_set_on_three_hours_brings_no_alert_early() {
    let mut world = World::new();
    let ticket = one_ticket(&world);
    let wen = world.desk("wen");
    world.server_dies();
    wen.is(ConnectionState::Offline);
    let due = due(&wen, &ticket);
    wen.clock.advance(minutes_until(&wen, due) - 60);
    wen.clock.is_set(3 * 60);
    wen.sees("the jump", |work| work.connection().unwrap().time == TimeQuality::Doubtful);
    wen.clock.advance(62);
    wen.sees("the alert", |_| !wen.computer.notices().is_empty());
    let alert = wen.work().alert_list().unwrap().alerts[0].clone();
    assert!(alert.at.instant() >= due, "it was said when it was so, and not an hour before");
}

#[test]
fn what_came_due_while_the_computer_slept_is_said_when_it_wakes_and_the_server_is_asked_at_once() {
    let mut world = World::new();
    let ticket = one_ticket(&world);
    let wen = world.desk("wen");
    world.server_dies();
    wen.is(ConnectionState::Offline);
    let due = due(&wen, &ticket);
    wen.clock.advance(minutes_until(&wen, due) - 60);
    wen.clock.advance(120);
    wen.sees("the alert", |_| !wen.computer.notices().is_empty());
    let alert = wen.work().alert_list().unwrap().alerts[0].clone();
    assert!(alert.at.instant() >= due.plus_minutes(50), "said at wake: {alert:?}, due {due:?}");
    assert_eq!(time(&wen), TimeQuality::Measured, "sleep is no jump");

    // Nobody sits at the window: offline, it looks for the server once a minute. After a sleep it looks at once.
    wen.work().active(false);
    world.server_returns();
    wen.clock.advance(120);
    wen.is(ConnectionState::Online);
}

#[test]
fn the_offset_to_the_server_outlives_a_restart_and_a_kill() {
    let mut world = World::new();
    let mut wen = world.bare_desk("wen");
    wen.clock.is_set(37);
    wen.sets_up(&world.address(), "wen", SAMPLE_PASSWORD, None).unwrap();
    wen.is_in_step();
    wen.sees("the time is measured", |_| time(&wen) == TimeQuality::Measured);
    assert!(off(&wen) < CLOSE, "37 minutes are known");
    world.server_dies();
    wen.is(ConnectionState::Offline);
    wen.crashes();
    wen.clock.advance(8 * 60);
    wen.starts();
    assert_eq!(time(&wen), TimeQuality::Wall);
    assert!(off(&wen) < CLOSE, "and still are: {}", off(&wen));
    wen.is_killed();
    wen.starts();
    assert!(off(&wen) < CLOSE);
}

#[test]
fn a_clock_that_lost_its_battery_does_not_turn_time_back() {
    let mut world = World::new();
    let mut wen = world.desk("wen");
    world.server_dies();
    wen.is(ConnectionState::Offline);
    let before = wen.work().now();
    wen.crashes();
    wen.clock.is_set(-30 * 365 * 24 * 60);
    wen.starts();
    assert_eq!(time(&wen), TimeQuality::Doubtful);
    assert!(wen.work().now() >= before);
    wen.work().note(&wen.own_ticket().row.id, "written in 1996, says the computer").unwrap();
    world.server_returns();
    wen.is_in_step();
    assert_eq!(time(&wen), TimeQuality::Measured);
    assert!(off(&wen) < CLOSE);
    assert_eq!(world.count("written in 1996"), 1);
}
