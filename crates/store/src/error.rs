//! What can go wrong on disk, in words a person can act on. Every error keeps its source.

use rusqlite::ErrorCode;
use std::io;

/// Short for a result of this crate.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The passphrase, the secret or the data key does not open what is there.
    #[error("this key does not open the data; check the passphrase. Nothing was changed")]
    WrongKey,
    /// There is no key file: the folder was never set up, or it was moved away.
    #[error("there is no key file in the data folder; set the desk up first")]
    NoKeys,
    /// A file is damaged and could not be healed.
    #[error("{file} is damaged; the file is kept as it is")]
    Damaged {
        /// Which file.
        file: &'static str,
        /// What it failed with.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A later Holdfast wrote the file.
    #[error("{file} was written by a newer Holdfast (version {found}, this one knows {known}); update the desk")]
    Newer {
        /// Which file.
        file: &'static str,
        /// Version found.
        found: u32,
        /// Newest version known.
        known: u32,
    },
    /// No room is left.
    #[error("the disk is full; nothing was lost, but nothing more can be saved until there is room")]
    DiskFull {
        /// What it failed with.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Another Holdfast has the folder open.
    #[error("another Holdfast has this data folder open; use its window, or close it first")]
    InUse,
    /// The operating system refused.
    #[error("could not {what}")]
    Io {
        /// What was tried.
        what: &'static str,
        /// What it failed with.
        #[source]
        source: io::Error,
    },
    /// The database refused.
    #[error("could not {what}")]
    Sql {
        /// What was tried.
        what: &'static str,
        /// What it failed with.
        #[source]
        source: rusqlite::Error,
    },
    /// A migration failed.
    #[error("could not bring {file} to this version")]
    Migration {
        /// Which file.
        file: &'static str,
        /// What it failed with.
        #[source]
        source: rusqlite_migration::Error,
    },
    /// A stored document does not read, or one to store does not write.
    #[error("could not {what}")]
    Document {
        /// What was tried.
        what: &'static str,
        /// What it failed with.
        #[source]
        source: serde_json::Error,
    },
    /// Sealing, key derivation or the system's randomness failed.
    #[error("could not {what}: the cryptography refused")]
    Cipher {
        /// What was tried.
        what: &'static str,
    },
    /// The team server has numbers from a copy of this desk. Nothing was stored.
    #[error("a copy of this desk is at work: the team server has another operation of number {dseq}")]
    Copied {
        /// The number.
        dseq: u64,
    },
    /// A page that does not follow the cursor. Drop it and pull again.
    #[error("a page came out of step: the cursor is at {cursor}, the page starts at {page}")]
    OutOfStep {
        /// Where the cursor is: epoch and sequence.
        cursor: String,
        /// Where the page starts.
        page: String,
    },
    /// What was named is not there, or not in a state that allows it.
    #[error("{what} is not there any more")]
    Missing {
        /// What.
        what: &'static str,
    },
}

impl StoreError {
    /// Whether it says that a file itself is bad, so that opening the folder anew would heal it.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged { .. })
    }

    /// Whether a database could not be read though it opened: cut off in the middle of a page, or without its tables.
    pub(crate) fn is_bad_reading(&self) -> bool {
        matches!(self, Self::Sql { source, .. } if matches!(source.sqlite_error_code(), Some(ErrorCode::SystemIoFailure | ErrorCode::Unknown)))
    }

    pub(crate) fn damaged(file: &'static str, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Damaged { file, source: source.into() }
    }
}

/// Why unsent work could not be exported or brought in. Nothing has changed then.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The passphrase is not the one it was exported with.
    #[error("this passphrase does not open the file; nothing was changed")]
    WrongPassphrase,
    /// A part of it is missing, changed or too much.
    #[error("the file is damaged; nothing was changed")]
    Damaged,
    /// Some other file.
    #[error("this is not a file of unsent work; nothing was changed")]
    Foreign,
    /// A later Holdfast wrote it.
    #[error("the file was written by a newer Holdfast (version {found}, this one knows {known}); nothing was changed")]
    Newer {
        /// Version found.
        found: u32,
        /// Newest version known.
        known: u32,
    },
    /// Somebody else's work.
    #[error("the file is another person's; nothing was changed")]
    OtherPerson {
        /// Whose.
        name: String,
    },
    /// Another team's work.
    #[error("the file is another team's; nothing was changed")]
    OtherTeam {
        /// Which.
        team: String,
    },
    /// More than such a file can hold.
    #[error("there is more unsent work than one file holds")]
    TooLarge,
    /// The file could not be written or read where it is.
    #[error("the file could not be written or read")]
    Io(#[source] io::Error),
    /// The desk's own store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Names what was tried, for `map_err` on a database call.
pub(crate) fn sql(what: &'static str) -> impl FnOnce(rusqlite::Error) -> StoreError {
    move |source| match source.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StoreError::DiskFull { source: source.into() },
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => StoreError::Damaged { file: "database", source: source.into() },
        _ => StoreError::Sql { what, source },
    }
}

/// Names what was tried, for `map_err` on a file call.
pub(crate) fn io(what: &'static str) -> impl FnOnce(io::Error) -> StoreError {
    move |source| match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::DiskFull { source: source.into() },
        _ => StoreError::Io { what, source },
    }
}

/// Names what was tried, for `map_err` on a document.
pub(crate) fn document(what: &'static str) -> impl FnOnce(serde_json::Error) -> StoreError {
    move |source| StoreError::Document { what, source }
}
