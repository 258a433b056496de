//! The ledger in one SQLite file: one writer, many readers, WAL, each commit fsynced (SYNC 2.1).

mod code;
mod digest;
mod erasing;
mod files;
mod keeping;
mod merging;
mod page;
mod read;
mod sight;
mod transaction;

use holdfast_domain::{AgentId, DeviceId, Seq, TicketId};
use holdfast_protocol::{Piece, RowId, UploadAnswer};
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use rusqlite_migration::{M, Migrations};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{
    Account, After, BootstrapRead, BucketRead, ChangesRead, Device, DigestRead, Ledger, LedgerError, OpenFailure, PageLimit, Standing, Transaction,
};
use code::Doing;
pub use keeping::restore;

/// The file in the data folder.
pub const FILE: &str = "ledger.db";
/// Readers kept open.
const READERS: usize = 8;
/// The first ticket's number: long enough to be said as a number, short enough to be said at all.
const FIRST_NUMBER: u32 = 10_001;

/// A key for an encrypted ledger: 64 hexadecimal digits. Cannot be printed.
#[derive(Clone)]
pub struct LedgerKey(String);

impl LedgerKey {
    /// From 64 hexadecimal digits.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let text = text.trim();
        (text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| Self(text.to_owned()))
    }
}

impl std::fmt::Debug for LedgerKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LedgerKey(not shown)")
    }
}

/// The ledger in one file.
pub struct SqliteLedger {
    path: PathBuf,
    key: Option<LedgerKey>,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
}

impl SqliteLedger {
    /// Opens the ledger in a data folder, making both when they are not there. `epoch` names a new ledger's life.
    ///
    /// # Errors
    /// [`LedgerError::Open`] with what is in the way.
    pub fn open(folder: &Path, key: Option<LedgerKey>, epoch: &str) -> Result<Self, LedgerError> {
        std::fs::create_dir_all(folder).map_err(|source| OpenFailure::Folder { path: folder.display().to_string(), source })?;
        let path = folder.join(FILE);
        let mut writer = connect(&path, key.as_ref(), true)?;
        let not_ours = |source| OpenFailure::NotALedger { path: path.display().to_string(), source };
        writer.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).map_err(not_ours)?;
        writer.pragma_update(None, "synchronous", "FULL").map_err(not_ours)?;
        writer.pragma_update(None, "cache_size", -65_536).map_err(not_ours)?;
        migrations().to_latest(&mut writer).map_err(|source| OpenFailure::Migration { path: path.display().to_string(), source })?;
        writer
            .execute(
                "INSERT OR IGNORE INTO ledger (one, epoch, seq, min_retained, next_number, next_mark, team) VALUES (1, ?1, 0, 0, ?2, 0, '')",
                (epoch, FIRST_NUMBER),
            )
            .doing("begin its life")?;
        Ok(Self { path, key, writer: Mutex::new(writer), readers: Mutex::new(Vec::new()) })
    }

    fn read<T>(&self, doing: &'static str, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, LedgerError> {
        let pooled = lock(&self.readers).pop();
        let reader = match pooled {
            Some(reader) => reader,
            None => connect(&self.path, self.key.as_ref(), false)?,
        };
        let answer = snapshot(&reader, work).doing(doing);
        let mut readers = lock(&self.readers);
        if readers.len() < READERS && reader.is_autocommit() {
            readers.push(reader);
        }
        answer
    }
}

/// One snapshot for everything that `work` reads.
fn snapshot<T>(reader: &Connection, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> rusqlite::Result<T> {
    let transaction = reader.unchecked_transaction()?;
    let answer = work(&transaction)?;
    transaction.finish()?;
    Ok(answer)
}

/// A thread that panicked while it held the lock has not left the connection in a transaction: dropping undoes it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn migrations() -> Migrations<'static> {
    Migrations::new(vec![
        M::up(include_str!("sql/0001_first.sql")),
        M::up(include_str!("sql/0002_origin.sql")),
        M::up(include_str!("sql/0003_files.sql")),
        M::up(include_str!("sql/0004_access.sql")),
        M::up(include_str!("sql/0005_merged.sql")),
        M::up(include_str!("sql/0006_apart.sql")),
    ])
}

fn connect(path: &Path, key: Option<&LedgerKey>, writes: bool) -> Result<Connection, OpenFailure> {
    let not_ours = |source| OpenFailure::NotALedger { path: path.display().to_string(), source };
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX
        | if writes { OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE } else { OpenFlags::SQLITE_OPEN_READ_WRITE };
    let connection = Connection::open_with_flags(path, flags).map_err(not_ours)?;
    if let Some(LedgerKey(key)) = key {
        connection.pragma_update(None, "key", format!("x'{key}'")).map_err(not_ours)?;
    }
    connection.busy_timeout(std::time::Duration::from_secs(15)).map_err(not_ours)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.pragma_update(None, "temp_store", "MEMORY").map_err(not_ours)?;
    if !writes {
        connection.pragma_update(None, "query_only", true).map_err(not_ours)?;
    }
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).map_err(not_ours)?;
    Ok(connection)
}

impl Ledger for SqliteLedger {
    fn standing(&self) -> Result<Standing, LedgerError> {
        self.read("read where it stands", read::standing)
    }

