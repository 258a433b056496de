//! Brings the window up before everything else.

use tauri::{AppHandle, Manager, UserAttentionType};

/// Shows the window, and asks for attention where a desktop refuses the focus to an app that was not clicked itself.
pub fn raise(app: &AppHandle) {
    let Some(window) = app.get_webview_window("main") else { return };
    let raised = window.show().and_then(|()| window.unminimize()).and_then(|()| window.set_focus());
    let asked = window.request_user_attention(Some(UserAttentionType::Critical));
    if let Err(error) = raised.and(asked) {
        tracing::info!(%error, "the window did not come up by itself");
    }
}
