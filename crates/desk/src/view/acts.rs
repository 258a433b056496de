//! What a person did, and what became of it.

use holdfast_domain::{Channel, Urgency};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::millis::Millis;

use super::ticket::ItemState;

/// Something is in the outbox.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Queued {
    /// The operation.
    pub operation: String,
    /// The ticket.
    pub ticket: String,
    /// Its number.
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
    /// The ticket.
    pub ticket: String,
    /// Its number.
    pub number: String,
    /// Its subject.
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
    /// Why it is held or rejected: a message of the catalogues.
    pub reason: Option<String>,
}

/// A reply that waits for its author.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HeldItem {
    /// The operation.
    pub operation: String,
    /// The ticket.
    pub ticket: String,
    /// Its number.
    pub number: String,
    /// Its subject.
    pub subject: String,
    /// Why: a message of the catalogues.
    pub reason: String,
    /// The public messages its author had seen, newest last.
    pub seen: Vec<String>,
    /// The public messages since.
    pub news: Vec<String>,
    /// The text.
    pub text: String,
    /// When it was written.
    pub at: Millis,
}

/// What to do with a held reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Decision {
    /// Send it, guarded again.
    SendAnyway,
    /// Make it an internal note.
    Note,
    /// Put its text back into the composer.
    Edit,
    /// Let it go.
    Discard,
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
