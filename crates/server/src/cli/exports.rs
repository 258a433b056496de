//! `export`: takes out, and reports what stayed inside.

use super::Terminal;
use super::arguments::{Export, ExportArticles, ExportFormat as FormatName};
use super::complaint::Complaint;
use super::data::open_existing;
use crate::export::{ExportFormat, ExportOptions, export as export_articles};
use crate::words::Place;

pub(super) fn export(terminal: &Terminal, command: Export) -> Result<(), Complaint> {
    match command {
        Export::Articles(arguments) => articles(terminal, &arguments),
    }
}

fn articles(terminal: &Terminal, arguments: &ExportArticles) -> Result<(), Complaint> {
    let options = ExportOptions { format: format(arguments.format), overwrite: arguments.overwrite };
    let report = export_articles(&open_existing(&arguments.data)?, &arguments.to, options)?;
    let path = arguments.to.display().to_string();
    terminal.say("exported", &[("count", Place::Number(report.written)), ("path", Place::Text(&path))]);
    if report.personal > 0 || report.unpublished > 0 || report.withdrawn > 0 {
        let places = [
            ("personal", Place::Number(report.personal)),
            ("unpublished", Place::Number(report.unpublished)),
            ("withdrawn", Place::Number(report.withdrawn)),
        ];
        terminal.say("export-left-out", &places);
    }
    if report.without_files > 0 {
        terminal.say("export-without-files", &[("count", Place::Number(report.without_files))]);
    }
    Ok(())
}

const fn format(name: FormatName) -> ExportFormat {
    match name {
        FormatName::Md => ExportFormat::Markdown,
        FormatName::Html => ExportFormat::Html,
        FormatName::Docx => ExportFormat::Docx,
        FormatName::Jsonl => ExportFormat::JsonLines,
        FormatName::Csv => ExportFormat::Csv,
    }
}
