//! Times in which this desk could not reach the team server. In the outbox, because the cache may go.

use holdfast_domain::Timestamp;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::error::{Result, sql};

/// That nobody knows until when it went on.
const BROKEN: i64 = 2;

/// A time in which this desk could not reach the team server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CutOff {
    /// Since when.
    pub start: Timestamp,
    /// Until when it is known to have lasted.
    pub seen: Timestamp,
    /// Whether it is over.
    pub ended: bool,
    /// Whether nobody knows until when it went on: this desk was closed, or slept. Kept as a 2 where 1 says that it was back.
    #[serde(default)]
    pub broken: bool,
}

impl CutOff {
    /// As it is kept.
    pub(crate) const fn end(self) -> i64 {
        if self.broken { BROKEN } else { self.ended as i64 }
    }
}

/// All that are known, the oldest first.
pub(crate) fn cut_offs_all(connection: &Connection) -> Result<Vec<CutOff>> {
    let row = |row: &rusqlite::Row<'_>| {
        let time = |index| row.get(index).map(Timestamp::from_millis);
        let ended: i64 = row.get(2)?;
        Ok(CutOff { start: time(0)?, seen: time(1)?, ended: ended > 0, broken: ended == BROKEN })
    };
    let read =
        || connection.prepare_cached("SELECT start, seen, ended FROM cut_off ORDER BY start")?.query_map([], row)?.collect::<rusqlite::Result<_>>();
    read().map_err(sql("read the outbox"))
}
