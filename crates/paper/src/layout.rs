//! A document on pages of A4: where each word, rule and box stands.

use crate::document::{Cell, Document, Field, Part, Table};
use crate::font::{Face, Faces};
use crate::lines::broken;

/// A4, in points.
pub const WIDTH: f32 = 595.3;
pub const HEIGHT: f32 = 841.9;
const EDGE: f32 = 46.0;
const INNER: f32 = WIDTH - 2.0 * EDGE;
/// Where the last line of a page may end; the foot stands below.
const BOTTOM: f32 = HEIGHT - 64.0;
const FOOT: f32 = HEIGHT - 40.0;

const TITLE: f32 = 18.0;
const HEADING: f32 = 12.0;
const TEXT: f32 = 9.5;
const SMALL: f32 = 8.5;
/// From one line to the next, in sizes of the font.
const LEADING: f32 = 1.45;
const GAP: f32 = 10.0;
const CELL: f32 = 5.0;
/// A line to be written on by hand, in points.
const WRITTEN: f32 = 22.0;
const BOX: f32 = 8.0;

/// How dark it is: 0 is black.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ink {
    Black,
    Grey,
    Pale,
}

/// Something on a page; `y` is measured from the top.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    Text { x: f32, y: f32, size: f32, bold: bool, ink: Ink, text: String },
    Line { x: f32, y: f32, to: f32, ink: Ink },
    Tick { x: f32, y: f32, side: f32 },
}

/// All pages of a document.
pub fn pages(document: &Document, faces: &Faces) -> Vec<Vec<Mark>> {
    let mut setter = Setter { faces, pages: vec![Vec::new()], y: EDGE };
    setter.text(&document.title, EDGE, INNER, TITLE, true, Ink::Black);
    for line in &document.lines {
        setter.text(line, EDGE, INNER, TEXT, false, Ink::Grey);
    }
    setter.y += GAP;
    for part in &document.parts {
        setter.part(part);
    }
    let mut pages = setter.pages;
    let all = pages.len();
    for (at, page) in pages.iter_mut().enumerate() {
        let number = format!("{} / {all}", at.saturating_add(1));
        let x = WIDTH - EDGE - faces.regular.width(&number, SMALL);
        page.push(Mark::Text { x: EDGE, y: FOOT, size: SMALL, bold: false, ink: Ink::Grey, text: document.foot.clone() });
        page.push(Mark::Text { x, y: FOOT, size: SMALL, bold: false, ink: Ink::Grey, text: number });
    }
    pages
}

struct Setter<'a> {
    faces: &'a Faces,
    pages: Vec<Vec<Mark>>,
    /// Where the next thing begins.
    y: f32,
}

