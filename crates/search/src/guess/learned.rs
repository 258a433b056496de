//! Categories learned over the team's own closed tickets, and a guess of one with the words that spoke for it. Learns in bounded
//! memory, answers only when such answers have been right, and not at all for a label it has seen too rarely.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use super::calibration::{self, Calibration, Judged};
use super::counts::{Counts, FEWEST, LeftOut};
use super::{Because, Guess, READ, What};
use crate::analysis::lexicon;
use crate::fields::first_part;
use crate::parlance::Parlance;

/// A label with fewer tickets is known, so that its tickets are not taken for another's, but never answered.
const ENOUGH: u32 = 20;
/// Tickets kept to judge the model by, as hashes of their words: at most 5 MB.
const MOST_JUDGES: usize = 1_500;
/// Words of one ticket; more are quoted mail.
const MOST_WORDS: usize = 400;
/// Words named as the reason of a guess.
const NAMED: usize = 3;

/// Takes in closed tickets, one by one, and makes a model of them at any time. At most 30 MB however many there are.
#[derive(Clone, Debug, Default)]
pub struct Learner {
    parlance: Arc<Parlance>,
    counts: Counts,
    judges: Vec<(u16, Vec<u64>)>,
}

impl Learner {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    pub(crate) fn of(parlance: Arc<Parlance>) -> Self {
        Self { parlance, ..Self::default() }
    }

    /// `text` is what the customer wrote when the ticket was new: a model of answers would guess badly from questions.
    pub fn learn(&mut self, text: &str, label: &str) {
        let words: Vec<u64> = words(&self.parlance, text).into_iter().map(|word| word.hash).collect();
        if words.is_empty() || label.is_empty() {
            return;
        }
        let Some(label) = self.counts.learn(&words, label) else { return };
        // Each ticket is equally likely to be kept, so that old and new ones judge. The chance is the count's own hash: the same
        // tickets make the same model.
        if self.judges.len() < MOST_JUDGES {
            self.judges.push((label, words));
        } else if let Some(judge) =
            usize::try_from(hash(&self.counts.tickets) % u64::from(self.counts.tickets)).ok().and_then(|at| self.judges.get_mut(at))
        {
            *judge = (label, words);
        }
    }

    /// What has been learned so far. Takes part of a second: call it in the background.
    #[must_use]
    pub fn model(&self) -> Model {
        let mut counts = self.counts.clone();
        counts.drop_rarer_than(FEWEST);
        let judge = |(label, words): &(u16, Vec<u64>), strange: bool| {
            let scores = counts.scores(words, if strange { LeftOut::Label(*label) } else { LeftOut::Ticket(*label) });
            let counts = calibration::best(&scores.labels).is_some_and(|(best, _)| is_enough(&counts, best));
            Judged { scores, own: (!strange).then_some(usize::from(*label)), counts }
        };
        let judged: Vec<Judged> =
            [false, true].into_iter().flat_map(|strange| self.judges.iter().map(move |ticket| judge(ticket, strange))).collect();
        Model { parlance: Arc::clone(&self.parlance), calibration: Calibration::of(&judged), counts }
    }
}

/// What was learned. Guesses in a millisecond or so.
#[derive(Clone, Debug)]
pub struct Model {
    parlance: Arc<Parlance>,
    counts: Counts,
    calibration: Calibration,
}

impl Model {
    /// The category, if it is sure enough of one.
    #[must_use]
    pub fn guess(&self, text: &str) -> Option<Guess> {
        let words = words(&self.parlance, text);
        let shares = self.shares(&words);
        let (label, share) = calibration::best(&shares)?;
        if share < self.calibration.threshold? || !is_enough(&self.counts, label) {
            return None;
        }
        let value = self.counts.labels.get(label)?.name.clone();
        let words = self.reasons(text, words, label);
        // How often a label comes, or that something is asked, is no reason that a person would accept.
        if words.is_empty() {
            return None;
        }
        let because = Because::Learned { words, share: percent(share), of: self.counts.tickets };
        Some(Guess { what: What::Category, value, because })
    }

    /// The likeliest labels, best first, with their shares of a hundred, sure or not: for a list to choose from.
    #[must_use]
    pub fn likely(&self, text: &str, most: usize) -> Vec<(String, u8)> {
        let shares = self.shares(&words(&self.parlance, text));
        let mut likely: Vec<_> = self.counts.labels.iter().zip(shares).filter(|(label, _)| label.tickets >= ENOUGH).collect();
        likely.sort_by(|a, b| b.1.total_cmp(&a.1));
        likely.into_iter().take(most).map(|(label, share)| (label.name.clone(), percent(share))).collect()
    }

    /// From which share of a hundred on it answers; none when it never does.
    #[must_use]
    pub fn threshold(&self) -> Option<u8> {
        self.calibration.threshold.map(percent)
    }

    /// Empty when there is nothing to tell apart.
    fn shares(&self, words: &[Word]) -> Vec<f64> {
        if self.counts.labels.len() < 2 {
            return Vec::new();
        }
        let hashes: Vec<u64> = words.iter().map(|word| word.hash).collect();
        self.calibration.shares(&self.counts.scores(&hashes, LeftOut::Nothing))
    }

    fn reasons(&self, text: &str, words: Vec<Word>, label: usize) -> Vec<String> {
        let speaks = words.into_iter().filter(|word| !word.asks).map(|word| (self.counts.speaks(word.hash, label), word.range));
        let mut speaks: Vec<(f64, Range<usize>)> = speaks.filter(|(weight, _)| *weight > 0.0).collect();
        speaks.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut named: Vec<Range<usize>> = Vec::new();
        for (_, range) in speaks {
            // `lost card` says what `card` would say once more.
            let is_new = named.iter().all(|other| range.end <= other.start || other.end <= range.start);
            if is_new && named.len() < NAMED {
                named.push(range);
            }
        }
        named.into_iter().filter_map(|range| text.get(range).map(str::to_owned)).collect()
    }
}

fn is_enough(counts: &Counts, label: usize) -> bool {
    counts.labels.get(label).is_some_and(|label| label.tickets >= ENOUGH)
}

fn percent(share: f64) -> u8 {
    (share * 100.0).round() as u8
}

struct Word {
    hash: u64,
    /// It only makes a question of a text: it counts a little, but gives no reason.
    asks: bool,
    range: Range<usize>,
}

/// Every different word and pair of characters of a text, where it stands first: how often one is repeated tells little.
fn words(parlance: &Parlance, text: &str) -> Vec<Word> {
    let tokens = parlance.analyzer.analyze(first_part(text, READ));
    let mut all: Vec<_> = tokens.words.into_iter().chain(tokens.grams).collect();
    all.sort_by_key(|token| token.range.start);
    let mut seen = HashSet::new();
    let words = all.into_iter().map(|token| Word { hash: hash(&token.text), asks: lexicon::is_question_word(&token.text), range: token.range });
    words.filter(|word| seen.insert(word.hash)).take(MOST_WORDS).collect()
}

fn hash<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
