//! Backup and restore.

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};

use super::code::Doing;
use super::{FILE, LedgerKey, connect, migrations};
use crate::ledger::{LedgerError, OpenFailure};

/// Numbers and marks given after the backup was made are skipped, so that no two tickets are called the same.
const SKIPPED_NUMBERS: u32 = 1_000;
const SKIPPED_MARKS: u32 = 100;

/// Copies the ledger in one reading transaction: consistent, and no writer waits for it.
pub(super) fn backup(ledger: &Path, key: Option<&LedgerKey>, file: &Path) -> Result<(), LedgerError> {
    let source = connect(ledger, key, false)?;
    let unfinished = beside(file, "unfinished");
    let failed = |source| LedgerError::File { path: file.display().to_string(), source };
    if file.exists() {
        return Err(failed(std::io::Error::new(std::io::ErrorKind::AlreadyExists, "the file exists already; backups are never overwritten")));
    }
    remove(&unfinished)?;
    copy(&source, &unfinished, key)?;
    std::fs::File::open(&unfinished).and_then(|file| file.sync_all()).map_err(failed)?;
    std::fs::rename(&unfinished, file).map_err(failed)
}

/// Puts a backup in the place of the ledger and begins a new epoch, so that desks push again what it lost. The ledger
/// that was there is kept beside it; its path is the answer. The server must not be running.
///
/// # Errors
/// When the backup is not one, or a file cannot be written; the ledger is then as it was.
pub fn restore(folder: &Path, key: Option<&LedgerKey>, file: &Path, epoch: &str, stamp: &str) -> Result<Option<PathBuf>, LedgerError> {
    std::fs::create_dir_all(folder).map_err(|source| OpenFailure::Folder { path: folder.display().to_string(), source })?;
    std::fs::metadata(file).map_err(|source| LedgerError::File { path: file.display().to_string(), source })?;
    let source = connect(file, key, false)?;
    let sound: String = source.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).doing("check the backup")?;
    let not_ours = |error| OpenFailure::NotALedger { path: file.display().to_string(), source: error };
    if sound != "ok" {
        return Err(not_ours(rusqlite::Error::InvalidParameterName(sound)).into());
    }
    source.query_row("SELECT epoch FROM ledger WHERE one = 1", [], |_| Ok(())).map_err(not_ours)?;

    let ledger = folder.join(FILE);
    let fresh = beside(&ledger, "restoring");
    remove(&fresh)?;
    copy(&source, &fresh, key)?;
    renew(&fresh, key, epoch)?;

    let failed = |path: &Path| {
        let path = path.display().to_string();
        move |source| LedgerError::File { path, source }
    };
    let mut kept = None;
    if ledger.exists() {
        // Folds what stands in the old ledger's WAL into its file, so that the file alone is whole.
        drop(connect(&ledger, key, true).and_then(|old| {
            old.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
                .map_err(|source| OpenFailure::NotALedger { path: ledger.display().to_string(), source })
        }));
        let old = beside(&ledger, &format!("before-restore-{stamp}"));
        std::fs::rename(&ledger, &old).map_err(failed(&old))?;
        for tail in ["-wal", "-shm"] {
            let (from, to) = (with_tail(&ledger, tail), with_tail(&old, tail));
            if from.exists() {
                std::fs::rename(&from, &to).map_err(failed(&to))?;
            }
        }
        kept = Some(old);
    }
    std::fs::rename(&fresh, &ledger).map_err(failed(&ledger))?;
    Ok(kept)
}

fn renew(path: &Path, key: Option<&LedgerKey>, epoch: &str) -> Result<(), LedgerError> {
    let mut connection = connect(path, key, true)?;
    migrations().to_latest(&mut connection).map_err(|source| OpenFailure::Migration { path: path.display().to_string(), source })?;
    connection
        .execute(
            "UPDATE ledger SET epoch = ?1, next_number = next_number + ?2, next_mark = next_mark + ?3 WHERE one = 1",
            (epoch, SKIPPED_NUMBERS, SKIPPED_MARKS),
        )
        .doing("begin a new epoch")?;
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).doing("finish the restored ledger")?;
    Ok(())
}

fn copy(source: &Connection, to: &Path, key: Option<&LedgerKey>) -> Result<(), LedgerError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut target = Connection::open_with_flags(to, flags).doing("make the copy's file")?;
    if let Some(LedgerKey(key)) = key {
        target.pragma_update(None, "key", format!("x'{key}'")).doing("key the copy")?;
    }
    let backup = Backup::new(source, &mut target).doing("begin the copy")?;
    // All pages in one step: one snapshot, whatever others write meanwhile.
    backup.step(-1).doing("copy")?;
    Ok(())
}

fn remove(path: &Path) -> Result<(), LedgerError> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(LedgerError::File { path: path.display().to_string(), source: error }),
        _ => Ok(()),
    }
}

fn beside(path: &Path, word: &str) -> PathBuf {
    with_tail(path, &format!(".{word}"))
}

fn with_tail(path: &Path, tail: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(tail);
    PathBuf::from(name)
}
