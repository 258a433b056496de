//! Commands of a drill: begun in the window of the desk, the rest in its own.

use holdfast_desk::view::DrillView;
use holdfast_desk::{DeskError, Drill};
use std::sync::Arc;
use tauri::{AppHandle, State};

use super::of_desk::OfDesk;
use crate::drill::{self, Drills};

/// Opens the window of a drill, or brings up the one that is open.
#[tauri::command(async)]
#[specta::specta]
pub fn begin_drill(app: AppHandle, desk: OfDesk) -> Result<(), DeskError> {
    desk.in_earnest()?;
    drill::begin(&app, &desk.kept())
}

/// How the drill stands; none where there is none.
#[tauri::command(async)]
#[specta::specta]
pub fn drill(drills: State<'_, Drills>) -> Result<Option<DrillView>, DeskError> {
    drills.now().map(|drill| drill.view()).transpose()
}

#[tauri::command(async)]
#[specta::specta]
pub fn drill_start(drills: State<'_, Drills>) -> Result<(), DeskError> {
    running(&drills)?.start()
}

#[tauri::command(async)]
#[specta::specta]
pub fn drill_hurry(drills: State<'_, Drills>) -> Result<(), DeskError> {
    running(&drills)?.hurry();
    Ok(())
}

#[tauri::command(async)]
#[specta::specta]
pub fn drill_end(drills: State<'_, Drills>) -> Result<(), DeskError> {
    running(&drills)?.end()
}

/// Closes its window; nothing of it stays.
#[tauri::command(async)]
#[specta::specta]
pub fn drill_close(app: AppHandle) {
    drill::close_window(&app);
}

fn running(drills: &Drills) -> Result<Arc<Drill>, DeskError> {
    drills.now().ok_or_else(|| DeskError::new("drill-not-ready"))
}
