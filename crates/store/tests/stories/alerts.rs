//! Alerts and due times: from the policies of the moment, each alert once, over restarts and a lost cache.

use crate::world::*;
use holdfast_domain::sla::{Alert, ClockKind, Level};
use holdfast_domain::{Ticket, Timestamp};
use holdfast_protocol::Row;
use holdfast_store::*;
use std::sync::Arc;

fn warning() -> Alert {
    Alert { at: NINE.plus_minutes(15), level: Level::Warning, kind: ClockKind::FirstResponse, due: NINE.plus_minutes(30) }
}

fn breach() -> Alert {
    Alert { at: NINE.plus_minutes(30), level: Level::Breach, ..warning() }
}

fn raise(desk: &Desk, alert: Alert, now: Timestamp) -> Raised {
    desk.store().raise_alerts(&[(ticket_id(1), alert)], now).unwrap()
}

fn read(desk: &Desk) -> Ticket {
    desk.store().ticket(ticket_id(1)).unwrap().unwrap()
}

fn desk_with_a_clock() -> Desk {
    let desk = Desk::new();
    desk.pulls(vec![row(1, Row::Policy(Arc::new(policy(30)))), ticket_row(1, ticket(1))]);
    desk
}

#[test]
fn a_ticket_says_when_it_is_due_and_when_to_warn() {
    let desk = desk_with_a_clock();
    let listed = desk.store().list(&ListFilter::Team, NINE, 0, 10).unwrap();
    assert_eq!(listed[0].due, Some(NINE.plus_minutes(30)));
    assert_eq!(desk.store().next_alert_at().unwrap(), Some(NINE.plus_minutes(15)));
    assert_eq!(desk.store().alert_candidates(NINE.plus_minutes(14), 10).unwrap(), []);
    assert_eq!(desk.store().alert_candidates(NINE.plus_minutes(15), 10).unwrap(), [ticket_id(1)]);
    assert_eq!(desk.store().count(&ListFilter::AtRisk, NINE.plus_minutes(14)).unwrap(), 0);
    assert_eq!(desk.store().count(&ListFilter::AtRisk, NINE.plus_minutes(15)).unwrap(), 1);
    desk.writes(desk.reply(ticket_id(1), "Answered in time."));
    assert_eq!(desk.store().next_alert_at().unwrap(), None);
    assert_eq!(desk.store().list(&ListFilter::Team, NINE, 0, 10).unwrap()[0].due, None);
}

#[test]
fn a_changed_policy_moves_every_due_time() {
    let desk = desk_with_a_clock();
    let touched = desk.changes(101, vec![row(101, Row::Policy(Arc::new(policy(60))))]);
    assert!(touched.tickets.contains(&ticket_id(1)));
    assert_eq!(desk.store().list(&ListFilter::Team, NINE, 0, 10).unwrap()[0].due, Some(NINE.plus_minutes(60)));
    assert_eq!(desk.store().next_alert_at().unwrap(), Some(NINE.plus_minutes(30)));
}

#[test]
fn an_alert_is_raised_once_even_when_the_cache_is_lost() {
    let mut desk = desk_with_a_clock();
    let now = NINE.plus_minutes(15);
    let raised = raise(&desk, warning(), now).alerts.pop().expect("the first time");
    assert_eq!((raised.alert(), raised.raised_at), (warning(), now));
    assert_eq!(raise(&desk, warning(), now), Raised::default());
    desk.store().raised(&[read(&desk)], now).unwrap();
    assert_eq!(desk.store().next_alert_at().unwrap(), Some(NINE.plus_minutes(30)), "the breach is next");
    desk.close();
    for name in ["cache.db", "cache.db-wal", "cache.db-shm"] {
        let _ = std::fs::remove_file(desk.path(name));
    }
    desk.open();
    desk.pulls(vec![row(1, Row::Policy(Arc::new(policy(30)))), ticket_row(1, ticket(1))]);
    assert_eq!(desk.store().alert_candidates(now, 10).unwrap(), [ticket_id(1)], "it is looked at again,");
    assert_eq!(raise(&desk, warning(), now), Raised::default(), "and the warning is not raised again");
    assert_eq!(desk.store().alerts(true).unwrap(), [raised]);
}

#[test]
fn an_alert_is_snoozed_acknowledged_and_closed() {
    let desk = desk_with_a_clock();
    let alert = raise(&desk, warning(), NINE).alerts.pop().unwrap();
    assert_eq!(desk.store().fresh_alerts(NINE).unwrap(), 1);
    desk.store().snooze_alerts(&[alert.id], NINE.plus_minutes(5)).unwrap();
    let after = desk.killed();
    assert_eq!(after.store().alerts_to_say(NINE.plus_minutes(4)).unwrap(), []);
    assert_eq!(after.store().next_to_say(NINE.plus_minutes(4)).unwrap(), Some(NINE.plus_minutes(5)));
    assert_eq!(after.store().alerts_to_say(NINE.plus_minutes(5)).unwrap().len(), 1);
    assert_eq!(after.store().fresh_alerts(NINE).unwrap(), 0, "what is put off is not in the way");
    after.store().acknowledge_alerts(&[alert.id], NINE.plus_minutes(6)).unwrap();
    assert_eq!(after.store().alerts_to_say(NINE.plus_minutes(7)).unwrap(), []);
    assert_eq!(after.store().fresh_alerts(NINE).unwrap(), 0);
    after.store().close_alerts(&[alert.id], NINE.plus_minutes(8)).unwrap();
    assert_eq!(after.store().alerts(true).unwrap(), []);
    assert_eq!(after.store().alerts(false).unwrap()[0].acknowledged_at, Some(NINE.plus_minutes(6)));
    after.store().snooze_alerts(&[alert.id], NINE.plus_minutes(9)).unwrap();
    assert_eq!(after.store().alerts_to_say(NINE.plus_minutes(9)).unwrap(), [], "what closed meanwhile stays closed");
    assert!(matches!(after.store().snooze_alerts(&[77], NINE), Err(StoreError::Missing { .. })));
}

