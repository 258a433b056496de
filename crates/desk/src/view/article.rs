//! One article: what it says, how far it can be trusted, and what people want of it.

use holdfast_domain::{ArticleKind, Freshness, Language, Purpose};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::file::FileView;
use super::found::Piece;
use super::millis::Millis;
use super::reason::Reason;

/// One article.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ArticleView {
    /// Identity.
    pub id: String,
    /// Title.
    pub title: String,
    /// Sanitised.
    pub html: String,
    /// What goes into a reply, with what is known of the open ticket filled in.
    pub answer: String,
    /// What was filled in.
    pub filled: Vec<String>,
    /// How many places there were to fill in.
    pub slots: u32,
    /// What it is for.
    pub kind: ArticleKind,
    /// Language.
    pub lang: Language,
    /// Rises with each change; 0 while it is only suggested.
    pub version: u32,
    /// When it last changed.
    pub updated_at: Millis,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Category in the desk's language.
    pub category: Option<String>,
    /// Damaged lines that a person must look at.
    pub flagged: Vec<String>,
    /// How far it can be trusted.
    pub freshness: Freshness,
    /// When somebody last found that it holds.
    pub checked_at: Option<Millis>,
    /// When somebody is to look again.
    pub review_at: Option<Millis>,
    /// Holds from here on.
    pub valid_from: Option<Millis>,
    /// Holds until here.
    pub valid_until: Option<Millis>,
    /// Stands in everybody's rail.
    pub pinned: bool,
    /// What is typed after `/` to have it.
    pub shortcut: Option<String>,
    /// What it is to the desk itself.
    pub purpose: Option<Purpose>,
    /// Whether it is mine alone.
    pub personal: bool,
    /// Whether I decide what it says.
    pub may_decide: bool,
    /// Whether something that I did about it has not been sent yet.
    pub waiting: bool,
    /// What I did about it and the team server did not take.
    pub refused: Vec<RefusedAct>,
    /// Whether I have an unfinished text of it.
    pub being_edited: bool,
    /// What changed and must be read.
    pub notice: Option<NoticeView>,
    /// Earlier versions, the newest first.
    pub versions: Vec<VersionRow>,
    /// What somebody wants it to say.
    pub suggestions: Vec<SuggestionView>,
    /// What somebody wants to be looked into.
    pub requests: Vec<RequestView>,
    /// In how many replies of the last seven days it was used.
    pub uses: u32,
    /// How often this version did not help.
    pub unhelpful: u32,
    /// The same in other languages.
    pub variants: Vec<ArticleLink>,
    /// What belongs to it.
    pub related: Vec<ArticleLink>,
    /// Files on it.
    pub files: Vec<FileView>,
    /// The open ticket was told something from another version.
    pub told: Option<ToldBefore>,
    /// Of a procedure, its steps, with those that were ticked in the open ticket.
    pub steps: Vec<StepView>,
}

/// A step of a procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StepView {
    /// What to do.
    pub text: String,
    /// Whether it was done in the open ticket.
    pub done: bool,
}

/// Something I did that the team server did not take.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RefusedAct {
    /// The operation.
    pub operation: String,
    /// What was meant, e.g. `publish`.
    pub kind: String,
    /// Why not.
    pub reason: Reason,
}

/// Another article.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ArticleLink {
    /// Identity.
    pub id: String,
    /// Title.
    pub title: String,
    /// What it is for.
    pub kind: ArticleKind,
    /// Language.
    pub lang: Language,
    /// Version.
    pub version: u32,
    /// How far it can be trusted.
    pub freshness: Freshness,
    /// When somebody last found that it holds, or it last changed.
    pub checked_at: Millis,
}

/// What changed and must be read.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NoticeView {
    /// What it says.
    #[serde(flatten)]
    pub text: NoticeText,
    /// When it was published.
    pub at: Option<Millis>,
    /// Whether I have read it.
    pub read: bool,
    /// Who has not, by name; for a lead.
    pub unread_by: Option<Vec<String>>,
    /// How many of the team have.
    pub readers: u32,
    /// How many there are.
    pub people: u32,
}

/// What a notice says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NoticeText {
    /// What changed, in a line.
    pub what: String,
    /// Why.
    pub why: String,
    /// Whom it touches, from when on.
    pub effect: String,
    /// What to do.
    pub guide: String,
    /// What customers get who were told otherwise.
    pub amends: String,
}

/// An earlier version.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct VersionRow {
    /// Its number.
    pub version: u32,
    /// Who published it.
    pub by: Option<String>,
    /// When.
    pub at: Millis,
}

/// What somebody wants an article to say.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SuggestionView {
    /// Identity.
    pub id: String,
    /// Who.
    pub by: String,
    /// Whether it is mine.
    pub mine: bool,
    /// When.
    pub at: Millis,
    /// Why.
    pub why: String,
    /// What everybody must read once it is published.
    pub notice: Option<NoticeText>,
    /// Whether it was written over an earlier version than the present one.
    pub behind: bool,
    /// How it differs from what the article says now.
    pub lines: Vec<DiffLine>,
}

/// What somebody wants to be looked into.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RequestView {
    /// Identity.
    pub id: String,
    /// Who.
    pub by: String,
    /// When.
    pub at: Millis,
    /// When it is to be done.
    pub due: Millis,
    /// What is wrong.
    pub text: String,
}

/// An answer from another version, given in the open ticket.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ToldBefore {
    /// By whom.
    pub by: Option<String>,
    /// When.
    pub at: Millis,
    /// From which version.
    pub version: u32,
}

/// A line of a difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DiffLine {
    /// What became of it.
    pub change: LineChange,
    /// The text; a hit is what differs within the line.
    pub pieces: Vec<Piece>,
}

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum LineChange {
    /// It stays.
    Same,
    /// It is no more.
    Gone,
    /// It is new.
    New,
}

/// An article and the version of it that a text carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Cited {
    /// Which article.
    pub article: String,
    /// Which version.
    pub version: u32,
}
