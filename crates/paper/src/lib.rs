//! What leaves the desk as a file for people: a document of headings, facts, tables and lines to be written on, as a workbook
//! (xlsx) or as pages to be read and printed (PDF). It knows nothing of tickets; whoever calls it brings the words.

mod document;
mod font;
mod layout;
mod lines;
mod pdf;
mod workbook;

pub use document::{Cell, Column, Document, Field, Part, Table};
pub use pdf::pdf;
pub use workbook::workbook;

use thiserror::Error;

/// Why there is no file.
#[derive(Debug, Error)]
pub enum PaperError {
    /// No font of this computer can write it.
    #[error("no font of this computer has the characters of this document")]
    NoFont,
    /// A library refused what it was given.
    #[error("the document could not be written: {0}")]
    Refused(String),
}
