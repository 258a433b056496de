//! Commands of the stage: first start, sign-in, unlock, settings.
#![allow(clippy::unreachable, reason = "the macro of an async command says so itself")]

use holdfast_desk::view::{DeskState, ToOpen};
use holdfast_desk::{Desk, DeskError, Settings};
use std::sync::Arc;
use tauri::{AppHandle, State};
use tauri_plugin_autostart::ManagerExt;

use crate::events::MainWindow;
use crate::shortcut;

type OfDesk<'a> = State<'a, Arc<Desk>>;

#[tauri::command(async)]
#[specta::specta]
pub fn desk_state(desk: OfDesk<'_>) -> DeskState {
    desk.state()
}

#[tauri::command(async)]
#[specta::specta]
pub fn try_here(desk: OfDesk<'_>) -> Result<DeskState, DeskError> {
    desk.try_here()
}

#[tauri::command(async)]
#[specta::specta]
pub fn team_server(desk: OfDesk<'_>, run: bool) -> Result<DeskState, DeskError> {
    desk.team_server(run)
}

#[tauri::command(async)]
#[specta::specta]
pub fn connect(desk: OfDesk<'_>, address: String) -> Result<DeskState, DeskError> {
    desk.connect(&address)
}

#[tauri::command(async)]
#[specta::specta]
pub fn back_to_welcome(desk: OfDesk<'_>) -> Result<DeskState, DeskError> {
    desk.back_to_welcome()
}

#[tauri::command]
#[specta::specta]
pub async fn sign_in(desk: OfDesk<'_>, login: String, password: String) -> Result<DeskState, DeskError> {
    desk.sign_in(&login, &password).await
}

#[tauri::command(async)]
#[specta::specta]
pub fn sign_in_again(desk: OfDesk<'_>) -> DeskState {
    desk.sign_in_again()
}

#[tauri::command(async)]
#[specta::specta]
pub fn set_unlock(desk: OfDesk<'_>, passphrase: Option<String>) -> Result<DeskState, DeskError> {
    desk.set_unlock(passphrase.as_deref())
}

#[tauri::command(async)]
#[specta::specta]
pub fn unlock(desk: OfDesk<'_>, passphrase: Option<String>) -> Result<DeskState, DeskError> {
    desk.unlock(passphrase.as_deref())
}

#[tauri::command(async)]
#[specta::specta]
pub fn lock(desk: OfDesk<'_>) -> DeskState {
    desk.lock()
}

#[tauri::command(async)]
#[specta::specta]
pub fn settings(desk: OfDesk<'_>) -> Settings {
    desk.settings()
}

#[tauri::command(async)]
#[specta::specta]
pub fn save_settings(app: AppHandle, desk: OfDesk<'_>, settings: Settings) -> Result<Settings, DeskError> {
    let before = desk.settings();
    let saved = desk.save_settings(settings)?;
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

/// Why the key for the quick capture is not heard from other programs, where it is wanted.
#[tauri::command(async)]
#[specta::specta]
pub fn shortcut_trouble(trouble: State<'_, shortcut::Trouble>) -> Option<DeskError> {
    trouble.get()
}

/// Ends Holdfast, also where closing the window leaves it watching.
#[tauri::command(async)]
#[specta::specta]
pub fn quit(app: AppHandle) {
    app.exit(0);
}

/// What a notification asked for that was clicked before the page listened.
#[tauri::command(async)]
#[specta::specta]
pub fn to_open(window: State<'_, Arc<MainWindow>>) -> Option<ToOpen> {
    window.take_to_open()
}
