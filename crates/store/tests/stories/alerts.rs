//! Alerts and due times: from the policies of the moment, each alert once, over restarts and a lost cache.

use crate::world::*;
use holdfast_domain::sla::{Alert, ClockKind, Level};
use holdfast_protocol::Row;
use holdfast_store::*;
use std::sync::Arc;

fn warning() -> Alert {
    Alert { at: NINE.plus_minutes(15), level: Level::Warning, kind: ClockKind::FirstResponse, due: NINE.plus_minutes(30) }
}

fn desk_with_a_clock() -> Desk {
    let desk = Desk::new();
    desk.pulls(vec![row(1, Row::Policy(Arc::new(policy(30)))), ticket_row(1, ticket(1))]);
    desk
}

#[test]
fn a_ticket_says_when_it_is_due_and_when_to_warn() {
    let desk = desk_with_a_clock();
    let listed = desk.store().list(&ListFilter::Team, 0, 10).unwrap();
    assert_eq!(listed[0].due, Some(NINE.plus_minutes(30)));
    assert_eq!(desk.store().next_alert_at().unwrap(), Some(NINE.plus_minutes(15)));
    assert_eq!(desk.store().alert_candidates(NINE.plus_minutes(14), 10).unwrap(), []);
    assert_eq!(desk.store().alert_candidates(NINE.plus_minutes(15), 10).unwrap(), [ticket_id(1)]);
    assert_eq!(desk.store().count(&ListFilter::AtRisk { now: NINE.plus_minutes(14) }).unwrap(), 0);
    assert_eq!(desk.store().count(&ListFilter::AtRisk { now: NINE.plus_minutes(15) }).unwrap(), 1);
    desk.writes(desk.reply(ticket_id(1), "Answered in time."));
    assert_eq!(desk.store().next_alert_at().unwrap(), None);
    assert_eq!(desk.store().list(&ListFilter::Team, 0, 10).unwrap()[0].due, None);
}

#[test]
fn a_changed_policy_moves_every_due_time() {
    let desk = desk_with_a_clock();
    let touched = desk.changes(101, vec![row(101, Row::Policy(Arc::new(policy(60))))]);
    assert!(touched.tickets.contains(&ticket_id(1)));
    assert_eq!(desk.store().list(&ListFilter::Team, 0, 10).unwrap()[0].due, Some(NINE.plus_minutes(60)));
    assert_eq!(desk.store().next_alert_at().unwrap(), Some(NINE.plus_minutes(30)));
}

#[test]
fn an_alert_is_raised_once_even_when_the_cache_is_lost() {
    let mut desk = desk_with_a_clock();
    let now = NINE.plus_minutes(15);
    let raised = desk.store().raise_alert(ticket_id(1), warning(), now).unwrap().expect("the first time");
    assert_eq!((raised.alert(), raised.raised_at), (warning(), now));
    assert_eq!(desk.store().raise_alert(ticket_id(1), warning(), now).unwrap(), None);
    assert_eq!(desk.store().next_alert_at().unwrap(), Some(NINE.plus_minutes(30)), "the breach is next");
    desk.close();
    for name in ["cache.db", "cache.db-wal", "cache.db-shm"] {
        let _ = std::fs::remove_file(desk.path(name));
    }
    desk.open();
    desk.pulls(vec![row(1, Row::Policy(Arc::new(policy(30)))), ticket_row(1, ticket(1))]);
    assert_eq!(desk.store().next_alert_at().unwrap(), Some(NINE.plus_minutes(30)), "the warning is not said again");
    assert_eq!(desk.store().alerts(true).unwrap(), [raised]);
}

#[test]
fn an_alert_is_snoozed_acknowledged_and_closed() {
    let desk = desk_with_a_clock();
    let alert = desk.store().raise_alert(ticket_id(1), warning(), NINE).unwrap().unwrap();
    desk.store().snooze_alert(alert.id, NINE.plus_minutes(5)).unwrap();
    let after = desk.killed();
    assert_eq!(after.store().due_snoozed(NINE.plus_minutes(4)).unwrap(), []);
    assert_eq!(after.store().due_snoozed(NINE.plus_minutes(5)).unwrap().len(), 1);
    after.store().acknowledge_alert(alert.id, NINE.plus_minutes(6)).unwrap();
    assert_eq!(after.store().due_snoozed(NINE.plus_minutes(7)).unwrap(), []);
    assert_eq!(after.store().close_alerts(ticket_id(1), NINE.plus_minutes(8)).unwrap(), 1);
    assert_eq!(after.store().alerts(true).unwrap(), []);
    assert_eq!(after.store().alerts(false).unwrap()[0].acknowledged_at, Some(NINE.plus_minutes(6)));
    assert!(matches!(after.store().snooze_alert(77, NINE), Err(StoreError::Missing { .. })));
}
