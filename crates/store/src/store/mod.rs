//! The store as the desk holds it: both files, the readers, the blobs, and the folder's lock.

mod alert;
mod blob;
mod cut_off;
mod draft;
mod export;
mod file;
mod index;
mod pull;
mod push;
mod time;
mod write;

pub use alert::Raised;
pub use blob::Blob;
pub use export::{Exported, Imported};
pub use file::{FilePlace, FileTask};
pub use write::{Source, Written};

use holdfast_domain::Timestamp;
use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use zeroize::Zeroizing;

use crate::blobs::Blobs;
use crate::cache::{Cache, CacheState, Directory, Spelling, cursor};
use crate::database::{self, Kind};
use crate::disk;
use crate::error::{Result, StoreError, io, sql};
use crate::keys::{DataKey, KeyUse};
use crate::outbox::{Identity, Outbox, OutboxState};
use crate::read::{IndexItem, Readers};

/// The desk's store. Clones share it; the last one dropped closes it.
#[derive(Clone, Debug)]
pub struct Store(pub(crate) Arc<Inner>);

/// How old the time of the last confirmation may be on disk.
const CONFIRMED_KEPT_EVERY_MS: i64 = 2_000;

/// An opened store and how its files were found.
#[derive(Debug)]
pub struct Opened {
    /// The store.
    pub store: Store,
    /// How the cache was found.
    pub cache: CacheState,
    /// How the outbox was found.
    pub outbox: OutboxState,
}

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) readers: Readers,
    cache: Mutex<Cache>,
    outbox: Mutex<Outbox>,
    /// Whether the view lacks what was written since somebody last looked at it.
    is_behind: AtomicBool,
    directory: RwLock<Arc<Directory>>,
    pub(crate) spelling: Spelling,
    /// Milliseconds, or the smallest integer for never.
    confirmed_at: AtomicI64,
    /// The one that is on disk.
    confirmed_kept: AtomicI64,
    handed_out: Mutex<HashMap<IndexItem, i64>>,
    blobs: Blobs,
    /// How much of each file the server is known to have since this desk was opened.
    uploads: Mutex<HashMap<String, u64>>,
    suspect: PathBuf,
    /// There while the store is open.
    in_use: PathBuf,
    closed_properly: bool,
    // Released last.
    _lock: File,
}

/// Faults to inject in tests: how many pages a file may still grow by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Faults {
    /// `cache.db` may grow by so many pages.
    Cache(u32),
    /// `outbox.db` may grow by so many pages.
    Outbox(u32),
}

