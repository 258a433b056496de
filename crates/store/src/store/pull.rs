//! Pages in.

use holdfast_domain::Timestamp;
use holdfast_protocol::{BootstrapPage, BucketPage, ChangesPage, DigestAnswer, Position};

use super::Store;
use crate::cache::{Cursor, Pulled, ROWS_AT_ONCE, digest};
use crate::database;
use crate::error::Result;
use crate::touched::Touched;

impl Store {
    /// Where the desk stands.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn cursor(&self) -> Result<Cursor> {
        Ok(self.cache().place()?.into())
    }

    /// Stores the page of the first pull that was asked for with the place `after`.
    ///
    /// # Errors
    /// [`crate::StoreError::OutOfStep`] when that is not the place to go on from, or the server changed its life meanwhile.
    pub fn apply_bootstrap(&self, after: Option<&Position>, page: &BootstrapPage, now: Timestamp) -> Result<Touched> {
        let mut touched = Touched::default();
        database::make_room(&self.cache().connection, page.next.is_some())?;
        let mut parts = page.changes.chunks(ROWS_AT_ONCE).peekable();
        let mut part = parts.next().unwrap_or_default();
        loop {
            let is_last = parts.peek().is_none();
            touched.merge(self.pull(&Pulled::Bootstrap { after, page, rows: part, is_last }, now)?);
            match parts.next() {
                Some(next) => part = next,
                None => break,
            }
        }
        if page.next.is_none() {
            self.let_go_of_unseen()?;
        }
        Ok(touched)
    }

    /// Stores a page of changes: rows, cursor and views in one transaction.
    ///
    /// # Errors
    /// [`crate::StoreError::OutOfStep`] when it does not start at the cursor; nothing is stored then.
    pub fn apply_changes(&self, page: &ChangesPage, now: Timestamp) -> Result<Touched> {
        let touched = self.pull(&Pulled::Changes(page), now)?;
        if page.changes.iter().any(|change| change.removed.is_some()) {
            self.let_go_of_unseen()?;
        }
        Ok(touched)
    }

    /// Stores a page of changes, and settles with the server's life it is of: what the server took of this desk's
    /// operations and has lost since, as its snapshot shows, is sealed again (SYNC 1.5).
    ///
    /// # Errors
    /// As [`Store::apply_changes`]; [`crate::StoreError::Copied`] when what the server has of this desk is not this desk's; a crash on the way settles with the next page.
    pub fn take_changes(&self, page: &ChangesPage, now: Timestamp) -> Result<Touched> {
        if let Some(taken) = page.acknowledged.filter(|taken| taken.operation.is_some()) {
            self.outbox().gave(&taken)?;
        }
        let mut touched = self.apply_changes(page, now)?;
        if !self.is_settled_with(&page.epoch)? {
            let known = page.acknowledged.map_or(0, |acknowledged| acknowledged.dseq).max(self.answered_by(&page.epoch)?);
            touched.merge(self.restore_epoch(&page.epoch, known)?);
        }
        Ok(touched)
    }

    /// Begins to pull everything anew: what is here stays to be seen until that has ended, the outbox is not touched.
    ///
    /// # Errors
    /// When the cache does not write.
    pub fn begin_resync(&self, reason: &str) -> Result<()> {
        tracing::info!(reason, "resync");
        self.seen(self.cache().begin_resync())
    }

    /// The buckets in which this desk has other rows than the team server; none when the desk stands elsewhere by now.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn compare(&self, theirs: &DigestAnswer) -> Result<Option<Vec<u8>>> {
        self.reads(|connection| digest::differing(connection, theirs))
    }

    /// Puts right the rows of a bucket.
    ///
    /// # Errors
    /// [`crate::StoreError::OutOfStep`] when it is of another life of the server, or something here is newer than can be.
    pub fn mend(&self, page: &BucketPage, now: Timestamp) -> Result<Touched> {
        let rows = self.reads(|connection| digest::corrections(connection, page))?;
        tracing::warn!(bucket = page.bucket, rows = rows.len(), "rows put right");
        let touched = self.pull(&Pulled::Corrections { epoch: &page.epoch, rows: &rows }, now)?;
        if rows.iter().any(|change| change.removed.is_some()) {
            self.let_go_of_unseen()?;
        }
        Ok(touched)
    }

    fn pull(&self, pulled: &Pulled<'_>, now: Timestamp) -> Result<Touched> {
        let mut cache = self.cache();
        let mut outbox = self.outbox();
        let mut touched = self.seen(cache.store(pulled, &outbox, self.confirmed_at(), now))?;
        self.publish(&cache.directory);
        let cursor = cache.place()?.seq;
        // Lazy and idempotent: what a crash leaves here is done with the next page.
        touched.outbox |= !outbox.finish(cursor)?.is_empty();
        drop((cache, outbox));
        touched.tickets.extend(self.move_drafts(now)?);
        Ok(touched)
    }
}
