//! Alerts: said in time, to whom they concern, once and again until somebody takes note; never lost, never a flood.

use holdfast_desk::view::{AlertRow, ConnectionState, QuietWhy, TargetView, ToOpen};
use holdfast_desk::{Act, Notice, QuietHours, Settings};
use holdfast_domain::sla::{ClockKind, ClockState, ComplaintGoals, Condition, Counted, Goal, Level, Policy, Receiver, RequestGoals, Step, Target};
use holdfast_domain::{AgentId, Channel, Status, TaskKind, Urgency, Words};
use holdfast_protocol::{Row, RowId, RowKind};
use holdfast_store::KeyUse;
use holdfast_testkit::{TestDesk, World};
use std::sync::Arc;
use std::sync::atomic::Ordering;

pub(crate) const DAY: i64 = 24 * 60;

/// A promise of the first response alone, to what comes by this channel.
pub(crate) fn policy(channel: Channel, minutes: i64) -> Policy {
    Policy {
        key: format!("only-{channel}"),
        name: Words::default(),
        order: 0,
        when: Condition { channels: vec![channel], ..Condition::default() },
        hours: String::new(),
        first_response: Some(Goal { target: Target::Wall { minutes }, off: None }),
        next_response: None,
        resolution: None,
        plan: None,
        warn_at: Vec::new(),
        escalation: Vec::new(),
        repeat: 0,
        requests: RequestGoals::default(),
        complaints: ComplaintGoals::default(),
    }
}

fn agent(world: &World, login: &str) -> AgentId {
    let found = world.rows().into_iter().find_map(|row| match row {
        Row::Agent(agent) if agent.login == login => Some(agent.id),
        _ => None,
    });
    found.unwrap()
}

/// All that is left to run out: a ticket for each of these policies, new, wen's, just after it came. Answers them.
pub(crate) fn only(world: &World, policies: &[Policy]) -> Vec<String> {
    let (rows, wen) = (world.rows(), agent(world, "wen"));
    let mut left = policies.iter();
    let mut kept = Vec::new();
    world.changes(|transaction| {
        transaction.seq().unwrap();
        for row in rows {
            match row {
                Row::Policy(policy) => transaction.remove(&RowId { kind: RowKind::Policy, id: policy.key.clone() }).unwrap(),
                Row::Ticket(ticket) if ticket.status.is_active() => {
                    let mut ticket = holdfast_domain::Ticket::clone(&ticket);
                    if ticket.status == Status::New
                        && ticket.owner.is_some()
                        && let Some(policy) = left.next()
                    {
                        (ticket.channel, ticket.urgency, ticket.owner) = (policy.when.channels[0], Urgency::Normal, Some(wen));
                        kept.push(ticket.id.to_string());
                    } else {
                        ticket.status = Status::Closed;
                    }
                    transaction.put(&Row::Ticket(Arc::new(ticket))).unwrap();
                }
                _ => {}
            }
        }
        for policy in policies {
            transaction.put(&Row::Policy(Arc::new(policy.clone()))).unwrap();
        }
    });
    assert_eq!(kept.len(), policies.len());
    kept
}

/// The desk of somebody, who has seen everything and is cut off now: no server puts its clock right.
pub(crate) fn alone(world: &mut World, login: &str) -> TestDesk {
    let desk = world.desk(login);
    world.server_dies();
    desk.is(ConnectionState::Offline);
    desk
}

/// Time passes until so many minutes after the ticket's first response is due.
pub(crate) fn passes(desk: &TestDesk, ticket: &str, minutes_after: i64) {
    let clocks = desk.work().ticket(ticket).unwrap().clocks;
    let due = clocks.iter().find(|clock| clock.kind == ClockKind::FirstResponse).unwrap().due.unwrap().instant();
    let left = due.since(desk.clock.truth()) / 60_000 + minutes_after;
    desk.clock.advance(left);
}

