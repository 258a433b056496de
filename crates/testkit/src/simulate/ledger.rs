//! The team server's storage in memory, behind the real push and pull: rows by sequence, results, desks, and copies of
//! all of it for backups. What a page carries is not JSON here but the number of a row's version.

use holdfast_domain::{AgentId, Article, DeviceId, Message, MessageId, OperationId, Seq, Ticket, TicketId};
use holdfast_protocol::digest::{MOST_MOVED, bucket_of};
use holdfast_protocol::{Acknowledged, Change, Digest, OperationResult, Piece, Row, RowId, RowKind, UploadAnswer};
use holdfast_server::ledger::{
    Account, After, BootstrapRead, BucketRead, ChangesRead, Device, DigestRead, Ledger, LedgerError, PageLimit, Phase, Standing, StoredChange,
    StoredRow, Transaction,
};
use serde_json::value::RawValue;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Mutex, MutexGuard};
use uuid::Uuid;

use super::filing::Files;
use super::mutant::Mutant;
use super::transaction::MemoryTransaction;

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
    pub(super) next_number: u32,
    /// Each row with the transaction that last changed it, and its version; none when it was removed.
    pub rows: BTreeMap<Key, (u64, Option<usize>)>,
    feed: BTreeSet<(u64, Key)>,
    versions: Vec<Row>,
    pub(super) messages: BTreeMap<TicketId, Vec<MessageId>>,
    pub(super) devices: BTreeMap<DeviceId, Device>,
    pub(super) results: BTreeMap<(DeviceId, u64), OperationResult>,
    /// The first result of each operation, and in which order they were decided.
    pub decided: BTreeMap<OperationId, (u64, OperationResult)>,
    pub files: Files,
    /// Tickets that became part of another one.
    pub(super) merged: BTreeMap<TicketId, TicketId>,
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
        Ok(Box::new(MemoryTransaction::begin(self.state(), self.mutant)))
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
            let kinds: &[RowKind] = match at.phase {
                Phase::Directory => &[RowKind::Agent, RowKind::Queue],
                Phase::Customers => &[RowKind::Customer],
                Phase::Articles => &[RowKind::Article],
                _ => &[RowKind::Ticket],
            };
            let rank = usize::try_from(at.rank).unwrap_or_default();
            let kind = kinds[rank];
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
                _ if rank + 1 < kinds.len() => at = After { rank: at.rank + 1, id: String::new(), ..at },
                Some(phase) => at = After { phase, rank: 0, id: String::new(), ..at },
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

/// What is read of documents: whether there is one, the role of an agent, and an article.
pub(super) fn document(row: Option<&Row>) -> Option<String> {
    match row {
        Some(Row::Agent(agent)) => serde_json::to_string(agent).ok(),
        Some(Row::Article(article)) => serde_json::to_string(article).ok(),
        Some(_) => Some(String::new()),
        None => None,
    }
}
