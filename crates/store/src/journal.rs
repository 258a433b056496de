//! `outbox.journal`: append-only sealed records that follow the outbox, so that a damaged database loses nothing.
//!
//! A record is: marker, length of the sealed part, nonce, sealed part. Appended at once (a killed process loses
//! nothing), fsynced by a thread of its own within a second and on close. A record that does not open is stepped over:
//! by its length when another record follows there, else by looking for the next marker.

use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::cipher::{self, Cipher, NONCE, TAG};
use crate::disk;
use crate::error::{Result, document, io};
use crate::outbox::Record;

const MARKER: [u8; 8] = *b"\xffHFjrn1\n";
const HEAD: usize = MARKER.len() + 4;
/// One commit of two hundred operations with the longest bodies stays below.
const LARGEST: usize = 128 * 1024 * 1024;
const GATHER: Duration = Duration::from_millis(500);

/// What one commit did.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Line {
    /// Revision of the outbox after the commit.
    pub(crate) revision: u64,
    pub(crate) records: Vec<Record>,
}

/// What a journal file holds.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) lines: Vec<Line>,
    /// Records that did not open.
    pub(crate) unreadable: usize,
    /// Where the readable part ends when nothing was damaged before it.
    pub(crate) bytes: u64,
}

impl Found {
    /// Whether something is there and nothing of it opens.
    pub(crate) fn is_foreign(&self) -> bool {
        self.lines.is_empty() && self.unreadable > 0
    }

    pub(crate) fn last_revision(&self) -> u64 {
        self.lines.iter().map(|line| line.revision).max().unwrap_or(0)
    }
}

#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    cipher: Cipher,
    file: Arc<File>,
    len: u64,
    /// Set while the thread knows that there is something to sync: an operation does not wake it again.
    dirty: Arc<AtomicBool>,
    signals: Option<Sender<Arc<File>>>,
    syncing: Option<JoinHandle<()>>,
}

impl Journal {
    /// Opens for appending behind what is there.
    pub(crate) fn open(path: &Path, key: &[u8; 32]) -> Result<Self> {
        let file = Arc::new(append_to(path)?);
        let len = file.metadata().map_err(io("open the journal"))?.len();
        let (signals, heard) = channel();
        let dirty = Arc::new(AtomicBool::new(false));
        let shared = Arc::clone(&dirty);
        let syncing =
            std::thread::Builder::new().name("holdfast-journal".to_owned()).spawn(move || sync(&heard, &shared)).map_err(io("start the journal"))?;
        Ok(Self { path: path.to_owned(), cipher: Cipher::new(key), file, len, dirty, signals: Some(signals), syncing: Some(syncing) })
    }

    pub(crate) fn append(&mut self, line: &Line) -> Result<()> {
        let bytes = encode(&self.cipher, line)?;
        if let Err(error) = (&*self.file).write_all(&bytes) {
            // A torn record would cost the reader a search; take it back while we know where it began.
            let _ = self.file.set_len(self.len);
            return Err(io("write the journal")(error));
        }
        self.len = self.len.saturating_add(bytes.len() as u64);
        if let Some(signals) = self.signals.as_ref().filter(|_| !self.dirty.swap(true, Ordering::AcqRel)) {
            // The thread ends only after this sender is dropped.
            let _ = signals.send(Arc::clone(&self.file));
        }
        Ok(())
    }

    /// Puts a whole new journal in the place of this one.
    pub(crate) fn rewrite(&mut self, lines: &[Line]) -> Result<()> {
        let temporary = self.path.with_extension("journal.new");
        let mut bytes = Vec::new();
        for line in lines {
            bytes.extend(encode(&self.cipher, line)?);
        }
        let mut file = File::create(&temporary).map_err(io("rewrite the journal"))?;
        file.write_all(&bytes).and_then(|()| file.sync_all()).map_err(io("rewrite the journal"))?;
        drop(file);
        disk::put_in_place(&temporary, &self.path)?;
        self.file = Arc::new(append_to(&self.path)?);
        self.len = bytes.len() as u64;
        // What the thread waits with is the old file; the next record tells it of this one.
        self.dirty.store(false, Ordering::Release);
        Ok(())
    }