pub(crate) fn alerts(desk: &TestDesk) -> Vec<AlertRow> {
    desk.work().alert_list().unwrap().alerts
}

fn shown(desk: &TestDesk, number: &str) -> Vec<Notice> {
    desk.computer.notices().into_iter().filter(|notice| notice.title.contains(number)).collect()
}

pub(crate) fn with(desk: &TestDesk, change: impl FnOnce(&mut Settings)) {
    let mut settings = desk.desk().settings();
    change(&mut settings);
    desk.desk().save_settings(settings).unwrap();
}

#[test]
fn a_storm_of_alerts_is_one_notification_that_opens_the_list() {
    let mut world = World::new();
    let channels = [Channel::Web, Channel::Social, Channel::Mail, Channel::Chat, Channel::Phone];
    let tickets = only(&world, &channels.map(|channel| policy(channel, 3 * DAY)));
    let wen = alone(&mut world, "wen");
    wen.clock.advance(4 * 24 * 60);
    wen.sees("the notification", |_| !wen.computer.notices().is_empty());
    let [notice] = wen.computer.notices().try_into().unwrap();
    assert_eq!((notice.alerts.len(), notice.ticket), (tickets.len(), None));
    wen.work().answer_notice(&notice, Act::Open).unwrap();
    assert_eq!(wen.computer.opened(), [ToOpen::Alerts]);
    let alerts = wen.work().alert_list().unwrap().alerts;
    assert!(alerts.len() == tickets.len() && alerts.iter().all(|alert| !alert.acknowledged), "to look at the list is not to take note of each");
    for alert in &alerts {
        assert_eq!(wen.computer.notices().len(), 1, "it stands while one of them does");
        wen.work().acknowledge_alerts(std::slice::from_ref(&alert.id)).unwrap();
    }
    assert_eq!(wen.computer.notices(), []);
}

#[test]
fn an_alert_names_its_ticket_once_while_offline_and_not_again_after_a_restart() {
    let mut world = World::new();
    let tickets = only(&world, &[policy(Channel::Web, 3 * DAY), policy(Channel::Social, 6 * DAY)]);
    let mut wen = world.desk("wen");
    let first = wen.work().ticket(&tickets[0]).unwrap();
    let second = wen.work().ticket(&tickets[1]).unwrap().row.number;
    let clock = first.clocks.iter().find(|clock| clock.kind == ClockKind::FirstResponse).unwrap();
    assert_eq!(clock.state, ClockState::Running);
    world.server_dies();
    wen.is(ConnectionState::Offline);
    assert_eq!(wen.computer.notices(), [], "nothing has run out yet");
    let why = wen.work().clock_story(&tickets[0], ClockKind::FirstResponse, None).unwrap();
    assert_eq!((Some(why.due), why.target), (clock.due, TargetView::Wall { minutes: 3 * 24 * 60 }));
    assert_eq!((why.stretches[0].from, why.stretches.last().unwrap().to), (why.start, why.due));
    assert!(why.stretches.iter().all(|stretch| stretch.counted == Counted::Running));
    assert_eq!(wen.work().clock_story(&tickets[0], ClockKind::Resolution, None).unwrap_err().code, "clock-missing");

    wen.clock.advance(4 * DAY);
    let number = first.row.number.clone();
    wen.sees("the alert", |_| !shown(&wen, &number).is_empty());
    let notices = wen.computer.notices();
    assert_eq!(notices.len(), 1, "{notices:?}");
    assert!(notices[0].urgent && notices[0].ticket.unwrap().to_string() == tickets[0]);
    let alerts = wen.work().alert_list().unwrap();
    assert!(alerts.native_available);
    assert_eq!((alerts.alerts.len(), alerts.alerts[0].number.as_str(), alerts.alerts[0].clock), (1, number.as_str(), ClockKind::FirstResponse));
    wen.work().answer_notice(&notices[0], Act::Open).unwrap();
    assert_eq!(wen.computer.opened(), [ToOpen::Ticket { ticket: tickets[0].clone() }], "a click opens the ticket");
    assert!(wen.work().alert_list().unwrap().alerts[0].acknowledged);
    assert!(shown(&wen, &number).is_empty(), "and takes the notification back");

    // The first ticket has been said. When the second is, the desk has looked again.
    wen.crashes();
    wen.starts();
    wen.clock.advance(3 * DAY);
    wen.sees("the second alert", |_| !shown(&wen, &second).is_empty());
    assert!(shown(&wen, &number).is_empty(), "the first is not said again: {:?}", wen.computer.notices());
    let alert = |wen: &TestDesk, number: &str| wen.work().alert_list().unwrap().alerts.into_iter().find(|alert| alert.number == number);
    assert!(alert(&wen, &number).unwrap().acknowledged, "what was noted stays noted");

    // Put off: it goes, and comes again.
    let later = alert(&wen, &second).unwrap();
    wen.work().snooze_alerts(std::slice::from_ref(&later.id), 10).unwrap();
    assert!(shown(&wen, &second).is_empty() && alert(&wen, &second).unwrap().snoozed_until.is_some());
    wen.crashes();
    wen.starts();
    assert!(alert(&wen, &second).unwrap().snoozed_until.is_some(), "a restart forgets nothing");
    wen.clock.advance(11);
    wen.sees("the second alert again", |_| !shown(&wen, &second).is_empty());
    assert_eq!(wen.computer.notices().len(), 1);

    // An answer ends the matter.
    wen.replies(&tickets[1], "There you are");
    wen.sees("the alert is over", |_| alert(&wen, &second).is_none() && wen.computer.notices().is_empty());
}

