//! Times in which this desk could not reach the team server.

use holdfast_domain::Timestamp;

use super::Store;
use crate::error::Result;
use crate::outbox::{CutOff, Outbox, Record, cut_offs_all};

/// So long are they told of: what a ticket lost is asked for as long as tickets are kept (T16).
const KEPT_DAYS: i64 = 400;

impl Store {
    /// All that are known, the oldest first.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn cut_offs(&self) -> Result<Vec<CutOff>> {
        cut_offs_all(&self.outbox().connection)
    }

    /// Keeps one, in place of what was known of it.
    ///
    /// # Errors
    /// When the outbox does not write.
    pub fn keep_cut_off(&self, cut_off: CutOff) -> Result<()> {
        self.outbox().commit(vec![Record::CutOff(cut_off)])
    }

    /// Forgets the one that began then.
    ///
    /// # Errors
    /// When the outbox does not write.
    pub fn drop_cut_off(&self, start: Timestamp) -> Result<()> {
        self.outbox().commit(vec![Record::CutOffGone { start }])
    }
}

impl Outbox {
    pub(crate) fn purge_cut_offs(&mut self, now: Timestamp) -> Result<()> {
        let before = now.plus_minutes(-KEPT_DAYS * 24 * 60);
        let gone = cut_offs_all(&self.connection)?.into_iter().filter(|cut_off| cut_off.seen < before);
        let gone: Vec<Record> = gone.map(|cut_off| Record::CutOffGone { start: cut_off.start }).collect();
        if gone.is_empty() { Ok(()) } else { self.commit(gone) }
    }
}
