//! `import`: brings in, and reports what could not be.

use super::arguments::{Format as FormatName, Import, ImportArticles, ImportTickets};
use super::complaint::Complaint;
use super::data::{open, open_existing};
use super::{Terminal, eprintln_lossy, language_of};
use crate::import::{ArticleOptions, DocumentFault, Fate, Format, Report, Skip, SkipReason, TicketOptions, articles, tickets};
use crate::words::{Place, Words};

/// Skips shown one by one; a file of another kind altogether would fill the screen.
const SHOWN: usize = 50;

pub(super) fn import(terminal: &Terminal, command: Import) -> Result<(), Complaint> {
    match command {
        Import::Articles(arguments) => {
            let (report, path) = import_articles(terminal, &arguments)?;
            tell(terminal, &report, &path, arguments.preview)
        }
        Import::Tickets(arguments) => {
            let (report, path) = import_tickets(terminal, &arguments)?;
            tell(terminal, &report, &path, false)
        }
    }
}

fn import_articles(terminal: &Terminal, arguments: &ImportArticles) -> Result<(Report, String), Complaint> {
    let language = language_of(&arguments.lang).map_err(|expected| Complaint::said("failed", "reason", expected))?;
    let options = ArticleOptions {
        format: format(arguments.format),
        language,
        all_or_nothing: arguments.all_or_nothing,
        overwrite: arguments.overwrite,
        preview: arguments.preview,
    };
    let ledger = if arguments.preview { open_existing(&arguments.data)? } else { open(&arguments.data)? };
    let report = articles(&ledger, &arguments.paths, options, terminal.clock.now())?;
    let paths: Vec<String> = arguments.paths.iter().map(|path| path.display().to_string()).collect();
    Ok((report, paths.join(", ")))
}

fn import_tickets(terminal: &Terminal, arguments: &ImportTickets) -> Result<(Report, String), Complaint> {
    let options = TicketOptions { all_or_nothing: arguments.all_or_nothing };
    let report = tickets(&open(&arguments.data)?, &arguments.file, options, terminal.clock.now())?;
    Ok((report, arguments.file.display().to_string()))
}

const fn format(name: FormatName) -> Option<Format> {
    match name {
        FormatName::Auto => None,
        FormatName::Text => Some(Format::Text),
        FormatName::Markdown => Some(Format::Markdown),
        FormatName::Html => Some(Format::Html),
        FormatName::Docx => Some(Format::Docx),
        FormatName::Jsonl => Some(Format::JsonLines),
        FormatName::Csv => Some(Format::Csv),
    }
}

fn tell(terminal: &Terminal, report: &Report, path: &str, preview: bool) -> Result<(), Complaint> {
    if preview {
        foretell(terminal, report);
    }
    for skip in report.skipped.iter().take(SHOWN) {
        eprintln_lossy(&sentence(&terminal.words, skip));
    }
    if report.skipped.len() > SHOWN {
        eprintln_lossy("…");
    }
    let skipped = u64::try_from(report.skipped.len()).unwrap_or(u64::MAX);
    if report.refused {
        return Err(Complaint::said("imported-nothing", "skipped", skipped.to_string()));
    }
    let all = report.imported.saturating_add(report.updated).saturating_add(report.unchanged);
    if all == 0 && skipped == 0 {
        return Err(Complaint::said("nothing-found", "path", path));
    }
    terminal.say(
        if preview { "import-preview" } else { "imported" },
        &[
            ("imported", Place::Number(report.imported)),
            ("updated", Place::Number(report.updated)),
            ("unchanged", Place::Number(report.unchanged)),
            ("skipped", Place::Number(skipped)),
        ],
    );
    if report.flagged > 0 {
        terminal.say("import-flagged", &[("count", Place::Number(report.flagged))]);
    }
    if report.split > 0 {
        terminal.say("import-split", &[("count", Place::Number(report.split))]);
    }
    if report.left_out > 0 {
        terminal.say("import-left-out", &[("count", Place::Number(report.left_out))]);
    }
    for ignored in report.ignored.iter().take(SHOWN) {
        let (file, names) = (ignored.file.display().to_string(), ignored.names.join(", "));
        terminal.say("import-ignored", &[("file", Place::Text(&file)), ("names", Place::Text(&names))]);
    }
    Ok(())
}

/// What would become of each article, as far as the report names them.
fn foretell(terminal: &Terminal, report: &Report) {
    let fates = [
        (Fate::New, "preview-new", report.imported),
        (Fate::Changed, "preview-changed", report.updated),
        (Fate::Unchanged, "preview-unchanged", report.unchanged),
    ];
    let more = |named: usize, all: u64| {
        let more = all.saturating_sub(u64::try_from(named).unwrap_or(u64::MAX));
        if more > 0 {
            terminal.say("preview-more", &[("count", Place::Number(more))]);
        }
    };
    for (fate, key, all) in fates {
        let titles: Vec<&str> = report.named.iter().filter(|(of, _)| *of == fate).map(|(_, title)| title.as_str()).collect();
        for title in &titles {
            terminal.say(key, &[("title", Place::Text(title))]);
        }
        more(titles.len(), all);
    }
    for flag in &report.flags {
        terminal.say("preview-flag", &[("title", Place::Text(&flag.title)), ("place", Place::Text(&flag.place))]);
    }
    more(report.flags.len(), report.flagged);
}

fn sentence(words: &Words, skip: &Skip) -> String {
    let reason = match &skip.reason {
        SkipReason::NotJson => words.say("skip-not-json", &[]),
        SkipReason::Missing(field) => words.say("skip-missing", &[("field", Place::Text(field))]),
        SkipReason::NotUtf8 { offset } => words.say("skip-not-utf8", &[("offset", Place::Text(&offset.to_string()))]),
        SkipReason::TooLarge => words.say("skip-too-large", &[]),
        SkipReason::Unreadable(why) => words.say("skip-unreadable", &[("reason", Place::Text(why))]),
        SkipReason::Empty => words.say("skip-empty", &[]),
        SkipReason::Format => words.say("skip-format", &[]),
        SkipReason::Csv(why) => words.say("skip-csv", &[("reason", Place::Text(why))]),
        SkipReason::Field(field) => words.say("skip-field", &[("field", Place::Text(field))]),
        SkipReason::Document(fault) => words.say(fault_key(*fault), &[]),
        SkipReason::Twice => words.say("skip-twice", &[]),
        SkipReason::Edited => words.say("skip-edited", &[]),
        SkipReason::Withdrawn => words.say("skip-withdrawn", &[]),
        SkipReason::Erased => words.say("skip-erased", &[]),
    };
    let (file, reason) = (skip.file.display().to_string(), Place::Text(&reason));
    match skip.line {
        Some(line) => words.say("skip-line", &[("file", Place::Text(&file)), ("line", Place::Text(&line.to_string())), ("reason", reason)]),
        None => words.say("skip-file", &[("file", Place::Text(&file)), ("reason", reason)]),
    }
}

const fn fault_key(fault: DocumentFault) -> &'static str {
    match fault {
        DocumentFault::NotWord => "skip-docx-other",
        DocumentFault::Old => "skip-docx-old",
        DocumentFault::Locked => "skip-docx-locked",
        DocumentFault::NoDocument => "skip-docx-without",
        DocumentFault::Damaged => "skip-docx-damaged",
        DocumentFault::Bomb => "skip-docx-bomb",
        DocumentFault::Strange => "skip-docx-strange",
    }
}
