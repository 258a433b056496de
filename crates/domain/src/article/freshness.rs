//! Whether an article can be trusted now (K3, K9): computed when asked, never stored.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::Article;
use crate::Timestamp;

/// How far an article can be trusted, the worst last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Freshness {
    /// It holds.
    Current,
    /// It was to be looked at and was not.
    ReviewDue,
    /// Somebody has said that something is wrong with it.
    UnderReview,
    /// It does not hold yet.
    NotYet,
    /// It does not hold any more.
    Expired,
    /// It was taken back.
    Withdrawn,
}

impl Article {
    /// How far it can be trusted at `now`.
    #[must_use]
    pub fn freshness(&self, now: Timestamp) -> Freshness {
        let passed = |at: Option<Timestamp>| at.is_some_and(|at| at <= now);
        let content = &self.content;
        if self.withdrawn_at.is_some() {
            Freshness::Withdrawn
        } else if passed(content.valid_until) {
            Freshness::Expired
        } else if content.valid_from.is_some_and(|from| from > now) {
            Freshness::NotYet
        } else if !self.requests.is_empty() {
            Freshness::UnderReview
        } else if passed(content.review_at) {
            Freshness::ReviewDue
        } else {
            Freshness::Current
        }
    }
}
