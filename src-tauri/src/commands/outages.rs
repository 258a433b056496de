//! Commands of outages. The computer's own dialog chooses where a file goes: the window never names a path.
#![allow(clippy::unreachable, reason = "the macro of an async command says so itself")]

use holdfast_desk::DeskError;
use holdfast_desk::domain::CallBackStep;
use holdfast_desk::view::{
    CallBackList, CallPromise, ContingencyView, FileKind, ImpactOf, ImpactView, OutageForm, OutageReport, OutageView, QuickReply,
};
use std::path::PathBuf;
use tauri::WebviewWindow;
use tauri_plugin_dialog::DialogExt;

use super::export::place;
use super::of_desk::OfDesk;

#[tauri::command(async)]
#[specta::specta]
pub fn outages(desk: OfDesk) -> Result<Vec<OutageView>, DeskError> {
    let work = desk.work()?;
    work.outages()
}

#[tauri::command(async)]
#[specta::specta]
pub fn report_outage(desk: OfDesk, report: OutageReport) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.report_outage(report)
}

#[tauri::command(async)]
#[specta::specta]
pub fn end_outage(desk: OfDesk, outage: String) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.end_outage(&outage)
}

#[tauri::command(async)]
#[specta::specta]
pub fn outage_scripts(desk: OfDesk, ticket: Option<String>) -> Result<Vec<QuickReply>, DeskError> {
    let work = desk.work()?;
    work.outage_scripts(ticket.as_deref())
}

#[tauri::command(async)]
#[specta::specta]
pub fn call_backs(desk: OfDesk, outage: String) -> Result<CallBackList, DeskError> {
    let work = desk.work()?;
    work.call_backs(&outage)
}

#[tauri::command(async)]
#[specta::specta]
pub fn call_back(desk: OfDesk, ticket: String, outage: String, step: CallBackStep, promise: Option<CallPromise>) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.call_back(&ticket, &outage, step, promise)
}

#[tauri::command(async)]
#[specta::specta]
pub fn hand_over_calls(desk: OfDesk, outage: String, to: String, all: bool, words: String) -> Result<u32, DeskError> {
    let work = desk.work()?;
    work.hand_over_calls(&outage, &to, all, &words)
}

#[tauri::command(async)]
#[specta::specta]
pub fn impact(desk: OfDesk, of: ImpactOf) -> Result<ImpactView, DeskError> {
    let work = desk.work()?;
    work.impact(&of)
}

#[tauri::command(async)]
#[specta::specta]
pub fn contingency(desk: OfDesk) -> Result<ContingencyView, DeskError> {
    let work = desk.work()?;
    work.contingency()
}

/// Asks where, and saves. None when the person chose no place. The desk may be locked meanwhile, so it is asked for anew.
#[tauri::command(async)]
#[specta::specta]
pub fn save_impact(window: WebviewWindow, desk: OfDesk, of: ImpactOf, kind: FileKind) -> Result<Option<String>, DeskError> {
    let name = desk.work()?.impact_name(kind);
    let Some(path) = chosen(&window, name, kind)? else { return Ok(None) };
    desk.work()?.save_impact(&of, kind, &path).map(Some)
}

/// The same for the call-back list.
#[tauri::command(async)]
#[specta::specta]
pub fn save_calls(window: WebviewWindow, desk: OfDesk, outage: String, kind: FileKind) -> Result<Option<String>, DeskError> {
    let name = desk.work()?.calls_name(kind);
    let Some(path) = chosen(&window, name, kind)? else { return Ok(None) };
    desk.work()?.save_calls(&outage, kind, &path).map(Some)
}

/// The same for the sheet and forms that are printed beforehand.
#[tauri::command(async)]
#[specta::specta]
pub fn save_paper(window: WebviewWindow, desk: OfDesk) -> Result<Option<String>, DeskError> {
    let name = desk.work()?.paper_name();
    let Some(path) = chosen(&window, name, FileKind::Pdf)? else { return Ok(None) };
    desk.work()?.save_paper(&path).map(Some)
}

#[tauri::command(async)]
#[specta::specta]
pub fn save_outage_form(desk: OfDesk, form: OutageForm, json: String) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.save_outage_form(&form, &json)
}

#[tauri::command(async)]
#[specta::specta]
pub fn outage_form(desk: OfDesk, form: OutageForm) -> Result<Option<String>, DeskError> {
    let work = desk.work()?;
    work.outage_form(&form)
}

/// Where the person wants it; none when they chose no place.
fn chosen(window: &WebviewWindow, name: String, kind: FileKind) -> Result<Option<PathBuf>, DeskError> {
    let ending = kind.ending();
    place(window.dialog().file().set_parent(window).add_filter(ending, &[ending]).set_file_name(name).blocking_save_file())
}
