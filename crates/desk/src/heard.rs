//! What this person has heard of outages. Of those that were told, none are known until the first look.

use holdfast_domain::{OutageId, Timestamp};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What should have been asked earlier than this before the desk opened is not asked any more: the next time comes.
const MISSED_MS: i64 = 60 * 60_000;

/// What was told, and what was asked.
#[derive(Debug)]
pub(crate) struct Heard {
    /// Those that were told, or that were known when the desk opened.
    told: Mutex<Option<BTreeSet<OutageId>>>,
    /// For which instant it was asked last whether one is still down.
    asked: Mutex<BTreeMap<OutageId, Timestamp>>,
    /// What was to be asked earlier was asked, or is not asked any more.
    pub(crate) since: Timestamp,
}

impl Heard {
    /// Of a desk that opens now: what came while it was open the last time was asked then.
    pub(crate) fn new(opened: Timestamp, closed: Option<Timestamp>) -> Self {
        let missed = opened.plus_millis(-MISSED_MS);
        let since = closed.map_or(missed, |closed| closed.max(missed));
        Self { told: Mutex::default(), asked: Mutex::default(), since }
    }

    pub(crate) fn told(&self) -> MutexGuard<'_, Option<BTreeSet<OutageId>>> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn asked(&self) -> MutexGuard<'_, BTreeMap<OutageId, Timestamp>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_millis(1_796_299_200_000).plus_minutes(minutes)
    }

    #[test]
    fn what_came_while_the_desk_was_open_before_was_asked_then() {
        let since = |opened, closed| Heard::new(opened, closed).since;
        assert_eq!(since(at(100), None), at(40));
        assert_eq!(since(at(100), Some(at(95))), at(95));
        assert_eq!(since(at(1_000), Some(at(95))), at(940));
    }
}
