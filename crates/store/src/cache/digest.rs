//! Which confirmed rows are here and of which transaction: summed up as the team server does it, and compared with what
//! it has in one bucket (SYNC 1.4).

use holdfast_domain::Seq;
use holdfast_protocol::digest::bucket_of;
use holdfast_protocol::{BucketPage, Change, Digest, DigestAnswer, RowId, RowKind};
use rusqlite::{Connection, Row};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

use super::{Place, READ, cursor};
use crate::error::{Result, StoreError, sql};

/// Each query's columns: identity, transaction. What only this desk knows has none.
const PLACES: [(RowKind, &str); 5] = [
    (RowKind::Ticket, "SELECT id, seq FROM ticket_base"),
    (
        RowKind::Ticket,
        "SELECT id, seq FROM ticket WHERE pending = 0 AND seq IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ticket_base WHERE ticket_base.id = ticket.id)",
    ),
    (RowKind::Message, "SELECT id, seq FROM message WHERE seq IS NOT NULL"),
    (RowKind::Customer, "SELECT id, seq FROM customer WHERE seq IS NOT NULL"),
    (RowKind::Article, "SELECT id, seq FROM article"),
];

/// The buckets in which what is here differs; none when the cursor stands elsewhere.
pub(crate) fn differing(connection: &Connection, theirs: &DigestAnswer) -> Result<Option<Vec<u8>>> {
    let place = cursor::read(connection)?;
    if !is_at(&place, &theirs.epoch) || place.seq != theirs.at {
        return Ok(None);
    }
    let moved: BTreeSet<(RowKind, &str)> = theirs.moved.iter().map(|row| (row.kind, row.id.as_str())).collect();
    let mut ours = Digest::default();
    each(connection, |kind, id, seq| {
        if seq <= theirs.at && !moved.contains(&(kind, id)) {
            ours.add(kind, id, seq);
        }
    })?;
    Ok(Some(ours.differing(&theirs.digest)))
}

/// What has to change here so that a bucket is as it is there.
pub(crate) fn corrections(connection: &Connection, page: &BucketPage) -> Result<Vec<Change>> {
    let mut here: BTreeMap<(RowKind, String), Seq> = BTreeMap::new();
    each(connection, |kind, id, seq| {
        if bucket_of(kind, id) == page.bucket {
            here.insert((kind, id.to_owned()), seq);
        }
    })?;
    let mut changes = Vec::new();
    for change in &page.changes {
        let Some(row) = &change.row else { continue };
        let RowId { kind, id } = row.id();
        match here.remove(&(kind, id)) {
            Some(seq) if seq == change.seq || seq > page.high => {}
            // Newer here than it can be: only pulling everything anew gets below it.
            Some(seq) if seq > change.seq => {
                return Err(StoreError::OutOfStep { cursor: seq.to_string(), page: format!("{} {}", page.epoch, change.seq) });
            }
            Some(_) | None => changes.push(change.clone()),
        }
    }
    let gone = here.into_iter().filter(|(_, seq)| *seq <= page.high);
    changes.extend(gone.map(|((kind, id), _)| Change { seq: page.high, row: None, removed: Some(RowId { kind, id }) }));
    Ok(changes)
}

pub(crate) fn is_at(place: &Place, epoch: &str) -> bool {
    place.complete && place.epoch.as_deref() == Some(epoch)
}

fn each(connection: &Connection, mut seen: impl FnMut(RowKind, &str, Seq)) -> Result<()> {
    let mut read = || -> rusqlite::Result<()> {
        for (kind, text) in PLACES {
            let mut statement = connection.prepare_cached(text)?;
            let mut rows = statement.query([])?;
            let mut letters = Uuid::encode_buffer();
            while let Some(row) = rows.next()? {
                let id = Uuid::from_bytes(row.get(0)?);
                seen(kind, id.hyphenated().encode_lower(&mut letters), seq(row, 1)?);
            }
        }
        let mut statement = connection.prepare_cached("SELECT kind, key, seq FROM team")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(kind) = RowKind::from_name(row.get_ref(0)?.as_str()?) {
                seen(kind, row.get_ref(1)?.as_str()?, seq(row, 2)?);
            }
        }
        Ok(())
    };
    read().map_err(sql(READ))
}

fn seq(row: &Row<'_>, index: usize) -> rusqlite::Result<Seq> {
    Ok(Seq(u64::try_from(row.get::<_, i64>(index)?).unwrap_or(0)))
}
