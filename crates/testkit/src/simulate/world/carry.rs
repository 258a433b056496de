//! What the engine asked for is carried out: the store does its step, a request travels, the server takes it, pokes go out.

use holdfast_domain::Timestamp;
use holdfast_protocol::{Poke, Problem, ProblemCode};
use holdfast_sync::{Answer, Effect, Event, Failure, Payload, ReplicaError, Request, Stop};
use rand::RngExt;

use super::{Fault, Happening, STALL_MS, World};
use crate::simulate::network::{Back, Fate, answer, fate, refused};
use crate::simulate::store::DeskStore;

impl World {
    pub(super) fn carries_out(&mut self, desk: usize, effect: Effect) -> Result<(), String> {
        match effect {
            Effect::Send(request) => self.sends(desk, request),
            Effect::Listen => {
                if !self.reaches(desk) {
                    self.later(desk, 1_000, Happening::Hears(Box::new(Event::StreamEnded)));
                } else if self.desks[desk].swallows {
                    // A proxy keeps what it should pass on, and the desk gives up.
                    self.strikes("stream swallowed");
                    self.later(desk, 35_000, Happening::Hears(Box::new(Event::StreamEnded)));
                } else {
                    self.desks[desk].listening = true;
                    self.later(desk, 20, Happening::Hears(Box::new(Event::StreamAlive)));
                }
            }
            Effect::StopListening => self.desks[desk].listening = false,
            Effect::WakeAt(at) => {
                let after = at.since(self.clock(desk)).clamp(1, 120_000);
                self.wakes_at(desk, self.now + after);
            }
            Effect::Report(report) => {
                self.desks[desk].link = report.link;
                match report.stop {
                    Some(Stop::Token) => {
                        let after = self.rng.random_range(1_000..60_000);
                        self.later(desk, after, Happening::Fault(Fault::SignIn));
                    }
                    Some(Stop::ResyncLoop) => self.strikes("resync loop stopped"),
                    Some(Stop::Forked) => {
                        self.strikes("forked");
                        let after = self.rng.random_range(10..5_000);
                        self.later(desk, after, Happening::Fault(Fault::TakesOwn));
                    }
                    _ => {}
                }
            }
            Effect::Confirmed | Effect::Present(_) | Effect::Alone => {}
            effect => {
                let after = self.rng.random_range(0..30);
                self.later(desk, after, Happening::Stores(Box::new(effect)));
            }
        }
        Ok(())
    }

    pub(super) fn stores(&mut self, desk: usize, effect: Effect) {
        let now = self.clock(desk);
        let full = self.now < self.desks[desk].full_until;
        let store = &mut self.desks[desk].store;
        let done = |store: &mut Box<dyn DeskStore>, result: Result<(), ReplicaError>| result.and_then(|()| store.standing());
        let event = match effect {
            Effect::FileMoved(_) if full => Event::FileMoved(Err(ReplicaError::DiskFull)),
            _ if full && !matches!(effect, Effect::Seal | Effect::Compare(_) | Effect::NextFile) => Event::Stored(Err(ReplicaError::DiskFull)),
            Effect::StoreChanges(page) => {
                let result = store.store_changes(*page, now);
                Event::Stored(done(store, result))
            }
            Effect::StoreBootstrap { after, page } => {
                let result = store.store_bootstrap(after.as_ref(), *page, now);
                Event::Stored(done(store, result))
            }
            Effect::Compare(theirs) => {
                let result = store.compare(*theirs);
                let after = self.rng.random_range(0..10);
                self.later(desk, after, Happening::Hears(Box::new(Event::Compared(result))));
                return;
            }
            Effect::Mend(page) => {
                let result = store.mend(*page, now);
                self.strikes("mended");
                let store = &mut self.desks[desk].store;
                Event::Stored(done(store, result))
            }
            Effect::BeginResync => {
                let result = store.begin_resync();
                Event::Stored(done(store, result))
            }
            Effect::Acknowledge(answer) => {
                let result = store.acknowledge(answer, now);
                Event::Stored(done(store, result))
            }
            Effect::Expect(dseq) => {
                let result = store.expect(dseq);
                Event::Stored(done(store, result))
            }
            Effect::NextFile => Event::NextFile(store.next_file()),
            Effect::FileMoved(moved) => {
                let result = store.file_moved(moved, now);
                Event::FileMoved(done(store, result))
            }
            Effect::Seal if full => Event::Sealed(Err(ReplicaError::DiskFull)),
            Effect::Seal => Event::Sealed(store.seal(now)),
            _ => return,
        };
        let after = self.rng.random_range(0..10);
        self.later(desk, after, Happening::Hears(Box::new(event)));
    }

