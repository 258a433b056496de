//! Commands on who is in which ticket.

use holdfast_desk::view::{Doing, PresentView};
use holdfast_desk::{Desk, DeskError};
use std::sync::Arc;
use tauri::State;

type OfDesk<'a> = State<'a, Arc<Desk>>;

#[tauri::command(async)]
#[specta::specta]
pub fn look_at(desk: OfDesk<'_>, ticket: Option<String>, doing: Doing) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.look_at(ticket.as_deref(), doing)
}

#[tauri::command(async)]
#[specta::specta]
pub fn present(desk: OfDesk<'_>) -> Result<Vec<PresentView>, DeskError> {
    let work = desk.work()?;
    work.present()
}
