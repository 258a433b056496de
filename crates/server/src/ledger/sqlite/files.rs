//! Contents of files: arriving in pieces from a desk, looked at once whole, given out in pieces again.

use holdfast_domain::{AgentId, Attachment, TicketId};
use holdfast_protocol::{PIECE_BYTES, Piece, RowKind, UploadAnswer};
use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::code::{signed, unsigned};
use super::sight::Sight;
use crate::ledger::{Arriving, Device};

/// What has not moved for so long will not be finished; whoever comes back begins anew (SYNC 1.12).
const KEPT_MS: i64 = 7 * 24 * 3_600_000;

pub(super) fn arrived(reader: &Connection, from: &Device, hash: &str) -> rusqlite::Result<UploadAnswer> {
    if may_use(reader, from.agent, hash)? {
        let size: i64 = reader.prepare_cached("SELECT size FROM file WHERE hash = ?1")?.query_row([hash], |row| row.get(0))?;
        return Ok(UploadAnswer { arrived: unsigned(size), complete: true });
    }
    let mut statement = reader.prepare_cached("SELECT arrived FROM upload WHERE device = ?1 AND hash = ?2")?;
    let arrived: Option<i64> = statement.query_row((from.id.to_string(), hash), |row| row.get(0)).optional()?;
    Ok(UploadAnswer { arrived: arrived.map_or(0, unsigned), complete: false })
}

/// A file that stands on a message is everybody's who may see that message, one that stands on an article is everybody's.
pub(super) fn may_use(reader: &Connection, agent: AgentId, hash: &str) -> rusqlite::Result<bool> {
    if !reader.prepare_cached("SELECT 1 FROM file WHERE hash = ?1")?.exists([hash])? {
        return Ok(false);
    }
    if reader.prepare_cached("SELECT 1 FROM holder WHERE hash = ?1 AND agent = ?2")?.exists((hash, agent.to_string()))? {
        return Ok(true);
    }
    let mut sight = Sight::of_person(reader, agent)?;
    let mut statement = reader.prepare_cached("SELECT ticket FROM reference WHERE hash = ?1")?;
    let mut rows = statement.query([hash])?;
    while let Some(row) = rows.next()? {
        let ticket = row.get_ref(0)?.as_str()?;
        if ticket.is_empty() || sight.sees(RowKind::Message, "", Some(ticket))? {
            return Ok(true);
        }
    }
    Ok(false)
}

pub(super) fn piece(reader: &Connection, agent: AgentId, hash: &str, at: u64) -> rusqlite::Result<Option<Piece>> {
    if !may_use(reader, agent, hash)? {
        return Ok(None);
    }
    let size: i64 = reader.prepare_cached("SELECT size FROM file WHERE hash = ?1")?.query_row([hash], |row| row.get(0))?;
    let mut statement =
        reader.prepare_cached("SELECT at, content FROM piece WHERE hash = ?1 AND device = '' AND at <= ?2 ORDER BY at DESC LIMIT 1")?;
    let found = statement.query_row((hash, signed(at)), |row| Ok((unsigned(row.get(0)?), row.get::<_, Vec<u8>>(1)?))).optional()?;
    let content = found.map(|(start, content)| {
        let skipped = usize::try_from(at.saturating_sub(start)).unwrap_or(usize::MAX);
        content.into_iter().skip(skipped).take(PIECE_BYTES).collect()
    });
    Ok(Some(Piece { size: unsigned(size), at, content: content.unwrap_or_default() }))
}

pub(super) fn take_piece(writer: &Connection, from: &Device, file: &Attachment, piece: Arriving<'_>) -> rusqlite::Result<UploadAnswer> {
    forget(writer, piece.now.millis().saturating_sub(KEPT_MS))?;
    let here = arrived(writer, from, &file.hash)?;
    let after = here.arrived.saturating_add(piece.content.len() as u64);
    // A piece that came twice, or out of turn: the answer says which is next.
    if here.complete || piece.at != here.arrived || piece.content.is_empty() || after > file.size {
        return Ok(here);
    }
    let device = from.id.to_string();
    let mut statement = writer.prepare_cached("INSERT INTO piece (hash, device, at, content) VALUES (?1, ?2, ?3, ?4)")?;
    statement.execute((&file.hash, &device, signed(piece.at), piece.content))?;
    let mut statement = writer.prepare_cached(
        "INSERT INTO upload (device, hash, arrived, moved_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (device, hash) DO UPDATE SET arrived = excluded.arrived, moved_at = excluded.moved_at",
    )?;
    statement.execute((&device, &file.hash, signed(after), piece.now.millis()))?;
    if after < file.size {
        return Ok(UploadAnswer { arrived: after, complete: false });
    }
    let complete = is_that_file(writer, &device, &file.hash)?;
    if complete {
        keep(writer, from, file)?;
    }
    drop_upload(writer, &device, &file.hash)?;
    Ok(UploadAnswer { arrived: if complete { file.size } else { 0 }, complete })
}

fn is_that_file(writer: &Connection, device: &str, hash: &str) -> rusqlite::Result<bool> {
    let mut hasher = Sha256::new();
    let mut statement = writer.prepare_cached("SELECT content FROM piece WHERE hash = ?1 AND device = ?2 ORDER BY at")?;
    let mut rows = statement.query((hash, device))?;
    while let Some(row) = rows.next()? {
        hasher.update(row.get_ref(0)?.as_blob()?);
    }
    let found: String = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(found == hash)
}

/// The pieces are the file's from now on, unless somebody else's are already.
fn keep(writer: &Connection, from: &Device, file: &Attachment) -> rusqlite::Result<()> {
    let is_new = writer.execute("INSERT OR IGNORE INTO file (hash, size) VALUES (?1, ?2)", (&file.hash, signed(file.size)))? > 0;
    if is_new {
        writer.execute("UPDATE piece SET device = '' WHERE hash = ?1 AND device = ?2", (&file.hash, from.id.to_string()))?;
    }
    writer.execute("INSERT OR IGNORE INTO holder (hash, agent) VALUES (?1, ?2)", (&file.hash, from.agent.to_string()))?;
    Ok(())
}

fn drop_upload(writer: &Connection, device: &str, hash: &str) -> rusqlite::Result<()> {
    writer.execute("DELETE FROM piece WHERE hash = ?1 AND device = ?2", (hash, device))?;
    writer.execute("DELETE FROM upload WHERE hash = ?1 AND device = ?2", (hash, device))?;
    Ok(())
}

fn forget(writer: &Connection, before: i64) -> rusqlite::Result<()> {
    let mut statement = writer.prepare_cached("SELECT device, hash FROM upload WHERE moved_at < ?1")?;
    let stale = statement.query_map([before], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<Vec<(String, String)>>>()?;
    stale.iter().try_for_each(|(device, hash)| drop_upload(writer, device, hash))
}

/// What stands on an article has no ticket.
pub(super) fn refer(writer: &Connection, files: &[Attachment], by: Uuid, ticket: Option<TicketId>) -> rusqlite::Result<()> {
    let mut statement = writer.prepare_cached("INSERT OR IGNORE INTO reference (hash, message, ticket) VALUES (?1, ?2, ?3)")?;
    let ticket = ticket.map(|ticket| ticket.to_string()).unwrap_or_default();
    for file in files {
        statement.execute((&file.hash, by.to_string(), &ticket))?;
    }
    Ok(())
}