    pub(crate) fn len(&self) -> u64 {
        self.len
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        drop(self.signals.take());
        if let Some(syncing) = self.syncing.take() {
            let _ = syncing.join();
        }
        let _ = self.file.sync_data();
    }
}

fn append_to(path: &Path) -> Result<File> {
    OpenOptions::new().create(true).append(true).open(path).map_err(io("open the journal"))
}

fn sync(signals: &Receiver<Arc<File>>, dirty: &AtomicBool) {
    while let Ok(mut file) = signals.recv() {
        // Gather what comes together; a new file takes the old one's place, and a closed channel ends the wait at once.
        while let Ok(next) = signals.recv_timeout(GATHER) {
            file = next;
        }
        dirty.store(false, Ordering::Release);
        if let Err(error) = file.sync_data() {
            tracing::warn!(%error, "the journal could not be synced");
        }
    }
}

fn encode(cipher: &Cipher, line: &Line) -> Result<Vec<u8>> {
    let plain = serde_json::to_vec(line).map_err(document("write the journal"))?;
    let length = u32::try_from(plain.len().saturating_add(TAG)).unwrap_or(u32::MAX).to_le_bytes();
    let nonce = cipher::random::<NONCE>()?;
    let sealed = cipher.seal(nonce, &plain, &length)?;
    Ok([MARKER.as_slice(), &length, &nonce, &sealed].concat())
}

/// Reads all that opens.
pub(crate) fn read(path: &Path, key: &[u8; 32]) -> Result<Found> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(parse(&bytes, key)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Found::default()),
        Err(error) => Err(io("read the journal")(error)),
    }
}

/// All that opens of a journal's bytes.
pub(crate) fn parse(bytes: &[u8], key: &[u8; 32]) -> Found {
    let cipher = Cipher::new(key);
    let mut found = Found { bytes: bytes.len() as u64, ..Found::default() };
    let mut rest = bytes;
    while !rest.is_empty() {
        let (line, len) = decode(&cipher, rest);
        if let Some(line) = line {
            found.lines.push(line);
            rest = rest.get(len..).unwrap_or_default();
            continue;
        }
        found.unreadable = found.unreadable.saturating_add(1);
        let follows = rest.get(len..).is_some_and(|next| len > 0 && (next.is_empty() || next.starts_with(&MARKER)));
        let step = if follows { len } else { next_marker(rest) };
        rest = rest.get(step..).unwrap_or_default();
    }
    found
}

/// The record at the start and how long it is, as far as its head can be believed.
fn decode(cipher: &Cipher, bytes: &[u8]) -> (Option<Line>, usize) {
    let Some((head, body)) = bytes.split_at_checked(HEAD) else { return (None, 0) };
    let Some(length) = head.strip_prefix(&MARKER).and_then(|length| <[u8; 4]>::try_from(length).ok()) else { return (None, 0) };
    let sealed_len = usize::try_from(u32::from_le_bytes(length)).unwrap_or(usize::MAX);
    if sealed_len > LARGEST {
        return (None, 0);
    }
    let total = HEAD.saturating_add(NONCE).saturating_add(sealed_len);
    let Some((nonce, rest)) = body.split_first_chunk::<NONCE>() else { return (None, total) };
    let Some(sealed) = rest.get(..sealed_len) else { return (None, total) };
    let line = cipher.open(*nonce, sealed, &length).and_then(|plain| serde_json::from_slice(&plain).ok());
    (line, total)
}

fn next_marker(bytes: &[u8]) -> usize {
    let inside = bytes.get(1..).unwrap_or_default();
    inside.windows(MARKER.len()).position(|window| window == MARKER).map_or(bytes.len(), |at| at.saturating_add(1))
}
