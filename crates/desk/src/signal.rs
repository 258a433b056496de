//! A bell between two threads: rung once or ten times, it wakes the sleeper once.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

#[derive(Debug, Default)]
pub(crate) struct Signal {
    rung: Mutex<bool>,
    bell: Condvar,
}

impl Signal {
    pub(crate) fn ring(&self) {
        *self.rung.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.bell.notify_all();
    }

    /// Sleeps until it is rung, at most `limit`.
    pub(crate) fn wait(&self, limit: Duration) {
        let mut rung = self.rung.lock().unwrap_or_else(PoisonError::into_inner);
        if !*rung {
            rung = self.bell.wait_timeout_while(rung, limit, |rung| !*rung).map_or_else(|poisoned| poisoned.into_inner().0, |(rung, _)| rung);
        }
        *rung = false;
    }
}
