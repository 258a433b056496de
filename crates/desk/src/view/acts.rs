//! What a person did, and what became of it.

use holdfast_domain::{Channel, Closing, Field, Handover, Language, MessageKind, Satisfaction, Status, Urgency};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::article::Cited;
use super::file::FileView;
use super::item::ItemState;
use super::millis::Millis;
use super::reason::Reason;
use crate::error::DeskError;

/// The panel above the reply, and what is written in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Panel {
    /// What is sent on to somebody outside.
    Forward,
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
    /// What is known of a ticket that is solved.
    Closing,
    /// What whoever goes on with it must know.
    Handover,
    /// Until when it is put aside.
    Snooze,
    /// Which ticket it belongs with.
    Link,
    /// Which ticket it is to be one with.
    Merging,
}

/// What would be sent on to somebody outside.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ForwardPreview {
    /// One line, to be changed.
    pub subject: String,
    /// What stands below the words of whoever sends it.
    pub text: String,
    /// Which messages these are.
    pub messages: Vec<String>,
    /// Files that go along.
    pub files: Vec<FileView>,
}

/// What is to be sent on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ForwardDraft {
    /// The message that it was begun from; none for the conversation.
    pub message: Option<String>,
    /// One address.
    pub to: String,
    /// One line.
    pub subject: String,
    /// The words of whoever sends it.
    pub body: String,
    /// The messages that were shown to go along.
    pub messages: Vec<String>,
}

/// What is being written, as it will be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Preview {
    /// Safe HTML.
    pub html: String,
    /// Whether it has marks: paragraphs and line breaks alone otherwise.
    pub marked: bool,
    /// The colleagues who will hear of it.
    pub tells: Vec<String>,
}

/// How a reply leaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Sending {
    /// Not before this; none for as soon as it can no longer be taken back.
    pub at: Option<Millis>,
    /// What the ticket's status is with it.
    pub then: Option<Status>,
    /// Where that is "solved": what is known then.
    pub closing: Option<Closing>,
}

/// What was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TakenBack {
    /// How many operations.
    pub count: u32,
    /// Texts that are being written again.
    pub drafts: Vec<DraftPlace>,
}

/// Where a text is being written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DraftPlace {
    /// The ticket.
    pub ticket: String,
    /// Reply or note.
    pub kind: MessageKind,
}

/// What is done to many tickets at once.
#[derive(Clone, Debug, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "type")]
pub enum BulkAct {
    /// To take them.
    Claim,
    /// To give them to somebody.
    Assign {
        /// To whom.
        to: String,
        /// Why.
        reason: String,
        /// What whoever goes on with them must know (T12).
        handover: Option<Handover>,
    },
    /// To solve them by the checklist, with one answer for all (T15).
    Solve {
        /// What is known.
        closing: Closing,
        /// What those were about that have no category yet.
        category: Option<String>,
        /// When to ask again whether all is well, and how that is said.
        follow_up: Option<FollowUp>,
    },
    /// To make them part of another one.
    Merge {
        /// The one that is left; it may be among them.
        into: String,
    },
    /// A new status.
    Transition {
        /// Which.
        to: Status,
    },
    /// A new value for a field.
    SetField {
        /// Which.
        field: Field,
        /// The value.
        value: String,
    },
    /// Tags.
    Tag {
        /// To add.
        add: Vec<String>,
        /// To remove.
        remove: Vec<String>,
    },
    /// To put them aside.
    Snooze {
        /// Until when; none for until the customer writes.
        until: Option<Millis>,
    },
    /// To see them again.
    Wake,
}

/// To ask again whether all is well.
#[derive(Clone, Debug, PartialEq, Deserialize, Type)]
pub struct FollowUp {
    /// When.
    pub due: Millis,
    /// In words.
    pub text: String,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BulkDone {
    /// On how many it was done.
    pub done: u32,
    /// On which it was not, and why.
    pub refused: Vec<BulkRefused>,
    /// What can be taken back for a while.
    pub undo: Vec<String>,
}

/// A ticket on which it could not be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BulkRefused {
    /// Which.
    pub ticket: String,
    /// What it is called aloud.
    pub number: String,
    /// Why.
    pub error: DeskError,
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
    /// Until when it can be taken back, where it can.
    pub undo_until: Option<Millis>,
}

/// A call as it was captured.
#[derive(Clone, Debug, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NewCall {
    /// Name.
    pub caller: String,
    /// How to reach them: a number, a mail address or an account, as typed.
    pub contact: String,
    /// The ticket that it becomes, as the form was given it; another one where it was given none.
    pub ticket: Option<String>,
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
    /// When the customer came, where that was noted on paper.
    #[serde(default)]
    pub came_at: Option<Millis>,
    /// What they were told, where that solved it.
    #[serde(default)]
    pub solved: Option<SolvedCall>,
    /// When the form was opened.
    pub started_at: Millis,
}

/// A call that needs nothing more.
#[derive(Clone, Debug, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SolvedCall {
    /// What the customer was told.
    pub answer: String,
    /// Articles whose answer that was.
    pub articles: Vec<Cited>,
    /// What the customer says of it.
    pub satisfaction: Satisfaction,
}

/// A form that was left half filled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KeptCall {
    /// As the window saved it.
    pub json: String,
    /// Files that lie beside it.
    pub files: Vec<FileView>,
}

/// What the next captured call is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CallNumber {
    /// Its number until the server gives a lasting one.
    pub number: String,
    /// The ticket that it becomes: files are added to its note until it is there.
    pub ticket: String,
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
    /// Its language, where that is known.
    pub subject_lang: Option<Language>,
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
    /// When it leaves, where it was put off.
    pub leaves_at: Option<Millis>,
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
