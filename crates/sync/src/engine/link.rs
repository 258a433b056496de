//! Whether the team server can be reached: connecting, online, degraded, offline, recovering (SYNC 1.13).
//!
//! Two failed probes on fresh connections make it offline; a probe that succeeds and a pull that reaches the end make
//! it online again. A link that flips often is held down, so that the banner does not flicker.

use holdfast_domain::Timestamp;
use rand::{Rng, RngExt};

/// How the connection stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// Not yet known.
    Connecting,
    /// All is well.
    Online,
    /// One probe failed.
    Degraded,
    /// The team server cannot be reached.
    Offline,
    /// It can be reached again; what changed meanwhile is on its way.
    Recovering,
}

/// Between probes while the window is in use. With two limits of [`PROBE_LIMIT_MS`] it makes 5 s at most until offline is known.
pub(super) const PROBE_EVERY_MS: i64 = 2_000;
/// Between probes while it is not.
pub(super) const PROBE_EVERY_IDLE_MS: i64 = 20_000;
/// How long a probe may take.
pub(super) const PROBE_LIMIT_MS: u32 = 1_500;

const FLIPS: usize = 3;
const FLIPS_WITHIN_MS: i64 = 5 * 60_000;
const HOLD_MS: i64 = 60_000;
const LONGEST_HOLD_MS: i64 = 10 * 60_000;

#[derive(Debug)]
pub(super) struct State {
    link: Link,
    since: Timestamp,
    backoff_ms: i64,
    flips: Vec<Timestamp>,
    hold_until: Option<Timestamp>,
    hold_ms: i64,
}

impl State {
    pub(super) const fn new(now: Timestamp) -> Self {
        Self { link: Link::Connecting, since: now, backoff_ms: 0, flips: Vec::new(), hold_until: None, hold_ms: HOLD_MS }
    }

    pub(super) const fn link(&self) -> Link {
        self.link
    }

    pub(super) const fn since(&self) -> Timestamp {
        self.since
    }

    /// Whether requests other than probes make sense.
    pub(super) const fn is_up(&self) -> bool {
        matches!(self.link, Link::Online | Link::Recovering)
    }

    pub(super) const fn forget_backoff(&mut self) {
        self.backoff_ms = 0;
    }

    /// A probe came back well.
    pub(super) fn reached(&mut self, now: Timestamp) {
        self.backoff_ms = 0;
        match self.link {
            Link::Connecting | Link::Offline => self.go(Link::Recovering, now),
            Link::Degraded => self.go(Link::Online, now),
            Link::Online | Link::Recovering => {}
        }
    }

    /// A pull has come to the end and nothing waits to be sent.
    pub(super) fn caught_up(&mut self, now: Timestamp) {
        if self.link == Link::Recovering && self.hold_until.is_none_or(|until| now >= until) {
            self.go(Link::Online, now);
        }
    }

    /// A probe failed. Answers whether the next one should follow at once.
    pub(super) fn missed(&mut self, now: Timestamp) -> bool {
        match self.link {
            Link::Online => {
                self.go(Link::Degraded, now);
                true
            }
            Link::Connecting | Link::Degraded | Link::Recovering => {
                self.flipped(now);
                self.go(Link::Offline, now);
                false
            }
            Link::Offline => false,
        }
    }

    /// How long to wait before the next probe while offline: decorrelated jitter.
    pub(super) fn backoff(&mut self, active: bool, rng: &mut impl Rng) -> i64 {
        let cap = if active { 5_000 } else { 60_000 };
        let high = self.backoff_ms.saturating_mul(3).max(1_000);
        self.backoff_ms = between(700, high, rng).min(cap);
        self.backoff_ms
    }

    fn flipped(&mut self, now: Timestamp) {
        self.flips.retain(|at| now.since(*at) < FLIPS_WITHIN_MS);
        self.flips.push(now);
        if self.flips.len() >= FLIPS {
            self.hold_until = Some(now.plus_millis(self.hold_ms));
            self.hold_ms = self.hold_ms.saturating_mul(2).min(LONGEST_HOLD_MS);
        } else {
            self.hold_until = None;
            self.hold_ms = HOLD_MS;
        }
    }

    const fn go(&mut self, link: Link, now: Timestamp) {
        self.link = link;
        self.since = now;
    }
}

/// A chance number from `low` to `high`.
pub(super) fn between(low: i64, high: i64, rng: &mut impl Rng) -> i64 {
    if high <= low { low } else { rng.random_range(low..=high) }
}
