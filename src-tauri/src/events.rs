//! What Rust tells the window: `changed` and `opens`, and nothing else.

use holdfast_desk::Window;
use holdfast_desk::view::{Tag, ToOpen};
use serde::Serialize;
use std::sync::{Mutex, PoisonError};
use tauri::{AppHandle, Emitter, Manager};

use crate::raise::MAIN;

/// Re-read what the tags name.
#[derive(Clone, Debug, Serialize, specta::Type, tauri_specta::Event)]
pub struct Changed {
    /// What to re-read.
    pub tags: Vec<Tag>,
}

/// Show what a click on a notification, or a key pressed in another program, asked for.
#[derive(Clone, Debug, Serialize, specta::Type, tauri_specta::Event)]
pub struct Opens {
    /// It.
    pub what: ToOpen,
}

/// The window of a desk, once it is there. What was said before is kept: an alert may be clicked before the page listens.
#[derive(Debug)]
pub struct DeskWindow {
    label: &'static str,
    app: Mutex<Option<AppHandle>>,
    to_open: Mutex<Option<ToOpen>>,
}

impl DeskWindow {
    /// The one of this label.
    pub const fn new(label: &'static str) -> Self {
        Self { label, app: Mutex::new(None), to_open: Mutex::new(None) }
    }

    /// The app runs.
    pub fn attach(&self, app: &AppHandle) {
        *self.app.lock().unwrap_or_else(PoisonError::into_inner) = Some(app.clone());
    }

    /// What was asked for before the page listened.
    pub fn take_to_open(&self) -> Option<ToOpen> {
        self.to_open.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn app(&self) -> Option<AppHandle> {
        self.app.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Window for DeskWindow {
    fn changed(&self, tags: Vec<Tag>) {
        if let Some(app) = self.app() {
            if self.label == MAIN && tags.iter().any(|tag| matches!(tag, Tag::Connection | Tag::Alerts | Tag::Stage)) {
                crate::tray::follow(&app);
            }
            if let Err(error) = app.emit_to(self.label, "changed", Changed { tags }) {
                tracing::warn!(%error, "the window could not be told what changed");
            }
        }
    }

    fn open(&self, what: ToOpen) {
        if what != ToOpen::Window {
            *self.to_open.lock().unwrap_or_else(PoisonError::into_inner) = Some(what.clone());
        }
        let Some(app) = self.app() else { return };
        if let Some(window) = app.get_webview_window(self.label) {
            crate::raise::raise_window(&window);
        }
        if let Err(error) = app.emit_to(self.label, "opens", Opens { what }) {
            tracing::warn!(%error, "the window could not be told what to open");
        }
    }
}
