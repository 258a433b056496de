//! Commands of files. The computer's own dialog chooses where one is saved: the window never names a path.

use holdfast_desk::DeskError;
use holdfast_desk::domain::MessageKind;
use holdfast_desk::view::FileView;
use tauri::WebviewWindow;
use tauri_plugin_dialog::DialogExt;

use super::export::place;
use super::of_desk::OfDesk;

#[tauri::command(async)]
#[specta::specta]
pub fn attach(desk: OfDesk, ticket: String, kind: MessageKind, name: String, content: String) -> Result<FileView, DeskError> {
    let work = desk.work()?;
    work.attach(&ticket, kind, &name, &content)
}

#[tauri::command(async)]
#[specta::specta]
pub fn attach_to_article(desk: OfDesk, name: String, content: String) -> Result<FileView, DeskError> {
    let work = desk.work()?;
    work.attach_to_article(&name, &content)
}

#[tauri::command(async)]
#[specta::specta]
pub fn detach(desk: OfDesk, ticket: String, kind: MessageKind, hash: String) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.detach(&ticket, kind, &hash)
}

#[tauri::command(async)]
#[specta::specta]
pub fn want_file(desk: OfDesk, hash: String) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.want_file(&hash)
}

/// Asks where, and saves. False when the person chose no place. The desk may be locked meanwhile, so it is asked for anew.
#[tauri::command(async)]
#[specta::specta]
pub fn save_file(window: WebviewWindow, desk: OfDesk, hash: String, name: String) -> Result<bool, DeskError> {
    desk.work()?;
    let chosen = window.dialog().file().set_parent(&window).set_file_name(name).blocking_save_file();
    let Some(path) = place(chosen)? else { return Ok(false) };
    desk.work()?.save_file(&hash, &path)?;
    Ok(true)
}

#[tauri::command(async)]
#[specta::specta]
pub fn file_preview(desk: OfDesk, hash: String) -> Result<Option<String>, DeskError> {
    let work = desk.work()?;
    work.file_preview(&hash)
}
