//! Drafts and half-filled forms: durable from the first pause in typing.

use holdfast_domain::{Action, ArticleId, Attachment, Citation, MessageKind, Operation, TicketId, Timestamp};
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use super::Outbox;
use crate::error::{Result, document, sql};

const READ: &str = "read a draft";

/// A text being written on a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredDraft {
    /// The ticket.
    pub ticket: TicketId,
    /// Reply or note.
    pub kind: MessageKind,
    /// As written so far.
    pub body: String,
    /// Articles taken into it.
    pub articles: Vec<Citation>,
    /// Files that will go with it.
    #[serde(default)]
    pub files: Vec<Attachment>,
    /// When it was last saved.
    pub at: Timestamp,
}

pub(crate) const fn kind_name(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Customer => "customer",
        MessageKind::Reply => "reply",
        MessageKind::Note => "note",
    }
}

impl StoredDraft {
    /// Nothing written yet.
    pub(crate) const fn empty(ticket: TicketId, kind: MessageKind) -> Self {
        Self { ticket, kind, body: String::new(), articles: Vec::new(), files: Vec::new(), at: Timestamp::from_millis(0) }
    }

    /// The text of an operation as it was being written; none when it is no text of a person.
    pub(crate) fn of(operation: &Operation, at: Timestamp) -> Option<Self> {
        let ticket = operation.about.ticket()?;
        let files = operation.files.clone();
        match &operation.action {
            Action::Reply { body, articles, versions } => {
                let cited = |article: &ArticleId| Citation { article: *article, version: versions.get(article).copied().unwrap_or_default() };
                let articles = articles.iter().map(cited).collect();
                Some(Self { ticket, kind: MessageKind::Reply, body: body.clone(), articles, files, at })
            }
            Action::Note { body } => Some(Self { ticket, kind: MessageKind::Note, body: body.clone(), articles: Vec::new(), files, at }),
            _ => None,
        }
    }

    /// Joins another text to this one: neither is lost, and what is in it already does not come twice.
    pub(crate) fn take(&mut self, other: Self) {
        if other.body.contains(&self.body) {
            self.body = other.body;
        } else if !self.body.contains(&other.body) {
            self.body = format!("{}\n\n{}", self.body.trim_end(), other.body);
        }
        self.articles.extend(other.articles);
        self.articles.sort_unstable();
        self.articles.dedup();
        for file in other.files {
            if !self.files.contains(&file) {
                self.files.push(file);
            }
        }
    }
}

impl Outbox {
    /// What is being written on a ticket.
    pub(crate) fn draft(&self, ticket: TicketId, kind: MessageKind) -> Result<Option<StoredDraft>> {
        let parameters = (ticket.0.into_bytes(), kind_name(kind));
        Ok(read(&self.connection, drafts!("", "WHERE ticket = ?1 AND kind = ?2"), parameters)?.pop())
    }
}

pub(crate) fn drafts_all(connection: &Connection) -> Result<Vec<StoredDraft>> {
    read(connection, drafts!("", "ORDER BY at DESC"), [])
}

pub(crate) fn read(connection: &Connection, text: &str, parameters: impl rusqlite::Params) -> Result<Vec<StoredDraft>> {
    let mut statement = connection.prepare_cached(text).map_err(sql(READ))?;
    let mut rows = statement.query(parameters).map_err(sql(READ))?;
    let mut drafts = Vec::new();
    while let Some(row) = rows.next().map_err(sql(READ))? {
        drafts.push(draft(row)?);
    }
    Ok(drafts)
}

fn draft(row: &Row<'_>) -> Result<StoredDraft> {
    let columns = || -> rusqlite::Result<([u8; 16], String, String, String, i64, String)> {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
    };
    let (ticket, kind, body, articles, at, files) = columns().map_err(sql(READ))?;
    Ok(StoredDraft {
        ticket: TicketId(uuid::Uuid::from_bytes(ticket)),
        kind: if kind == "note" { MessageKind::Note } else { MessageKind::Reply },
        body,
        articles: serde_json::from_str(&articles).map_err(document(READ))?,
        files: serde_json::from_str(&files).map_err(document(READ))?,
        at: Timestamp::from_millis(at),
    })
}
