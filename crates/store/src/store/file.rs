//! Files on their way: up before what names them, down when somebody wants them, and out again when there are too many.

use holdfast_domain::{LARGEST_FILE, Timestamp, is_hash};
use holdfast_protocol::{PIECE_BYTES, Piece, UploadAnswer};
use std::collections::BTreeSet;

use super::Store;
use crate::cache::{Cache, files};
use crate::error::{Result, StoreError};
use crate::outbox::Record;

/// Fetched files may take so much of the disk (SYNC 1.12).
const KEPT_BYTES: u64 = 2 * 1024 * 1024 * 1024;

/// What is next about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileTask {
    /// To ask how much of it the server has.
    Ask(String),
    /// To send a piece.
    Send(String, Piece),
    /// To fetch the piece that starts here.
    Fetch(String, u64),
}

/// Where the content of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilePlace {
    /// On this computer.
    Here,
    /// On this computer, and so many bytes of it at the server; what names it waits for the rest.
    Leaving(u64),
    /// At the server, and so many bytes of it here.
    Coming(u64),
    /// At the server alone.
    Away,
}

impl Store {
    /// What is next; none when nothing is to be moved.
    ///
    /// # Errors
    /// When a file does not read or write.
    pub fn next_file(&self) -> Result<Option<FileTask>> {
        while let Some(hash) = self.to_upload()? {
            let Some(at) = self.uploads().get(&hash).copied() else { return Ok(Some(FileTask::Ask(hash))) };
            match self.0.blobs.piece(&hash, at, PIECE_BYTES) {
                Ok(Some((size, content))) if !content.is_empty() => return Ok(Some(FileTask::Send(hash, Piece { size, at, content }))),
                Ok(_) | Err(StoreError::Damaged { .. }) => {
                    tracing::error!("an attachment cannot be read any more; what names it goes without and will be held");
                    self.outbox().file_done(&hash)?;
                }
                Err(error) => return Err(error),
            }
        }
        loop {
            let coming = self.seen(files::next(&self.cache().connection))?;
            match coming {
                Some((hash, _)) if self.0.blobs.has(&hash) => self.seen(files::dropped(&mut self.cache().connection, &hash))?,
                coming => return Ok(coming.map(|(hash, at)| FileTask::Fetch(hash, at))),
            }
        }
    }

    fn to_upload(&self) -> Result<Option<String>> {
        self.outbox().file_to_upload()
    }

    /// Whether there is anything to be moved.
    ///
    /// # Errors
    /// When a file does not read.
    pub fn moves_files(&self) -> Result<bool> {
        Ok(self.to_upload()?.is_some() || self.seen(files::next(&self.cache().connection))?.is_some())
    }

    /// The server has so much of a file.
    ///
    /// # Errors
    /// When the outbox does not write; the server then says it again.
    pub fn file_went(&self, hash: &str, answer: UploadAnswer) -> Result<()> {
        if answer.complete {
            self.uploads().remove(hash);
            return self.outbox().file_done(hash);
        }
        self.uploads().insert(hash.to_owned(), answer.arrived);
        Ok(())
    }

    /// A piece of a file is here. The last one makes it a file of this computer, when the whole is what its name says.
    ///
    /// # Errors
    /// When a file does not write; the piece then comes again.
    pub fn file_came(&self, hash: &str, piece: &Piece, now: Timestamp) -> Result<()> {
        let mut cache = self.cache();
        if piece.content.is_empty() || piece.size > LARGEST_FILE {
            tracing::warn!("a piece of a file that cannot be; it is not asked for again");
            return self.seen(files::dropped(&mut cache.connection, hash));
        }
        if !self.seen(files::came(&mut cache.connection, hash, piece))? {
            return Ok(());
        }
        let content = self.seen(files::content(&cache.connection, hash))?;
        let (found, size) = self.0.blobs.put(content.as_slice())?;
        if found == hash {
            files::keep(&cache.connection, hash, size, now)?;
        } else {
            tracing::warn!("a file came that is not what its name says; it is not asked for again");
            self.0.blobs.remove(&found)?;
        }
        self.seen(files::dropped(&mut cache.connection, hash))
    }

    /// The server has no such file.
    ///
    /// # Errors
    /// When the cache does not write.
    pub fn file_is_gone(&self, hash: &str) -> Result<()> {
        self.seen(files::dropped(&mut self.cache().connection, hash))
    }

    /// Fetches a file when the server can be reached; the newest wish first.
    ///
    /// # Errors
    /// When the cache does not write.
    pub fn want_file(&self, hash: &str, now: Timestamp) -> Result<()> {
        if !is_hash(hash) || self.0.blobs.has(hash) {
            return Ok(());
        }
        self.seen(files::wanted(&self.cache().connection, hash, now))
    }

    /// Where the content of a file is.
    ///
    /// # Errors
    /// When a file does not read.
    pub fn file_place(&self, hash: &str) -> Result<FilePlace> {
        if self.0.blobs.has(hash) {
            let leaves = self.outbox().files_missing()?.contains(hash);
            return Ok(if leaves { FilePlace::Leaving(self.uploads().get(hash).copied().unwrap_or(0)) } else { FilePlace::Here });
        }
        let coming = self.reads(|connection| files::arrived(connection, hash))?;
        Ok(coming.map_or(FilePlace::Away, FilePlace::Coming))
    }

    /// Lets go of files whose messages have gone: whoever may not see a ticket any more has its files no longer either.
    pub(super) fn let_go_of_unseen(&self) -> Result<()> {
        let mut cache = self.cache();
        let outbox = self.outbox();
        let mut named = outbox.files_named()?;
        // Put in a moment ago, perhaps: its draft names it only then.
        named.extend(outbox.blobs()?.into_iter().map(|(hash, ..)| hash));
        drop(outbox);
        self.let_go_of_unnamed(&mut cache, &named)
    }

    fn let_go_of_unnamed(&self, cache: &mut Cache, named: &BTreeSet<String>) -> Result<()> {
        for hash in files::unnamed(&cache.connection)?.into_iter().filter(|hash| !named.contains(hash)) {
            self.0.blobs.remove(&hash)?;
            files::dropped(&mut cache.connection, &hash)?;
            files::let_go(&cache.connection, &hash)?;
        }
        Ok(())
    }

    /// Lets go of files that nothing here names, then of those that were fetched, the longest unused first, until what is left may stay.
    ///
    /// # Errors
    /// When a file does not read or write.
    pub fn tidy_files(&self, now: Timestamp) -> Result<()> {
        let mut cache = self.cache();
        let mut outbox = self.outbox();
        let named = outbox.files_named()?;
        for (hash, size, _) in outbox.blobs()?.into_iter().filter(|(hash, ..)| !named.contains(hash)) {
            files::keep(&cache.connection, &hash, size, now)?;
            outbox.commit(vec![Record::BlobGone { hash }])?;
        }
        self.let_go_of_unnamed(&mut cache, &named)?;
        let mut kept = files::kept(&cache.connection)?;
        let known = outbox.blobs()?.into_iter().map(|(hash, ..)| hash).chain(kept.iter().map(|(hash, _)| hash.clone())).chain(named.iter().cloned());
        self.0.blobs.forget_others(known)?;
        let mut total: u64 = kept.iter().map(|(_, size)| size).sum();
        kept.retain(|(hash, _)| !named.contains(hash));
        for (hash, size) in kept {
            if total <= KEPT_BYTES {
                break;
            }
            self.0.blobs.remove(&hash)?;
            files::let_go(&cache.connection, &hash)?;
            total = total.saturating_sub(size);
        }
        Ok(())
    }
}
