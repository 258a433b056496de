//! When this desk could not reach the team server: noticed by itself, kept for what clocks lost in it (DESIGN §7). The outage that
//! a whole team speaks of is put together from these.

use holdfast_domain::Timestamp;
use holdfast_domain::sla::joined;
use holdfast_store::{Outage, Store};
use holdfast_sync::Link;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::error::DeskError;

/// From and to.
pub(crate) type Span = (Timestamp, Timestamp);

/// Those that are known, in the order in which they were noticed; the last may go on.
#[derive(Debug, Default)]
pub(crate) struct Outages(Mutex<Vec<Outage>>);

impl Outages {
    /// What was kept. One that went on when the desk was closed is known until then, and not beyond.
    pub(crate) fn begin(store: &Store) -> Result<Self, DeskError> {
        let mut known = store.outages()?;
        for outage in known.iter_mut().filter(|outage| !outage.ended) {
            outage.ended = true;
            keep(store, *outage);
        }
        Ok(Self(Mutex::new(known)))
    }

    /// Sync says how the link stands, and since when.
    pub(crate) fn heard(&self, store: &Store, link: Link, since: Timestamp, now: Timestamp) {
        let mut known = self.known();
        match (link, known.last_mut().filter(|outage| !outage.ended)) {
            (Link::Offline, None) => begins(&mut known, store, since, now),
            (Link::Online | Link::Recovering, Some(open)) => {
                *open = Outage { seen: since.max(open.seen), ended: true, ..*open };
                keep(store, *open);
            }
            _ => {}
        }
    }

    /// One that goes on is known to have lasted until now.
    pub(crate) fn last(&self, store: &Store, now: Timestamp) {
        if let Some(open) = self.known().last_mut().filter(|outage| !outage.ended && outage.seen < now) {
            open.seen = now;
            keep(store, *open);
        }
    }

    /// The computer slept, or its clock was put right: nobody knows what was meanwhile. What goes on is another from now on.
    pub(crate) fn breaks(&self, store: &Store, now: Timestamp) {
        let mut known = self.known();
        if let Some(open) = known.last_mut().filter(|outage| !outage.ended) {
            open.ended = true;
            keep(store, *open);
            begins(&mut known, store, now, now);
        }
    }

    /// When they were, as of `now`: in order, none touching another, none ahead.
    pub(crate) fn spans(&self, now: Timestamp) -> Vec<Span> {
        let span = |outage: &Outage| (outage.start, if outage.ended { outage.seen.min(now) } else { now });
        joined(self.known().iter().map(span).filter(|(from, to)| from < to).collect())
    }

    fn known(&self) -> MutexGuard<'_, Vec<Outage>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn begins(known: &mut Vec<Outage>, store: &Store, start: Timestamp, now: Timestamp) {
    let outage = Outage { start, seen: now.max(start), ended: false };
    known.push(outage);
    keep(store, outage);
}

/// Work goes on when it cannot be kept: it is told of until the desk closes.
fn keep(store: &Store, outage: Outage) {
    if let Err(error) = store.keep_outage(outage) {
        tracing::warn!(%error, "an outage was not kept");
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use super::*;

    const NINE: i64 = 1_790_000_000_000;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_millis(NINE).plus_minutes(minutes)
    }

    fn told(outages: &Outages, now: i64) -> Vec<(i64, i64)> {
        let minutes = |at: Timestamp| at.since(Timestamp::from_millis(NINE)) / 60_000;
        outages.spans(at(now)).into_iter().map(|(from, to)| (minutes(from), minutes(to))).collect()
    }

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::TempDir::new().unwrap();
        let opened = Store::open(folder.path(), &holdfast_store::DataKey::generate().unwrap(), at(0)).unwrap();
        (folder, opened.store)
    }

    #[test]
    fn what_nobody_saw_because_the_computer_slept_is_not_told_of() {
        let (_folder, store) = store();
        let outages = Outages::begin(&store).unwrap();
        outages.heard(&store, Link::Connecting, at(0), at(0));
        assert_eq!(told(&outages, 5), []);
        outages.heard(&store, Link::Offline, at(10), at(11));
        assert_eq!(told(&outages, 15), [(10, 15)], "as it goes on");
        outages.last(&store, at(20));
        outages.breaks(&store, at(900));
        assert_eq!(told(&outages, 905), [(10, 20), (900, 905)]);
        outages.heard(&store, Link::Recovering, at(910), at(910));
        outages.heard(&store, Link::Online, at(911), at(911));
        assert_eq!(told(&outages, 2_000), [(10, 20), (900, 910)]);
        assert_eq!(told(&Outages::begin(&store).unwrap(), 2_000), [(10, 20), (900, 910)], "as it was kept");
    }

    #[test]
    fn one_that_went_on_when_the_desk_closed_is_known_until_then() {
        let (_folder, store) = store();
        let outages = Outages::begin(&store).unwrap();
        outages.heard(&store, Link::Offline, at(10), at(11));
        outages.last(&store, at(20));
        let next = Outages::begin(&store).unwrap();
        next.heard(&store, Link::Offline, at(60), at(61));
        assert_eq!(told(&next, 70), [(10, 20), (60, 70)]);
    }

    #[test]
    fn a_desk_whose_clock_was_ahead_tells_them_in_order_and_none_that_lies_ahead() {
        let (_folder, store) = store();
        let outages = Outages::begin(&store).unwrap();
        outages.heard(&store, Link::Offline, at(1_500), at(1_500));
        outages.heard(&store, Link::Online, at(1_510), at(1_510));
        outages.heard(&store, Link::Offline, at(100), at(100));
        outages.heard(&store, Link::Online, at(110), at(110));
        assert_eq!(told(&outages, 200), [(100, 110)]);
        outages.heard(&store, Link::Offline, at(1_505), at(1_505));
        assert_eq!(told(&outages, 1_600), [(100, 110), (1_500, 1_600)], "what overlaps is one");
    }
}
