//! A Rust source as the rules need it: code without comments and strings, the comments and strings by themselves,
//! and which lines are tests. A scanner, not a parser: it never fails, and what it cannot tell apart it calls code.

use std::ops::Range;

/// A scanned source. Offsets and lines are those of the text.
pub struct Source {
    live: String,
    lines: usize,
    tests: Vec<Range<usize>>,
    comments: Vec<Piece>,
    strings: Vec<Piece>,
}

/// A comment or a string.
pub struct Piece {
    pub line: usize,
    pub text: String,
    start: usize,
}

impl Source {
    /// Scans a text.
    pub fn read(text: &str) -> Self {
        let (code, comments, strings) = split(text);
        let tests = test_ranges(&code);
        let in_tests = |range: &Range<usize>| code.get(range.clone()).map_or(0, |text| text.lines().count());
        let lines = code.lines().count().saturating_sub(tests.iter().map(in_tests).sum());
        let mut live = code.into_bytes();
        for range in &tests {
            blank(&mut live, range.clone());
        }
        let live = String::from_utf8_lossy(&live).into_owned();
        Self { live, lines, tests, comments, strings }
    }

    /// The code without tests: same length, blanks where comments, strings and tests were.
    pub fn live(&self) -> &str {
        &self.live
    }

    /// The comments, tests included.
    pub fn comments(&self) -> &[Piece] {
        &self.comments
    }

    /// The string literals outside of tests, without their quotes.
    pub fn live_strings(&self) -> impl Iterator<Item = &Piece> {
        let in_tests = |piece: &Piece| self.tests.iter().any(|range| range.contains(&piece.start));
        self.strings.iter().filter(move |piece| !in_tests(piece))
    }

    /// How many lines are not tests.
    pub fn live_lines(&self) -> usize {
        self.lines
    }
}

fn split(text: &str) -> (String, Vec<Piece>, Vec<Piece>) {
    let bytes = text.as_bytes();
    let mut code = bytes.to_vec();
    let (mut comments, mut strings) = (Vec::new(), Vec::new());
    let (mut at, mut line) = (0_usize, 1_usize);
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        let (length, kept) = match piece_at(rest) {
            Some((Kind::Comment, length)) => (length, Some(&mut comments)),
            Some((Kind::Text, length)) => (length, Some(&mut strings)),
            None => (plain(rest), None),
        };
        let end = at.saturating_add(length).min(bytes.len());
        let range = at..end;
        if let Some(kept) = kept {
            let text = String::from_utf8_lossy(bytes.get(range.clone()).unwrap_or_default());
            kept.push(Piece { line, text: text.into_owned(), start: at });
            blank(&mut code, range.clone());
        }
        let newlines = bytes.get(range).unwrap_or_default().iter().filter(|byte| **byte == b'\n');
        line = line.saturating_add(newlines.count());
        at = end;
    }
    (String::from_utf8_lossy(&code).into_owned(), comments, strings)
}

enum Kind {
    Comment,
    Text,
}

/// The comment or literal that begins here, with its length.
fn piece_at(rest: &[u8]) -> Option<(Kind, usize)> {
    if rest.starts_with(b"//") {
        let length = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        return Some((Kind::Comment, length));
    }
    if rest.starts_with(b"/*") {
        return Some((Kind::Comment, block_comment(rest)));
    }
    if rest.first() == Some(&b'\'') {
        return char_literal(rest).map(|length| (Kind::Text, length));
    }
    let prefix = rest.iter().take_while(|byte| is_word(**byte)).count();
    let word = rest.get(..prefix)?;
    let after = rest.get(prefix..)?;
    let hashes = after.iter().take_while(|byte| **byte == b'#').count();
    if matches!(word, b"r" | b"br" | b"cr") && after.get(hashes) == Some(&b'"') {
        let open = prefix.saturating_add(hashes).saturating_add(1);
        let close: Vec<u8> = std::iter::once(b'"').chain(std::iter::repeat_n(b'#', hashes)).collect();
        let body = rest.get(open..)?;
        let length = body.windows(close.len()).position(|window| window == close);
        let length = length.map_or(body.len(), |found| found.saturating_add(close.len()));
        return Some((Kind::Text, open.saturating_add(length)));
    }
    if matches!(word, b"" | b"b" | b"c") && after.first() == Some(&b'"') {
        return Some((Kind::Text, prefix.saturating_add(quoted(after))));
    }
    None
}

fn block_comment(rest: &[u8]) -> usize {
    let (mut depth, mut at) = (0_usize, 0_usize);
    while at < rest.len() {
        let here = rest.get(at..).unwrap_or_default();
        let step = if here.starts_with(b"/*") {
            depth = depth.saturating_add(1);
            2
        } else if here.starts_with(b"*/") {
            depth = depth.saturating_sub(1);
            2
        } else {
            1
        };
        at = at.saturating_add(step);
        if depth == 0 {
            break;
        }
    }
    at
}