#[test]
fn each_share_warns_the_breach_takes_their_place_and_is_said_again_until_somebody_takes_note() {
    let mut world = World::new();
    let tickets = only(&world, &[Policy { warn_at: vec![50, 90], repeat: 15, ..policy(Channel::Web, 20 * DAY) }]);
    let wen = alone(&mut world, "wen");
    passes(&wen, &tickets[0], -10 * DAY + 1);
    wen.sees("the first warning", |_| wen.computer.said().len() == 1);
    passes(&wen, &tickets[0], -2 * DAY + 1);
    wen.sees("the last warning", |_| wen.computer.said().len() == 2);
    assert!(wen.computer.said().iter().all(|notice| !notice.urgent && notice.topic == wen.computer.said()[0].topic));
    assert_eq!(wen.computer.notices().len(), 1, "the last stands in the place of the first");
    assert_eq!(alerts(&wen).len(), 1);
    passes(&wen, &tickets[0], 1);
    wen.sees("the breach", |_| wen.computer.notices().iter().any(|notice| notice.urgent));
    assert_eq!((alerts(&wen).len(), alerts(&wen)[0].level), (1, Level::Breach));
    for again in 1..=2 {
        wen.clock.advance(16);
        wen.sees("it is said again", |_| wen.computer.said().len() == 3 + again);
        assert_eq!(wen.computer.notices().len(), 1);
    }
    wen.work().acknowledge_alerts(&[alerts(&wen)[0].id.clone()]).unwrap();
    assert_eq!(wen.computer.notices(), []);
    wen.clock.advance(20);
    // Put off after it was noted, it comes again, and nothing came before it.
    wen.work().snooze_alerts(&[alerts(&wen)[0].id.clone()], 1).unwrap();
    wen.clock.advance(2);
    wen.sees("what was snoozed", |_| wen.computer.said().len() == 6);
}

