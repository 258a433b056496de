//! The team server's storage in memory, behind the real push and pull: rows by sequence, results, desks, and copies of
//! all of it for backups. What a page carries is not JSON here but the number of a row's version.

use holdfast_domain::{AgentId, DeviceId, Seq, TicketId};
use holdfast_protocol::digest::{MOST_MOVED, bucket_of};
use holdfast_protocol::{Acknowledged, Digest, Piece, RowId, RowKind, UploadAnswer};
use holdfast_server::ledger::{
    Account, After, BootstrapRead, BucketRead, ChangesRead, Device, DigestRead, Ledger, LedgerError, PageLimit, Phase, Standing, Transaction,
};
use std::path::Path;
use std::sync::{Mutex, MutexGuard};
use uuid::Uuid;

use super::mutant::Mutant;
use super::state::{Key, State, document, key_of_id};
use super::transaction::MemoryTransaction;

/// Rows in a page of the first pull here, so that it has several.
const BOOTSTRAP_ROWS: usize = 40;

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

    fn seen(&self, agent: AgentId, tickets: Vec<TicketId>) -> Result<Vec<TicketId>, LedgerError> {
        let state = self.state();
        let access = state.access(agent);
        Ok(tickets.into_iter().filter(|ticket| state.is_seen(Some(&access), (RowKind::Ticket, ticket.0))).collect())
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

    fn documents(&self, after: &RowId, limit: usize) -> Result<Vec<(String, String)>, LedgerError> {
        let state = self.state();
        let mut rows: Vec<_> = state.rows.keys().filter(|key| key.0 == after.kind && key.1.to_string() > after.id).copied().collect();
        rows.sort_by_key(|key| key.1.to_string());
        let found = rows.into_iter().filter_map(|key| Some((key.1.to_string(), document(state.row(key))?)));
        Ok(found.take(limit).collect())
    }

    fn ticket_numbered(&self, number: u32) -> Result<Option<TicketId>, LedgerError> {
        let state = self.state();
        Ok(state.tickets().into_iter().find(|id| state.ticket(*id).is_some_and(|ticket| ticket.number.lasting == Some(number))))
    }

    /// Backups of the simulation are clones of its state.
    fn sweep(&self) -> Result<(), LedgerError> {
        Ok(())
    }

    fn backup(&self, file: &Path) -> Result<(), LedgerError> {
        Err(LedgerError::File { path: file.display().to_string(), source: std::io::ErrorKind::Unsupported.into() })
    }
}
