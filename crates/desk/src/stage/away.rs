//! The desk while nobody looks at its window: closed into the tray, or locked. Clocks are watched all the same.

use super::Desk;
use crate::calls_left::list_of;
use crate::error::DeskError;
use crate::ports::{Act, Notice, NoticeAction};
use crate::rush;
use crate::settings::Settings;
use crate::still_down;
use crate::view::ToOpen;
use crate::words::Words;

impl Desk {
    /// Whether the clocks are to be watched on when the window is closed: when there is a desk, and the person has not said
    /// otherwise.
    #[must_use]
    pub fn watches_on(&self) -> bool {
        self.is_set_up() && self.standing().settings.watch_in_tray
    }

    /// The window was closed and the desk goes on watching: says so, the first time only.
    ///
    /// # Errors
    /// When it cannot be kept that it was said.
    pub fn closed_to_tray(&self) -> Result<(), DeskError> {
        let settings = self.settings();
        // Where nothing is shown it is not said either, and is said when it can be.
        if settings.told_of_tray || !self.ports.notifier.available() {
            return Ok(());
        }
        let words = self.words();
        self.ports.notifier.show(Notice {
            alerts: Vec::new(),
            topic: "tray".to_owned(),
            ticket: None,
            title: words.say("tray-title", &[]),
            body: words.say("tray-body", &[]),
            body_when_locked: words.say("tray-body", &[]),
            actions: vec![NoticeAction { act: Act::Open, label: words.say("tray-open", &[]) }],
            urgent: false,
        });
        self.save_settings(Settings { told_of_tray: true, ..settings }).map(|_| ())
    }

    /// What a person did with a notification. At a locked desk the window comes up and asks to be unlocked.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn answer_notice(&self, notice: &Notice, act: Act) -> Result<(), DeskError> {
        match self.work() {
            Ok(_) if notice.topic.starts_with(rush::TOPIC) => self.ports.window.open(ToOpen::Outages),
            Ok(_) if let Some(outage) = notice.topic.strip_prefix(still_down::TOPIC) => {
                self.ports.window.open(ToOpen::Outage { outage: outage.to_owned() });
            }
            Ok(_) if let Some(outage) = list_of(notice) => self.ports.window.open(ToOpen::Calls { outage: outage.to_owned() }),
            Ok(_) if notice.alerts.is_empty() => self.ports.window.open(ToOpen::Window),
            Ok(work) => return work.answer_notice(notice, act),
            Err(_) => self.ports.window.open(ToOpen::Alerts),
        }
        Ok(())
    }

    /// What the shell itself says: the tray's menu and its notification.
    #[must_use]
    pub fn words(&self) -> &'static Words {
        Words::of(self.standing().settings.speaks(&self.ports.locale))
    }
}
