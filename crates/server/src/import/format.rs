//! What kinds of files articles come in.

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text; a plan falls into its sections.
    Text,
    /// Markdown, with the head that export writes or without.
    Markdown,
    /// HTML.
    Html,
    /// A Word document.
    Docx,
    /// One article on each line: `{id, title, body[, lang, category, questions, answer, kind, updated_at, …]}`.
    JsonLines,
    /// One article in each row, below a row of the same names; questions between upright strokes.
    Csv,
}
