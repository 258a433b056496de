//! The clocks of a locked desk. Its files are closed and its key is gone, so what is due in the coming hours is taken along
//! when it locks: ticket numbers and times, nothing of any customer. What was said meanwhile is in the alert list when the
//! desk opens again.

use holdfast_domain::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::error::DeskError;
use crate::ports::{Act, Notice, NoticeAction, Notifier};
use crate::signal::Signal;
use crate::speaker;
use crate::time::Time;
use crate::work::Work;

/// A desk that stays locked longer than a shift tells no more.
const HOURS: i64 = 12;
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
}

impl Vigil {
    /// Takes along what this desk is to say in the coming hours, and begins to watch.
    pub(super) fn begin(work: &Work) -> Result<Self, DeskError> {
        let now = work.now();
        let mut ahead = Vec::new();
        for (ticket, alert) in speaker::ahead(work, now, now.plus_minutes(HOURS * 60))? {
            let title = speaker::title(work, &alert, &ticket.number.to_string());
            ahead.push(Ahead { at: alert.at, title, urgent: alert.level > holdfast_domain::sla::Level::Warning });
        }
        ahead.sort_by_key(|one| std::cmp::Reverse(one.at));
        let words = work.words();
        let (body, label) = (words.say("alert-body-desk-locked", &[]), words.say("alert-unlock", &[]));
        let end = Arc::new(End::default());
        let (over, time, notifier) = (Arc::clone(&end), Arc::clone(&work.time), Arc::clone(&work.ports.notifier));
        let watch = move || watch(&over, &time, notifier.as_ref(), ahead, &body, &label);
        let spawned = std::thread::Builder::new().name("vigil".to_owned()).spawn(watch);
        if let Err(error) = spawned {
            tracing::error!(%error, "alerts are not said while the desk is locked: no thread");
        }
        Ok(Self(end))
    }
}

fn watch(end: &End, time: &Time, notifier: &dyn Notifier, mut ahead: Vec<Ahead>, body: &str, label: &str) {
    while let Some(next) = ahead.last() {
        let now = time.now();
        if end.over.load(Ordering::Acquire) {
            return;
        }
        if next.at > now {
            end.bell.wait(Duration::from_millis(next.at.since(now).unsigned_abs()).min(LOOK_AGAIN));
            continue;
        }
        let Some(Ahead { title, urgent, at }) = ahead.pop() else { return };
        tracing::info!(at = at.millis(), "an alert is said while the desk is locked");
        notifier.show(Notice {
            alerts: Vec::new(),
            topic: title.clone(),
            ticket: None,
            title,
            body: body.to_owned(),
            body_when_locked: body.to_owned(),
            actions: vec![NoticeAction { act: Act::Open, label: label.to_owned() }],
            urgent,
        });
    }
}
