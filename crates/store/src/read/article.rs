//! Articles as a person sees them, and how much each is used.

use holdfast_domain::{Article, ArticleId, Role, TicketId, Timestamp};
use rusqlite::Connection;
use std::collections::BTreeMap;
use uuid::Uuid;

use super::{READ, many};
use crate::cache::article;
use crate::error::{Result, sql};
use crate::outbox::pending;
use crate::store::Store;

/// Which articles, besides those that everybody finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArticleFilter {
    /// Those with a notice, the newest first.
    Notices,
    /// Those that somebody may have to decide about: suggestions, change requests, dates.
    Asked,
    /// Those that stand in the rail.
    Pinned,
    /// Those that are something to the desk itself.
    Purposes,
    /// Those with words to be had by `/`.
    Shortcuts,
    /// What to do when something has failed, and steps to follow.
    Guides,
    /// One, and those that say the same in other languages.
    VariantsOf(ArticleId),
}

impl ArticleFilter {
    fn condition(self) -> String {
        let condition = match self {
            Self::VariantsOf(of) => return format!("doc ->> '$.variantOf' = '{of}' OR id = unhex('{}')", of.0.simple()),
            Self::Notices => "doc ->> '$.notice' IS NOT NULL",
            Self::Asked => "coalesce(doc ->> '$.suggestions', doc ->> '$.requests', doc ->> '$.reviewAt', doc ->> '$.validUntil') IS NOT NULL",
            Self::Pinned => "doc ->> '$.pinned' = 1",
            Self::Purposes => "doc ->> '$.purpose' IS NOT NULL",
            Self::Guides => "doc ->> '$.kind' IN ('contingency', 'procedure')",
            Self::Shortcuts => "doc ->> '$.kind' = 'script' OR doc ->> '$.shortcut' IS NOT NULL",
        };
        condition.to_owned()
    }
}

impl Store {
    /// An article as the person sees it at `now`.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn article(&self, id: ArticleId, now: Timestamp) -> Result<Option<Article>> {
        let role = self.role();
        self.reads(|connection| seen(connection, id, role, now))
    }

    /// The confirmed articles of a filter and those with something pending, as the person sees them at `now`.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn articles(&self, filter: ArticleFilter, now: Timestamp) -> Result<Vec<Article>> {
        let role = self.role();
        self.reads(|connection| {
            let text = format!("SELECT id FROM article WHERE {} UNION SELECT about FROM outbox.entry WHERE about_kind = 0 AND state IN ('queued', 'sealed', 'acknowledged')", filter.condition());
            let read = || {
                let mut statement = connection.prepare_cached(&text)?;
                let rows = statement.query_map([], |row| row.get::<_, [u8; 16]>(0))?;
                rows.collect::<rusqlite::Result<Vec<_>>>()
            };
            let ids = read().map_err(sql(READ))?;
            let seen = |id| seen(connection, ArticleId(Uuid::from_bytes(id)), role, now).transpose();
            ids.into_iter().filter_map(seen).collect()
        })
    }

    /// Confirmed articles by identity, after one.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn articles_after(&self, after: Option<ArticleId>, limit: u32) -> Result<Vec<Article>> {
        let after = after.map_or([0; 16], |id| id.0.into_bytes());
        self.reads(|connection| many(connection, "SELECT doc FROM article WHERE id > ?1 ORDER BY id LIMIT ?2", (after, limit)))
    }

    /// In how many replies since then each of these articles was used, of the tickets on this computer.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn uses_since(&self, articles: &[ArticleId], since: Timestamp) -> Result<BTreeMap<ArticleId, u32>> {
        self.reads(|connection| {
            let text = "SELECT count(*) FROM message_article WHERE article = ?1 AND at >= ?2";
            let count = |id: &ArticleId| {
                let mut statement = connection.prepare_cached(text)?;
                Ok((*id, statement.query_row((id.0.into_bytes(), since.millis()), |row| row.get(0))?))
            };
            articles.iter().map(count).collect::<rusqlite::Result<_>>().map_err(sql(READ))
        })
    }

    /// The newest replies in which an article was used, of the tickets on this computer.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn used_in(&self, article: ArticleId, limit: u32) -> Result<Vec<TicketId>> {
        let text = "SELECT message.ticket FROM message_article JOIN message ON message.id = message_article.message WHERE article = ?1 ORDER BY message_article.at DESC LIMIT ?2";
        self.reads(|connection| super::tickets_of(connection, text, (article.0.into_bytes(), limit)))
    }

    fn role(&self) -> Role {
        self.identity().map_or(Role::Agent, |identity| identity.agent.role)
    }
}

fn seen(connection: &Connection, id: ArticleId, role: Role, now: Timestamp) -> Result<Option<Article>> {
    article::article(connection, id, &pending(connection, id.into())?, role, now)
}
