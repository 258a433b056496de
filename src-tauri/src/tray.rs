//! The tray icon: joined, parted, or with a mark; beside it the count on the taskbar and in the window's title. The app is whole
//! without them; some desktops have no tray.

use holdfast_desk::Desk;
use holdfast_desk::view::ConnectionState;
use std::sync::Arc;
use tauri::image::Image;
use tauri::menu::{Menu, MenuItem};
use tauri::tray::{TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager, WebviewWindow, include_image};

const ID: &str = "holdfast";
const QUIT: &str = "quit";
const ONLINE: Image<'_> = include_image!("icons/tray-online.png");
const OFFLINE: Image<'_> = include_image!("icons/tray-offline.png");
const ALERT: Image<'_> = include_image!("icons/tray-alert.png");

/// Puts the icon into the tray.
pub fn build(app: &AppHandle, desk: &Desk) -> tauri::Result<()> {
    TrayIconBuilder::with_id(ID)
        .icon(ONLINE)
        .tooltip("Holdfast")
        .menu(&menu(app, desk)?)
        .on_menu_event(|app, event| if event.id() == QUIT { app.exit(0) } else { crate::raise::raise(app) })
        .on_tray_icon_event(|tray, event| {
            if matches!(event, TrayIconEvent::DoubleClick { .. }) {
                crate::raise::raise(tray.app_handle());
            }
        })
        .build(app)?;
    Ok(())
}

fn menu(app: &AppHandle, desk: &Desk) -> tauri::Result<Menu<tauri::Wry>> {
    let words = desk.words();
    let show = MenuItem::with_id(app, "show", words.say("tray-open", &[]), true, None::<&str>)?;
    let quit = MenuItem::with_id(app, QUIT, words.say("tray-quit", &[]), true, None::<&str>)?;
    Menu::with_items(app, &[&show, &quit])
}

/// The menu speaks the person's language.
pub fn speak(app: &AppHandle) {
    let (Some(tray), Some(desk)) = (app.tray_by_id(ID), app.try_state::<Arc<Desk>>()) else { return };
    if let Err(error) = menu(app, &desk).and_then(|menu| tray.set_menu(Some(menu))) {
        tracing::debug!(%error, "the tray kept its menu");
    }
}

/// Shows by its shape how the desk stands, and how many alerts wait.
pub fn follow(app: &AppHandle) {
    let Some(desk) = app.try_state::<Arc<Desk>>() else { return };
    let work = desk.work().ok();
    let alerts = work.as_ref().and_then(|work| work.fresh_alerts().ok()).unwrap_or_default();
    let offline = work.is_some_and(|work| work.connection().is_ok_and(|connection| connection.state == ConnectionState::Offline));
    let icon = match (alerts, offline) {
        (1.., _) => ALERT,
        (0, true) => OFFLINE,
        (0, false) => ONLINE,
    };
    if let Some(Err(error)) = app.tray_by_id(ID).map(|tray| tray.set_icon(Some(icon))) {
        tracing::debug!(%error, "the tray did not take the icon");
    }
    if let Some(window) = app.get_webview_window("main") {
        count(&window, alerts);
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
