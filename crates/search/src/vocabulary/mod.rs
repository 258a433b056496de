//! A team's own words, as its lead writes them down: an article of which each line is a group of words that mean the same, or one
//! word that is not to be cut apart. Owns the reading of that text; changes no search by itself.

mod line;
mod synonyms;

use std::collections::BTreeSet;

use line::Line;

pub(crate) use synonyms::{Found, Synonyms};

/// Words in all: a lead writes some hundreds, and each costs a moment when the vocabulary is taken over.
const MOST_WORDS: usize = 5_000;

/// Words folded as the index has them, so that either script and any width say the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    words: BTreeSet<String>,
    groups: BTreeSet<Vec<String>>,
}

/// A line that was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineFault {
    /// From 1.
    pub line: usize,
    pub fault: Fault,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// A word of more than 40 characters.
    LongWord,
    /// A group of more than 20 words.
    LargeGroup,
    /// More than 5,000 words in all: nothing is read from this line on.
    ManyWords,
    /// Signs alone, where a word should stand.
    NoWord,
    /// A group that says of no two words that they mean the same.
    OneSided,
    /// A word by itself that is never cut apart, and so needs no line: only one of two Chinese characters or more is.
    NeverCut,
}

impl Vocabulary {
    /// Reads what can be read, and says of each line that cannot what is wrong with it.
    pub fn read(text: &str) -> (Self, Vec<LineFault>) {
        let mut vocabulary = Self::default();
        let mut faults = Vec::new();
        let mut left = MOST_WORDS;
        for (line, text) in (1..).zip(text.lines()) {
            let read = match line::read(text) {
                Ok(None) => continue,
                Ok(Some(read)) => read,
                Err(fault) => {
                    faults.push(LineFault { line, fault });
                    continue;
                }
            };
            let Some(less) = left.checked_sub(read.count()) else {
                faults.push(LineFault { line, fault: Fault::ManyWords });
                break;
            };
            left = less;
            match read {
                Line::Word(word) => drop(vocabulary.words.insert(word)),
                Line::Group(words) => drop(vocabulary.groups.insert(words)),
            }
        }
        (vocabulary, faults)
    }

    /// The same for two vocabularies that say the same, in whatever order; another when they do not.
    pub fn fingerprint(&self) -> String {
        let mut hash = blake3::Hasher::new();
        for group in std::iter::once(Vec::from_iter(&self.words)).chain(self.groups.iter().map(Vec::from_iter)) {
            for word in group {
                hash.update(word.as_bytes()).update(b"\0");
            }
            hash.update(b"\n");
        }
        hash.finalize().to_hex().chars().take(16).collect()
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.groups.is_empty()
    }

    /// Words that are not to be cut apart, in order.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    pub(crate) fn into_groups(self) -> Vec<Vec<String>> {
        self.groups.into_iter().collect()
    }
}
