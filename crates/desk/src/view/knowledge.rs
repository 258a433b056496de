//! What knowledge asks of the person, what a person writes there, and words to be had by `/`.

use holdfast_domain::{ArticleKind, Freshness, Language, Purpose};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::article::{ArticleLink, DiffLine, NoticeText, NoticeView};
use super::file::FileRef;
use super::millis::Millis;

/// An article that a text carries and that does not hold any more as it was taken.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OutdatedCitation {
    /// Which article.
    pub article: String,
    /// Its title.
    pub title: String,
    /// The version in the text.
    pub taken: u32,
    /// The version there is; none when the article is not on this computer any more.
    pub version: Option<u32>,
    /// How far that can be trusted.
    pub freshness: Freshness,
    /// How what goes into a reply differs.
    pub lines: Vec<DiffLine>,
    /// What went into the text.
    pub before: String,
    /// What would go into it now.
    pub answer: String,
}

/// An article as it is being written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ArticleDraft {
    /// Which article; none for a new one.
    pub article: Option<String>,
    /// The version it is written over; 0 for a new one.
    pub base: u32,
    /// Title.
    pub title: String,
    /// The customers' own ways of asking.
    pub questions: Vec<String>,
    /// Markdown.
    pub body: String,
    /// What goes into a reply.
    pub answer: String,
    /// What it is for.
    pub kind: ArticleKind,
    /// Language.
    pub lang: Language,
    /// Key of a category.
    pub category: Option<String>,
    /// Holds from here on.
    pub valid_from: Option<Millis>,
    /// Holds until here.
    pub valid_until: Option<Millis>,
    /// When somebody is to look again.
    pub review_at: Option<Millis>,
    /// Stands in everybody's rail.
    pub pinned: bool,
    /// What it is to the desk itself.
    pub purpose: Option<Purpose>,
    /// What is typed after `/` to have it.
    pub shortcut: Option<String>,
    /// Whether it is mine alone.
    pub personal: bool,
    /// The article that this one says in another language.
    pub variant_of: Option<String>,
    /// Why it is to be so.
    pub why: String,
    /// What everybody must read once it is published.
    pub notice: Option<NoticeText>,
    /// Change requests that it answers.
    pub answers: Vec<String>,
    /// Files on it.
    pub files: Vec<FileRef>,
}

/// What knowledge asks of the person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KnowledgeOverview {
    /// What changed, unread first, then the newest.
    pub notices: Vec<NoticeRow>,
    /// What somebody has to decide or look into, the most pressing first.
    pub matters: Vec<MatterRow>,
    /// What stands in the rail.
    pub pinned: Vec<ArticleLink>,
    /// What the desk itself goes by: vocabulary and rules.
    pub gone_by: Vec<ArticleLink>,
}

/// A notice in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NoticeRow {
    /// The article.
    pub article: String,
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: u32,
    /// The notice.
    pub notice: NoticeView,
}

/// Something about an article that somebody has to decide or look into.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MatterRow {
    /// The article.
    pub article: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub kind: MatterKind,
    /// Who wants it; none for a date that has come.
    pub by: Option<String>,
    /// Since when.
    pub at: Millis,
    /// When it is to be done.
    pub due: Option<Millis>,
    /// Whether it is for me to do.
    pub mine: bool,
}

/// What somebody has to decide or look into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum MatterKind {
    /// A change request with its clock.
    Request,
    /// A suggestion.
    Suggestion,
    /// It does not hold any more.
    Expired,
    /// It was to be looked at.
    Review,
}

/// Words to be had by `/`.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct QuickReply {
    /// The article.
    pub article: String,
    /// Its version.
    pub version: u32,
    /// Its title.
    pub title: String,
    /// What is typed to have it.
    pub shortcut: Option<String>,
    /// The text, filled in.
    pub text: String,
    /// Language.
    pub lang: Language,
    /// Whether it is mine alone.
    pub personal: bool,
    /// How far it can be trusted.
    pub freshness: Freshness,
}
