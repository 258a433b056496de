//! What kinds of files articles come in.

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text; a plan falls into its sections.
    Text,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// One article on each line: `{id, title, body[, lang, category, questions, answer, kind, updated_at]}`.
    JsonLines,
}
