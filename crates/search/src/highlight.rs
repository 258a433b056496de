//! Which parts of an original text a query found: highlighted pieces of a title, and the best excerpt of a body. Ranks nothing.

use std::collections::HashSet;
use std::ops::Range;

use crate::analysis::fold::{self, Folded, FoldedChar};
use crate::analysis::{Analyzer, pinyin};
use crate::fields::first_part;
use crate::hit::Piece;

/// Characters of a snippet.
const SNIPPET: usize = 120;
/// Where in a body a snippet is looked for; beyond it the article's beginning is shown.
const LOOKED_AT: usize = 24 * 1024;
/// Characters before the first find, so that it is read in its sentence.
const LEAD: usize = 20;

/// What to mark. Bigrams rather than dictionary words: cutting every shown body into words would cost more than the search.
#[derive(Debug, Default)]
pub(crate) struct Needles {
    pairs: Pairs,
    pub(crate) singles: HashSet<char>,
    stems: HashSet<String>,
    /// How words begin that may have one of the stems.
    beginnings: Pairs,
    pub(crate) sounds: HashSet<String>,
}

impl Needles {
    pub(crate) fn add_gram(&mut self, gram: &str) {
        // Pairs of words with letters are marked word by word, through `stems`.
        if !gram.chars().all(fold::is_cjk) {
            return;
        }
        let mut chars = gram.chars();
        match (chars.next(), chars.next()) {
            (Some(a), Some(b)) => self.pairs.insert(a, b),
            (Some(a), None) => drop(self.singles.insert(a)),
            _ => {}
        }
    }

    pub(crate) fn add_stem(&mut self, stem: String) {
        let mut chars = stem.chars();
        if let Some(first) = chars.next() {
            let second = chars.next().unwrap_or_default();
            self.beginnings.insert(first, second);
            // A stem leaves a word's first two letters alone, but for `dying`, `lying` and `tying`.
            if second == 'i' {
                self.beginnings.insert(first, 'y');
            }
        }
        self.stems.insert(stem);
    }

    pub(crate) fn title(&self, analyzer: &Analyzer, title: &str) -> Vec<Piece> {
        let title = first_part(title, 2 * 1024);
        let folded = fold::fold(title);
        let mut marks = self.marks(analyzer, &folded);
        if !self.sounds.is_empty() {
            self.mark_sounds(&folded, &mut marks);
        }
        pieces(title, 0..title.len(), &folded, &marks)
    }

    pub(crate) fn snippet(&self, analyzer: &Analyzer, body: &str) -> Vec<Piece> {
        let body = first_part(body, LOOKED_AT);
        let folded = fold::fold(body);
        let marks = self.marks(analyzer, &folded);
        let begin = best_window(&marks).saturating_sub(LEAD);
        let from = word_start(&folded, begin);
        let end = word_start(&folded, (begin + SNIPPET).min(folded.chars().len()));
        let Some(shown) = folded.origin(from..end) else {
            return Vec::new();
        };
        pieces(body, shown, &folded, &marks)
    }

    /// One mark per folded character.
    fn marks(&self, analyzer: &Analyzer, folded: &Folded) -> Vec<bool> {
        let chars = folded.chars();
        let mut marks = vec![false; chars.len()];
        for (at, pair) in chars.windows(2).enumerate() {
            if let [a, b] = pair
                && self.pairs.contains(a.ch, b.ch)
            {
                set(&mut marks, at..at + 2);
            }
        }
        if !self.singles.is_empty() {
            chars.iter().enumerate().filter(|(_, c)| self.singles.contains(&c.ch)).for_each(|(at, _)| set(&mut marks, at..at + 1));
        }
        if !self.stems.is_empty() {
            let is_letter = |c: &FoldedChar| c.ch.is_alphanumeric() && !fold::is_cjk(c.ch);
            let mut at = 0;
            while let Some(rest) = chars.get(at..).filter(|rest| !rest.is_empty()) {
                let word = rest.iter().position(|c| !is_letter(c)).and_then(|end| rest.get(..end)).unwrap_or(rest);
                if let Some(first) = word.first()
                    && self.beginnings.contains(first.ch, word.get(1).map_or('\0', |second| second.ch))
                    && self.stems.contains(&analyzer.stem(&word.iter().map(|c| c.ch).collect::<String>()))
                {
                    set(&mut marks, at..at + word.len());
                }
                at += word.len().max(1);
            }
        }
        marks
    }

