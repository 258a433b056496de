//! Windows and macOS. Compiled by the workflow's matrix; not tried by a person yet (docs/platforms.md).

use super::{Answered, Draft};
use notify_rust::{Notification, NotificationResponse};

/// A notification stands beside an earlier one about the same.
pub const REPLACES: bool = false;
/// macOS shows it when its answer is waited for.
const SHOWS_BEFORE_WAITING: bool = cfg!(windows);

/// What the system knows the app by, as in tauri.conf.json.
const IDENTITY: &str = "app.holdfast.desk";

/// Windows drops a toast of an app that it does not know without a word. An installer's shortcut makes it known; a portable
/// copy has none, so that the name is written where toasts look for it (winrt-notification#17).
#[cfg(windows)]
pub fn prepare() {
    use std::os::windows::process::CommandExt;
    /// No console window.
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    let key = format!(r"HKCU\Software\Classes\AppUserModelId\{IDENTITY}");
    let written = std::process::Command::new("reg")
        .args(["add", &key, "/v", "DisplayName", "/t", "REG_SZ", "/d", "Holdfast", "/f"])
        .creation_flags(CREATE_NO_WINDOW)
        .output();
    if !written.is_ok_and(|done| done.status.success()) {
        tracing::info!("this Windows may not show notifications of Holdfast; the alert list has them");
    }
}

/// macOS asks by whom a notification is; the first that is shown without an answer may hang (mac-notification-sys#81).
#[cfg(not(windows))]
pub fn prepare() {
    if let Err(error) = notify_rust::set_application(IDENTITY) {
        tracing::info!(%error, "notifications are shown under another name");
    }
}

/// Nothing to prepare.
pub fn prepare_window(_window: &tauri::WebviewWindow) {}

/// A mark on the taskbar's button: Windows has no numbers there.
#[cfg(windows)]
pub fn set_badge(window: &tauri::WebviewWindow, alerts: u32, icon: &tauri::image::Image<'_>) -> tauri::Result<()> {
    window.set_overlay_icon((alerts > 0).then(|| icon.clone()))
}

/// The number on the Dock's icon.
#[cfg(not(windows))]
pub fn set_badge(window: &tauri::WebviewWindow, alerts: u32, _icon: &tauri::image::Image<'_>) -> tauri::Result<()> {
    window.set_badge_count((alerts > 0).then_some(i64::from(alerts)))
}

/// Not asked on these systems, which keep their notifications back by themselves.
pub fn is_told_not_to_disturb() -> bool {
    false
}

/// Not asked on these systems, whose settings say what a locked screen shows.
pub fn is_screen_locked() -> bool {
    false
}

/// Windows drops a toast without the app's identity silently.
#[cfg(windows)]
fn dress(shown: &mut Notification, draft: &Draft<'_>) {
    shown.app_id(IDENTITY);
    if draft.urgent {
        shown.urgency(notify_rust::Urgency::Critical);
    }
}

/// Nothing to add.
#[cfg(not(windows))]
fn dress(_shown: &mut Notification, _draft: &Draft<'_>) {}

/// The system's own.
#[derive(Default)]
pub struct Notifications;

impl Notifications {
    /// Known only after the first one is shown.
    pub fn are_shown(&self) -> bool {
        true
    }

    /// Shows one and waits for what becomes of it. It has no number here.
    pub fn show(&self, draft: &Draft<'_>, _replaces: Option<u32>, answered: Answered) -> notify_rust::error::Result<Option<u32>> {
        let mut shown = Notification::new();
        shown.appname("Holdfast").summary(draft.title).body(draft.body).icon("holdfast");
        for (at, label) in draft.actions.iter().enumerate() {
            shown.action(&at.to_string(), label);
        }
        dress(&mut shown, draft);
        let waited = shown.show()?.wait_for_response(|response: &NotificationResponse| {
            answered(match response {
                NotificationResponse::Default => Some(0),
                NotificationResponse::Action(name) => name.parse().ok(),
                NotificationResponse::Reply(_) | NotificationResponse::Closed(_) => None,
            });
        });
        match waited {
            Err(error) if SHOWS_BEFORE_WAITING => tracing::info!(%error, "what became of a notification is not known"),
            waited => waited?,
        }
        Ok(None)
    }

    /// Not possible on these systems: it stays until it is looked at.
    pub fn take_back(&self, _number: u32) {}
}
