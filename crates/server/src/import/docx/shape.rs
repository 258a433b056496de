//! What a paragraph is: title, heading, list item. Word says it by styles, whose names are the same in every language of Word.

use std::collections::BTreeMap;

use super::DocumentFault;
use super::walk::{Step, Walk, attribute};

/// Styles that are based on one another; Word's own chains are three long.
const LONGEST_CHAIN: usize = 12;
/// Word has nine levels of headings and of lists.
pub(super) const DEEPEST: u8 = 8;

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Plain,
    Title,
    /// From 0.
    Heading(u8),
    /// A line of a table of contents: it says again what the headings say.
    Contents,
    Item(Item),
}

/// A place in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Item {
    pub list: u32,
    /// From 0.
    pub level: u8,
}

/// What a paragraph says of itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    pub style: Option<String>,
    pub list: Option<u32>,
    pub level: Option<u8>,
    pub outline: Option<u8>,
}

impl Marks {
    /// Takes what an element inside of a paragraph's or a style's properties says.
    pub(super) fn take(&mut self, element: &str, value: impl Fn() -> Option<String>) {
        let number = |value: Option<String>| value.and_then(|value| value.parse::<u32>().ok());
        let level = |value: Option<String>| number(value).and_then(|level| u8::try_from(level).ok());
        match element {
            "pStyle" | "basedOn" => self.style = value(),
            "numId" => self.list = number(value()),
            "ilvl" => self.level = level(value()).map(|level| level.min(DEEPEST)),
            "outlineLvl" => self.outline = level(value()),
            _ => {}
        }
    }
}

/// A style as it is written down.
#[derive(Debug, Default)]
struct Style {
    shape: Option<Shape>,
    /// The style it is based on among them.
    marks: Marks,
}

/// What a style comes to.
#[derive(Clone, Copy, Debug, Default)]
struct Settled {
    shape: Option<Shape>,
    list: Option<u32>,
    level: Option<u8>,
    outline: Option<u8>,
}

#[derive(Clone, Copy, Debug)]
struct Level {
    is_numbered: bool,
    start: u64,
}

#[derive(Debug, Default)]
pub(super) struct Shapes {
    styles: BTreeMap<String, Settled>,
    /// By list.
    kinds: BTreeMap<u32, u32>,
    /// By kind of list and level.
    levels: BTreeMap<(u32, u8), Level>,
}

impl Shapes {
    pub(super) fn read(styles: Option<&str>, numbering: Option<&str>) -> Result<Self, DocumentFault> {
        let mut shapes = Self::default();
        if let Some(source) = styles {
            shapes.read_styles(source)?;
        }
        if let Some(source) = numbering {
            shapes.read_numbering(source)?;
        }
        Ok(shapes)
    }

    fn read_styles(&mut self, source: &str) -> Result<(), DocumentFault> {
        let (mut walk, mut styles, mut id, mut style) = (Walk::new(source), BTreeMap::new(), String::new(), Style::default());
        loop {
            match walk.step()? {
                Step::Open(element) => {
                    let value = || attribute(&element, "val");
                    match element.local_name().as_ref() {
                        "style" => {
                            styles.insert(std::mem::take(&mut id), std::mem::take(&mut style));
                            id = attribute(&element, "styleId").unwrap_or_default();
                        }
                        "name" => style.shape = value().and_then(|name| named(&name)),
                        name => style.marks.take(name, value),
                    }
                }
                Step::End => break,
                Step::Close | Step::Text(_) => {}
            }
        }
        styles.insert(id, style);
        // Once for each style: a document has many paragraphs of each.
        self.styles = styles.keys().map(|id| (id.clone(), settled(&styles, id))).collect();
        Ok(())
    }