fn quoted(rest: &[u8]) -> usize {
    let mut escaped = false;
    for (at, byte) in rest.iter().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at.saturating_add(1),
            _ => {}
        }
    }
    rest.len()
}

/// `'x'` and `'\n'`, but not the lifetime `'x`.
fn char_literal(rest: &[u8]) -> Option<usize> {
    let body = rest.get(1..)?;
    let inner = if body.first() == Some(&b'\\') {
        body.iter().skip(2).position(|byte| *byte == b'\'')?.saturating_add(2)
    } else {
        let text = std::str::from_utf8(body.get(..body.len().min(4))?);
        let valid = match &text {
            Ok(text) => text,
            Err(error) => std::str::from_utf8(body.get(..error.valid_up_to())?).ok()?,
        };
        valid.chars().next()?.len_utf8()
    };
    (body.get(inner) == Some(&b'\'')).then(|| inner.saturating_add(2))
}

/// A whole word at once, so that its last letter is never taken for a literal's prefix.
fn plain(rest: &[u8]) -> usize {
    rest.iter().take_while(|byte| is_word(**byte)).count().max(1)
}

pub fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

fn blank(code: &mut [u8], range: Range<usize>) {
    for byte in code.get_mut(range).unwrap_or_default() {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

/// Items under `#[cfg(test)]` or `#[test]`, attribute included; all of it under `#![cfg(test)]`.
fn test_ranges(code: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (start, _) in code.match_indices('#') {
        if ranges.last().is_some_and(|last| last.contains(&start)) {
            continue;
        }
        let rest = code.get(start..).unwrap_or_default();
        let inner = rest.starts_with("#![");
        if !inner && !rest.starts_with("#[") {
            continue;
        }
        let length = closing(rest, '[', ']');
        let attribute: String = rest.get(..length).unwrap_or_default().chars().filter(|sign| !sign.is_whitespace()).collect();
        let attribute = attribute.trim_start_matches(['#', '!', '[']).trim_end_matches(']');
        let is_test = matches!(attribute, "cfg(test)" | "test" | "tokio::test")
            || attribute.starts_with("cfg(all(test")
            || attribute.starts_with("tokio::test(");
        if !is_test {
            continue;
        }
        if inner {
            return std::iter::once(0..code.len()).collect();
        }
        let after = rest.get(length..).unwrap_or_default();
        let end = start.saturating_add(length).saturating_add(item(after));
        ranges.push(start..end);
    }
    ranges
}

/// The length of the item that begins here, further attributes included.
fn item(code: &str) -> usize {
    let mut depth = 0_usize;
    for (at, sign) in code.char_indices() {
        match sign {
            '(' | '[' | '{' => depth = depth.saturating_add(1),
            ')' | ']' => depth = depth.saturating_sub(1),
            '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at.saturating_add(1);
                }
            }
            ';' if depth == 0 => return at.saturating_add(1),
            _ => {}
        }
    }
    code.len()
}

fn closing(code: &str, open: char, close: char) -> usize {
    let mut depth = 0_usize;
    for (at, sign) in code.char_indices() {
        if sign == open {
            depth = depth.saturating_add(1);
        } else if sign == close {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return at.saturating_add(1);
            }
        }
    }
    code.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_strings_are_not_code() {
        let source = Source::read("let a = \"x::y\"; // z\n/* a /* b */ c */ let b = r#\"q\"w\"#;");
        assert!(!source.live().contains("x::y") && !source.live().contains('z'));
        assert!(!source.live().contains('c') && source.live().contains("let b"));
        let strings: Vec<_> = source.live_strings().map(|piece| piece.text.as_str()).collect();
        assert_eq!(strings, ["\"x::y\"", "r#\"q\"w\"#"]);
        assert_eq!(source.comments().iter().map(|piece| piece.line).collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn a_lifetime_is_no_character() {
        let source = Source::read("fn f<'a>(x: &'a str) -> char { if x == \"\\\"\" { '\"' } else { '退' } }");
        assert_eq!(source.live_strings().count(), 3);
        assert!(source.live().contains("<'a>") && source.live().trim_end().ends_with('}'));
    }

    #[test]
    fn test_items_are_left_out_and_the_rest_stays() {
        let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n    use super::*;\n}\nfn b() { \"s\"; }\n";
        let source = Source::read(text);
        assert!(!source.live().contains("super") && source.live().contains("fn b"));
        assert_eq!(source.live_lines(), 2);
        assert_eq!(Source::read("#![cfg(test)]\nfn a() {}\n").live_lines(), 0);
        assert_eq!(source.live_strings().count(), 1);
    }
}
