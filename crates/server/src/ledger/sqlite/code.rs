//! How kinds and failures are written down in SQLite.

use holdfast_protocol::RowKind;
use rusqlite::ErrorCode;

use crate::ledger::LedgerError;

/// The number of a kind. Never changed, never given twice.
pub(super) const fn number(kind: RowKind) -> i64 {
    match kind {
        RowKind::Ticket => 1,
        RowKind::Message => 2,
        RowKind::Customer => 3,
        RowKind::Article => 4,
        RowKind::Agent => 5,
        RowKind::Department => 6,
        RowKind::Queue => 7,
        RowKind::Category => 8,
        RowKind::TagRule => 9,
        RowKind::Policy => 10,
        RowKind::Schedule => 11,
        RowKind::Filter => 12,
        RowKind::Outage => 13,
    }
}

/// The kind of a number.
pub(super) fn kind(code: i64) -> rusqlite::Result<RowKind> {
    RowKind::ALL
        .into_iter()
        .find(|kind| number(*kind) == code)
        .ok_or_else(|| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Integer, format!("kind {code} is not known").into()))
}

/// Says what was being done when SQLite refused.
pub(super) trait Doing<T> {
    fn doing(self, doing: &'static str) -> Result<T, LedgerError>;
}

impl<T> Doing<T> for rusqlite::Result<T> {
    fn doing(self, doing: &'static str) -> Result<T, LedgerError> {
        self.map_err(|source| match source.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => LedgerError::Full(source),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => LedgerError::Busy(source),
            _ => LedgerError::Database { doing, source },
        })
    }
}

/// SQLite counts in signed numbers; ours never reach the top.
pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Back again; a negative one would be damage and reads as the beginning.
pub(super) fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
