//! What could not simply be sent: what was seen, what is new, what was written, and the ways on.

use holdfast_domain::Language;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::article::Cited;
use super::file::FileView;
use super::item::ItemState;
use super::knowledge::OutdatedCitation;
use super::millis::{Millis, SeqNumber};
use super::reason::Reason;
use super::ticket::{TicketRow, TimelineItem};

/// Something of mine that waits for my decision: one operation, or a group that goes or stays together.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HeldItem {
    /// The first operation.
    pub operation: String,
    /// The ticket.
    pub ticket: String,
    /// Its number.
    pub number: String,
    /// Its subject.
    pub subject: String,
    /// The article, when it is about one: its identity, or `new` before it was published.
    pub article: Option<String>,
    /// As in a list; none when the ticket is not on this computer.
    pub row: Option<TicketRow>,
    /// Held or rejected.
    pub state: ItemState,
    /// Why.
    pub reason: Reason,
    /// The public messages its author had seen, newest last.
    pub seen: Vec<TimelineItem>,
    /// The public messages and the events since.
    pub news: Vec<TimelineItem>,
    /// The text; empty when nothing was written.
    pub text: String,
    /// Everything that goes or stays together.
    pub parts: Vec<HeldPart>,
    /// What waits on this ticket until this is decided.
    pub behind: Vec<HeldPart>,
    /// What may be decided.
    pub ways: Vec<Decision>,
    /// When it was written.
    pub at: Millis,
    /// Whether it was written offline.
    pub offline: bool,
    /// What this item shows, to hand back with the decision.
    pub shown: Shown,
    /// Files that go with the text.
    pub files: Vec<FileView>,
    /// Where what is new speaks of something else than the text.
    pub differs: Option<Differs>,
    /// Articles that the text quotes and that say something else by now.
    pub outdated: Vec<OutdatedCitation>,
}

/// Words that speak of different matters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Differs {
    /// Of the text.
    pub mine: Vec<String>,
    /// Of what is new.
    pub theirs: Vec<String>,
}

/// Something that waited and was decided within the last day.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HeldDecided {
    /// The operation.
    pub operation: String,
    /// The ticket.
    pub ticket: String,
    /// Its number.
    pub number: String,
    /// The customer's name.
    pub customer: String,
    /// Its subject.
    pub subject: String,
    /// Its language, where that is known.
    pub subject_lang: Option<Language>,
    /// What its author decided.
    pub how: Decided,
    /// The text.
    pub text: String,
    /// When.
    pub at: Millis,
}

/// What an author decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Decided {
    /// It was sent after all.
    SentAnyway,
    /// Its text went back into the composer.
    Edited,
    /// It became an internal note.
    Noted,
    /// It was let go.
    Discarded,
}

/// One operation of a group, or one that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HeldPart {
    /// The operation.
    pub operation: String,
    /// What was meant, e.g. `reply`.
    pub kind: String,
    /// In words.
    pub summary: String,
}

/// What a held item showed its author. Sending anyway rests on this, not on what has come to the disk since.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Shown {
    /// The newest public message.
    pub seen: SeqNumber,
    /// The last change of the owner.
    pub owner: SeqNumber,
    /// The articles that the text quotes and that hold, in the versions that were shown.
    pub articles: Vec<Cited>,
}

/// What to do with something held or rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
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
