//! The tray icon: joined, parted, or with a mark. The app is whole without it; some desktops have no tray.

use holdfast_desk::Desk;
use holdfast_desk::view::ConnectionState;
use std::sync::Arc;
use tauri::image::Image;
use tauri::menu::{Menu, MenuItem};
use tauri::tray::{TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager, include_image};

const ID: &str = "holdfast";
const ONLINE: Image<'_> = include_image!("icons/tray-online.png");
const OFFLINE: Image<'_> = include_image!("icons/tray-offline.png");
const ALERT: Image<'_> = include_image!("icons/tray-alert.png");

/// Puts the icon into the tray.
pub fn build(app: &AppHandle) -> tauri::Result<()> {
    let show = MenuItem::with_id(app, "show", "Holdfast", true, None::<&str>)?;
    let menu = Menu::with_items(app, &[&show])?;
    TrayIconBuilder::with_id(ID)
        .icon(ONLINE)
        .tooltip("Holdfast")
        .menu(&menu)
        .on_menu_event(|app, _| crate::raise::raise(app))
        .on_tray_icon_event(|tray, event| {
            if matches!(event, TrayIconEvent::DoubleClick { .. }) {
                crate::raise::raise(tray.app_handle());
            }
        })
        .build(app)?;
    Ok(())
}

/// Shows by its shape how the desk stands.
pub fn follow(app: &AppHandle) {
    let (Some(tray), Some(desk)) = (app.tray_by_id(ID), app.try_state::<Arc<Desk>>()) else { return };
    let Ok(work) = desk.work() else { return };
    let alerting = work.alert_list().is_ok_and(|list| list.alerts.iter().any(|alert| !alert.acknowledged));
    let offline = work.connection().is_ok_and(|connection| connection.state == ConnectionState::Offline);
    let icon = if alerting {
        ALERT
    } else if offline {
        OFFLINE
    } else {
        ONLINE
    };
    if let Err(error) = tray.set_icon(Some(icon)) {
        tracing::debug!(%error, "the tray did not take the icon");
    }
}
