//! What an answer, or the store's word, changes in what is known.

use holdfast_domain::Timestamp;
use holdfast_protocol::{BootstrapPage, Position, Problem, ProblemCode};
use rand::Rng;

use super::{Effect, Engine, Stop, link};
use crate::replica::{Pull, ReplicaError, Sealed, Standing};
use crate::transport::{Answer, Failure, Payload, Request};

/// Two new beginnings within this time without an end are a loop (SYNC 1.4).
const RESYNC_LOOP_MS: i64 = 10 * 60_000;

/// So many times within it what the person may see may change.
const MOST_RESCOPES: usize = 12;

/// After an answer that makes no sense the same question waits so long.
const NONSENSE_MS: i64 = 5_000;

impl Engine {
    pub(super) fn answered(&mut self, request: Request, answer: Answer, now: Timestamp, rng: &mut impl Rng, effects: &mut Vec<Effect>) {
        match request {
            // Whatever becomes of it says nothing about the connection.
            Request::Presence(place) => return self.presence_answered(place, &answer, now, rng),
            Request::Probe { .. } => self.probing = false,
            Request::Bootstrap { .. } | Request::Changes { .. } | Request::Bucket { .. } => self.pulling = false,
            Request::Push(_) => self.pushing = false,
            Request::Digest { .. } | Request::Arrived { .. } | Request::SendPiece { .. } | Request::FetchPiece { .. } => {}
        }
        if let (Some(server_time), true) = (answer.server_time, answer.result.is_ok()) {
            self.samples.add(answer.asked_at, answer.answered_at, server_time);
        }
        match answer.result {
            Ok(payload) => self.accepted(&request, payload, now, rng, effects),
            Err(failure) => self.failed(&request, failure, now, rng, effects),
        }
    }

    fn accepted(&mut self, request: &Request, payload: Payload, now: Timestamp, rng: &mut impl Rng, effects: &mut Vec<Effect>) {
        self.failure = None;
        match payload {
            Payload::Probe { epoch, high, here } => {
                self.presence.is_known(here);
                if matches!(self.stop, Some(Stop::Version { .. } | Stop::DiskFull)) {
                    self.stop = None;
                }
                if !self.link.is_up() {
                    // Whatever happened while we were away must be seen before anything leaves.
                    self.caught_up = false;
                    self.pull_at = now;
                    self.push_at = now;
                    self.listen.soon(now);
                }
                self.link.reached(now);
                if self.standing.epoch.as_ref().is_none_or(|known| *known == epoch) {
                    self.high = self.high.max(high);
                } else {
                    self.caught_up = false;
                }
            }
            Payload::Bootstrap(page) => {
                let Request::Bootstrap { after } = request else { return };
                match after {
                    // Asked for ahead: it is looked at once the page before is stored.
                    Some(after) if self.storing > 0 => self.ahead = Some((after.clone(), page)),
                    _ => self.bootstrapped(after.as_ref(), page, now, effects),
                }
            }
            Payload::Changes(page) => {
                // A page that does not start at our cursor is dropped: it answers a question we no longer ask.
                if page.from != self.standing.seq || self.standing.epoch.as_ref() != Some(&page.epoch) {
                    self.pull_at = now.plus_millis(NONSENSE_MS);
                    return;
                }
                self.high = self.high.max(page.high);
                // The first page after an absence also says how far this desk's operations are in, if only by silence: a
                // restored server may have forgotten them.
                let is_first = !std::mem::replace(&mut self.caught_up, !page.has_more);
                // A poll that came back at once, whyever, must not spin.
                self.pull_at = if self.listen.is_polling(now) && page.changes.is_empty() { now.plus_millis(1_000) } else { now };
                if !is_first && page.changes.is_empty() && page.to == page.from && page.acknowledged.is_none() {
                    effects.push(Effect::Confirmed);
                } else {
                    self.storing = self.storing.saturating_add(1);
                    effects.push(Effect::StoreChanges(page));
                }
            }
            payload @ (Payload::Arrived(_) | Payload::Piece(_)) => self.file_answered(request, payload, effects),
            Payload::Presence => {}
            Payload::Digest(answer) => self.summed(answer, now, rng, effects),
            Payload::Bucket(page) => {
                // Whether a page is of this life is for the store to say; one that nobody waits for is dropped.
                if self.check.mending.last() == Some(&page.bucket) {
                    self.mended(page.bucket, now);
                    self.storing = self.storing.saturating_add(1);
                    effects.push(Effect::Mend(page));
                }
            }
            Payload::Push(answer) => {
                let answers_it = matches!(request, Request::Push(push) if push.operations.len() == answer.results.len());
                if answers_it {
                    self.high = self.high.max(answer.seq);
                    self.storing = self.storing.saturating_add(1);
                    effects.push(Effect::Acknowledge(answer));
                } else {
                    self.push_at = now.plus_millis(NONSENSE_MS);
                }
            }
        }
    }

