//! What somebody of the team writes with marks: the calm part of Markdown. `**bold**`, `*italic*`, `` `code` ``, `[words](https://…)`,
//! lists, quotes, and a block between lines of three backticks. Whatever is no mark stands as it was typed: every line break, every
//! `#`, every `<`. What a customer wrote is never read so.

mod inline;
mod plain;

pub use inline::Inline;
pub(crate) use inline::is_spaced_letter;
pub use plain::plain;

use inline::inline;

/// Lists and quotes lie within each other this deep; what lies deeper stands beside.
const DEEPEST: u8 = 4;
/// A number of more digits is a year or a quantity.
const LONGEST_NUMBER: usize = 3;
const FENCE: &str = "```";

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Lines that belong together.
    Lines(Vec<Vec<Inline>>),
    /// A list.
    List {
        /// The number of its first item; none where it is not numbered.
        first: Option<u32>,
        /// Its items.
        items: Vec<Item>,
    },
    /// What is quoted.
    Quote(Vec<Self>),
    /// As it was typed.
    Code(String),
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it says.
    pub lines: Vec<Vec<Inline>>,
    /// The lists below it.
    pub under: Vec<Block>,
}

/// The parts of a text.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    read(&text.lines().collect::<Vec<_>>(), 0)
}

/// Whether a text holds marks. Quotes alone are none: a plain text has them as well.
#[must_use]
pub fn is_marked(text: &str) -> bool {
    fn says(block: &Block) -> bool {
        match block {
            Block::Lines(lines) => lines.iter().flatten().any(|part| !matches!(part, Inline::Text(_))),
            Block::Quote(blocks) => blocks.iter().any(says),
            Block::List { .. } | Block::Code(_) => true,
        }
    }
    blocks(text).iter().any(says)
}

/// The words of a text as they stand between its marks, without what is code.
pub fn words(text: &str) -> Vec<String> {
    fn of_line(parts: &[Inline], found: &mut Vec<String>) {
        for part in parts {
            match part {
                Inline::Text(text) => found.push(text.clone()),
                Inline::Strong(parts) | Inline::Emphasis(parts) | Inline::Link { words: parts, .. } => of_line(parts, found),
                Inline::Code(_) => {}
            }
        }
    }
    fn of(blocks: &[Block], found: &mut Vec<String>) {
        for block in blocks {
            match block {
                Block::Lines(lines) => lines.iter().for_each(|line| of_line(line, found)),
                Block::List { items, .. } => {
                    for item in items {
                        item.lines.iter().for_each(|line| of_line(line, found));
                        of(&item.under, found);
                    }
                }
                Block::Quote(_) | Block::Code(_) => {}
            }
        }
    }
    let mut found = Vec::new();
    of(&blocks(text), &mut found);
    found
}

fn read(lines: &[&str], depth: u8) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let last_fence = lines.iter().rposition(|line| line.trim() == FENCE);
    // Whether a further line belongs to the lines before it.
    let (mut open, mut at) = (false, 0);
    while let Some(line) = lines.get(at) {
        let rest = lines.get(at..).unwrap_or_default();
        let (block, taken) = if line.trim().is_empty() {
            (None, 1)
        } else if let Some((code, taken)) = (last_fence > Some(at)).then(|| fenced(rest)).flatten() {
            (Some(code), taken)
        } else if let Some(quoted) = (depth < DEEPEST).then(|| quoted(rest)).flatten() {
            let taken = quoted.len();
            (Some(Block::Quote(read(&quoted, depth.saturating_add(1)))), taken)
        } else if marker(line).is_some() {
            let (entries, taken) = entries(rest);
            found.extend(nested(&entries, 0));
            (None, taken)
        } else {
            let said = inline(line.trim_end());
            match found.last_mut() {
                Some(Block::Lines(lines)) if open => lines.push(said),
                _ => found.push(Block::Lines(vec![said])),
            }
            open = true;
            at = at.saturating_add(1);
            continue;
        };
        found.extend(block);
        open = false;
        at = at.saturating_add(taken);
    }
    found
}

