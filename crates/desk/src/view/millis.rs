//! A time or a sequence as JavaScript counts: a whole number that a double holds exactly.

use holdfast_domain::{Seq, Timestamp};
use serde::{Deserialize, Serialize};
use specta::Type;

/// Milliseconds since the Unix epoch, or a span of milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct Millis(#[specta(type = u32)] pub f64);

/// A place in the team server's order.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct SeqNumber(#[specta(type = u32)] pub f64);

impl From<Timestamp> for Millis {
    fn from(at: Timestamp) -> Self {
        Self(at.as_f64())
    }
}

impl Millis {
    /// A span, from `earlier` to `later`.
    #[must_use]
    pub fn between(earlier: Timestamp, later: Timestamp) -> Self {
        Self::span(later.since(earlier))
    }

    /// So many milliseconds.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "a span of milliseconds stays below 2^53")]
    pub const fn span(millis: i64) -> Self {
        Self(millis as f64)
    }

    /// The instant.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, reason = "times of the window are whole milliseconds below 2^53")]
    pub const fn instant(self) -> Timestamp {
        Timestamp::from_millis(self.0 as i64)
    }
}

impl From<Seq> for SeqNumber {
    #[allow(clippy::cast_precision_loss, reason = "a sequence stays below 2^53")]
    fn from(seq: Seq) -> Self {
        Self(seq.0 as f64)
    }
}

impl SeqNumber {
    /// The place.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it came from here as a whole number below 2^53")]
    pub const fn seq(self) -> Seq {
        Seq(self.0 as u64)
    }
}
