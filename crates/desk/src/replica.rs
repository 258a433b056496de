//! The desk's store as sync sees it. What a step touched is told at once.

use holdfast_domain::Timestamp;
use holdfast_protocol::{BootstrapPage, BucketPage, ChangesPage, DigestAnswer, PUSH_BYTES, PUSH_OPERATIONS, Position, PushAnswer};
use holdfast_store::{FileTask, Store, StoreError, Touched};
use holdfast_sync::{FileMoved, FileStep, Pull, Replica, ReplicaError, Sealed, Standing};
use std::sync::{Arc, Weak};

use crate::view::Tag;
use crate::work::Work;

pub(crate) struct DeskReplica {
    work: Weak<Work>,
}

impl DeskReplica {
    pub(crate) const fn new(work: Weak<Work>) -> Self {
        Self { work }
    }

    fn work(&self) -> Result<Arc<Work>, ReplicaError> {
        self.work.upgrade().filter(|work| !work.is_stopping()).ok_or_else(|| ReplicaError::Failed("the desk is closing".to_owned()))
    }

    fn stored(&self, act: impl FnOnce(&Work) -> Result<Touched, StoreError>) -> Result<Standing, ReplicaError> {
        let work = self.work()?;
        let touched = act(&work).map_err(refused)?;
        work.touched(&touched);
        standing(&work.store)
    }
}

impl Replica for DeskReplica {
    fn standing(&self) -> Result<Standing, ReplicaError> {
        standing(&self.work()?.store)
    }

    fn store_changes(&self, page: ChangesPage) -> Result<Standing, ReplicaError> {
        self.stored(|work| work.store.take_changes(&page, work.now()))
    }

    fn store_bootstrap(&self, after: Option<&Position>, page: BootstrapPage) -> Result<Standing, ReplicaError> {
        self.stored(|work| work.store.apply_bootstrap(after, &page, work.now()))
    }

    fn begin_resync(&self) -> Result<Standing, ReplicaError> {
        self.stored(|work| work.store.begin_resync("the team server asked for it").map(|()| Touched::default()))
    }

    fn seal(&self) -> Result<Sealed, ReplicaError> {
        let work = self.work()?;
        let sealed = seal(&work.store, work.now())?;
        if let Sealed::Batch(push) = &sealed {
            work.tell(vec![Tag::Connection, Tag::Outbox]);
            let left = push.operations.iter().filter(|operation| operation.put_off().is_some());
            for ticket in left.filter_map(|operation| operation.about.ticket()) {
                work.tell(vec![Tag::Lists, Tag::Ticket(ticket.to_string())]);
            }
        }
        Ok(sealed)
    }

    fn acknowledge(&self, answer: PushAnswer) -> Result<Standing, ReplicaError> {
        self.stored(|work| work.store.acknowledge(&answer, work.now()))
    }

    fn expect(&self, dseq: u64) -> Result<Standing, ReplicaError> {
        self.stored(|work| work.store.expected_dseq(dseq))
    }

    fn compare(&self, theirs: DigestAnswer) -> Result<Option<Vec<u8>>, ReplicaError> {
        let differing = self.work()?.store.compare(&theirs).map_err(refused)?;
        if let Some(buckets) = differing.as_ref().filter(|buckets| !buckets.is_empty()) {
            tracing::warn!(buckets = buckets.len(), at = theirs.at.0, "this desk has other rows than the team server; they are fetched again");
        }
        Ok(differing)
    }

    fn mend(&self, page: BucketPage) -> Result<Standing, ReplicaError> {
        self.stored(|work| work.store.mend(&page, work.now()))
    }

    fn next_file(&self) -> Result<Option<FileStep>, ReplicaError> {
        next_file(&self.work()?.store)
    }

    fn file_moved(&self, moved: FileMoved) -> Result<Standing, ReplicaError> {
        let work = self.work()?;
        file_moved(&work.store, moved, work.now())?;
        work.tell(vec![Tag::Files]);
        standing(&work.store)
    }

    fn confirmed(&self) {
        if let Ok(work) = self.work() {
            work.store.set_confirmed_at(work.now());
            work.tell(vec![Tag::Connection]);
        }
    }
}

/// How far a desk with this store has come.
///
/// # Errors
/// When the store cannot be read.
pub fn standing(store: &Store) -> Result<Standing, ReplicaError> {
    let cursor = store.cursor().map_err(refused)?;
    let counts = store.counts().map_err(refused)?;
    let (pull, progress) = match cursor.bootstrap {
        Some(bootstrap) => {
            let progress = (bootstrap.done, bootstrap.total);
            (bootstrap.next.map_or(Pull::Start, Pull::Continue), progress)
        }
        None if cursor.complete => (Pull::Changes, (0, 0)),
        None => (Pull::Start, (0, 0)),
    };
    let pending = counts.waiting > 0 || counts.sending > 0 || counts.uncertain > 0;
    let files = store.moves_files().map_err(refused)?;
    Ok(Standing { epoch: cursor.epoch, seq: cursor.seq, scope: cursor.scope, pull, pending, files, progress })
}

/// The next batch, or how long until something may go.
///
/// # Errors
/// When the store cannot seal.
pub fn seal(store: &Store, now: Timestamp) -> Result<Sealed, ReplicaError> {
    if let Some(push) = store.seal(PUSH_OPERATIONS, PUSH_BYTES, now).map_err(refused)? {
        return Ok(Sealed::Batch(push));
    }
    let wait_ms = store.next_leaves(now).map_err(refused)?.map(|at| at.since(now));
    Ok(Sealed::Nothing { wait_ms })
}

/// What is next about files.
///
/// # Errors
/// When the store cannot be read.
pub fn next_file(store: &Store) -> Result<Option<FileStep>, ReplicaError> {
    let task = store.next_file().map_err(refused)?;
    Ok(task.map(|task| match task {
        FileTask::Ask(hash) => FileStep::Ask { hash },
        FileTask::Send(hash, piece) => FileStep::Send { hash, piece: Arc::new(piece) },
        FileTask::Fetch(hash, at) => FileStep::Fetch { hash, at },
    }))
}

/// What came of it.
///
/// # Errors
/// When it cannot be stored.
pub fn file_moved(store: &Store, moved: FileMoved, now: Timestamp) -> Result<(), ReplicaError> {
    match moved {
        FileMoved::Up { hash, answer } => store.file_went(&hash, answer),
        FileMoved::Down { hash, piece } => store.file_came(&hash, &piece, now),
        FileMoved::Gone { hash } => store.file_is_gone(&hash),
    }
    .map_err(refused)
}

/// What sync acts on of a store's error; what it cannot act on is logged with its cause.
pub fn refused(error: StoreError) -> ReplicaError {
    match error {
        StoreError::DiskFull { .. } => ReplicaError::DiskFull,
        StoreError::Copied { .. } => ReplicaError::Copied,
        StoreError::OutOfStep { .. } => ReplicaError::OutOfStep,
        other => {
            tracing::error!(error = %crate::error::DeskError::internal(&other), "sync could not be stored");
            ReplicaError::Failed(other.to_string())
        }
    }
}
