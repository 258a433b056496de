//! Linux: WebKitGTK's rendering and input methods, and notifications by D-Bus.

use holdfast_desk::Notice;
use notify_rust::{Hint, Notification, NotificationHandle, Urgency};
use std::os::unix::process::CommandExt;

/// What the environment must say before the program starts. Setting it here would need `unsafe` and comes too late, so the
/// program starts itself once more with what is missing; who has set a variable decides.
const WANTED: [(&str, &str); 2] = [
    // The DMA-BUF renderer leaves windows blank on some drivers (tauri#9304).
    ("WEBKIT_DISABLE_DMABUF_RENDERER", "1"),
    // Memory that one thread has freed is there for the others (docs/decisions/0013).
    ("MALLOC_ARENA_MAX", "1"),
];

/// Before anything of GTK starts.
pub fn prepare() {
    let missing = || WANTED.into_iter().filter(|(name, _)| std::env::var_os(name).is_none());
    if missing().next().is_some()
        && let Ok(program) = std::env::current_exe()
    {
        // `exec` only comes back when it failed; the app then runs as it is.
        let _ = std::process::Command::new(program).args(std::env::args_os().skip(1)).envs(missing()).exec();
    }
}

/// Pinyin is shown where it is typed: wry turns that off on Linux (wry#1724).
pub fn prepare_window(window: &tauri::WebviewWindow) {
    let done = window.with_webview(|webview| {
        use webkit2gtk::{InputMethodContextExt, WebViewExt};
        if let Some(context) = webview.inner().input_method_context() {
            context.set_enable_preedit(true);
        }
    });
    if let Err(error) = done {
        tracing::info!(%error, "the input method keeps its own window for what is being typed");
    }
}

/// Whether somebody on the session bus shows notifications.
pub fn shows_notifications() -> bool {
    notify_rust::get_capabilities().is_ok()
}

/// The body is markup on this system; a customer's text is not.
pub fn notification_text(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A breach stays until somebody has seen it.
pub fn dress(shown: &mut Notification, notice: &Notice) {
    shown.urgency(if notice.urgent { Urgency::Critical } else { Urgency::Normal });
    shown.hint(Hint::DesktopEntry("holdfast".to_owned())).hint(Hint::Category("im.received".to_owned()));
    // The window chimes, if the person wants it to; twice would be once too often.
    shown.hint(Hint::SuppressSound(true));
}

/// What the daemon calls a notification.
pub fn number_of(handle: &NotificationHandle) -> Option<u32> {
    Some(handle.id())
}

/// Takes a notification off the screen: whoever waits for it holds its handle, so it is replaced by one that is closed at once.
pub fn take_back(number: u32) {
    std::thread::spawn(move || match Notification::new().summary("Holdfast").id(number).show() {
        Ok(handle) => handle.close(),
        Err(error) => tracing::debug!(%error, "a notification that no longer matters stays until it is looked at"),
    });
}
