//! Opening the outbox, and healing it: from the journal, and from what still reads of a damaged file (SYNC 3.6).

use rusqlite::Connection;
use std::collections::BTreeSet;
use std::path::Path;

use super::mark::{EntryRecord, records};
use super::record::Record;
use super::{Outbox, REVISION, identity, meta, set_meta};
use crate::database::{self, Kind};
use crate::disk;
use crate::error::{Result, StoreError, io, sql};
use crate::journal::{self, Found, Journal, Line};
use crate::keys::{DataKey, KeyUse};

/// How the outbox was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutboxState {
    /// Whole.
    Fine,
    /// New.
    Created,
    /// It was missing, damaged or behind, and was rebuilt. A damaged file is kept beside it.
    Recovered {
        /// Operations in it now.
        operations: usize,
        /// Records that nothing could read.
        unreadable: usize,
    },
}

/// What the file turned out to be.
enum Condition {
    Missing,
    Sound(Connection),
    Damaged { salvaged: Vec<EntryRecord>, lost: bool },
}

impl Outbox {
    /// Opens `outbox.db` and its journal. `key_fits` is asked only when neither can tell a wrong key from damage.
    pub(crate) fn open(folder: &Path, key: &DataKey, key_fits: impl Fn() -> bool) -> Result<(Self, OutboxState)> {
        let (path, journal_path) = (folder.join("outbox.db"), folder.join("outbox.journal"));
        let (outbox_key, journal_key) = (key.sub_key(KeyUse::Outbox), key.sub_key(KeyUse::Journal));
        let found = journal::read(&journal_path, &journal_key)?;
        let condition = inspect(&path, &outbox_key)?;
        let (connection, mut state) = match condition {
            Condition::Sound(connection) => (connection, OutboxState::Fine),
            Condition::Missing if found.is_foreign() && !key_fits() => return Err(StoreError::WrongKey),
            Condition::Missing => {
                let connection = database::open(&path, &outbox_key, Kind::Outbox)?;
                let state =
                    if found.bytes == 0 { OutboxState::Created } else { OutboxState::Recovered { operations: 0, unreadable: found.unreadable } };
                (connection, state)
            }
            // Neither a journal record nor a page opens: more likely a wrong key than two damaged files.
            Condition::Damaged { ref salvaged, .. } if salvaged.is_empty() && found.lines.is_empty() && !key_fits() => {
                return Err(StoreError::WrongKey);
            }
            Condition::Damaged { salvaged, lost } => {
                let unreadable = found.unreadable.saturating_add(usize::from(lost && found.lines.is_empty()));
                (rebuild(&path, &outbox_key, &found, salvaged)?, OutboxState::Recovered { operations: 0, unreadable })
            }
        };
        let added = catch_up(&connection, &found)?;
        if added > 0 && state == OutboxState::Fine {
            state = OutboxState::Recovered { operations: 0, unreadable: found.unreadable };
        }
        if let OutboxState::Recovered { operations, .. } = &mut state {
            *operations = count(&connection)?;
        }
        let revision = meta(&connection, REVISION)?.and_then(|text| text.parse().ok()).unwrap_or(0);
        if found.unreadable > 0 {
            keep_copy(&journal_path)?;
        }
        let journal = Journal::open(&journal_path, &journal_key)?;
        let identity = identity::read(&connection)?;
        let mut outbox = Self { connection, journal, identity, revision, behind: false };
        let recovered = matches!(state, OutboxState::Recovered { .. });
        if recovered || found.unreadable > 0 || found.last_revision() != revision {
            outbox.rewrite_journal()?;
        } else {
            outbox.compact_journal()?;
        }
        Ok((outbox, state))
    }
}

fn inspect(path: &Path, key: &[u8; 32]) -> Result<Condition> {
    if !path.exists() {
        // What a lost file left beside it is kept as well; a new file must not begin with it.
        disk::set_aside(path, true)?;
        return Ok(Condition::Missing);
    }
    match database::open(path, key, Kind::Outbox) {
        Ok(connection) if database::is_sound(&connection) => Ok(Condition::Sound(connection)),
        Ok(connection) => {
            let (salvaged, lost) = salvage(&connection);
            Ok(Condition::Damaged { salvaged, lost })
        }
        Err(error) if error.is_damage() || error.is_bad_reading() => Ok(Condition::Damaged { salvaged: Vec::new(), lost: true }),
        Err(other) => Err(other),
    }
}

/// What still reads of a damaged file, from both ends.
fn salvage(connection: &Connection) -> (Vec<EntryRecord>, bool) {
    let last = connection.query_row("SELECT max(ordinal) FROM entry", [], |row| row.get::<_, Option<i64>>(0));
    let Ok(Some(last)) = last else { return (Vec::new(), last.is_err()) };
    let (mut found, mut lost) = (Vec::new(), false);
    for ordinal in 1..=last {
        match records(connection, concat!(include_str!("sql/entry_read.sql"), " WHERE ordinal = ?1"), [ordinal]) {
            Ok(entries) => found.extend(entries),
            Err(_) => lost = true,
        }
    }
    (found, lost)
}

fn rebuild(path: &Path, key: &[u8; 32], found: &Found, salvaged: Vec<EntryRecord>) -> Result<Connection> {
    let aside = disk::set_aside(path, true)?;
    tracing::warn!(kept = %aside.display(), "outbox.db is damaged; rebuilding it from the journal");
    let connection = database::open(path, key, Kind::Outbox)?;
    let transaction = connection.unchecked_transaction().map_err(sql("rebuild the outbox"))?;
    fold(&transaction, found, 0)?;
    let known: BTreeSet<_> = records(&transaction, include_str!("sql/entry_read.sql"), [])?.into_iter().map(|entry| entry.operation.id).collect();
    for entry in salvaged.into_iter().filter(|entry| !known.contains(&entry.operation.id)) {
        Record::Entry(Box::new(entry)).fold_into(&transaction)?;
    }
    transaction.commit().map_err(sql("rebuild the outbox"))?;
    Ok(connection)
}

/// Takes from the journal what the database lacks; answers how many commits that was.
fn catch_up(connection: &Connection, found: &Found) -> Result<usize> {
    let revision = meta(connection, REVISION)?.and_then(|text| text.parse::<u64>().ok()).unwrap_or(0);
    if found.last_revision() <= revision {
        return Ok(0);
    }
    let transaction = connection.unchecked_transaction().map_err(sql("heal the outbox"))?;
    let added = fold(&transaction, found, revision)?;
    transaction.commit().map_err(sql("heal the outbox"))?;
    Ok(added)
}

fn fold(connection: &Connection, found: &Found, after: u64) -> Result<usize> {
    let mut added = 0_usize;
    for Line { revision, records } in found.lines.iter().filter(|line| line.revision > after) {
        for record in records {
            record.fold_into(connection)?;
        }
        set_meta(connection, REVISION, Some(&revision.to_string()))?;
        added = added.saturating_add(1);
    }
    Ok(added)
}

fn count(connection: &Connection) -> Result<usize> {
    let count = connection.query_row("SELECT count(*) FROM entry", [], |row| row.get::<_, i64>(0)).map_err(sql("read the outbox"))?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// A damaged journal is copied aside before it is written anew.
fn keep_copy(path: &Path) -> Result<()> {
    let mut aside = path.with_extension("journal.damaged");
    for count in 2_u32.. {
        if !aside.exists() {
            break;
        }
        aside = path.with_extension(format!("journal.damaged.{count}"));
    }
    std::fs::copy(path, aside).map(|_| ()).map_err(io("keep a copy of the damaged journal"))
}
