//! One ticket becomes part of another: its messages move, and its identity leads there.

use holdfast_domain::unmerge::LONGEST_APART_MS;
use holdfast_domain::{MessageId, Seq, Ticket, TicketId, Timestamp};
use holdfast_protocol::RowKind;
use rusqlite::{Connection, OptionalExtension};

use super::code::{number, signed};
use super::read::parsed;

pub(super) fn merged_into(reader: &Connection, ticket: TicketId) -> rusqlite::Result<Option<TicketId>> {
    reader.prepare_cached("SELECT into_id FROM merged WHERE ticket = ?1")?.query_row([ticket.to_string()], |row| parsed(row, 0)).optional()
}

pub(super) fn move_messages(writer: &Connection, from: TicketId, into: TicketId, seq: Seq) -> rusqlite::Result<()> {
    let (from, into, seq) = (from.to_string(), into.to_string(), signed(seq.0));
    writer
        .prepare_cached("INSERT OR REPLACE INTO moved (ticket, message) SELECT ?1, id FROM entity WHERE ticket = ?1 AND doc IS NOT NULL")?
        .execute([&from])?;
    // What moves is news to whoever has not seen it here: it is of this transaction from now on.
    writer
        .prepare_cached(
            "UPDATE entity SET ticket = ?2, seq = ?3, doc = json_set(doc, '$.ticket', ?2, '$.seq', ?3) WHERE ticket = ?1 AND doc IS NOT NULL",
        )?
        .execute((&from, &into, seq))?;
    writer.prepare_cached("UPDATE reference SET ticket = ?2 WHERE ticket = ?1")?.execute((&from, &into))?;
    // What led to the one leads to the other, so that no chain of them has to be followed.
    writer.prepare_cached("UPDATE merged SET into_id = ?2 WHERE into_id = ?1")?.execute((&from, &into))?;
    writer
        .prepare_cached("INSERT OR REPLACE INTO merged (ticket, into_id, number) SELECT ?1, ?2, number FROM entity WHERE id = ?1")?
        .execute((&from, &into))?;
    Ok(())
}

pub(super) fn keep_apart(writer: &Connection, other: TicketId, document: &str, now: Timestamp) -> rusqlite::Result<()> {
    // What cannot be taken apart any more is kept no longer.
    let before = now.millis().saturating_sub(LONGEST_APART_MS);
    writer.prepare_cached("DELETE FROM moved WHERE ticket IN (SELECT ticket FROM merged WHERE merged_at < ?1)")?.execute([before])?;
    writer.prepare_cached("UPDATE merged SET apart = NULL, merged_at = NULL WHERE merged_at < ?1")?.execute([before])?;
    writer.prepare_cached("UPDATE merged SET apart = ?2, merged_at = ?3 WHERE ticket = ?1")?.execute((other.to_string(), document, now.millis()))?;
    Ok(())
}

pub(super) fn apart(reader: &Connection, other: TicketId) -> rusqlite::Result<Option<String>> {
    let found: Option<Option<String>> =
        reader.prepare_cached("SELECT apart FROM merged WHERE ticket = ?1")?.query_row([other.to_string()], |row| row.get(0)).optional()?;
    Ok(found.flatten())
}

pub(super) fn move_back(writer: &Connection, other: &Ticket, ticket: TicketId, seq: Seq) -> rusqlite::Result<()> {
    let (back, from, seq) = (other.id.to_string(), ticket.to_string(), signed(seq.0));
    writer
        .prepare_cached(
            "UPDATE entity SET ticket = ?1, seq = ?3, doc = json_set(doc, '$.ticket', ?1, '$.seq', ?3)
             WHERE kind = ?4 AND id IN (SELECT message FROM moved WHERE ticket = ?1) AND ticket = ?2 AND doc IS NOT NULL",
        )?
        .execute((&back, &from, seq, number(RowKind::Message)))?;
    writer
        .prepare_cached("UPDATE reference SET ticket = ?1 WHERE ticket = ?2 AND message IN (SELECT message FROM moved WHERE ticket = ?1)")?
        .execute((&back, &from))?;
    writer.prepare_cached("DELETE FROM moved WHERE ticket = ?1")?.execute([&back])?;
    writer.prepare_cached("DELETE FROM merged WHERE ticket = ?1")?.execute([&back])?;
    for merged in &other.merged {
        writer.prepare_cached("UPDATE merged SET into_id = ?1 WHERE ticket = ?2")?.execute((&back, merged.to_string()))?;
    }
    Ok(())
}

pub(super) fn newest_public(reader: &Connection, tickets: [TicketId; 2]) -> rusqlite::Result<Option<MessageId>> {
    let sql = "SELECT id FROM entity WHERE ticket IN (?1, ?2) AND doc IS NOT NULL AND json_extract(doc, '$.kind') <> 'note' ORDER BY seq DESC, rank DESC LIMIT 1";
    reader.prepare_cached(sql)?.query_row(tickets.map(|ticket| ticket.to_string()), |row| parsed(row, 0)).optional()
}
