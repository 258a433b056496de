//! Commands of outages.
#![allow(clippy::unreachable, reason = "the macro of an async command says so itself")]

use holdfast_desk::domain::CallBackStep;
use holdfast_desk::view::{CallBackList, CallPromise, OutageReport, OutageView, QuickReply};
use holdfast_desk::{Desk, DeskError};
use std::sync::Arc;
use tauri::State;

type OfDesk<'a> = State<'a, Arc<Desk>>;

#[tauri::command(async)]
#[specta::specta]
pub fn outages(desk: OfDesk<'_>) -> Result<Vec<OutageView>, DeskError> {
    let work = desk.work()?;
    work.outages()
}

#[tauri::command(async)]
#[specta::specta]
pub fn report_outage(desk: OfDesk<'_>, report: OutageReport) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.report_outage(report)
}

#[tauri::command(async)]
#[specta::specta]
pub fn end_outage(desk: OfDesk<'_>, outage: String) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.end_outage(&outage)
}

#[tauri::command(async)]
#[specta::specta]
pub fn outage_scripts(desk: OfDesk<'_>, ticket: Option<String>) -> Result<Vec<QuickReply>, DeskError> {
    let work = desk.work()?;
    work.outage_scripts(ticket.as_deref())
}

#[tauri::command(async)]
#[specta::specta]
pub fn call_backs(desk: OfDesk<'_>, outage: String) -> Result<CallBackList, DeskError> {
    let work = desk.work()?;
    work.call_backs(&outage)
}

#[tauri::command(async)]
#[specta::specta]
pub fn call_back(desk: OfDesk<'_>, ticket: String, outage: String, step: CallBackStep, promise: Option<CallPromise>) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.call_back(&ticket, &outage, step, promise)
}