    pub(super) fn reaches(&self, desk: usize) -> bool {
        self.now >= self.desks[desk].cut_until && self.now >= self.down_until
    }

    pub(super) fn sends(&mut self, desk: usize, request: Request) {
        let asked_at = self.clock(desk);
        let limit = if let Request::Probe { limit_ms, .. } = &request { i64::from(*limit_ms) } else { STALL_MS };
        let nothing = |failure| Answer { asked_at, answered_at: asked_at, server_time: None, result: Err(failure) };
        if !self.reaches(desk) {
            let (after, failure) = if self.rng.random_bool(0.5) { (5, Failure::Unreachable("cut".to_owned())) } else { (limit, Failure::Timeout) };
            self.later(desk, after, Happening::Returns(Box::new(request), Box::new(nothing(failure))));
            return;
        }
        match fate(&self.faults, &mut self.rng) {
            Fate::Dropped => self.later(desk, limit, Happening::Returns(Box::new(request), Box::new(nothing(Failure::Timeout)))),
            Fate::Arrives { after, again_after, back } => {
                if let Some(again) = again_after {
                    self.later(desk, again, Happening::Arrives(Box::new(request.clone()), None));
                }
                if after >= limit {
                    // It arrives after all, when nobody waits for it any more.
                    self.later(desk, after, Happening::Arrives(Box::new(request.clone()), None));
                    self.later(desk, limit, Happening::Returns(Box::new(request), Box::new(nothing(Failure::Timeout))));
                } else {
                    self.later(desk, after, Happening::Arrives(Box::new(request), Some((asked_at, back))));
                }
            }
        }
    }

    /// The server takes a request, whoever waits for the answer.
    pub(super) fn takes(&mut self, desk: usize, request: &Request) -> Result<Result<Payload, Failure>, String> {
        if self.now < self.down_until {
            return Ok(Err(Failure::Unreachable("down".to_owned())));
        }
        if self.now < self.portal_until {
            return Ok(Err(Failure::Malformed("a portal's page".to_owned())));
        }
        if self.now < self.other_version_until {
            let problem = Problem { version: Some(2), ..Problem::new(ProblemCode::Version, "another version") };
            return Ok(Err(refused(Some(problem))));
        }
        if self.faults.busy > 0 && self.rng.random_range(0..1_000) < self.faults.busy {
            let retry_after_ms = [None, Some(0), Some(1_000), Some(20_000)][self.rng.random_range(0..4)];
            return Ok(Err(Failure::Refused { problem: Problem::new(ProblemCode::Busy, "busy"), retry_after_ms }));
        }
        let (before, seq) = {
            let state = self.ledger.state();
            (state.decided.len() as u64, state.seq)
        };
        let result = answer(&self.ledger, self.desks[desk].device, request, self.mutant, Timestamp::from_millis(self.now));
        if let Ok(Payload::Push(pushed)) = &result {
            self.oracle.pushed(&self.ledger.state(), before, &pushed.results)?;
            self.pokes(seq);
        }
        Ok(result)
    }

    pub(super) fn goes_back(&mut self, desk: usize, request: Request, asked_at: Timestamp, back: Back, result: Result<Payload, Failure>) {
        let server_time = result.is_ok().then(|| Timestamp::from_millis(self.now));
        let limit = if let Request::Probe { limit_ms, .. } = &request { i64::from(*limit_ms) } else { STALL_MS };
        let (after, result) = match back {
            Back::Whole(after) if after < limit => (after, result),
            Back::Cut(after) if after < limit => (after, Err(Failure::Malformed("half an answer".to_owned()))),
            Back::Whole(_) | Back::Cut(_) | Back::Lost => (limit, Err(Failure::Timeout)),
        };
        let server_time = server_time.filter(|_| result.is_ok());
        let answer = Answer { asked_at, answered_at: asked_at, server_time, result };
        self.later(desk, after, Happening::Returns(Box::new(request), Box::new(answer)));
    }

    /// Tells whoever listens that there is something newer than `before`.
    pub(super) fn pokes(&mut self, before: u64) {
        let (epoch, seq) = {
            let state = self.ledger.state();
            (state.epoch.clone(), holdfast_domain::Seq(state.seq))
        };
        if seq.0 == before {
            return;
        }
        for desk in 0..self.desks.len() {
            if self.desks[desk].listening && self.reaches(desk) && self.rng.random_range(0..1_000) >= self.faults.lost_poke {
                let after = self.rng.random_range(1..200);
                self.later(desk, after, Happening::Hears(Box::new(Event::Poked(Poke { epoch: epoch.clone(), seq }))));
            }
        }
    }
}
