//! Finds words of a vocabulary's groups in a query, and what else means the same. Weighs nothing.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::analysis::fold::{self, Folded};
use crate::analysis::{Analyzer, Tokens};

/// Words of one text that others are looked up for: a ticket's text may hold them all.
const MOST_FOUND: usize = 8;

#[derive(Debug, Default)]
pub(crate) struct Synonyms {
    groups: Vec<Vec<String>>,
    /// By the first unit of a word; longest first.
    begins: HashMap<String, Vec<Known>>,
}

/// A word of a group.
#[derive(Debug)]
struct Known {
    units: Vec<String>,
    group: usize,
    at: usize,
}

/// A word that stands in a text, and those that mean the same.
pub(crate) struct Found<'a> {
    pub(crate) word: &'a str,
    pub(crate) others: Vec<&'a str>,
}

impl Synonyms {
    pub(crate) fn of(groups: Vec<Vec<String>>, analyzer: &Analyzer) -> Self {
        let mut begins: HashMap<String, Vec<Known>> = HashMap::new();
        for (group, words) in groups.iter().enumerate() {
            for (at, word) in words.iter().enumerate() {
                let units: Vec<String> = units(&fold::fold(word), analyzer).into_iter().map(|unit| unit.text).collect();
                if let Some(first) = units.first() {
                    begins.entry(first.clone()).or_default().push(Known { units, group, at });
                }
            }
        }
        begins.values_mut().for_each(|known| known.sort_by_key(|known| std::cmp::Reverse(known.units.len())));
        Self { groups, begins }
    }

    /// What `folded`, cut into `tokens`, holds of these words: at each place the longest.
    pub(crate) fn found(&self, folded: &Folded, tokens: &Tokens, analyzer: &Analyzer) -> Vec<Found<'_>> {
        if self.groups.is_empty() {
            return Vec::new();
        }
        let units = units(folded, analyzer);
        let (starts, ends): (HashSet<usize>, HashSet<usize>) = tokens.words.iter().map(|word| (word.range.start, word.range.end)).unzip();
        let fits = |known: &Known, here: &[Unit]| {
            let Some((first, last)) = here.get(..known.units.len()).and_then(|here| Some((here.first()?, here.last()?))) else { return false };
            // The end of a word and the beginning of the next are none: 会员 does not stand in 机会|员工.
            let is_cut_out = (!first.is_han || starts.contains(&first.start)) && (!last.is_han || ends.contains(&last.end));
            is_cut_out && known.units.iter().zip(here).all(|(known, here)| *known == here.text)
        };
        let mut seen = BTreeSet::new();
        let mut at = 0;
        while let Some(here) = units.get(at..).filter(|here| !here.is_empty() && seen.len() < MOST_FOUND) {
            let begun = here.first().and_then(|first| self.begins.get(&first.text)).map_or(&[][..], Vec::as_slice);
            let longest = begun.iter().find(|known| fits(known, here)).map_or(0, |known| known.units.len());
            seen.extend(begun.iter().filter(|known| known.units.len() == longest && fits(known, here)).map(|known| (known.group, known.at)));
            at += longest.max(1);
        }
        seen.into_iter().filter_map(|(group, at)| self.others(group, at)).collect()
    }

    fn others(&self, group: usize, at: usize) -> Option<Found<'_>> {
        let words = self.groups.get(group)?;
        let others = words.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, word)| word.as_str()).collect();
        Some(Found { word: words.get(at)?, others })
    }
}

/// What texts are compared by: a Chinese character, or the stem of a word with letters.
struct Unit {
    text: String,
    start: usize,
    end: usize,
    is_han: bool,
}

fn units(folded: &Folded, analyzer: &Analyzer) -> Vec<Unit> {
    let is_letter = |ch: char| ch.is_alphanumeric() && !fold::is_cjk(ch);
    let mut units = Vec::new();
    let parts = folded.chars().chunk_by(|a, b| is_letter(a.ch) && (is_letter(b.ch) || is_apostrophe(b.ch)) || is_apostrophe(a.ch) && is_letter(b.ch));
    for part in parts {
        let word: String = part.iter().map(|one| one.ch).filter(|ch| ch.is_alphanumeric()).collect();
        if let (Some(first), Some(last), false) = (part.first(), part.last(), word.is_empty()) {
            units.push(Unit { text: analyzer.stem(&word), start: first.start as usize, end: last.end as usize, is_han: fold::is_han(first.ch) });
        }
    }
    units
}

fn is_apostrophe(ch: char) -> bool {
    matches!(ch, '\'' | '’')
}
