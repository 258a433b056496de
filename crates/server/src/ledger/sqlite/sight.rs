//! Who may see which row: asked of every ticket and message that a page would carry, when there is anything hidden at all.

use holdfast_domain::{Access, Agent, AgentId, DeviceId, Queue};
use holdfast_protocol::{RowId, RowKind};
use rusqlite::{Connection, OptionalExtension};
use serde::de::DeserializeOwned;
use std::collections::HashMap;

use super::code::number;
use super::read;

/// What the person of a desk may see; none of the team is known: everything, for those who keep the server.
pub(super) fn access(reader: &Connection, agent: AgentId) -> rusqlite::Result<Option<Access>> {
    let document = read::document(reader, &RowId { kind: RowKind::Agent, id: agent.to_string() })?;
    let Some(agent) = document.map(|text| parsed::<Agent>(&text)).transpose()? else { return Ok(None) };
    let mut statement = reader.prepare_cached("SELECT doc FROM entity WHERE kind = ?1 AND doc IS NOT NULL")?;
    let mut queues: Vec<Queue> = Vec::new();
    let mut rows = statement.query([number(RowKind::Queue)])?;
    while let Some(row) = rows.next()? {
        queues.push(parsed(row.get_ref(0)?.as_str()?)?);
    }
    Ok(Some(Access::of(&agent, &queues)))
}

fn parsed<T: DeserializeOwned>(text: &str) -> rusqlite::Result<T> {
    serde_json::from_str(text).map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error)))
}

/// What is seen of one page.
pub(super) struct Sight<'a> {
    reader: &'a Connection,
    access: Option<Access>,
    tickets: HashMap<String, bool>,
}

impl<'a> Sight<'a> {
    /// Of the person of a desk.
    pub(super) fn of(reader: &'a Connection, desk: Option<DeviceId>) -> rusqlite::Result<Self> {
        match desk.map(|desk| read::device_of_id(reader, desk)).transpose()?.flatten() {
            Some(device) => Self::of_person(reader, device.agent),
            None => Ok(Self { reader, access: None, tickets: HashMap::new() }),
        }
    }

    /// Of a person.
    pub(super) fn of_person(reader: &'a Connection, agent: AgentId) -> rusqlite::Result<Self> {
        let access = access(reader, agent)?;
        Ok(Self { reader, access: access.filter(|access| !access.is_whole()), tickets: HashMap::new() })
    }

    pub(super) fn mark(&self) -> String {
        self.access.as_ref().map(Access::mark).unwrap_or_default()
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
