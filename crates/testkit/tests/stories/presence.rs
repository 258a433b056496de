//! Who looks at a ticket and who writes in it, told to colleagues while it is so and to nobody who may not see the ticket (T11).

use holdfast_desk::Work;
use holdfast_desk::view::{ConnectionState, Doing};
use holdfast_domain::{Queue, Ticket};
use holdfast_protocol::{Row, VERSION};
use holdfast_server::Clock;
use holdfast_testkit::{TestClock, TestDesk, World};
use std::sync::Arc;

/// Who is in a ticket, as one desk knows it.
fn people(work: &Work, ticket: &str) -> Vec<(String, Doing)> {
    let there = work.present().unwrap().into_iter().find(|there| there.ticket == ticket);
    there.map(|there| there.people.into_iter().map(|colleague| (colleague.name, colleague.doing)).collect()).unwrap_or_default()
}

fn is_in(desk: &TestDesk, ticket: &str, doing: Doing) {
    desk.work().look_at(Some(ticket), doing).unwrap();
}

/// Waits until a desk knows exactly these people in the ticket.
fn sees(desk: &TestDesk, ticket: &str, expected: &[(&TestDesk, Doing)]) {
    let expected: Vec<_> = expected.iter().map(|(desk, doing)| (desk.work().team().me.name, *doing)).collect();
    desk.sees(&format!("{expected:?}"), |work| people(work, ticket) == expected);
}

#[test]
fn wen_opens_a_ticket_and_writes_in_it_and_qin_sees_both_and_sees_her_leave() {
    let world = World::new();
    let (wen, qin) = (world.desk("wen"), world.desk("qin"));
    let ticket = wen.own_ticket().row.id;
    let other = wen.ticket_besides(&ticket);
    is_in(&wen, &ticket, Doing::Looks);
    sees(&qin, &ticket, &[(&wen, Doing::Looks)]);
    is_in(&wen, &ticket, Doing::Notes);
    sees(&qin, &ticket, &[(&wen, Doing::Notes)]);
    is_in(&wen, &ticket, Doing::Replies);
    sees(&qin, &ticket, &[(&wen, Doing::Replies)]);

    // Who comes later is told what was so before; nobody is told of themselves.
    let admin = world.desk("admin");
    is_in(&qin, &ticket, Doing::Looks);
    sees(&admin, &ticket, &[(&wen, Doing::Replies), (&qin, Doing::Looks)]);
    sees(&wen, &ticket, &[(&qin, Doing::Looks)]);

    is_in(&wen, &other, Doing::Looks);
    sees(&qin, &other, &[(&wen, Doing::Looks)]);
    assert!(people(&qin.work(), &ticket).is_empty(), "one is in one ticket");
    wen.work().look_at(None, Doing::Looks).unwrap();
    sees(&qin, &other, &[]);
    let rows = world.rows();
    assert!(!serde_json::to_string(&rows).unwrap().contains("replies\""), "none of it is in any row");
}

#[test]
fn whoever_is_gone_or_cut_off_is_seen_no_more_and_knows_of_nobody() {
    let world = World::new();
    let wire = world.wire();
    let (mut wen, qin) = (world.desk("wen"), world.desk_over(&wire, "qin"));
    let ticket = wen.own_ticket().row.id;
    is_in(&wen, &ticket, Doing::Replies);
    is_in(&qin, &ticket, Doing::Looks);
    sees(&qin, &ticket, &[(&wen, Doing::Replies)]);
    sees(&wen, &ticket, &[(&qin, Doing::Looks)]);

    wire.cut();
    sees(&wen, &ticket, &[]);
    sees(&qin, &ticket, &[]);
    qin.is(ConnectionState::Offline);
    assert!(qin.work().present().unwrap().is_empty(), "nothing is better than something stale");
    wire.mend();
    qin.work().try_now();
    sees(&qin, &ticket, &[(&wen, Doing::Replies)]);
    sees(&wen, &ticket, &[(&qin, Doing::Looks)]);

    wen.crashes();
    sees(&qin, &ticket, &[]);
}

#[test]
fn a_desk_that_shows_no_sign_of_life_is_forgotten_after_half_a_minute_of_the_servers_clock_and_comes_back_by_itself() {
    let clock = TestClock::default();
    let truth = clock.clone();
    let world = World::by(Clock::from(move || truth.truth()));
    let (wen, qin) = (world.desk("wen"), world.desk("qin"));
    let ticket = wen.own_ticket().row.id;
    is_in(&wen, &ticket, Doing::Looks);
    sees(&qin, &ticket, &[(&wen, Doing::Looks)]);
    // Its window is behind others: nothing is asked for its sake.
    wen.work().active(false);
    clock.advance(1);
    sees(&qin, &ticket, &[]);
    wen.work().active(true);
    sees(&qin, &ticket, &[(&wen, Doing::Looks)]);
    // A clock that jumps under a desk in use takes nobody away for long.
    clock.advance(60);
    sees(&qin, &ticket, &[(&wen, Doing::Looks)]);
}

