//! The tray icon: joined or parted, each with a mark when something waits; in words in its tooltip and at the head of its menu.
//! Beside it the count on the taskbar and in the window's title. The app is whole without them; some desktops have no tray.

use holdfast_desk::Desk;
use holdfast_desk::view::ConnectionState;
use std::sync::{Arc, Mutex, PoisonError};
use tauri::image::Image;
use tauri::menu::{Menu, MenuItem, PredefinedMenuItem};
use tauri::tray::{TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager, WebviewWindow, include_image};

const ID: &str = "holdfast";
const QUIT: &str = "quit";
const ONLINE: Image<'_> = include_image!("icons/tray-online.png");
const OFFLINE: Image<'_> = include_image!("icons/tray-offline.png");
const ALERT: Image<'_> = include_image!("icons/tray-alert.png");
const OFFLINE_ALERT: Image<'_> = include_image!("icons/tray-offline-alert.png");

/// How the desk stands, as far as the tray tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Standing {
    state: &'static str,
    alerts: u32,
}

impl Standing {
    fn of(desk: &Desk) -> Self {
        let Ok(work) = desk.work() else { return Self { state: "tray-state-locked", alerts: 0 } };
        let state = match work.connection().map(|connection| connection.state) {
            Ok(ConnectionState::Offline) => "tray-state-offline",
            Ok(ConnectionState::Connecting) | Err(_) => "tray-state-connecting",
            Ok(ConnectionState::Online | ConnectionState::Degraded | ConnectionState::Recovering) => "tray-state-online",
        };
        Self { state, alerts: work.fresh_alerts().unwrap_or_default() }
    }

    fn icon(&self) -> Image<'static> {
        match (self.state == "tray-state-offline", self.alerts) {
            (false, 0) => ONLINE,
            (false, _) => ALERT,
            (true, 0) => OFFLINE,
            (true, _) => OFFLINE_ALERT,
        }
    }

    fn words(&self, desk: &Desk) -> String {
        let words = desk.words();
        let state = words.say(self.state, &[]);
        if self.alerts == 0 { state } else { format!("{state} · {}", words.say("tray-state-alerts", &[("n", &self.alerts.to_string())])) }
    }
}

/// What the tray shows now: it is drawn again only when that changes.
#[derive(Debug, Default)]
struct Shown(Mutex<Option<(Standing, String)>>);

/// Puts the icon into the tray.
pub fn build(app: &AppHandle, desk: &Desk) -> tauri::Result<()> {
    let standing = Standing::of(desk);
    let words = standing.words(desk);
    TrayIconBuilder::with_id(ID)
        .icon(standing.icon())
        .tooltip(tooltip(&words))
        .menu(&menu(app, desk, &words)?)
        .on_menu_event(|app, event| if event.id() == QUIT { app.exit(0) } else { crate::raise::raise(app) })
        .on_tray_icon_event(|tray, event| {
            if matches!(event, TrayIconEvent::DoubleClick { .. }) {
                crate::raise::raise(tray.app_handle());
            }
        })
        .build(app)?;
    app.manage(Shown(Mutex::new(Some((standing, words)))));
    Ok(())
}

fn tooltip(words: &str) -> String {
    format!("Holdfast · {words}")
}

/// Some desktops show no tooltip, so that the menu begins with how the desk stands.
fn menu(app: &AppHandle, desk: &Desk, words: &str) -> tauri::Result<Menu<tauri::Wry>> {
    let catalogue = desk.words();
    let standing = MenuItem::with_id(app, "standing", words, false, None::<&str>)?;
    let line = PredefinedMenuItem::separator(app)?;
    let show = MenuItem::with_id(app, "show", catalogue.say("tray-open", &[]), true, None::<&str>)?;
    let quit = MenuItem::with_id(app, QUIT, catalogue.say("tray-quit", &[]), true, None::<&str>)?;
    Menu::with_items(app, &[&standing, &line, &show, &quit])
}

/// The menu speaks the person's language.
pub fn speak(app: &AppHandle) {
    let Some(desk) = app.try_state::<Arc<Desk>>() else { return };
    shows(app, &desk, &Standing::of(&desk));
}

/// Shows by its shape and in words how the desk stands, and how many alerts wait.
pub fn follow(app: &AppHandle) {
    let Some(desk) = app.try_state::<Arc<Desk>>() else { return };
    let standing = Standing::of(&desk);
    shows(app, &desk, &standing);
    if let Some(window) = app.get_webview_window("main") {
        count(&window, standing.alerts);
    }
}

fn shows(app: &AppHandle, desk: &Desk, standing: &Standing) {
    let (Some(tray), Some(shown)) = (app.tray_by_id(ID), app.try_state::<Shown>()) else { return };
    let words = standing.words(desk);
    let next = Some((standing.clone(), words.clone()));
    // The menu is made anew where the words are others: in another language the state's are, too.
    if std::mem::replace(&mut *shown.0.lock().unwrap_or_else(PoisonError::into_inner), next.clone()) == next {
        return;
    }
    let drawn = tray.set_icon(Some(standing.icon())).and_then(|()| tray.set_tooltip(Some(tooltip(&words))));
    if let Err(error) = drawn.and_then(|()| menu(app, desk, &words)).and_then(|menu| tray.set_menu(Some(menu))) {
        tracing::debug!(%error, "the tray did not take how the desk stands");
    }
}

fn count(window: &WebviewWindow, alerts: u32) {
    let title = if alerts == 0 { "Holdfast".to_owned() } else { format!("({alerts}) Holdfast") };
    if window.title().is_ok_and(|now| now == title) {
        return;
    }
    let done = window.set_title(&title).and_then(|()| crate::platform::set_badge(window, alerts, &ALERT));
    if let Err(error) = done {
        tracing::debug!(%error, "the taskbar did not take the count");
    }
}
