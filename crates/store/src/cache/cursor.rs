//! Where the desk stands in the server's order. Moves only in the transaction that stores the rows.

use holdfast_domain::{Seq, Timestamp};
use holdfast_protocol::Position;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use super::{READ, run};
use crate::error::{Result, document, sql};

/// Where the desk stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The server's life; none before the first pull and after a resync began.
    pub epoch: Option<String>,
    /// Everything up to here is in the cache.
    pub seq: Seq,
    /// Set while the first pull is under way.
    pub bootstrap: Option<Bootstrap>,
    /// Whether a first pull has come to its end.
    pub complete: bool,
    /// The mark of what the person could see when that began.
    pub scope: String,
}

/// A first pull that is under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bootstrap {
    /// Where the next page starts.
    pub next: Option<Position>,
    /// `high` of the first page: the cursor once all is here.
    pub first_high: Seq,
    /// Rows stored so far.
    pub done: u64,
    /// Rows altogether, about.
    pub total: u64,
}

/// The cursor with what only this crate needs to know.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    pub(crate) epoch: Option<String>,
    pub(crate) seq: Seq,
    pub(crate) bootstrap: Option<Bootstrap>,
    pub(crate) complete: bool,
    /// Rises with each resync.
    pub(crate) generation: i64,
    /// The last of the desk's own numbers whose effect is in the rows.
    pub(crate) taken_dseq: u64,
    /// Whether older generations are still there.
    pub(crate) resync: bool,
    /// The mark of what the person could see when everything was last pulled.
    #[serde(default)]
    pub(crate) scope: String,
}

impl From<Place> for Cursor {
    fn from(place: Place) -> Self {
        Self { epoch: place.epoch, seq: place.seq, bootstrap: place.bootstrap, complete: place.complete, scope: place.scope }
    }
}

pub(crate) fn read(connection: &Connection) -> Result<Place> {
    let text = value(connection, "cursor")?;
    text.map_or(Ok(Place::default()), |text| serde_json::from_str(&text).map_err(document(READ)))
}

pub(crate) fn write(connection: &Connection, place: &Place) -> Result<()> {
    set_value(connection, "cursor", &serde_json::to_string(place).map_err(document("write the cache"))?)
}

pub(crate) fn confirmed_at(connection: &Connection) -> Result<Option<Timestamp>> {
    Ok(value(connection, "confirmed_at")?.and_then(|text| text.parse().ok()).map(Timestamp::from_millis))
}

pub(crate) fn set_confirmed_at(connection: &Connection, at: Timestamp) -> Result<()> {
    set_value(connection, "confirmed_at", &at.millis().to_string())
}

/// What is remembered of the time over a restart: the team's time minus the wall clock, when that was, whether it is doubtful.
pub(crate) fn kept_time(connection: &Connection) -> Result<Option<(i64, Timestamp, bool)>> {
    Ok(value(connection, "time")?.and_then(|text| serde_json::from_str(&text).ok()))
}

pub(crate) fn keep_time(connection: &Connection, kept: &(i64, Timestamp, bool)) -> Result<()> {
    set_value(connection, "time", &serde_json::to_string(kept).map_err(document("write the cache"))?)
}

/// In which way the words that callers are found by were made.
pub(crate) fn words_version(connection: &Connection) -> Result<Option<String>> {
    value(connection, "words")
}

pub(crate) fn set_words_version(connection: &Connection, version: &str) -> Result<()> {
    set_value(connection, "words", version)
}

fn value(connection: &Connection, key: &str) -> Result<Option<String>> {
    connection
        .prepare_cached("SELECT value FROM meta WHERE key = ?1")
        .and_then(|mut statement| statement.query_row([key], |row| row.get(0)).optional())
        .map_err(sql(READ))
}

fn set_value(connection: &Connection, key: &str, value: &str) -> Result<()> {
    run(connection, "INSERT INTO meta VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value)).map(|_| ())
}
