//! What is known of this computer: where the desk's files lie, what came with the app, its language and its name.

use std::path::PathBuf;
use tauri::{AppHandle, Manager};

/// A profile of its own, for a second desk on one computer and for tests.
pub const PROFILE: &str = "HOLDFAST_PROFILE";

/// Where the desk's files lie.
pub fn folder(app: &AppHandle) -> tauri::Result<PathBuf> {
    std::env::var_os(PROFILE).map_or_else(|| app.path().app_local_data_dir(), |folder| Ok(PathBuf::from(folder)))
}

/// The sentence encoder that came with the app; in a build that was not installed, the one that the task runner laid out.
pub fn encoder(app: &AppHandle) -> Option<PathBuf> {
    let shipped = app.path().resource_dir().ok().map(|folder| folder.join("encoder"));
    let built = std::env::current_exe().ok().and_then(|exe| exe.parent()?.parent().map(|target| target.join("encoder")));
    [shipped, built].into_iter().flatten().find(|folder| folder.is_dir())
}

/// Whether it is a page of the app itself: nothing else is ever shown.
pub fn is_own_page(url: &tauri::Url) -> bool {
    matches!(url.scheme(), "tauri" | "about")
        || matches!(url.host_str(), Some("tauri.localhost"))
        || (cfg!(debug_assertions) && url.host_str() == Some("localhost"))
}

/// In which language it speaks.
pub fn locale() -> String {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .or_else(sys_locale::get_locale)
        .unwrap_or_default()
}

/// What it is called.
pub fn name() -> String {
    ["HOSTNAME", "COMPUTERNAME"].iter().find_map(|name| std::env::var(name).ok()).unwrap_or_else(|| std::env::consts::OS.to_owned())
}
