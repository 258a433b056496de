//! A text without its marks, as it is found by search and read where nothing is formatted.

use super::{Block, Inline, Item, blocks};

/// The text without its marks: lists keep their lines, links say where they lead.
#[must_use]
pub fn plain(text: &str) -> String {
    lines(&blocks(text)).join("\n")
}

fn lines(blocks: &[Block]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for block in blocks {
        if !found.is_empty() {
            found.push(String::new());
        }
        match block {
            Block::Lines(lines) => found.extend(lines.iter().map(|line| of_line(line))),
            Block::List { first, items } => found.extend(list(*first, items)),
            Block::Quote(blocks) => found.extend(lines(blocks).iter().map(|line| format!("> {line}").trim_end().to_owned())),
            Block::Code(code) => found.extend(code.lines().map(str::to_owned)),
        }
    }
    found
}

fn list(first: Option<u32>, items: &[Item]) -> Vec<String> {
    let mut found = Vec::new();
    for (at, item) in (0_u32..).zip(items) {
        let mark = first.map_or_else(|| "- ".to_owned(), |first| format!("{}. ", first.saturating_add(at)));
        let indent = " ".repeat(mark.len());
        let said = item.lines.iter().map(|line| of_line(line));
        let below = item.under.iter().flat_map(|list| lines(std::slice::from_ref(list)));
        found.extend(said.chain(below).enumerate().map(|(line, text)| if line == 0 { format!("{mark}{text}") } else { format!("{indent}{text}") }));
    }
    found
}

fn of_line(parts: &[Inline]) -> String {
    let text = |part: &Inline| match part {
        Inline::Text(text) | Inline::Code(text) => text.clone(),
        Inline::Strong(parts) | Inline::Emphasis(parts) => of_line(parts),
        Inline::Link { to, words } => {
            let words = of_line(words);
            let address = to.strip_prefix("mailto:").unwrap_or(to);
            if words == address || words == *to { words } else { format!("{words} ({address})") }
        }
    };
    parts.iter().map(text).collect()
}
