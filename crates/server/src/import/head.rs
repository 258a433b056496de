//! The head of a page: what an article is besides its title and its text, as front matter or as `<meta>`. Export writes it,
//! and import reads it back.

use serde_json::{Map, Value};

use super::record::{FIELDS, Record, joined};

/// A head that ends further down is none; the text begins with a line then.
const LONGEST: usize = 500;
/// Always written, also when they say nothing: who edits the page by hand sees what there is.
const USUAL: [&str; 7] = ["id", "lang", "kind", "category", "version", "updated", "questions"];
const META: &str = "<meta name=\"holdfast:";

/// A page taken apart.
pub(super) struct Headed<'a> {
    pub record: Record,
    /// Names that mean nothing here.
    pub ignored: Vec<String>,
    /// What stands below.
    pub rest: &'a str,
}

/// On a page the short name is usual.
fn page_name(field: &str) -> &str {
    if field == "updated_at" { "updated" } else { field }
}

fn field_of(name: &str) -> Option<&'static str> {
    FIELDS.into_iter().find(|field| *field != "body" && (*field == name || page_name(field) == name))
}

/// The fields of a page in order, without its text. The title is only among them when the page's heading cannot hold it.
fn fields(record: &Record) -> impl Iterator<Item = (&'static str, &Value)> {
    FIELDS.into_iter().filter(|field| *field != "body").filter_map(|field| {
        let value = record.0.get(field)?;
        let is_empty = match value {
            Value::Null | Value::Bool(false) => true,
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.is_empty(),
            _ => false,
        };
        (!is_empty || USUAL.contains(&page_name(field))).then_some((field, value))
    })
}

/// The front matter of an article.
pub(crate) fn front_matter(record: &Record) -> String {
    let mut head = "---\n".to_owned();
    for (field, value) in fields(record) {
        if field == "title" && value.as_str().is_some_and(is_heading) {
            continue;
        }
        let written = scalar(value);
        head.push_str(page_name(field));
        head.push_str(if written.is_empty() { ":" } else { ": " });
        head.push_str(&written);
        head.push('\n');
    }
    head.push_str("---\n");
    head
}

/// Whether a line of Markdown holds exactly this title.
pub(crate) fn is_heading(title: &str) -> bool {
    !title.is_empty() && title.trim() == title && !title.chars().any(char::is_control)
}

/// A value as YAML has it: words and dates as they are where they are read as that, anything else as JSON, which YAML
/// reads as well.
fn scalar(value: &Value) -> String {
    let is_plain = |text: &str| text.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_.:/".contains(letter)) && !text.ends_with(':');
    match value {
        Value::Null => String::new(),
        Value::String(text) if is_plain(text) && read(text) == *value => text.clone(),
        other => other.to_string(),
    }
}

/// Takes the front matter off a page that has one. A line that is none makes the whole no front matter.
pub(super) fn split(source: &str) -> Option<Headed<'_>> {
    let mut rest = after_fence(source)?;
    let (mut record, mut ignored, mut last) = (Map::new(), Vec::new(), None::<String>);
    for _ in 0..LONGEST {
        if let Some(below) = after_fence(rest) {
            return (!record.is_empty() || !ignored.is_empty()).then_some(Headed { record: Record(record), ignored, rest: below });
        }
        let (line, below) = rest.split_once('\n')?;
        rest = below;
        let text = line.trim();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        let is_indented = line.starts_with([' ', '\t']) || text.starts_with("- ") || text == "-";
        if is_indented {
            // Belongs to the name above, known or not.
            if let Some(field) = last.as_ref().and_then(|field| record.get_mut(field)) {
                append(field, text);
            }
            if record.is_empty() && ignored.is_empty() {
                return None;
            }
            continue;
        }
        let (name, value) = text.split_once(':')?;
        if name.is_empty() || !name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-' | ' ')) {
            return None;
        }
        last = field_of(&name.trim().to_lowercase()).map(str::to_owned);
        match &last {
            Some(field) => drop(record.insert(field.clone(), read(value.trim()))),
            None => ignored.push(name.trim().to_owned()),
        }
    }
    None
}

