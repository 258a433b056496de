//! How long something took, and how long many of its kind took.

use std::time::{Duration, Instant};

/// The result and how long it took.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

/// Several of a kind.
#[derive(Clone, Debug, Default)]
pub struct Times(Vec<Duration>);

impl Times {
    pub fn push(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// So many runs of the same work, which hears its number.
    pub fn of<T>(runs: usize, mut work: impl FnMut(usize) -> T) -> Self {
        Self((0..runs).map(|run| timed(|| std::hint::black_box(work(run))).1).collect())
    }

    pub fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// The time that `percent` of a hundred do not exceed (nearest rank).
    pub fn percentile(&self, percent: usize) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let rank = (sorted.len() * percent).div_ceil(100).max(1);
        sorted.get(rank - 1).copied().unwrap_or_default()
    }

    pub fn p50(&self) -> Duration {
        self.percentile(50)
    }

    pub fn p95(&self) -> Duration {
        self.percentile(95)
    }

    pub fn both(&self) -> String {
        format!("p50 {} · p95 {}", human(self.p50()), human(self.p95()))
    }
}

/// With three figures or so.
pub fn human(time: Duration) -> String {
    let millis = millis(time);
    match millis {
        _ if millis < 1.0 => format!("{:.0} µs", millis * 1_000.0),
        _ if millis < 10.0 => format!("{millis:.2} ms"),
        _ if millis < 100.0 => format!("{millis:.1} ms"),
        _ if millis < 1_000.0 => format!("{millis:.0} ms"),
        _ if millis < 100_000.0 => format!("{:.2} s", millis / 1_000.0),
        _ => format!("{:.0} s", millis / 1_000.0),
    }
}

pub fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
