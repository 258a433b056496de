//! Who may see which row: asked of every ticket and message that a page would carry, when there is anything hidden at all.

use holdfast_domain::{Access, Agent, AgentId, DeviceId, Queue, Seq, TicketId};
use holdfast_protocol::{RowId, RowKind};
use rusqlite::{Connection, OptionalExtension};
use serde::de::DeserializeOwned;
use std::collections::HashMap;

use super::code::{number, unsigned};
use super::read;

/// What a person may see.
pub(super) fn access(reader: &Connection, id: AgentId) -> rusqlite::Result<Access> {
    let document = read::document(reader, &RowId { kind: RowKind::Agent, id: id.to_string() })?;
    let agent = document.map(|text| parsed::<Agent>(&text)).transpose()?;
    let mut statement = reader.prepare_cached("SELECT doc FROM entity WHERE kind = ?1 AND doc IS NOT NULL")?;
    let mut queues: Vec<Queue> = Vec::new();
    let mut rows = statement.query([number(RowKind::Queue)])?;
    while let Some(row) = rows.next()? {
        queues.push(parsed(row.get_ref(0)?.as_str()?)?);
    }
    Ok(agent.map_or_else(|| Access::of_stranger(id, &queues), |agent| Access::of(&agent, &queues)))
}

/// Which of these tickets a person may see.
pub(super) fn seen(reader: &Connection, agent: AgentId, tickets: &[TicketId]) -> rusqlite::Result<Vec<TicketId>> {
    let access = access(reader, agent)?;
    let mut sight = Sight { reader, access: Some(access).filter(|access| !access.is_whole()), mark: String::new(), tickets: HashMap::new() };
    let mut seen = Vec::with_capacity(tickets.len());
    for ticket in tickets {
        if sight.sees(RowKind::Ticket, &ticket.to_string(), None)? {
            seen.push(*ticket);
        }
    }
    Ok(seen)
}

/// When queues or this person were last changed.
fn changed_at(reader: &Connection, agent: AgentId) -> rusqlite::Result<Seq> {
    let mut statement = reader.prepare_cached("SELECT coalesce(max(seq), 0) FROM entity WHERE kind = ?1 OR (kind = ?2 AND id = ?3)")?;
    let seq: i64 = statement.query_row((number(RowKind::Queue), number(RowKind::Agent), agent.to_string()), |row| row.get(0))?;
    Ok(Seq(unsigned(seq)))
}

fn parsed<T: DeserializeOwned>(text: &str) -> rusqlite::Result<T> {
    serde_json::from_str(text).map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error)))
}

/// What is seen of one page.
pub(super) struct Sight<'a> {
    reader: &'a Connection,
    /// None for those who keep the server, and for a person who may see everything.
    access: Option<Access>,
    mark: String,
    tickets: HashMap<String, bool>,
}

impl<'a> Sight<'a> {
    /// Of the person of a desk.
    pub(super) fn of(reader: &'a Connection, desk: Option<DeviceId>) -> rusqlite::Result<Self> {
        match desk.map(|desk| read::device_of_id(reader, desk)).transpose()?.flatten() {
            Some(device) => Self::of_person(reader, device.agent),
            None => Ok(Self { reader, access: None, mark: String::new(), tickets: HashMap::new() }),
        }
    }

    /// Of a person.
    pub(super) fn of_person(reader: &'a Connection, agent: AgentId) -> rusqlite::Result<Self> {
        let access = access(reader, agent)?;
        let mark = if access.is_whole() { String::new() } else { access.mark(changed_at(reader, agent)?) };
        Ok(Self { reader, access: Some(access).filter(|access| !access.is_whole()), mark, tickets: HashMap::new() })
    }

    pub(super) fn mark(&self) -> String {
        self.mark.clone()
    }

    /// Whether a row may be seen; `ticket` is the one that a message stands on.
    pub(super) fn sees(&mut self, kind: RowKind, id: &str, ticket: Option<&str>) -> rusqlite::Result<bool> {
        let Some(access) = &self.access else { return Ok(true) };
        let of = match (kind, ticket) {
            (RowKind::Ticket, _) => id,
            (RowKind::Message, Some(ticket)) => ticket,
            _ => return Ok(true),
        };
        if let Some(known) = self.tickets.get(of) {
            return Ok(*known);
        }
        let mut statement = self.reader.prepare_cached("SELECT queue, owner FROM entity WHERE kind = ?1 AND id = ?2")?;
        let place: Option<(Option<String>, Option<String>)> =
            statement.query_row((number(RowKind::Ticket), of), |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let (queue, owner) = place.unwrap_or_default();
        let sees = access.sees(queue.and_then(|queue| queue.parse().ok()), owner.and_then(|owner| owner.parse().ok()));
        self.tickets.insert(of.to_owned(), sees);
        Ok(sees)
    }
}
