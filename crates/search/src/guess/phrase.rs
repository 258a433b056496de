//! Words as rules and texts hold them: Latin words whole and by their stem, Chinese character by character, both as the search
//! folds them. Finds a phrase in a text and says where the original has it. Knows no rule.

use std::collections::HashMap;
use std::ops::Range;

use crate::analysis::{Analyzer, fold};

/// Longer runs of letters are keys and hashes; a rule's word is cut alike, so that both still meet.
const LONGEST: usize = 64;

/// A word or a few, folded: what a rule looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase(Vec<String>);

impl Phrase {
    /// None when nothing of it is left to look for.
    pub(super) fn of(word: &str) -> Option<Self> {
        let units: Vec<String> = cut(word).into_iter().map(|unit| unit.text).collect();
        (!units.is_empty()).then_some(Self(units))
    }
}

/// A text cut up once, in which any number of phrases are looked for.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    original: &'a str,
    units: Vec<Unit>,
    /// Where each unit stands: a team has hundreds of words, and nearly all of them end here.
    places: HashMap<String, Vec<usize>>,
}

impl<'a> Reading<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let units = cut(text);
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, unit) in units.iter().enumerate() {
            places.entry(unit.text.clone()).or_default().push(at);
        }
        Self { original: text, units, places }
    }

    /// The first place of `phrase`, as the original has it.
    pub(super) fn find(&self, phrase: &Phrase) -> Option<&'a str> {
        let starts = self.places.get(phrase.0.first()?)?;
        let found = starts.iter().find_map(|start| {
            let here = self.units.get(*start..start.saturating_add(phrase.0.len()))?;
            here.iter().map(|unit| &unit.text).eq(&phrase.0).then_some(here)
        })?;
        self.original.get(found.first()?.range.start..found.last()?.range.end)
    }
}

#[derive(Debug)]
struct Unit {
    text: String,
    /// Bytes of the original.
    range: Range<usize>,
}

fn cut(text: &str) -> Vec<Unit> {
    let analyzer = Analyzer::new();
    let folded = fold::fold(text);
    let chars = folded.chars();
    let mut units: Vec<Unit> = Vec::new();
    let mut gap = None;
    let mut at = 0usize;
    while let Some(first) = chars.get(at) {
        let len = if is_letter(first.ch) { chars.iter().skip(at).take_while(|c| is_letter(c.ch) || is_apostrophe(c.ch)).count() } else { 1 };
        let run = chars.get(at..at.saturating_add(len)).unwrap_or_default();
        let range = first.start as usize..run.last().map_or(first.end, |last| last.end) as usize;
        at = at.saturating_add(len);
        // `lost card` is `lost-card` and stays it over the end of a line; 退 款 is no more 退款 than it is for the search.
        if first.ch.is_whitespace() || is_joint(first.ch) {
            gap = Some(range);
            continue;
        }
        let text = if is_letter(first.ch) {
            let word: String = run.iter().map(|c| c.ch).filter(|c| !is_apostrophe(*c)).take(LONGEST).collect();
            analyzer.stem(&word)
        } else {
            first.ch.to_string()
        };
        if let Some(gap) = gap.take()
            && fold::is_cjk(first.ch)
            && units.last().is_some_and(|before| before.text.chars().all(fold::is_cjk))
        {
            units.push(Unit { text: " ".to_owned(), range: gap });
        }
        units.push(Unit { text, range });
    }
    units
}

/// Of a word that spaces set apart from others.
fn is_letter(ch: char) -> bool {
    ch.is_alphanumeric() && !fold::is_cjk(ch)
}

fn is_apostrophe(ch: char) -> bool {
    matches!(ch, '\'' | '’')
}

fn is_joint(ch: char) -> bool {
    matches!(ch, '-' | '_' | '/')
}
