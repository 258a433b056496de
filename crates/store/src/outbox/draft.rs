//! Drafts and half-filled forms: durable from the first pause in typing.

use holdfast_domain::{ArticleId, MessageKind, TicketId, Timestamp};
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

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
    pub articles: Vec<ArticleId>,
    /// When it was last saved.
    pub at: Timestamp,
}

pub(crate) fn drafts_all(connection: &Connection) -> Result<Vec<StoredDraft>> {
    read(connection, "SELECT ticket, kind, body, articles, at FROM draft ORDER BY at DESC", [])
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
    let columns =
        || -> rusqlite::Result<([u8; 16], String, String, String, i64)> { Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)) };
    let (ticket, kind, body, articles, at) = columns().map_err(sql(READ))?;
    Ok(StoredDraft {
        ticket: TicketId(uuid::Uuid::from_bytes(ticket)),
        kind: if kind == "note" { MessageKind::Note } else { MessageKind::Reply },
        body,
        articles: serde_json::from_str(&articles).map_err(document(READ))?,
        at: Timestamp::from_millis(at),
    })
}
