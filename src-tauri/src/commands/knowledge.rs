//! Commands of knowledge: finding, reading, and articles as work.

use holdfast_desk::DeskError;
use holdfast_desk::domain::Purpose;
use holdfast_desk::view::{
    ArticleDraft, ArticleHit, ArticleView, Cited, DiffLine, FaultyLine, GuessView, Hits, KnowledgeOverview, Millis, OutdatedCitation, Queued,
    QuickReply, SearchFilter,
};

use super::of_desk::OfDesk;

#[tauri::command(async)]
#[specta::specta]
pub fn search(desk: OfDesk, query: String, filter: SearchFilter, limit: u32) -> Result<Hits, DeskError> {
    let work = desk.work()?;
    work.search(&query, &filter, limit)
}

#[tauri::command(async)]
#[specta::specta]
pub fn suggest(desk: OfDesk, ticket: String) -> Result<Vec<ArticleHit>, DeskError> {
    let work = desk.work()?;
    work.suggest(&ticket)
}

#[tauri::command(async)]
#[specta::specta]
pub fn article(desk: OfDesk, id: String, ticket: Option<String>) -> Result<ArticleView, DeskError> {
    let work = desk.work()?;
    work.article(&id, ticket.as_deref())
}

#[tauri::command(async)]
#[specta::specta]
pub fn article_difference(desk: OfDesk, id: String, version: u32) -> Result<Vec<DiffLine>, DeskError> {
    let work = desk.work()?;
    work.article_difference(&id, version)
}

#[tauri::command(async)]
#[specta::specta]
pub fn outdated(desk: OfDesk, cited: Vec<Cited>, ticket: Option<String>) -> Result<Vec<OutdatedCitation>, DeskError> {
    let work = desk.work()?;
    work.outdated(&cited, ticket.as_deref())
}

#[tauri::command(async)]
#[specta::specta]
pub fn quick_replies(desk: OfDesk, query: String, ticket: Option<String>) -> Result<Vec<QuickReply>, DeskError> {
    let work = desk.work()?;
    work.quick_replies(&query, ticket.as_deref())
}

#[tauri::command(async)]
#[specta::specta]
pub fn knowledge_overview(desk: OfDesk) -> Result<KnowledgeOverview, DeskError> {
    let work = desk.work()?;
    work.knowledge_overview()
}

#[tauri::command(async)]
#[specta::specta]
pub fn article_draft(desk: OfDesk, id: Option<String>) -> Result<Option<ArticleDraft>, DeskError> {
    let work = desk.work()?;
    work.article_draft(id.as_deref())
}

#[tauri::command(async)]
#[specta::specta]
pub fn save_article_draft(desk: OfDesk, draft: ArticleDraft) -> Result<Millis, DeskError> {
    let work = desk.work()?;
    work.save_article_draft(&draft)
}

#[tauri::command(async)]
#[specta::specta]
pub fn drop_article_draft(desk: OfDesk, id: Option<String>) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.drop_article_draft(id.as_deref())
}

#[tauri::command(async)]
#[specta::specta]
pub fn article_from_ticket(desk: OfDesk, ticket: String) -> Result<ArticleDraft, DeskError> {
    let work = desk.work()?;
    work.article_from_ticket(&ticket)
}

#[tauri::command(async)]
#[specta::specta]
pub fn suggest_article(desk: OfDesk, draft: ArticleDraft, publish: bool) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.suggest_article(&draft, publish)
}

#[tauri::command(async)]
#[specta::specta]
pub fn decide_suggestion(desk: OfDesk, article: String, version: u32, suggestion: String, publish: bool, why: String) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.decide_suggestion(&article, version, &suggestion, publish, &why)
}

#[tauri::command(async)]
#[specta::specta]
pub fn withdraw_article(desk: OfDesk, article: String, version: u32) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.withdraw_article(&article, version)
}

#[tauri::command(async)]
#[specta::specta]
pub fn check_article(desk: OfDesk, article: String, version: u32, requests: Vec<String>, review_at: Option<Millis>) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.check_article(&article, version, &requests, review_at)
}

#[tauri::command(async)]
#[specta::specta]
pub fn request_change(desk: OfDesk, article: String, text: String) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.request_change(&article, &text)
}

#[tauri::command(async)]
#[specta::specta]
pub fn acknowledge_notice(desk: OfDesk, article: String, version: u32) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.acknowledge_notice(&article, version)
}

#[tauri::command(async)]
#[specta::specta]
pub fn unhelpful(desk: OfDesk, article: String, ticket: Option<String>) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.unhelpful(&article, ticket.as_deref())
}

#[tauri::command(async)]
#[specta::specta]
pub fn guess(desk: OfDesk, text: String) -> Result<Vec<GuessView>, DeskError> {
    let work = desk.work()?;
    Ok(work.guess(&text))
}

#[tauri::command(async)]
#[specta::specta]
pub fn faults(desk: OfDesk, purpose: Purpose, text: String) -> Result<Vec<FaultyLine>, DeskError> {
    let work = desk.work()?;
    Ok(work.faults(purpose, &text))
}

#[tauri::command(async)]
#[specta::specta]
pub fn preview(desk: OfDesk, markdown: String) -> Result<String, DeskError> {
    desk.work()?;
    Ok(holdfast_desk::rendered(&markdown))
}

#[tauri::command(async)]
#[specta::specta]
pub fn tick_step(desk: OfDesk, article: String, ticket: String, step: u32, done: bool) -> Result<(), DeskError> {
    let work = desk.work()?;
    work.tick_step(&article, &ticket, step, done)
}

#[tauri::command(async)]
#[specta::specta]
pub fn note_steps(desk: OfDesk, article: String, ticket: String) -> Result<Queued, DeskError> {
    let work = desk.work()?;
    work.note_steps(&article, &ticket)
}
