//! Windows and macOS. Compiled by the workflow's matrix; not tried by a person yet (docs/platforms.md).

use holdfast_desk::Notice;
use notify_rust::Notification;

/// Nothing to prepare.
pub fn prepare() {}

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

/// Known only after the first one is shown.
pub fn shows_notifications() -> bool {
    true
}

/// Not asked on these systems, which keep their notifications back by themselves.
pub fn is_told_not_to_disturb() -> bool {
    false
}

/// Not asked on these systems, whose settings say what a locked screen shows.
pub fn is_screen_locked() -> bool {
    false
}

/// The body is plain text.
pub fn notification_text(text: &str) -> String {
    text.to_owned()
}

/// Windows drops a toast without the app's identity silently.
#[cfg(windows)]
pub fn dress(shown: &mut Notification, notice: &Notice) {
    shown.app_id("app.holdfast.desk");
    if notice.urgent {
        shown.urgency(notify_rust::Urgency::Critical);
    }
}

/// Nothing to add.
#[cfg(not(windows))]
pub fn dress(_shown: &mut Notification, _notice: &Notice) {}

/// Not told on these systems.
pub fn number_of(_handle: &notify_rust::NotificationHandle) -> Option<u32> {
    None
}

/// Not possible on these systems: it stays until it is looked at.
pub fn take_back(_number: u32) {}
