//! An instant: milliseconds since the Unix epoch, UTC. Passed in from outside, never asked for here.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An instant in milliseconds since the Unix epoch.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From milliseconds since the Unix epoch.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the Unix epoch.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// As JavaScript counts time: exact up to the year 287,396.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "milliseconds stay below 2^53 for 285,000 years")]
    pub const fn as_f64(self) -> f64 {
        self.0 as f64
    }

    /// For identities, which know no time before 1970.
    #[must_use]
    pub fn millis_unsigned(self) -> u64 {
        u64::try_from(self.0).unwrap_or(0)
    }

    /// This instant and `millis` more, held at the ends of the range.
    #[must_use]
    pub const fn plus_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// This instant and `minutes` more.
    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        self.plus_millis(minutes.saturating_mul(60_000))
    }

    /// Milliseconds from `earlier` to this; negative when this comes first.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_millisecond(self.0) {
            Ok(time) => time.fmt(f),
            Err(_) => write!(f, "{} ms", self.0),
        }
    }
}

/// Hour and minute of an instant in this computer's own time zone, for showing to a person.
#[must_use]
pub fn wall_clock(at: Timestamp) -> (i8, i8) {
    let instant = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let local = instant.to_zoned(jiff::tz::TimeZone::system());
    (local.hour(), local.minute())
}

/// Year, month and day of an instant in this computer's own time zone, for showing to a person.
#[must_use]
pub fn wall_day(at: Timestamp) -> (i16, i8, i8) {
    let instant = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let day = instant.to_zoned(jiff::tz::TimeZone::system()).date();
    (day.year(), day.month(), day.day())
}

/// Days since the end of 1899 on the clock on the wall, as workbooks count time.
#[must_use]
#[allow(clippy::cast_precision_loss, reason = "seconds of some centuries are exact in a double")]
pub fn wall_days(at: Timestamp) -> f64 {
    const FROM_1900_TO_1970: f64 = 25_569.0;
    let instant = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let east = i64::from(jiff::tz::TimeZone::system().to_offset(instant).seconds());
    (at.0.div_euclid(1_000).saturating_add(east)) as f64 / 86_400.0 + FROM_1900_TO_1970
}

/// The day of an instant in this computer's own time zone, for a file's name.
#[must_use]
pub fn wall_date(at: Timestamp) -> String {
    let instant = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    instant.to_zoned(jiff::tz::TimeZone::system()).date().to_string()
}
