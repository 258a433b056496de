//! Articles from text, Markdown, HTML and JSON lines.

use holdfast_domain::{Article, ArticleId, ArticleKind, Language, Timestamp};
use holdfast_protocol::{Row, RowId, RowKind};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::format::Format;
use super::gather::{Source, sources};
use super::lines::{Lines, whole};
use super::plan::{sections, with_breaks};
use super::script::language_of_article;
use super::text::{Line, clean, damages};
use super::{ImportError, LONGEST_ARTICLE, Report, SkipReason, html};
use crate::bulk::Bulk;
use crate::identity::derived;
use crate::ledger::Ledger;

/// How to import articles.
#[derive(Clone, Copy, Debug, Default)]
pub struct ArticleOptions {
    /// How to read every file; none goes by the ending.
    pub format: Option<Format>,
    /// The language of all of them; none goes by the text.
    pub language: Option<Language>,
    /// Import nothing when anything cannot be read.
    pub all_or_nothing: bool,
}

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
        for file in &files {
            read(file, options.language, now, &mut report, &mut |_| Ok(()))?;
        }
        if !report.skipped.is_empty() {
            return Ok(Report { refused: true, skipped: report.skipped, ..Report::default() });
        }
    }
    let mut bulk = Bulk::new(ledger);
    let (mut imported, mut updated, mut unchanged, mut flagged) = (0_u64, 0_u64, 0_u64, 0_u64);
    for file in &files {
        read(file, options.language, now, &mut report, &mut |article| {
            flagged = flagged.saturating_add(u64::try_from(article.flagged.len()).unwrap_or(0));
            match store(&mut bulk, article)? {
                Stored::New => imported = imported.saturating_add(1),
                Stored::Changed => updated = updated.saturating_add(1),
                Stored::Same => unchanged = unchanged.saturating_add(1),
            }
            Ok(())
        })?;
    }
    bulk.commit()?;
    Ok(Report { imported, updated, unchanged, flagged, ..report })
}

enum Stored {
    New,
    Changed,
    Same,
}

/// Writes the article unless it is there already; a changed one gets the next version.
fn store(bulk: &mut Bulk<'_>, mut article: Article) -> Result<Stored, ImportError> {
    let bytes = article.body.len().saturating_add(article.answer.len()).saturating_add(1_024);
    let stored = bulk.stored(&RowId { kind: RowKind::Article, id: article.id.to_string() })?;
    let stored: Option<Article> =
        stored.map(|text| serde_json::from_str(&text)).transpose().map_err(|source| ImportError::Damaged { what: "article", source })?;
    let outcome = match stored {
        None => Stored::New,
        Some(old) => {
            let comparable = Article { version: old.version, updated_at: old.updated_at, owner: old.owner, ..article.clone() };
            if comparable == old {
                return Ok(Stored::Same);
            }
            article.version = old.version.saturating_add(1);
            article.owner = old.owner;
            Stored::Changed
        }
    };
    bulk.put(&Row::Article(Arc::new(article)), bytes)?;
    Ok(outcome)
}

type Take<'t> = dyn FnMut(Article) -> Result<(), ImportError> + 't;

/// Reads a file and hands out its articles.
fn read(file: &Source, language: Option<Language>, now: Timestamp, report: &mut Report, take: &mut Take<'_>) -> Result<(), ImportError> {
    let reading = Reading { file, language, now };
    if file.format == Format::JsonLines {
        return reading.json_lines(report, take);
    }
    let source = match whole(&file.path) {
        Ok(source) => source,
        Err(reason) => {
            report.skip(&file.path, None, reason);
            return Ok(());
        }
    };
    let articles = match file.format {
        Format::Text | Format::JsonLines => reading.text(&source),
        Format::Markdown => reading.markdown(&source),
        Format::Html => {
            let (title, text) = html::text_of(&source);
            vec![reading.article(&file.name, title.unwrap_or_else(|| stem(&file.path)), &numbered(&text), text)]
        }
    };
    let mut is_empty = true;
    for article in articles.into_iter().filter(|article| !article.body.trim().is_empty()) {
        is_empty = false;
        in_parts(article, report, take)?;
    }
    if is_empty {
        report.skip(&file.path, None, SkipReason::Empty);
    }
    Ok(())
}

