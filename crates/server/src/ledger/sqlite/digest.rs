//! The digest: where every row stands, its document unread; and the rows of one bucket.

use holdfast_domain::{DeviceId, Seq};
use holdfast_protocol::digest::{MOST_MOVED, bucket_of};
use holdfast_protocol::{Digest, RowId};
use rusqlite::{Connection, Row};

use super::code::{kind, signed, unsigned};
use super::page::Page;
use super::read;
use super::sight::Sight;
use crate::ledger::{BucketRead, DigestRead, PageLimit};

pub(super) fn digest(reader: &Connection, at: Seq, desk: Option<DeviceId>) -> rusqlite::Result<DigestRead> {
    let standing = read::standing(reader)?;
    let mut sight = Sight::of(reader, desk)?;
    let mut statement = reader.prepare_cached("SELECT kind, id FROM entity WHERE seq > ?1 LIMIT ?2")?;
    let moved = statement.query_map((signed(at.0), signed(MOST_MOVED as u64 + 1)), |row| Ok(RowId { kind: kind(row.get(0)?)?, id: row.get(1)? }))?;
    let moved = moved.collect::<rusqlite::Result<_>>()?;
    let mut digest = Digest::default();
    let mut statement = reader.prepare_cached("SELECT kind, id, seq, ticket FROM entity WHERE doc IS NOT NULL AND seq <= ?1")?;
    let mut rows = statement.query([signed(at.0)])?;
    while let Some(row) = rows.next()? {
        let (kind, id) = (kind(row.get(0)?)?, row.get_ref(1)?.as_str()?);
        if sight.sees(kind, id, row.get_ref(3)?.as_str_or_null()?)? {
            digest.add(kind, id, Seq(unsigned(row.get(2)?)));
        }
    }
    Ok(DigestRead { standing, moved, digest, scope: sight.mark() })
}

pub(super) fn bucket(reader: &Connection, bucket: u8, desk: Option<DeviceId>) -> rusqlite::Result<BucketRead> {
    let standing = read::standing(reader)?;
    let mut sight = Sight::of(reader, desk)?;
    let mut places = reader.prepare_cached("SELECT rowid, kind, id, ticket FROM entity WHERE doc IS NOT NULL")?;
    let mut document = reader.prepare_cached("SELECT kind, id, seq, doc FROM entity WHERE rowid = ?1")?;
    let mut page = Page::new(PageLimit { rows: usize::MAX, bytes: usize::MAX });
    let mut rows = places.query([])?;
    while let Some(row) = rows.next()? {
        if is_in(bucket, row)? && sight.sees(kind(row.get(1)?)?, row.get_ref(2)?.as_str()?, row.get_ref(3)?.as_str_or_null()?)? {
            document.query_row([row.get::<_, i64>(0)?], |row| page.push(row))?;
        }
    }
    Ok(BucketRead { standing, changes: page.into_changes(), scope: sight.mark() })
}

fn is_in(bucket: u8, row: &Row<'_>) -> rusqlite::Result<bool> {
    Ok(bucket_of(kind(row.get(1)?)?, row.get_ref(2)?.as_str()?) == bucket)
}
