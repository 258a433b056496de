//! When this desk could not reach the team server: noticed by itself, kept for what clocks lost in it (DESIGN §7). The outage that
//! a whole team speaks of is put together from these.

use holdfast_domain::Timestamp;
use holdfast_domain::sla::joined;
use holdfast_store::{CutOff, Store};
use holdfast_sync::Link;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::error::DeskError;

/// A desk that was closed or slept for so long does not know whether it was the same outage before and after.
const LONGEST_AWAY_MS: i64 = 3_600_000;

/// From and to.
pub(crate) type Span = (Timestamp, Timestamp);

/// Those that are known, in the order in which they were noticed; the last may go on.
#[derive(Debug, Default)]
pub(crate) struct CutOffs {
    known: Mutex<Vec<CutOff>>,
    /// The team is still to be told what became of what was done in one of them.
    owed: AtomicBool,
}

impl CutOffs {
    /// What was kept. One that went on when the desk was closed is known until then, and not beyond.
    pub(crate) fn begin(store: &Store) -> Result<Self, DeskError> {
        let mut known = store.cut_offs()?;
        for cut_off in known.iter_mut().filter(|cut_off| !cut_off.ended) {
            (cut_off.ended, cut_off.broken) = (true, true);
            keep(store, *cut_off);
        }
        Ok(Self { known: Mutex::new(known), owed: AtomicBool::new(false) })
    }

    /// Sync says how the link stands, and since when.
    pub(crate) fn heard(&self, store: &Store, link: Link, since: Timestamp, now: Timestamp) {
        let mut known = self.known();
        // Whatever it was, it is over now.
        if matches!(link, Link::Online | Link::Recovering)
            && let Some(last) = known.last_mut().filter(|last| last.broken)
        {
            last.broken = false;
            keep(store, *last);
        }
        match (link, known.last_mut().filter(|cut_off| !cut_off.ended)) {
            (Link::Offline, None) => begins(&mut known, store, since, now),
            (Link::Online | Link::Recovering, Some(open)) => {
                *open = CutOff { seen: since.max(open.seen), ended: true, ..*open };
                keep(store, *open);
            }
            _ => {}
        }
    }

    /// One that goes on is known to have lasted until now.
    pub(crate) fn last(&self, now: Timestamp) {
        if let Some(open) = self.known().last_mut().filter(|cut_off| !cut_off.ended && cut_off.seen < now) {
            open.seen = now;
        }
    }

    /// What is known of one that goes on is written down.
    pub(crate) fn write(&self, store: &Store) {
        if let Some(open) = self.known().last().filter(|cut_off| !cut_off.ended) {
            keep(store, *open);
        }
    }

    /// The computer slept, or its clock was put right: nobody knows what was meanwhile. What goes on is another from now on.
    pub(crate) fn breaks(&self, store: &Store, now: Timestamp) {
        let mut known = self.known();
        if let Some(open) = known.last_mut().filter(|cut_off| !cut_off.ended) {
            (open.ended, open.broken) = (true, true);
            keep(store, *open);
            begins(&mut known, store, now, now);
        }
    }

    /// What was learnt of the team's time shifts what was counted before: so long it lasted all the same.
    pub(crate) fn shifts(&self, store: &Store, millis: i64) {
        if let Some(open) = self.known().last_mut().filter(|cut_off| !cut_off.ended) {
            if let Err(error) = store.drop_cut_off(open.start) {
                tracing::warn!(%error, "a time cut off is kept twice");
            }
            (open.start, open.seen) = (open.start.plus_millis(millis), open.seen.plus_millis(millis));
            keep(store, *open);
        }
    }

    /// All that are known, the oldest first.
    pub(crate) fn all(&self) -> Vec<CutOff> {
        self.known().clone()
    }

    /// What is told of them, the oldest first: one that broke off and was found to go on not long after is one with it, since nobody
    /// has seen the team server between. A clock lost only what was seen.
    pub(crate) fn times(&self) -> Vec<CutOff> {
        let mut times: Vec<CutOff> = Vec::new();
        for cut_off in self.all() {
            match times.last_mut().filter(|last| last.broken && cut_off.start.since(last.seen) <= LONGEST_AWAY_MS) {
                Some(last) => *last = CutOff { start: last.start, ..cut_off },
                None => times.push(cut_off),
            }
        }
        times
    }

    /// When they were, as of `now`: in order, none touching another, none ahead.
    pub(crate) fn spans(&self, now: Timestamp) -> Vec<Span> {
        let span = |cut_off: &CutOff| (cut_off.start, if cut_off.ended { cut_off.seen.min(now) } else { now });
        joined(self.known().iter().map(span).filter(|(from, to)| from < to).collect())
    }

    /// Whether the team is still to be told what became of what was done in one.
    pub(crate) fn owes(&self, owed: bool) {
        self.owed.store(owed, Ordering::Release);
    }

    /// The same, asked once.
    pub(crate) fn takes_owed(&self) -> bool {
        self.owed.swap(false, Ordering::AcqRel)
    }

    fn known(&self) -> MutexGuard<'_, Vec<CutOff>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn begins(known: &mut Vec<CutOff>, store: &Store, start: Timestamp, now: Timestamp) {
    let cut_off = CutOff { start, seen: now.max(start), ended: false, broken: false };
    known.push(cut_off);
    keep(store, cut_off);
}