fn after_fence(text: &str) -> Option<&str> {
    let (line, below) = text.split_once('\n').unwrap_or((text, ""));
    (line.trim_end() == "---").then_some(below)
}

fn read(text: &str) -> Value {
    let unquoted = |text: &str| {
        let text = text.trim();
        match text.strip_prefix('\'').and_then(|text| text.strip_suffix('\'')) {
            Some(inside) => inside.replace("''", "'"),
            None => serde_json::from_str::<String>(text).unwrap_or_else(|_| text.to_owned()),
        }
    };
    if matches!(text, "" | "~" | "null") {
        return Value::Null;
    }
    if let Some(inside) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        return serde_json::from_str::<Vec<String>>(text).map_or_else(
            |_| inside.split(',').filter(|item| !item.trim().is_empty()).map(|item| Value::from(unquoted(item))).collect(),
            Value::from,
        );
    }
    Value::from(unquoted(text))
}

/// A line below a name: one more item, or more of the text.
fn append(value: &mut Value, line: &str) {
    if let Some(item) = line.strip_prefix('-') {
        let item = read(item.trim());
        match value {
            Value::Array(items) => items.push(item),
            _ => *value = Value::Array(vec![item]),
        }
    } else if let Value::String(text) = value {
        // `|` and `>` announce that the text begins below.
        if matches!(text.as_str(), "|" | ">" | "|-" | ">-") {
            text.clear();
        } else {
            text.push('\n');
        }
        text.push_str(line);
    }
}

/// The fields of an article as tags in the head of a web page, its text among them: what the page shows is made from it.
pub(crate) fn meta(record: &Record) -> String {
    let mut head = String::new();
    let body = record.0.get("body").map(|body| ("body", body));
    for (field, value) in fields(record).chain(body) {
        let value = match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            Value::Array(items) => joined(&items.iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>()),
            other => other.to_string(),
        };
        head.push_str(&format!("{META}{}\" content=\"{}\">\n", page_name(field), escaped(&value)));
    }
    head
}

/// What [`meta`] wrote; none on a page that it did not write.
pub(super) fn of_page(source: &str) -> Option<Record> {
    let (head, _) = source.split_once("</head>")?;
    of_head(head)
}

/// What [`meta`] wrote into a part of a document, as it was or with its letters escaped once more.
pub(super) fn of_part(part: &str) -> Option<Record> {
    of_head(part).or_else(|| of_head(&unescaped(part)))
}

fn of_head(head: &str) -> Option<Record> {
    let mut record = Map::new();
    for tag in head.split(META).skip(1) {
        let (name, rest) = tag.split_once("\" content=\"")?;
        let (value, _) = rest.split_once('"')?;
        if let Some(field) = if name == "body" { Some("body") } else { field_of(name) } {
            record.insert(field.to_owned(), Value::from(unescaped(value)));
        }
    }
    let record = Record(record);
    record.article("id").is_some().then_some(record)
}

/// For between tags and between quotation marks.
pub(crate) fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    text.replace('\n', "&#10;").replace('\r', "&#13;")
}

fn unescaped(text: &str) -> String {
    let text = text.replace("&#13;", "\r").replace("&#10;", "\n").replace("&quot;", "\"");
    text.replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_by_hand_is_read_and_a_line_between_paragraphs_is_no_head() {
        let page = "---\ntitle: 'It''s ours'\nTags: [a, b]\nquestions:\n  - How long?\n  - \"多久\"\nlang: zh-Hans\n---\nText";
        let headed = split(page).unwrap();
        assert_eq!((headed.rest, headed.ignored.as_slice()), ("Text", ["Tags".to_owned()].as_slice()));
        assert_eq!(headed.record.text("title").unwrap().as_deref(), Some("It's ours"));
        assert_eq!(headed.record.list("questions").unwrap(), ["How long?", "多久"]);
        assert!(split("---\nA sentence without a name.\n---\n").is_none());
        assert!(split("---\n\n---\n").is_none() && split("---\nkey: no end").is_none() && split("text").is_none());
    }
}
