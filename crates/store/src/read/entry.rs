//! The outbox as a person sees it.

use holdfast_domain::{Carried, OperationId, Timestamp, Verdict};

use super::READ;
use crate::error::{Result, sql};
use crate::outbox::{Counts, Entry, EntryFilter, EntryState, read_entry};
use crate::store::Store;

impl Store {
    /// Operations and what became of them, the newest first.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn entries(&self, filter: EntryFilter) -> Result<Vec<Entry>> {
        let limit = if filter.limit == 0 { i64::MAX } else { filter.limit.into() };
        match filter.about {
            Some(about) => self.read_entries(include_str!("sql/entries_of.sql"), (filter.undone_only, limit, about.id().into_bytes())),
            None => self.read_entries(include_str!("sql/entries.sql"), (filter.undone_only, limit)),
        }
    }

    /// What was done while the team server could not be reached and has been sent since, the newest first.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn sent_of_offline(&self, limit: u32) -> Result<Vec<Entry>> {
        self.read_entries(include_str!("sql/entries_sent_of_offline.sql"), [limit])
    }

    /// How many have not been sent, and of what was done while the team server could not be reached and has been, so many at most.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn count_listed(&self, limit: u32) -> Result<u32> {
        self.0.readers.with(|connection| {
            let text = include_str!("sql/entries_listed.sql");
            connection.prepare_cached(text).and_then(|mut statement| statement.query_row([limit], |row| row.get(0))).map_err(sql(READ))
        })
    }

    /// One operation.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn entry(&self, id: OperationId) -> Result<Option<Entry>> {
        Ok(self.read_entries(include_str!("sql/entry.sql"), [id.0.into_bytes()])?.pop())
    }

    /// What waits for its author's decision, held or rejected, in the order of writing.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn undecided(&self) -> Result<Vec<Entry>> {
        self.read_entries(include_str!("sql/entries_undecided.sql"), [])
    }

    /// What was held or rejected and its author decided about since then, the newest first.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn decided_since(&self, since: Timestamp) -> Result<Vec<Entry>> {
        self.read_entries(include_str!("sql/entries_decided.sql"), [since.millis()])
    }

    /// What was done from then to then while the team server could not be reached, and what became of it; none while something of
    /// it has no answer yet.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn carried(&self, from: Timestamp, to: Timestamp) -> Result<Option<Carried>> {
        let done = self.read_entries(include_str!("sql/entries_cut_off.sql"), (from.millis(), to.millis()))?;
        let open = |entry: &&Entry| matches!(entry.state, EntryState::Queued | EntryState::Sealed) && entry.operation.put_off().is_none();
        if done.iter().any(|entry| open(&entry)) {
            return Ok(None);
        }
        let count = |is: fn(&Entry) -> bool| u32::try_from(done.iter().filter(|entry| is(entry)).count()).unwrap_or(u32::MAX);
        Ok(Some(Carried {
            queued: count(|_| true),
            held: count(|entry| matches!(entry.verdict, Some(Verdict::Held { .. }))),
            merged: count(|entry| matches!(entry.verdict, Some(Verdict::Merged { .. }))),
            refused: count(|entry| {
                let decided = entry.decision.is_some() && !matches!(entry.verdict, Some(Verdict::Held { .. }));
                decided || matches!(entry.state, EntryState::Rejected { .. })
            }),
        }))
    }

    /// How many operations stand where.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn counts(&self) -> Result<Counts> {
        self.0.readers.with(|connection| {
            let row = |row: &rusqlite::Row<'_>| {
                Ok(Counts {
                    waiting: row.get(0)?,
                    sending: row.get(1)?,
                    held: row.get(2)?,
                    uncertain: row.get(3)?,
                    rejected: row.get(4)?,
                    drafts: row.get(5)?,
                })
            };
            connection.prepare_cached(include_str!("sql/counts.sql")).and_then(|mut statement| statement.query_row([], row)).map_err(sql(READ))
        })
    }

    fn read_entries(&self, text: &str, parameters: impl rusqlite::Params) -> Result<Vec<Entry>> {
        self.0.readers.with(|connection| {
            let mut statement = connection.prepare_cached(text).map_err(sql(READ))?;
            let mut rows = statement.query(parameters).map_err(sql(READ))?;
            let mut entries = Vec::new();
            while let Some(row) = rows.next().map_err(sql(READ))? {
                entries.push(read_entry(row)?);
            }
            Ok(entries)
        })
    }
}
