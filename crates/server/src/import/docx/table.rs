//! A table while it is read, and as Markdown.

/// Columns that one cell may span; Word allows no more.
const WIDEST_SPAN: usize = 63;

#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
    /// The open cell, when one is open.
    cell: Option<Cell>,
}

#[derive(Debug)]
struct Cell {
    text: String,
    span: usize,
}

impl Table {
    pub(super) fn begin_row(&mut self) {
        self.rows.push(Vec::new());
    }

    pub(super) fn begin_cell(&mut self) {
        self.cell = Some(Cell { text: String::new(), span: 1 });
    }

    pub(super) fn spans(&mut self, columns: usize) {
        if let Some(cell) = &mut self.cell {
            cell.span = columns.clamp(1, WIDEST_SPAN);
        }
    }

    /// Adds a paragraph to the open cell. Without one it belongs to nobody, and comes back.
    pub(super) fn take(&mut self, text: String) -> Option<String> {
        let Some(cell) = &mut self.cell else { return Some(text) };
        if !cell.text.is_empty() {
            cell.text.push(' ');
        }
        cell.text.extend(text.split_whitespace().flat_map(|word| [" ", word]).skip(1));
        None
    }

    pub(super) fn end_cell(&mut self) {
        if let (Some(cell), Some(row)) = (self.cell.take(), self.rows.last_mut()) {
            row.push(cell.text);
            // A cell over several columns: what stands right of it stays below its own heading.
            row.extend(std::iter::repeat_n(String::new(), cell.span.saturating_sub(1)));
        }
    }

    /// Its text in one line, for a table inside of a cell.
    pub(super) fn line(&self) -> String {
        self.rows.iter().flatten().map(String::as_str).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// A table of one column is a frame around its paragraphs. Only the first row is filled up to the widest: Markdown asks
    /// for no more, and a table of a million short rows and a long one would grow by the square.
    pub(super) fn markdown(&self) -> Vec<String> {
        let rows: Vec<&Vec<String>> = self.rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
        let columns = rows.iter().map(|row| row.len()).max().unwrap_or_default();
        if columns < 2 {
            return rows.into_iter().flatten().cloned().collect();
        }
        let mut text = String::new();
        for (ordinal, row) in rows.into_iter().enumerate() {
            let filled = if ordinal == 0 { columns } else { row.len() };
            let cells = row.iter().map(|cell| cell.replace('|', "\\|")).chain(std::iter::repeat_n(String::new(), filled.saturating_sub(row.len())));
            text.push('|');
            for cell in cells {
                text.push_str(&format!(" {cell} |"));
            }
            text.push('\n');
            if ordinal == 0 {
                text.push('|');
                text.push_str(&" --- |".repeat(columns));
                text.push('\n');
            }
        }
        vec![text.trim_end().to_owned()]
    }
}
