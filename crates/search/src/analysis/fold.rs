//! Stage one: characters. Folds width, case, marks and script, one character at a time, so that each folded character still
//! knows which bytes of the original it came from. Knows nothing of words.

use std::ops::Range;

use super::character::fold_chars;
use super::gloss;

pub(crate) use super::character::HYBRIDS;
pub use super::character::{FoldedChar, is_cjk, is_han, simplified};

/// A text as the index sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    chars: Vec<FoldedChar>,
}

impl Folded {
    pub fn chars(&self) -> &[FoldedChar] {
        &self.chars
    }

    pub fn text(&self) -> String {
        self.chars.iter().map(|c| c.ch).collect()
    }

    /// Bytes of the original behind the folded characters `range`; glosses and marks inside it are included.
    pub fn origin(&self, range: Range<usize>) -> Option<Range<usize>> {
        let first = self.chars.get(range.start)?;
        let last = self.chars.get(range.end.checked_sub(1)?)?;
        Some(first.start as usize..last.end as usize)
    }
}

/// Folds `text`: NFKC per character, accents off Latin letters, lower case, traditional to simplified, pinyin glosses dropped.
///
/// NFKC is applied to each character alone, because a composition across characters would lose the way back to the original.
pub fn fold(text: &str) -> Folded {
    let mut chars = fold_chars(text);
    let glosses = gloss::spans(&chars, text);
    if !glosses.is_empty() {
        let mut dropped = glosses.into_iter().peekable();
        let mut at = 0usize;
        chars.retain(|_| {
            let here = at;
            at += 1;
            while dropped.peek().is_some_and(|span| span.end <= here) {
                dropped.next();
            }
            !dropped.peek().is_some_and(|span| span.contains(&here))
        });
    }
    Folded { chars }
}
