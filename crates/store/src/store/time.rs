//! What a desk remembers of the time until it opens again. In the cache: losing it costs one answer of the server.

use holdfast_domain::Timestamp;

use super::Store;
use crate::cache::cursor;
use crate::error::Result;

impl Store {
    /// What was kept of the time: the team's time minus the wall clock, the team's time then, whether it was doubtful.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn kept_time(&self) -> Result<Option<(i64, Timestamp, bool)>> {
        cursor::kept_time(&self.cache().connection)
    }

    /// Keeps what is known of the time until the desk opens again.
    ///
    /// # Errors
    /// When the cache does not write.
    pub fn keep_time(&self, offset_ms: i64, at: Timestamp, doubtful: bool) -> Result<()> {
        self.seen(cursor::keep_time(&self.cache().connection, &(offset_ms, at, doubtful)))
    }
}
