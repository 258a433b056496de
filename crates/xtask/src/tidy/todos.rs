//! What is left to do says why it was left, in brackets behind the mark.

use super::code::tokens;
use super::finding::Finding;
use super::tree::Tree;

const MARKS: &[&str] = &["TODO", "FIXME"];

/// Looks into the comments of Rust, and at every line of the other sources.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, source) in tree.rust() {
        for piece in source.comments() {
            findings.extend(bare(&piece.text).map(|offset| finding(file.path(), piece.line.saturating_add(offset))));
        }
    }
    for file in tree.files().iter().filter(|file| file.ends(&["ts", "svelte", "css", "sql", "ftl", "toml", "yml", "html"])) {
        for (number, line) in file.lines() {
            findings.extend(bare(line).map(|_| finding(file.path(), number)));
        }
    }
    findings
}

fn finding(path: &str, line: usize) -> Finding {
    Finding::broken(path, line, "a mark of work left needs its reason behind it, in brackets")
}

/// The lines, counted from zero, on which a mark stands without a reason.
fn bare(text: &str) -> impl Iterator<Item = usize> {
    let tokens = tokens(text);
    let at = |place: usize| tokens.get(place).map_or("", |token| token.text);
    let mut lines = Vec::new();
    for (place, token) in tokens.iter().enumerate() {
        let reason = at(place.saturating_add(1)) == "(" && at(place.saturating_add(2)) != ")";
        if MARKS.contains(&token.text) && !reason {
            lines.push(token.line.saturating_sub(1));
        }
    }
    lines.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_needs_a_reason_and_a_string_is_no_mark() {
        let text = "// TODO later\n// TODO(when notices come): x\n/* a\n FIXME */\nlet a = \"TODO\";\n// TODO()\n";
        let found = check(&Tree::of(&[("a.rs", text), ("b.css", "/* TODO */")]));
        let places: Vec<_> = found.iter().map(Finding::at).collect();
        assert_eq!(places, [("a.rs", 1), ("a.rs", 4), ("a.rs", 6), ("b.css", 1)]);
    }
}