    fn read_numbering(&mut self, source: &str) -> Result<(), DocumentFault> {
        let (mut walk, mut kind, mut level, mut list) = (Walk::new(source), 0_u32, 0_u8, None::<u32>);
        loop {
            let element = match walk.step()? {
                Step::Open(element) => element,
                Step::End => return Ok(()),
                Step::Close | Step::Text(_) => continue,
            };
            let number = |name: &str| attribute(&element, name).and_then(|value| value.parse::<u32>().ok());
            let entry = |levels: &mut BTreeMap<(u32, u8), Level>, change: &dyn Fn(&mut Level)| {
                change(levels.entry((kind, level)).or_insert(Level { is_numbered: false, start: 1 }));
            };
            match element.local_name().as_ref() {
                "abstractNum" => (kind, list) = (number("abstractNumId").unwrap_or_default(), None),
                "num" => list = number("numId"),
                "abstractNumId" => {
                    if let (Some(list), Some(kind)) = (list, number("val")) {
                        self.kinds.insert(list, kind);
                    }
                }
                "lvl" if list.is_none() => level = number("ilvl").and_then(|level| u8::try_from(level).ok()).unwrap_or_default().min(DEEPEST),
                "numFmt" if list.is_none() => {
                    let is_numbered = attribute(&element, "val").is_some_and(|format| !matches!(format.as_str(), "bullet" | "none"));
                    entry(&mut self.levels, &|level| level.is_numbered = is_numbered);
                }
                "start" if list.is_none() => {
                    let start = number("val").map_or(1, u64::from);
                    entry(&mut self.levels, &|level| level.start = start);
                }
                _ => {}
            }
        }
    }

    /// The first number of a list at this place; none for a list without numbers.
    pub(super) fn first_number(&self, item: Item) -> Option<u64> {
        let kind = self.kinds.get(&item.list)?;
        self.levels.get(&(*kind, item.level)).filter(|level| level.is_numbered).map(|level| level.start)
    }

    /// What a paragraph with these marks is: its own word first, then its style's.
    pub(super) fn of(&self, marks: &Marks) -> Shape {
        let style = match &marks.style {
            // A document without its styles still has their identities, which Word in English makes of the names.
            Some(id) => self.styles.get(id).copied().unwrap_or_else(|| Settled { shape: named(id), ..Settled::default() }),
            None => Settled::default(),
        };
        if let Some(shape) = style.shape {
            return shape;
        }
        match (marks.outline.or(style.outline), marks.list.or(style.list)) {
            (Some(outline), _) if outline <= DEEPEST => Shape::Heading(outline),
            (_, Some(list)) if list > 0 => Shape::Item(Item { list, level: marks.level.or(style.level).unwrap_or_default() }),
            _ => Shape::Plain,
        }
    }
}

/// What a style says, and where it says nothing, the styles that it is based on.
fn settled(styles: &BTreeMap<String, Style>, id: &str) -> Settled {
    let (mut settled, mut next) = (Settled::default(), Some(id));
    for _ in 0..LONGEST_CHAIN {
        let Some(style) = next.and_then(|id| styles.get(id)) else { break };
        settled.shape = settled.shape.or(style.shape);
        settled.list = settled.list.or(style.marks.list);
        settled.level = settled.level.or(style.marks.level);
        settled.outline = settled.outline.or(style.marks.outline);
        next = style.marks.style.as_deref();
    }
    settled
}

/// What a style is by its name: `heading 1`, or by its identity: `Heading1`.
fn named(name: &str) -> Option<Shape> {
    let bare = name.to_lowercase().replace(' ', "");
    if bare == "title" {
        return Some(Shape::Title);
    }
    if let Some(level) = bare.strip_prefix("heading") {
        return level.parse::<u8>().ok().and_then(|level| level.checked_sub(1)).filter(|level| *level <= DEEPEST).map(Shape::Heading);
    }
    let is_contents = bare.strip_prefix("toc").is_some_and(|rest| rest == "heading" || rest.parse::<u8>().is_ok());
    is_contents.then_some(Shape::Contents)
}
