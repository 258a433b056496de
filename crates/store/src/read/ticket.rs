//! One ticket, its messages, articles, and the rows that the search index is built from.

use holdfast_domain::{Message, MessageId, Ticket, TicketId, Timestamp};
use rusqlite::Connection;

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

/// A chain of tickets of which each became part of the next is not longer than this.
const LONGEST_CHAIN: usize = 16;

impl Store {
    /// A ticket as the person sees it.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn ticket(&self, id: TicketId) -> Result<Option<Ticket>> {
        self.reads(|connection| one(connection, "SELECT doc FROM ticket WHERE id = ?1", [id.0.into_bytes()]))
    }

    /// The ticket that this one became part of, or is to become part of; itself when it is none of those.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn leads_to(&self, id: TicketId) -> Result<TicketId> {
        self.reads(|connection| {
            let mut leads_to = id;
            for _ in 0..LONGEST_CHAIN {
                let text = "SELECT into_id FROM merged WHERE ticket = ?1 AND NOT EXISTS (SELECT 1 FROM ticket WHERE id = merged.ticket)";
                match tickets_of(connection, text, [leads_to.0.into_bytes()])?.first() {
                    Some(into) => leads_to = *into,
                    None => break,
                }
            }
            Ok(leads_to)
        })
    }

    /// The ticket of this number, lasting or given by a desk.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn ticket_numbered(&self, number: &str) -> Result<Option<Ticket>> {
        let text = "SELECT doc FROM ticket WHERE number = ?1 OR temporary = ?2 COLLATE NOCASE LIMIT 1";
        self.reads(|connection| one(connection, text, (number.parse::<u32>().ok(), number)))
    }

    /// The ticket that was called this, where it is part of another one by now.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn merged_numbered(&self, number: &str) -> Result<Option<TicketId>> {
        let text = "SELECT DISTINCT ticket.id FROM merged JOIN ticket ON ticket.id = merged.into_id, json_each(ticket.doc, '$.history') AS entry
                    WHERE entry.value ->> '$.event.type' = 'merged' AND entry.value ->> '$.event.number' = ?1";
        self.reads(|connection| Ok(tickets_of(connection, text, [number])?.first().copied()))
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
            let (mut found, mut all) = (Vec::new(), 0_u32);
            for part in parts(connection, ticket)? {
                let key = part.0.into_bytes();
                found.extend(many::<Message>(connection, include_str!("sql/messages.sql"), (key, at, id, limit))?);
                let before = "SELECT count(*) FROM message WHERE ticket = ?1 AND (at, id) < (?2, ?3)";
                all = all.saturating_add(number(connection, before, (key, at, id))?);
            }
            found.sort_by_key(|message| std::cmp::Reverse((message.at, message.id)));
            found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
            found.reverse();
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
                let mut messages: Vec<Message> = Vec::new();
                for part in parts(connection, ticket.id)? {
                    messages.extend(many::<Message>(connection, "SELECT doc FROM message WHERE ticket = ?1 ORDER BY at, id", [part.0.into_bytes()])?);
                }
                let text = messages.into_iter().map(|message| message.words().to_string()).collect::<Vec<_>>().join("\n");
                found.push(Conversation { ticket, customer_name, text });
            }
            Ok(found)
        })
    }
}

/// A ticket, and those that are to become part of it: what stands on them is still theirs.
fn parts(connection: &Connection, ticket: TicketId) -> Result<Vec<TicketId>> {
    let text = "SELECT unhex(replace(part.value, '-', '')) FROM ticket, json_each(ticket.doc, '$.merged') AS part WHERE ticket.id = ?1";
    let mut parts = tickets_of(connection, text, [ticket.0.into_bytes()])?;
    parts.insert(0, ticket);
    Ok(parts)
}
