//! What to do next, decided from all that is known. Order after an outage: probe, pull, push, listen (DESIGN §6).

use holdfast_domain::Timestamp;
use rand::{Rng, RngExt};

use super::link::{PROBE_EVERY_IDLE_MS, PROBE_EVERY_MS, PROBE_LIMIT_MS};
use super::listen::POLL_S;
use super::{Effect, Engine};
use crate::replica::Pull;
use crate::transport::Request;

/// Between pulls that nobody asked for: a lost poke costs no more than this.
const SAFETY_PULL_MS: i64 = 60_000;
/// Between looks at a server that refused us.
const STOPPED_PROBE_MS: i64 = 60_000;

impl Engine {
    pub(super) fn plan(&mut self, now: Timestamp, rng: &mut impl Rng, effects: &mut Vec<Effect>) {
        self.plan_probe(now, rng, effects);
        if self.link.is_up() && self.stop.is_none() {
            self.plan_check(now, rng, effects);
            self.plan_pull(now, effects);
            self.plan_push(now, effects);
            self.plan_files(now, effects);
            self.plan_listen(now, effects);
            self.plan_presence(now, effects);
            if self.caught_up && self.storing == 0 && !self.standing.pending && !self.pushing {
                self.link.caught_up(now);
            }
        } else {
            self.stop_listening(effects);
        }
        effects.push(Effect::WakeAt(self.next_look(now)));
    }

    fn plan_probe(&mut self, now: Timestamp, rng: &mut impl Rng, effects: &mut Vec<Effect>) {
        if self.probing || now < self.probe_at {
            return;
        }
        self.probing = true;
        let every = if self.stop.is_some() {
            STOPPED_PROBE_MS
        } else if self.active {
            PROBE_EVERY_MS
        } else {
            PROBE_EVERY_IDLE_MS
        };
        self.probe_at = now.plus_millis(every);
        let nonce = format!("{:032x}", rng.random::<u128>());
        effects.push(Effect::Send(Request::Probe { nonce, limit_ms: PROBE_LIMIT_MS }));
    }

    fn plan_pull(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        let polls = self.listen.is_polling(now);
        if self.pulling || self.storing > 0 || now < self.pull_at || !(self.is_behind() || polls || self.is_safety_pull_due(now)) {
            return;
        }
        if self.standing.pull == Pull::Changes && !self.caught_up && (self.pushing || self.sealing) {
            // This page says how far this desk's operations are in: none may be on its way meanwhile.
            return;
        }
        self.pulling = true;
        let wait_s = if polls && !self.is_behind() { POLL_S } else { 0 };
        effects.push(Effect::Send(match (&self.standing.pull, &self.standing.epoch) {
            (Pull::Changes, Some(epoch)) => {
                Request::Changes { epoch: epoch.clone(), after: self.standing.seq, scope: self.standing.scope.clone(), wait_s }
            }
            (Pull::Continue(position), _) => Request::Bootstrap { after: Some(position.clone()) },
            (Pull::Start | Pull::Changes, _) => Request::Bootstrap { after: None },
        }));
    }

    fn plan_push(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        // After an outage the guard must see what happened meanwhile before anything leaves. The very first pull of a
        // fresh desk is another matter: it may take minutes, and what is written meanwhile goes out beside it.
        let may = self.caught_up || self.standing.pull != Pull::Changes;
        let is_busy = self.storing > u32::from(self.filling);
        let may_leave = self.standing.pending || self.leaves_at.is_some_and(|at| at <= now);
        if !may_leave || self.sealing || self.pushing || is_busy || now < self.push_at || !may {
            return;
        }
        self.sealing = true;
        self.leaves_at = None;
        self.written = false;
        effects.push(Effect::Seal);
    }

    pub(super) fn is_behind(&self) -> bool {
        self.high > self.standing.seq || self.standing.pull != Pull::Changes || !self.caught_up
    }

    fn is_safety_pull_due(&self, now: Timestamp) -> bool {
        now >= self.pull_at.plus_millis(SAFETY_PULL_MS)
    }

    fn next_look(&self, now: Timestamp) -> Timestamp {
        let mut next = self.probe_at;
        if self.link.is_up() && self.stop.is_none() {
            next = next.min(self.pull_at.plus_millis(SAFETY_PULL_MS));
            let due = self.check.due.into_iter().chain(self.leaves_at).chain(self.presence_due(now));
            for at in [self.pull_at, self.push_at, self.files.at, self.listen.opens_at()].into_iter().chain(due) {
                if at > now {
                    next = next.min(at);
                }
            }
        }
        // A request under way wakes us by coming back; the floor keeps a past instant from spinning.
        next.max(now.plus_millis(100))
    }
}
