//! How far the index is, for whoever asks, and the bell that wakes its keeper.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::signal::Signal;
use crate::view::Building;

/// How far the index is.
#[derive(Debug, Default)]
pub(crate) struct Indexing {
    pub(crate) signal: Signal,
    done: AtomicU32,
    total: AtomicU32,
}

impl Indexing {
    pub(crate) fn begin(&self, total: u32) {
        self.done.store(0, Ordering::Relaxed);
        self.total.store(total.max(1), Ordering::Relaxed);
    }

    pub(crate) fn step(&self, by: usize) {
        self.done.fetch_add(u32::try_from(by).unwrap_or(u32::MAX), Ordering::Relaxed);
    }

    pub(crate) fn end(&self) {
        self.total.store(0, Ordering::Relaxed);
    }

    pub(crate) fn building(&self) -> Option<Building> {
        let total = self.total.load(Ordering::Relaxed);
        (total > 0).then(|| Building { done: self.done.load(Ordering::Relaxed).min(total), total })
    }
}
