//! One tantivy index: opening, recreating when it cannot be trusted, its one writer, its standing. Knows no query.

use std::fs;
use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use tantivy::directory::RamDirectory;
use tantivy::directory::error::OpenReadError;
use tantivy::query::AllQuery;
use tantivy::{Directory, Index, IndexReader, IndexSettings, IndexWriter, ReloadPolicy, TantivyError, Term};
use zeroize::Zeroizing;

use crate::error::{Result, SearchError, is_damage};
use crate::fields::{self, Entry, Fields, Lines};
use crate::parlance::Parlance;
use crate::sealed::SealedDirectory;
use crate::standing::Standing;

/// One thread's worth: the desk has other work, and a rebuild is in the background and commits every few hundred texts. The least that
/// the library takes.
const WRITER_HEAP: usize = 15_000_000;
/// Opened blocks of stored texts that a segment keeps: a page of hits reads few.
const STORED_BLOCKS: usize = 8;

pub(crate) enum Spot {
    Memory,
    Sealed { folder: PathBuf, key: Zeroizing<[u8; 32]> },
}

/// An opened index; replaced as a whole when the files under it are damaged.
pub(crate) struct Live {
    pub(crate) index: Index,
    pub(crate) reader: IndexReader,
    pub(crate) fields: Fields,
}

pub(crate) struct Shelf {
    name: &'static str,
    spot: Spot,
    live: RwLock<Arc<Live>>,
    writer: Mutex<Option<IndexWriter>>,
    /// Whether something was written that is not committed; set while the writer is held.
    changed: AtomicBool,
    standing: Mutex<Standing>,
}

impl Shelf {
    pub(crate) fn open(name: &'static str, spot: Spot) -> Result<Self> {
        let (live, standing) = match open_existing(&spot) {
            Ok(Some(live)) => {
                let standing = standing_of(&live);
                (live, standing)
            }
            Ok(None) => (create(name, &spot)?, Standing::default()),
            Err(error) if is_damage(&error) => {
                tracing::warn!(index = name, %error, "search index is damaged or of another version; starting an empty one");
                (create(name, &spot)?, Standing::default())
            }
            Err(error) => return Err(explain(name, "open", error)),
        };
        Ok(Self {
            name,
            spot,
            live: RwLock::new(Arc::new(live)),
            writer: Mutex::new(None),
            changed: AtomicBool::new(false),
            standing: Mutex::new(standing),
        })
    }

    pub(crate) fn is_whole(&self) -> bool {
        self.standing().is_whole
    }

    /// Whether it is whole, and its texts were cut by the dictionary that is wanted, if any is.
    pub(crate) fn fits(&self, wanted: Option<&str>) -> bool {
        self.standing().fits(wanted)
    }

    pub(crate) fn count(&self) -> u64 {
        self.live().reader.searcher().num_docs()
    }

    pub(crate) fn put(&self, entries: impl Iterator<Item = Entry>, parlance: &Parlance) -> Result<()> {
        let mut entries = entries.peekable();
        if entries.peek().is_none() {
            return Ok(());
        }
        self.standing().join(parlance.mark());
        self.write("add to", |writer, fields| {
            self.changed.store(true, Ordering::Relaxed);
            for entry in entries {
                let doc = fields::document(fields, &parlance.analyzer, &entry);
                writer.delete_term(Term::from_field_text(fields.id, &entry.id));
                writer.add_document(doc)?;
            }
            Ok(())
        })
    }

    pub(crate) fn remove(&self, ids: &[String]) -> Result<()> {
        if ids.is_empty() {
            return Ok(());
        }
        self.write("remove from", |writer, fields| {
            self.changed.store(true, Ordering::Relaxed);
            for id in ids {
                writer.delete_term(Term::from_field_text(fields.id, id));
            }
            Ok(())
        })
    }

    pub(crate) fn commit(&self) -> Result<()> {
        let Standing { is_hidden, is_whole, .. } = *self.standing();
        if is_hidden || !self.changed.load(Ordering::Relaxed) || self.writer().is_none() {
            return Ok(());
        }
        self.commit_as(is_whole)
    }

    /// Gives back what writing takes, some 3 MB and six threads, until the next write; not while something waits to be committed.
    pub(crate) fn rest(&self) -> Result<()> {
        // Held to the end: who writes meanwhile waits, and finds the index free again.
        let mut slot = self.writer();
        if self.standing().is_hidden || self.changed.load(Ordering::Relaxed) {
            return Ok(());
        }
        slot.take().map_or(Ok(()), IndexWriter::wait_merging_threads).map_err(|error| explain(self.name, "close", error))
    }

    pub(crate) fn mark_built(&self, parlance: &Parlance) -> Result<()> {
        self.standing().join(parlance.mark());
        self.commit_as(true)
    }

    pub(crate) fn clear(&self) -> Result<()> {
        self.write("clear", |writer, _| writer.delete_all_documents().map(drop))?;
        self.standing().forget_texts();
        self.commit_as(false)
    }

    /// Begins anew beneath what is there, which answers until `mark_built`, and is there again if that is never reached.
    pub(crate) fn begin_hidden(&self) -> Result<()> {
        self.write("clear", |writer, _| writer.delete_query(Box::new(AllQuery)).map(drop))?;
        let mut standing = self.standing();
        standing.forget_texts();
        standing.is_hidden = true;
        Ok(())
    }

    fn commit_as(&self, is_whole: bool) -> Result<()> {
        let payload = self.standing().payload(is_whole);
        self.write("commit", |writer, _| {
            let mut commit = writer.prepare_commit()?;
            commit.set_payload(&payload);
            commit.commit()?;
            self.changed.store(false, Ordering::Relaxed);
            Ok(())
        })?;
        self.standing().committed(is_whole);
        self.read("reload", |live| live.reader.reload())
    }

