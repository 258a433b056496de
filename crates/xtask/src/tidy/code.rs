//! Words of code, and the paths made of them: what the rules about names and modules read.

use super::rust::is_word;

/// A word or a sign, with its line. `::` is one sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    pub text: &'a str,
    pub line: usize,
}

/// Cuts code (without comments and strings) into words and signs.
pub fn tokens(code: &str) -> Vec<Token<'_>> {
    let bytes = code.as_bytes();
    let (mut found, mut at, mut line) = (Vec::new(), 0_usize, 1_usize);
    while let Some(&byte) = bytes.get(at) {
        if byte == b'\n' {
            line = line.saturating_add(1);
        }
        let rest = bytes.get(at..).unwrap_or_default();
        let word = rest.iter().take_while(|byte| is_word(**byte)).count();
        let length = if rest.starts_with(b"::") { 2 } else { word.max(1) };
        let end = at.saturating_add(length);
        if !byte.is_ascii_whitespace() {
            found.extend(code.get(at..end).map(|text| Token { text, line }));
        }
        at = end;
    }
    found
}

/// Whether the word stands in the code as a word of its own; its lines.
pub fn lines_with(code: &str, word: &str) -> Vec<usize> {
    if !code.contains(word) {
        return Vec::new();
    }
    tokens(code).iter().filter(|token| token.text == word).map(|token| token.line).collect()
}

/// The lines on which the path `first::second` stands.
pub fn lines_with_path(code: &str, first: &str, second: &str) -> Vec<usize> {
    if !code.contains(first) || !code.contains(second) {
        return Vec::new();
    }
    let tokens = tokens(code);
    let texts = |window: &[Token<'_>]| matches!(window, [a, b, c] if a.text == first && b.text == "::" && c.text == second);
    tokens.windows(3).filter(|window| texts(window)).filter_map(|window| window.first()).map(|token| token.line).collect()
}

/// `FirstWords` and `first_words` as `first`, `words`.
pub fn parts(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut previous = '_';
    for sign in name.chars() {
        if !sign.is_alphanumeric() {
            previous = '_';
            continue;
        }
        let starts = previous == '_' || (sign.is_uppercase() && !previous.is_uppercase());
        previous = sign;
        if starts {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.extend(sign.to_lowercase());
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_found_across_spaces_and_lines() {
        let code = "let a = Instant\n  ::now(); MyInstant::now(); Instant::nowhere()";
        assert_eq!(lines_with_path(code, "Instant", "now"), [1]);
        assert_eq!(lines_with(code, "MyInstant"), [2]);
    }

    #[test]
    fn names_are_cut_into_words() {
        assert_eq!(parts("TicketManager"), ["ticket", "manager"]);
        assert_eq!(parts("http_utils.test"), ["http", "utils", "test"]);
        assert_eq!(parts("SLAClock"), ["slaclock"]);
    }
}
