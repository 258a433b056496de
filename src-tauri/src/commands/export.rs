//! Commands for unsent work in a file. The computer's own dialog chooses the file: the window never names a path.

use holdfast_desk::DeskError;
use holdfast_desk::view::{ExportView, ImportView};
use std::path::PathBuf;
use tauri::WebviewWindow;
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

use super::of_desk::OfDesk;

const ENDING: &str = "holdfast";

/// Asks where, and saves. None when the person chose no place. The desk may be locked meanwhile, so it is asked for anew.
#[tauri::command(async)]
#[specta::specta]
pub fn export_work(window: WebviewWindow, desk: OfDesk, passphrase: String) -> Result<Option<ExportView>, DeskError> {
    let name = desk.in_earnest()?.work()?.export_name();
    let Some(path) = place(dialog(&window).set_file_name(name).blocking_save_file())? else { return Ok(None) };
    desk.work()?.export(&path, &passphrase).map(Some)
}

/// Asks for the file, and brings it in. None when the person chose none.
#[tauri::command(async)]
#[specta::specta]
pub fn import_work(window: WebviewWindow, desk: OfDesk, passphrase: String) -> Result<Option<ImportView>, DeskError> {
    desk.in_earnest()?.work()?;
    let Some(path) = place(dialog(&window).blocking_pick_file())? else { return Ok(None) };
    desk.work()?.import(&path, &passphrase).map(Some)
}

fn dialog(window: &WebviewWindow) -> FileDialogBuilder<tauri::Wry> {
    window.dialog().file().set_parent(window).add_filter("Holdfast", &[ENDING])
}

pub(super) fn place(chosen: Option<FilePath>) -> Result<Option<PathBuf>, DeskError> {
    chosen.map(FilePath::into_path).transpose().map_err(|error| {
        tracing::warn!(%error, "a file was chosen that is no file of this computer");
        DeskError::new("file-not-reached")
    })
}
