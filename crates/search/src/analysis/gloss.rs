//! Pinyin glosses such as `優(yōu)化`, which converters leave behind in documents: finds and strips them. A bracket that is not
//! the reading of the character before it (`文件(file)`) is the writer's own and stays.

use std::borrow::Cow;
use std::ops::Range;

use super::character::{self, FoldedChar};
use super::pinyin;

/// No syllable of Mandarin has more letters (`zhuang`, `shuang`).
const LONGEST: usize = 6;

/// `text` without pinyin glosses, otherwise untouched: for import and display.
pub fn strip_glosses(text: &str) -> Cow<'_, str> {
    if !text.contains(['(', '（']) {
        return Cow::Borrowed(text);
    }
    let chars = character::fold_chars(text);
    let spans = spans(&chars, text);
    if spans.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0usize;
    for span in spans {
        let (Some(first), Some(last)) = (chars.get(span.start), chars.get(span.end.saturating_sub(1))) else {
            continue;
        };
        out.push_str(text.get(from..first.start as usize).unwrap_or_default());
        from = last.end as usize;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(out)
}

/// Index ranges of `chars`, brackets included, that are glosses.
pub(super) fn spans(chars: &[FoldedChar], text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, pair) in chars.windows(2).enumerate() {
        let [han, open] = pair else { continue };
        if open.ch != '(' || !character::is_han(han.ch) {
            continue;
        }
        let from = at + 2;
        let letters: Vec<&FoldedChar> = chars.iter().skip(from).take(LONGEST + 1).take_while(|c| c.ch.is_ascii_lowercase()).collect();
        let (Some(first), Some(last)) = (letters.first(), letters.last()) else {
            continue;
        };
        let close = from + letters.len();
        if letters.len() > LONGEST || chars.get(close).map(|c| c.ch) != Some(')') {
            continue;
        }
        let syllable: String = letters.iter().map(|c| c.ch).collect();
        let written = text.get(first.start as usize..last.end as usize).unwrap_or_default();
        // A tone mark makes it pinyin whatever our reading table says of the character; without one it must be its reading.
        if pinyin::reads_as(han.ch, &syllable) || (!written.is_ascii() && pinyin::is_syllable(&syllable)) {
            found.push(at + 1..close + 1);
        }
    }
    found
}
