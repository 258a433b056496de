//! Commands of the stage: first start, sign-in, unlock, settings.
#![allow(clippy::unreachable, reason = "the macro of an async command says so itself")]

use holdfast_desk::view::{DeskState, ToOpen};
use holdfast_desk::{Chime, DeskError, Settings};
use std::sync::Arc;
use tauri::{AppHandle, State};
use tauri_plugin_autostart::ManagerExt;

use crate::events::DeskWindow;
use crate::{chime, drill, shortcut};

use super::of_desk::OfDesk;

#[tauri::command(async)]
#[specta::specta]
pub fn desk_state(desk: OfDesk) -> DeskState {
    desk.state()
}

#[tauri::command(async)]
#[specta::specta]
pub fn try_here(desk: OfDesk) -> Result<DeskState, DeskError> {
    desk.in_earnest()?.try_here()
}

#[tauri::command(async)]
#[specta::specta]
pub fn team_server(desk: OfDesk, run: bool) -> Result<DeskState, DeskError> {
    desk.in_earnest()?.team_server(run)
}

#[tauri::command(async)]
#[specta::specta]
pub fn connect(desk: OfDesk, address: String) -> Result<DeskState, DeskError> {
    desk.in_earnest()?.connect(&address)
}

#[tauri::command(async)]
#[specta::specta]
pub fn back_to_welcome(desk: OfDesk) -> Result<DeskState, DeskError> {
    desk.in_earnest()?.back_to_welcome()
}

#[tauri::command]
#[specta::specta]
pub async fn sign_in(desk: OfDesk, login: String, password: String) -> Result<DeskState, DeskError> {
    desk.in_earnest()?.sign_in(&login, &password).await
}

#[tauri::command(async)]
#[specta::specta]
pub fn sign_in_again(desk: OfDesk) -> Result<DeskState, DeskError> {
    Ok(desk.in_earnest()?.sign_in_again())
}

#[tauri::command(async)]
#[specta::specta]
pub fn set_unlock(desk: OfDesk, passphrase: Option<String>) -> Result<DeskState, DeskError> {
    desk.in_earnest()?.set_unlock(passphrase.as_deref())
}

#[tauri::command(async)]
#[specta::specta]
pub fn unlock(desk: OfDesk, passphrase: Option<String>) -> Result<DeskState, DeskError> {
    desk.in_earnest()?.unlock(passphrase.as_deref())
}

#[tauri::command(async)]
#[specta::specta]
pub fn lock(desk: OfDesk) -> Result<DeskState, DeskError> {
    // Nobody knows the passphrase of a drill.
    Ok(desk.in_earnest()?.lock())
}

#[tauri::command(async)]
#[specta::specta]
pub fn settings(desk: OfDesk) -> Settings {
    desk.settings()
}

#[tauri::command(async)]
#[specta::specta]
pub fn save_settings(app: AppHandle, desk: OfDesk, settings: Settings) -> Result<Settings, DeskError> {
    let before = desk.settings();
    let saved = desk.save_settings(settings)?;
    // What concerns the whole computer is the real desk's.
    if desk.is_drill() {
        return Ok(saved);
    }
    if saved.autostart != before.autostart {
        let launcher = app.autolaunch();
        if let Err(error) = if saved.autostart { launcher.enable() } else { launcher.disable() } {
            // The file says what is so.
            desk.save_settings(Settings { autostart: before.autostart, ..saved })?;
            return Err(DeskError::new("autostart-refused").with("why", error));
        }
    }
    if (saved.capture_everywhere, &saved.capture_key) != (before.capture_everywhere, &before.capture_key)
        && let Err(error) = shortcut::follow(&app, &saved)
    {
        // The key that was heard before is heard again, and the file says what is so.
        let Settings { capture_everywhere, capture_key, .. } = before;
        let kept = desk.save_settings(Settings { capture_everywhere, capture_key, ..saved })?;
        // It was heard a moment ago; where it is not any more, the settings say so.
        let _ = shortcut::follow(&app, &kept);
        return Err(error);
    }
    crate::tray::speak(&app);
    Ok(saved)
}

/// Sounds so many times, beside whatever else goes on.
#[tauri::command]
#[specta::specta]
pub fn chime(which: Chime, times: u8) {
    chime::play(which, times);
}

/// Why the key for the quick capture is not heard from other programs, where it is wanted.
#[tauri::command(async)]
#[specta::specta]
pub fn shortcut_trouble(trouble: State<'_, shortcut::Trouble>) -> Option<DeskError> {
    trouble.get()
}

/// Ends Holdfast, also where closing the window leaves it watching.
#[tauri::command(async)]
#[specta::specta]
pub fn quit(app: AppHandle, desk: OfDesk) {
    if desk.is_drill() { drill::close_window(&app) } else { app.exit(0) }
}

/// What a notification asked for that was clicked before the page listened.
#[tauri::command(async)]
#[specta::specta]
pub fn to_open(desk: OfDesk, window: State<'_, Arc<DeskWindow>>) -> Option<ToOpen> {
    if desk.is_drill() { None } else { window.take_to_open() }
}
