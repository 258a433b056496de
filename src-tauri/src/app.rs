//! Puts the app together: the desk with this computer's ports, the window, the tray.

use holdfast_desk::{Desk, Ports};
use std::io::Write;
use std::process::ExitCode;
use std::sync::{Arc, mpsc};
use std::time::Duration;
use tauri::{AppHandle, Manager, RunEvent, WebviewUrl, WebviewWindowBuilder, WindowEvent};
use tauri_plugin_autostart::MacosLauncher;

use crate::drill::{self, Drills};
use crate::events::DeskWindow;
use crate::keys::SystemKeys;
use crate::notify::SystemNotifier;
use crate::raise::MAIN;
use crate::team_server::SampleServer;
use crate::wall_clock::WallClock;
use crate::{commands, computer, log, platform, shortcut, tray};

/// Who "try it on this computer" signs in as.
const SAMPLE_LOGIN: &str = "wen";

/// Started with the computer: watches in the tray, and shows no window until it is asked for.
const IN_TRAY: &str = "--in-tray";

/// So long the window waits for a desk that opens by itself, so that the locked screen does not flash up.
const WAITS_FOR_OPENING: Duration = Duration::from_millis(800);

/// Runs until the window is closed. `password` is the sample team's.
pub fn run(password: &'static str) -> ExitCode {
    let commands = commands::builder();
    let mut builder = tauri::Builder::default();
    if std::env::var_os(computer::PROFILE).is_none() {
        // First of all plugins: a second start shows the first one's window and ends.
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, arguments, _| {
            if arguments.iter().any(|argument| argument == shortcut::CAPTURE) { shortcut::open_capture(app) } else { crate::raise::raise(app) }
        }));
    }
    let built = builder
        .plugin(tauri_plugin_autostart::init(MacosLauncher::LaunchAgent, Some(vec![IN_TRAY])))
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(commands.invoke_handler())
        .setup(move |app| Ok(set_up(app.handle(), password)?))
        .build(context());
    match built {
        Ok(app) => {
            app.run(|app, event| {
                // A click on the Dock's icon.
                #[cfg(target_os = "macos")]
                if matches!(event, RunEvent::Reopen { .. }) {
                    crate::raise::raise(app);
                }
                if matches!(event, RunEvent::Exit)
                    && let Some(desk) = app.try_state::<Arc<Desk>>()
                {
                    app.state::<Drills>().close();
                    desk.close();
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            // There is no window to say it in.
            let _ = writeln!(std::io::stderr(), "Holdfast could not open its window: {error}. Your data are untouched.");
            ExitCode::FAILURE
        }
    }
}

#[allow(clippy::exit, clippy::disallowed_methods, reason = "the macro's own code")]
fn context() -> tauri::Context {
    tauri::generate_context!()
}

fn set_up(app: &AppHandle, password: &'static str) -> tauri::Result<()> {
    let folder = computer::folder(app)?;
    std::fs::create_dir_all(&folder)?;
    if let Some(guard) = log::start(&folder) {
        app.manage(guard);
    }
    let (window, notifier) = (Arc::new(DeskWindow::new(MAIN)), Arc::new(SystemNotifier::default()));
    window.attach(app);
    let ports = Ports {
        clock: Arc::new(WallClock),
        key_store: Arc::new(SystemKeys::default()),
        notifier: Arc::clone(&notifier) as Arc<dyn holdfast_desk::Notifier>,
        window: Arc::clone(&window) as Arc<dyn holdfast_desk::Window>,
        team_server: Arc::new(SampleServer::new(folder.join("team-server"), password, SAMPLE_LOGIN)),
        runtime: tauri::async_runtime::handle().inner().clone(),
        encoder: computer::encoder(app),
        locale: computer::locale(),
        computer: computer::name(),
    };
    let desk = Arc::new(Desk::new(&folder, ports));
    open_by_itself(&desk);
    notifier.tell(&desk);
    app.manage(Arc::clone(&window));
    app.manage(Drills::new(password));
    app.manage(Arc::clone(&desk));
    if let Err(error) = tray::build(app, &desk) {
        tracing::info!(%error, "this desktop has no tray; the window says everything");
    }
    shortcut::begin(app, &desk);
    open_window(app, &desk)?;
    if std::env::args().any(|argument| argument == shortcut::CAPTURE) {
        shortcut::open_capture(app);
    }
    Ok(())
}

/// A desk is mostly open before its window is. A key store that asks the person first is not waited for: the window shows
/// the locked screen, and the desk opens when the person has answered.
fn open_by_itself(desk: &Arc<Desk>) {
    let (done, opened) = mpsc::channel();
    let desk = Arc::clone(desk);
    std::thread::spawn(move || {
        desk.open_by_itself();
        // Whoever waited may have gone on.
        let _ = done.send(());
    });
    let _ = opened.recv_timeout(WAITS_FOR_OPENING);
}

fn open_window(app: &AppHandle, desk: &Arc<Desk>) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title("Holdfast")
        .inner_size(1440.0, 900.0)
        .min_inner_size(800.0, 560.0)
        .visible(!is_started_in_tray(desk))
        // What is dropped goes to the page, as contents; the shell would hand it paths.
        .disable_drag_drop_handler()
        .on_navigation(computer::is_own_page)
        .build()?;
    platform::prepare_window(&window);
    let (desk, hidden, app) = (Arc::downgrade(desk), window.clone(), app.clone());
    window.on_window_event(move |event| {
        let Some(desk) = desk.upgrade() else { return };
        match event {
            WindowEvent::Focused(focused) => {
                if let Ok(work) = desk.work() {
                    work.active(*focused);
                }
            }
            // A drill without the desk that it practises for is of no use.
            WindowEvent::Destroyed => drill::close_window(&app),
            WindowEvent::CloseRequested { api, .. } if desk.watches_on() && can_come_back() => {
                api.prevent_close();
                if let Err(error) =
                    hidden.hide().map_err(|error| error.to_string()).and_then(|()| desk.closed_to_tray().map_err(|error| error.to_string()))
                {
                    tracing::warn!(%error, "the window was closed, and the desk goes on watching unseen");
                }
            }
            _ => {}
        }
    });
    Ok(())
}

/// A window of a profile of its own is not brought back by starting Holdfast again, and a desktop may have no tray.
fn can_come_back() -> bool {
    std::env::var_os(computer::PROFILE).is_none()
}

/// A desk that is not open has to be unlocked before it watches anything: its window is shown.
fn is_started_in_tray(desk: &Desk) -> bool {
    std::env::args().any(|argument| argument == IN_TRAY) && desk.watches_on() && desk.work().is_ok()
}
