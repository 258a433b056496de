//! How articles are to be imported.

use holdfast_domain::Language;

use super::format::Format;

/// How to import articles.
#[derive(Clone, Copy, Debug, Default)]
pub struct ArticleOptions {
    /// How to read every file; none goes by the ending.
    pub format: Option<Format>,
    /// The language of all of them; none goes by the text.
    pub language: Option<Language>,
    /// Import nothing when anything cannot be read.
    pub all_or_nothing: bool,
    /// Also replace what people have changed or taken back since; what it said stays among its versions.
    pub overwrite: bool,
    /// Store nothing, and report what would be.
    pub preview: bool,
}
