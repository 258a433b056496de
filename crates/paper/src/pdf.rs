//! A document as pages that can be read, searched and printed anywhere: its font is in the file.

use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use krilla::text::{Font, TextDirection};

use crate::PaperError;
use crate::document::{Document, Part};
use crate::font::{Face, Faces};
use crate::layout::{HEIGHT, Ink, Mark, WIDTH, pages};

/// The document as PDF.
///
/// # Errors
/// [`PaperError::NoFont`] when no font of this computer has its characters.
pub fn pdf(document: &Document) -> Result<Vec<u8>, PaperError> {
    let faces = Faces::find(&document.language, &all_text(document))?;
    let (regular, bold) = (font(&faces.regular)?, font(&faces.bold)?);
    let mut file = krilla::Document::new();
    file.set_metadata(Metadata::new().title(document.title.clone()).language(document.language.clone()));
    for marks in pages(document, &faces) {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| PaperError::Refused("the size of a page".into()))?;
        let mut page = file.start_page_with(settings);
        let mut surface = page.surface();
        for mark in marks {
            draw(&mut surface, mark, &regular, &bold);
        }
        surface.finish();
        page.finish();
    }
    file.finish().map_err(|error| PaperError::Refused(format!("{error:?}")))
}

fn font(face: &Face) -> Result<Font, PaperError> {
    Font::new(face.data.clone().into(), face.index).ok_or(PaperError::NoFont)
}

fn colour(ink: Ink) -> rgb::Color {
    match ink {
        Ink::Black => rgb::Color::new(24, 26, 30),
        Ink::Grey => rgb::Color::new(98, 104, 114),
        Ink::Pale => rgb::Color::new(216, 220, 226),
    }
}

fn draw(surface: &mut Surface<'_>, mark: Mark, regular: &Font, bold: &Font) {
    let stroke = |ink| Stroke { paint: colour(ink).into(), width: 0.7, ..Stroke::default() };
    match mark {
        Mark::Text { x, y, size, bold: is_bold, ink, text } => {
            surface.set_stroke(None);
            surface.set_fill(Some(Fill { paint: colour(ink).into(), opacity: NormalizedF32::ONE, rule: FillRule::default() }));
            let font = if is_bold { bold } else { regular };
            surface.draw_text(Point::from_xy(x, y), font.clone(), size, &text, false, TextDirection::LeftToRight);
        }
        Mark::Line { x, y, to, ink } => path(surface, stroke(ink), &[(x, y), (to, y)], false),
        Mark::Tick { x, y, side } => {
            path(surface, stroke(Ink::Grey), &[(x, y), (x + side, y), (x + side, y + side), (x, y + side)], true);
        }
    }
}

fn path(surface: &mut Surface<'_>, stroke: Stroke, points: &[(f32, f32)], closed: bool) {
    let mut builder = PathBuilder::new();
    for (at, (x, y)) in points.iter().enumerate() {
        if at == 0 { builder.move_to(*x, *y) } else { builder.line_to(*x, *y) }
    }
    if closed {
        builder.close();
    }
    if let Some(path) = builder.finish() {
        surface.set_fill(None);
        surface.set_stroke(Some(stroke));
        surface.draw_path(&path);
    }
}

/// What is written anywhere in it: the font must have it.
fn all_text(document: &Document) -> String {
    let mut text = format!("{}{}0123456789/", document.title, document.foot);
    text.extend(document.lines.iter().map(String::as_str));
    for part in &document.parts {
        match part {
            Part::Heading(words) | Part::Text(words) => text.push_str(words),
            Part::Facts(facts) => facts.iter().for_each(|(label, value)| text.extend([label.as_str(), &value.text()])),
            Part::Table(table) => {
                text.extend(table.columns.iter().map(|column| column.title.as_str()));
                text.extend([table.name.as_str(), &table.empty]);
                table.rows.iter().flatten().for_each(|cell| text.push_str(&cell.text()));
            }
            Part::Fields(fields) => fields.iter().for_each(|field| {
                text.push_str(&field.label);
                text.extend(field.choices.iter().map(String::as_str));
            }),
            Part::Page => {}
        }
    }
    text
}
