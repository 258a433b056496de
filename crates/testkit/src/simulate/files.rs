//! The real store over real encrypted files, as the simulation sees it.

use holdfast_desk::replica::{file_moved, next_file, refused, seal, standing};
use holdfast_domain::{AgentId, Article, ArticleId, Attachment, DeviceId, Operation, OperationId, Rejection, Ticket, TicketId, Timestamp};
use holdfast_protocol::{BootstrapPage, BucketPage, ChangesPage, DigestAnswer, Position, PushAnswer, Row, RowKind};
use holdfast_store::plan::{EntryRecord, Mark, Stage};
use holdfast_store::{DataKey, Ended, Entry, EntryFilter, EntryState, Identity, KeyUse, Store, Written};
use holdfast_sync::{FileMoved, FileStep, ReplicaError, Sealed, Standing};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

use super::store::{Confirmed, DeskStore, Stood};
use super::team::agent;

/// A desk's files.
pub struct FileStore {
    folder: TempDir,
    key: DataKey,
    lives: u32,
    store: Option<Store>,
}

impl FileStore {
    /// The files of a desk that was just set up.
    ///
    /// # Panics
    /// When the disk refuses.
    #[must_use]
    #[allow(clippy::new_without_default, reason = "it makes a folder")]
    pub fn new() -> Self {
        let mut files = Self { folder: TempDir::new().unwrap(), key: DataKey::generate().unwrap(), lives: 0, store: None };
        files.opens(Timestamp::default());
        files
    }

    fn place(&self) -> PathBuf {
        self.folder.path().join(self.lives.to_string())
    }

    fn opens(&mut self, now: Timestamp) {
        self.store = Some(Store::open(&self.place(), &self.key, now).unwrap().store);
    }

    fn store(&self) -> &Store {
        self.store.as_ref().expect("the store is open")
    }

