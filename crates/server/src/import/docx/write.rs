//! An article as a Word document. What an article is besides its text lies in a part for data of others, which the
//! format has for what a program that edits the document is to keep.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::package::OWN_PART;
use crate::import::head::escaped;

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const LINKS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "application/vnd.openxmlformats-officedocument";

/// The bytes of a document with this title and this Markdown. `head` is what import goes by.
pub(crate) fn document(title: &str, body: &str, head: &str) -> std::io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // First and as it is: an export is known by the beginning of its files.
    let own = format!("{XML}<holdfast xmlns=\"urn:holdfast:article\"><![CDATA[{}]]></holdfast>", legal(head));
    zip.start_file(OWN_PART, SimpleFileOptions::default().compression_method(CompressionMethod::Stored))?;
    zip.write_all(own.as_bytes())?;
    let link = |id: u8, kind: &str, target: &str| format!("<Relationship Id=\"r{id}\" Type=\"{KINDS}/{kind}\" Target=\"{target}\"/>");
    let links = |inside: &str| format!("{XML}<Relationships xmlns=\"{LINKS}\">{inside}</Relationships>");
    let parts = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", links(&link(1, "officeDocument", "word/document.xml"))),
        ("word/_rels/document.xml.rels", links(&[link(1, "styles", "styles.xml"), link(2, "customXml", "../customXml/item1.xml")].concat())),
        ("customXml/_rels/item1.xml.rels", links(&link(1, "customXmlProps", "itemProps1.xml"))),
        ("customXml/itemProps1.xml", data_properties()),
        ("word/styles.xml", styles()),
        ("word/document.xml", text(title, body)),
    ];
    for (name, part) in parts {
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(part.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn content_types() -> String {
    let part = |name: &str, kind: &str| format!("<Override PartName=\"/{name}\" ContentType=\"{TYPES}.{kind}+xml\"/>");
    format!(
        "{XML}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{}{}{}</Types>",
        part("word/document.xml", "wordprocessingml.document.main"),
        part("word/styles.xml", "wordprocessingml.styles"),
        part("customXml/itemProps1.xml", "customXmlProperties"),
    )
}

fn data_properties() -> String {
    let of = "http://schemas.openxmlformats.org/officeDocument/2006/customXml";
    format!(
        "{XML}<ds:datastoreItem xmlns:ds=\"{of}\" ds:itemID=\"{{6F1C9A52-3B0E-4D57-9C3A-1E0A7B5D2F48}}\">\
         <ds:schemaRefs><ds:schemaRef ds:uri=\"urn:holdfast:article\"/></ds:schemaRefs></ds:datastoreItem>"
    )
}

/// Word knows its own styles by these names, in every language.
fn styles() -> String {
    let style = |id: &str, name: &str, points: u8| {
        let size = u16::from(points).saturating_mul(2);
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/><w:pPr><w:keepNext/><w:spacing w:before=\"240\" w:after=\"80\"/></w:pPr>\
             <w:rPr><w:b/><w:sz w:val=\"{size}\"/></w:rPr></w:style>"
        )
    };
    let headings = (1_u8..=6).map(|level| style(&format!("Heading{level}"), &format!("heading {level}"), 17_u8.saturating_sub(level)));
    format!(
        "{XML}<w:styles xmlns:w=\"{WORD}\"><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val=\"22\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:after=\"120\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>{}{}</w:styles>",
        style("Title", "Title", 20),
        headings.collect::<String>()
    )
}

fn text(title: &str, body: &str) -> String {
    let mut page = Page { style: Some("Title".to_owned()), ..Page::default() };
    page.say(title);
    page.end();
    Parser::new_ext(body, Options::ENABLE_TABLES).for_each(|event| page.take(event));
    page.end();
    format!("{XML}<w:document xmlns:w=\"{WORD}\"><w:body>{}</w:body></w:document>", page.written)
}

/// A document under way: what is written, and the paragraph that is being written.
#[derive(Default)]
struct Page {
    written: String,
    runs: String,
    style: Option<String>,
    bold: bool,
    italic: bool,
    code: bool,
    /// The lists we are in: the next number, or none where they have bullets.
    lists: Vec<Option<u64>>,
    link: Option<String>,
}

impl Page {
    fn say(&mut self, text: &str) {
        let flag = |on: bool, mark: &'static str| if on { mark } else { "" };
        let look = [flag(self.bold, "<w:b/>"), flag(self.italic, "<w:i/>"), flag(self.code, "<w:rFonts w:ascii=\"Consolas\" w:hAnsi=\"Consolas\"/>")];
        for (at, line) in legal(text).split('\n').enumerate() {
            self.runs.push_str(if at > 0 { "<w:r><w:br/></w:r>" } else { "" });
            if !line.is_empty() {
                let line = escaped(line);
                self.runs.push_str(&format!("<w:r><w:rPr>{}</w:rPr><w:t xml:space=\"preserve\">{line}</w:t></w:r>", look.concat()));
            }
        }
    }

    /// Ends the paragraph, if there is one.
    fn end(&mut self) {
        let style = self.style.take().map(|style| format!("<w:pStyle w:val=\"{style}\"/>")).unwrap_or_default();
        if !self.runs.is_empty() {
            let left = self.lists.len().saturating_mul(360);
            let place = if left > 0 { format!("<w:ind w:left=\"{left}\" w:hanging=\"360\"/>") } else { String::new() };
            self.written.push_str(&format!("<w:p><w:pPr>{style}{place}</w:pPr>{}</w:p>", self.runs));
        }
        self.runs.clear();
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.begin(tag),
            Event::End(tag) => self.finish(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.say(&text),
            Event::Code(text) => {
                self.code = true;
                self.say(&text);
                self.code = false;
            }
            Event::SoftBreak | Event::HardBreak => self.say("\n"),
            Event::Rule => self.end(),
            _ => {}
        }
    }

    fn begin(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.end();
                self.style = Some(format!("Heading{}", number(level)));
            }
            Tag::Paragraph if self.lists.is_empty() => self.end(),
            Tag::List(first) => {
                self.end();
                self.lists.push(first);
            }
            Tag::Item => {
                self.end();
                let mark = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let mark = format!("{number}. ");
                        *number = number.saturating_add(1);
                        mark
                    }
                    _ => "• ".to_owned(),
                };
                self.say(&mark);
            }
            Tag::CodeBlock(_) => {
                self.end();
                self.code = true;
            }
            Tag::Strong => self.bold = true,
            Tag::Emphasis => self.italic = true,
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => self.link = Some(dest_url.into_string()),
            Tag::Table(_) => {
                self.end();
                let edge = |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:color=\"999999\"/>");
                let edges = ["top", "left", "bottom", "right", "insideH", "insideV"].map(edge).concat();
                self.written.push_str(&format!("<w:tbl><w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr>"));
            }
            Tag::TableHead | Tag::TableRow => self.written.push_str("<w:tr>"),
            Tag::TableCell => self.written.push_str("<w:tc>"),
            _ => {}
        }
    }

    fn finish(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.bold = false,
            TagEnd::Emphasis => self.italic = false,
            TagEnd::Link | TagEnd::Image => {
                if let Some(link) = self.link.take().filter(|link| !link.is_empty()) {
                    self.say(&format!(" ({link})"));
                }
            }
            TagEnd::List(_) => {
                self.end();
                self.lists.pop();
            }
            TagEnd::CodeBlock => {
                self.end();
                self.code = false;
            }
            TagEnd::TableCell => {
                // A cell without a paragraph is no document.
                if self.runs.is_empty() {
                    self.written.push_str("<w:p/>");
                }
                self.end();
                self.written.push_str("</w:tc>");
            }
            TagEnd::TableHead | TagEnd::TableRow => self.written.push_str("</w:tr>"),
            // Between two tables, and behind the last, Word wants a paragraph.
            TagEnd::Table => self.written.push_str("</w:tbl><w:p/>"),
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item => self.end(),
            _ => {}
        }
    }
}

const fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Without what XML cannot hold.
fn legal(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t'))
        .filter(|letter| !matches!(letter, '\u{fffe}' | '\u{ffff}'))
        .collect()
}
