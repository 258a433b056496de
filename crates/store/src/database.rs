//! Opening a `SQLCipher` file: key, pragmas, migrations, checks. Knows no table.

use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};
use std::path::Path;
use zeroize::Zeroizing;

use crate::cipher::hex;
use crate::error::{Result, StoreError, sql};

/// The two database files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Cache,
    Outbox,
}

/// Migrations of `cache.db`, oldest first. Published ones never change: a test locks their hashes.
pub const CACHE_MIGRATIONS: &[&str] = &[
    include_str!("../migrations/cache/001.sql"),
    include_str!("../migrations/cache/002.sql"),
    include_str!("../migrations/cache/003.sql"),
    include_str!("../migrations/cache/004.sql"),
    include_str!("../migrations/cache/005.sql"),
    include_str!("../migrations/cache/006.sql"),
    include_str!("../migrations/cache/007.sql"),
    include_str!("../migrations/cache/008.sql"),
    include_str!("../migrations/cache/009.sql"),
    include_str!("../migrations/cache/010.sql"),
];
/// Migrations of `outbox.db`.
pub const OUTBOX_MIGRATIONS: &[&str] = &[
    include_str!("../migrations/outbox/001.sql"),
    include_str!("../migrations/outbox/002.sql"),
    include_str!("../migrations/outbox/003.sql"),
    include_str!("../migrations/outbox/004.sql"),
    include_str!("../migrations/outbox/005.sql"),
    include_str!("../migrations/outbox/006.sql"),
    include_str!("../migrations/outbox/007.sql"),
    include_str!("../migrations/outbox/008.sql"),
];

impl Kind {
    pub(crate) const fn file(self) -> &'static str {
        match self {
            Self::Cache => "cache.db",
            Self::Outbox => "outbox.db",
        }
    }

    const fn migrations(self) -> &'static [&'static str] {
        match self {
            Self::Cache => CACHE_MIGRATIONS,
            Self::Outbox => OUTBOX_MIGRATIONS,
        }
    }
}

/// The raw key as `SQLCipher` takes it.
pub(crate) fn raw_key(key: &[u8; 32]) -> Zeroizing<String> {
    Zeroizing::new(format!("x'{}'", hex(key)))
}

fn connect(path: &Path, key: &[u8; 32], flags: OpenFlags) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // Before the key: otherwise a wrong one is written to stderr.
    connection.pragma_update(None, "cipher_log_level", "NONE")?;
    let pragma = Zeroizing::new(format!("PRAGMA key = \"{}\"", raw_key(key).as_str()));
    connection.execute_batch(&pragma)?;
    // A raw key is accepted unseen; reading the schema is what proves it.
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
    connection.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000; PRAGMA mmap_size = 0;")?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

/// Opens or creates a file for writing and brings it to this version.
pub(crate) fn open(path: &Path, key: &[u8; 32], kind: Kind) -> Result<Connection> {
    let named = |error: StoreError| match error {
        StoreError::Damaged { source, .. } => StoreError::Damaged { file: kind.file(), source },
        other => other,
    };
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let mut connection = connect(path, key, flags).map_err(sql("open a database")).map_err(named)?;
    let synchronous = match kind {
        // Losing the cache's tail costs a pull; the cursor is in the same file.
        Kind::Cache => "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -2048; PRAGMA wal_autocheckpoint = 4000;",
        // One fsync on the path of an operation, through to the plate on macOS as well.
        Kind::Outbox => "PRAGMA synchronous = FULL; PRAGMA cache_size = -1024; PRAGMA fullfsync = 1; PRAGMA checkpoint_fullfsync = 1;",
    };
    connection
        .execute_batch("PRAGMA journal_mode = WAL; PRAGMA secure_delete = ON;")
        .and_then(|()| connection.execute_batch(synchronous))
        .map_err(sql("prepare a database"))
        .map_err(named)?;
    migrate(&mut connection, kind).map_err(named)?;
    Ok(connection)
}

fn migrate(connection: &mut Connection, kind: Kind) -> Result<()> {
    let known = u32::try_from(kind.migrations().len()).unwrap_or(u32::MAX);
    let found = connection.query_row("PRAGMA user_version", [], |row| row.get::<_, u32>(0)).map_err(sql("read a database's version"))?;
    if found > known {
        return Err(StoreError::Newer { file: kind.file(), found, known });
    }
    if found == known {
        return Ok(());
    }
    let steps = kind.migrations().iter().map(|text| M::up(text)).collect();
    match Migrations::new(steps).to_latest(connection) {
        Ok(()) => Ok(()),
        Err(rusqlite_migration::Error::RusqliteError { err, .. }) => Err(sql("bring a database to this version")(err)),
        Err(source) => Err(StoreError::Migration { file: kind.file(), source }),
    }
}

/// Room for the pages that a first pull dirties, or a day's worth of it again; what is no longer needed goes back to the system.
pub(crate) fn make_room(connection: &Connection, much: bool) -> Result<()> {
    let pragmas = if much { "PRAGMA cache_size = -32768;" } else { "PRAGMA cache_size = -2048; PRAGMA shrink_memory;" };
    connection.execute_batch(pragmas).map_err(sql("set the room of a database"))
}

/// Opens the cache for reading, with the outbox beside it.
pub(crate) fn open_reader(cache: &Path, cache_key: &[u8; 32], outbox: &Path, outbox_key: &[u8; 32]) -> Result<Connection> {
    let connection = connect(cache, cache_key, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(sql("open a database for reading"))?;
    connection
        .execute("ATTACH DATABASE ?1 AS outbox KEY ?2", (outbox.to_string_lossy(), raw_key(outbox_key).as_str()))
        .and_then(|_| connection.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -2048; PRAGMA outbox.cache_size = -512;"))
        .map_err(sql("open a database for reading"))?;
    Ok(connection)
}

/// Whether every page carries its own seal and every index fits its table.
pub(crate) fn is_sound(connection: &Connection) -> bool {
    // The seals are looked at in the file alone. A crash while the log was written back leaves a torn page there whose
    // whole copy is still in the log: it is brought in first. A reader may not, and what cannot be brought in shows below.
    let _ = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
    let lines =
        |pragma: &str| -> rusqlite::Result<Vec<String>> { connection.prepare(pragma)?.query_map([], |row| row.get::<_, String>(0))?.collect() };
    let sealed = lines("PRAGMA cipher_integrity_check").is_ok_and(|faults| faults.is_empty());
    sealed && lines("PRAGMA quick_check").is_ok_and(|found| found == ["ok"])
}
