//! The writing transaction.

use holdfast_domain::{
    Access, AgentId, Apart, Attachment, CustomerId, DeviceId, MessageId, OperationId, Queue, QueueId, Seq, Ticket, TicketId, Timestamp,
};
use holdfast_protocol::{OperationResult, Row, RowId, RowKind, UploadAnswer};
use rusqlite::{Connection, OptionalExtension};
use std::sync::MutexGuard;
use uuid::Uuid;

use super::code::{Doing, number, signed, unsigned};
use super::{erasing, files, merging, read, sight};
use crate::ledger::{Account, Arriving, Device, LedgerError, Place, Traces, Transaction};

pub(super) struct SqliteTransaction<'a> {
    writer: MutexGuard<'a, Connection>,
    seq: Option<Seq>,
    ended: bool,
}

impl<'a> SqliteTransaction<'a> {
    /// Takes SQLite's one write lock at once, so that no transaction fails half-way for lack of it.
    pub(super) fn begin(writer: MutexGuard<'a, Connection>) -> Result<Self, LedgerError> {
        writer.execute_batch("BEGIN IMMEDIATE").doing("begin a transaction")?;
        Ok(Self { writer, seq: None, ended: false })
    }

    fn take(&self, sql: &'static str) -> Result<u64, LedgerError> {
        let taken: i64 = self.writer.prepare_cached(sql).and_then(|mut statement| statement.query_row([], |row| row.get(0))).doing("count on")?;
        Ok(unsigned(taken))
    }

    fn result(&self, sql: &'static str, parameters: impl rusqlite::Params) -> Result<Option<OperationResult>, LedgerError> {
        let text: Option<String> = self
            .writer
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_row(parameters, |row| row.get(0)).optional())
            .doing("read a result")?;
        text.map(|text| serde_json::from_str(&text).map_err(|source| LedgerError::Damaged { what: "result", source })).transpose()
    }
}

impl Drop for SqliteTransaction<'_> {
    fn drop(&mut self) {
        if !self.ended {
            // Nothing more can be done about a rollback that fails; SQLite has then rolled back by itself.
            let _ = self.writer.execute_batch("ROLLBACK");
        }
    }
}

