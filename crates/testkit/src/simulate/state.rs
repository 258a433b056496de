//! What the simulated team server keeps: rows by sequence, results, desks. A clone of it is a backup.

use holdfast_domain::{Apart, Article, DeviceId, Message, MessageId, OperationId, Seq, Ticket, TicketId};
use holdfast_protocol::{Change, OperationResult, Row, RowId, RowKind};
use holdfast_server::ledger::{Device, Standing, StoredChange, StoredRow};
use serde_json::value::RawValue;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

use super::filing::Files;
/// Which row, without a text to compare.
pub type Key = (RowKind, Uuid);

/// The key of a row of this simulation: all of its rows have a UUID.
pub fn key_of(row: &Row) -> Key {
    match row {
        Row::Ticket(row) => (RowKind::Ticket, row.id.0),
        Row::Message(row) => (RowKind::Message, row.id.0),
        Row::Customer(row) => (RowKind::Customer, row.id.0),
        Row::Agent(row) => (RowKind::Agent, row.id.0),
        other => key_of_id(&other.id()),
    }
}

pub fn key_of_id(id: &RowId) -> Key {
    (id.kind, id.id.parse().expect("rows of the simulation have UUIDs"))
}

/// Everything the server keeps. A clone is a backup.
#[derive(Clone, Default)]
pub struct State {
    pub epoch: String,
    pub seq: u64,
    pub min_retained: u64,
    pub(super) next_number: u32,
    /// Each row with the transaction that last changed it, and its version; none when it was removed.
    pub rows: BTreeMap<Key, (u64, Option<usize>)>,
    pub(super) feed: BTreeSet<(u64, Key)>,
    pub(super) versions: Vec<Row>,
    pub(super) messages: BTreeMap<TicketId, Vec<MessageId>>,
    pub(super) devices: BTreeMap<DeviceId, Device>,
    pub(super) results: BTreeMap<(DeviceId, u64), OperationResult>,
    /// The first result of each operation, and in which order they were decided.
    pub decided: BTreeMap<OperationId, (u64, OperationResult)>,
    pub files: Files,
    /// Tickets that became part of another one.
    pub(super) merged: BTreeMap<TicketId, TicketId>,
    /// What they were before, and the messages they brought.
    pub(super) apart: BTreeMap<TicketId, (Apart, Vec<MessageId>)>,
}

impl State {
    pub fn row(&self, key: Key) -> Option<&Row> {
        self.rows.get(&key).and_then(|(_, version)| version.as_ref()).map(|version| &self.versions[*version])
    }

    pub fn ticket(&self, id: TicketId) -> Option<&Ticket> {
        match self.row((RowKind::Ticket, id.0)) {
            Some(Row::Ticket(ticket)) => Some(ticket),
            _ => None,
        }
    }

    pub fn articles(&self) -> impl Iterator<Item = &Article> {
        let all = self.rows.range((RowKind::Article, Uuid::nil())..=(RowKind::Article, Uuid::max()));
        all.filter_map(|(key, _)| if let Some(Row::Article(article)) = self.row(*key) { Some(article.as_ref()) } else { None })
    }

    pub fn tickets(&self) -> Vec<TicketId> {
        let all = self.rows.range((RowKind::Ticket, Uuid::nil())..=(RowKind::Ticket, Uuid::max()));
        all.filter(|(_, (_, version))| version.is_some()).map(|((_, id), _)| TicketId(*id)).collect()
    }

    pub fn messages(&self, ticket: TicketId) -> impl Iterator<Item = &Message> {
        let ids = self.messages.get(&ticket).map(Vec::as_slice).unwrap_or_default();
        ids.iter().filter_map(|id| match self.row((RowKind::Message, id.0)) {
            Some(Row::Message(message)) => Some(message.as_ref()),
            _ => None,
        })
    }

    pub fn device(&self, id: DeviceId) -> Option<&Device> {
        self.devices.get(&id)
    }

    pub(super) fn store(&mut self, key: Key, seq: u64, row: Option<Row>) {
        if let Some((before, _)) = self.rows.get(&key) {
            self.feed.remove(&(*before, key));
        }
        let version = row.map(|row| {
            if let Row::Message(message) = &row {
                let of = self.messages.entry(message.ticket).or_default();
                if !of.contains(&message.id) {
                    of.push(message.id);
                }
            }
            self.versions.push(row);
            self.versions.len() - 1
        });
        self.rows.insert(key, (seq, version));
        self.feed.insert((seq, key));
    }

    pub(super) fn stored(&self, key: Key) -> StoredChange {
        let (seq, version) = self.rows[&key];
        let kind = key.0;
        match version {
            Some(version) => StoredChange { seq: Seq(seq), row: Some(StoredRow { kind, doc: number(version) }), removed: None },
            None => StoredChange { seq: Seq(seq), row: None, removed: Some(RowId { kind, id: key.1.to_string() }) },
        }
    }

    /// Where what is meant for a ticket goes.
    pub fn leads_to(&self, ticket: TicketId) -> TicketId {
        self.merged.get(&ticket).copied().unwrap_or(ticket)
    }

    /// The change that a stored one stands for.
    pub fn change(&self, stored: &StoredChange) -> Change {
        let version = stored.row.as_ref().map(|row| row.doc.get().parse::<usize>().expect("a version's number"));
        Change { seq: stored.seq, row: version.map(|version| self.versions[version].clone()), removed: stored.removed.clone() }
    }

    pub(super) fn standing(&self) -> Standing {
        Standing {
            epoch: self.epoch.clone(),
            seq: Seq(self.seq),
            min_retained: Seq(self.min_retained),
            team: "Simulated".to_owned(),
            has_merged: !self.merged.is_empty(),
        }
    }
}

fn number(version: usize) -> Box<RawValue> {
    RawValue::from_string(version.to_string()).expect("a number is JSON")
}

/// What is read of documents: whether there is one, the role of an agent, and an article.
pub(super) fn document(row: Option<&Row>) -> Option<String> {
    match row {
        Some(Row::Agent(agent)) => serde_json::to_string(agent).ok(),
        Some(Row::Article(article)) => serde_json::to_string(article).ok(),
        Some(_) => Some(String::new()),
        None => None,
    }
}