#[test]
fn a_breach_is_brought_to_the_lead_after_its_minutes_and_ends_at_every_desk_with_the_answer() {
    let mut world = World::new();
    let steps = vec![Step { after: 30, to: Receiver::Lead }];
    let tickets = only(&world, &[Policy { escalation: steps, ..policy(Channel::Web, 20 * DAY) }]);
    let qin = alone(&mut world, "qin");
    passes(&qin, &tickets[0], 15);
    assert_eq!((alerts(&qin), qin.computer.said()), (vec![], vec![]), "not before the step");
    passes(&qin, &tickets[0], 31);
    qin.sees("what was brought to the lead", |_| alerts(&qin).len() == 1);
    let alert = alerts(&qin).swap_remove(0);
    assert_eq!((alert.level, alert.mine, alert.owner.as_deref()), (Level::Escalation, false, Some("温书言")));
    qin.sees("its notification", |_| qin.computer.notices().len() == 1);
    qin.replies(&tickets[0], "Answered by the lead");
    qin.sees("the alert is over", |_| alerts(&qin).is_empty() && qin.computer.notices().is_empty());
}

#[test]
fn quiet_hours_list_and_do_not_say_but_for_an_emergency_and_end_with_one_digest() {
    let mut world = World::new();
    let channels = [Channel::Web, Channel::Social, Channel::Mail];
    let tickets = only(&world, &channels.map(|channel| policy(channel, 20 * DAY)));
    let wen = alone(&mut world, "wen");
    with(&wen, |settings| settings.quiet = Some(QuietHours { from: "00:00".to_owned(), to: "24:00".to_owned() }));
    assert_eq!(wen.work().alert_list().unwrap().quiet.unwrap().why, QuietWhy::Hours);
    wen.work().set_field(&tickets[0], holdfast_domain::Field::Urgency, "emergency").unwrap();
    passes(&wen, &tickets[1], 9 * DAY);
    wen.sees("all of them in the list", |_| alerts(&wen).len() == 3);
    wen.sees("the emergency is said aloud", |_| wen.computer.notices().len() == 1);
    assert_eq!(wen.computer.notices()[0].ticket.unwrap().to_string(), tickets[0]);

    with(&wen, |settings| settings.quiet = None);
    wen.sees("the digest", |_| wen.computer.notices().len() == 2);
    let digest = wen.computer.notices().pop().unwrap();
    assert_eq!((digest.alerts.len(), digest.ticket), (2, None));
    assert!(wen.work().alert_list().unwrap().quiet.is_none());
}

#[test]
fn outside_of_ones_shift_and_while_the_computer_is_not_to_disturb_nothing_is_said() {
    let mut world = World::new();
    let tickets = only(&world, &[policy(Channel::Web, 20 * DAY)]);
    world.changes(|transaction| {
        transaction.seq().unwrap();
        let week = serde_json::json!({"key": "never-mine", "name": {"en": "Another shift"}, "zone": "Asia/Shanghai", "week": []});
        transaction.put(&Row::Schedule(Arc::new(serde_json::from_value(week).unwrap()))).unwrap();
    });
    let mut wen = alone(&mut world, "wen");
    with(&wen, |settings| settings.shift = Some("never-mine".to_owned()));
    assert_eq!(wen.work().alert_list().unwrap().quiet.unwrap().why, QuietWhy::OffShift);
    passes(&wen, &tickets[0], 1);
    wen.sees("it is in the list", |_| alerts(&wen).len() == 1);
    assert_eq!(wen.computer.said(), []);
    wen.computer.is_not_to_disturb.store(true, Ordering::SeqCst);
    with(&wen, |settings| settings.shift = None);
    assert_eq!(wen.work().alert_list().unwrap().quiet.unwrap().why, QuietWhy::Computer);

    // Killed between due and said: the next start says it, once.
    wen.is_killed();
    wen.computer.is_not_to_disturb.store(false, Ordering::SeqCst);
    wen.starts();
    wen.sees("it is said", |_| wen.computer.said().len() == 1);
    wen.crashes();
    wen.starts();
    wen.sees("it is in the list", |_| alerts(&wen).len() == 1);
    assert_eq!(wen.computer.said().len(), 1, "a restart repeats nothing");
}