    fn all(&self) -> Vec<Entry> {
        let mut entries = self.store().entries(EntryFilter::default()).unwrap();
        // The newest comes first there.
        entries.reverse();
        entries
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

impl DeskStore for FileStore {
    fn copied(&mut self) -> Box<dyn DeskStore> {
        let mut twin = Self { folder: TempDir::new().unwrap(), key: self.key.clone(), lives: 0, store: None };
        copy(&self.place(), &twin.place());
        twin.opens(Timestamp::default());
        Box::new(twin)
    }

    fn adopts(&mut self, device: DeviceId, person: AgentId) -> Result<(), ReplicaError> {
        self.store().adopt(&identity(device, person)).map(drop).map_err(refused)
    }

    fn is_of(&mut self, device: DeviceId, person: AgentId) {
        self.store().set_identity(&identity(device, person)).unwrap();
    }

    fn transact(&mut self, operations: Vec<Operation>, now: Timestamp) -> Result<Option<Rejection>, ReplicaError> {
        match self.store().transact_all(operations, now).map_err(refused)? {
            Written::Queued { .. } => Ok(None),
            Written::Refused(rejection) => Ok(Some(rejection)),
        }
    }

    fn standing(&mut self) -> Result<Standing, ReplicaError> {
        standing(self.store())
    }

    fn store_changes(&mut self, page: ChangesPage, now: Timestamp) -> Result<(), ReplicaError> {
        self.store().take_changes(&page, now).map(drop).map_err(refused)
    }

    fn store_bootstrap(&mut self, after: Option<&Position>, page: BootstrapPage, now: Timestamp) -> Result<(), ReplicaError> {
        self.store().apply_bootstrap(after, &page, now).map(drop).map_err(refused)
    }

    fn begin_resync(&mut self) -> Result<(), ReplicaError> {
        self.store().begin_resync("simulated").map_err(refused)
    }

    fn compare(&mut self, theirs: DigestAnswer) -> Result<Option<Vec<u8>>, ReplicaError> {
        self.store().compare(&theirs).map_err(refused)
    }

    fn mend(&mut self, page: BucketPage, now: Timestamp) -> Result<(), ReplicaError> {
        self.store().mend(&page, now).map(drop).map_err(refused)
    }

    /// The row of a ticket or a message goes, past every door of the store's.
    fn rots(&mut self, chance: u64) -> bool {
        let folder = self.place();
        let connection = rusqlite::Connection::open(folder.join("cache.db")).unwrap();
        let key: String = self.key.sub_key(KeyUse::Cache).iter().map(|byte| format!("{byte:02x}")).collect();
        connection.execute_batch(&format!("PRAGMA key = \"x'{key}'\"; PRAGMA busy_timeout = 5000;")).unwrap();
        let table = ["message", "customer", "ticket"][usize::try_from(chance % 3).unwrap_or(0)];
        let only = if table == "ticket" { "AND pending = 0" } else { "" };
        let sql = format!("DELETE FROM {table} WHERE rowid = (SELECT rowid FROM {table} WHERE seq IS NOT NULL {only} LIMIT 1)");
        connection.execute(&sql, []).unwrap() > 0
    }

    fn seal(&mut self, now: Timestamp) -> Result<Sealed, ReplicaError> {
        seal(self.store(), now)
    }

    fn withdraw(&mut self, id: OperationId, now: Timestamp) -> bool {
        self.store().withdraw(&[id], now).is_ok_and(|(withdrawn, _)| !withdrawn.operations.is_empty())
    }

    fn acknowledge(&mut self, answer: PushAnswer, now: Timestamp) -> Result<(), ReplicaError> {
        self.store().acknowledge(&answer, now).map(drop).map_err(refused)
    }

    fn expect(&mut self, dseq: u64) -> Result<(), ReplicaError> {
        self.store().expected_dseq(dseq).map(drop).map_err(refused)
    }

    fn keep_file(&mut self, content: &[u8]) -> Attachment {
        let blob = self.store().put_blob(content, "file").unwrap();
        Attachment { hash: blob.hash, name: blob.name, size: blob.size }
    }

    fn file(&mut self, hash: &str) -> Option<Vec<u8>> {
        self.store().blob(hash).unwrap()
    }

    fn want_file(&mut self, hash: &str, now: Timestamp) {
        self.store().want_file(hash, now).unwrap();
    }

    fn next_file(&mut self) -> Result<Option<FileStep>, ReplicaError> {
        next_file(self.store())
    }

    fn file_moved(&mut self, moved: FileMoved, now: Timestamp) -> Result<(), ReplicaError> {
        file_moved(self.store(), moved, now)
    }

    fn decide(&mut self, ended: Vec<Ended>, besides: Vec<Operation>, now: Timestamp) -> bool {
        matches!(self.store().decide(ended, besides, now), Ok(Written::Queued { .. }))
    }

    fn is_killed(&mut self, _chance: u64, now: Timestamp) {
        let before = self.place();
        self.lives += 1;
        copy(&before, &self.place());
        self.store = None;
        std::fs::remove_dir_all(before).unwrap();
        self.opens(now);
    }

    fn ticket(&mut self, id: TicketId) -> Option<Ticket> {
        let into = self.store().leads_to(id).unwrap();
        self.store().ticket(into).unwrap()
    }

    fn tickets(&mut self) -> Vec<TicketId> {
        self.store().conversations_after(None, u32::MAX).unwrap().into_iter().map(|conversation| conversation.ticket.id).collect()
    }

    fn article(&mut self, id: ArticleId) -> Option<Article> {
        self.store().article(id, Timestamp::default()).unwrap()
    }

    fn articles(&mut self) -> Vec<ArticleId> {
        self.store().articles_after(None, u32::MAX).unwrap().into_iter().map(|article| article.id).collect()
    }

    fn entries(&mut self) -> Vec<EntryRecord> {
        self.all().into_iter().enumerate().map(record).collect()
    }

    fn confirmed(&mut self) -> Option<Confirmed<'_>> {
        let store = self.store();
        let cursor = store.cursor().unwrap();
        if !cursor.complete {
            return None;
        }
        // Transactions are not told, and customers and articles without what waits not given, by the store's own doors.
        let mut rows: BTreeMap<_, Stood> = BTreeMap::new();
        for agent in &store.directory().agents {
            rows.insert((RowKind::Agent, agent.id.0), (0, 0, Row::Agent(Arc::new(agent.clone()))));
        }
        for queue in &store.directory().queues {
            rows.insert((RowKind::Queue, queue.id.0), (0, 0, Row::Queue(Arc::new(queue.clone()))));
        }
        for conversation in store.conversations_after(None, u32::MAX).unwrap() {
            let id = conversation.ticket.id;
            if let Some(ticket) = store.base_ticket(id).unwrap() {
                rows.insert((RowKind::Ticket, id.0), (0, 0, Row::Ticket(Arc::new(ticket))));
            }
            for message in store.messages(id, None, u32::MAX).unwrap().0.into_iter().filter(|message| message.seq.is_some()) {
                rows.insert((RowKind::Message, message.id.0), (0, 0, Row::Message(Arc::new(message))));
            }
        }
        Some(Confirmed { epoch: cursor.epoch, cursor: cursor.seq, scope: cursor.scope, rows: Cow::Owned(rows) })
    }

    fn view_is_right(&mut self) -> Result<(), String> {
        self.store()
            .check_cache()
            .map_err(|error| error.to_string())
            .and_then(|sound| if sound { Ok(()) } else { Err("the cache is damaged".to_owned()) })
    }
}

fn identity(device: DeviceId, person: AgentId) -> Identity {
    Identity { device, agent: agent(person, 0), address: String::new(), token: "none".into(), mark: "SIM".to_owned(), team: String::new() }
}

fn record((at, entry): (usize, Entry)) -> EntryRecord {
    let (stage, rejection, seq) = match entry.state {
        EntryState::Queued => (Stage::Queued, None, None),
        EntryState::Sealed => (Stage::Sealed, None, None),
        EntryState::Acknowledged { seq } => (Stage::Acknowledged, None, Some(seq.0)),
        EntryState::Held { .. } => (Stage::Held, None, None),
        EntryState::Rejected { rejection } => (Stage::Rejected, Some(rejection), None),
        EntryState::Done => (Stage::Done, None, None),
    };
    let mark = Mark { stage, dseq: entry.operation.dseq, verdict: entry.verdict, rejection, seq, decision: entry.decision, ..Mark::QUEUED };
    EntryRecord { ordinal: i64::try_from(at).unwrap_or(i64::MAX), operation: entry.operation, written_at: entry.written_at, mark }
}
