//! Reading pages: changes by sequence, and the first pull by phase and rank.

use holdfast_domain::{DeviceId, Seq};
use holdfast_protocol::{Acknowledged, RowId, RowKind};
use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::value::RawValue;
use std::collections::HashSet;

use super::code::{kind, number, signed, unsigned};
use super::read;
use super::sight::Sight;
use crate::ledger::{After, BootstrapRead, ChangesRead, Device, PageLimit, Phase, StoredChange, StoredRow};

pub(super) fn changes(reader: &Connection, after: Seq, limit: PageLimit, desk: Option<DeviceId>) -> rusqlite::Result<ChangesRead> {
    let standing = read::standing(reader)?;
    let mut sight = Sight::of(reader, desk)?;
    let acknowledged = match desk {
        Some(id) => {
            read::device_of_id(reader, id)?.filter(|device| device.last_dseq > 0).map(|device| acknowledged_of(reader, &device)).transpose()?
        }
        None => None,
    };
    let mut page = Page::new(limit);
    let mut to = after;
    let mut has_more = false;
    let mut statement = reader.prepare_cached("SELECT kind, id, seq, doc, ticket FROM entity WHERE seq > ?1 ORDER BY seq")?;
    let mut rows = statement.query([signed(after.0)])?;
    while let Some(row) = rows.next()? {
        let seq = Seq(unsigned(row.get(2)?));
        if seq != to && page.is_full() {
            has_more = true;
            break;
        }
        to = seq;
        if sight.sees(kind(row.get(0)?)?, row.get_ref(1)?.as_str()?, row.get_ref(4)?.as_str_or_null()?)? {
            page.push(row)?;
        } else {
            page.hide(row)?;
        }
    }
    let to = if has_more { to } else { standing.seq };
    Ok(ChangesRead { standing, changes: page.changes, to, has_more, acknowledged, scope: sight.mark() })
}

fn acknowledged_of(reader: &Connection, device: &Device) -> rusqlite::Result<Acknowledged> {
    let mut statement = reader.prepare_cached("SELECT operation FROM result WHERE device = ?1 AND dseq = ?2")?;
    let operation = statement.query_row((device.id.to_string(), signed(device.last_dseq)), |row| read::parsed(row, 0)).optional()?;
    Ok(Acknowledged { dseq: device.last_dseq, seq: device.last_seq, operation })
}

pub(super) fn bootstrap(reader: &Connection, after: Option<After>, limit: PageLimit, desk: Option<DeviceId>) -> rusqlite::Result<BootstrapRead> {
    let standing = read::standing(reader)?;
    let mut sight = Sight::of(reader, desk)?;
    let scope = sight.mark();
    let mut at = match after {
        Some(after) => after,
        None => After { phase: Phase::Directory, rank: i64::MIN, id: String::new(), began: standing.seq, total: total(reader)? },
    };
    let mut page = Page::new(limit);
    loop {
        let finished = fill(reader, &mut at, &mut page, &mut sight)?;
        if !finished {
            break;
        }
        match at.phase.next() {
            Some(phase) => at = After { phase, rank: i64::MIN, id: String::new(), ..at },
            None => return Ok(BootstrapRead { standing, changes: page.changes, next: None, total: at.total, scope }),
        }
        if page.is_full() {
            break;
        }
    }
    let total = at.total;
    Ok(BootstrapRead { standing, changes: page.changes, next: Some(at), total, scope })
}

/// Counted over indexes alone.
fn total(reader: &Connection) -> rusqlite::Result<u64> {
    let count: i64 = reader.query_row(include_str!("sql/count_rows.sql"), [], |row| row.get(0))?;
    Ok(unsigned(count))
}

/// Fills the page from one phase; says whether the phase is finished.
fn fill(reader: &Connection, at: &mut After, page: &mut Page, sight: &mut Sight<'_>) -> rusqlite::Result<bool> {
    let sql = match at.phase {
        Phase::Customers => include_str!("sql/lead_customers.sql"),
        Phase::Moved => include_str!("sql/lead_moved.sql"),
        Phase::Directory | Phase::Active | Phase::Articles | Phase::Done => include_str!("sql/lead.sql"),
    };
    let mut statement = reader.prepare_cached(sql)?;
    let mut rows = statement.query((at.phase.number(), at.rank, at.id.clone(), signed(at.began.0)))?;
    while let Some(row) = rows.next()? {
        if page.is_full() {
            return Ok(false);
        }
        at.id = row.get(1)?;
        at.rank = row.get(4)?;
        if !sight.sees(kind(row.get(0)?)?, &at.id, None)? {
            // Customers are everybody's, and come with their first ticket.
            customer_of(reader, row.get(5)?, page)?;
            continue;
        }
        page.push(row)?;
        if matches!(at.phase, Phase::Active | Phase::Done | Phase::Moved) {
            belongings(reader, &at.id, row.get(5)?, page)?;
        }
    }
    Ok(true)
}

/// The customer and all messages of a ticket.
fn belongings(reader: &Connection, ticket: &str, customer: Option<String>, page: &mut Page) -> rusqlite::Result<()> {
    customer_of(reader, customer, page)?;
    let mut statement = reader.prepare_cached("SELECT kind, id, seq, doc FROM entity WHERE ticket = ?1 ORDER BY rank")?;
    let mut rows = statement.query([ticket])?;
    while let Some(row) = rows.next()? {
        page.push(row)?;
    }
    Ok(())
}

fn customer_of(reader: &Connection, customer: Option<String>, page: &mut Page) -> rusqlite::Result<()> {
    if let Some(customer) = customer
        && page.customers.insert(customer.clone())
    {
        let mut statement = reader.prepare_cached("SELECT kind, id, seq, doc FROM entity WHERE kind = ?1 AND id = ?2 AND doc IS NOT NULL")?;
        let mut rows = statement.query((number(RowKind::Customer), customer))?;
        while let Some(row) = rows.next()? {
            page.push(row)?;
        }
    }
    Ok(())
}

pub(super) struct Page {
    limit: PageLimit,
    bytes: usize,
    changes: Vec<StoredChange>,
    customers: HashSet<String>,
}

impl Page {
    pub(super) fn new(limit: PageLimit) -> Self {
        Self { limit, bytes: 0, changes: Vec::new(), customers: HashSet::new() }
    }

    pub(super) fn into_changes(self) -> Vec<StoredChange> {
        self.changes
    }

    fn is_full(&self) -> bool {
        self.changes.len() >= self.limit.rows || self.bytes >= self.limit.bytes
    }

    /// What is not to be seen is told as gone: it may have been seen before.
    fn hide(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let removed = RowId { kind: kind(row.get(0)?)?, id: row.get(1)? };
        self.changes.push(StoredChange { seq: Seq(unsigned(row.get(2)?)), row: None, removed: Some(removed) });
        Ok(())
    }

    /// Takes a row of the columns kind, id, seq, doc.
    pub(super) fn push(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let kind = kind(row.get(0)?)?;
        let seq = Seq(unsigned(row.get(2)?));
        let doc: Option<String> = row.get(3)?;
        let change = match doc {
            Some(doc) => {
                self.bytes = self.bytes.saturating_add(doc.len());
                let doc = RawValue::from_string(doc)
                    .map_err(|error| rusqlite::Error::FromSqlConversionFailure(3, rusqlite::types::Type::Text, Box::new(error)))?;
                StoredChange { seq, row: Some(StoredRow { kind, doc }), removed: None }
            }
            None => StoredChange { seq, row: None, removed: Some(RowId { kind, id: row.get(1)? }) },
        };
        self.changes.push(change);
        Ok(())
    }
}
