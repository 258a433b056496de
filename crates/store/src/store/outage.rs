//! Times in which this desk could not reach the team server.

use holdfast_domain::Timestamp;

use super::Store;
use crate::error::Result;
use crate::outbox::{Outage, Outbox, Record, outages_all};

/// So long are they told of: what a ticket lost is asked for as long as tickets are kept (T16).
const KEPT_DAYS: i64 = 400;

impl Store {
    /// All that are known, the oldest first.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn outages(&self) -> Result<Vec<Outage>> {
        outages_all(&self.outbox().connection)
    }

    /// Keeps one, in place of what was known of it.
    ///
    /// # Errors
    /// When the outbox does not write.
    pub fn keep_outage(&self, outage: Outage) -> Result<()> {
        self.outbox().commit(vec![Record::Outage(outage)])
    }
}

impl Outbox {
    pub(crate) fn purge_outages(&mut self, now: Timestamp) -> Result<()> {
        let before = now.plus_minutes(-KEPT_DAYS * 24 * 60);
        let gone = outages_all(&self.connection)?.into_iter().filter(|outage| outage.seen < before);
        let gone: Vec<Record> = gone.map(|outage| Record::OutageGone { start: outage.start }).collect();
        if gone.is_empty() { Ok(()) } else { self.commit(gone) }
    }
}
