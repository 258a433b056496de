//! One ticket becomes part of another: its messages move, and its identity leads there.

use holdfast_domain::{MessageId, Seq, TicketId};
use rusqlite::{Connection, OptionalExtension};

use super::code::signed;
use super::read::parsed;

pub(super) fn merged_into(reader: &Connection, ticket: TicketId) -> rusqlite::Result<Option<TicketId>> {
    reader.prepare_cached("SELECT into_id FROM merged WHERE ticket = ?1")?.query_row([ticket.to_string()], |row| parsed(row, 0)).optional()
}

pub(super) fn move_messages(writer: &Connection, from: TicketId, into: TicketId, seq: Seq) -> rusqlite::Result<()> {
    let (from, into, seq) = (from.to_string(), into.to_string(), signed(seq.0));
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

pub(super) fn newest_public(reader: &Connection, tickets: [TicketId; 2]) -> rusqlite::Result<Option<MessageId>> {
    let sql = "SELECT id FROM entity WHERE ticket IN (?1, ?2) AND doc IS NOT NULL AND json_extract(doc, '$.kind') <> 'note' ORDER BY seq DESC, rank DESC LIMIT 1";
    reader.prepare_cached(sql)?.query_row(tickets.map(|ticket| ticket.to_string()), |row| parsed(row, 0)).optional()
}
