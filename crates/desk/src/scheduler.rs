//! Alerts: sleeps until the next clock runs out, says so once, and asks again on every change.
//!
//! It counts by the team's time, which no setting of the computer's clock moves; a computer that slept is noticed by
//! `watch`, which rings. The sleep is never longer than [`LOOK_AGAIN`] all the same (SYNC 4.4). What was said is kept, so
//! that a restart repeats nothing.

use holdfast_domain::sla::{ClockKind, Level, Policy, clocks, next_alert, overdue_decisions};
use holdfast_domain::{AgentId, Role, Ticket, TicketId, Timestamp};
use holdfast_store::StoredAlert;
use holdfast_sync::Quality;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Weak};
use std::time::Duration;

use crate::decisions::Decisions;
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
    // Asked before anything is read: what moves meanwhile is for the next round, and must not be taken for seen in this one.
    let moved = work.moved.swap(false, Ordering::AcqRel);
    look(work, moved).inspect_err(|_| work.moved.store(true, Ordering::Release))
}

/// `moved`: something has changed since the open alerts were last compared with their clocks.
fn look(work: &Work, moved: bool) -> Result<Option<Timestamp>, DeskError> {
    let now = work.now();
    let mut raised = due(work, now)?;
    // After the clocks, which have then been said up to now.
    let decisions = Decisions::of(work)?;
    for alert in decisions.raise(work, now)? {
        if alert.level == Level::Breach {
            replace_warning(work, alert.ticket, alert.kind, now)?;
        }
        raised.push(alert);
    }
    let put_off = work.store.due_snoozed(now)?;
    for alert in &put_off {
        work.store.wake_alert(alert.id)?;
    }
    raised.extend(put_off);
    // A clock that was met or moved is one of a ticket or a rule that has changed.
    let settled = moved && settle(work, &decisions, now)?;
    // What waits for this person's own decision is not lost in a storm of clocks.
    let is_own = |alert: &&StoredAlert| alert.kind == ClockKind::Decision;
    let (own, clocks): (Vec<_>, Vec<_>) = raised.iter().partition(is_own);
    for alerts in [own, clocks] {
        let notices = alerts.into_iter().filter_map(|alert| notice(work, &decisions, alert).transpose()).collect::<Result<Vec<_>, _>>()?;
        show(work, notices, now);
    }
    if settled || !raised.is_empty() {
        work.tell(vec![Tag::Alerts, Tag::Lists]);
    }
    let snoozed = work.store.alerts(true)?.into_iter().filter_map(|alert| alert.snoozed_until).min();
    Ok(work.store.next_alert_at()?.into_iter().chain(snoozed).chain(decisions.next(now)).min())
}

/// Raises what the clocks of tickets are due to say. Thousands of overdue tickets do not keep the files from being closed:
/// what is left then is said at the next start.
fn due(work: &Work, now: Timestamp) -> Result<Vec<StoredAlert>, DeskError> {
    let mut raised = Vec::new();
    loop {
        let due = work.store.alert_candidates(now, BATCH)?;
        let more = due.len() >= BATCH as usize;
        for id in due {
            if work.is_stopping() {
                return Ok(raised);
            }
            if let Some(ticket) = work.store.ticket(id)? {
                if is_for(&ticket, work.me.id, work.me.role) {
                    raised.extend(raise(work, &ticket, now)?);
                }
                if work.me.role == Role::Lead {
                    for (_, alert) in overdue_decisions(&ticket, work.me.id, now) {
                        raised.extend(work.store.raise_alert(id, alert, now)?);
                    }
                }
            }
            // Whatever was to be said up to now has been said, or is not for this person.
            work.store.skip_alerts(id, now)?;
        }
        if !more {
            return Ok(raised);
        }
    }
}