#[test]
fn what_came_due_while_the_desk_was_closed_is_one_digest_at_its_start() {
    let mut world = World::new();
    let channels = [Channel::Web, Channel::Social];
    only(&world, &channels.map(|channel| policy(channel, 20 * DAY)));
    let mut wen = alone(&mut world, "wen");
    wen.crashes();
    wen.clock.advance(21 * DAY);
    wen.starts();
    wen.sees("the digest", |_| !wen.computer.said().is_empty());
    let [digest] = wen.computer.said().try_into().unwrap();
    assert_eq!((digest.alerts.len(), digest.ticket), (2, None));
}

#[test]
fn a_ticket_that_is_nobodys_is_taken_from_its_notification() {
    let mut world = World::new();
    let tickets = only(&world, &[policy(Channel::Web, 20 * DAY)]);
    world.changes(|transaction| {
        transaction.seq().unwrap();
        let ticket = transaction.ticket(tickets[0].parse().unwrap()).unwrap().unwrap();
        transaction.put(&Row::Ticket(Arc::new(holdfast_domain::Ticket { owner: None, ..ticket }))).unwrap();
    });
    let wen = alone(&mut world, "wen");
    passes(&wen, &tickets[0], 1);
    wen.sees("the alert", |_| !wen.computer.notices().is_empty());
    let notice = wen.computer.notices().pop().unwrap();
    let acts: Vec<Act> = notice.actions.iter().map(|action| action.act).collect();
    assert_eq!(acts, [Act::Open, Act::Take, Act::Snooze(5), Act::Snooze(15), Act::Snooze(60)]);
    wen.work().answer_notice(&notice, Act::Take).unwrap();
    assert_eq!(wen.computer.opened(), [ToOpen::Ticket { ticket: tickets[0].clone() }]);
    assert_eq!(wen.work().ticket(&tickets[0]).unwrap().row.owner.as_deref(), Some("温书言"));
    let alert = alerts(&wen).swap_remove(0);
    assert!(alert.acknowledged && alert.mine);
}

#[test]
fn a_ticket_that_changes_hands_takes_its_alert_along() {
    let world = World::new();
    let tickets = only(&world, &[policy(Channel::Web, 20 * DAY)]);
    let (wen, bai) = (world.desk("wen"), world.desk("bai"));
    // Long overdue at once: a shorter promise reaches both desks.
    world.changes(|transaction| {
        transaction.seq().unwrap();
        transaction.put(&Row::Policy(Arc::new(policy(Channel::Web, 1)))).unwrap();
    });
    wen.sees("the alert", |_| alerts(&wen).len() == 1 && wen.computer.notices().len() == 1);
    assert_eq!(alerts(&bai), []);
    let to = agent(&world, "bai").to_string();
    wen.work().assign(&tickets[0], &to, "knows the machine", None).unwrap();
    wen.sees("it is no longer wen's", |_| alerts(&wen).is_empty() && wen.computer.notices().is_empty());
    bai.sees("it is bai's, overdue already", |_| alerts(&bai).len() == 1 && bai.computer.notices().len() == 1);
}

#[test]
fn a_locked_desk_says_what_falls_due_by_number_alone_and_lists_it_when_it_opens() {
    let mut world = World::new();
    let tickets = only(&world, &[policy(Channel::Web, 20 * DAY), policy(Channel::Social, 20 * DAY)]);
    let wen = alone(&mut world, "wen");
    passes(&wen, &tickets[0], -30);
    let (first, second) = (wen.work().ticket(&tickets[0]).unwrap(), wen.work().ticket(&tickets[1]).unwrap().row.number);
    wen.work().note(&tickets[1], "still here").unwrap();
    let _ = wen.desk().lock();
    assert_eq!(wen.computer.notices(), []);
    wen.clock.advance(2 * DAY);
    wen.computer.wait_until("both are said", || !wen.computer.notices().is_empty());
    let notices = wen.computer.notices();
    let said = notices.iter().map(|notice| format!("{} {}", notice.title, notice.body)).collect::<Vec<_>>().join("\n");
    assert!(said.contains(&first.row.number) || said.contains(&second), "{said}");
    assert!(!said.contains(&first.row.customer) && !said.contains(&first.row.subject), "nothing of the customer: {said}");
    wen.desk().answer_notice(&notices[0], Act::Open).unwrap();
    assert_eq!(wen.computer.opened(), [ToOpen::Alerts]);

    wen.desk().unlock(None).unwrap();
    wen.sees("they are in the list", |_| !alerts(&wen).is_empty());
}

