//! Attachments: the sealed file first, then the outbox's note of it.

use std::io::Read;

use holdfast_domain::Timestamp;

use super::Store;
use crate::cache::files;
use crate::error::{Result, sql};
use crate::outbox::Record;

/// An attachment that was put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blob {
    /// SHA-256 of its content, hexadecimal.
    pub hash: String,
    /// Its size in bytes.
    pub size: u64,
    /// As the person named it.
    pub name: String,
}

impl Store {
    /// Puts an attachment in: sealed, fsynced and in its place before this answers, so that an operation may name it.
    ///
    /// # Errors
    /// [`crate::StoreError::DiskFull`] and others; a half-written file is taken away.
    pub fn put_blob(&self, content: impl Read, name: &str) -> Result<Blob> {
        let (hash, size) = self.0.blobs.put(content)?;
        self.outbox().commit(vec![Record::Blob { hash: hash.clone(), size, name: name.to_owned() }])?;
        Ok(Blob { hash, size, name: name.to_owned() })
    }

    /// An attachment's content.
    ///
    /// # Errors
    /// [`crate::StoreError::Damaged`] when a part of it does not open.
    pub fn blob(&self, hash: &str) -> Result<Option<Vec<u8>>> {
        self.0.blobs.get(hash)
    }

    /// The same, for somebody who looks at it: it stays longer for that.
    ///
    /// # Errors
    /// As [`Store::blob`].
    pub fn look_at_blob(&self, hash: &str, now: Timestamp) -> Result<Option<Vec<u8>>> {
        self.seen(files::used(&self.cache().connection, hash, now))?;
        self.blob(hash)
    }

    /// What is known of an attachment.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn blob_info(&self, hash: &str) -> Result<Option<Blob>> {
        use rusqlite::OptionalExtension;
        self.0.readers.with(|connection| {
            let row =
                |row: &rusqlite::Row<'_>| Ok(Blob { hash: row.get(0)?, size: u64::try_from(row.get::<_, i64>(1)?).unwrap_or(0), name: row.get(2)? });
            connection
                .prepare_cached("SELECT hash, size, name FROM outbox.blob WHERE hash = ?1")
                .and_then(|mut statement| statement.query_row([hash], row).optional())
                .map_err(sql("read an attachment's name"))
        })
    }
}