    /// Stores a page of the first pull, and asks for the next meanwhile.
    fn bootstrapped(&mut self, asked: Option<&Position>, page: Box<BootstrapPage>, now: Timestamp, effects: &mut Vec<Effect>) {
        // A page of a first pull that has begun anew meanwhile would be taken for another place of it.
        let is_next = match (asked, &self.standing.pull) {
            (None, Pull::Start) => true,
            (Some(asked), Pull::Continue(position)) => asked == position,
            _ => false,
        };
        if !is_next {
            self.pull_at = now.plus_millis(NONSENSE_MS);
            return;
        }
        if let Some(next) = page.next.clone().filter(|_| !self.pulling) {
            self.pulling = true;
            effects.push(Effect::Send(Request::Bootstrap { after: Some(next) }));
        }
        self.storing = self.storing.saturating_add(1);
        self.filling = true;
        effects.push(Effect::StoreBootstrap { after: asked.cloned(), page });
    }

    /// The page that was asked for ahead follows the one that was just stored, or what was stored was something else.
    fn goes_ahead(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        let Some((asked, page)) = self.ahead.take() else { return };
        if self.standing.pull == Pull::Continue(asked.clone()) {
            self.bootstrapped(Some(&asked), page, now, effects);
        } else if self.storing > 0 {
            self.ahead = Some((asked, page));
        }
    }

    fn failed(&mut self, request: &Request, failure: Failure, now: Timestamp, rng: &mut impl Rng, effects: &mut Vec<Effect>) {
        let mut wait = link::between(1_000, 3_000, rng);
        if let Failure::Refused { problem, retry_after_ms } = &failure {
            if let Some(asked) = retry_after_ms {
                let asked = i64::try_from(*asked).unwrap_or(i64::MAX).clamp(1_000, 3_600_000);
                wait = asked.saturating_add(link::between(0, asked / 4, rng));
            }
            if matches!(request, Request::Push(_)) && problem.code == ProblemCode::Resync {
                // The server has another life. The pull tells what of this desk's it still has; then numbers are given anew.
                self.caught_up = false;
                self.pull_at = now;
            } else {
                self.refused(problem, now, effects);
            }
            // An answer that says no is still an answer: the server is there.
            if problem.code != ProblemCode::Busy && problem.code != ProblemCode::Internal {
                self.link.reached(now);
            }
        } else if matches!(request, Request::Probe { .. }) {
            self.missed(now, rng);
        } else {
            // Only probes decide, and this one is due at once.
            self.probe_at = now;
        }
        match request {
            Request::Push(_) => self.push_at = now.plus_millis(wait),
            Request::Bootstrap { .. } | Request::Changes { .. } | Request::Bucket { .. } => self.pull_at = now.plus_millis(wait),
            // A server of an older build has no sums; it is asked again when the next is due.
            Request::Digest { .. } if matches!(&failure, Failure::Refused { problem, .. } if problem.code == ProblemCode::BadRequest) => {
                self.check.under_way = false;
            }
            Request::Digest { .. } => self.check_again(now, rng),
            Request::Arrived { .. } | Request::SendPiece { .. } | Request::FetchPiece { .. } => {
                self.file_failed(request, &failure, wait, now, effects);
            }
            Request::Probe { .. } | Request::Presence(_) => {}
        }
        self.failure = Some(failure);
    }

    fn missed(&mut self, now: Timestamp, rng: &mut impl Rng) {
        self.probe_at = if self.link.missed(now) { now } else { now.plus_millis(self.link.backoff(self.active, rng)) };
    }

