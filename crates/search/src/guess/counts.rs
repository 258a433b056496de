//! How often each word stood in the tickets of each label, and what that says of a text. Words are kept as hashes: nothing a
//! customer wrote can be read out of the counts. Learns and scores; calibrates nothing.

use std::collections::HashMap;

use super::calibration::Scores;

/// Words kept. With `MOST_PAIRS` this bounds the memory to some 25 MB, whatever is learned; beyond it the rarest go.
const MOST_WORDS: usize = 120_000;
/// Words times the labels they stood in.
const MOST_PAIRS: usize = 600_000;
/// Tickets of further labels are not learned.
const MOST_LABELS: usize = 500;
/// What stood in one ticket alone (a name, a number) tells nothing of others.
pub(super) const FEWEST: u32 = 2;
/// Given to every word in every label before the first is counted (Lidstone); on whole counts it hides rare but telling words.
const GIVEN: f64 = 0.1;

#[derive(Clone, Debug)]
pub(super) struct Label {
    pub(super) name: String,
    pub(super) tickets: u32,
    words: u32,
}

/// What a score is to know nothing of, so that learned tickets can judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LeftOut {
    Nothing,
    /// The ticket itself, which is of this label.
    Ticket(u16),
    /// All tickets of this label.
    Label(u16),
}

#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    pub(super) tickets: u32,
    pub(super) labels: Vec<Label>,
    words: HashMap<u64, Vec<(u16, u32)>>,
    pairs: usize,
}

impl Counts {
    /// The label's place, unless there are too many labels.
    pub(super) fn learn(&mut self, words: &[u64], label: &str) -> Option<u16> {
        let known = self.labels.iter().position(|known| known.name == label);
        if known.is_none() {
            if self.labels.len() >= MOST_LABELS {
                return None;
            }
            self.labels.push(Label { name: label.to_owned(), tickets: 0, words: 0 });
        }
        let at = u16::try_from(known.unwrap_or(self.labels.len().saturating_sub(1))).ok()?;
        let entry = self.labels.get_mut(usize::from(at))?;
        entry.tickets = entry.tickets.saturating_add(1);
        self.tickets = self.tickets.saturating_add(1);
        for word in words {
            let by_label = self.words.entry(*word).or_default();
            match by_label.iter_mut().find(|(label, _)| *label == at) {
                Some((_, times)) => *times = times.saturating_add(1),
                None => {
                    by_label.push((at, 1));
                    self.pairs = self.pairs.saturating_add(1);
                }
            }
            entry.words = entry.words.saturating_add(1);
        }
        let mut floor = 1;
        while self.words.len() > MOST_WORDS || self.pairs > MOST_PAIRS {
            // A quarter at once, or every further ticket would walk through all of them.
            while self.words.len() > MOST_WORDS / 4 * 3 || self.pairs > MOST_PAIRS / 4 * 3 {
                self.drop_rarer_than(floor);
                floor = floor.saturating_add(1);
            }
        }
        Some(at)
    }

    pub(super) fn drop_rarer_than(&mut self, floor: u32) {
        let (labels, pairs) = (&mut self.labels, &mut self.pairs);
        self.words.retain(|_, by_label| {
            let keep = total(by_label) >= floor;
            if !keep {
                *pairs = pairs.saturating_sub(by_label.len());
                for (label, times) in by_label.iter() {
                    if let Some(label) = labels.get_mut(usize::from(*label)) {
                        label.words = label.words.saturating_sub(*times);
                    }
                }
            }
            keep
        });
    }

