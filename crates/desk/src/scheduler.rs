//! Alerts: sleeps until the next clock runs out, says so once, and asks again on every change.
//!
//! It counts by the team's time, which no setting of the computer's clock moves; a computer that slept is noticed by
//! `watch`, which rings. The sleep is never longer than [`LOOK_AGAIN`] all the same (SYNC 4.4). What was said is kept, so
//! that a restart repeats nothing.

use holdfast_domain::sla::{ClockKind, Level, Policy, clocks, next_alert};
use holdfast_domain::{AgentId, Role, Ticket, TicketId, Timestamp};
use holdfast_store::StoredAlert;
use holdfast_sync::Quality;
use std::sync::{Arc, Weak};
use std::time::Duration;

use crate::error::DeskError;
use crate::ports::Notice;
use crate::present::clock_time;
use crate::view::Tag;
use crate::work::Work;

const LOOK_AGAIN: Duration = Duration::from_secs(15);
/// More than this at once are told as one.
const STORM: usize = 4;
const BATCH: u32 = 200;

pub(crate) fn start(work: &Arc<Work>) {
    let desk = Arc::downgrade(work);
    let spawned = std::thread::Builder::new().name("alerts".to_owned()).spawn(move || run(&desk));
    if let Err(error) = spawned {
        tracing::error!(%error, "alerts cannot be raised: no thread");
    }
}

fn run(desk: &Weak<Work>) {
    loop {
        let Some(work) = desk.upgrade().filter(|work| !work.is_stopping()) else { return };
        let wait = match round(&work) {
            Ok(next) => next.map_or(LOOK_AGAIN, |at| until(work.now(), at)),
            Err(error) => {
                tracing::warn!(%error, "a round of alerts failed and will be tried again");
                LOOK_AGAIN
            }
        };
        work.alerts.wait(wait);
    }
}

fn until(now: Timestamp, at: Timestamp) -> Duration {
    Duration::from_millis(at.since(now).max(20).unsigned_abs()).min(LOOK_AGAIN)
}

/// Raises what is due; answers when to look again.
fn round(work: &Work) -> Result<Option<Timestamp>, DeskError> {
    let now = work.now();
    let mut raised = Vec::new();
    loop {
        let due = work.store.alert_candidates(now, BATCH)?;
        let more = due.len() >= BATCH as usize;
        for id in due {
            let ticket = work.store.ticket(id)?;
            let mine = ticket.filter(|ticket| is_for(ticket, work.me.id, work.me.role));
            raised.extend(mine.map(|ticket| raise(work, &ticket, now)).transpose()?.flatten());
            // Whatever was to be said up to now has been said, or is not for this person.
            work.store.skip_alerts(id, now)?;
        }
        if !more {
            break;
        }
    }
    let put_off = work.store.due_snoozed(now)?;
    for alert in &put_off {
        work.store.wake_alert(alert.id)?;
    }
    raised.extend(put_off);
    let settled = settle(work, now)?;
    show(work, &raised, now)?;
    if settled || !raised.is_empty() {
        work.tell(vec![Tag::Alerts, Tag::Lists]);
    }
    let snoozed = work.store.alerts(true)?.into_iter().filter_map(|alert| alert.snoozed_until).min();
    Ok(work.store.next_alert_at()?.into_iter().chain(snoozed).min())
}

/// Closes the alerts of clocks that were met or now run to another time. Answers whether there were any.
fn settle(work: &Work, now: Timestamp) -> Result<bool, DeskError> {
    let directory = work.store.directory();
    let mut settled = false;
    for alert in work.store.alerts(true)? {
        let ticket = work.store.ticket(alert.ticket)?;
        let policy = ticket.as_ref().and_then(|ticket| Policy::of(&directory.policies, ticket).map(|policy| (ticket, policy)));
        let runs = policy.is_some_and(|(ticket, policy)| {
            let clocks = clocks(ticket, policy, &directory.schedules, now);
            clocks.iter().any(|clock| clock.kind == alert.kind && clock.due == alert.due && clock.met_at.is_none())
        });
        if !runs {
            work.store.close_alert(alert.id, now)?;
            work.ports.notifier.withdraw(&alert.id.to_string());
            settled = true;
        }
    }
    Ok(settled)
}

