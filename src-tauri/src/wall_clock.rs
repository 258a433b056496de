//! The clocks of this computer: the one place of the app that asks what time it is.

use holdfast_desk::domain::Timestamp;
use std::time::{SystemTime, UNIX_EPOCH};

/// The clock on the wall, and one that nobody sets.
#[derive(Debug)]
pub struct WallClock;

impl holdfast_desk::Clock for WallClock {
    #[allow(clippy::disallowed_methods, reason = "everybody else is given the time by this")]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    fn continuous(&self) -> i64 {
        crate::platform::continuous()
    }
}