    /// How much `words` speak for each label, in natural logarithms (naive Bayes), as if what is left out had never been learned.
    pub(super) fn scores(&self, words: &[u64], left_out: LeftOut) -> Scores {
        let (own, gone) = match left_out {
            LeftOut::Nothing => (None, None),
            LeftOut::Ticket(label) => (Some(usize::from(label)), None),
            LeftOut::Label(label) => (None, Some(usize::from(label))),
        };
        let less = |label: usize| if own == Some(label) { 1.0 } else { 0.0 };
        let mut labels: Vec<f64> = self.labels.iter().enumerate().map(|(at, label)| (f64::from(label.tickets) - less(at) + GIVEN).ln()).collect();
        let known = words.iter().filter(|word| self.words.contains_key(word)).count() as f64;
        let mut heard = 0usize;
        for by_label in words.iter().filter_map(|word| self.words.get(word)) {
            let out = by_label.iter().filter(|(at, _)| Some(usize::from(*at)) == gone).map(|(_, times)| *times).sum::<u32>();
            let left = total(by_label).saturating_sub(out).saturating_sub(u32::from(own.is_some()));
            if left < FEWEST {
                continue;
            }
            heard = heard.saturating_add(1);
            for (label, times) in by_label {
                let label = usize::from(*label);
                if let Some(score) = labels.get_mut(label) {
                    *score += ((f64::from(*times) - less(label)).max(0.0) / GIVEN).ln_1p();
                }
            }
        }
        for (at, (score, label)) in labels.iter_mut().zip(&self.labels).enumerate() {
            let size = (f64::from(label.words) - less(at) * known).max(0.0) + GIVEN * self.words.len().max(1) as f64;
            *score = if gone == Some(at) { f64::NEG_INFINITY } else { *score + heard as f64 * (GIVEN / size).ln() };
        }
        Scores { labels, words: words.len() }
    }

    /// How much one word speaks for `label` against all others together.
    pub(super) fn speaks(&self, word: u64, label: usize) -> f64 {
        let Some(by_label) = self.words.get(&word) else { return 0.0 };
        let all: u32 = self.labels.iter().map(|label| label.words).fold(0, u32::saturating_add);
        let size = self.labels.get(label).map_or(0, |label| label.words);
        let times = by_label.iter().find(|(at, _)| usize::from(*at) == label).map_or(0, |(_, times)| *times);
        let among = |times: u32, size: u32| (f64::from(times) + GIVEN) / (f64::from(size) + GIVEN * self.words.len() as f64);
        (among(times, size) / among(total(by_label).saturating_sub(times), all.saturating_sub(size))).ln()
    }
}

fn total(by_label: &[(u16, u32)]) -> u32 {
    by_label.iter().fold(0, |sum, (_, times)| sum.saturating_add(*times))
}

#[cfg(test)]
mod tests {
    use super::{Counts, LeftOut, MOST_LABELS, MOST_PAIRS, MOST_WORDS};

    #[test]
    fn rare_words_go_when_there_are_too_many_and_common_ones_stay() {
        let mut counts = Counts::default();
        for ticket in 0..2_000u64 {
            let mut words: Vec<u64> = (0..200).map(|word| 1_000 + ticket * 200 + word).collect();
            words.push(7);
            counts.learn(&words, if ticket % 2 == 0 { "even" } else { "odd" });
            assert!(counts.words.len() <= MOST_WORDS && counts.pairs <= MOST_PAIRS);
        }
        assert_eq!(counts.words.get(&7).map(Vec::len), Some(2));
        assert_eq!(counts.pairs, counts.words.values().map(Vec::len).sum::<usize>());
        let kept: u32 = counts.labels.iter().map(|label| label.words).sum();
        assert_eq!(kept, counts.words.values().map(|by_label| super::total(by_label)).sum::<u32>());
    }

    #[test]
    fn there_is_an_end_to_labels() {
        let mut counts = Counts::default();
        for label in 0..MOST_LABELS {
            assert!(counts.learn(&[1], &label.to_string()).is_some());
        }
        assert_eq!(counts.learn(&[1], "one more"), None);
        assert!(counts.learn(&[1], "0").is_some());
    }

    #[test]
    fn a_ticket_left_out_was_never_learned() {
        let (mut with, mut without) = (Counts::default(), Counts::default());
        for _ in 0..5 {
            for counts in [&mut with, &mut without] {
                counts.learn(&[1, 2, 3], "a");
                counts.learn(&[3, 4, 5], "b");
            }
        }
        with.learn(&[1, 3, 4], "a");
        let (left_out, never) = (with.scores(&[1, 3, 4], LeftOut::Ticket(0)), without.scores(&[1, 3, 4], LeftOut::Nothing));
        for (a, b) in left_out.labels.iter().zip(&never.labels) {
            assert!((a - b).abs() < 1e-9, "{left_out:?} {never:?}");
        }
        assert_eq!(with.scores(&[1], LeftOut::Label(0)).labels[0], f64::NEG_INFINITY);
    }

    #[test]
    fn nothing_known_is_no_number_gone_wrong() {
        let mut counts = Counts::default();
        counts.learn(&[1], "a");
        counts.learn(&[2], "b");
        counts.drop_rarer_than(2);
        assert!(counts.scores(&[1, 2, 3], LeftOut::Nothing).labels.iter().all(|score| score.is_finite()));
    }
}
