//! Erasing customers: what is kept of them and where, and that nothing of it stays in the file's unused places.

use holdfast_domain::{CustomerId, MessageId, OperationId, TicketId};
use holdfast_protocol::{RowId, RowKind};
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::str::FromStr;

use super::code::{Doing, number};
use super::read::parsed;
use crate::ledger::{LedgerError, Traces};

pub(super) fn is_removed(reader: &Connection, row: &RowId) -> rusqlite::Result<bool> {
    reader.prepare_cached("SELECT 1 FROM entity WHERE kind = ?1 AND id = ?2 AND doc IS NULL")?.exists((number(row.kind), &row.id))
}

pub(super) fn joined(reader: &Connection) -> rusqlite::Result<Vec<(CustomerId, CustomerId)>> {
    let text = "SELECT id, doc ->> '$.joined' FROM entity WHERE kind = ?1 AND doc ->> '$.joined' IS NOT NULL";
    reader.prepare_cached(text)?.query_map([number(RowKind::Customer)], |row| Ok((parsed(row, 0)?, parsed(row, 1)?)))?.collect()
}

pub(super) fn traces(reader: &Connection, customers: Vec<CustomerId>) -> rusqlite::Result<Traces> {
    let mut traces = Traces { customers, ..Traces::default() };
    for customer in &traces.customers {
        let (kind, id) = (number(RowKind::Ticket), customer.to_string());
        traces.tickets.extend(ids::<TicketId>(reader, "SELECT id FROM entity WHERE customer = ?1 AND kind = ?2", (id, kind))?);
    }
    let mut messages: BTreeSet<MessageId> = BTreeSet::new();
    for ticket in &traces.tickets {
        messages.extend(ids::<MessageId>(reader, "SELECT id FROM entity WHERE ticket = ?1", [ticket.to_string()])?);
    }
    for customer in &traces.customers {
        // What they wrote may stand on a ticket that is another's by now: two were one for a while.
        let text = "SELECT id FROM entity WHERE kind = ?2 AND doc ->> '$.author.id' = ?1 AND doc ->> '$.author.type' = 'customer'";
        messages.extend(ids::<MessageId>(reader, text, (customer.to_string(), number(RowKind::Message)))?);
    }
    traces.messages = messages.into_iter().collect();
    traces.files = files(reader, &traces)?;
    traces.linked = linked(reader, &traces.tickets)?;
    for ticket in &traces.tickets {
        let text = "SELECT entry.value ->> '$.operation' FROM entity, json_each(entity.doc, '$.history') AS entry
            WHERE entity.kind = ?2 AND entity.id = ?1 AND entry.value ->> '$.operation' IS NOT NULL";
        traces.operations.extend(ids::<OperationId>(reader, text, (ticket.to_string(), number(RowKind::Ticket)))?);
    }
    Ok(traces)
}