    fn begin(&self) -> Result<Box<dyn Transaction + '_>, LedgerError> {
        Ok(Box::new(transaction::SqliteTransaction::begin(lock(&self.writer))?))
    }

    fn changes(&self, after: Seq, limit: PageLimit, desk: Option<DeviceId>) -> Result<ChangesRead, LedgerError> {
        self.read("read changes", |reader| page::changes(reader, after, limit, desk))
    }

    fn bootstrap(&self, after: Option<After>, limit: PageLimit, desk: Option<DeviceId>) -> Result<BootstrapRead, LedgerError> {
        self.read("read a page of the first pull", |reader| page::bootstrap(reader, after, limit, desk))
    }

    fn digest(&self, at: Seq, desk: Option<DeviceId>) -> Result<DigestRead, LedgerError> {
        self.read("sum up the rows", |reader| digest::digest(reader, at, desk))
    }

    fn bucket(&self, bucket: u8, desk: Option<DeviceId>) -> Result<BucketRead, LedgerError> {
        self.read("read a bucket", |reader| digest::bucket(reader, bucket, desk))
    }

    fn arrived(&self, from: &Device, hash: &str) -> Result<UploadAnswer, LedgerError> {
        self.read("look at an upload", |reader| files::arrived(reader, from, hash))
    }

    fn piece(&self, agent: AgentId, hash: &str, at: u64) -> Result<Option<Piece>, LedgerError> {
        self.read("read a file", |reader| files::piece(reader, agent, hash, at))
    }

    fn seen(&self, agent: AgentId, tickets: Vec<TicketId>) -> Result<Vec<TicketId>, LedgerError> {
        self.read("look who may see a ticket", |reader| sight::seen(reader, agent, &tickets))
    }

    fn device_of(&self, token_hash: &str) -> Result<Option<Device>, LedgerError> {
        self.read("read a desk", |reader| read::device_where(reader, "token_hash = ?1", token_hash))
    }

    fn devices(&self) -> Result<Vec<Device>, LedgerError> {
        self.read("read the desks", read::devices)
    }

    fn account(&self, login: &str) -> Result<Option<Account>, LedgerError> {
        self.read("read an account", |reader| {
            reader.prepare_cached("SELECT agent, login, password FROM account WHERE login = ?1")?.query_row([login], read::account).optional()
        })
    }

    fn accounts(&self) -> Result<Vec<Account>, LedgerError> {
        self.read("read the accounts", |reader| {
            reader.prepare_cached("SELECT agent, login, password FROM account ORDER BY login")?.query_map([], read::account)?.collect()
        })
    }

    fn document(&self, row: &RowId) -> Result<Option<String>, LedgerError> {
        self.read("read a row", |reader| read::document(reader, row))
    }

    fn documents(&self, after: &RowId, limit: usize) -> Result<Vec<(String, String)>, LedgerError> {
        self.read("read rows of a kind", |reader| read::documents(reader, after, limit))
    }

    fn ticket_numbered(&self, number: u32) -> Result<Option<TicketId>, LedgerError> {
        self.read("find a ticket", |reader| {
            let sql = "SELECT id FROM entity WHERE number = ?1 UNION ALL SELECT into_id FROM merged WHERE number = ?1 LIMIT 1";
            reader.prepare_cached(sql)?.query_row([number], |row| read::parsed(row, 0)).optional()
        })
    }

    fn backup(&self, file: &Path) -> Result<(), LedgerError> {
        keeping::backup(&self.path, self.key.as_ref(), file)
    }

    fn sweep(&self) -> Result<(), LedgerError> {
        erasing::sweep(&lock(&self.writer), self.key.is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_domain::{Category, Words};
    use holdfast_protocol::Row;
    use std::sync::Arc;

    fn category(key: &str) -> Row {
        Row::Category(Arc::new(Category { key: key.to_owned(), parent: Some("x".repeat(20_000)), name: Words::default() }))
    }

    #[test]
    fn a_full_disk_is_called_so_and_what_was_committed_stays() {
        let folder = tempfile::TempDir::new().unwrap();
        let ledger = SqliteLedger::open(folder.path(), None, "epoch").unwrap();
        let write = |key: &str| -> Result<(), LedgerError> {
            let mut transaction = ledger.begin()?;
            transaction.put(&category(key))?;
            transaction.commit()
        };
        write("before").unwrap();
        let pages: i64 = lock(&ledger.writer).query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
        let limit = |pages: i64| lock(&ledger.writer).query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(())).unwrap();
        limit(pages);
        assert!(matches!(write("full"), Err(LedgerError::Full(_))));
        assert_eq!(ledger.standing().unwrap().seq, Seq(1));
        limit(pages + 1_000);
        write("after").unwrap();
        assert_eq!(ledger.standing().unwrap().seq, Seq(2));
    }

    #[test]
    fn an_encrypted_ledger_opens_with_its_key_alone_and_so_does_its_backup() {
        let folder = tempfile::TempDir::new().unwrap();
        let key = LedgerKey::from_hex(&"a1".repeat(32));
        let ledger = SqliteLedger::open(folder.path(), key.clone(), "epoch").unwrap();
        let mut transaction = ledger.begin().unwrap();
        transaction.put(&category("canary")).unwrap();
        transaction.commit().unwrap();
        let backup = folder.path().join("backup.db");
        ledger.backup(&backup).unwrap();
        drop(ledger);
        for file in [folder.path().join(FILE), backup] {
            assert!(!std::fs::read(&file).unwrap().windows(6).any(|bytes| bytes == b"canary"));
        }
        for wrong in [None, LedgerKey::from_hex(&"b2".repeat(32))] {
            assert!(matches!(SqliteLedger::open(folder.path(), wrong, "epoch"), Err(LedgerError::Open(OpenFailure::NotALedger { .. }))));
        }
        assert_eq!(SqliteLedger::open(folder.path(), key, "epoch").unwrap().standing().unwrap().seq, Seq(1));
    }
}
