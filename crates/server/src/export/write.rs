//! An article in each form. Import reads every one of them back.

use holdfast_domain::{Article, ArticleId};
use serde_json::Value;
use std::io::{Error, Write};

use crate::import::FORMULA;
use crate::import::docx;
use crate::import::head::{escaped, front_matter, is_heading, meta};
use crate::import::html::of_article;
use crate::import::record::{FIELDS, OWN, Record, joined};

/// What shows that a file was exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A page of this article.
    Page(ArticleId),
    /// A file of many, or of none.
    List,
}

/// The mark in the beginning of a file.
pub(super) fn mark_of(beginning: &str) -> Option<Mark> {
    let header = FIELDS.join(",");
    let text = beginning.trim_start_matches('\u{feff}');
    let is_list = text.starts_with(&header) || text.starts_with(&format!("{{\"id\":\"{OWN}"));
    if is_list {
        return Some(Mark::List);
    }
    let after = |before: &str| {
        let rest = text.split_once(before)?.1;
        rest.get(..36)?.parse().ok()
    };
    let id = if text.starts_with("---") { after(&format!("\nid: {OWN}")) } else { after(&format!("<meta name=\"holdfast:id\" content=\"{OWN}")) };
    id.map(Mark::Page)
}

pub(super) fn markdown(article: &Article) -> String {
    let content = &article.content;
    let head = front_matter(&Record::of(article));
    let shown = if is_heading(&content.title) { content.title.clone() } else { content.title.split_whitespace().collect::<Vec<_>>().join(" ") };
    format!("{head}\n# {shown}\n\n{}\n", content.body)
}

pub(super) fn page(article: &Article) -> String {
    let content = &article.content;
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n{}<title>{}</title>\n</head>\n<body>\n{}</body>\n</html>\n",
        content.language.tag(),
        meta(&Record::of(article)),
        escaped(&content.title),
        of_article(&content.title, &content.body),
    )
}

pub(super) fn document(article: &Article) -> std::io::Result<Vec<u8>> {
    docx::write::document(&article.content.title, &article.content.body, &meta(&Record::of(article)))
}

pub(super) fn lines(articles: &[Article], out: &mut dyn Write) -> std::io::Result<()> {
    for article in articles {
        let record = Record::of(article);
        let fields = FIELDS.iter().filter_map(|field| record.0.get(*field).map(|value| format!("\"{field}\":{value}")));
        // The identity first: it is what an export is known by.
        writeln!(out, "{{{}}}", fields.collect::<Vec<_>>().join(","))?;
    }
    Ok(())
}

/// With the mark of UTF-8 in front, without which a spreadsheet shows Chinese as something else.
pub(super) fn rows(articles: &[Article], out: &mut dyn Write) -> std::io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record(FIELDS).map_err(Error::other)?;
    for article in articles {
        let record = Record::of(article);
        let cells = FIELDS.iter().map(|field| record.0.get(*field).map(cell).unwrap_or_default());
        rows.write_record(cells).map_err(Error::other)?;
    }
    rows.flush()
}

/// A spreadsheet must not run what a customer's words begin with.
fn cell(value: &Value) -> String {
    let text = match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => joined(&items.iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>()),
        other => other.to_string(),
    };
    if text.starts_with(FORMULA) { format!("'{text}") } else { text }
}
