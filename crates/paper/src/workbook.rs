//! A document as a workbook: what is known on the first sheet, each table on one of its own, times and counts as such.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};
use std::collections::BTreeSet;

use crate::PaperError;
use crate::document::{Cell, Document, Part, Table};

/// The longest name of a sheet, and what must not stand in one.
const LONGEST_NAME: usize = 31;
const NOT_IN_NAMES: &[char] = &['[', ']', ':', '*', '?', '/', '\\', '\''];
const TIME: &str = "yyyy-mm-dd hh:mm";
/// Widths of columns, in characters.
const LABEL: f64 = 40.0;
const VALUE: f64 = 60.0;
const SHARE: f64 = 14.0;

/// The document as xlsx. What is to be written on by hand is left out.
///
/// # Errors
/// When the library refuses what it is given.
pub fn workbook(document: &Document) -> Result<Vec<u8>, PaperError> {
    written(document).map_err(|error| PaperError::Refused(error.to_string()))
}

fn written(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let mut names = BTreeSet::new();
    first(book.add_worksheet(), document, &mut names)?;
    for part in &document.parts {
        if let Part::Table(table) = part {
            sheet(book.add_worksheet(), table, &mut names)?;
        }
    }
    book.save_to_buffer()
}

fn first(sheet: &mut Worksheet, document: &Document, names: &mut BTreeSet<String>) -> Result<(), XlsxError> {
    sheet.set_name(name(&document.title, names))?.set_column_width(0, LABEL)?.set_column_width(1, VALUE)?.set_paper_size(9);
    let strong = Format::new().set_bold().set_font_size(14);
    let heading = Format::new().set_bold();
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.write_string_with_format(0, 0, &document.title, &strong)?;
    let mut row: u32 = 1;
    for line in &document.lines {
        sheet.write_string(row, 0, line)?;
        row = row.saturating_add(1);
    }
    for part in &document.parts {
        match part {
            Part::Heading(text) => {
                row = row.saturating_add(1);
                sheet.write_string_with_format(row, 0, text, &heading)?;
            }
            Part::Text(text) => {
                sheet.merge_range(row, 0, row, 1, text, &wrap)?;
            }
            Part::Facts(facts) => {
                for (label, value) in facts {
                    sheet.write_string_with_format(row, 0, label, &wrap)?;
                    put(sheet, row, 1, value, FormatAlign::Left)?;
                    row = row.saturating_add(1);
                }
                continue;
            }
            Part::Table(_) | Part::Fields(_) | Part::Page => continue,
        }
        row = row.saturating_add(1);
    }
    Ok(())
}

fn sheet(sheet: &mut Worksheet, table: &Table, names: &mut BTreeSet<String>) -> Result<(), XlsxError> {
    sheet.set_name(name(&table.name, names))?.set_freeze_panes(1, 0)?.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    let heading = Format::new().set_bold().set_border_bottom(rust_xlsxwriter::FormatBorder::Thin);
    for (at, column) in (0_u16..).zip(&table.columns) {
        sheet.write_string_with_format(0, at, &column.title, &heading)?;
        sheet.set_column_width(at, (f64::from(column.share) * SHARE).max(10.0))?;
    }
    for (at, row) in (1_u32..).zip(&table.rows) {
        for (column, cell) in (0_u16..).zip(row) {
            put(sheet, at, column, cell, FormatAlign::General)?;
        }
    }
    let last = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    if let (Some(columns), true) = (table.columns.len().checked_sub(1).and_then(|last| u16::try_from(last).ok()), last > 0) {
        sheet.autofilter(0, 0, last, columns)?;
    } else {
        sheet.write_string(1, 0, &table.empty)?;
    }
    Ok(())
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, align: FormatAlign) -> Result<(), XlsxError> {
    let format = Format::new().set_align(align);
    match cell {
        Cell::Text(text) => sheet.write_string_with_format(row, column, text, &format.set_text_wrap())?,
        Cell::Whole(number) => sheet.write_number_with_format(row, column, *number, &format)?,
        Cell::Time(_, days) => sheet.write_number_with_format(row, column, *days, &format.set_num_format(TIME))?,
        Cell::Span(_, minutes) => sheet.write_number_with_format(row, column, *minutes, &format.set_num_format("0.0"))?,
        Cell::None => return Ok(()),
    };
    Ok(())
}

/// A name that a sheet may have, and that no other has.
fn name(wanted: &str, names: &mut BTreeSet<String>) -> String {
    let plain: String = wanted.chars().filter(|sign| !NOT_IN_NAMES.contains(sign)).take(LONGEST_NAME).collect();
    let short: String = plain.chars().take(LONGEST_NAME.saturating_sub(4)).collect();
    let all = std::iter::once(plain).chain((2..100).map(|number| format!("{short} {number}")));
    let free = all.into_iter().find(|name| !name.trim().is_empty() && !names.contains(&name.to_lowercase())).unwrap_or_else(|| "–".into());
    names.insert(free.to_lowercase());
    free
}
