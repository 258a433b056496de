//! What was found, and what a search is narrowed by.

use holdfast_domain::{ArticleKind, Channel, Freshness, Language};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::millis::Millis;

/// Answers to a query.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Hits {
    /// Articles.
    pub articles: Vec<ArticleHit>,
    /// Tickets.
    pub tickets: Vec<TicketHit>,
    /// How far the index is, while it is being built.
    pub building: Option<Building>,
    /// How long it took, in microseconds.
    pub took_us: u32,
}

/// What narrows a search: everything that is given must hold.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct SearchFilter {
    /// Articles or tickets alone.
    pub only: Option<Searched>,
    /// What an article is for.
    pub kind: Option<ArticleKind>,
    /// An article's language.
    pub lang: Option<Language>,
    /// An article's category, or the one above it.
    pub category: Option<String>,
    /// How a ticket reached us.
    pub channel: Option<Channel>,
    /// Whose ticket.
    pub customer: Option<String>,
    /// Changed then or later.
    pub since: Option<Millis>,
}

/// What is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Searched {
    /// Articles.
    Articles,
    /// Tickets.
    Tickets,
}

/// How far the index is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Building {
    /// Done.
    pub done: u32,
    /// In all.
    pub total: u32,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it is what was looked for.
    pub hit: bool,
}

/// An article found.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ArticleHit {
    /// Identity.
    pub id: String,
    /// Title.
    pub title: Vec<Piece>,
    /// Where it was found.
    pub snippet: Vec<Piece>,
    /// What it is for.
    pub kind: ArticleKind,
    /// Language.
    pub lang: Language,
    /// When it last changed.
    pub updated_at: Millis,
    /// Category in the desk's language.
    pub category: Option<String>,
    /// Rises with each change.
    pub version: u32,
    /// How far it can be trusted.
    pub freshness: Freshness,
    /// When somebody last found that it holds.
    pub checked_at: Option<Millis>,
    /// What changed must be read.
    pub has_news: bool,
    /// In how many replies of the last seven days it was used.
    pub uses: u32,
}

/// A ticket found.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TicketHit {
    /// Identity.
    pub id: String,
    /// Number.
    pub number: String,
    /// Subject.
    pub subject: Vec<Piece>,
    /// Its language, where that is known.
    pub subject_lang: Option<Language>,
    /// Where it was found.
    pub snippet: Vec<Piece>,
    /// Customer.
    pub customer: String,
    /// When anything last happened.
    pub at: Millis,
}