/// Work goes on when it cannot be kept: it is told of until the desk closes.
fn keep(store: &Store, cut_off: CutOff) {
    if let Err(error) = store.keep_cut_off(cut_off) {
        tracing::warn!(%error, "a time cut off was not kept");
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

    fn told(cut_offs: &CutOffs, now: i64) -> Vec<(i64, i64)> {
        let minutes = |at: Timestamp| at.since(Timestamp::from_millis(NINE)) / 60_000;
        cut_offs.spans(at(now)).into_iter().map(|(from, to)| (minutes(from), minutes(to))).collect()
    }

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::TempDir::new().unwrap();
        let opened = Store::open(folder.path(), &holdfast_store::DataKey::generate().unwrap(), at(0)).unwrap();
        (folder, opened.store)
    }

    #[test]
    fn what_nobody_saw_because_the_computer_slept_is_not_told_of() {
        let (_folder, store) = store();
        let cut_offs = CutOffs::begin(&store).unwrap();
        cut_offs.heard(&store, Link::Connecting, at(0), at(0));
        assert_eq!(told(&cut_offs, 5), []);
        cut_offs.heard(&store, Link::Offline, at(10), at(11));
        assert_eq!(told(&cut_offs, 15), [(10, 15)], "as it goes on");
        cut_offs.last(at(20));
        cut_offs.write(&store);
        cut_offs.breaks(&store, at(900));
        assert_eq!(told(&cut_offs, 905), [(10, 20), (900, 905)]);
        cut_offs.heard(&store, Link::Recovering, at(910), at(910));
        cut_offs.heard(&store, Link::Online, at(911), at(911));
        assert_eq!(told(&cut_offs, 2_000), [(10, 20), (900, 910)]);
        assert_eq!(told(&CutOffs::begin(&store).unwrap(), 2_000), [(10, 20), (900, 910)], "as it was kept");
    }

    #[test]
    fn one_that_broke_off_is_told_as_one_with_what_was_found_not_long_after_and_never_across_a_time_online() {
        let (_folder, store) = store();
        let told = |cut_offs: &CutOffs| {
            let minutes = |at: Timestamp| at.since(Timestamp::from_millis(NINE)) / 60_000;
            cut_offs.times().into_iter().map(|one| (minutes(one.start), minutes(one.seen), one.ended)).collect::<Vec<_>>()
        };
        let cut_offs = CutOffs::begin(&store).unwrap();
        cut_offs.heard(&store, Link::Offline, at(0), at(0));
        cut_offs.last(at(10));
        cut_offs.write(&store);
        let next = CutOffs::begin(&store).unwrap();
        assert_eq!(told(&next), [(0, 10, true)]);
        next.heard(&store, Link::Offline, at(30), at(30));
        next.last(at(40));
        next.write(&store);
        assert_eq!(told(&next), [(0, 40, false)]);
        assert_eq!(next.spans(at(40)), [(at(0), at(10)), (at(30), at(40))], "a clock lost what was seen");
        next.breaks(&store, at(200));
        assert_eq!(told(&next), [(0, 40, true), (200, 200, false)], "too long ago to be known as one");
        next.heard(&store, Link::Online, at(210), at(210));
        next.heard(&store, Link::Offline, at(220), at(220));
        assert_eq!(told(&next), [(0, 40, true), (200, 210, true), (220, 220, false)]);
        let closed = CutOffs::begin(&store).unwrap();
        closed.heard(&store, Link::Online, at(230), at(230));
        closed.heard(&store, Link::Offline, at(235), at(235));
        assert_eq!(told(&closed).len(), 4, "it was online between");
    }

    #[test]
    fn one_that_went_on_when_the_desk_closed_is_known_until_then() {
        let (_folder, store) = store();
        let cut_offs = CutOffs::begin(&store).unwrap();
        cut_offs.heard(&store, Link::Offline, at(10), at(11));
        cut_offs.last(at(20));
        cut_offs.write(&store);
        let next = CutOffs::begin(&store).unwrap();
        next.heard(&store, Link::Offline, at(60), at(61));
        assert_eq!(told(&next, 70), [(10, 20), (60, 70)]);
    }

    #[test]
    fn what_was_counted_by_a_clock_that_is_a_day_wrong_is_shifted_when_the_teams_time_is_learnt_and_lasts_as_long() {
        let (_folder, store) = store();
        let cut_offs = CutOffs::begin(&store).unwrap();
        let day = 24 * 60;
        cut_offs.heard(&store, Link::Offline, at(day), at(day));
        cut_offs.last(at(day + 30));
        cut_offs.write(&store);
        cut_offs.shifts(&store, -day * 60_000);
        cut_offs.heard(&store, Link::Online, at(40), at(40));
        assert_eq!(told(&cut_offs, 50), [(0, 40)]);
        assert_eq!(told(&CutOffs::begin(&store).unwrap(), 50), [(0, 40)], "as it was kept");
    }

    #[test]
    fn a_desk_whose_clock_was_ahead_tells_them_in_order_and_none_that_lies_ahead() {
        let (_folder, store) = store();
        let cut_offs = CutOffs::begin(&store).unwrap();
        cut_offs.heard(&store, Link::Offline, at(1_500), at(1_500));
        cut_offs.heard(&store, Link::Online, at(1_510), at(1_510));
        cut_offs.heard(&store, Link::Offline, at(100), at(100));
        cut_offs.heard(&store, Link::Online, at(110), at(110));
        assert_eq!(told(&cut_offs, 200), [(100, 110)]);
        cut_offs.heard(&store, Link::Offline, at(1_505), at(1_505));
        assert_eq!(told(&cut_offs, 1_600), [(100, 110), (1_500, 1_600)], "what overlaps is one");
    }
}