#[test]
fn a_promise_has_a_clock_of_its_own_that_warns_is_kept_and_outlives_the_solution() {
    let mut world = World::new();
    let tickets = only(&world, &[policy(Channel::Web, 300 * DAY)]);
    let wen = alone(&mut world, "wen");
    let due = wen.work().now().plus_minutes(120);
    let refused = wen.work().set_task(&tickets[0], TaskKind::Promise, "ring back", wen.work().now().plus_minutes(-1).into()).unwrap_err();
    assert_eq!(refused.code, "past-due");
    wen.work().set_task(&tickets[0], TaskKind::Promise, " Ring back with the carrier's answer ", due.into()).unwrap();
    let detail = wen.work().ticket(&tickets[0]).unwrap();
    let clock = detail.clocks.iter().find(|clock| clock.kind == ClockKind::Promise).unwrap();
    assert_eq!(clock.due.unwrap().instant(), due);
    assert_eq!((detail.tasks[0].text.as_str(), detail.tasks[0].by.as_str()), ("Ring back with the carrier's answer", "温书言"));
    let why = wen.work().clock_story(&tickets[0], ClockKind::Promise, None).unwrap();
    assert_eq!((why.target, why.policy.as_str()), (TargetView::Named, "Ring back with the carrier's answer"));

    wen.clock.advance(121);
    wen.sees("the broken promise", |_| alerts(&wen).iter().any(|alert| alert.clock == ClockKind::Promise && alert.level == Level::Breach));
    wen.sees("its notification", |_| shown(&wen, &detail.row.number).len() == 1);
    // Solving the ticket keeps no word.
    wen.work().transition(&tickets[0], Status::Open, None).unwrap();
    wen.work().transition(&tickets[0], Status::Solved, None).unwrap();
    wen.sees("that the promise is still owed", |_| alerts(&wen).iter().any(|alert| alert.clock == ClockKind::Promise));
    wen.work().end_task(&tickets[0], &detail.tasks[0].id, true).unwrap();
    wen.sees("that it is kept", |_| alerts(&wen).iter().all(|alert| alert.clock != ClockKind::Promise) && shown(&wen, &detail.row.number).is_empty());
    let timeline = serde_json::to_string(&wen.work().ticket(&tickets[0]).unwrap().timeline).unwrap();
    assert!(timeline.contains("promised by") && timeline.contains("kept the promise"), "{timeline}");

    // The team server and every desk have it once.
    world.server_returns();
    wen.is_in_step();
    let stored = world.ticket(&tickets[0]).unwrap();
    assert_eq!(stored.tasks.len(), 1);
    assert!(stored.tasks[0].ended.unwrap().kept);
}