fn guard<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    // What a panic left half done is in an open transaction, which was rolled back when it unwound.
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Store {
    /// Opens the data folder, heals what needs healing, and replays what is pending. Callers are found by what is written alone.
    ///
    /// # Errors
    /// As [`Self::open_with`].
    pub fn open(folder: &Path, key: &DataKey, now: Timestamp) -> Result<Opened> {
        Self::open_with(folder, key, Spelling::PLAIN, now)
    }

    /// The same, with callers found by how their names are spelled.
    ///
    /// # Errors
    /// [`StoreError::InUse`] when another Holdfast has it; [`StoreError::WrongKey`] before anything is touched;
    /// [`StoreError::Newer`]; [`StoreError::DiskFull`].
    pub fn open_with(folder: &Path, key: &DataKey, spelling: Spelling, now: Timestamp) -> Result<Opened> {
        disk::make_folder(folder)?;
        let lock = disk::lock(folder)?;
        let (cache_path, outbox_path, suspect) = (folder.join("cache.db"), folder.join("outbox.db"), folder.join("cache.suspect"));
        let in_use = folder.join("store.open");
        let closed_properly = !in_use.exists();
        std::fs::write(&in_use, b"").map_err(io("mark the data folder as open"))?;
        let (cache_key, outbox_key) = (Zeroizing::new(key.sub_key(KeyUse::Cache)), Zeroizing::new(key.sub_key(KeyUse::Outbox)));
        let key_fits = || cache_path.exists() && database::open(&cache_path, &cache_key, Kind::Cache).is_ok();
        let (outbox, outbox_state) = Outbox::open(folder, key, key_fits)?;
        let (mut cache, cache_state) = Cache::open(&cache_path, &cache_key, &suspect, spelling)?;
        let unconfirmed = cache.unconfirmed(&outbox)?;
        if !unconfirmed.is_empty() {
            cache.refresh(unconfirmed, &outbox, now)?;
        }
        let readers = Readers::open(&cache_path, &cache_key, &outbox_path, &outbox_key)?;
        let confirmed_at = cursor::confirmed_at(&cache.connection)?.map_or(i64::MIN, Timestamp::millis);
        let inner = Inner {
            readers,
            directory: RwLock::new(Arc::clone(&cache.directory)),
            spelling,
            cache: Mutex::new(cache),
            outbox: Mutex::new(outbox),
            is_behind: AtomicBool::new(false),
            confirmed_at: AtomicI64::new(confirmed_at),
            confirmed_kept: AtomicI64::new(0),
            handed_out: Mutex::default(),
            blobs: Blobs::open(folder, key.sub_key(KeyUse::Blobs))?,
            uploads: Mutex::default(),
            suspect,
            in_use,
            closed_properly,
            _lock: lock,
        };
        Ok(Opened { store: Self(Arc::new(inner)), cache: cache_state, outbox: outbox_state })
    }

    /// Who this desk is.
    #[must_use]
    pub fn identity(&self) -> Option<Identity> {
        self.outbox().identity().cloned()
    }

    /// Sets who this desk is.
    ///
    /// # Errors
    /// When the outbox does not write.
    pub fn set_identity(&self, identity: &Identity) -> Result<()> {
        self.outbox().set_identity(identity)
    }

    /// Takes a new token.
    ///
    /// # Errors
    /// [`StoreError::Missing`] before anybody signed in.
    pub fn set_token(&self, token: &str) -> Result<()> {
        let mut outbox = self.outbox();
        let Some(identity) = outbox.identity().cloned() else { return Err(StoreError::Missing { what: "the desk's identity" }) };
        outbox.set_identity(&Identity { token: token.into(), ..identity })
    }

    /// The number that the next new ticket gets on this desk, e.g. `T7K-0042`. It is used up when an `Open` with it is transacted.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn temporary_number(&self) -> Result<String> {
        self.outbox().temporary_number()
    }

    /// The team, held in memory.
    #[must_use]
    pub fn directory(&self) -> Arc<Directory> {
        Arc::clone(&self.0.directory.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// When the team server last confirmed that nothing is missing: "as of".
    #[must_use]
    pub fn confirmed_at(&self) -> Option<Timestamp> {
        Some(self.0.confirmed_at.load(Ordering::Relaxed)).filter(|at| *at != i64::MIN).map(Timestamp::from_millis)
    }

    /// Notes when the team server last confirmed. Written down with the next page, or when the store closes.
    pub fn set_confirmed_at(&self, at: Timestamp) {
        self.0.confirmed_at.store(at.millis(), Ordering::Relaxed);
        let kept = self.0.confirmed_kept.load(Ordering::Relaxed);
        if at.millis().saturating_sub(kept) < CONFIRMED_KEPT_EVERY_MS {
            return;
        }
        // A desk that was killed must still say how old what it shows is.
        match cursor::set_confirmed_at(&self.cache().connection, at) {
            Ok(()) => self.0.confirmed_kept.store(at.millis(), Ordering::Relaxed),
            Err(error) => tracing::warn!(%error, "the time of the last confirmation was not kept"),
        }
    }

    /// Notes up to when the person has read a ticket.
    ///
    /// # Errors
    /// When the cache does not write.
    pub fn mark_read(&self, ticket: holdfast_domain::TicketId, at: Timestamp) -> Result<()> {
        self.seen(self.cache().mark_read(ticket, at))
    }

    /// Whether the store was closed before it was opened now. When it was not, and the cache is too large to have been
    /// checked whole at opening, [`Store::check_cache`] is due in the background.
    #[must_use]
    pub fn was_closed_properly(&self) -> bool {
        self.0.closed_properly
    }

    /// Checks every page of the cache; takes seconds for a large one. When it answers no, the next opening begins the cache anew.
    ///
    /// # Errors
    /// When no reader can be had.
    pub fn check_cache(&self) -> Result<bool> {
        let sound = self.0.readers.lend(|connection| Ok(database::is_sound(connection)))?;
        if !sound {
            self.suspect();
        }
        Ok(sound)
    }

    /// Forgets operations that ended and alerts that closed more than thirty days ago, and when the desk was cut off long ago, shortens the journal and lets go of
    /// files that nobody needs. Once at opening, before anybody writes: a file that is just being put in is named by nothing.
    ///
    /// # Errors
    /// When the outbox does not write.
    pub fn purge(&self, now: Timestamp) -> Result<()> {
        let before = now.plus_minutes(-30 * 24 * 60);
        let mut outbox = self.outbox();
        outbox.purge(before)?;
        outbox.purge_alerts(before)?;
        outbox.purge_cut_offs(now)?;
        outbox.compact_journal()?;
        drop(outbox);
        self.tidy_files(now)
    }

    /// For tests: lets a file run out of room.
    ///
    /// # Errors
    /// When the database refuses.
    #[doc(hidden)]
    pub fn inject(&self, fault: Faults) -> Result<()> {
        let limit = |connection: &rusqlite::Connection, more: u32| {
            let pages: u32 = connection.query_row("PRAGMA page_count", [], |row| row.get(0))?;
            connection.query_row(&format!("PRAGMA max_page_count = {}", pages.saturating_add(more)), [], |_| Ok(()))
        };
        match fault {
            Faults::Cache(more) => limit(&self.cache().connection, more),
            Faults::Outbox(more) => limit(&self.outbox().connection, more),
        }
        .map_err(sql("limit a database"))
    }

    fn cache(&self) -> MutexGuard<'_, Cache> {
        guard(&self.0.cache)
    }

    fn outbox(&self) -> MutexGuard<'_, Outbox> {
        guard(&self.0.outbox)
    }

    fn uploads(&self) -> MutexGuard<'_, HashMap<String, u64>> {
        guard(&self.0.uploads)
    }

    fn publish(&self, directory: &Arc<Directory>) {
        let mut shown = self.0.directory.write().unwrap_or_else(PoisonError::into_inner);
        if !Arc::ptr_eq(&shown, directory) {
            *shown = Arc::clone(directory);
        }
    }

    /// Marks the cache for a new beginning when an answer says that it is damaged.
    fn seen<T>(&self, result: Result<T>) -> Result<T> {
        if result.as_ref().is_err_and(StoreError::is_damage) {
            self.suspect();
        }
        result
    }

    fn suspect(&self) {
        if let Err(error) = std::fs::write(&self.0.suspect, b"").map_err(io("mark the cache as damaged")) {
            tracing::warn!(%error, "a damaged cache could not be marked");
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        let at = self.confirmed_at.load(Ordering::Relaxed);
        if at != i64::MIN
            && let Ok(cache) = self.cache.get_mut()
            && let Err(error) = cursor::set_confirmed_at(&cache.connection, Timestamp::from_millis(at))
        {
            tracing::warn!(%error, "the time of the last confirmation was not kept");
        }
        // Left behind, it costs a check.
        let _ = std::fs::remove_file(&self.in_use);
    }
}