#[test]
fn an_alert_is_to_be_said_until_it_was_said_however_often_the_desk_is_killed_before() {
    let desk = desk_with_a_clock();
    let now = NINE.plus_minutes(30);
    let alert = raise(&desk, breach(), now).alerts.pop().unwrap();
    let desk = desk.killed();
    assert_eq!(desk.store().alerts_to_say(now).unwrap(), std::slice::from_ref(&alert));
    let again = now.plus_minutes(15);
    desk.store().said_alerts(&[(alert, Some(again))], now).unwrap();
    let desk = desk.killed();
    assert_eq!(desk.store().alerts_to_say(now).unwrap(), [], "a restart repeats nothing");
    let repeated = desk.store().alerts_to_say(again).unwrap().pop().expect("nobody took note");
    assert_eq!(repeated.said_at, Some(now));
    desk.store().said_alerts(&[(repeated, None)], again).unwrap();
    assert_eq!(desk.store().next_to_say(NINE).unwrap(), None);
}

#[test]
fn what_a_quick_hand_does_with_an_alert_while_it_is_being_shown_stands() {
    let desk = desk_with_a_clock();
    let now = NINE.plus_minutes(30);
    raise(&desk, breach(), now);
    let read = desk.store().alerts_to_say(now).unwrap().pop().unwrap();
    desk.store().acknowledge_alerts(&[read.id], now).unwrap();
    desk.store().said_alerts(&[(read.clone(), Some(now.plus_minutes(15)))], now).unwrap();
    let alert = desk.store().alert(read.id).unwrap();
    assert_eq!((alert.acknowledged_at, alert.say_at, alert.said_at), (Some(now), None, Some(now)));
}

#[test]
fn the_breach_takes_the_place_of_its_warnings_and_matters_again_when_its_clock_runs_again() {
    let desk = desk_with_a_clock();
    let first = raise(&desk, warning(), NINE.plus_minutes(15)).alerts.pop().unwrap();
    let last = Alert { at: NINE.plus_minutes(27), ..warning() };
    let raised = raise(&desk, last, NINE.plus_minutes(27));
    assert_eq!(raised.replaced, [first], "a later warning replaces an earlier one");
    let raised = raise(&desk, breach(), NINE.plus_minutes(30));
    assert_eq!((raised.replaced.len(), raised.replaced[0].at), (1, last.at));
    let other = Alert { kind: ClockKind::Resolution, ..warning() };
    assert_eq!(raise(&desk, other, NINE.plus_minutes(31)).replaced, [], "other clocks have their own");
    let breach_id = raised.alerts[0].id;
    desk.store().acknowledge_alerts(&[breach_id], NINE.plus_minutes(32)).unwrap();
    desk.store().close_alerts(&[breach_id], NINE.plus_minutes(33)).unwrap();
    // The answer was taken back: the clock runs again, to the same time.
    let again = raise(&desk, breach(), NINE.plus_minutes(34)).alerts.pop().unwrap();
    assert_eq!((again.id, again.acknowledged_at, again.say_at), (breach_id, None, Some(NINE.plus_minutes(34))));
    assert_eq!(desk.store().alerts(true).unwrap().len(), 2);
}

#[test]
fn what_changes_on_a_ticket_makes_what_lies_behind_be_looked_at_again() {
    let desk = desk_with_a_clock();
    let now = NINE.plus_minutes(40);
    desk.store().raised(&[read(&desk)], now).unwrap();
    assert_eq!(desk.store().next_alert_at().unwrap(), None, "it was for somebody else");
    desk.changes(102, vec![ticket_row(102, Ticket { subject: "given to me".into(), ..ticket(1) })]);
    assert_eq!(desk.store().alert_candidates(now, 10).unwrap(), [ticket_id(1)]);
}

#[test]
fn a_ticket_that_changed_after_it_was_read_stays_to_be_looked_at() {
    let desk = desk_with_a_clock();
    let now = NINE.plus_minutes(40);
    let before = read(&desk);
    desk.changes(102, vec![ticket_row(102, Ticket { subject: "given to me meanwhile".into(), ..ticket(1) })]);
    desk.store().raised(&[before], now).unwrap();
    assert_eq!(desk.store().alert_candidates(now, 10).unwrap(), [ticket_id(1)]);
}

#[test]
fn whoever_took_note_of_a_graver_alert_of_the_same_clock_has_taken_note_of_the_lesser() {
    let desk = desk_with_a_clock();
    let now = NINE.plus_minutes(40);
    let escalation = Alert { level: Level::Escalation, ..breach() };
    let id = raise(&desk, escalation, now).alerts[0].id;
    desk.store().acknowledge_alerts(&[id], now).unwrap();
    // A lead who takes an escalated ticket hears of it as its owner from then on.
    let own = raise(&desk, breach(), now).alerts.pop().unwrap();
    assert_eq!((own.acknowledged_at, own.say_at), (Some(now), None));
}

#[test]
fn what_the_team_server_has_raised_is_looked_at_before_this_desks_own_clock_says_so() {
    let desk = desk_with_a_clock();
    desk.changes(102, vec![ticket_row(102, Ticket { alerted: vec![breach()], ..ticket(1) })]);
    assert_eq!(desk.store().alert_candidates(NINE, 10).unwrap(), [ticket_id(1)]);
    desk.store().raised(&[read(&desk)], NINE).unwrap();
    assert_eq!(desk.store().next_alert_at().unwrap(), Some(NINE.plus_minutes(15)));
}
