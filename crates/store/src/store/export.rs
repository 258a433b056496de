//! Unsent work out into one sealed file, and in again at another desk of the same person (D3).
//!
//! The first part of the file is a document of operations, drafts and forms; the contents of attachments follow, cut
//! into parts. A file is read to its end and every part opened before anything of it is taken in.

use holdfast_domain::Timestamp;
use std::io::{self, Read};
use std::path::Path;

use super::{Store, write};
use crate::error::{ExportError, StoreError, document};
use crate::outbox::{Record, Unsent, UnsentBlob};
use crate::sealed_file::{Reading, Writing};
use crate::slots::Cost;
use crate::touched::Touched;

type Result<T, E = ExportError> = std::result::Result<T, E>;

/// Contents of attachments are cut into parts of this size.
const PART: usize = 1024 * 1024;

/// How much went into a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// Operations.
    pub operations: u32,
    /// Drafts.
    pub drafts: u32,
    /// Half-filled forms.
    pub forms: u32,
    /// Attachments.
    pub blobs: u32,
}

/// What bringing a file in changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Operations that were not here.
    pub operations: u32,
    /// Drafts that were not here.
    pub drafts: u32,
    /// Half-filled forms that were not here.
    pub forms: u32,
    /// Attachments that were not here.
    pub blobs: u32,
    /// Forms that stay in the file, because this desk has one of its own half filled in.
    pub left: u32,
    /// What to read again.
    pub touched: Touched,
}

impl Store {
    /// Writes everything that nobody else has into a file at `path`, sealed under `passphrase`. The file is there whole
    /// or not at all; nothing here changes.
    ///
    /// # Errors
    /// [`ExportError::Io`] when it cannot be written there; [`StoreError::Missing`] before anybody signed in.
    pub fn export(&self, path: &Path, passphrase: &str, cost: Cost, now: Timestamp) -> Result<Exported> {
        let unsent = self.outbox().unsent(now)?.ok_or(StoreError::Missing { what: "the desk's identity" })?;
        let exported = Exported {
            operations: count(unsent.entries.len()),
            drafts: count(unsent.drafts.len()),
            forms: count(unsent.forms.len()),
            blobs: count(unsent.blobs.len()),
        };
        let text = serde_json::to_vec(&unsent).map_err(document("write the export"))?;
        let mut writing = Writing::begin(path, passphrase, cost)?;
        let mut parts: u64 = unsent.blobs.iter().map(|blob| parts_of(blob.size)).sum();
        writing.part(&text, parts == 0)?;
        for blob in &unsent.blobs {
            let content = self.0.blobs.get(&blob.hash)?.ok_or(StoreError::Missing { what: "an attachment" })?;
            for part in content.chunks(PART) {
                parts = parts.saturating_sub(1);
                writing.part(part, parts == 0)?;
            }
        }
        writing.finish()?;
        Ok(exported)
    }

    /// Brings in what another desk of the same person exported. Operations keep their identities, so that nothing is
    /// done twice whoever sends it; what is here already stays as it is.
    ///
    /// # Errors
    /// [`ExportError`] says what is wrong with the file or whose it is; then nothing has changed.
    pub fn import(&self, path: &Path, passphrase: &str, now: Timestamp) -> Result<Imported> {
        let mut reading = Reading::open(path, passphrase)?;
        let text = reading.part()?;
        let unsent: Unsent = serde_json::from_slice(&text).map_err(|_| ExportError::Damaged)?;
        while !reading.is_at_end() {
            reading.part()?;
        }
        self.is_ours(&unsent)?;
        // Attachments first: they are on the disk before an operation names them.
        reading.rewind()?;
        reading.part()?;
        let blobs = self.bring_blobs(reading, &unsent.blobs)?;
        let mut cache = self.cache();
        let mut outbox = self.outbox();
        let taken = outbox.take_in(unsent, now)?;
        write::show(&mut cache, &outbox, &taken.about, now);
        Ok(Imported {
            operations: taken.operations,
            drafts: taken.drafts,
            forms: taken.forms,
            blobs,
            left: taken.left,
            touched: Touched::of_outbox(taken.about),
        })
    }

    fn is_ours(&self, unsent: &Unsent) -> Result<()> {
        let outbox = self.outbox();
        let identity = outbox.identity().ok_or(StoreError::Missing { what: "the desk's identity" })?;
        if !outbox.is_of_team(&identity.team, unsent)? {
            return Err(ExportError::OtherTeam { team: unsent.team.clone() });
        }
        let is_of_person = identity.agent.id == unsent.agent && unsent.entries.iter().all(|entry| entry.operation.author == unsent.agent);
        if is_of_person { Ok(()) } else { Err(ExportError::OtherPerson { name: unsent.name.clone() }) }
    }

    fn bring_blobs(&self, mut reading: Reading, blobs: &[UnsentBlob]) -> Result<u32> {
        let mut brought = 0_u32;
        for UnsentBlob { hash, size, name } in blobs {
            let mut content = Content { reading: &mut reading, parts: parts_of(*size), open: io::Cursor::default() };
            if self.blob_info(hash)?.is_some() {
                io::copy(&mut content, &mut io::sink()).map_err(|_| ExportError::Damaged)?;
                continue;
            }
            let (found, size) = self.0.blobs.put(content)?;
            if found != *hash {
                return Err(ExportError::Damaged);
            }
            self.outbox().commit(vec![Record::Blob { hash: found, size, name: name.clone() }])?;
            brought = brought.saturating_add(1);
        }
        Ok(brought)
    }
}

fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}

const fn parts_of(size: u64) -> u64 {
    size.div_ceil(PART as u64)
}

/// One attachment's content: so many parts from where the file stands.
struct Content<'a> {
    reading: &'a mut Reading,
    parts: u64,
    open: io::Cursor<Vec<u8>>,
}

impl Read for Content<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.open.read(into)?;
        if read > 0 || self.parts == 0 || into.is_empty() {
            return Ok(read);
        }
        self.parts = self.parts.saturating_sub(1);
        self.open = io::Cursor::new(self.reading.part().map_err(io::Error::other)?.to_vec());
        self.open.read(into)
    }
}
