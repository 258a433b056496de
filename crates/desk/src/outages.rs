//! When this desk could not reach the team server: noticed by itself, kept for what clocks lost in it (DESIGN §7). The outage that
//! a whole team speaks of is put together from these.

use holdfast_domain::Timestamp;
use holdfast_store::{Outage, Store};
use holdfast_sync::Link;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::error::DeskError;

/// From and to.
pub(crate) type Span = (Timestamp, Timestamp);

/// Those that are known, the oldest first; the last may go on.
#[derive(Debug, Default)]
pub(crate) struct Outages(Mutex<Vec<Outage>>);

impl Outages {
    /// What was kept. One that went on when the desk was closed is known until then, and not beyond.
    pub(crate) fn begin(store: &Store) -> Result<Self, DeskError> {
        let mut known = store.outages()?;
        for outage in known.iter_mut().filter(|outage| !outage.ended) {
            outage.ended = true;
            store.keep_outage(*outage)?;
        }
        Ok(Self(Mutex::new(known)))
    }

    /// Sync says how the link stands, and since when.
    pub(crate) fn heard(&self, store: &Store, link: Link, since: Timestamp, now: Timestamp) {
        let mut known = self.known();
        let open = known.last_mut().filter(|outage| !outage.ended);
        let outage = match (link, open) {
            (Link::Offline, None) => {
                known.push(Outage { start: since, seen: now.max(since), ended: false });
                known.last().copied()
            }
            (Link::Online | Link::Recovering, Some(open)) => {
                *open = Outage { seen: since.max(open.seen), ended: true, ..*open };
                Some(*open)
            }
            _ => None,
        };
        keep(store, outage);
    }

    /// One that goes on is known to have lasted until now.
    pub(crate) fn last(&self, store: &Store, now: Timestamp) {
        let mut known = self.known();
        let open = known.last_mut().filter(|outage| !outage.ended && outage.seen < now);
        keep(
            store,
            open.map(|open| {
                open.seen = now;
                *open
            }),
        );
    }

    /// When they were, as of `now`.
    pub(crate) fn spans(&self, now: Timestamp) -> Vec<Span> {
        let span = |outage: &Outage| (outage.start, if outage.ended { outage.seen } else { now.max(outage.seen) });
        self.known().iter().map(span).collect()
    }

    fn known(&self) -> MutexGuard<'_, Vec<Outage>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Work goes on when it cannot be kept: it is told of until the desk closes.
fn keep(store: &Store, outage: Option<Outage>) {
    if let Some(Err(error)) = outage.map(|outage| store.keep_outage(outage)) {
        tracing::warn!(%error, "an outage was not kept");
    }
}