#[test]
fn what_the_team_server_has_raised_is_the_same_alert_at_every_desk_and_reaches_one_whose_clock_is_behind() {
    let world = World::new();
    let tickets = only(&world, &[policy(Channel::Web, 300 * DAY)]);
    let late = world.bare_desk("late");
    let wen = world.desk("wen");
    // A promise of a minute, made to run out while everybody looks.
    let soon = wen.work().now().plus_millis(3_000);
    wen.work().set_task(&tickets[0], TaskKind::Promise, "one moment", soon.into()).unwrap();
    wen.is_in_step();
    wen.sees("that the team server has raised it", |_| world.ticket(&tickets[0]).is_some_and(|ticket| !ticket.alerted.is_empty()));
    let raised = world.ticket(&tickets[0]).unwrap().alerted;
    assert_eq!((raised[0].kind, raised[0].level, raised[0].due), (ClockKind::Promise, Level::Breach, soon));
    let broken = |desk: &TestDesk| alerts(desk).iter().filter(|alert| alert.clock == ClockKind::Promise && alert.level == Level::Breach).count();
    wen.sees("one alert", |_| broken(&wen) == 1);
    wen.is_in_step();
    assert_eq!(broken(&wen), 1, "the server's and the desk's are one");
    assert_eq!(world.ticket(&tickets[0]).unwrap().alerted.len(), raised.len());

    // A desk that is opened later, on another computer.
    late.sets_up(&world.address(), "wen", holdfast_server::SAMPLE_PASSWORD, None).unwrap();
    late.is_in_step();
    late.sees("the alert", |_| broken(&late) == 1);
    wen.work().end_task(&tickets[0], &wen.work().ticket(&tickets[0]).unwrap().tasks[0].id, true).unwrap();
    late.sees("that it is over", |_| broken(&late) == 0);
}

#[test]
fn a_lead_who_takes_what_was_brought_to_the_leads_is_not_told_of_it_anew() {
    let mut world = World::new();
    let steps = vec![Step { after: 0, to: Receiver::Lead }];
    let tickets = only(&world, &[Policy { escalation: steps, repeat: 15, ..policy(Channel::Web, 20 * DAY) }]);
    world.changes(|transaction| {
        transaction.seq().unwrap();
        let ticket = transaction.ticket(tickets[0].parse().unwrap()).unwrap().unwrap();
        transaction.put(&Row::Ticket(Arc::new(holdfast_domain::Ticket { owner: None, ..ticket }))).unwrap();
    });
    let qin = alone(&mut world, "qin");
    passes(&qin, &tickets[0], 1);
    qin.sees("what was brought to the lead", |_| alerts(&qin).len() == 1 && qin.computer.said().len() == 1);
    let brought = alerts(&qin).swap_remove(0);
    assert!(brought.takes && brought.level == Level::Escalation);
    qin.work().take_alert(&brought.id).unwrap();
    qin.sees("the same clock, now the owner's, and taken note of", |_| {
        let alerts = alerts(&qin);
        alerts.len() == 1 && alerts[0].level == Level::Breach && alerts[0].acknowledged && alerts[0].mine
    });
    assert_eq!((qin.computer.said().len(), qin.computer.notices()), (1, vec![]));
}

#[test]
fn what_was_put_off_is_said_by_a_desk_that_was_locked_meanwhile_and_nothing_while_it_is_not_to_be_disturbed() {
    let mut world = World::new();
    let tickets = only(&world, &[policy(Channel::Web, 20 * DAY)]);
    let wen = alone(&mut world, "wen");
    passes(&wen, &tickets[0], 1);
    wen.sees("the alert", |_| wen.computer.said().len() == 1);
    wen.work().snooze_alerts(&[alerts(&wen)[0].id.clone()], 5).unwrap();
    wen.computer.is_not_to_disturb.store(true, Ordering::SeqCst);
    let _ = wen.desk().lock();
    wen.clock.advance(6);
    assert_eq!(wen.computer.said().len(), 1);
    wen.computer.is_not_to_disturb.store(false, Ordering::SeqCst);
    wen.computer.wait_until("it is said", || wen.computer.said().len() == 2);
    assert!(wen.computer.said()[1].alerts.is_empty());
}

