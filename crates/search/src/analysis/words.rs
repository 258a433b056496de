//! Stage two: words. Cuts folded text into words, CJK bigrams and surface forms. Knows nothing of fields, weights or queries.

use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};

use super::dictionary::Dictionary;
use super::fold::{self, Folded, FoldedChar};
use super::lexicon;

/// A term and the bytes of the original text it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    pub range: Range<usize>,
}

/// A run of letters as written (folded, not stemmed): what typing slips and prefixes are compared with, and pinyin is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surface {
    pub text: String,
    pub stem: String,
}

#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// Dictionary words, and stems of words with letters.
    pub words: Vec<Token>,
    /// Every two neighbouring CJK characters (one that stands alone is its own), and pairs of words with letters, `lost card`.
    pub grams: Vec<Token>,
    pub surfaces: Vec<Surface>,
    /// Unbroken runs of Han characters.
    pub runs: Vec<Vec<char>>,
}

/// Cuts texts into tokens. Cheap to make; the dictionary is shared by all that are made without one.
pub struct Analyzer {
    stemmer: Stemmer,
    dictionary: Dictionary,
}

impl Default for Analyzer {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Analyzer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Analyzer")
    }
}

impl Analyzer {
    pub fn new() -> Self {
        Self::of(Dictionary::default())
    }

    pub(crate) fn of(dictionary: Dictionary) -> Self {
        Self { stemmer: Stemmer::create(Algorithm::English), dictionary }
    }

    pub(crate) fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    pub fn analyze(&self, text: &str) -> Tokens {
        self.tokens(&fold::fold(text))
    }

    pub fn tokens(&self, folded: &Folded) -> Tokens {
        let mut out = Tokens::default();
        let chars = folded.chars();
        // The word with letters that the next one makes a pair with.
        let mut before = None;
        let mut at = 0;
        while let Some(first) = chars.get(at) {
            let class = Class::of(first.ch);
            let len = chars.iter().skip(at).take_while(|c| class.goes_on(c.ch)).count().max(1);
            let run = chars.get(at..at + len).unwrap_or_default();
            match class {
                Class::Han | Class::Kana => {
                    self.cjk(run, class, &mut out);
                    before = None;
                }
                Class::Letters => {
                    let from = out.words.len();
                    self.letters(run, &mut out);
                    before = pair(before, from, &mut out);
                }
                Class::Gap if run.iter().any(|c| ends_sentence(c.ch)) => before = None,
                Class::Gap => {}
            }
            at += len;
        }
        out
    }

    pub fn stem(&self, word: &str) -> String {
        if word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase()) { self.stemmer.stem(word).into_owned() } else { word.to_owned() }
    }

    fn cjk(&self, run: &[FoldedChar], class: Class, out: &mut Tokens) {
        let text: String = run.iter().map(|c| c.ch).collect();
        let push = |words: &mut Vec<Token>, range: Range<usize>| {
            if let Some(part) = run.get(range)
                && let Some(range) = span(part)
            {
                words.push(Token { text: part.iter().map(|c| c.ch).collect(), range });
            }
        };
        if run.len() == 1 {
            push(&mut out.grams, 0..1);
        }
        for at in 1..run.len() {
            push(&mut out.grams, at - 1..at + 1);
        }
        if class == Class::Han {
            // Without the hidden Markov model: what it guesses depends on the text around, and a query has little of it.
            for word in self.dictionary.cut_for_search(&text) {
                push(&mut out.words, word);
            }
            out.runs.push(run.iter().map(|c| c.ch).collect());
        }
    }

    /// `rand.nv` gives `rand`, `nv` and `rand.nv`: each part is searched for, and the whole finds its own article first.
    fn letters(&self, run: &[FoldedChar], out: &mut Tokens) {
        let end = run.iter().rposition(|c| c.ch.is_alphanumeric()).map_or(0, |last| last + 1);
        let run = run.get(..end).unwrap_or_default();
        let mut parts = 0;
        for part in run.split(|c| is_joint(c.ch)).filter(|p| !p.is_empty()) {
            // An apostrophe is no joint: `can't` is one word, with or without it.
            let word: String = part.iter().map(|c| c.ch).filter(|c| !is_apostrophe(*c)).take(MAX_WORD).collect();
            let Some(range) = span(part).filter(|_| !word.is_empty()) else {
                continue;
            };
            let stem = self.stem(&word);
            out.words.push(Token { text: stem.clone(), range });
            out.surfaces.push(Surface { text: word, stem });
            parts += 1;
        }
        if parts > 1
            && let Some(range) = span(run)
        {
            out.words.push(Token { text: run.iter().map(|c| c.ch).filter(|c| !is_apostrophe(*c)).take(MAX_WORD).collect(), range });
        }
    }
}

/// Longer "words" are keys, hashes and noise; tantivy would refuse a term of 64 KiB.
const MAX_WORD: usize = 64;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Han,
    Kana,
    Letters,
    Gap,
}

impl Class {
    fn of(ch: char) -> Self {
        if fold::is_han(ch) {
            Self::Han
        } else if fold::is_cjk(ch) {
            Self::Kana
        } else if ch.is_alphanumeric() {
            Self::Letters
        } else {
            Self::Gap
        }
    }

    fn goes_on(self, ch: char) -> bool {
        Self::of(ch) == self || (self == Self::Letters && (is_joint(ch) || is_apostrophe(ch)))
    }
}

/// Joins the word just read, if it tells anything, with the one before: `lost my card` holds the pair `lost card`.
fn pair(before: Option<Token>, from: usize, out: &mut Tokens) -> Option<Token> {
    let now = match out.words.get(from..) {
        Some([one]) if !lexicon::is_question_word(&one.text) => one.clone(),
        Some([]) | None => return before,
        Some([one]) if lexicon::is_question_word(&one.text) => return before,
        Some(_) => return None,
    };
    if let Some(before) = before {
        out.grams.push(Token { text: format!("{} {}", before.text, now.text), range: before.range.start..now.range.end });
    }
    Some(now)
}

fn ends_sentence(ch: char) -> bool {
    matches!(ch, '.' | '!' | '?' | ';' | '\n')
}

fn is_joint(ch: char) -> bool {
    matches!(ch, '.' | '_' | '-' | '&' | '@' | '/')
}

fn is_apostrophe(ch: char) -> bool {
    matches!(ch, '\'' | '’')
}

fn span(run: &[FoldedChar]) -> Option<Range<usize>> {
    Some(run.first()?.start as usize..run.last()?.end as usize)
}
