//! Commands on who is in which ticket.

use holdfast_desk::DeskError;
use holdfast_desk::view::{Doing, PresentView};

use super::of_desk::OfDesk;

#[tauri::command(async)]
#[specta::specta]
pub fn look_at(desk: OfDesk, ticket: Option<String>, doing: Doing) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.look_at(ticket.as_deref(), doing)
}

#[tauri::command(async)]
#[specta::specta]
pub fn present(desk: OfDesk) -> Result<Vec<PresentView>, DeskError> {
    let work = desk.work()?;
    work.present()
}