#[test]
fn a_locked_desk_keeps_the_quiet_but_for_an_emergency() {
    let mut world = World::new();
    let tickets = only(&world, &[policy(Channel::Web, 20 * DAY), policy(Channel::Social, 20 * DAY)]);
    let wen = alone(&mut world, "wen");
    with(&wen, |settings| settings.quiet = Some(QuietHours { from: "00:00".to_owned(), to: "24:00".to_owned() }));
    wen.work().set_field(&tickets[1], holdfast_domain::Field::Urgency, "emergency").unwrap();
    passes(&wen, &tickets[0], 5 * DAY);
    wen.sees("both in the list, the emergency said", |_| alerts(&wen).len() == 2 && wen.computer.said().len() == 1);
    let number = |ticket: &str| wen.work().ticket(ticket).unwrap().row.number;
    let (kept, emergency) = (number(&tickets[0]), number(&tickets[1]));
    let id = alerts(&wen).into_iter().find(|alert| alert.number == emergency).unwrap().id;
    wen.work().snooze_alerts(&[id], 5).unwrap();
    let _ = wen.desk().lock();
    // What was kept is looked at again within the hour, and is not said then either.
    wen.clock.advance(61);
    wen.computer.wait_until("the emergency is said", || wen.computer.said().len() > 1);
    let said = wen.computer.said();
    assert!(said.iter().all(|notice| notice.title.contains(&emergency) && !notice.title.contains(&kept)), "{said:?}");
}

#[test]
fn what_a_clock_lost_to_an_outage_counts_is_told_apart_and_outlives_the_app_and_the_cache() {
    let mut world = World::new();
    let tickets = only(&world, &[policy(Channel::Web, 3 * DAY)]);
    // By night the sample's new tickets came a moment ago.
    let mut ticket = world.ticket(&tickets[0]).unwrap();
    ticket.opened_at = ticket.opened_at.plus_minutes(-60);
    ticket.waiting_since = ticket.waiting_since.map(|since| since.plus_minutes(-60));
    world.changes(|transaction| {
        transaction.seq().unwrap();
        transaction.put(&Row::Ticket(Arc::new(ticket))).unwrap();
    });
    let mut wen = world.desk("wen");
    let story = |desk: &TestDesk| desk.work().clock_story(&tickets[0], ClockKind::FirstResponse, None).unwrap();
    let before = story(&wen);
    assert_eq!(before.lost, None);
    world.server_dies();
    wen.is(ConnectionState::Offline);
    wen.sees("it as it goes on", |_| story(&wen).stretches.iter().any(|stretch| stretch.outage));
    assert_eq!(story(&wen).stretches.last().unwrap().to, before.due);

    // One of two minutes, noticed some time ago: this one cannot be waited for.
    wen.crashes();
    let start = before.start.instant();
    let (from, to) = (start.plus_minutes(1), start.plus_minutes(3));
    wen.does_sql("outbox.db", KeyUse::Outbox, &format!("INSERT INTO cut_off VALUES ({}, {}, 1)", from.millis(), to.millis()));
    wen.starts();
    let minutes = |desk: &TestDesk| story(desk).lost.map(|lost| (lost.0 / 60_000.0) as i64);
    assert_eq!((minutes(&wen), story(&wen).due), (Some(2), before.due), "no promise is moved for it");
    let told = story(&wen);
    assert!(told.stretches.windows(2).all(|two| two[0].to == two[1].from), "without a gap");

    wen.is(ConnectionState::Offline);
    wen.clock.advance(4 * DAY);
    wen.sees("the breach, and what of it was lost", |_| alerts(&wen).iter().any(|alert| alert.level == Level::Breach && alert.lost.is_some()));
    wen.crashes();
    for name in ["cache.db", "cache.db-wal", "cache.db-shm"] {
        let _ = std::fs::remove_file(wen.folder().join("desk").join(name));
    }
    wen.starts();
    world.server_returns();
    wen.is_in_step();
    wen.sees("the ticket again", |work| work.ticket(&tickets[0]).is_ok());
    assert!(minutes(&wen) >= Some(2), "kept with what is precious");
}
