//! Word documents as text: a title, headings, paragraphs, lists and tables. Pictures, notes, headers and footers stay out.
//!
//! A document comes from anywhere, so nothing in it is believed: what is unpacked is counted while it is unpacked, no entity
//! is expanded, and depth and number of parts are bounded.

mod package;
mod shape;
mod table;
mod text;
mod walk;
pub(crate) mod write;

use package::Package;
use shape::Shapes;

/// Elements within elements; Word's own documents stay below fifty.
const MOST_DEPTH: usize = 256;

/// Why a Word document was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentFault {
    /// It is something else that ends in .docx.
    #[error("is no Word document")]
    NotWord,
    /// It is of the Word of before 2007.
    #[error("is a .doc of an older Word")]
    Old,
    /// It is protected by a password.
    #[error("is protected by a password")]
    Locked,
    /// The package has no document in it.
    #[error("has no document inside")]
    NoDocument,
    /// It is cut off or not well formed.
    #[error("is damaged")]
    Damaged,
    /// It unpacks to more than [`super::LARGEST_SOURCE`].
    #[error("unpacks to more than 50 MB")]
    Bomb,
    /// No word processor builds one like this: too many parts, too deep, or with definitions of entities.
    #[error("is built as no word processor builds it")]
    Strange,
}

/// What a document says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Document {
    pub title: Option<String>,
    /// Markdown.
    pub body: String,
    /// Pictures and notes that are not in the text.
    pub left_out: u64,
}

/// The part that export puts beside the text, when it is there; another program may have written it anew.
pub(super) fn own_part(bytes: &[u8]) -> Result<Option<String>, DocumentFault> {
    Package::open(bytes)?.own_part()
}

/// Reads a document.
pub(super) fn read(bytes: &[u8]) -> Result<Document, DocumentFault> {
    let mut package = Package::open(bytes)?;
    let main = package.main_part()?;
    let shapes = Shapes::read(package.beside(&main, "styles.xml")?.as_deref(), package.beside(&main, "numbering.xml")?.as_deref())?;
    let source = package.part(&main)?.ok_or(DocumentFault::NoDocument)?;
    text::read(&source, &shapes)
}
