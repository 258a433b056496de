//! The key that opens the quick capture from any program: on by choice, and never without saying so where it cannot be.
//! The system gives a key to the first program that asks; Wayland gives none to anybody, so there the desktop's own settings
//! can start `holdfast --capture`, which the running Holdfast hears.

use holdfast_desk::view::ToOpen;
use holdfast_desk::{Desk, DeskError, Settings, Window};
use std::sync::{Arc, Mutex, PoisonError};
use tauri::{AppHandle, Manager, Wry};
use tauri_plugin_global_shortcut::{Builder, GlobalShortcutExt, Shortcut, ShortcutState};

use crate::events::DeskWindow;

/// Asks a running Holdfast for the quick capture, as the key does.
pub const CAPTURE: &str = "--capture";

/// Why the key does nothing, where it is wanted and does nothing.
#[derive(Debug, Default)]
pub struct Trouble(Mutex<Option<DeskError>>);

impl Trouble {
    fn is(&self, error: Option<DeskError>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = error;
    }

    /// It, in words that the window knows.
    pub fn get(&self) -> Option<DeskError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Begins to listen, if the person wants it. Nothing that goes wrong here keeps the desk from opening.
pub fn begin(app: &AppHandle, desk: &Arc<Desk>) {
    app.manage(Trouble::default());
    let pressed = |app: &AppHandle, _: &Shortcut, event: tauri_plugin_global_shortcut::ShortcutEvent| {
        if event.state() == ShortcutState::Pressed {
            open_capture(app);
        }
    };
    if let Err(error) = app.plugin(Builder::<Wry>::new().with_handler(pressed).build()) {
        tracing::warn!(%error, "no key can be heard from other programs");
    }
    if let Err(error) = follow(app, &desk.settings()) {
        tracing::info!(code = error.code, "the key for the quick capture is not heard from other programs");
    }
}

/// The window comes up with the quick capture. A desk that is locked is unlocked first.
pub fn open_capture(app: &AppHandle) {
    if let Some(window) = app.try_state::<Arc<DeskWindow>>() {
        window.open(ToOpen::Capture);
    }
}

/// Hears the key that the settings name, or none.
///
/// # Errors
/// `shortcut-wayland`, `shortcut-no-desktop`, `shortcut-taken`, `shortcut-unknown`: nothing is heard then.
pub fn follow(app: &AppHandle, settings: &Settings) -> Result<(), DeskError> {
    let heard = if settings.capture_everywhere { hear(app, &settings.capture_key) } else { fall_silent(app) };
    if let Some(trouble) = app.try_state::<Trouble>() {
        trouble.is(heard.clone().err());
    }
    heard
}

fn hear(app: &AppHandle, key: &str) -> Result<(), DeskError> {
    if let Some(why) = impossible(|name| std::env::var(name).ok()) {
        return Err(DeskError::new(why));
    }
    let said = |code| DeskError::new(code).with("key", key);
    let shortcut = accelerator(key).parse::<Shortcut>().map_err(|_| said("shortcut-unknown"))?;
    fall_silent(app)?;
    app.try_state::<tauri_plugin_global_shortcut::GlobalShortcut<Wry>>().ok_or_else(|| said("shortcut-no-desktop"))?;
    app.global_shortcut().register(shortcut).map_err(|error| {
        tracing::info!(%error, "another program has the key");
        said("shortcut-taken")
    })
}

fn fall_silent(app: &AppHandle) -> Result<(), DeskError> {
    let Some(shortcuts) = app.try_state::<tauri_plugin_global_shortcut::GlobalShortcut<Wry>>() else { return Ok(()) };
    shortcuts.unregister_all().map_err(|error| {
        tracing::warn!(%error, "a key is still heard from other programs");
        DeskError::internal(&error)
    })
}

/// Why no program can hear keys of others here, by the session's variables. The library that listens would not say so.
fn impossible(variable: impl Fn(&str) -> Option<String>) -> Option<&'static str> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let is_set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    if variable("XDG_SESSION_TYPE").as_deref() == Some("wayland") || is_set("WAYLAND_DISPLAY") {
        return Some("shortcut-wayland");
    }
    (!is_set("DISPLAY")).then_some("shortcut-no-desktop")
}

/// A key as the window writes it, as the library reads it: `Ctrl` is the command key on a Mac in one, and named for both in the other.
fn accelerator(key: &str) -> String {
    key.split_inclusive('+').map(|part| if part == "Ctrl+" { "CmdOrCtrl+" } else { part }).collect()
}

#[cfg(test)]
mod tests {
    use super::{accelerator, impossible};
    use tauri_plugin_global_shortcut::{Code, Modifiers, Shortcut};

    #[test]
    fn keys_of_the_window_are_keys_of_the_system() {
        let key = |text: &str| accelerator(text).parse::<Shortcut>().unwrap();
        let command = if cfg!(target_os = "macos") { Modifiers::SUPER } else { Modifiers::CONTROL };
        assert_eq!(key("Ctrl+Alt+N"), Shortcut::new(Some(command | Modifiers::ALT), Code::KeyN));
        assert_eq!(key("Ctrl+Shift+Space"), Shortcut::new(Some(command | Modifiers::SHIFT), Code::Space));
        assert_eq!(key("Alt+F9"), Shortcut::new(Some(Modifiers::ALT), Code::F9));
        assert_eq!(key("Ctrl+Alt+/"), Shortcut::new(Some(command | Modifiers::ALT), Code::Slash));
        assert!(accelerator("Ctrl+é").parse::<Shortcut>().is_err(), "said as unknown, not taken for another key");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_session_that_gives_no_keys_away_is_known_by_its_variables() {
        let with = |set: &'static [(&str, &str)]| impossible(|name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()));
        assert_eq!(with(&[("DISPLAY", ":0"), ("XDG_SESSION_TYPE", "x11")]), None);
        assert_eq!(with(&[("DISPLAY", ":0"), ("WAYLAND_DISPLAY", "wayland-0")]), Some("shortcut-wayland"), "XWayland hears only its own windows");
        assert_eq!(with(&[("XDG_SESSION_TYPE", "wayland")]), Some("shortcut-wayland"));
        assert_eq!(with(&[("DISPLAY", "")]), Some("shortcut-no-desktop"));
    }
}
