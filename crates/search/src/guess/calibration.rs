//! How far the scores are to be trusted: turns them into shares of right answers, and finds from which share on to answer at all.
//! Judged on tickets whose answer is known and was kept from the model; counts no words.

/// Of the answers given, so many shall be right: an agent stops reading guesses that are often wrong.
const PRECISION: f64 = 0.95;
/// Less than this is no answer whatever the tickets say: something else is likelier.
const LEAST: f64 = 0.5;
/// One ticket in ten is taken to be of a kind that was never seen, for which every answer is wrong. There are none to be judged by,
/// so that the known ones stand in, each with its own label taken out of the model. Without them a model that had learned half the
/// kinds of a bank's tickets answered 56 of 100 tickets of the other half; with them 23.
const STRANGE: f64 = 0.1;

/// How much the words of a text speak for each label.
#[derive(Debug)]
pub(super) struct Scores {
    pub(super) labels: Vec<f64>,
    /// Words of the text. Those that were never learned count too: the less of a text is known, the less sure is what is said of it.
    pub(super) words: usize,
}

/// A ticket whose label is known, scored by what was learned of others.
#[derive(Debug)]
pub(super) struct Judged {
    pub(super) scores: Scores,
    /// None when its label was taken out.
    pub(super) own: Option<usize>,
    /// Whether the label that scores best has tickets enough to be answered.
    pub(super) counts: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Calibration {
    temperature: f64,
    /// None when no share is sure enough.
    pub(super) threshold: Option<f64>,
}

impl Calibration {
    pub(super) fn of(judged: &[Judged]) -> Self {
        // Coarse steps: the loss is flat around its best.
        let tried = (0u8..=32).map(|step| Self { temperature: 0.25 * (f64::from(step) / 5.0).exp2(), threshold: None });
        let best = tried.map(|one| (one.loss(judged), one)).min_by(|a, b| a.0.total_cmp(&b.0));
        let best = best.map_or(Self { temperature: 1.0, threshold: None }, |(_, best)| best);
        Self { threshold: best.threshold_for(judged), ..best }
    }

    /// A share for each label; together they are 1.
    ///
    /// Words of one text repeat each other, which naive Bayes does not know: its logarithms are made smaller, the more the longer
    /// the text is, until they are as sure as they are right.
    pub(super) fn shares(&self, scores: &Scores) -> Vec<f64> {
        let damping = self.temperature * (scores.words.max(1) as f64).sqrt();
        let top = scores.labels.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let raised: Vec<f64> = scores.labels.iter().map(|score| ((score - top) / damping).exp()).collect();
        let all: f64 = raised.iter().sum();
        raised.into_iter().map(|one| one / all).collect()
    }

    /// How surprised the shares are by the truth.
    fn loss(&self, judged: &[Judged]) -> f64 {
        let surprise = |one: &Judged| one.own.and_then(|own| self.shares(&one.scores).get(own).copied()).map_or(0.0, |share| -share.max(1e-9).ln());
        judged.iter().map(surprise).sum()
    }

    /// The lowest share from which on the answers are right often enough.
    fn threshold_for(&self, judged: &[Judged]) -> Option<f64> {
        let answered = judged.iter().filter(|one| one.counts).filter_map(|one| {
            let (label, share) = best(&self.shares(&one.scores))?;
            let weight = if one.own.is_some() { 1.0 - STRANGE } else { STRANGE };
            (share >= LEAST).then_some((share, weight, one.own == Some(label)))
        });
        let mut answered: Vec<(f64, f64, bool)> = answered.collect();
        answered.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (mut right, mut given, mut lowest) = (0.0f64, 0.0f64, None);
        for (share, weight, is_right) in answered {
            given += weight;
            right += if is_right { weight } else { 0.0 };
            // One more of each kind than was seen (Laplace): three right answers of three prove little.
            if (right + 1.0) / (given + 2.0) >= PRECISION {
                lowest = Some(share);
            }
        }
        lowest
    }
}

pub(super) fn best(numbers: &[f64]) -> Option<(usize, f64)> {
    numbers.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1))
}
