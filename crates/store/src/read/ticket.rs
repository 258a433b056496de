//! One ticket, its messages, articles, and the rows that the search index is built from.

use holdfast_domain::{Message, MessageId, Ticket, TicketId, Timestamp};

use super::list::number;
use super::{READ, many, one, tickets_of};
use crate::error::{Result, document, sql};
use crate::store::Store;

/// A ticket as the search index takes it in.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversation {
    /// The ticket.
    pub ticket: Ticket,
    /// Its customer's name.
    pub customer_name: String,
    /// Its messages and notes, one after the other. May hold HTML from outside.
    pub text: String,
}

impl Store {
    /// A ticket as the person sees it.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn ticket(&self, id: TicketId) -> Result<Option<Ticket>> {
        self.reads(|connection| one(connection, "SELECT doc FROM ticket WHERE id = ?1", [id.0.into_bytes()]))
    }

    /// The ticket that this one became part of; itself when it is none of those.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn leads_to(&self, id: TicketId) -> Result<TicketId> {
        let into = self.reads(|connection| {
            tickets_of(
                connection,
                "SELECT into_id FROM merged WHERE ticket = ?1 AND NOT EXISTS (SELECT 1 FROM ticket WHERE id = merged.ticket)",
                [id.0.into_bytes()],
            )
        })?;
        Ok(into.first().copied().unwrap_or(id))
    }

    /// How many tickets and articles there are, for whoever works through all of them.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn sizes(&self) -> Result<(u32, u32)> {
        self.reads(|connection| Ok((number(connection, "SELECT count(*) FROM ticket", [])?, number(connection, "SELECT count(*) FROM article", [])?)))
    }

    /// A ticket as the team server last confirmed it.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn base_ticket(&self, id: TicketId) -> Result<Option<Ticket>> {
        self.reads(|connection| one(connection, include_str!("sql/base.sql"), [id.0.into_bytes()]))
    }

    /// The newest `limit` messages before `before`, oldest first, and how many come before them.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn messages(&self, ticket: TicketId, before: Option<(Timestamp, MessageId)>, limit: u32) -> Result<(Vec<Message>, u32)> {
        let (at, id) = before.map_or((i64::MAX, [0xff; 16]), |(at, id)| (at.millis(), id.0.into_bytes()));
        self.reads(|connection| {
            let key = ticket.0.into_bytes();
            let mut found: Vec<Message> = many(connection, include_str!("sql/messages.sql"), (key, at, id, limit))?;
            found.reverse();
            let all = "SELECT count(*) FROM message WHERE ticket = ?1 AND (at, id) < (?2, ?3)";
            let all = number(connection, all, (key, at, id))?;
            let earlier = all.saturating_sub(u32::try_from(found.len()).unwrap_or(u32::MAX));
            Ok((found, earlier))
        })
    }

    /// One message of a ticket.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn message(&self, ticket: TicketId, message: MessageId) -> Result<Option<Message>> {
        let key = (ticket.0.into_bytes(), message.0.into_bytes());
        self.reads(|connection| Ok(many(connection, "SELECT doc FROM message WHERE ticket = ?1 AND id = ?2", key)?.pop()))
    }

    /// Up to when the person has read a ticket.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn read_at(&self, ticket: TicketId) -> Result<Option<Timestamp>> {
        use rusqlite::OptionalExtension;
        self.reads(|connection| {
            let at = connection
                .prepare_cached("SELECT at FROM read_mark WHERE ticket = ?1")
                .and_then(|mut statement| statement.query_row([ticket.0.into_bytes()], |row| row.get(0)).optional());
            Ok(at.map_err(sql(READ))?.map(Timestamp::from_millis))
        })
    }

    /// Confirmed tickets on which nothing is left to do, the newest identity first, before one, each with what its customer wrote first.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn closed_before(&self, before: Option<TicketId>, limit: u32) -> Result<Vec<(Ticket, String)>> {
        let before = before.map_or([255; 16], |id| id.0.into_bytes());
        self.reads(|connection| {
            let mut statement = connection.prepare_cached(include_str!("sql/closed_before.sql")).map_err(sql(READ))?;
            let mut rows = statement.query((before, limit)).map_err(sql(READ))?;
            let mut found = Vec::new();
            while let Some(row) = rows.next().map_err(sql(READ))? {
                let columns = || -> rusqlite::Result<(String, Option<String>)> { Ok((row.get(0)?, row.get(1)?)) };
                let (ticket, message) = columns().map_err(sql(READ))?;
                let message: Option<Message> = message.map(|doc| serde_json::from_str(&doc)).transpose().map_err(document(READ))?;
                found.push((serde_json::from_str(&ticket).map_err(document(READ))?, message.map(|message| message.body).unwrap_or_default()));
            }
            Ok(found)
        })
    }

    /// Conversations by the ticket's identity, after one.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn conversations_after(&self, after: Option<TicketId>, limit: u32) -> Result<Vec<Conversation>> {
        let after = after.map_or([0; 16], |id| id.0.into_bytes());
        self.conversations(include_str!("sql/conversations_after.sql"), (after, limit))
    }

    /// One conversation.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn conversation(&self, id: TicketId) -> Result<Option<Conversation>> {
        Ok(self.conversations(include_str!("sql/conversation.sql"), [id.0.into_bytes()])?.pop())
    }

    fn conversations(&self, text: &str, parameters: impl rusqlite::Params) -> Result<Vec<Conversation>> {
        self.reads(|connection| {
            let mut statement = connection.prepare_cached(text).map_err(sql(READ))?;
            let mut rows = statement.query(parameters).map_err(sql(READ))?;
            let mut found = Vec::new();
            while let Some(row) = rows.next().map_err(sql(READ))? {
                let columns = || -> rusqlite::Result<(String, String)> { Ok((row.get(0)?, row.get(1)?)) };
                let (doc, customer_name) = columns().map_err(sql(READ))?;
                let ticket: Ticket = serde_json::from_str(&doc).map_err(document(READ))?;
                let messages: Vec<Message> =
                    many(connection, "SELECT doc FROM message WHERE ticket = ?1 ORDER BY at, id", [ticket.id.0.into_bytes()])?;
                let text = messages.iter().map(Message::words).collect::<Vec<_>>().join("\n");
                found.push(Conversation { ticket, customer_name, text });
            }
            Ok(found)
        })
    }
}