impl Setter<'_> {
    const fn face(&self, bold: bool) -> &Face {
        if bold { &self.faces.bold } else { &self.faces.regular }
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    fn page(&mut self) {
        self.pages.push(Vec::new());
        self.y = EDGE;
    }

    /// Begins another page where so much has no room any more.
    fn room(&mut self, height: f32) {
        if self.y + height > BOTTOM && self.y > EDGE {
            self.page();
        }
    }

    fn broken(&self, text: &str, width: f32, size: f32, bold: bool) -> Vec<String> {
        let face = self.face(bold);
        broken(text, width, |text| face.width(text, size))
    }

    fn text(&mut self, text: &str, x: f32, width: f32, size: f32, bold: bool, ink: Ink) {
        for line in self.broken(text, width, size, bold) {
            self.room(size * LEADING);
            self.mark(Mark::Text { x, y: self.y + size, size, bold, ink, text: line });
            self.y += size * LEADING;
        }
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Heading(text) => {
                // A heading at the foot of a page would stand alone.
                self.room(HEADING * LEADING + GAP + 3.0 * TEXT * LEADING);
                self.y += GAP * 0.6;
                self.text(text, EDGE, INNER, HEADING, true, Ink::Black);
                self.y += 2.0;
            }
            Part::Text(text) => {
                self.text(text, EDGE, INNER, TEXT, false, Ink::Black);
                self.y += GAP * 0.6;
            }
            Part::Facts(facts) => self.facts(facts),
            Part::Table(table) => self.table(table),
            Part::Fields(fields) => self.fields(fields),
            Part::Page => self.page(),
        }
    }

    fn facts(&mut self, facts: &[(String, Cell)]) {
        let name = INNER * 0.38;
        for (label, value) in facts {
            let value = self.broken(&value.text(), INNER - name, TEXT, false);
            let label = self.broken(label, name - CELL, TEXT, false);
            self.row(&[(label, EDGE, Ink::Grey, 0.0), (value, EDGE + name, Ink::Black, 0.0)], TEXT, false);
            self.rule(Ink::Pale);
        }
        self.y += GAP;
    }

    /// Texts beside each other, each already in lines; the last of each is the width in which it stands at the right, or 0.
    fn row(&mut self, cells: &[(Vec<String>, f32, Ink, f32)], size: f32, bold: bool) {
        let most = cells.iter().map(|(lines, ..)| lines.len()).max().unwrap_or_default();
        #[allow(clippy::cast_precision_loss, reason = "lines of one cell are few")]
        let height = most as f32 * size * LEADING + 4.0;
        self.room(height);
        for (lines, x, ink, right) in cells {
            let mut y = self.y + 2.0 + size;
            for line in lines {
                let shift = if *right > 0.0 { right - self.face(bold).width(line, size) } else { 0.0 };
                self.mark(Mark::Text { x: x + shift, y, size, bold, ink: *ink, text: line.clone() });
                y += size * LEADING;
            }
        }
        self.y += height;
    }

    fn rule(&mut self, ink: Ink) {
        self.mark(Mark::Line { x: EDGE, y: self.y, to: EDGE + INNER, ink });
        self.y += 1.0;
    }

    fn table(&mut self, table: &Table) {
        self.part(&Part::Heading(table.name.clone()));
        if table.rows.is_empty() {
            self.text(&table.empty, EDGE, INNER, TEXT, false, Ink::Grey);
            self.y += GAP;
            return;
        }
        let all: f32 = table.columns.iter().map(|column| column.share).sum();
        let widths: Vec<f32> = table.columns.iter().map(|column| column.share / all * INNER).collect();
        let is_number = |at: usize| table.rows.iter().filter_map(|row| row.get(at)).any(Cell::is_number);
        let titles: Vec<(String, bool)> = table.columns.iter().enumerate().map(|(at, column)| (column.title.clone(), is_number(at))).collect();
        self.cells(&titles, &widths, Ink::Grey, true);
        self.rule(Ink::Grey);
        for row in &table.rows {
            let texts: Vec<(String, bool)> = row.iter().enumerate().map(|(at, cell)| (cell.text(), is_number(at))).collect();
            if self.would_turn(&texts, &widths) {
                self.page();
                self.cells(&titles, &widths, Ink::Grey, true);
                self.rule(Ink::Grey);
            }
            self.cells(&texts, &widths, Ink::Black, false);
            self.rule(Ink::Pale);
        }
        self.y += GAP;
    }

    fn set(&self, texts: &[(String, bool)], widths: &[f32], bold: bool) -> Vec<Vec<String>> {
        texts.iter().zip(widths).map(|((text, _), width)| self.broken(text, width - 2.0 * CELL, SMALL, bold)).collect()
    }

    fn would_turn(&self, texts: &[(String, bool)], widths: &[f32]) -> bool {
        let most = self.set(texts, widths, false).iter().map(Vec::len).max().unwrap_or_default();
        #[allow(clippy::cast_precision_loss, reason = "lines of one cell are few")]
        let height = most as f32 * SMALL * LEADING + 4.0;
        self.y + height > BOTTOM
    }

    fn cells(&mut self, texts: &[(String, bool)], widths: &[f32], ink: Ink, bold: bool) {
        let mut x = EDGE;
        let mut cells = Vec::with_capacity(texts.len());
        for ((lines, width), (_, is_number)) in self.set(texts, widths, bold).into_iter().zip(widths).zip(texts) {
            cells.push((lines, x + CELL, ink, if *is_number { width - 2.0 * CELL } else { 0.0 }));
            x += width;
        }
        self.row(&cells, SMALL, bold);
    }

    fn fields(&mut self, fields: &[Field]) {
        let all: f32 = fields.iter().map(|field| field.share).sum();
        let lines = fields.iter().map(|field| field.lines.max(1)).max().unwrap_or(1);
        let height = SMALL * LEADING + f32::from(lines) * WRITTEN + 4.0;
        self.room(height);
        let mut x = EDGE;
        for field in fields {
            let width = field.share / all * INNER;
            self.mark(Mark::Text { x, y: self.y + SMALL, size: SMALL, bold: false, ink: Ink::Grey, text: field.label.clone() });
            let top = self.y + SMALL * LEADING;
            let mut at = x;
            for choice in &field.choices {
                self.mark(Mark::Tick { x: at, y: top + 6.0, side: BOX });
                self.mark(Mark::Text { x: at + BOX + 4.0, y: top + 6.0 + BOX, size: TEXT, bold: false, ink: Ink::Black, text: choice.clone() });
                at += BOX + 4.0 + self.faces.regular.width(choice, TEXT) + 12.0;
            }
            for line in 1..=field.lines {
                self.mark(Mark::Line { x, y: top + f32::from(line) * WRITTEN, to: x + width - 10.0, ink: Ink::Grey });
            }
            x += width;
        }
        self.y += height;
    }
}
