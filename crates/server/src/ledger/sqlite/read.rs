//! Reading single records.

use holdfast_domain::{DeviceId, Seq, Timestamp};
use holdfast_protocol::RowId;
use rusqlite::{Connection, OptionalExtension, Row};
use std::str::FromStr;

use super::code::{number, unsigned};
use crate::ledger::{Account, Device, Standing};

const DEVICE: &str =
    "SELECT id, agent, name, token_hash, mark, revoked, last_dseq, last_seq, expires_at, created_at, coalesce(origin, id) FROM device";

pub(super) fn standing(reader: &Connection) -> rusqlite::Result<Standing> {
    reader.prepare_cached("SELECT epoch, seq, min_retained, team, EXISTS (SELECT 1 FROM merged) FROM ledger WHERE one = 1")?.query_row([], |row| {
        Ok(Standing {
            epoch: row.get(0)?,
            seq: Seq(unsigned(row.get(1)?)),
            min_retained: Seq(unsigned(row.get(2)?)),
            team: row.get(3)?,
            has_merged: row.get(4)?,
        })
    })
}

pub(super) fn device_where(reader: &Connection, condition: &'static str, value: &str) -> rusqlite::Result<Option<Device>> {
    reader.prepare_cached(&format!("{DEVICE} WHERE {condition}"))?.query_row([value], device).optional()
}

pub(super) fn device_of_id(reader: &Connection, id: DeviceId) -> rusqlite::Result<Option<Device>> {
    device_where(reader, "id = ?1", &id.to_string())
}

pub(super) fn devices(reader: &Connection) -> rusqlite::Result<Vec<Device>> {
    reader.prepare_cached(&format!("{DEVICE} ORDER BY created_at, id"))?.query_map([], device)?.collect()
}

fn device(row: &Row<'_>) -> rusqlite::Result<Device> {
    Ok(Device {
        id: parsed(row, 0)?,
        agent: parsed(row, 1)?,
        name: row.get(2)?,
        token_hash: row.get(3)?,
        mark: row.get(4)?,
        revoked: row.get(5)?,
        last_dseq: unsigned(row.get(6)?),
        last_seq: Seq(unsigned(row.get(7)?)),
        expires_at: Timestamp::from_millis(row.get(8)?),
        created_at: Timestamp::from_millis(row.get(9)?),
        origin: parsed(row, 10)?,
    })
}

pub(super) fn account(row: &Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account { agent: parsed(row, 0)?, login: row.get(1)?, password: row.get(2)? })
}

pub(super) fn document(reader: &Connection, id: &RowId) -> rusqlite::Result<Option<String>> {
    let found: Option<Option<String>> = reader
        .prepare_cached("SELECT doc FROM entity WHERE kind = ?1 AND id = ?2")?
        .query_row((number(id.kind), &id.id), |row| row.get(0))
        .optional()?;
    Ok(found.flatten())
}

pub(super) fn documents(reader: &Connection, after: &RowId, limit: usize) -> rusqlite::Result<Vec<(String, String)>> {
    let text = "SELECT id, doc FROM entity WHERE kind = ?1 AND id > ?2 AND doc IS NOT NULL ORDER BY id LIMIT ?3";
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    reader.prepare_cached(text)?.query_map((number(after.kind), &after.id, limit), |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// A text column that is an identity.
pub(super) fn parsed<T: FromStr<Err: std::error::Error + Send + Sync + 'static>>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    row.get_ref(column)?
        .as_str()
        .map_err(rusqlite::Error::from)?
        .parse()
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error)))
}
