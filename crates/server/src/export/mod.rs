//! Taking the team's articles out, in the forms that import reads back: pages in folders by category, or one file of all.
//!
//! What an import of it would make of a team: into an empty one the same articles, into this one nothing new. What is one
//! person's own, is not published yet or was taken back stays inside. Files on articles do too.

mod name;
mod place;
mod write;

use holdfast_domain::{Article, Seq};
use holdfast_protocol::RowKind;
use std::path::Path;

use crate::ledger::{After, Ledger, LedgerError, PageLimit, Phase};
use place::{File, Folder};

/// Articles read at a time.
const PAGE: PageLimit = PageLimit { rows: 1_000, bytes: 16 * 1024 * 1024 };

/// In which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// A folder of Markdown with front matter.
    Markdown,
    /// A folder of web pages.
    Html,
    /// A folder of Word documents.
    Docx,
    /// One file with an article on each line.
    JsonLines,
    /// One file with an article in each row.
    Csv,
}

/// How to export.
#[derive(Clone, Copy, Debug)]
pub struct ExportOptions {
    /// In which form.
    pub format: ExportFormat,
    /// Replace an earlier export. What was not exported from here stays as it is.
    pub overwrite: bool,
}

/// How an export went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExportReport {
    /// Articles written.
    pub written: u64,
    /// Left out: one person's own.
    pub personal: u64,
    /// Left out: only suggested so far.
    pub unpublished: u64,
    /// Left out: taken back.
    pub withdrawn: u64,
    /// Articles that were written without the files on them.
    pub without_files: u64,
}

/// Why an export could not be done.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// There is something there already.
    #[error("{0} is not empty; choose another place, or replace an earlier export with --overwrite")]
    Occupied(String),
    /// What is there is no earlier export.
    #[error("{0} was not exported from here and is left as it is; choose another place")]
    Foreign(String),
    /// A file could not be written.
    #[error("{path} cannot be written")]
    File {
        /// Which.
        path: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// Storage failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

/// Exports the team's articles to a folder or a file.
///
/// # Errors
/// [`ExportError`] when there is something there, or reading or writing fails. A file is there whole or not at all.
pub fn export(ledger: &dyn Ledger, to: &Path, options: ExportOptions) -> Result<ExportReport, ExportError> {
    let mut report = ExportReport::default();
    match options.format {
        ExportFormat::Markdown => pages(ledger, to, options, &mut report, "md", |article| Ok(write::markdown(article).into_bytes()))?,
        ExportFormat::Html => pages(ledger, to, options, &mut report, "html", |article| Ok(write::page(article).into_bytes()))?,
        ExportFormat::Docx => pages(ledger, to, options, &mut report, "docx", write::document)?,
        ExportFormat::JsonLines | ExportFormat::Csv => {
            let file = File::open(to, options.overwrite)?;
            let articles = chosen(ledger, &mut report)?;
            file.write(|out| if options.format == ExportFormat::Csv { write::rows(&articles, out) } else { write::lines(&articles, out) })?;
        }
    }
    Ok(report)
}

/// A file for each article.
fn pages(
    ledger: &dyn Ledger,
    to: &Path,
    options: ExportOptions,
    report: &mut ExportReport,
    ending: &str,
    page: impl Fn(&Article) -> std::io::Result<Vec<u8>>,
) -> Result<(), ExportError> {
    let folder = Folder::open(to, ending, options.overwrite)?;
    let articles = chosen(ledger, report)?;
    let files = name::files(&articles, ending, &|file| folder.is_foreign(file));
    folder.write(files.iter().zip(&articles).map(|(file, article)| (file.as_path(), page(article), article.id)))
}

/// The articles to export, by title.
fn chosen(ledger: &dyn Ledger, report: &mut ExportReport) -> Result<Vec<Article>, ExportError> {
    let mut articles = Vec::new();
    let mut next = Some(After { phase: Phase::Articles, rank: i64::MIN, id: String::new(), began: Seq(0), total: 0 });
    while let Some(after) = next.filter(|after| after.phase == Phase::Articles) {
        let page = ledger.bootstrap(Some(after), PAGE, None)?;
        for row in page.changes.into_iter().filter_map(|change| change.row).filter(|row| row.kind == RowKind::Article) {
            let article: Article = serde_json::from_str(row.doc.get()).map_err(|source| LedgerError::Damaged { what: "article", source })?;
            let count = if article.content.personal.is_some() {
                &mut report.personal
            } else if !article.is_published() {
                &mut report.unpublished
            } else if article.withdrawn_at.is_some() {
                &mut report.withdrawn
            } else {
                report.without_files = report.without_files.saturating_add(u64::from(!article.content.files.is_empty()));
                articles.push(article);
                &mut report.written
            };
            *count = count.saturating_add(1);
        }
        next = page.next;
    }
    articles.sort_by(|one, other| (&one.content.title, one.id).cmp(&(&other.content.title, other.id)));
    Ok(articles)
}
