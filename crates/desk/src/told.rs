//! What was said to this person of calls that are left, so that nothing of it is said twice.

use holdfast_domain::{AgentId, Timestamp};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Who handed calls over, and at which instant.
pub(crate) type HandedBy = (AgentId, Timestamp);

/// The end of a shift, and when it is looked again whether to speak of it.
pub(crate) type ShiftEnd = (Timestamp, Timestamp);

/// What was said.
#[derive(Debug, Default)]
pub(crate) struct Told {
    handed: Mutex<BTreeMap<HandedBy, usize>>,
    shift_end: Mutex<Option<ShiftEnd>>,
}

impl Told {
    /// How many customers were spoken of at each handing over.
    pub(crate) fn handed(&self) -> MutexGuard<'_, BTreeMap<HandedBy, usize>> {
        self.handed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn shift_end(&self) -> MutexGuard<'_, Option<ShiftEnd>> {
        self.shift_end.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
