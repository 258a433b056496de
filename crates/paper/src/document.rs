//! A document before it is a file.

/// What a person is to read, print or calculate with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Its language, as a tag of BCP 47.
    pub language: String,
    /// Its title.
    pub title: String,
    /// What stands below the title.
    pub lines: Vec<String>,
    /// What it says.
    pub parts: Vec<Part>,
    /// What stands at the foot of each page.
    pub foot: String,
}

/// A part of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// What is known, each with its name.
    Facts(Vec<(String, Cell)>),
    /// Rows and columns.
    Table(Table),
    /// A row of a form, to be written on by hand. A workbook has none.
    Fields(Vec<Field>),
    /// What follows begins a page.
    Page,
}

/// Rows and columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Its name; a workbook's sheet is called so.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each as long as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// What stands there when there is no row.
    pub empty: String,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its title.
    pub title: String,
    /// How wide it is, next to the others.
    pub share: f32,
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words. Whatever they begin with, a workbook takes them for no formula.
    Text(String),
    /// A count.
    Whole(u32),
    /// A time: as it is read, and as days since the end of 1899 on the clock on the wall, which a workbook counts by.
    Time(String, f64),
    /// A span: as it is read, and in minutes.
    Span(String, f64),
    /// Nothing.
    None,
}

impl Cell {
    /// As it is read.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) | Self::Time(text, _) | Self::Span(text, _) => text.clone(),
            Self::Whole(number) => number.to_string(),
            Self::None => "–".into(),
        }
    }

    /// Whether it stands at the right of its column.
    #[must_use]
    pub const fn is_number(&self) -> bool {
        matches!(self, Self::Whole(_) | Self::Span(..))
    }
}

/// Something to be filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// What.
    pub label: String,
    /// How wide it is, next to the others of its row.
    pub share: f32,
    /// So many lines to write on.
    pub lines: u8,
    /// What is ticked instead, each with a box before it.
    pub choices: Vec<String>,
}

impl Field {
    /// One to write on.
    #[must_use]
    pub fn write(label: impl Into<String>, share: f32, lines: u8) -> Self {
        Self { label: label.into(), share, lines, choices: Vec::new() }
    }

    /// One to tick.
    #[must_use]
    pub fn tick(label: impl Into<String>, share: f32, choices: Vec<String>) -> Self {
        Self { label: label.into(), share, lines: 0, choices }
    }
}
