//! Alerts are raised: sleeps until the next clock has something to say, writes it down, and asks again on every change.
//!
//! It counts by the team's time, which no setting of the computer's clock moves; a computer that slept is noticed by
//! `watch`, which rings. The sleep is never longer than [`LOOK_AGAIN`] all the same (SYNC 4.4). What was raised is kept, so
//! that a restart repeats nothing; whether it is said aloud at once is the speaker's matter.

#[cfg(test)]
mod lives;

use holdfast_domain::sla::{Alert, ClockKind, clocks, due_alerts, overdue_decisions, still_alerts};
use holdfast_domain::{Role, Ticket, Timestamp};
use holdfast_store::{Raised, StoredAlert};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Weak};
use std::time::Duration;

use crate::decisions::Decisions;
use crate::error::DeskError;
use crate::handed;
use crate::mentions;
use crate::moved::Moved;
use crate::rush;
use crate::shift_end;
use crate::speaker::{self, Anew};
use crate::still_down;
use crate::view::Tag;
use crate::work::Work;

const LOOK_AGAIN: Duration = Duration::from_secs(15);
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

/// Raises and says what is due; answers when to look again.
fn round(work: &Work) -> Result<Option<Timestamp>, DeskError> {
    // Taken before anything is read: what moves meanwhile is for the next round, and must not be taken for seen in this one.
    let moved = std::mem::take(&mut *work.moved());
    look(work, &moved).inspect_err(|_| work.moved().join(moved))
}

fn look(work: &Work, moved: &Moved) -> Result<Option<Timestamp>, DeskError> {
    let now = work.now();
    let decisions = Decisions::of(work)?;
    let mut raised = raise_due(work, now)?;
    raised.extend(work.store.raise_alerts(&decisions.due(now), now)?);
    let settled = settle(work, &decisions, moved, now)?;
    rush::say(work, now)?;
    still_down::ask(work, now)?;
    handed::say(work, moved, now)?;
    shift_end::say(work, now)?;
    let woke = work.woke(now)?;
    let settings_moved = work.settings_moved.swap(false, Ordering::AcqRel);
    let anew = match moved {
        Moved::Tickets(tickets) if !settings_moved => Anew::Tickets(tickets),
        _ => Anew::All,
    };
    let said = speaker::say(work, &decisions, anew, now).inspect_err(|_| {
        work.settings_moved.fetch_or(settings_moved, Ordering::AcqRel);
    })?;
    // After the graver ones were shown, which take the place of these where they stand alone.
    for alert in &raised.replaced {
        work.ports.notifier.withdraw(&alert.id.to_string());
    }
    if woke {
        work.tell(vec![Tag::Lists]);
    }
    if settled || said || !raised.alerts.is_empty() {
        work.tell(vec![Tag::Alerts, Tag::Lists]);
    }
    Ok([work.next_alert(now)?, decisions.next(now)].into_iter().flatten().min())
}

/// Raises what the clocks of tickets are due to say. Thousands of overdue tickets do not keep the files from being closed:
/// what is left then is raised at the next start.
fn raise_due(work: &Work, now: Timestamp) -> Result<Raised, DeskError> {
    let mut raised = Raised::default();
    loop {
        let candidates = work.store.alert_candidates(now, BATCH)?;
        if candidates.is_empty() || work.is_stopping() {
            return Ok(raised);
        }
        let (mut read, mut due) = (Vec::with_capacity(candidates.len()), Vec::new());
        for id in candidates {
            if let Some(ticket) = work.store.ticket(id)? {
                due.extend(due_of(work, &ticket, now)?.into_iter().map(|alert| (id, alert)));
                read.push(ticket);
            }
        }
        raised.extend(work.store.raise_alerts(&due, now)?);
        // Whatever was to be raised up to now has been, or is not for this person.
        work.store.raised(&read, now)?;
    }
}

/// What this person is to hear of a ticket's clocks by now, of what others hold on it, and of notes that name them.
fn due_of(work: &Work, ticket: &Ticket, now: Timestamp) -> Result<Vec<Alert>, DeskError> {
    let directory = work.store.directory();
    let mut due = due_alerts(&clocks(ticket, &directory.policies, &directory.schedules, now), &ticket.alerted, now, work.hears(&directory, ticket));
    if work.me.role == Role::Lead {
        due.extend(overdue_decisions(ticket, work.me.id, now).into_iter().map(|(_, alert)| alert));
    }
    due.extend(mentions::untold(work, ticket, now)?);
    Ok(due)
}

/// Closes the alerts that no longer matter. Answers whether there were any.
fn settle(work: &Work, decisions: &Decisions, moved: &Moved, now: Timestamp) -> Result<bool, DeskError> {
    let open = match moved {
        Moved::All => work.store.alerts(true)?,
        Moved::Tickets(tickets) => tickets.iter().map(|ticket| work.store.open_alerts_of(*ticket)).collect::<Result<Vec<_>, _>>()?.concat(),
    };
    let mut over = Vec::new();
    for alert in open {
        if work.is_stopping() {
            return Ok(false);
        }
        if still_matters(work, decisions, &alert, now)? {
            continue;
        }
        // Its ticket has changed since its clocks were raised: what they say next takes the place of this first, and takes over
        // whether the person has taken note.
        if work.store.is_alert_candidate(alert.ticket, now)? {
            work.moved().add(&[alert.ticket].into());
        } else {
            over.push(alert.id);
        }
    }
    work.store.close_alerts(&over, now)?;
    for id in &over {
        work.ports.notifier.withdraw(&id.to_string());
    }
    Ok(!over.is_empty())
}

/// Whether the clock that an alert is about still runs to the same time, and the alert is still this person's to hear.
fn still_matters(work: &Work, decisions: &Decisions, alert: &StoredAlert, now: Timestamp) -> Result<bool, DeskError> {
    let ticket = work.store.ticket(alert.ticket)?;
    if alert.kind == ClockKind::Decision {
        return Ok(decisions.still_waits(alert, ticket.as_ref()));
    }
    let Some(ticket) = ticket else { return Ok(false) };
    if alert.kind == ClockKind::Mention {
        return Ok(mentions::by_whom(work, alert, &ticket).is_some());
    }
    let directory = work.store.directory();
    Ok(still_alerts(&clocks(&ticket, &directory.policies, &directory.schedules, now), &alert.alert(), work.hears(&directory, &ticket)))
}
