//! What a file says, by its kind: texts, pages and documents with one article or a few, rows and lines with one each.

use csv::StringRecord;
use holdfast_domain::{ArticleKind, Language};
use serde_json::{Map, Value};
use std::path::Path;

use super::docx::{self, Document};
use super::gather::Source;
use super::plan::{sections, with_breaks};
use super::record::{FIELDS, Record};
use super::text::{Line, clean};
use super::told::{Silence, Told};
use super::{SkipReason, head, html};

/// What a cell begins with that a spreadsheet would run; export puts a `'` before it.
pub(crate) const FORMULA: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\''];

/// The columns of a CSV file.
pub(super) struct Columns {
    pub known: Vec<(usize, &'static str)>,
    pub ignored: Vec<String>,
}

#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub file: &'a Source,
    pub language: Option<Language>,
}

impl Reading<'_> {
    fn article(&self, name: &str, title: String, lines: &[Line], body: String) -> Told {
        Told::text(name, title, lines, body, self.language)
    }

    /// One article, or one for each section of a plan.
    pub(super) fn text(&self, source: &str) -> Vec<Told> {
        let (title, lines) = clean(source);
        let title = title.unwrap_or_else(|| self.stem());
        let lines: Vec<Line> =
            lines.into_iter().map(|line| Line { text: line.text.strip_prefix(&title).unwrap_or(&line.text).to_owned(), ..line }).collect();
        let Some(sections) = sections(&lines) else {
            return vec![self.article(&self.file.name, title, &lines, joined(&lines))];
        };
        (0_usize..)
            .zip(sections)
            .map(|(ordinal, section)| {
                let heading = section.heading.map_or_else(|| title.clone(), |heading| format!("{title} · {heading}"));
                self.article(&format!("{}#{ordinal}", self.file.name), heading, &section.lines, with_breaks(&joined(&section.lines)))
            })
            .collect()
    }

    /// With the names in its head that mean nothing here.
    pub(super) fn markdown(&self, source: &str) -> Result<(Told, Vec<String>), SkipReason> {
        // An export that went through a tool with other line ends is still the same text.
        let unified = source.starts_with("---\r").then(|| source.replace("\r\n", "\n"));
        let source = unified.as_deref().unwrap_or(source);
        let Some(headed) = head::split(source) else { return Ok((self.bare_markdown(source), Vec::new())) };
        let record = headed.record;
        let (heading, body) = below_heading(headed.rest);
        // What was exported comes back to the letter; a person's page is tidied.
        let body = if record.article("id").is_some() { body.strip_suffix('\n').unwrap_or(body) } else { body.trim() };
        let title = record.word("title")?.or_else(|| heading.map(str::to_owned)).unwrap_or_else(|| self.stem());
        let reading = Reading { language: record.language()?.or(self.language), ..*self };
        let told = reading.article(&self.file.name, title, &numbered(source), body.to_owned());
        let mut ignored = headed.ignored;
        if record.has("id") && record.article("id").is_none() {
            ignored.push("id".to_owned());
        }
        Ok((told.with(&record, Silence::Keeps)?, ignored))
    }

    fn bare_markdown(&self, source: &str) -> Told {
        let heading = source.lines().find_map(|line| line.strip_prefix("# ")).map(|heading| heading.trim().to_owned());
        let title = heading.clone().unwrap_or_else(|| self.stem());
        let body = match &heading {
            Some(heading) => source.replacen(&format!("# {heading}"), "", 1).trim().to_owned(),
            None => source.trim().to_owned(),
        };
        self.article(&self.file.name, title, &numbered(source), body)
    }

    pub(super) fn html(&self, source: &str) -> Result<Told, SkipReason> {
        let Some(record) = head::of_page(source) else {
            let (title, text) = html::text_of(source);
            return Ok(self.article(&self.file.name, title.unwrap_or_else(|| self.stem()), &numbered(&text), text));
        };
        let (title, body) = (record.text("title")?.unwrap_or_default(), record.text("body")?.unwrap_or_default());
        // The page was made from the body in its head. What a person wrote on the page since counts more than that.
        let shown = html::article_in(source);
        let is_as_written = shown == html::article_in(&html::of_article(&title, &body));
        let (title, body) = if is_as_written { (title, body) } else { (shown.0.unwrap_or(title), shown.1) };
        self.headed(&record, title, body)
    }

    /// `own` is the part that export put beside the text.
    pub(super) fn document(&self, document: Document, own: Option<&str>) -> Result<Told, SkipReason> {
        let Some(record) = own.and_then(head::of_part) else {
            let title = document.title.unwrap_or_else(|| self.stem());
            return Ok(self.article(&self.file.name, title, &numbered(&document.body), document.body));
        };
        // As with a page: the text was made from the body beside it, and what a person wrote there since counts more.
        let (title, body) = (record.text("title")?.unwrap_or_default(), record.text("body")?.unwrap_or_default());
        let made = docx::write::document(&title, &body, "").ok().and_then(|bytes| docx::read(&bytes).ok());
        let is_as_written = made.is_some_and(|made| (made.title.as_ref(), &made.body) == (document.title.as_ref(), &document.body));
        let (title, body) = if is_as_written { (title, body) } else { (document.title.unwrap_or(title), document.body) };
        self.headed(&record, title, body)
    }

    /// An article whose head says what it is besides.
    fn headed(&self, record: &Record, title: String, body: String) -> Result<Told, SkipReason> {
        let reading = Reading { language: record.language()?.or(self.language), ..*self };
        reading.article(&self.file.name, title, &numbered(&body), body.clone()).with(record, Silence::Keeps)
    }

    /// A line of JSON.
    pub(super) fn line(&self, record: &Record) -> Result<Told, SkipReason> {
        self.record(record, Silence::ClearsAnswer)
    }

    fn record(&self, record: &Record, silence: Silence) -> Result<Told, SkipReason> {
        let id = record.source_id().ok_or(SkipReason::Missing("id"))?;
        let body = record.word("body")?.ok_or(SkipReason::Missing("body"))?;
        let title = record.word("title")?.unwrap_or_else(|| first_line(&body));
        let reading = Reading { language: record.language()?.or(self.language), ..*self };
        let told = reading.article(&format!("{}:{id}", self.file.name), title, &numbered(&body), body);
        Told { usual: ArticleKind::Faq, ..told }.with(record, silence)
    }

    pub(super) fn columns(&self, header: &StringRecord) -> Result<Columns, SkipReason> {
        let mut columns = Columns { known: Vec::new(), ignored: Vec::new() };
        for (at, name) in header.iter().enumerate() {
            let name = name.trim();
            match FIELDS.into_iter().find(|field| field.eq_ignore_ascii_case(name)) {
                Some(field) => columns.known.push((at, field)),
                None => columns.ignored.push(name.to_owned()),
            }
        }
        let has = |wanted: &str| columns.known.iter().any(|(_, field)| *field == wanted);
        if header.is_empty() {
            return Err(SkipReason::Empty);
        }
        // Said once, not for every row.
        ["id", "body"].into_iter().find(|field| !has(field)).map_or(Ok(()), |field| Err(SkipReason::Missing(field)))?;
        Ok(columns)
    }

    pub(super) fn row(&self, columns: &Columns, row: &StringRecord) -> Result<Told, SkipReason> {
        let cells = |shown: fn(&str) -> &str| {
            let cell = |(at, field): &(usize, &'static str)| row.get(*at).map(|cell| ((*field).to_owned(), Value::from(shown(cell))));
            Record(columns.known.iter().filter_map(cell).collect::<Map<_, _>>())
        };
        let record = cells(|cell| cell);
        let record = if record.article("id").is_some() { cells(bare) } else { record };
        self.record(&record, Silence::Keeps)
    }

    fn stem(&self) -> String {
        stem(&self.file.path)
    }
}

/// A cell without what export put before it.
fn bare(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA)).unwrap_or(cell)
}

/// The heading that a page begins with, and what stands below it and the empty line.
fn below_heading(text: &str) -> (Option<&str>, &str) {
    let begin = text.trim_start_matches('\n');
    let Some(rest) = begin.strip_prefix("# ") else { return (None, text) };
    let (heading, body) = rest.split_once('\n').unwrap_or((rest, ""));
    (Some(heading.trim()), body.strip_prefix('\n').unwrap_or(body))
}

/// Stands for a title that is not there.
fn first_line(body: &str) -> String {
    body.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().chars().take(80).collect()
}

fn numbered(text: &str) -> Vec<Line> {
    (1_usize..).zip(text.lines()).map(|(number, text)| Line { number, text: text.to_owned() }).collect()
}

fn joined(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        let line = line.text.trim_end();
        if line.is_empty() && (text.is_empty() || text.ends_with("\n\n")) {
            continue;
        }
        text.push_str(line);
        text.push('\n');
    }
    text.trim().to_owned()
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}
