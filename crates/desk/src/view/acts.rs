//! What a person did, and what became of it.

use holdfast_domain::{Channel, Urgency};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::item::ItemState;
use super::millis::Millis;
use super::reason::Reason;

/// The panel above the reply, and what is written in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Panel {
    /// A promise or a follow-up.
    Task,
    /// What a department is asked for.
    Request,
    /// What it says of that.
    RequestStep,
    /// What the customer complains about.
    Complaint,
    /// What was done about that.
    ComplaintStep,
}

/// Something is in the outbox.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Queued {
    /// The operation.
    pub operation: String,
    /// The ticket or the article that it is about.
    pub about: String,
    /// The ticket's number.
    pub number: String,
    /// When.
    pub at: Millis,
}

/// A call as it was captured.
#[derive(Clone, Debug, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NewCall {
    /// Name.
    pub caller: String,
    /// Number called from.
    pub phone: String,
    /// How the customer came.
    pub channel: Channel,
    /// The customer, when one was found.
    pub customer: Option<String>,
    /// One line; the question's first when empty.
    pub subject: String,
    /// What the customer said.
    pub question: String,
    /// Product.
    pub product: Option<String>,
    /// Another number to call back on.
    pub call_back: Option<String>,
    /// How much it presses.
    pub urgency: Urgency,
    /// Key of a category.
    #[serde(default)]
    pub category: Option<String>,
    /// Queue.
    #[serde(default)]
    pub queue: Option<String>,
    /// Call back first when the helpdesk returns.
    pub recover: bool,
    /// When the form was opened.
    pub started_at: Millis,
}

/// Something of mine that has not simply been sent.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OutboxRow {
    /// The operation.
    pub operation: String,
    /// The ticket; empty for an article.
    pub ticket: String,
    /// The article, when it is about one.
    pub article: Option<String>,
    /// The ticket's number.
    pub number: String,
    /// The ticket's subject or the article's title.
    pub subject: String,
    /// What was meant, e.g. `reply`.
    pub kind: String,
    /// In words.
    pub summary: String,
    /// What became of it.
    pub state: ItemState,
    /// When.
    pub at: Millis,
    /// Whether it was done offline.
    pub offline: bool,
    /// Why it waits, is held or was rejected.
    pub reason: Option<Reason>,
    /// How many files go with it.
    pub files: u32,
}

/// What went into a file of unsent work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportView {
    /// The file's name.
    pub file: String,
    /// Operations.
    pub operations: u32,
    /// Drafts and half-filled forms.
    pub drafts: u32,
    /// Attachments.
    pub files: u32,
}

/// What such a file brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportView {
    /// Operations that were not here.
    pub operations: u32,
    /// Drafts and half-filled forms that were not here.
    pub drafts: u32,
    /// Attachments that were not here.
    pub files: u32,
    /// Half-filled forms that stay in the file, because this desk has one of its own.
    pub left: u32,
}
