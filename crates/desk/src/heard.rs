//! The outages that this person has heard of. None are known until the first look.

use holdfast_domain::OutageId;
use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Those that were told, or that were known when the desk opened.
#[derive(Debug, Default)]
pub(crate) struct Heard(Mutex<Option<BTreeSet<OutageId>>>);

impl Heard {
    pub(crate) fn of(&self) -> MutexGuard<'_, Option<BTreeSet<OutageId>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