/// An article that fits one row, or its parts, broken at a line's end where there is one.
fn in_parts(article: Article, report: &mut Report, take: &mut Take<'_>) -> Result<(), ImportError> {
    if article.body.len() <= LONGEST_ARTICLE {
        return take(article);
    }
    report.split = report.split.saturating_add(1);
    let mut parts = Vec::new();
    let mut rest = article.body.as_str();
    while rest.len() > LONGEST_ARTICLE {
        let limit = rest.floor_char_boundary(LONGEST_ARTICLE);
        let head = rest.get(..limit).unwrap_or_default();
        let end = head.rfind('\n').filter(|end| *end > LONGEST_ARTICLE / 2).map_or(limit, |end| end.saturating_add(1));
        parts.push(rest.get(..end).unwrap_or_default());
        rest = rest.get(end..).unwrap_or_default();
    }
    parts.push(rest);
    let count = parts.len();
    for (number, part) in (1_usize..).zip(parts) {
        let id = if number == 1 { article.id } else { ArticleId(derived("article part", &format!("{} {number}", article.id))) };
        let flagged = if number == 1 { article.flagged.clone() } else { Vec::new() };
        take(Article { id, title: format!("{} ({number}/{count})", article.title), body: part.to_owned(), flagged, ..article.clone() })?;
    }
    Ok(())
}

struct Reading<'a> {
    file: &'a Source,
    language: Option<Language>,
    now: Timestamp,
}

impl Reading<'_> {
    fn article(&self, source: &str, title: String, lines: &[Line], body: String) -> Article {
        let language = self.language.unwrap_or_else(|| language_of_article(&title, &body));
        Article {
            id: ArticleId(derived("article", source)),
            title,
            questions: Vec::new(),
            body,
            answer: String::new(),
            kind: ArticleKind::Procedure,
            language,
            category: None,
            owner: None,
            version: 1,
            updated_at: self.now,
            flagged: damages(lines),
        }
    }

    /// One article, or one for each section of a plan.
    fn text(&self, source: &str) -> Vec<Article> {
        let (title, lines) = clean(source);
        let title = title.unwrap_or_else(|| stem(&self.file.path));
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

    fn markdown(&self, source: &str) -> Vec<Article> {
        let heading = source.lines().find_map(|line| line.strip_prefix("# ")).map(|heading| heading.trim().to_owned());
        let title = heading.clone().unwrap_or_else(|| stem(&self.file.path));
        let body = match &heading {
            Some(heading) => source.replacen(&format!("# {heading}"), "", 1).trim().to_owned(),
            None => source.trim().to_owned(),
        };
        vec![self.article(&self.file.name, title, &numbered(source), body)]
    }

    fn json_lines(&self, report: &mut Report, take: &mut Take<'_>) -> Result<(), ImportError> {
        let path = &self.file.path;
        let lines = match Lines::open(path) {
            Ok(lines) => lines,
            Err(reason) => {
                report.skip(path, None, reason);
                return Ok(());
            }
        };
        for (number, line) in lines {
            let read = line.and_then(|line| if line.trim().is_empty() { Ok(None) } else { self.json(&line).map(Some) });
            match read {
                Ok(Some(article)) => in_parts(article, report, take)?,
                Ok(None) => {}
                Err(reason) => report.skip(path, Some(number), reason),
            }
        }
        Ok(())
    }

    fn json(&self, line: &str) -> Result<Article, SkipReason> {
        let line: ArticleLine = serde_json::from_str(line).map_err(|_| SkipReason::NotJson)?;
        let id = line.id.as_ref().and_then(source_id).ok_or(SkipReason::Missing("id"))?;
        let body = line.body.filter(|body| !body.trim().is_empty()).ok_or(SkipReason::Missing("body"))?;
        let title = line.title.filter(|title| !title.trim().is_empty()).unwrap_or_else(|| first_line(&body));
        let given = line.lang.and_then(|tag| Language::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(&tag)));
        let reading = Reading { language: given.or(self.language), ..*self };
        let lines = numbered(&body);
        let article = reading.article(&format!("{}:{id}", self.file.name), title, &lines, body);
        Ok(Article {
            questions: line.questions,
            answer: line.answer.unwrap_or_default(),
            category: line.category,
            kind: line.kind.unwrap_or(ArticleKind::Faq),
            updated_at: line.updated_at.as_ref().and_then(instant).unwrap_or(self.now),
            ..article
        })
    }
}

#[derive(Deserialize)]
struct ArticleLine {
    id: Option<serde_json::Value>,
    title: Option<String>,
    body: Option<String>,
    lang: Option<String>,
    category: Option<String>,
    #[serde(default)]
    questions: Vec<String>,
    answer: Option<String>,
    kind: Option<ArticleKind>,
    updated_at: Option<serde_json::Value>,
}

/// An identity as text, whether it was written as text or as a number.
pub(super) fn source_id(value: &serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        serde_json::Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// An instant as RFC 3339, or as milliseconds since 1970.
pub(super) fn instant(value: &serde_json::Value) -> Option<Timestamp> {
    match value {
        serde_json::Value::Number(number) => number.as_i64().map(Timestamp::from_millis),
        serde_json::Value::String(text) => text.parse::<jiff::Timestamp>().ok().map(|at| Timestamp::from_millis(at.as_millisecond())),
        _ => None,
    }
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
