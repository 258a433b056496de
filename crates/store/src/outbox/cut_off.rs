//! Times in which this desk could not reach the team server. In the outbox, because the cache may go.

use holdfast_domain::Timestamp;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::error::{Result, sql};

/// A time in which this desk could not reach the team server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CutOff {
    /// Since when.
    pub start: Timestamp,
    /// Until when it is known to have lasted.
    pub seen: Timestamp,
    /// Whether it is over.
    pub ended: bool,
}

/// All that are known, the oldest first.
pub(crate) fn cut_offs_all(connection: &Connection) -> Result<Vec<CutOff>> {
    let row = |row: &rusqlite::Row<'_>| {
        let time = |index| row.get(index).map(Timestamp::from_millis);
        Ok(CutOff { start: time(0)?, seen: time(1)?, ended: row.get(2)? })
    };
    let read =
        || connection.prepare_cached("SELECT start, seen, ended FROM cut_off ORDER BY start")?.query_map([], row)?.collect::<rusqlite::Result<_>>();
    read().map_err(sql("read the outbox"))
}
