//! Bringing in what a team has: articles from files and folders, tickets from JSON lines and CSV.
//!
//! What cannot be read is reported by file and line, never guessed at. The same source brings the same identity, so
//! importing twice updates instead of doubling.

mod article;
pub(crate) mod docx;
mod format;
mod gather;
pub(crate) mod head;
pub(crate) mod html;
mod lines;
mod options;
mod page;
mod plan;
pub(crate) mod record;
mod report;
mod rows;
mod script;
mod shelve;
mod text;
mod ticket;
mod told;

pub use article::articles;
pub use docx::DocumentFault;
pub use format::Format;
pub use options::ArticleOptions;
pub(crate) use page::FORMULA;
pub use report::{Fate, Flag, Ignored, MOST_NAMED, Report, Skip, SkipReason};
pub use script::language_of;
pub use text::strip_glosses;
pub use ticket::{TicketOptions, tickets};

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
