//! Commands of the schedules.
#![allow(clippy::unreachable, reason = "the macro of an async command says so itself")]

use holdfast_desk::view::{CalendarView, ClockStory, Queued, ScheduleDraft, ScheduleList, Trial};
use holdfast_desk::{Desk, DeskError};
use std::sync::Arc;
use tauri::State;

type OfDesk<'a> = State<'a, Arc<Desk>>;

#[tauri::command(async)]
#[specta::specta]
pub fn schedules(desk: OfDesk<'_>) -> Result<ScheduleList, DeskError> {
    let work = desk.work()?;
    work.schedules()
}

#[tauri::command(async)]
#[specta::specta]
pub fn save_schedule(desk: OfDesk<'_>, draft: ScheduleDraft) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.save_schedule(&draft)
}

#[tauri::command(async)]
#[specta::specta]
pub fn try_schedule(desk: OfDesk<'_>, draft: ScheduleDraft, trial: Trial) -> Result<Vec<ClockStory>, DeskError> {
    let work = desk.work()?;
    work.try_schedule(&draft, &trial)
}

#[tauri::command(async)]
#[specta::specta]
pub fn read_calendar(desk: OfDesk<'_>, text: String) -> Result<CalendarView, DeskError> {
    let work = desk.work()?;
    work.read_calendar(&text)
}
