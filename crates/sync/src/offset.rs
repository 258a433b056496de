//! The offset between this computer's steady clock and the team server's, from the best of the last samples (SYNC 1.9).

use holdfast_domain::Timestamp;
use std::collections::VecDeque;

const SAMPLES: usize = 8;
const SAMPLE_LIFE_MS: i64 = 10 * 60_000;
/// An answer that took longer says little of the time: the computer slept in between, or the pull waited at the server.
const LONGEST_ROUND_TRIP_MS: i64 = 10_000;

/// Server time minus this computer's time, and how far that may be off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offset {
    /// To add to this computer's time.
    pub millis: i64,
    /// Half the round trip of the sample.
    pub error_ms: i64,
}

#[derive(Clone, Copy, Debug)]
struct Sample {
    at: Timestamp,
    offset: Offset,
}

/// The last samples.
#[derive(Clone, Debug, Default)]
pub(crate) struct Samples(VecDeque<Sample>);

impl Samples {
    pub(crate) fn add(&mut self, asked_at: Timestamp, answered_at: Timestamp, server_time: Timestamp) {
        let round_trip = answered_at.since(asked_at);
        // No clock of ours goes back; if one did, the sample says nothing.
        if !(0..=LONGEST_ROUND_TRIP_MS).contains(&round_trip) {
            return;
        }
        let middle = asked_at.plus_millis(round_trip / 2);
        let offset = Offset { millis: server_time.since(middle), error_ms: round_trip / 2 };
        if self.0.len() == SAMPLES {
            self.0.pop_front();
        }
        self.0.push_back(Sample { at: answered_at, offset });
    }

    /// What was sampled no longer counts: the clocks may have parted meanwhile.
    pub(crate) fn forget(&mut self) {
        self.0.clear();
    }

    /// The sample with the shortest round trip among the recent ones.
    pub(crate) fn best(&self, now: Timestamp) -> Option<Offset> {
        let recent = self.0.iter().filter(|sample| now.since(sample.at).abs() <= SAMPLE_LIFE_MS);
        recent.map(|sample| sample.offset).min_by_key(|offset| offset.error_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_was_slept_over_does_not_move_the_time() {
        let at = |minutes: i64| Timestamp::from_millis(1_790_000_000_000).plus_minutes(minutes);
        let mut samples = Samples::default();
        // Asked, slept for fourteen minutes, and then the answer was there: it would put the time off by seven.
        samples.add(at(0), at(14), at(0));
        assert_eq!(samples.best(at(14)), None);
        samples.add(at(14), at(14).plus_millis(80), at(14).plus_millis(40));
        assert_eq!(samples.best(at(15)), Some(Offset { millis: 0, error_ms: 40 }));
    }
}
