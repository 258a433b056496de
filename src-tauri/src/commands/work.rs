//! Commands of an open desk. Each finds the desk open or says that it is locked.

use holdfast_desk::DeskError;
use holdfast_desk::domain::sla::ClockKind;
use holdfast_desk::domain::{Closing, ComplaintCause, ComplaintStage, Field, Handover, MessageKind, RequestStep, Status, TaskKind};
use holdfast_desk::view::{
    AlertList, CallNumber, CallersFound, Cited, ClockStory, Colleague, Connection, Decision, DraftPlace, ForwardDraft, ForwardPreview, HeldDecided,
    HeldItem, HistoryRow, KeptCall, ListOf, Millis, NewCall, NextUp, OutboxRow, Panel, Preview, Queued, Sending, SeqNumber, Shown, TakenBack,
    TeamView, TicketDetail, TicketPage, TimelineItem, ViewCount,
};

use super::of_desk::OfDesk;

#[tauri::command(async)]
#[specta::specta]
pub fn team(desk: OfDesk) -> Result<TeamView, DeskError> {
    let work = desk.work()?;
    Ok(work.team())
}

#[tauri::command(async)]
#[specta::specta]
pub fn view_counts(desk: OfDesk) -> Result<Vec<ViewCount>, DeskError> {
    let work = desk.work()?;
    work.view_counts()
}

#[tauri::command(async)]
#[specta::specta]
pub fn list(desk: OfDesk, of: ListOf, offset: u32, limit: u32) -> Result<TicketPage, DeskError> {
    let work = desk.work()?;
    work.list(&of, offset, limit)
}

#[tauri::command(async)]
#[specta::specta]
pub fn next_up(desk: OfDesk, after: Option<String>) -> Result<Option<NextUp>, DeskError> {
    let work = desk.work()?;
    work.next_up(after.as_deref())
}

#[tauri::command(async)]
#[specta::specta]
pub fn ticket(desk: OfDesk, id: String) -> Result<TicketDetail, DeskError> {
    let work = desk.work()?;
    work.ticket(&id)
}

#[tauri::command(async)]
#[specta::specta]
pub fn clock_story(desk: OfDesk, ticket: String, kind: ClockKind, due: Option<Millis>) -> Result<ClockStory, DeskError> {
    let work = desk.work()?;
    work.clock_story(&ticket, kind, due)
}

#[tauri::command(async)]
#[specta::specta]
pub fn earlier(desk: OfDesk, ticket: String, before: Millis, before_id: String) -> Result<Vec<TimelineItem>, DeskError> {
    let work = desk.work()?;
    work.earlier(&ticket, before, &before_id)
}

#[tauri::command(async)]
#[specta::specta]
pub fn customer_history(desk: OfDesk, customer: String, besides: String, shown: u32) -> Result<Vec<HistoryRow>, DeskError> {
    let work = desk.work()?;
    work.customer_history(&customer, &besides, shown)
}

#[tauri::command(async)]
#[specta::specta]
pub fn mark_read(desk: OfDesk, ticket: String) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.mark_read(&ticket)
}

#[tauri::command(async)]
#[specta::specta]
pub fn reply(
    desk: OfDesk,
    ticket: String,
    body: String,
    seen: Option<SeqNumber>,
    articles: Vec<Cited>,
    sending: Sending,
) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.reply(&ticket, &body, seen, &articles, sending)
}

#[tauri::command(async)]
#[specta::specta]
pub fn take_back(desk: OfDesk, operations: Vec<String>) -> Result<TakenBack, DeskError> {
    let work = desk.work()?;
    work.take_back(&operations)
}

#[tauri::command(async)]
#[specta::specta]
pub fn send_now(desk: OfDesk, operation: String) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.send_now(&operation)
}

#[tauri::command(async)]
#[specta::specta]
pub fn note(desk: OfDesk, ticket: String, body: String) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.note(&ticket, &body)
}

#[tauri::command(async)]
#[specta::specta]
pub fn preview_message(desk: OfDesk, kind: MessageKind, body: String) -> Result<Preview, DeskError> {
    let work = desk.work()?;
    Ok(work.preview_message(kind, &body))
}

#[tauri::command(async)]
#[specta::specta]
pub fn colleagues(desk: OfDesk, query: String) -> Result<Vec<Colleague>, DeskError> {
    let work = desk.work()?;
    Ok(work.colleagues(&query))
}

#[tauri::command(async)]
#[specta::specta]
pub fn forward_preview(desk: OfDesk, ticket: String, message: Option<String>) -> Result<ForwardPreview, DeskError> {
    let work = desk.work()?;
    work.forward_preview(&ticket, message.as_deref())
}

#[tauri::command(async)]
#[specta::specta]
pub fn forward(desk: OfDesk, ticket: String, draft: ForwardDraft, at: Option<Millis>) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.forward(&ticket, &draft, at)
}

#[tauri::command(async)]
#[specta::specta]
pub fn show_pictures(desk: OfDesk, ticket: String, message: String) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.show_pictures(&ticket, &message)
}

#[tauri::command(async)]
#[specta::specta]
pub fn set_field(desk: OfDesk, ticket: String, field: Field, value: String) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.set_field(&ticket, field, &value)
}

#[tauri::command(async)]
#[specta::specta]
pub fn transition(desk: OfDesk, ticket: String, to: Status, closing: Option<Closing>) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.transition(&ticket, to, closing)
}

#[tauri::command(async)]
#[specta::specta]
pub fn claim(desk: OfDesk, ticket: String, reason: String) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.claim(&ticket, &reason)
}

#[tauri::command(async)]
#[specta::specta]
pub fn assign(desk: OfDesk, ticket: String, agent: String, reason: String, handover: Option<Handover>) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.assign(&ticket, &agent, &reason, handover)
}

