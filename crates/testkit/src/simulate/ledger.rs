//! The team server's storage in memory, behind the real push and pull: rows by sequence, results, desks, and copies of
//! all of it for backups. What a page carries is not JSON here but the number of a row's version.

use holdfast_domain::{Access, AgentId, Attachment, DeviceId, Message, MessageId, OperationId, QueueId, Seq, Ticket, TicketId};
use holdfast_protocol::digest::{MOST_MOVED, bucket_of};
use holdfast_protocol::{Acknowledged, Change, Digest, OperationResult, Piece, Row, RowId, RowKind, UploadAnswer};
use holdfast_server::ledger::{
    Account, After, Arriving, BootstrapRead, BucketRead, ChangesRead, Device, DigestRead, Ledger, LedgerError, PageLimit, Phase, Standing,
    StoredChange, StoredRow, Transaction,
};
use serde_json::value::RawValue;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};
use uuid::Uuid;

use super::filing::Files;
use super::mutant::Mutant;

/// Rows in a page of the first pull here, so that it has several.
const BOOTSTRAP_ROWS: usize = 40;

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
    next_number: u32,
    /// Each row with the transaction that last changed it, and its version; none when it was removed.
    pub rows: BTreeMap<Key, (u64, Option<usize>)>,
    feed: BTreeSet<(u64, Key)>,
    versions: Vec<Row>,
    messages: BTreeMap<TicketId, Vec<MessageId>>,
    pub(super) devices: BTreeMap<DeviceId, Device>,
    results: BTreeMap<(DeviceId, u64), OperationResult>,
    /// The first result of each operation, and in which order they were decided.
    pub decided: BTreeMap<OperationId, (u64, OperationResult)>,
    pub files: Files,
    /// Tickets that became part of another one.
    merged: BTreeMap<TicketId, TicketId>,
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

    fn store(&mut self, key: Key, seq: u64, row: Option<Row>) {
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

    fn standing(&self) -> Standing {
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

/// The storage.
pub struct MemoryLedger {
    state: Mutex<State>,
    mutant: Option<Mutant>,
}

impl MemoryLedger {
    pub fn new(epoch: &str, mutant: Option<Mutant>) -> Self {
        Self { state: Mutex::new(State { epoch: epoch.to_owned(), next_number: 10_001, ..State::default() }), mutant }
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Puts a backup in the place of what is there: another life, numbers skipped as the real restore does.
    pub fn restore(&self, backup: &State, epoch: &str) {
        let mut state = self.state();
        *state = State { epoch: epoch.to_owned(), next_number: backup.next_number + 1_000, ..backup.clone() };
    }
}

impl Ledger for MemoryLedger {
    fn standing(&self) -> Result<Standing, LedgerError> {
        Ok(self.state().standing())
    }

    fn begin(&self) -> Result<Box<dyn Transaction + '_>, LedgerError> {
        Ok(Box::new(MemoryTransaction {
            state: self.state(),
            mutant: self.mutant,
            seq: None,
            numbers: 0,
            rows: Vec::new(),
            results: Vec::new(),
            devices: Vec::new(),
            moved: Vec::new(),
        }))
    }

    fn changes(&self, after: Seq, limit: PageLimit, device: Option<DeviceId>) -> Result<ChangesRead, LedgerError> {
        let state = self.state();
        let standing = state.standing();
        let acknowledged = device.and_then(|id| state.devices.get(&id)).filter(|device| device.last_dseq > 0).map(|device| Acknowledged {
            dseq: device.last_dseq,
            seq: device.last_seq,
            operation: state.results.get(&(device.id, device.last_dseq)).map(|result| result.id),
        });
        let (mut changes, mut to, mut has_more) = (Vec::new(), after, false);
        // As with an order by a database's sequence: the newest transaction has its number, and is not yet to be seen.
        let late = if self.mutant == Some(Mutant::Order) && state.seq.is_multiple_of(3) { state.seq } else { u64::MAX };
        let (access, scope) = state.sight(device).unzip();
        for (seq, key) in state.feed.range((after.0 + 1, (RowKind::Ticket, Uuid::nil()))..) {
            if *seq >= late {
                continue;
            }
            if *seq != to.0 && changes.len() >= limit.rows {
                has_more = true;
                break;
            }
            to = Seq(*seq);
            changes.push(state.told(access.as_ref(), *key));
        }
        let to = if has_more { to } else { standing.seq };
        Ok(ChangesRead { standing, changes, to, has_more, acknowledged, scope: scope.unwrap_or_default() })
    }

    fn bootstrap(&self, after: Option<After>, limit: PageLimit, desk: Option<DeviceId>) -> Result<BootstrapRead, LedgerError> {
        let state = self.state();
        let (access, scope) = state.sight(desk).unzip();
        let scope = scope.unwrap_or_default();
        let standing = state.standing();
        let most = limit.rows.min(BOOTSTRAP_ROWS);
        let total = state.rows.len() as u64;
        let mut at = after.unwrap_or(After { phase: Phase::Directory, rank: 0, id: String::new(), began: standing.seq, total });
        let mut changes = Vec::new();
        loop {
            let kind = match at.phase {
                Phase::Directory => RowKind::Agent,
                Phase::Customers => RowKind::Customer,
                // There are no articles here; what else belongs to a team comes in their place.
                Phase::Articles => RowKind::Queue,
                _ => RowKind::Ticket,
            };
            let moved = |seq: u64| at.phase != Phase::Moved || seq > at.began.0;
            let skipped = at.phase == Phase::Done;
            let from = at.id.parse::<Uuid>().map_or(std::ops::Bound::Included((kind, Uuid::nil())), |id| std::ops::Bound::Excluded((kind, id)));
            let mut last = None;
            for (key, (seq, version)) in state.rows.range((from, std::ops::Bound::Included((kind, Uuid::max())))) {
                if skipped || version.is_none() || !moved(*seq) {
                    continue;
                }
                if changes.len() >= most {
                    break;
                }
                last = Some(key.1);
                if !state.is_seen(access.as_ref(), *key) {
                    continue;
                }
                changes.push(state.stored(*key));
                if kind == RowKind::Ticket {
                    let ids = state.messages.get(&TicketId(key.1)).map(Vec::as_slice).unwrap_or_default();
                    changes.extend(ids.iter().map(|id| state.stored((RowKind::Message, id.0))));
                }
            }
            if let Some(last) = last.filter(|_| changes.len() >= most) {
                at.id = last.to_string();
                return Ok(BootstrapRead { standing, changes, next: Some(at.clone()), total: at.total, scope });
            }
            match at.phase.next() {
                Some(phase) => at = After { phase, id: String::new(), ..at },
                None => return Ok(BootstrapRead { standing, changes, next: None, total: at.total, scope }),
            }
        }
    }

    fn digest(&self, at: Seq, desk: Option<DeviceId>) -> Result<DigestRead, LedgerError> {
        let state = self.state();
        let (access, scope) = state.sight(desk).unzip();
        let scope = scope.unwrap_or_default();
        let id = |key: &Key| RowId { kind: key.0, id: key.1.to_string() };
        let beyond = state.feed.range((at.0 + 1, (RowKind::Ticket, Uuid::nil()))..);
        let moved = beyond.take(MOST_MOVED + 1).map(|(_, key)| id(key)).collect();
        let mut digest = Digest::default();
        for (key, (seq, version)) in &state.rows {
            if version.is_some() && *seq <= at.0 && state.is_seen(access.as_ref(), *key) {
                digest.add(key.0, &key.1.to_string(), Seq(*seq));
            }
        }
        Ok(DigestRead { standing: state.standing(), moved, digest, scope })
    }

    fn bucket(&self, bucket: u8, desk: Option<DeviceId>) -> Result<BucketRead, LedgerError> {
        let state = self.state();
        let (access, scope) = state.sight(desk).unzip();
        let scope = scope.unwrap_or_default();
        let within = |key: &Key| bucket_of(key.0, &key.1.to_string()) == bucket;
        let rows = state.rows.iter().filter(|(key, (_, version))| version.is_some() && within(key) && state.is_seen(access.as_ref(), **key));
        let changes = rows.map(|(key, _)| state.stored(*key)).collect();
        Ok(BucketRead { standing: state.standing(), changes, scope })
    }

    fn arrived(&self, from: &Device, hash: &str) -> Result<UploadAnswer, LedgerError> {
        Ok(self.state().files.arrived(from, hash))
    }

    fn piece(&self, agent: AgentId, hash: &str, at: u64) -> Result<Option<Piece>, LedgerError> {
        Ok(self.state().files.piece(agent, hash, at))
    }

    fn device_of(&self, token_hash: &str) -> Result<Option<Device>, LedgerError> {
        Ok(self.state().devices.values().find(|device| device.token_hash == token_hash).cloned())
    }

    fn devices(&self) -> Result<Vec<Device>, LedgerError> {
        Ok(self.state().devices.values().cloned().collect())
    }

    fn account(&self, _login: &str) -> Result<Option<Account>, LedgerError> {
        Ok(None)
    }

    fn accounts(&self) -> Result<Vec<Account>, LedgerError> {
        Ok(Vec::new())
    }

    fn document(&self, row: &RowId) -> Result<Option<String>, LedgerError> {
        Ok(document(self.state().row(key_of_id(row))))
    }

    fn ticket_numbered(&self, number: u32) -> Result<Option<TicketId>, LedgerError> {
        let state = self.state();
        Ok(state.tickets().into_iter().find(|id| state.ticket(*id).is_some_and(|ticket| ticket.number.lasting == Some(number))))
    }

    /// Backups of the simulation are clones of its state.
    fn backup(&self, file: &Path) -> Result<(), LedgerError> {
        Err(LedgerError::File { path: file.display().to_string(), source: std::io::ErrorKind::Unsupported.into() })
    }
}

/// What is read of documents: whether there is one, and the role of an agent.
fn document(row: Option<&Row>) -> Option<String> {
    match row {
        Some(Row::Agent(agent)) => serde_json::to_string(agent).ok(),
        Some(_) => Some(String::new()),
        None => None,
    }
}

struct MemoryTransaction<'a> {
    state: MutexGuard<'a, State>,
    mutant: Option<Mutant>,
    seq: Option<u64>,
    numbers: u32,
    rows: Vec<(Key, Option<Row>)>,
    results: Vec<(DeviceId, OperationResult)>,
    devices: Vec<Device>,
    moved: Vec<(TicketId, TicketId)>,
}

impl Transaction for MemoryTransaction<'_> {
    fn seq(&mut self) -> Result<Seq, LedgerError> {
        Ok(Seq(*self.seq.get_or_insert(self.state.seq + 1)))
    }

    fn next_number(&mut self) -> Result<u32, LedgerError> {
        self.numbers += 1;
        Ok(self.state.next_number + self.numbers - 1)
    }

    fn next_mark(&mut self) -> Result<u32, LedgerError> {
        Ok(u32::try_from(self.state.devices.len()).unwrap_or(u32::MAX))
    }

    fn device(&mut self, id: DeviceId) -> Result<Option<Device>, LedgerError> {
        Ok(self.devices.iter().rev().find(|device| device.id == id).or_else(|| self.state.devices.get(&id)).cloned())
    }

    fn put_device(&mut self, device: &Device) -> Result<(), LedgerError> {
        let mut device = device.clone();
        if self.mutant == Some(Mutant::Dedupe) {
            // The number is not kept: what comes again is taken again.
            device.last_dseq = 0;
        }
        self.devices.push(device);
        Ok(())
    }

    fn result_at(&mut self, device: DeviceId, dseq: u64) -> Result<Option<OperationResult>, LedgerError> {
        Ok(self.state.results.get(&(device, dseq)).cloned())
    }

    fn result_of(&mut self, operation: OperationId) -> Result<Option<OperationResult>, LedgerError> {
        if self.mutant == Some(Mutant::Dedupe) {
            return Ok(None);
        }
        let here = self.results.iter().find(|(_, result)| result.id == operation).map(|(_, result)| result);
        Ok(here.or_else(|| self.state.decided.get(&operation).map(|(_, result)| result)).cloned())
    }

    fn record(&mut self, device: DeviceId, _hash: &str, result: &OperationResult) -> Result<(), LedgerError> {
        self.results.push((device, result.clone()));
        Ok(())
    }

    fn ticket(&mut self, id: TicketId) -> Result<Option<Ticket>, LedgerError> {
        Ok(self.state.ticket(id).cloned())
    }

    fn document(&mut self, row: &RowId) -> Result<Option<String>, LedgerError> {
        Ok(document(self.state.row(key_of_id(row))))
    }

    fn access(&mut self, agent: AgentId) -> Result<Access, LedgerError> {
        Ok(self.state.access(agent))
    }

    fn merged_into(&mut self, ticket: TicketId) -> Result<Option<TicketId>, LedgerError> {
        Ok(self.state.merged.get(&ticket).copied())
    }

    fn move_messages(&mut self, from: TicketId, into: TicketId) -> Result<(), LedgerError> {
        let seq = self.seq()?;
        let messages: Vec<_> = self.state.messages(from).cloned().collect();
        self.rows.extend(messages.into_iter().map(|message| {
            let row = Row::Message(Arc::new(Message { ticket: into, seq: Some(seq), ..message }));
            (key_of(&row), Some(row))
        }));
        self.moved.push((from, into));
        Ok(())
    }

    fn newest_public(&mut self, tickets: [TicketId; 2]) -> Result<Option<MessageId>, LedgerError> {
        let public = tickets.iter().flat_map(|ticket| self.state.messages(*ticket)).filter(|message| message.kind.is_public());
        Ok(public.max_by_key(|message| (message.seq, message.at)).map(|message| message.id))
    }

    fn is_restricted(&mut self, queue: QueueId) -> Result<bool, LedgerError> {
        Ok(self.state.is_restricted(queue))
    }

    fn show_again(&mut self, ticket: TicketId) -> Result<(), LedgerError> {
        self.seq()?;
        if self.mutant == Some(Mutant::Sight) {
            return Ok(());
        }
        let messages: Vec<_> = self.state.messages(ticket).cloned().collect();
        self.rows.extend(messages.into_iter().map(|message| {
            let row = Row::Message(Arc::new(message));
            (key_of(&row), Some(row))
        }));
        Ok(())
    }

    fn put(&mut self, row: &Row) -> Result<(), LedgerError> {
        self.seq()?;
        self.rows.push((key_of(row), Some(row.clone())));
        Ok(())
    }

    fn remove(&mut self, row: &RowId) -> Result<(), LedgerError> {
        self.seq()?;
        self.rows.push((key_of_id(row), None));
        Ok(())
    }

    fn arrived(&mut self, from: &Device, hash: &str) -> Result<UploadAnswer, LedgerError> {
        Ok(self.state.files.arrived(from, hash))
    }

    fn take_piece(&mut self, from: &Device, file: &Attachment, piece: Arriving<'_>) -> Result<UploadAnswer, LedgerError> {
        Ok(self.state.files.take(from, file, piece))
    }

    fn may_use(&mut self, agent: AgentId, hash: &str) -> Result<bool, LedgerError> {
        Ok(self.mutant == Some(Mutant::Files) || self.state.files.may_use(agent, hash))
    }

    fn refer(&mut self, files: &[Attachment], _by: Uuid, _ticket: Option<TicketId>) -> Result<(), LedgerError> {
        self.state.files.refer(files);
        Ok(())
    }

    fn put_account(&mut self, _account: &Account) -> Result<(), LedgerError> {
        Ok(())
    }

    fn set_team(&mut self, _name: &str) -> Result<(), LedgerError> {
        Ok(())
    }

    fn commit(self: Box<Self>) -> Result<(), LedgerError> {
        let Self { mut state, seq, numbers, rows, results, devices, moved, .. } = *self;
        let state = &mut *state;
        for (from, into) in moved {
            state.merged.values_mut().filter(|leads_to| **leads_to == from).for_each(|leads_to| *leads_to = into);
            state.merged.insert(from, into);
            let gone = state.messages.remove(&from).unwrap_or_default();
            state.messages.entry(into).or_default().extend(gone);
        }
        state.next_number += numbers;
        if let Some(seq) = seq {
            state.seq = seq;
            for (key, row) in rows {
                state.store(key, seq, row);
            }
        }
        for (device, result) in results {
            let order = state.decided.len() as u64;
            state.results.insert((device, result.dseq), result.clone());
            state.decided.entry(result.id).or_insert((order, result));
        }
        state.devices.extend(devices.into_iter().map(|device| (device.id, device)));
        Ok(())
    }
}
