//! A knowledge article (K1, K2).

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{AgentId, ArticleId, Language, Timestamp};

/// What an article is for (K2, O6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ArticleKind {
    /// A question and its answer.
    Faq,
    /// The facts of a campaign or a product.
    FactSheet,
    /// Steps to follow.
    Procedure,
    /// What to do when something has failed.
    Contingency,
    /// Words to say.
    Script,
}

/// A knowledge article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Article {
    /// Identity.
    pub id: ArticleId,
    /// Title.
    pub title: String,
    /// The customers' own ways of asking.
    #[serde(default)]
    pub questions: Vec<String>,
    /// Markdown.
    pub body: String,
    /// The text that goes into a reply; empty means the body's text.
    #[serde(default)]
    pub answer: String,
    /// What it is for.
    pub kind: ArticleKind,
    /// Its language.
    pub language: Language,
    /// Key of a [`crate::Category`].
    pub category: Option<String>,
    /// Who answers for it.
    pub owner: Option<AgentId>,
    /// Rises with each change.
    pub version: u32,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Lines that came damaged and that a person must look at (PRODUCT §0); never guessed at.
    #[serde(default)]
    pub flagged: Vec<String>,
}
