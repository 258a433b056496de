//! `outbox.db` as a fold of records: every change is a [`Record`], committed with one fsync and then appended to the
//! journal. Recovery folds the journal's records through the very same function, so that the two cannot drift.
//!
//! A revision rises with each commit and stands in both files. When they are opened and one is behind the other, it
//! takes from the other what it lacks.

/// A query for whole rows of `entry`.
macro_rules! entries {
    ($rest:literal) => {
        concat!(include_str!("sql/entry_read.sql"), " ", $rest)
    };
}

/// A query for whole drafts, of the outbox as `$schema` names it.
macro_rules! drafts {
    ($schema:literal, $rest:literal) => {
        concat!(
            "SELECT ticket, kind, body, articles, at, coalesce(files, '[]') FROM ",
            $schema,
            "draft LEFT JOIN ",
            $schema,
            "draft_file USING (ticket, kind) ",
            $rest
        )
    };
}

pub(crate) use drafts;

mod alert;
mod cut_off;
mod draft;
mod entry;
mod file;
mod identity;
mod mark;
mod open;
pub mod plan;
mod push;
mod record;
mod unsent;

pub use alert::StoredAlert;
pub(crate) use alert::{name as wire_name, read as read_alerts};
pub use cut_off::CutOff;
pub(crate) use cut_off::cut_offs_all;
pub use draft::StoredDraft;
pub(crate) use draft::read as read_drafts;
pub use entry::{Counts, End, Ended, Entry, EntryFilter, EntryState, ItemState, Withdrawn};
pub(crate) use entry::{Pending, pending, read_entry};
pub use identity::Identity;
pub use mark::Decision;
pub use open::OutboxState;
pub(crate) use record::{Record, whole};
pub(crate) use unsent::{Unsent, UnsentBlob};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use crate::error::{Result, sql};
use crate::journal::{Journal, Line};

const REVISION: &str = "revision";
/// A journal beyond this is rewritten from the database when something was purged or much of it is stale.
const LONG_JOURNAL: u64 = 8 * 1024 * 1024;

/// The outbox and its journal, behind the store's lock.
#[derive(Debug)]
pub(crate) struct Outbox {
    pub(crate) connection: Connection,
    journal: Journal,
    identity: Option<Identity>,
    revision: u64,
    /// The journal lacks something that the database has.
    behind: bool,
}

impl Outbox {
    /// Commits records: one transaction, one fsync; then the journal.
    pub(crate) fn commit(&mut self, records: Vec<Record>) -> Result<()> {
        if records.is_empty() {
            return Ok(());
        }
        let revision = self.revision.saturating_add(1);
        let what = "save to the outbox";
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql(what))?;
        for record in &records {
            record.fold_into(&transaction)?;
        }
        set_meta(&transaction, REVISION, Some(&revision.to_string()))?;
        transaction.commit().map_err(sql(what))?;
        self.revision = revision;
        self.follow(&Line { revision, records });
        Ok(())
    }

    /// The database has it; a journal that cannot follow is caught up at the next chance and must not undo what is saved.
    fn follow(&mut self, line: &Line) {
        let followed = if self.behind { self.rewrite_journal() } else { self.journal.append(line) };
        self.behind = followed.is_err();
        if let Err(error) = followed {
            tracing::warn!(%error, "the journal is behind the outbox");
        }
    }

    fn rewrite_journal(&mut self) -> Result<()> {
        let line = |records| Line { revision: self.revision, records };
        // A line for each record: a flipped bit costs one of them, and no line grows with the outbox.
        let mut lines: Vec<_> = record::snapshot(&self.connection)?.into_iter().map(|record| line(vec![record])).collect();
        // Also an empty outbox says how far it has come.
        lines.push(line(Vec::new()));
        self.journal.rewrite(&lines)
    }

    pub(crate) fn compact_journal(&mut self) -> Result<()> {
        if self.journal.len() > LONG_JOURNAL { self.rewrite_journal() } else { Ok(()) }
    }

    pub(crate) fn meta(&self, key: &str) -> Result<Option<String>> {
        meta(&self.connection, key)
    }

    pub(crate) fn meta_number(&self, key: &str) -> Result<Option<u64>> {
        Ok(self.meta(key)?.and_then(|text| text.parse().ok()))
    }
}

fn meta(connection: &Connection, key: &str) -> Result<Option<String>> {
    connection
        .prepare_cached("SELECT value FROM meta WHERE key = ?1")
        .and_then(|mut statement| statement.query_row([key], |row| row.get(0)).optional())
        .map_err(sql("read the outbox"))
}

fn set_meta(connection: &Connection, key: &str, value: Option<&str>) -> Result<()> {
    match value {
        Some(value) => connection
            .prepare_cached("INSERT INTO meta VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
            .and_then(|mut statement| statement.execute((key, value))),
        None => connection.prepare_cached("DELETE FROM meta WHERE key = ?1").and_then(|mut statement| statement.execute([key])),
    }
    .map(|_| ())
    .map_err(sql("save to the outbox"))
}
