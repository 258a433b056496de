//! The window of a drill, with ports of its own: no key store, its own team server, and no notification of the system.

use holdfast_desk::{Chime, Desk, DeskError, Drill, KeyStore, Notice, Notifier, Ports};
use std::sync::{Arc, Mutex, PoisonError};
use tauri::{AppHandle, Manager, WebviewUrl, WebviewWindowBuilder, WindowEvent};

use crate::events::DeskWindow;
use crate::raise::raise_window;
use crate::team_server::SampleServer;
use crate::wall_clock::WallClock;
use crate::{chime, computer, platform};

/// What its window is called among the app's.
pub const LABEL: &str = "drill";
/// Whoever practises has a lead's means: what only a lead may do is practised too.
const LOGIN: &str = "qin";

/// The drill that is open, if one is.
#[derive(Debug)]
pub struct Drills {
    password: &'static str,
    now: Mutex<Option<Arc<Drill>>>,
}

impl Drills {
    /// None yet. `password` is the sample team's.
    pub const fn new(password: &'static str) -> Self {
        Self { password, now: Mutex::new(None) }
    }

    /// The one that is open.
    pub fn now(&self) -> Option<Arc<Drill>> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Ends the one that is open.
    pub fn close(&self) {
        let drill = self.now.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(drill) = drill {
            drill.close();
        }
    }
}

/// No secret of a drill is worth keeping.
#[derive(Debug)]
struct NoKeys;

impl KeyStore for NoKeys {
    fn available(&self) -> Option<String> {
        None
    }

    fn secret(&self, _: &str) -> Result<Option<Vec<u8>>, DeskError> {
        Ok(None)
    }

    fn keep(&self, _: &str, _: &[u8]) -> Result<(), DeskError> {
        Err(DeskError::new("key-store-missing"))
    }
}

/// What falls due in a drill stands in its window: among the system's notifications it would be taken for something real.
#[derive(Debug)]
struct Unheard;

impl Notifier for Unheard {
    fn available(&self) -> bool {
        true
    }

    fn is_told_not_to_disturb(&self) -> bool {
        false
    }

    fn show(&self, _: Notice) {}

    /// As at the desk: it is practised by ear, too.
    fn chime(&self, which: Chime, times: u8) {
        chime::play(which, times);
    }

    fn withdraw(&self, _: &str) {}

    fn withdraw_all(&self) {}
}

/// Opens the window of a drill beside that of the desk.
///
/// # Errors
/// `drill-running` when one is open, which comes up; `drill-in-outage`; `locked`.
pub fn begin(app: &AppHandle, real: &Arc<Desk>) -> Result<(), DeskError> {
    let drills = app.state::<Drills>();
    if let Some(window) = app.get_webview_window(LABEL) {
        raise_window(&window);
        return Err(DeskError::new("drill-running"));
    }
    drills.close();
    let folder = computer::folder(app).map_err(|error| DeskError::internal(&error))?.join(LABEL);
    let window = Arc::new(DeskWindow::new(LABEL));
    window.attach(app);
    let ports = Ports {
        clock: Arc::new(WallClock),
        key_store: Arc::new(NoKeys),
        notifier: Arc::new(Unheard),
        window,
        team_server: Arc::new(SampleServer::new(folder.join("team-server"), drills.password, LOGIN)),
        runtime: tauri::async_runtime::handle().inner().clone(),
        encoder: computer::encoder(app),
        locale: computer::locale(),
        computer: computer::name(),
    };
    let drill = Drill::begin(real, &folder, ports)?;
    *drills.now.lock().unwrap_or_else(PoisonError::into_inner) = Some(drill);
    open_window(app, real).inspect_err(|_| drills.close())
}

/// Closes its window, and with it the drill.
pub fn close_window(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL)
        && let Err(error) = window.destroy()
    {
        tracing::warn!(%error, "the window of a drill did not close");
    }
}

fn open_window(app: &AppHandle, real: &Arc<Desk>) -> Result<(), DeskError> {
    let title = format!("Holdfast · {}", real.words().say("drill-strip", &[]));
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title(title)
        .inner_size(1360.0, 880.0)
        .min_inner_size(800.0, 560.0)
        .disable_drag_drop_handler()
        .on_navigation(computer::is_own_page)
        .build()
        .map_err(|error| DeskError::internal(&error))?;
    platform::prepare_window(&window);
    let app = app.clone();
    window.on_window_event(move |event| {
        if matches!(event, WindowEvent::Destroyed) {
            // Its desk and its server take a moment to end: the window of the real desk does not wait for it.
            let app = app.clone();
            std::thread::spawn(move || app.state::<Drills>().close());
        }
    });
    Ok(())
}
