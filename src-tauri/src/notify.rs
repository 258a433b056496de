//! The system's notifications: shown by notify-rust, each waited for by a thread of its own, so that a click opens the ticket.

use holdfast_desk::{Desk, Notice, Notifier};
use notify_rust::{Notification, NotificationResponse};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};

/// More than this wait at once on no desk; what is beyond stands in the alert list alone.
const MOST_WAITING: usize = 32;
const OPEN: &str = "open";
const SNOOZE: &str = "snooze";
const SNOOZE_MINUTES: u32 = 5;

/// The system's notifications.
#[derive(Debug, Default)]
pub struct SystemNotifier {
    desk: Arc<OnceLock<Weak<Desk>>>,
    failed: Arc<AtomicBool>,
    waiting: Arc<AtomicUsize>,
    /// What the system calls each alert that stands on the screen.
    shown: Arc<Mutex<BTreeMap<String, u32>>>,
}

impl SystemNotifier {
    /// Whom to tell what the person did.
    pub fn tell(&self, desk: &Arc<Desk>) {
        // Set once, right after the desk is made.
        let _ = self.desk.set(Arc::downgrade(desk));
        self.failed.store(!crate::platform::shows_notifications(), Ordering::Relaxed);
    }
}

impl Notifier for SystemNotifier {
    fn available(&self) -> bool {
        !self.failed.load(Ordering::Relaxed)
    }

    fn show(&self, notice: Notice) {
        if self.waiting.fetch_add(1, Ordering::Relaxed) >= MOST_WAITING {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            return;
        }
        let (desk, failed, waiting) = (Arc::clone(&self.desk), Arc::clone(&self.failed), Arc::clone(&self.waiting));
        let standing = Arc::clone(&self.shown);
        let spawned = std::thread::Builder::new().name("notification".to_owned()).spawn(move || {
            match shown(&notice).show() {
                Ok(handle) => {
                    failed.store(false, Ordering::Relaxed);
                    if let Some(number) = crate::platform::number_of(&handle) {
                        let mut standing = standing.lock().unwrap_or_else(PoisonError::into_inner);
                        standing.extend(notice.alerts.iter().map(|alert| (alert.clone(), number)));
                    }
                    let answered = handle.wait_for_response(|response: &NotificationResponse| answer(&desk, &notice, response));
                    standing.lock().unwrap_or_else(PoisonError::into_inner).retain(|alert, _| !notice.alerts.contains(alert));
                    if let Err(error) = answered {
                        tracing::info!(%error, "a notification was shown, but what became of it is not known");
                    }
                }
                Err(error) => {
                    tracing::warn!(%error, "the system shows no notifications; the alert list has them");
                    failed.store(true, Ordering::Relaxed);
                }
            }
            waiting.fetch_sub(1, Ordering::Relaxed);
        });
        if let Err(error) = spawned {
            tracing::warn!(%error, "no thread for a notification; the alert list has it");
        }
    }

    fn withdraw(&self, alert: &str) {
        let alone = {
            let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
            shown.remove(alert).filter(|number| !shown.values().any(|other| other == number))
        };
        if let Some(number) = alone {
            crate::platform::take_back(number);
        }
    }
}

fn shown(notice: &Notice) -> Notification {
    let mut shown = Notification::new();
    shown.appname("Holdfast").summary(&notice.title).body(&crate::platform::notification_text(&notice.body)).icon("holdfast");
    shown.action("default", &notice.open).action(OPEN, &notice.open).action(SNOOZE, &notice.snooze);
    crate::platform::dress(&mut shown, notice);
    shown
}

fn answer(desk: &OnceLock<Weak<Desk>>, notice: &Notice, response: &NotificationResponse) {
    let Some(work) = desk.get().and_then(Weak::upgrade).and_then(|desk| desk.work().ok()) else { return };
    let done = match response {
        NotificationResponse::Action(action) if action == SNOOZE => {
            notice.alerts.iter().try_for_each(|alert| work.snooze_alert(alert, SNOOZE_MINUTES))
        }
        NotificationResponse::Default | NotificationResponse::Action(_) => work.open_notice(notice),
        NotificationResponse::Reply(_) | NotificationResponse::Closed(_) => Ok(()),
    };
    if let Err(error) = done {
        tracing::warn!(%error, "what was done with a notification could not be kept");
    }
}
