//! How an import went: what came in, what was passed over, and why.

use std::path::{Path, PathBuf};

use super::docx::DocumentFault;

/// Articles and flagged places named one by one for each kind; the others are counted.
pub const MOST_NAMED: usize = 50;

/// Why a file or a line was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SkipReason {
    /// The line is not JSON.
    NotJson,
    /// A field that must be there is not.
    Missing(&'static str),
    /// A field says something that it cannot say.
    Field(&'static str),
    /// Not UTF-8 from this byte on.
    NotUtf8 {
        /// Counted from the beginning of the file.
        offset: u64,
    },
    /// Larger than [`super::LARGEST_SOURCE`].
    TooLarge,
    /// It could not be opened or read.
    Unreadable(String),
    /// It has no text.
    Empty,
    /// Its kind is not known.
    Format,
    /// The CSV is not as expected.
    Csv(String),
    /// The Word document cannot be read.
    Document(DocumentFault),
    /// The same article came earlier in this import.
    Twice,
    /// People have changed the article since it was imported.
    Edited,
    /// People have taken the article back.
    Withdrawn,
    /// The ticket or its customer was erased.
    Erased,
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

/// What became of an article, or would.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was not there.
    New,
    /// It says something else now.
    Changed,
    /// It says the same.
    Unchanged,
}

/// A damaged place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// Of which article.
    pub title: String,
    /// The line and what stands around it.
    pub place: String,
}

/// Columns or headings of a file that mean nothing here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// The file.
    pub file: PathBuf,
    /// Their names.
    pub names: Vec<String>,
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
    /// Pictures and notes of documents, which are not imported.
    pub left_out: u64,
    /// The titles of the first [`MOST_NAMED`] articles of each fate.
    pub named: Vec<(Fate, String)>,
    /// The first [`MOST_NAMED`] damaged places.
    pub flags: Vec<Flag>,
    /// What means nothing here and was ignored.
    pub ignored: Vec<Ignored>,
    /// What was passed over.
    pub skipped: Vec<Skip>,
    /// Whether nothing was imported because something could not be read.
    pub refused: bool,
}

impl Report {
    pub(super) fn skip(&mut self, file: &Path, line: Option<u64>, reason: SkipReason) {
        self.skipped.push(Skip { file: file.to_owned(), line, reason });
    }

    pub(super) fn count(&mut self, fate: Fate, title: &str) {
        let count = match fate {
            Fate::New => &mut self.imported,
            Fate::Changed => &mut self.updated,
            Fate::Unchanged => &mut self.unchanged,
        };
        if usize::try_from(*count).is_ok_and(|count| count < MOST_NAMED) {
            self.named.push((fate, title.to_owned()));
        }
        *count = count.saturating_add(1);
    }

    pub(super) fn flag(&mut self, title: &str, places: &[String]) {
        self.flagged = self.flagged.saturating_add(u64::try_from(places.len()).unwrap_or(0));
        let room = MOST_NAMED.saturating_sub(self.flags.len());
        self.flags.extend(places.iter().take(room).map(|place| Flag { title: title.to_owned(), place: place.clone() }));
    }

    pub(super) fn ignore(&mut self, file: &Path, names: Vec<String>) {
        if !names.is_empty() {
            self.ignored.push(Ignored { file: file.to_owned(), names });
        }
    }
}