#[tauri::command(async)]
#[specta::specta]
pub fn tag(desk: OfDesk, ticket: String, add: Vec<String>, remove: Vec<String>) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.tag(&ticket, &add, &remove)
}

#[tauri::command(async)]
#[specta::specta]
pub fn capture(desk: OfDesk, call: NewCall) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.capture(call)
}

#[tauri::command(async)]
#[specta::specta]
pub fn match_customers(desk: OfDesk, text: String) -> Result<CallersFound, DeskError> {
    let work = desk.work()?;
    work.match_customers(&text)
}

#[tauri::command(async)]
#[specta::specta]
pub fn capture_number(desk: OfDesk) -> Result<CallNumber, DeskError> {
    let work = desk.work()?;
    work.capture_number()
}

#[tauri::command(async)]
#[specta::specta]
pub fn save_draft(desk: OfDesk, ticket: String, kind: MessageKind, body: String, articles: Vec<Cited>) -> Result<Millis, DeskError> {
    let work = desk.work()?;
    work.save_draft(&ticket, kind, &body, &articles)
}

#[tauri::command(async)]
#[specta::specta]
pub fn save_capture(desk: OfDesk, json: String) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.save_capture(&json)
}

#[tauri::command(async)]
#[specta::specta]
pub fn load_capture(desk: OfDesk) -> Result<Option<KeptCall>, DeskError> {
    let work = desk.work()?;
    work.load_capture()
}

#[tauri::command(async)]
#[specta::specta]
pub fn capture_into(desk: OfDesk, ticket: String, kind: MessageKind, body: String, form: Option<String>) -> Result<DraftPlace, DeskError> {
    let work = desk.work()?;
    work.capture_into(&ticket, kind, &body, form.as_deref())
}

#[tauri::command(async)]
#[specta::specta]
pub fn outbox(desk: OfDesk) -> Result<Vec<OutboxRow>, DeskError> {
    let work = desk.work()?;
    work.outbox()
}

#[tauri::command(async)]
#[specta::specta]
pub fn held(desk: OfDesk) -> Result<Vec<HeldItem>, DeskError> {
    let work = desk.work()?;
    work.held()
}

#[tauri::command(async)]
#[specta::specta]
pub fn held_decided(desk: OfDesk) -> Result<Vec<HeldDecided>, DeskError> {
    let work = desk.work()?;
    work.held_decided()
}

#[tauri::command(async)]
#[specta::specta]
pub fn decide(desk: OfDesk, operation: String, decision: Decision, shown: Option<Shown>) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.decide(&operation, decision, shown.as_ref())
}

#[tauri::command(async)]
#[specta::specta]
pub fn note_change(desk: OfDesk, operation: String, again: bool) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.note_change(&operation, again)
}

#[tauri::command(async)]
#[specta::specta]
pub fn alerts(desk: OfDesk) -> Result<AlertList, DeskError> {
    let work = desk.work()?;
    work.alert_list()
}

#[tauri::command(async)]
#[specta::specta]
pub fn fresh_alerts(desk: OfDesk) -> Result<u32, DeskError> {
    let work = desk.work()?;
    work.fresh_alerts()
}

#[tauri::command(async)]
#[specta::specta]
pub fn acknowledge_alerts(desk: OfDesk, ids: Vec<String>) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.acknowledge_alerts(&ids)
}

#[tauri::command(async)]
#[specta::specta]
pub fn snooze_alerts(desk: OfDesk, ids: Vec<String>, minutes: u32) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.snooze_alerts(&ids, minutes)
}

#[tauri::command(async)]
#[specta::specta]
pub fn take_alert(desk: OfDesk, id: String) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.take_alert(&id)
}

#[tauri::command(async)]
#[specta::specta]
pub fn set_task(desk: OfDesk, ticket: String, what: TaskKind, text: String, due: Millis) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.set_task(&ticket, what, &text, due)
}

#[tauri::command(async)]
#[specta::specta]
pub fn end_task(desk: OfDesk, ticket: String, task: String, kept: bool) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.end_task(&ticket, &task, kept)
}

#[tauri::command(async)]
#[specta::specta]
pub fn save_docked(desk: OfDesk, ticket: String, panel: Panel, about: String, json: String) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.save_docked(&ticket, panel, &about, &json)
}

#[tauri::command(async)]
#[specta::specta]
pub fn docked(desk: OfDesk, ticket: String, panel: Panel, about: String) -> Result<Option<String>, DeskError> {
    let work = desk.work()?;
    work.docked(&ticket, panel, &about)
}

#[tauri::command(async)]
#[specta::specta]
pub fn request(desk: OfDesk, ticket: String, department: String, text: String) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.request(&ticket, &department, &text)
}

#[tauri::command(async)]
#[specta::specta]
pub fn step_request(desk: OfDesk, ticket: String, request: String, step: RequestStep, text: String) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.step_request(&ticket, &request, step, &text)
}

#[tauri::command(async)]
#[specta::specta]
pub fn complain(desk: OfDesk, ticket: String, text: String, cause: Option<ComplaintCause>) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.complain(&ticket, &text, cause)
}

#[tauri::command(async)]
#[specta::specta]
pub fn step_complaint(
    desk: OfDesk,
    ticket: String,
    complaint: String,
    to: ComplaintStage,
    text: String,
    cause: Option<ComplaintCause>,
) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.step_complaint(&ticket, &complaint, to, &text, cause)
}

#[tauri::command(async)]
#[specta::specta]
pub fn connection(desk: OfDesk) -> Result<Connection, DeskError> {
    let work = desk.work()?;
    work.connection()
}

#[tauri::command(async)]
#[specta::specta]
pub fn try_now(desk: OfDesk) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.try_now();
    Ok(())
}