#[test]
fn of_a_ticket_that_one_may_not_see_one_hears_of_nobody_and_nobody_hears_of_them() {
    let world = World::new();
    let (wen, qin, admin) = (world.desk("wen"), world.desk("qin"), world.desk("admin"));
    let me = wen.work().team().me.id;
    let own_department = wen.work().team().departments.len();
    assert!(own_department > 0, "the sample team has departments");
    let (queue, hidden) = hidden_from(&world, "wen", &me);
    let open = wen.own_ticket().row.id;
    world.changes(|transaction| transaction.put(&Row::Queue(Arc::new(Queue { restricted: true, ..queue.clone() }))).unwrap());
    world.server().server().tell().unwrap();
    wen.sees("out of sight", |work| work.ticket(&hidden).is_err());

    is_in(&qin, &hidden, Doing::Replies);
    sees(&admin, &hidden, &[(&qin, Doing::Replies)]);
    // What comes after it on the same stream is here, so it was left out.
    is_in(&admin, &open, Doing::Looks);
    sees(&wen, &open, &[(&admin, Doing::Looks)]);
    assert!(people(&wen.work(), &hidden).is_empty());

    // Whatever her desk believes.
    is_in(&wen, &hidden, Doing::Looks);
    is_in(&qin, &open, Doing::Looks);
    sees(&admin, &open, &[(&qin, Doing::Looks)]);
    assert!(people(&admin.work(), &hidden).is_empty());

    // From the moment she may see it she hears of it, with the next that moves.
    world.changes(|transaction| transaction.put(&Row::Queue(Arc::new(Queue { restricted: false, ..queue }))).unwrap());
    world.server().server().tell().unwrap();
    is_in(&qin, &hidden, Doing::Looks);
    sees(&wen, &hidden, &[(&qin, Doing::Looks)]);
}

#[test]
fn what_is_said_of_it_holds_nothing_up_and_its_failure_is_no_failure_of_the_connection() {
    let world = World::new();
    let wire = world.wire();
    let (wen, qin) = (world.desk_over(&wire, "wen"), world.desk("qin"));
    let ticket = wen.own_ticket().row.id;
    wire.holds("POST /v1/presence");
    is_in(&wen, &ticket, Doing::Replies);
    wen.sees("it is on its way", |_| wire.asked("POST /v1/presence") == 1);
    wen.replies(&ticket, "Said meanwhile.");
    wen.is_in_step();
    assert_eq!(world.count("Said meanwhile."), 1);
    wire.spoils_next("POST /v1/presence", holdfast_testkit::Fault::Failed);
    wire.lets_go();
    wen.sees("it failed", |_| wire.has_struck());
    wen.is(ConnectionState::Online);
    sees(&qin, &ticket, &[(&wen, Doing::Replies)]);
}

#[test]
fn a_server_of_an_older_build_is_asked_once_and_everything_else_goes_on() {
    let mut world = World::new();
    world.server_dies();
    world.server_returns_speaking(VERSION - 1);
    let wire = world.wire();
    let (wen, qin) = (world.desk_over(&wire, "wen"), world.desk("qin"));
    let ticket = wen.own_ticket().row.id;
    is_in(&wen, &ticket, Doing::Looks);
    wen.sees("it was asked", |_| wire.asked("POST /v1/presence") == 1);
    is_in(&wen, &ticket, Doing::Replies);
    wen.replies(&ticket, "To an older server.");
    wen.is_in_step();
    qin.is_in_step();
    assert_eq!((world.count("To an older server."), wire.asked("POST /v1/presence")), (1, 1));
    assert!(qin.work().present().unwrap().is_empty());

    world.server_dies();
    wen.is(ConnectionState::Offline);
    world.server_returns();
    wen.work().try_now();
    qin.work().try_now();
    sees(&qin, &ticket, &[(&wen, Doing::Replies)]);
}

/// A queue of another department than `login`'s with an open ticket that is not theirs.
fn hidden_from(world: &World, login: &str, me: &str) -> (Queue, String) {
    let rows = world.rows();
    let own =
        rows.iter().find_map(|row| if let Row::Agent(agent) = row { (agent.login == login).then_some(agent.department) } else { None }).flatten();
    let tickets: Vec<&Ticket> = rows.iter().filter_map(|row| if let Row::Ticket(ticket) = row { Some(ticket.as_ref()) } else { None }).collect();
    let lies_in = |queue: &Queue| {
        let others = |ticket: &&&Ticket| ticket.queue == Some(queue.id) && ticket.owner.is_none_or(|owner| owner.to_string() != me);
        tickets.iter().filter(others).find(|ticket| ticket.status.is_active()).map(|ticket| ticket.id.to_string())
    };
    let queues = rows.iter().filter_map(|row| if let Row::Queue(queue) = row { Some(queue.as_ref()) } else { None });
    let foreign = queues.filter(|queue| queue.department != own).find_map(|queue| Some((queue.clone(), lies_in(queue)?)));
    foreign.expect("the sample team has such a queue")
}