impl Transaction for SqliteTransaction<'_> {
    fn seq(&mut self) -> Result<Seq, LedgerError> {
        if let Some(seq) = self.seq {
            return Ok(seq);
        }
        let seq = Seq(self.take("UPDATE ledger SET seq = seq + 1 WHERE one = 1 RETURNING seq")?);
        self.seq = Some(seq);
        Ok(seq)
    }

    fn next_number(&mut self) -> Result<u32, LedgerError> {
        let number = self.take("UPDATE ledger SET next_number = next_number + 1 WHERE one = 1 RETURNING next_number - 1")?;
        Ok(u32::try_from(number).unwrap_or(u32::MAX))
    }

    fn next_mark(&mut self) -> Result<u32, LedgerError> {
        let mark = self.take("UPDATE ledger SET next_mark = next_mark + 1 WHERE one = 1 RETURNING next_mark - 1")?;
        Ok(u32::try_from(mark).unwrap_or(u32::MAX))
    }

    fn device(&mut self, id: DeviceId) -> Result<Option<Device>, LedgerError> {
        read::device_of_id(&self.writer, id).doing("read a desk")
    }

    fn put_device(&mut self, device: &Device) -> Result<(), LedgerError> {
        let sql = include_str!("sql/put_device.sql");
        self.writer
            .prepare_cached(sql)
            .and_then(|mut statement| {
                statement.execute(rusqlite::params![
                    device.id.to_string(),
                    device.agent.to_string(),
                    device.name,
                    device.token_hash,
                    device.mark,
                    device.revoked,
                    signed(device.last_dseq),
                    signed(device.last_seq.0),
                    device.expires_at.millis(),
                    device.created_at.millis(),
                    (device.origin != device.id).then(|| device.origin.to_string()),
                ])
            })
            .doing("store a desk")?;
        Ok(())
    }

    fn result_at(&mut self, device: DeviceId, dseq: u64) -> Result<Option<OperationResult>, LedgerError> {
        self.result("SELECT result FROM result WHERE device = ?1 AND dseq = ?2", (device.to_string(), signed(dseq)))
    }

    fn result_of(&mut self, operation: OperationId) -> Result<Option<OperationResult>, LedgerError> {
        self.result("SELECT result FROM result WHERE operation = ?1 ORDER BY seq LIMIT 1", [operation.to_string()])
    }

    fn record(&mut self, device: DeviceId, hash: &str, result: &OperationResult) -> Result<(), LedgerError> {
        let text = serde_json::to_string(result).map_err(|source| LedgerError::Damaged { what: "result", source })?;
        self.writer
            .prepare_cached("INSERT INTO result (device, dseq, operation, hash, seq, result) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
            .and_then(|mut statement| {
                statement.execute((device.to_string(), signed(result.dseq), result.id.to_string(), hash, signed(result.seq.0), text))
            })
            .doing("record a result")?;
        Ok(())
    }

    fn ticket(&mut self, id: TicketId) -> Result<Option<Ticket>, LedgerError> {
        let document = self.document(&RowId { kind: RowKind::Ticket, id: id.to_string() })?;
        document.map(|text| serde_json::from_str(&text).map_err(|source| LedgerError::Damaged { what: "ticket", source })).transpose()
    }

    fn document(&mut self, row: &RowId) -> Result<Option<String>, LedgerError> {
        read::document(&self.writer, row).doing("read a row")
    }

    fn documents(&mut self, kind: RowKind) -> Result<Vec<String>, LedgerError> {
        let all = read::documents(&self.writer, &RowId { kind, id: String::new() }, usize::MAX).doing("read rows")?;
        Ok(all.into_iter().map(|(_, document)| document).collect())
    }

    fn access(&mut self, agent: AgentId) -> Result<Access, LedgerError> {
        sight::access(&self.writer, agent).doing("read what a person may see")
    }

    fn merged_into(&mut self, ticket: TicketId) -> Result<Option<TicketId>, LedgerError> {
        merging::merged_into(&self.writer, ticket).doing("look where a ticket went")
    }

    fn move_messages(&mut self, from: TicketId, into: TicketId) -> Result<(), LedgerError> {
        let seq = self.seq()?;
        merging::move_messages(&self.writer, from, into, seq).doing("move messages")
    }

    fn keep_apart(&mut self, apart: &Apart, now: Timestamp) -> Result<(), LedgerError> {
        let document = serde_json::to_string(apart).map_err(|source| LedgerError::Damaged { what: "merge", source })?;
        merging::keep_apart(&self.writer, apart.other.id, &document, now).doing("keep what was before a merge")
    }

    fn apart(&mut self, other: TicketId) -> Result<Option<Apart>, LedgerError> {
        let document = merging::apart(&self.writer, other).doing("read what was before a merge")?;
        document.map(|text| serde_json::from_str(&text).map_err(|source| LedgerError::Damaged { what: "merge", source })).transpose()
    }

    fn move_back(&mut self, other: &Ticket, ticket: TicketId) -> Result<(), LedgerError> {
        let seq = self.seq()?;
        merging::move_back(&self.writer, other, ticket, seq).doing("move messages back")
    }

    fn newest_public(&mut self, tickets: [TicketId; 2]) -> Result<Option<MessageId>, LedgerError> {
        merging::newest_public(&self.writer, tickets).doing("look for the newest message")
    }

    fn is_restricted(&mut self, queue: QueueId) -> Result<bool, LedgerError> {
        let document = self.document(&RowId { kind: RowKind::Queue, id: queue.to_string() })?;
        let queue = document.map(|text| serde_json::from_str::<Queue>(&text)).transpose();
        Ok(queue.map_err(|source| LedgerError::Damaged { what: "queue", source })?.is_some_and(|queue| queue.restricted))
    }

    fn show_again(&mut self, ticket: TicketId) -> Result<(), LedgerError> {
        let seq = self.seq()?;
        self.writer
            .prepare_cached("UPDATE entity SET seq = ?1 WHERE ticket = ?2 AND doc IS NOT NULL")
            .and_then(|mut statement| statement.execute((signed(seq.0), ticket.to_string())))
            .doing("hand messages out again")?;
        Ok(())
    }

    fn put(&mut self, row: &Row) -> Result<(), LedgerError> {
        let seq = self.seq()?;
        let (id, place) = (row.id(), Place::of(row));
        let document = document_of(row).map_err(|source| LedgerError::Damaged { what: "row", source })?;
        self.writer
            .prepare_cached(include_str!("sql/put_entity.sql"))
            .and_then(|mut statement| {
                statement.execute(rusqlite::params![
                    number(id.kind),
                    id.id,
                    signed(seq.0),
                    place.phase.map(crate::ledger::Phase::number),
                    place.rank,
                    place.ticket,
                    place.customer,
                    place.number,
                    place.queue,
                    place.owner,
                    document,
                ])
            })
            .doing("store a row")?;
        Ok(())
    }

    fn remove(&mut self, row: &RowId) -> Result<(), LedgerError> {
        let seq = self.seq()?;
        self.writer
            .prepare_cached(include_str!("sql/remove_entity.sql"))
            .and_then(|mut statement| statement.execute((signed(seq.0), number(row.kind), &row.id)))
            .doing("remove a row")?;
        Ok(())
    }

    fn is_removed(&mut self, row: &RowId) -> Result<bool, LedgerError> {
        erasing::is_removed(&self.writer, row).doing("look for a removed row")
    }

    fn joined(&mut self) -> Result<Vec<(CustomerId, CustomerId)>, LedgerError> {
        erasing::joined(&self.writer).doing("look which customers are one")
    }

    fn traces(&mut self, customers: Vec<CustomerId>) -> Result<Traces, LedgerError> {
        erasing::traces(&self.writer, customers).doing("look for what is kept of a customer")
    }

    fn erase(&mut self, traces: &Traces) -> Result<(), LedgerError> {
        let row = |kind, id: String| RowId { kind, id };
        let rows = traces.messages.iter().map(|id| row(RowKind::Message, id.to_string()));
        let rows = rows.chain(traces.tickets.iter().map(|id| row(RowKind::Ticket, id.to_string())));
        for row in rows.chain(traces.customers.iter().map(|id| row(RowKind::Customer, id.to_string()))) {
            self.remove(&row)?;
        }
        erasing::erase(&self.writer, traces).doing("erase what is kept beside the rows")
    }

    fn arrived(&mut self, from: &Device, hash: &str) -> Result<UploadAnswer, LedgerError> {
        files::arrived(&self.writer, from, hash).doing("look at an upload")
    }

    fn take_piece(&mut self, from: &Device, file: &Attachment, piece: Arriving<'_>) -> Result<UploadAnswer, LedgerError> {
        files::take_piece(&self.writer, from, file, piece).doing("take a piece of a file")
    }

    fn may_use(&mut self, agent: AgentId, hash: &str) -> Result<bool, LedgerError> {
        files::may_use(&self.writer, agent, hash).doing("look for a file")
    }

    fn refer(&mut self, files: &[Attachment], by: Uuid, ticket: Option<TicketId>) -> Result<(), LedgerError> {
        files::refer(&self.writer, files, by, ticket).doing("note where a file stands")
    }

    fn put_account(&mut self, account: &Account) -> Result<(), LedgerError> {
        self.writer
            .prepare_cached(include_str!("sql/put_account.sql"))
            .and_then(|mut statement| statement.execute((account.agent.to_string(), &account.login, &account.password)))
            .doing("store an account")?;
        Ok(())
    }

    fn set_team(&mut self, name: &str) -> Result<(), LedgerError> {
        self.writer
            .prepare_cached("UPDATE ledger SET team = ?1 WHERE one = 1")
            .and_then(|mut statement| statement.execute([name]))
            .doing("name the team")?;
        Ok(())
    }

    fn commit(mut self: Box<Self>) -> Result<(), LedgerError> {
        self.writer.execute_batch("COMMIT").doing("commit")?;
        self.ended = true;
        Ok(())
    }
}

/// The entity alone: its kind stands in a column of its own.
fn document_of(row: &Row) -> serde_json::Result<String> {
    match row {
        Row::Ticket(row) => serde_json::to_string(row),
        Row::Message(row) => serde_json::to_string(row),
        Row::Customer(row) => serde_json::to_string(row),
        Row::Article(row) => serde_json::to_string(row),
        Row::Agent(row) => serde_json::to_string(row),
        Row::Department(row) => serde_json::to_string(row),
        Row::Queue(row) => serde_json::to_string(row),
        Row::Category(row) => serde_json::to_string(row),
        Row::TagRule(row) => serde_json::to_string(row),
        Row::Policy(row) => serde_json::to_string(row),
        Row::Schedule(row) => serde_json::to_string(row),
        Row::Filter(row) => serde_json::to_string(row),
        Row::Outage(row) => serde_json::to_string(row),
    }
}