/// A block between two fences, and how many lines it takes. One that nothing closes is no block.
fn fenced(lines: &[&str]) -> Option<(Block, usize)> {
    let is_fence = |line: &&str| line.trim() == FENCE;
    let length = lines.first().filter(|line| is_fence(line)).and_then(|_| lines.iter().skip(1).position(is_fence))?;
    Some((Block::Code(lines.get(1..=length).unwrap_or_default().join("\n")), length.saturating_add(2)))
}

/// The quoted lines that a text begins with, without their sign.
fn quoted<'a>(lines: &[&'a str]) -> Option<Vec<&'a str>> {
    let unquoted = |line: &&'a str| {
        let rest = line.trim_start().strip_prefix('>')?;
        rest.strip_prefix(' ').or_else(|| (rest.is_empty() || rest.starts_with('>')).then_some(rest))
    };
    let quoted: Vec<_> = lines.iter().map_while(unquoted).collect();
    (!quoted.is_empty()).then_some(quoted)
}

/// What an item of a list begins with.
struct Marker<'a> {
    indent: usize,
    number: Option<u32>,
    said: &'a str,
}

fn marker(line: &str) -> Option<Marker<'_>> {
    let rest = line.trim_start_matches([' ', '\t']);
    let before = line.get(..line.len().checked_sub(rest.len())?)?;
    let indent = before.chars().map(|space| if space == '\t' { 4 } else { 1 }).sum();
    let digits = rest.find(|letter: char| !letter.is_ascii_digit())?;
    let (number, after) = match rest.split_at_checked(digits)? {
        ("", _) => (None, rest.strip_prefix(['-', '*'])?),
        (number, after) if digits <= LONGEST_NUMBER => (Some(number.parse().ok()?), after.strip_prefix(['.', ')'])?),
        _ => return None,
    };
    let said = after.strip_prefix([' ', '\t'])?.trim();
    (!said.is_empty()).then_some(Marker { indent, number, said })
}

struct Entry<'a> {
    marker: Marker<'a>,
    more: Vec<&'a str>,
}

/// The items that a text begins with, and how many lines they take. A line that is indented goes on with the item before it, and a
/// blank one parts nothing from a further item.
fn entries<'a>(lines: &[&'a str]) -> (Vec<Entry<'a>>, usize) {
    let (mut found, mut taken): (Vec<Entry<'a>>, usize) = (Vec::new(), 0);
    for (at, line) in lines.iter().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let is_next = at == taken;
        match (marker(line), found.last_mut()) {
            (Some(marker), _) => found.push(Entry { marker, more: Vec::new() }),
            (None, Some(last)) if is_next && line.starts_with(['\t', ' ']) => last.more.push(line.trim()),
            _ => break,
        }
        taken = at.saturating_add(1);
    }
    (found, taken)
}

fn nested(entries: &[Entry<'_>], depth: u8) -> Vec<Block> {
    let (mut lists, mut rest): (Vec<Block>, &[Entry<'_>]) = (Vec::new(), entries);
    let base = entries.first().map_or(0, |entry| entry.marker.indent);
    while let Some((entry, after)) = rest.split_first() {
        let is_below = |entry: &Entry<'_>| depth < DEEPEST && entry.marker.indent >= base.saturating_add(2);
        let (below, others) = after.split_at_checked(after.iter().take_while(|entry| is_below(entry)).count()).unwrap_or((after, &[]));
        let lines = std::iter::once(entry.marker.said).chain(entry.more.iter().copied()).map(inline).collect();
        let item = Item { lines, under: nested(below, depth.saturating_add(1)) };
        match lists.last_mut() {
            Some(Block::List { first, items }) if first.is_some() == entry.marker.number.is_some() => items.push(item),
            _ => lists.push(Block::List { first: entry.marker.number, items: vec![item] }),
        }
        rest = others;
    }
    lists
}