    /// What was kept under this name beside the index; none when nothing was, or the index is in memory.
    pub(crate) fn kept(&self, name: &str) -> Result<Option<Vec<u8>>> {
        let Spot::Sealed { folder, key } = &self.spot else { return Ok(None) };
        let read = directory(folder, key).and_then(|directory| match directory.atomic_read(Path::new(name)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(OpenReadError::FileDoesNotExist(_)) => Ok(None),
            Err(error) => Err(error.into()),
        });
        read.map_err(|error| explain(self.name, "read", error))
    }

    /// Keeps bytes beside the index, sealed; they replace what was there.
    pub(crate) fn keep(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let Spot::Sealed { folder, key } = &self.spot else { return Ok(()) };
        let written = directory(folder, key).and_then(|directory| Ok(directory.atomic_write(Path::new(name), bytes)?));
        written.map_err(|error| explain(self.name, "write", error))
    }

    /// Reads without ever waiting for the writer. An index found damaged is emptied before the error is handed on.
    pub(crate) fn read<T>(&self, what: &'static str, work: impl FnOnce(&Live) -> tantivy::Result<T>) -> Result<T> {
        let live = self.live();
        // Tantivy trusts its files and may panic on what it reads there; a search must not take the desk down.
        catch_unwind(AssertUnwindSafe(|| work(&live))).unwrap_or_else(|_| Err(after_panic(&live))).or_else(|error| self.fail(what, error, &live))
    }

    fn write(&self, what: &'static str, work: impl FnOnce(&mut IndexWriter, &Fields) -> tantivy::Result<()>) -> Result<()> {
        let (done, live) = {
            let mut slot = self.writer();
            let live = self.live();
            let done = match slot.as_mut() {
                Some(writer) => work(writer, &live.fields),
                None => live.index.writer_with_num_threads(1, WRITER_HEAP).and_then(|writer| work(slot.insert(writer), &live.fields)),
            };
            if done.is_err() {
                // A writer that failed once refuses everything after; the next write opens a new one from the last commit.
                *slot = None;
                *self.standing() = standing_of(&live);
            }
            (done, live)
        };
        done.or_else(|error| self.fail(what, error, &live))
    }

    fn fail<T>(&self, what: &'static str, error: TantivyError, failed: &Arc<Live>) -> Result<T> {
        if !is_damage(&error) {
            return Err(explain(self.name, what, error));
        }
        let mut slot = self.writer();
        // Another thread may have met the same damage first; what it made anew may be filling already.
        if Arc::ptr_eq(&self.live(), failed) {
            *slot = None;
            *self.standing() = Standing::default();
            let fresh = create(self.name, &self.spot)?;
            *self.live.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(fresh);
        }
        Err(SearchError::Damaged { what: self.name, source: Box::new(error) })
    }

    fn live(&self) -> Arc<Live> {
        self.live.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn standing(&self) -> MutexGuard<'_, Standing> {
        self.standing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn writer(&self) -> MutexGuard<'_, Option<IndexWriter>> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A panic over sound files is a fault of ours, which emptying the index would hide and not heal.
fn after_panic(live: &Live) -> TantivyError {
    match live.index.validate_checksum() {
        Ok(damaged) if damaged.is_empty() => TantivyError::InternalError("a search stopped halfway".into()),
        Ok(_) => TantivyError::IoError(Arc::new(ErrorKind::InvalidData.into())),
        Err(error) => error,
    }
}

fn explain(name: &'static str, what: &'static str, error: TantivyError) -> SearchError {
    match error {
        TantivyError::LockFailure(..) => SearchError::Busy { what: name, source: Box::new(error) },
        error => SearchError::Index { what, source: Box::new(error) },
    }
}

fn directory(folder: &Path, key: &[u8; 32]) -> tantivy::Result<SealedDirectory> {
    Ok(SealedDirectory::open(folder, key)?)
}

fn open_existing(spot: &Spot) -> tantivy::Result<Option<Live>> {
    let Spot::Sealed { folder, key } = spot else {
        return Ok(None);
    };
    let directory = directory(folder, key)?;
    if !Index::exists(&directory)? {
        return Ok(None);
    }
    ready(Index::open(directory)?).map(Some)
}

fn standing_of(live: &Live) -> Standing {
    live.index.load_metas().map_or_else(|_| Standing::default(), |metas| Standing::of_payload(metas.payload.as_deref()))
}

fn create(name: &'static str, spot: &Spot) -> Result<Live> {
    let directory: Box<dyn Directory> = match spot {
        Spot::Memory => Box::new(RamDirectory::create()),
        Spot::Sealed { folder, key } => {
            if folder.exists() {
                fs::remove_dir_all(folder).map_err(|source| SearchError::Io { what: "remove a damaged search index", source })?;
            }
            Box::new(directory(folder, key).map_err(|e| explain(name, "create", e))?)
        }
    };
    let settings = IndexSettings::default();
    Index::create(directory, fields::schema().0, settings).and_then(ready).map_err(|e| explain(name, "create", e))
}

fn ready(index: Index) -> tantivy::Result<Live> {
    let (schema, fields) = fields::schema();
    if index.schema() != schema {
        return Err(TantivyError::SchemaError("another version's fields".into()));
    }
    index.tokenizers().register(Lines::NAME, Lines);
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).doc_store_cache_num_blocks(STORED_BLOCKS).try_into()?;
    Ok(Live { index, reader, fields })
}
