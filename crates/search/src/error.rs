//! What can go wrong in search, and whether an index is beyond repair. Owns no recovery: `shelf` does that.

use std::error::Error;
use std::io::ErrorKind;

use tantivy::TantivyError;
use tantivy::directory::error::OpenReadError;

/// The source is kept, boxed, so that tantivy's types stay behind this crate's door.
type Source = Box<dyn Error + Send + Sync + 'static>;

#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SearchError {
    /// The index could not be trusted. It has been emptied by the time this is returned; `State::needs_rebuild` says so too.
    #[error("the {what} index was damaged and has been emptied; it is rebuilt from the local copy")]
    Damaged { what: &'static str, source: Source },
    #[error("could not {what} on disk; check free space and permissions of the data folder")]
    Io { what: &'static str, source: std::io::Error },
    #[error("the {what} index is in use by another running desk; close the other one")]
    Busy { what: &'static str, source: Source },
    /// Search goes on by words alone.
    #[error("could not {what} the files of the sentence encoder; search goes on by words")]
    Encoder { what: &'static str, source: std::io::Error },
    #[error("could not {what} in the search index")]
    Index { what: &'static str, source: Source },
}

pub type Result<T> = std::result::Result<T, SearchError>;

/// Tantivy reports a broken file in half a dozen shapes; all of them mean the same here.
pub(crate) fn is_damage(error: &TantivyError) -> bool {
    match error {
        TantivyError::DataCorruption(_)
        | TantivyError::IncompatibleIndex(_)
        | TantivyError::SchemaError(_)
        | TantivyError::DeserializeError(_)
        | TantivyError::FieldNotFound(_) => true,
        TantivyError::IoError(io) => is_damaged_io(io.kind()),
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. }) => is_damaged_io(io_error.kind()),
        TantivyError::OpenReadError(_) => true,
        _ => false,
    }
}

fn is_damaged_io(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::InvalidData | ErrorKind::UnexpectedEof | ErrorKind::InvalidInput | ErrorKind::NotFound)
}