/// Closes the alerts of clocks that were met or now run to another time. Answers whether there were any.
fn settle(work: &Work, decisions: &Decisions, now: Timestamp) -> Result<bool, DeskError> {
    let directory = work.store.directory();
    let mut settled = false;
    for alert in work.store.alerts(true)? {
        if work.is_stopping() {
            break;
        }
        let ticket = work.store.ticket(alert.ticket)?;
        let runs = if alert.kind == ClockKind::Decision {
            decisions.still_waits(&alert, ticket.as_ref())
        } else {
            let policy =
                ticket.as_ref().and_then(|ticket| Policy::of(&directory.policies, &directory.schedules, ticket).map(|policy| (ticket, policy)));
            policy.is_some_and(|(ticket, policy)| {
                let clocks = clocks(ticket, policy, &directory.schedules, now);
                clocks.iter().any(|clock| clock.kind == alert.kind && clock.due == alert.due && clock.met_at.is_none())
            })
        };
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
    let Some(policy) = Policy::of(&directory.policies, &directory.schedules, ticket) else { return Ok(None) };
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
    for warning in work.store.open_alerts_of(ticket)? {
        if warning.kind == kind && warning.level == Level::Warning {
            work.store.close_alert(warning.id, now)?;
            work.ports.notifier.withdraw(&warning.id.to_string());
        }
    }
    Ok(())
}

fn notice(work: &Work, decisions: &Decisions, alert: &StoredAlert) -> Result<Option<Notice>, DeskError> {
    let words = work.words();
    let Some(ticket) = work.store.ticket(alert.ticket)? else { return Ok(None) };
    let number = ticket.number.to_string();
    let clock = words.say(&format!("clock-name-{}", crate::present::name_of(alert.kind)), &[]);
    let title = match (alert.kind, alert.level) {
        (ClockKind::Decision, _) => decisions.title(work, alert, &ticket),
        (_, Level::Breach) => words.say("alert-breach-title", &[("number", &number), ("clock", &clock)]),
        (_, Level::Warning) => words.say("alert-warning-title", &[("number", &number), ("clock", &clock), ("due", &clock_time(alert.due))]),
    };
    let customer = work.store.customer(ticket.customer)?.map(|customer| customer.name).unwrap_or_default();
    let body = words.say("alert-body", &[("customer", &customer), ("subject", &ticket.subject)]);
    Ok(Some(Notice {
        alerts: vec![alert.id.to_string()],
        ticket: Some(alert.ticket),
        title,
        body: with_doubt(work, body),
        open: words.say("alert-open", &[]),
        snooze: words.say("alert-snooze", &[]),
        urgent: alert.level == Level::Breach,
    }))
}

/// Says below a text that the time it rests on is doubtful, when it is.
fn with_doubt(work: &Work, body: String) -> String {
    if work.time.quality() == Quality::Doubtful { format!("{body}\n{}", work.words().say("alert-doubtful", &[])) } else { body }
}

fn show(work: &Work, mut notices: Vec<Notice>, now: Timestamp) {
    // Breaches that are old when the desk opens are in the list; a storm of notifications helps nobody.
    if notices.len() > STORM {
        let words = work.words();
        let count = notices.len().to_string();
        let first = notices.iter().position(|notice| notice.urgent).unwrap_or_default();
        let gravest = notices.remove(first);
        let number = gravest.ticket.and_then(|ticket| work.store.ticket(ticket).ok().flatten()).map(|ticket| ticket.number.to_string());
        let title = words.say("alert-storm-title", &[("count", &count)]);
        let body = with_doubt(work, words.say("alert-storm-body", &[("number", &number.unwrap_or_default())]));
        let alerts = gravest.alerts.iter().cloned().chain(notices.into_iter().flat_map(|notice| notice.alerts)).collect();
        let notice = Notice { alerts, ticket: None, title, body, open: words.say("alert-open-list", &[]), ..gravest };
        notices = vec![notice];
    }
    for notice in notices {
        tracing::info!(alerts = ?notice.alerts, at = now.millis(), "an alert is shown");
        work.ports.notifier.show(notice);
    }
}