/// Files on these messages that no other message and no article refers to.
fn files(reader: &Connection, traces: &Traces) -> rusqlite::Result<Vec<String>> {
    let going: BTreeSet<String> = traces.messages.iter().map(MessageId::to_string).collect();
    let mut files = BTreeSet::new();
    for message in &going {
        let mut statement = reader.prepare_cached("SELECT hash FROM reference WHERE message = ?1")?;
        let named = statement.query_map([message], |row| row.get::<_, String>(0))?;
        files.extend(named.collect::<rusqlite::Result<Vec<_>>>()?);
    }
    let mut alone = Vec::new();
    for hash in files {
        let mut statement = reader.prepare_cached("SELECT message FROM reference WHERE hash = ?1")?;
        let by = statement.query_map([&hash], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        if by.iter().all(|message| going.contains(message)) {
            alone.push(hash);
        }
    }
    Ok(alone)
}

fn linked(reader: &Connection, tickets: &[TicketId]) -> rusqlite::Result<Vec<TicketId>> {
    let text = "SELECT entity.id, link.value FROM entity, json_each(entity.doc, '$.links') AS link WHERE entity.kind = ?1 AND entity.doc IS NOT NULL";
    let mut statement = reader.prepare_cached(text)?;
    let links = statement.query_map([number(RowKind::Ticket)], |row| Ok((parsed(row, 0)?, parsed(row, 1)?)))?;
    let mut linked: BTreeSet<TicketId> = BTreeSet::new();
    for link in links {
        let (from, to): (TicketId, TicketId) = link?;
        if tickets.contains(&to) && !tickets.contains(&from) {
            linked.insert(from);
        }
    }
    Ok(linked.into_iter().collect())
}

/// Everything beside the rows themselves.
pub(super) fn erase(writer: &Connection, traces: &Traces) -> rusqlite::Result<()> {
    for ticket in traces.tickets.iter().map(TicketId::to_string) {
        // What led to it leads nowhere from now on, so that what comes later is refused and not held.
        writer.execute("DELETE FROM moved WHERE ticket = ?1 OR ticket IN (SELECT ticket FROM merged WHERE into_id = ?1)", [&ticket])?;
        writer.execute("DELETE FROM merged WHERE ticket = ?1 OR into_id = ?1", [&ticket])?;
        writer.execute("DELETE FROM reference WHERE ticket = ?1", [&ticket])?;
    }
    for customer in traces.customers.iter().map(CustomerId::to_string) {
        // A ticket of theirs that is part of another's by now would come back with them.
        let text = "UPDATE merged SET apart = NULL, merged_at = NULL
            WHERE ?1 IN (apart ->> '$.ticket.customer', apart ->> '$.other.customer')";
        writer.execute(text, [&customer])?;
    }
    for message in traces.messages.iter().map(MessageId::to_string) {
        writer.execute("DELETE FROM reference WHERE message = ?1", [&message])?;
        writer.execute("DELETE FROM moved WHERE message = ?1", [&message])?;
    }
    for hash in &traces.files {
        for text in [
            "DELETE FROM piece WHERE hash = ?1",
            "DELETE FROM upload WHERE hash = ?1",
            "DELETE FROM holder WHERE hash = ?1",
            "DELETE FROM file WHERE hash = ?1",
        ] {
            writer.execute(text, [hash])?;
        }
    }
    for operation in traces.operations.iter().map(OperationId::to_string) {
        // That it was done stays, so that it is never done twice; which value it took the place of does not.
        let text = "UPDATE result SET result = json_set(result, '$.verdict.lost.value', '')
            WHERE operation = ?1 AND result ->> '$.verdict.lost.value' IS NOT NULL";
        writer.execute(text, [&operation])?;
    }
    Ok(())
}

/// Writes every page anew, then puts the log back into the file: what was ever replaced or removed stands in neither afterwards.
pub(super) fn sweep(writer: &Connection, is_plain: bool) -> Result<(), LedgerError> {
    let doing = "sweep its file";
    // As large as the ledger itself. In memory where it is encrypted, on the disk where it lies open there anyway.
    let store = |at: &str| writer.pragma_update(None, "temp_store", at).doing(doing);
    if is_plain {
        store("FILE")?;
    }
    let written = writer.execute_batch("VACUUM").doing(doing);
    if is_plain {
        store("MEMORY")?;
    }
    written?;
    let is_busy: bool = writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).doing(doing)?;
    if is_busy {
        let busy = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY);
        return Err(LedgerError::Busy(rusqlite::Error::SqliteFailure(busy, None)));
    }
    Ok(())
}

fn ids<T: FromStr<Err: std::error::Error + Send + Sync + 'static>>(
    reader: &Connection,
    text: &'static str,
    parameters: impl rusqlite::Params,
) -> rusqlite::Result<Vec<T>> {
    reader.prepare_cached(text)?.query_map(parameters, |row| parsed(row, 0))?.collect()
}