/// Whether this person should hear of it: the owner, everybody when there is none, and leads of all.
fn is_for(ticket: &Ticket, me: AgentId, role: Role) -> bool {
    ticket.owner.is_none_or(|owner| owner == me) || role == Role::Lead
}

fn raise(work: &Work, ticket: &Ticket, now: Timestamp) -> Result<Option<StoredAlert>, DeskError> {
    let directory = work.store.directory();
    let Some(policy) = Policy::of(&directory.policies, ticket) else { return Ok(None) };
    let clocks = clocks(ticket, policy, &directory.schedules, now);
    let said = work.store.said_until(ticket.id);
    match next_alert(&clocks, said, now) {
        Some(alert) if alert.at <= now => {
            let raised = work.store.raise_alert(ticket.id, alert, now)?;
            if alert.level == Level::Breach {
                replace_warning(work, ticket.id, alert.kind, now)?;
            }
            Ok(raised)
        }
        _ => Ok(None),
    }
}

/// The warning has nothing more to say once the breach is told.
fn replace_warning(work: &Work, ticket: TicketId, kind: ClockKind, now: Timestamp) -> Result<(), DeskError> {
    for warning in work.store.alerts(true)? {
        if warning.ticket == ticket && warning.kind == kind && warning.level == Level::Warning {
            work.store.close_alert(warning.id, now)?;
            work.ports.notifier.withdraw(&warning.id.to_string());
        }
    }
    Ok(())
}

fn show(work: &Work, raised: &[StoredAlert], now: Timestamp) -> Result<(), DeskError> {
    let words = work.words();
    let doubtful = work.time.quality() == Quality::Doubtful;
    let open = words.say("alert-open", &[]);
    let snooze = words.say("alert-snooze", &[]);
    let mut shown = Vec::new();
    for alert in raised {
        let Some(ticket) = work.store.ticket(alert.ticket)? else { continue };
        let number = ticket.number.to_string();
        let clock = words.say(&format!("clock-name-{}", crate::present::name_of(alert.kind)), &[]);
        let title = match alert.level {
            Level::Breach => words.say("alert-breach-title", &[("number", &number), ("clock", &clock)]),
            Level::Warning => words.say("alert-warning-title", &[("number", &number), ("clock", &clock), ("due", &clock_time(alert.due))]),
        };
        let customer = work.store.customer(ticket.customer)?.map(|customer| customer.name).unwrap_or_default();
        let mut body = words.say("alert-body", &[("customer", &customer), ("subject", &ticket.subject)]);
        if doubtful {
            body = format!("{body}\n{}", words.say("alert-doubtful", &[]));
        }
        shown.push(Notice {
            id: alert.id.to_string(),
            ticket: alert.ticket,
            title,
            body,
            open: open.clone(),
            snooze: snooze.clone(),
            urgent: alert.level == Level::Breach,
        });
    }
    // Breaches that are old when the desk opens are in the list; a storm of notifications helps nobody.
    let storm = shown.len() > STORM;
    if storm && let Some(first) = shown.iter().position(|notice| notice.urgent).or(Some(0)) {
        let mut notice = shown.swap_remove(first);
        let count = raised.len().to_string();
        let number = work.store.ticket(notice.ticket)?.map(|ticket| ticket.number.to_string()).unwrap_or_default();
        notice.title = words.say("alert-storm-title", &[("count", &count)]);
        notice.body = words.say("alert-storm-body", &[("number", &number)]);
        if doubtful {
            notice.body = format!("{}\n{}", notice.body, words.say("alert-doubtful", &[]));
        }
        shown = vec![notice];
    }
    for notice in shown {
        tracing::info!(alert = notice.id, at = now.millis(), "an alert is shown");
        work.ports.notifier.show(notice);
    }
    Ok(())
}