    fn refused(&mut self, problem: &Problem, now: Timestamp, effects: &mut Vec<Effect>) {
        match problem.code {
            ProblemCode::Token | ProblemCode::WrongPassword => self.stop = Some(Stop::Token),
            ProblemCode::Revoked => self.stop = Some(Stop::Revoked),
            ProblemCode::Version => self.stop = Some(Stop::Version { server: problem.version.unwrap_or_default() }),
            ProblemCode::Forked => self.stop = Some(Stop::Forked),
            ProblemCode::Resync => self.resync(now, effects),
            ProblemCode::Scope => self.rescope(now, effects),
            ProblemCode::Gap => {
                if let Some(expected) = problem.expected_dseq {
                    self.storing = self.storing.saturating_add(1);
                    effects.push(Effect::Expect(expected));
                }
            }
            ProblemCode::NoFile | ProblemCode::BadRequest | ProblemCode::Busy | ProblemCode::Internal => {}
        }
    }

    pub(super) fn resync(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        self.resyncs.retain(|at| now.since(*at) < RESYNC_LOOP_MS);
        if self.resyncs.len() >= 2 {
            self.stop = Some(Stop::ResyncLoop);
        } else {
            self.resyncs.push(now);
            self.begin_anew(effects);
        }
    }

    /// What the person may see has changed. Somebody changes that for one queue after the other, so it may come oftener than
    /// a resync; more often than that it is a loop as well.
    fn rescope(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        self.rescopes.retain(|at| now.since(*at) < RESYNC_LOOP_MS);
        if self.rescopes.len() >= MOST_RESCOPES {
            self.stop = Some(Stop::ResyncLoop);
            return;
        }
        self.rescopes.push(now);
        self.begin_anew(effects);
    }

    fn begin_anew(&mut self, effects: &mut Vec<Effect>) {
        self.storing = self.storing.saturating_add(1);
        self.caught_up = false;
        effects.push(Effect::BeginResync);
    }

    pub(super) fn stored(&mut self, result: Result<Standing, ReplicaError>, now: Timestamp, effects: &mut Vec<Effect>) {
        self.storing = self.storing.saturating_sub(1);
        self.filling = false;
        match result {
            Ok(standing) => {
                let new_life = standing.epoch != self.standing.epoch;
                let both_follow = standing.pull == Pull::Changes && self.standing.pull == Pull::Changes;
                let before = self.standing.seq;
                if standing.pull == Pull::Changes && !both_follow {
                    self.check_soon(now);
                }
                self.standing = standing;
                if both_follow && !new_life {
                    // Two steps may end in another order than they were done in; within one life a cursor never goes back.
                    self.standing.seq = self.standing.seq.max(before);
                }
                self.standing.pending |= self.written;
                if new_life {
                    self.high = self.standing.seq;
                }
                self.pull_at = now;
                self.goes_ahead(now, effects);
                if self.caught_up {
                    effects.push(Effect::Confirmed);
                }
            }
            // A page that cannot follow what is here: pull anew, as when the server asks for it.
            Err(ReplicaError::OutOfStep) => {
                self.ahead = None;
                self.resync(now, effects);
            }
            Err(error) => {
                self.ahead = None;
                self.store_failed(error, now);
            }
        }
    }

    pub(super) fn sealed(&mut self, result: Result<Sealed, ReplicaError>, now: Timestamp, effects: &mut Vec<Effect>) {
        self.sealing = false;
        match result {
            Ok(Sealed::Batch(push)) => {
                self.pushing = true;
                effects.push(Effect::Send(Request::Push(push)));
            }
            Ok(Sealed::Nothing { wait_ms }) => {
                self.standing.pending = self.written;
                self.leaves_at = wait_ms.map(|wait| now.plus_millis(wait));
            }
            Err(error) => self.store_failed(error, now),
        }
    }

    pub(super) fn store_failed(&mut self, error: ReplicaError, now: Timestamp) {
        let later = now.plus_millis(5_000);
        self.pull_at = later;
        self.push_at = later;
        match error {
            ReplicaError::DiskFull => self.stop = Some(Stop::DiskFull),
            ReplicaError::Copied => self.stop = Some(Stop::Forked),
            ReplicaError::OutOfStep | ReplicaError::Failed(_) => {}
        }
    }
}
