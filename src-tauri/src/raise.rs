//! Brings the window up before everything else.

use tauri::{AppHandle, Manager, UserAttentionType, WebviewWindow};

/// What the window of the real desk is called among the app's.
pub const MAIN: &str = "main";

/// Shows the window, and asks for attention where a desktop refuses the focus to an app that was not clicked itself.
pub fn raise(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        raise_window(&window);
    }
}

/// The same of one window.
pub fn raise_window(window: &WebviewWindow) {
    let raised = window.show().and_then(|()| window.unminimize()).and_then(|()| window.set_focus());
    let asked = window.request_user_attention(Some(UserAttentionType::Critical));
    if let Err(error) = raised.and(asked) {
        tracing::info!(%error, "the window did not come up by itself");
    }
}
