//! Articles from files and folders: what is read how, and in which order.

use holdfast_domain::{Language, Timestamp};
use std::path::PathBuf;

use super::format::Format;
use super::gather::{Source, sources};
use super::lines::{Lines, bytes_of, whole};
use super::options::ArticleOptions;
use super::page::Reading;
use super::record::Record;
use super::rows::Rows;
use super::shelve::{Origin, Shelf};
use super::told::Told;
use super::{ImportError, Report, SkipReason, docx};
use crate::ledger::Ledger;

/// Imports articles from files and folders.
///
/// With `all_or_nothing` everything is read once before anything is written.
///
/// # Errors
/// [`ImportError`] when a path names nothing or storage fails.
pub fn articles(ledger: &dyn Ledger, paths: &[PathBuf], options: ArticleOptions, now: Timestamp) -> Result<Report, ImportError> {
    let mut report = Report::default();
    let files = sources(paths, options.format, &mut report)?;
    if options.all_or_nothing {
        let mut tried = Report { skipped: report.skipped.clone(), ..Report::default() };
        for file in &files {
            read(file, options.language, &mut tried, &mut |_, _, _| Ok(()))?;
        }
        if !tried.skipped.is_empty() {
            return Ok(Report { refused: true, skipped: tried.skipped, ..Report::default() });
        }
    }
    let mut shelf = Shelf::new(ledger, options, now);
    for file in &files {
        read(file, options.language, &mut report, &mut |told, origin, report| shelf.take(told, origin, report))?;
    }
    shelf.commit()?;
    Ok(report)
}

type Take<'t> = dyn FnMut(Told, Origin<'_>, &mut Report) -> Result<(), ImportError> + 't;

/// Reads a file and hands out its articles.
fn read(file: &Source, language: Option<Language>, report: &mut Report, take: &mut Take<'_>) -> Result<(), ImportError> {
    match file.format {
        Format::JsonLines => json_lines(file, language, report, take),
        Format::Csv => csv(file, language, report, take),
        Format::Text | Format::Markdown | Format::Html | Format::Docx => {
            let articles = match page(file, language, report) {
                Ok(articles) => articles,
                Err(reason) => {
                    report.skip(&file.path, None, reason);
                    return Ok(());
                }
            };
            for told in articles {
                take(told, Origin { file: &file.path, line: None }, report)?;
            }
            Ok(())
        }
    }
}

/// The articles of a file that is one text.
fn page(file: &Source, language: Option<Language>, report: &mut Report) -> Result<Vec<Told>, SkipReason> {
    let reading = Reading { file, language };
    let articles = match file.format {
        Format::Docx => {
            let bytes = bytes_of(&file.path)?;
            let document = docx::read(&bytes).map_err(SkipReason::Document)?;
            report.left_out = report.left_out.saturating_add(document.left_out);
            let own = docx::own_part(&bytes).map_err(SkipReason::Document)?;
            vec![reading.document(document, own.as_deref())?]
        }
        Format::Markdown => {
            let (told, ignored) = reading.markdown(&whole(&file.path)?)?;
            report.ignore(&file.path, ignored);
            vec![told]
        }
        Format::Html => vec![reading.html(&whole(&file.path)?)?],
        Format::Text | Format::JsonLines | Format::Csv => reading.text(&whole(&file.path)?),
    };
    let articles: Vec<Told> = articles.into_iter().filter(|told| !told.body.trim().is_empty()).collect();
    if articles.is_empty() { Err(SkipReason::Empty) } else { Ok(articles) }
}

fn json_lines(file: &Source, language: Option<Language>, report: &mut Report, take: &mut Take<'_>) -> Result<(), ImportError> {
    let path = &file.path;
    let reading = Reading { file, language };
    let lines = match Lines::open(path) {
        Ok(lines) => lines,
        Err(reason) => {
            report.skip(path, None, reason);
            return Ok(());
        }
    };
    for (number, line) in lines {
        let read = line.and_then(|line| {
            if line.trim().is_empty() {
                return Ok(None);
            }
            let record = serde_json::from_str(&line).map(Record).map_err(|_| SkipReason::NotJson)?;
            reading.line(&record).map(Some)
        });
        match read {
            Ok(Some(told)) => take(told, Origin { file: path, line: Some(number) }, report)?,
            Ok(None) => {}
            Err(reason) => report.skip(path, Some(number), reason),
        }
    }
    Ok(())
}

fn csv(file: &Source, language: Option<Language>, report: &mut Report, take: &mut Take<'_>) -> Result<(), ImportError> {
    let path = &file.path;
    let reading = Reading { file, language };
    let rows = match Rows::open(path) {
        Ok(rows) => rows,
        Err(reason) => {
            report.skip(path, None, reason);
            return Ok(());
        }
    };
    let header = match reading.columns(rows.header()) {
        Ok(header) => header,
        Err(reason) => {
            report.skip(path, None, reason);
            return Ok(());
        }
    };
    report.ignore(path, header.ignored.clone());
    for (line, row) in rows {
        match row.and_then(|row| reading.row(&header, &row)) {
            Ok(told) => take(told, Origin { file: path, line }, report)?,
            Err(reason) => report.skip(path, line, reason),
        }
    }
    Ok(())
}
