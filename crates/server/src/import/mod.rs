//! Bringing in what a team has: articles from files and folders, tickets from JSON lines and CSV.
//!
//! What cannot be read is reported by file and line, never guessed at. The same source brings the same identity, so
//! importing twice updates instead of doubling.

mod article;
mod format;
mod gather;
mod html;
mod lines;
mod plan;
mod script;
mod text;
mod ticket;

pub use article::{ArticleOptions, articles};
pub use format::Format;
pub use script::language_of;
pub use text::strip_glosses;
pub use ticket::{TicketOptions, tickets};

use std::path::PathBuf;

use crate::ledger::LedgerError;

/// The largest file of one article, and the longest line of a file of many.
pub const LARGEST_SOURCE: u64 = 50 * 1024 * 1024;
/// The longest body stored as one article; a longer one is stored in parts, so that nothing is cut off.
pub const LONGEST_ARTICLE: usize = 2 * 1024 * 1024;

/// Why an import could not be done at all.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A path names nothing.
    #[error("{path} cannot be read")]
    Path {
        /// Which.
        path: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// What was stored cannot be read.
    #[error("a stored {what} is damaged")]
    Damaged {
        /// What it is.
        what: &'static str,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// Storage failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

/// Why a file or a line was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SkipReason {
    /// The line is not JSON.
    NotJson,
    /// A field that must be there is not.
    Missing(&'static str),
    /// Not UTF-8 from this byte on.
    NotUtf8 {
        /// Counted from the beginning of the file.
        offset: u64,
    },
    /// Larger than [`LARGEST_SOURCE`].
    TooLarge,
    /// It could not be opened or read.
    Unreadable(String),
    /// It has no text.
    Empty,
    /// Its kind is not known.
    Format,
    /// The CSV is not as expected.
    Csv(String),
}

/// A file or a line passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skip {
    /// The file.
    pub file: PathBuf,
    /// The line, counted from one; none for the whole file.
    pub line: Option<u64>,
    /// Why.
    pub reason: SkipReason,
}

/// How an import went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// New.
    pub imported: u64,
    /// Known, and different now.
    pub updated: u64,
    /// Known, and the same.
    pub unchanged: u64,
    /// Articles that were stored in parts.
    pub split: u64,
    /// Damaged places flagged for a person.
    pub flagged: u64,
    /// What was passed over.
    pub skipped: Vec<Skip>,
    /// Whether nothing was imported because something could not be read.
    pub refused: bool,
}

impl Report {
    fn skip(&mut self, file: &std::path::Path, line: Option<u64>, reason: SkipReason) {
        self.skipped.push(Skip { file: file.to_owned(), line, reason });
    }
}
