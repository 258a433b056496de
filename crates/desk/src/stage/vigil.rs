//! The clocks of a locked desk. Its files are closed and its key is gone, so what is due in the coming hours is taken along
//! when it locks: ticket numbers and times, nothing of any customer. What was said meanwhile is in the alert list when the
//! desk opens again.

use holdfast_domain::sla::{Alert, Level};
use holdfast_domain::{Ticket, Timestamp};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::error::DeskError;
use crate::ports::{Act, Notice, NoticeAction, Notifier};
use crate::settings::Chime;
use crate::signal::Signal;
use crate::speaker;
use crate::time::Time;
use crate::words::Words;
use crate::work::Work;

/// A desk that stays locked longer than a shift tells no more.
const HOURS: i64 = 12;
/// A computer that is not to be disturbed is asked so often.
const ASK_AGAIN: Duration = Duration::from_secs(15);
/// A computer that slept, or whose clock was set, is noticed within a second (as `watch` does for an open desk).
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// Watches while the desk is locked. Ends when it is dropped.
#[derive(Debug)]
pub(super) struct Vigil(Arc<End>);

#[derive(Debug, Default)]
struct End {
    over: AtomicBool,
    bell: Signal,
}

impl Drop for Vigil {
    fn drop(&mut self) {
        self.0.over.store(true, Ordering::Release);
        self.0.bell.ring();
    }
}

/// What is said at an instant.
struct Ahead {
    at: Timestamp,
    title: String,
    urgent: bool,
    strokes: u8,
}

impl Vigil {
    /// Takes along what this desk is to say in the coming hours, and begins to watch.
    pub(super) fn begin(work: &Work) -> Result<Self, DeskError> {
        let now = work.now();
        let taken = speaker::ahead(work, now, now.plus_minutes(HOURS * 60))?;
        let say = |(at, ticket, alert): (Timestamp, Ticket, Alert)| {
            let title = speaker::title(work, &alert, &ticket.number.to_string());
            Ahead { at, title, urgent: alert.level > Level::Warning, strokes: speaker::strokes(alert.level, &ticket) }
        };
        let mut ahead: Vec<Ahead> = taken.into_iter().map(say).collect();
        ahead.sort_by_key(|one| std::cmp::Reverse(one.at));
        let words = work.words();
        let (body, unlock) = (words.say("alert-body-desk-locked", &[]), words.say("alert-unlock", &[]));
        let told = Told { body, unlock, words, chime: speaker::chime(work) };
        let end = Arc::new(End::default());
        let (over, time, notifier) = (Arc::clone(&end), Arc::clone(&work.time), Arc::clone(&work.ports.notifier));
        let watch = move || watch(&over, &time, notifier.as_ref(), ahead, &told);
        let spawned = std::thread::Builder::new().name("vigil".to_owned()).spawn(watch);
        if let Err(error) = spawned {
            tracing::error!(%error, "alerts are not said while the desk is locked: no thread");
        }
        Ok(Self(end))
    }
}

/// What is said with each.
struct Told {
    body: String,
    unlock: String,
    words: &'static Words,
    chime: Option<Chime>,
}

fn watch(end: &End, time: &Time, notifier: &dyn Notifier, mut ahead: Vec<Ahead>, told: &Told) {
    while let Some(next) = ahead.last() {
        let now = time.now();
        if end.over.load(Ordering::Acquire) {
            return;
        }
        if next.at > now {
            end.bell.wait(Duration::from_millis(next.at.since(now).unsigned_abs()).min(LOOK_AGAIN));
            continue;
        }
        if notifier.is_told_not_to_disturb() {
            end.bell.wait(ASK_AGAIN);
            continue;
        }
        let due = ahead.split_off(ahead.partition_point(|one| one.at > now));
        let urgent = due.iter().any(|one| one.urgent);
        if let (Some(chime), Some(strokes)) = (told.chime, due.iter().map(|one| one.strokes).max()) {
            notifier.chime(chime, strokes);
        }
        tracing::info!(count = due.len(), "alerts are said while the desk is locked");
        if due.len() > speaker::STORM {
            let title = told.words.say("alert-storm-title", &[("count", &due.len().to_string())]);
            notifier.show(notice(told, title, "several", urgent));
        } else {
            due.into_iter().for_each(|one| notifier.show(notice(told, one.title.clone(), &one.title, one.urgent)));
        }
    }
}

fn notice(told: &Told, title: String, topic: &str, urgent: bool) -> Notice {
    Notice {
        alerts: Vec::new(),
        topic: topic.to_owned(),
        ticket: None,
        title,
        body: told.body.clone(),
        body_when_locked: told.body.clone(),
        actions: vec![NoticeAction { act: Act::Open, label: told.unlock.clone() }],
        urgent,
    }
}
