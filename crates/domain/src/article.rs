//! A knowledge article (K1 to K5): what it says, how it came to say so, and what people have said about it.
//!
//! Everything about one article is one entity, so that a desk without a network can tell whether an answer still holds. What
//! it said before is kept beside it, for the difference that a person is shown.

mod content;
mod freshness;
mod notice;

pub use content::{ArticleKind, Content, Purpose};
pub use freshness::Freshness;
pub use notice::ChangeNotice;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::{AgentId, ArticleId, OperationId, TicketId, Timestamp};

/// Earlier versions kept with an article; the oldest go first.
pub const MOST_VERSIONS: usize = 30;
/// Words about an answer that did not help, kept with an article; the oldest go first.
pub const MOST_UNHELPFUL: usize = 100;
/// How long a change request may take (K3), in milliseconds.
pub const REQUEST_MS: i64 = 24 * 3_600_000;

/// A knowledge article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Article {
    /// Identity.
    pub id: ArticleId,
    /// What it says, as of `version`.
    #[serde(flatten)]
    pub content: Content,
    /// Who answers for it.
    pub owner: Option<AgentId>,
    /// Rises with each change that is published; 0 while it is only suggested.
    pub version: u32,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Who published this version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_by: Option<AgentId>,
    /// The suggestion that this version was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<OperationId>,
    /// When somebody last found that it still holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked_at: Option<Timestamp>,
    /// When it was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_at: Option<Timestamp>,
    /// Lines that came damaged and that a person must look at (PRODUCT §0); never guessed at.
    #[serde(default)]
    pub flagged: Vec<String>,
    /// What changed with this version and must be read by everybody (K5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<ChangeNotice>,
    /// Who has read the notice, and when. Grows only, until the next notice.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub receipts: BTreeMap<AgentId, Timestamp>,
    /// What it said before, the newest last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<Version>,
    /// What somebody wants it to say, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suggestions: Vec<Suggestion>,
    /// What somebody wants to be looked into, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<ChangeRequest>,
    /// Where it did not help (K9), the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unhelpful: Vec<Unhelpful>,
}

/// What an article said once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Version {
    /// Its number.
    pub version: u32,
    /// What it said.
    pub content: Content,
    /// Who published it.
    pub by: Option<AgentId>,
    /// When.
    pub at: Timestamp,
    /// The suggestion that it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<OperationId>,
}

/// What somebody wants an article to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Suggestion {
    /// The operation that suggested it.
    pub id: OperationId,
    /// Who.
    pub by: AgentId,
    /// When.
    pub at: Timestamp,
    /// The version it was written over.
    pub base: u32,
    /// What it shall say.
    pub content: Content,
    /// Why.
    pub why: String,
    /// What everybody must read once it is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<ChangeNotice>,
    /// Change requests that it answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<OperationId>,
}

/// Something about an article that its owner is to look into within [`REQUEST_MS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChangeRequest {
    /// The operation that asked.
    pub id: OperationId,
    /// Who.
    pub by: AgentId,
    /// When.
    pub at: Timestamp,
    /// What is wrong.
    pub text: String,
}

impl ChangeRequest {
    /// When it is to be done.
    #[must_use]
    pub const fn due(&self) -> Timestamp {
        Timestamp::from_millis(self.at.millis().saturating_add(REQUEST_MS))
    }
}

/// Somebody used it, and it did not help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Unhelpful {
    /// The operation that said so.
    pub id: OperationId,
    /// Who.
    pub by: AgentId,
    /// When.
    pub at: Timestamp,
    /// Of which version.
    pub version: u32,
    /// Where.
    pub ticket: Option<TicketId>,
}

/// An article and the version of it that a text carries. What was written before versions were noted has version 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", from = "Noted")]
pub struct Citation {
    /// Which article.
    pub article: ArticleId,
    /// Which version.
    pub version: u32,
}

/// A citation as it may have been written down.
#[derive(Deserialize)]
#[serde(untagged)]
enum Noted {
    Bare(ArticleId),
    Whole { article: ArticleId, version: u32 },
}

impl From<Noted> for Citation {
    fn from(noted: Noted) -> Self {
        match noted {
            Noted::Bare(article) => Self { article, version: 0 },
            Noted::Whole { article, version } => Self { article, version },
        }
    }
}

impl Article {
    /// One that was just written and says nothing about itself yet.
    #[must_use]
    pub const fn new(id: ArticleId, content: Content, version: u32, at: Timestamp) -> Self {
        Self {
            id,
            content,
            owner: None,
            version,
            updated_at: at,
            published_by: None,
            suggestion: None,
            checked_at: None,
            withdrawn_at: None,
            flagged: Vec::new(),
            notice: None,
            receipts: BTreeMap::new(),
            versions: Vec::new(),
            suggestions: Vec::new(),
            requests: Vec::new(),
            unhelpful: Vec::new(),
        }
    }

    /// The next version, which says this; what it said goes among its versions.
    #[must_use]
    pub fn rewritten(self, content: Content, flagged: Vec<String>, by: Option<AgentId>, at: Timestamp) -> Self {
        let mut versions = self.versions;
        if self.version > 0 {
            versions.push(Version {
                version: self.version,
                content: self.content,
                by: self.published_by,
                at: self.updated_at,
                suggestion: self.suggestion,
            });
            let extra = versions.len().saturating_sub(MOST_VERSIONS);
            versions.drain(..extra);
        }
        let version = self.version.saturating_add(1);
        Self {
            content,
            flagged,
            versions,
            version,
            updated_at: at,
            published_by: by,
            suggestion: None,
            checked_at: Some(at),
            withdrawn_at: None,
            ..self
        }
    }

    /// Whether there is anything to be found and used yet.
    #[must_use]
    pub const fn is_published(&self) -> bool {
        self.version > 0
    }

    /// What it said as of a version, as far as that is kept.
    #[must_use]
    pub fn as_of(&self, version: u32) -> Option<&Content> {
        if version == self.version {
            return Some(&self.content);
        }
        self.versions.iter().find(|kept| kept.version == version).map(|kept| &kept.content)
    }

    /// Whether an answer taken from this version may not go to a customer unseen: it says something else by now, was taken
    /// back, has run out or does not hold yet (K9).
    #[must_use]
    pub fn is_outdated(&self, version: u32, now: Timestamp) -> bool {
        version != self.version || matches!(self.freshness(now), Freshness::Withdrawn | Freshness::Expired | Freshness::NotYet)
    }

    /// Whether this person has yet to read what changed.
    #[must_use]
    pub fn must_be_read_by(&self, agent: AgentId) -> bool {
        self.notice.is_some() && self.withdrawn_at.is_none() && !self.receipts.contains_key(&agent)
    }
}
