//! Watches the computer's clocks: a computer that slept, or whose clock was set, is noticed within a second, and then
//! alerts and sync look again at once, whatever their timers did meanwhile (SYNC 1.9, E17).

use std::sync::{Arc, Weak};
use std::time::Duration;

use crate::time::SLEPT_MS;
use crate::view::Tag;
use crate::work::Work;

pub(crate) const LOOK: Duration = Duration::from_secs(1);
/// How old what is kept of the time may be.
const KEEP_EVERY_MS: i64 = 60_000;

pub(crate) fn start(work: &Arc<Work>) {
    let desk = Arc::downgrade(work);
    let spawned = std::thread::Builder::new().name("clocks".to_owned()).spawn(move || run(&desk));
    if let Err(error) = spawned {
        tracing::error!(%error, "a jump of the clock goes unnoticed: no thread");
    }
}

fn run(desk: &Weak<Work>) {
    let (mut looked_at, mut kept) = (None, None);
    loop {
        let Some(work) = desk.upgrade().filter(|work| !work.is_stopping()) else { return };
        let steady = work.time.steady();
        let slept = looked_at.replace(steady).is_some_and(|before| steady.since(before) > SLEPT_MS);
        let jumped = work.time.look();
        if slept || jumped {
            tracing::info!(slept, jumped, "the computer slept or its clock was set");
            work.cut_offs.breaks(&work.store, work.now());
            work.alerts.ring();
            work.try_now();
            work.tell(vec![Tag::Connection, Tag::Lists, Tag::Alerts]);
        }
        work.cut_offs.last(work.now());
        let quality = work.time.quality();
        if kept.is_none_or(|(at, before)| before != quality || steady.since(at) >= KEEP_EVERY_MS) {
            work.time.keep(&work.store);
            work.cut_offs.write(&work.store);
            kept = Some((steady, quality));
        }
        // The desk may close meanwhile: nothing of it is held here.
        drop(work);
        std::thread::sleep(LOOK);
    }
}
