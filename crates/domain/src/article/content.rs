//! What an article says: the part of it that people edit.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{AgentId, ArticleId, Attachment, Language, Timestamp};

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

/// What an article is to the desk itself, besides being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Purpose {
    /// The team's own words and what means the same: search goes by it.
    Vocabulary,
    /// How a new ticket is classified.
    Rules,
}

/// What an article says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Content {
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
    /// Holds from here on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Timestamp>,
    /// Holds until here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Timestamp>,
    /// When somebody is to see whether it still holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_at: Option<Timestamp>,
    /// Stands in everybody's rail (K8).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pinned: bool,
    /// What it is to the desk itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    /// What is typed after `/` to have it (K7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shortcut: Option<String>,
    /// Whose own it is; none for the team's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub personal: Option<AgentId>,
    /// The article that this one says in another language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant_of: Option<ArticleId>,
    /// Files on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Attachment>,
}

impl Content {
    /// A text and nothing else.
    #[must_use]
    pub const fn new(kind: ArticleKind, language: Language, title: String, body: String) -> Self {
        Self {
            title,
            questions: Vec::new(),
            body,
            answer: String::new(),
            kind,
            language,
            category: None,
            valid_from: None,
            valid_until: None,
            review_at: None,
            pinned: false,
            purpose: None,
            shortcut: None,
            personal: None,
            variant_of: None,
            files: Vec::new(),
        }
    }

    /// Bytes of text.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let questions = self.questions.iter().map(String::len).sum::<usize>();
        [self.title.len(), self.body.len(), self.answer.len(), questions].into_iter().fold(0, usize::saturating_add)
    }
}