    fn mark_sounds(&self, folded: &Folded, marks: &mut [bool]) {
        let chars: Vec<char> = folded.chars().iter().map(|c| c.ch).collect();
        for found in pinyin::spellings(&chars).into_iter().filter(|s| self.sounds.contains(&s.text)) {
            set(marks, found.start..found.start + found.len);
        }
    }
}

/// Pairs of characters. Nearly every pair of a text is none of them, and most are told apart by a glance at one bit.
#[derive(Debug)]
struct Pairs {
    exact: HashSet<(char, char)>,
    maybe: [bool; 4096],
}

impl Default for Pairs {
    fn default() -> Self {
        Self { exact: HashSet::new(), maybe: [false; 4096] }
    }
}

impl Pairs {
    fn insert(&mut self, a: char, b: char) {
        self.maybe.get_mut(Self::place(a, b)).into_iter().for_each(|maybe| *maybe = true);
        self.exact.insert((a, b));
    }

    fn contains(&self, a: char, b: char) -> bool {
        self.maybe.get(Self::place(a, b)).is_some_and(|maybe| *maybe) && self.exact.contains(&(a, b))
    }

    fn place(a: char, b: char) -> usize {
        ((a as usize) ^ (b as usize) << 6 ^ (b as usize) >> 6) % 4096
    }
}

/// The first word that begins here or a little later: an excerpt that starts or ends within a word, or with a comma, reads badly.
fn word_start(folded: &Folded, at: usize) -> usize {
    let chars = folded.chars();
    if at == 0 || at >= chars.len() {
        return at;
    }
    let is_start = |at: &usize| {
        let letter = |at: usize| chars.get(at).is_some_and(|c| c.ch.is_alphanumeric() && !fold::is_cjk(c.ch));
        chars.get(*at).is_some_and(|c| c.ch.is_alphanumeric()) && !(letter(*at) && at.checked_sub(1).is_some_and(letter))
    };
    (at..chars.len().min(at + LEAD)).find(is_start).unwrap_or(at)
}

fn set(marks: &mut [bool], range: Range<usize>) {
    if let Some(part) = marks.get_mut(range) {
        part.fill(true);
    }
}

/// Start of the window of a snippet's length with the most marked characters; the earliest of equals.
fn best_window(marks: &[bool]) -> usize {
    let width = SNIPPET - LEAD;
    let mut now = marks.iter().take(width).filter(|m| **m).count();
    let (mut best, mut start) = (now, 0);
    for (at, (gone, come)) in marks.iter().zip(marks.iter().skip(width)).enumerate() {
        now = now + usize::from(*come) - usize::from(*gone);
        // Only where a find begins: moving on for its own sake would cut the sentence before.
        if now > best {
            (best, start) = (now, at + 1);
        }
    }
    marks.iter().enumerate().skip(start).find(|(_, m)| **m).map_or(0, |(at, _)| at)
}

/// Cuts `shown` bytes of `text` where marks begin and end. Bytes no folded character stands for go with the piece before them.
fn pieces(text: &str, shown: Range<usize>, folded: &Folded, marks: &[bool]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut from = shown.start;
    let mut hit = false;
    for (ch, mark) in folded.chars().iter().zip(marks) {
        let start = ch.start as usize;
        if start < shown.start || start >= shown.end || *mark == hit {
            continue;
        }
        push(&mut out, text.get(from..start), hit);
        (from, hit) = (start.max(from), *mark);
    }
    push(&mut out, text.get(from..shown.end), hit);
    out
}

fn push(out: &mut Vec<Piece>, text: Option<&str>, hit: bool) {
    if let Some(text) = text.filter(|t| !t.is_empty()) {
        out.push(Piece { text: text.to_owned(), hit });
    }
}
