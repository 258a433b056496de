//! Files in and out, piece by piece (SYNC 1.12).

use holdfast_domain::{Attachment, LARGEST_FILE, Timestamp, is_hash};
use holdfast_protocol::{PIECE_BYTES, Piece, Problem, ProblemCode, UploadAnswer};

use crate::ledger::{Arriving, Device, Ledger, LedgerError};

/// Why a piece was not taken or not given.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Not the hash, the size or the piece of a file.
    #[error("{0}")]
    Malformed(&'static str),
    /// There is none, or not for this person: which of the two is not told.
    #[error("there is no such file here")]
    None,
    /// Storage failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl FileError {
    /// What the desk is told and acts on; none when it is the storage's failure.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        let code = match self {
            Self::Malformed(_) => ProblemCode::BadRequest,
            Self::None => ProblemCode::NoFile,
            Self::Ledger(_) => return None,
        };
        Some(Problem::new(code, self.to_string()))
    }
}

/// How much of a file has come from this desk.
///
/// # Errors
/// [`FileError::Malformed`] when it is not the hash of a file.
pub fn arrived(ledger: &dyn Ledger, from: &Device, hash: &str) -> Result<UploadAnswer, FileError> {
    if !is_hash(hash) {
        return Err(FileError::Malformed("not the hash of a file"));
    }
    Ok(ledger.arrived(from, hash)?)
}

/// Takes the piece of a file of `size` bytes that starts at `at`. One that is not the next changes nothing; the answer
/// says which is.
///
/// # Errors
/// [`FileError::Malformed`] when hash, size or piece are not a file's.
pub fn take(ledger: &dyn Ledger, from: &Device, hash: &str, size: u64, at: u64, content: &[u8], now: Timestamp) -> Result<UploadAnswer, FileError> {
    if !is_hash(hash) || size == 0 || size > LARGEST_FILE || content.len() > PIECE_BYTES {
        return Err(FileError::Malformed("not the piece of a file"));
    }
    let file = Attachment { hash: hash.to_owned(), name: String::new(), size };
    let mut transaction = ledger.begin()?;
    let answer = transaction.take_piece(from, &file, Arriving { at, content, now })?;
    transaction.commit()?;
    Ok(answer)
}

/// The piece of a file that starts at `at`.
///
/// # Errors
/// [`FileError::None`] when there is none for this person.
pub fn piece(ledger: &dyn Ledger, asking: &Device, hash: &str, at: u64) -> Result<Piece, FileError> {
    ledger.piece(asking.agent, hash, at)?.filter(|piece| at < piece.size).ok_or(FileError::None)
}
