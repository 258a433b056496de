//! The document itself: from paragraphs, lists and tables to Markdown.

use std::collections::BTreeMap;

use super::shape::{DEEPEST, Item, Marks, Shape, Shapes};
use super::table::Table;
use super::walk::{Step, Walk, attribute};
use super::{Document, DocumentFault};

/// Elements whose content is no text of the document as it stands: what was deleted or moved away, what stands in for a
/// drawing where it cannot be shown, tab stops, how to say a word (`rt`).
const PASSED_OVER: [&str; 7] = ["del", "moveFrom", "Fallback", "tabs", "instrText", "delText", "rt"];
/// Elements that stand for something that is not text.
const LEFT_OUT: [&str; 6] = ["pic", "imagedata", "chart", "relIds", "footnoteReference", "endnoteReference"];

pub(super) fn read(source: &str, shapes: &Shapes) -> Result<Document, DocumentFault> {
    let mut walk = Walk::new(source);
    let mut text =
        Text { shapes, title: None, pieces: Vec::new(), paragraphs: Vec::new(), tables: Vec::new(), numbers: BTreeMap::new(), left_out: 0 };
    let mut open: Vec<Element> = Vec::new();
    // How many elements are open inside of one that is passed over, itself counted.
    let mut passed = 0_usize;
    loop {
        match walk.step()? {
            Step::Open(_) if passed > 0 => passed = passed.saturating_add(1),
            Step::Open(element) => {
                let name = element.local_name();
                let name = name.as_ref();
                if PASSED_OVER.contains(&name) || name.ends_with("Change") {
                    passed = 1;
                    continue;
                }
                let element = text.begins(name, &|| attribute(&element, "val"));
                open.push(element);
            }
            Step::Close if passed > 0 => passed = passed.saturating_sub(1),
            Step::Close => {
                if let Some(element) = open.pop() {
                    text.ends(element);
                }
            }
            Step::Text(run) => {
                if passed == 0 && matches!(open.last(), Some(Element::Run)) {
                    text.writes(&run);
                }
            }
            Step::End => return Ok(text.document()),
        }
    }
}

/// An open element, as far as its end matters.
#[derive(Clone, Copy, Debug)]
enum Element {
    Paragraph,
    Run,
    Table,
    Cell,
    Other,
}

#[derive(Debug, Default)]
struct Paragraph {
    marks: Marks,
    text: String,
}

/// A block of the text; neighbouring items of lists stand close.
struct Piece {
    text: String,
    is_item: bool,
}

struct Text<'a> {
    shapes: &'a Shapes,
    title: Option<String>,
    pieces: Vec<Piece>,
    /// Open ones: a box of text lies inside of a paragraph.
    paragraphs: Vec<Paragraph>,
    /// Open ones: a table may lie inside of a cell.
    tables: Vec<Table>,
    /// The last number of each list, by level.
    numbers: BTreeMap<Item, u64>,
    left_out: u64,
}

impl Text<'_> {
    fn begins(&mut self, name: &str, value: &dyn Fn() -> Option<String>) -> Element {
        match name {
            "p" => {
                self.paragraphs.push(Paragraph::default());
                return Element::Paragraph;
            }
            "t" => return Element::Run,
            "tbl" => {
                self.tables.push(Table::default());
                return Element::Table;
            }
            "tr" => self.table(Table::begin_row),
            "tc" => {
                self.table(Table::begin_cell);
                return Element::Cell;
            }
            "gridSpan" => {
                let columns = value().and_then(|value| value.parse().ok()).unwrap_or(1);
                self.table(|table| table.spans(columns));
            }
            "br" | "cr" => self.writes("\n"),
            "tab" => self.writes("\t"),
            "noBreakHyphen" => self.writes("-"),
            _ if LEFT_OUT.contains(&name) => self.left_out = self.left_out.saturating_add(1),
            _ => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.marks.take(name, value);
                }
            }
        }
        Element::Other
    }

    fn ends(&mut self, element: Element) {
        match element {
            Element::Paragraph => {
                if let Some(paragraph) = self.paragraphs.pop() {
                    self.keep(&paragraph);
                }
            }
            Element::Cell => self.table(Table::end_cell),
            Element::Table => {
                let Some(table) = self.tables.pop() else { return };
                match self.tables.last_mut() {
                    Some(outer) => drop(outer.take(table.line())),
                    None => self.pieces.extend(table.markdown().into_iter().map(|text| Piece { text, is_item: false })),
                }
            }
            Element::Run | Element::Other => {}
        }
    }

    fn table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }

    fn writes(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    fn keep(&mut self, paragraph: &Paragraph) {
        let text = paragraph.text.trim();
        if text.is_empty() {
            return;
        }
        let shape = self.shapes.of(&paragraph.marks);
        if shape == Shape::Contents {
            return;
        }
        let mut text = text.to_owned();
        if let Some(table) = self.tables.last_mut() {
            match table.take(text) {
                None => return,
                Some(homeless) => text = homeless,
            }
        }
        let is_item = matches!(shape, Shape::Item(_));
        let text = match shape {
            Shape::Title if self.title.is_none() => {
                self.title = Some(line(&text));
                return;
            }
            Shape::Title => format!("## {}", line(&text)),
            Shape::Heading(level) => {
                let heading = line(&text);
                if self.title.is_none() {
                    self.title = Some(heading.clone());
                    // With text before it, it is also the heading of what follows.
                    if self.pieces.is_empty() {
                        return;
                    }
                }
                format!("{} {heading}", "#".repeat(usize::from(level).saturating_add(2).min(6)))
            }
            Shape::Item(item) => self.item(item, &line(&text)),
            Shape::Plain | Shape::Contents => text,
        };
        self.pieces.push(Piece { text, is_item });
    }

    fn item(&mut self, item: Item, text: &str) -> String {
        let indent = "   ".repeat(usize::from(item.level));
        let Some(first) = self.shapes.first_number(item) else { return format!("{indent}- {text}") };
        // A new item begins the lists below it anew.
        for level in item.level.saturating_add(1)..=DEEPEST {
            self.numbers.remove(&Item { level, ..item });
        }
        let number = self.numbers.get(&item).map_or(first, |last| last.saturating_add(1));
        self.numbers.insert(item, number);
        format!("{indent}{number}. {text}")
    }

    fn document(self) -> Document {
        let mut body = String::new();
        let mut after_item = false;
        for piece in &self.pieces {
            if !body.is_empty() {
                body.push_str(if after_item && piece.is_item { "\n" } else { "\n\n" });
            }
            body.push_str(&piece.text);
            after_item = piece.is_item;
        }
        Document { title: self.title, body, left_out: self.left_out }
    }
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
