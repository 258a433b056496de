//! Whether the desk has what the team server has: asked for now and then, and put right bucket by bucket (SYNC 1.4).
//! It never differs unless something is broken; then it is better mended than found by a customer.

use holdfast_domain::Timestamp;
use holdfast_protocol::DigestAnswer;
use rand::Rng;

use super::{Effect, Engine, link};
use crate::replica::ReplicaError;
use crate::transport::Request;

/// Soon after the desk has started: what a crash or a damaged file did is known within minutes.
const FIRST_MS: (i64, i64) = (2 * 60_000, 10 * 60_000);
/// Between two of them, spread so that the desks of a team do not ask together.
const EVERY_MS: (i64, i64) = (6 * 3_600_000, 7 * 3_600_000);
/// Until the next when this one came to nothing.
const AGAIN_MS: (i64, i64) = (30_000, 120_000);

/// More buckets than this are not fetched one by one: everything is pulled anew.
const MANY: usize = 32;

/// What is known of it.
#[derive(Debug, Default)]
pub(super) struct State {
    /// When it is due; none before the engine first thought of it.
    pub(super) due: Option<Timestamp>,
    /// It was asked for, or is being compared.
    pub(super) under_way: bool,
    /// Buckets to put right.
    pub(super) mending: Vec<u8>,
    /// Buckets were put right since the last sum that agreed.
    mended: bool,
}

impl Engine {
    /// Asks for the sum when it is due, or for the next bucket to put right. Only at rest: a pull or a push comes first.
    pub(super) fn plan_check(&mut self, now: Timestamp, rng: &mut impl Rng, effects: &mut Vec<Effect>) {
        let due = *self.check.due.get_or_insert_with(|| now.plus_millis(link::between(FIRST_MS.0, FIRST_MS.1, rng)));
        let at_rest = !self.is_behind() && !self.pulling && self.storing == 0 && now >= self.pull_at;
        let Some(epoch) = self.standing.epoch.clone().filter(|_| at_rest) else { return };
        if let Some(bucket) = self.check.mending.last() {
            self.pulling = true;
            effects.push(Effect::Send(Request::Bucket { epoch, bucket: *bucket, scope: self.standing.scope.clone() }));
        } else if !self.check.under_way && now >= due {
            self.check.under_way = true;
            self.check.due = Some(now.plus_millis(link::between(EVERY_MS.0, EVERY_MS.1, rng)));
            effects.push(Effect::Send(Request::Digest { epoch, at: self.standing.seq, scope: self.standing.scope.clone() }));
        }
    }

    /// The sum is here: it is compared when it speaks of where the desk stands.
    pub(super) fn summed(&mut self, answer: Box<DigestAnswer>, now: Timestamp, rng: &mut impl Rng, effects: &mut Vec<Effect>) {
        if answer.at == self.standing.seq && self.standing.epoch.as_ref() == Some(&answer.epoch) {
            effects.push(Effect::Compare(answer));
        } else {
            self.check_again(now, rng);
        }
    }

    /// It came to nothing.
    pub(super) fn check_again(&mut self, now: Timestamp, rng: &mut impl Rng) {
        self.check.under_way = false;
        self.check.due = Some(now.plus_millis(link::between(AGAIN_MS.0, AGAIN_MS.1, rng)));
    }

    pub(super) fn compared(&mut self, result: Result<Option<Vec<u8>>, ReplicaError>, now: Timestamp, rng: &mut impl Rng, effects: &mut Vec<Effect>) {
        match result {
            Ok(Some(buckets)) => {
                self.check.under_way = false;
                // What was put right and differs again is not put right by doing the same at once: the next one tries.
                if self.check.mended {
                    self.check.mended = false;
                } else {
                    self.check.mended = !buckets.is_empty();
                    if buckets.len() > MANY {
                        self.resync(now, effects);
                    } else {
                        self.check.mending = buckets;
                    }
                }
            }
            Ok(None) => self.check_again(now, rng),
            Err(error) => {
                self.check.under_way = false;
                self.store_failed(error, now);
            }
        }
    }

    /// A bucket was handed to the store; after the last one the sum is asked for once more.
    pub(super) fn mended(&mut self, bucket: u8, now: Timestamp) {
        self.check.mending.retain(|waiting| *waiting != bucket);
        if self.check.mending.is_empty() {
            self.check.due = Some(now);
        }
    }

    /// Everything was pulled anew: what waited to be put right has been, and the whole is looked at.
    pub(super) fn check_soon(&mut self, now: Timestamp) {
        self.check.mending.clear();
        self.check.due = Some(now);
    }
}
