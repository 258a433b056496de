//! Commands of the schedules.
#![allow(clippy::unreachable, reason = "the macro of an async command says so itself")]

use holdfast_desk::DeskError;
use holdfast_desk::view::{CalendarView, ClockStory, Queued, ScheduleDraft, ScheduleList, Trial};

use super::of_desk::OfDesk;

#[tauri::command(async)]
#[specta::specta]
pub fn schedules(desk: OfDesk) -> Result<ScheduleList, DeskError> {
    let work = desk.work()?;
    work.schedules()
}

#[tauri::command(async)]
#[specta::specta]
pub fn save_schedule(desk: OfDesk, draft: ScheduleDraft) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.save_schedule(&draft)
}

#[tauri::command(async)]
#[specta::specta]
pub fn try_schedule(desk: OfDesk, draft: ScheduleDraft, trial: Trial) -> Result<Vec<ClockStory>, DeskError> {
    let work = desk.work()?;
    work.try_schedule(&draft, &trial)
}

#[tauri::command(async)]
#[specta::specta]
pub fn read_calendar(desk: OfDesk, text: String) -> Result<CalendarView, DeskError> {
    let work = desk.work()?;
    work.read_calendar(&text)
}
