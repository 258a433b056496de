//! Files that come from the team server: piece by piece into the cache, whole into a sealed file of their own.

use holdfast_domain::Timestamp;
use holdfast_protocol::Piece;
use rusqlite::{Connection, OptionalExtension};

use super::{READ, WRITE, begin, run};
use crate::error::{Result, sql};
use crate::outbox::whole;

fn size(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// The file to fetch, and where it goes on.
pub(crate) fn next(connection: &Connection) -> Result<Option<(String, u64)>> {
    connection
        .prepare_cached("SELECT hash, arrived FROM coming ORDER BY asked_at DESC, hash LIMIT 1")
        .and_then(|mut statement| statement.query_row([], |row| Ok((row.get(0)?, size(row.get(1)?)))).optional())
        .map_err(sql(READ))
}

pub(crate) fn wanted(connection: &Connection, hash: &str, now: Timestamp) -> Result<()> {
    let text = "INSERT INTO coming VALUES (?1, ?2, NULL, 0) ON CONFLICT (hash) DO UPDATE SET asked_at = max(asked_at, excluded.asked_at)";
    run(connection, text, (hash, now.millis())).map(|_| ())
}

/// How much of a file that was asked for is here; none when it was not.
pub(crate) fn arrived(connection: &Connection, hash: &str) -> Result<Option<u64>> {
    connection
        .prepare_cached("SELECT arrived FROM coming WHERE hash = ?1")
        .and_then(|mut statement| statement.query_row([hash], |row| row.get(0).map(size)).optional())
        .map_err(sql(READ))
}

/// Stores a piece that follows what is here; answers whether that was the last.
pub(crate) fn came(connection: &mut Connection, hash: &str, piece: &Piece) -> Result<bool> {
    let transaction = begin(connection)?;
    let here = arrived(&transaction, hash)?;
    if here != Some(piece.at) {
        return Ok(false);
    }
    let after = piece.at.saturating_add(piece.content.len() as u64);
    run(&transaction, "INSERT OR REPLACE INTO piece VALUES (?1, ?2, ?3)", (hash, whole(piece.at), &piece.content))?;
    run(&transaction, "UPDATE coming SET arrived = ?2, size = ?3 WHERE hash = ?1", (hash, whole(after), whole(piece.size)))?;
    transaction.commit().map_err(sql(WRITE))?;
    Ok(after >= piece.size)
}

/// All pieces of a file.
pub(crate) fn content(connection: &Connection, hash: &str) -> Result<Vec<u8>> {
    let read = || {
        let mut statement = connection.prepare_cached("SELECT content FROM piece WHERE hash = ?1 ORDER BY at")?;
        let mut rows = statement.query([hash])?;
        let mut content = Vec::new();
        while let Some(row) = rows.next()? {
            content.extend_from_slice(row.get_ref(0)?.as_blob()?);
        }
        Ok(content)
    };
    read().map_err(sql(READ))
}

/// It is not to be fetched any more, because it is here or never will be.
pub(crate) fn dropped(connection: &mut Connection, hash: &str) -> Result<()> {
    let transaction = begin(connection)?;
    run(&transaction, "DELETE FROM piece WHERE hash = ?1", [hash])?;
    run(&transaction, "DELETE FROM coming WHERE hash = ?1", [hash])?;
    transaction.commit().map_err(sql(WRITE))
}

pub(crate) fn keep(connection: &Connection, hash: &str, size: u64, now: Timestamp) -> Result<()> {
    run(connection, "INSERT OR REPLACE INTO kept VALUES (?1, ?2, ?3)", (hash, whole(size), now.millis())).map(|_| ())
}

/// What was fetched, the longest unused first.
pub(crate) fn kept(connection: &Connection) -> Result<Vec<(String, u64)>> {
    let read = || {
        let mut statement = connection.prepare_cached("SELECT hash, size FROM kept ORDER BY used_at")?;
        statement.query_map([], |row| Ok((row.get(0)?, size(row.get(1)?))))?.collect::<rusqlite::Result<_>>()
    };
    read().map_err(sql(READ))
}

/// Files that are here, or on their way, and that neither a message nor an article names any more.
pub(crate) fn unnamed(connection: &Connection) -> Result<Vec<String>> {
    let text = "SELECT hash FROM (SELECT hash FROM kept UNION SELECT hash FROM coming) AS file \
        WHERE NOT EXISTS (SELECT 1 FROM message_file WHERE message_file.hash = file.hash) \
        AND NOT EXISTS (SELECT 1 FROM article_file WHERE article_file.hash = file.hash)";
    let read = || connection.prepare_cached(text)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>();
    read().map_err(sql(READ))
}

pub(crate) fn used(connection: &Connection, hash: &str, now: Timestamp) -> Result<()> {
    run(connection, "UPDATE kept SET used_at = ?2 WHERE hash = ?1", (hash, now.millis())).map(|_| ())
}

pub(crate) fn let_go(connection: &Connection, hash: &str) -> Result<()> {
    run(connection, "DELETE FROM kept WHERE hash = ?1", [hash]).map(|_| ())
}
