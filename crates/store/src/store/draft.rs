//! Drafts and forms, straight into the outbox: saved at each pause in typing, gone only by their author's hand.

use holdfast_domain::{ArticleId, MessageKind, TicketId, Timestamp};

use super::Store;
use crate::error::{Result, sql};
use crate::outbox::{Record, StoredDraft, read_drafts};

impl Store {
    /// Saves a draft, fsynced. An empty one is discarded.
    ///
    /// # Errors
    /// When the outbox does not write; what was saved before stays.
    pub fn save_draft(&self, ticket: TicketId, kind: MessageKind, body: &str, articles: &[ArticleId], now: Timestamp) -> Result<()> {
        let record = if body.is_empty() {
            Record::DraftGone { ticket, kind }
        } else {
            Record::Draft(StoredDraft { ticket, kind, body: body.to_owned(), articles: articles.to_vec(), at: now })
        };
        self.outbox().commit(vec![record])
    }

    /// The drafts on a ticket, the newest first.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn drafts_of(&self, ticket: TicketId) -> Result<Vec<StoredDraft>> {
        let text = "SELECT ticket, kind, body, articles, at FROM outbox.draft WHERE ticket = ?1 ORDER BY at DESC";
        self.0.readers.with(|connection| read_drafts(connection, text, [ticket.0.into_bytes()]))
    }

    /// All drafts, the newest first.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn drafts(&self) -> Result<Vec<StoredDraft>> {
        self.0.readers.with(|connection| read_drafts(connection, "SELECT ticket, kind, body, articles, at FROM outbox.draft ORDER BY at DESC", []))
    }

    /// Saves a half-filled form, fsynced. An empty text discards it.
    ///
    /// # Errors
    /// When the outbox does not write.
    pub fn save_form(&self, name: &str, json: &str) -> Result<()> {
        let json = (!json.is_empty()).then(|| json.to_owned());
        self.outbox().commit(vec![Record::Form { name: name.to_owned(), json }])
    }

    /// A half-filled form.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn form(&self, name: &str) -> Result<Option<String>> {
        use rusqlite::OptionalExtension;
        self.0.readers.with(|connection| {
            connection
                .prepare_cached("SELECT json FROM outbox.form WHERE name = ?1")
                .and_then(|mut statement| statement.query_row([name], |row| row.get(0)).optional())
                .map_err(sql("read a form"))
        })
    }
}
