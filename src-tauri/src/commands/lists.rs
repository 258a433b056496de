//! Commands on lists, and on many tickets at once.

use holdfast_desk::DeskError;
use holdfast_desk::domain::FilterRule;
use holdfast_desk::view::{BulkAct, BulkDone, FilterDraft, MergeChoices, Millis, Queued, SavedFilter};

use super::of_desk::OfDesk;

#[tauri::command(async)]
#[specta::specta]
pub fn filters(desk: OfDesk) -> Result<Vec<SavedFilter>, DeskError> {
    let work = desk.work()?;
    work.filters()
}

#[tauri::command(async)]
#[specta::specta]
pub fn count_filter(desk: OfDesk, rule: FilterRule) -> Result<u32, DeskError> {
    let work = desk.work()?;
    work.count_filter(&rule)
}

#[tauri::command(async)]
#[specta::specta]
pub fn save_filter(desk: OfDesk, filter: FilterDraft) -> Result<String, DeskError> {
    let work = desk.work()?;
    work.save_filter(filter)
}

#[tauri::command(async)]
#[specta::specta]
pub fn remove_filter(desk: OfDesk, id: String) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.remove_filter(&id)
}

#[tauri::command(async)]
#[specta::specta]
pub fn bulk(desk: OfDesk, tickets: Vec<String>, act: BulkAct) -> Result<BulkDone, DeskError> {
    let work = desk.work()?;
    work.bulk(&tickets, &act)
}

#[tauri::command(async)]
#[specta::specta]
pub fn snooze(desk: OfDesk, ticket: String, until: Option<Millis>) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.snooze(&ticket, until)
}

#[tauri::command(async)]
#[specta::specta]
pub fn wake(desk: OfDesk, ticket: String) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.wake(&ticket)
}

#[tauri::command(async)]
#[specta::specta]
pub fn time_in_words(desk: OfDesk, text: String) -> Result<Option<Millis>, DeskError> {
    let work = desk.work()?;
    Ok(work.time_in_words(&text))
}

#[tauri::command(async)]
#[specta::specta]
pub fn link_tickets(desk: OfDesk, ticket: String, other: String, linked: bool) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.link_tickets(&ticket, &other, linked)
}

#[tauri::command(async)]
#[specta::specta]
pub fn merge_choices(desk: OfDesk, ticket: String, text: String) -> Result<MergeChoices, DeskError> {
    let work = desk.work()?;
    work.merge_choices(&ticket, &text)
}

#[tauri::command(async)]
#[specta::specta]
pub fn merge_ticket(desk: OfDesk, ticket: String, into: String) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.merge_ticket(&ticket, &into)
}

#[tauri::command(async)]
#[specta::specta]
pub fn unmerge_ticket(desk: OfDesk, ticket: String, other: String) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.unmerge_ticket(&ticket, &other)
}
