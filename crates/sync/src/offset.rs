//! The offset between this computer's steady clock and the team server's, from the best of the last samples (SYNC 1.9).

use holdfast_domain::Timestamp;
use std::collections::VecDeque;

const SAMPLES: usize = 8;
const SAMPLE_LIFE_MS: i64 = 10 * 60_000;

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
        if round_trip < 0 {
            // No clock of ours goes back; if one did, the sample says nothing.
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
