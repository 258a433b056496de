//! Who is where: this desk says where its person is, and hears of the others, for as long as the stream of pokes is open (T11).
//!
//! It is no operation and no news of the connection: it is sent beside everything else, only while the window is in use, and a
//! failure of it is forgotten. The probes keep it alive at the server, so that standing still costs no request. What is known
//! of others goes with the stream that told it, so that nothing about colleagues is ever stale.

use holdfast_domain::Timestamp;
use holdfast_protocol::{Doing, Moved, Place, ProblemCode};
use rand::Rng;

use super::{Effect, Engine, link};
use crate::transport::{Answer, Failure};

/// Whoever has not typed for so long looks at the ticket and writes no more.
const RESTS_MS: i64 = 20_000;
/// Between two of these requests: whoever leafs through a list is in the ticket where they stop.
const APART_MS: i64 = 1_000;

#[derive(Debug)]
pub(super) struct State {
    /// Where the person is, as the window says.
    place: Option<Place>,
    /// Until when they write there, unless the window says so again.
    writes_until: Timestamp,
    /// What the server knows.
    told: Option<Place>,
    /// It is being told.
    under_way: bool,
    /// Not before.
    at: Timestamp,
    /// A server of an older build has no ear for it; it is not asked again on this stream.
    no_ear: bool,
    /// Something is known of others.
    others: bool,
}

impl State {
    pub(super) const fn new(now: Timestamp) -> Self {
        Self { place: None, writes_until: now, told: None, under_way: false, at: now, no_ear: false, others: false }
    }

    pub(super) fn at(&mut self, place: Option<Place>, now: Timestamp) {
        self.place = place;
        self.writes_until = now.plus_millis(RESTS_MS);
    }

    /// A probe said whether the server knows where the person is: it forgets whoever was silent for a while.
    pub(super) const fn is_known(&mut self, here: bool) {
        if !here && !self.under_way {
            self.told = None;
        }
    }

    /// The server forgets this desk with its stream, and nothing is known of others from here on.
    pub(super) fn stream_is_gone(&mut self, effects: &mut Vec<Effect>) {
        self.told = None;
        self.no_ear = false;
        if std::mem::take(&mut self.others) {
            effects.push(Effect::Alone);
        }
    }

    fn now(&self, now: Timestamp) -> Option<Place> {
        self.place.map(|place| if now < self.writes_until { place } else { Place { doing: Doing::Looks, ..place } })
    }
}

impl Engine {
    pub(super) fn plan_presence(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        if self.is_presence_due(now) && now >= self.presence.at {
            self.presence.under_way = true;
            effects.push(Effect::Send(crate::transport::Request::Presence(self.presence.now(now))));
        }
    }

    /// Whether the server should be told something that it does not know.
    fn is_presence_due(&self, now: Timestamp) -> bool {
        let State { told, under_way, no_ear, .. } = &self.presence;
        self.active && self.listen.is_heard() && !no_ear && !under_way && self.presence.now(now) != *told
    }

    /// When that will next be so.
    pub(super) fn presence_due(&self, now: Timestamp) -> Option<Timestamp> {
        let State { place, writes_until, at, .. } = &self.presence;
        let rests = place.filter(|place| place.doing != Doing::Looks && now < *writes_until).map(|_| *writes_until);
        if self.is_presence_due(now) { Some(*at) } else { rests.filter(|_| self.active && self.listen.is_heard()) }
    }

    pub(super) fn presence_answered(&mut self, place: Option<Place>, answer: &Answer, now: Timestamp, rng: &mut impl Rng) {
        self.presence.under_way = false;
        self.presence.at = now.plus_millis(APART_MS);
        match &answer.result {
            // What was answered after the stream had ended was said on it, and went with it.
            Ok(_) => self.presence.told = place.filter(|_| self.listen.is_heard()),
            Err(Failure::Refused { problem, .. }) if problem.code == ProblemCode::BadRequest => self.presence.no_ear = true,
            Err(_) => self.presence.at = now.plus_millis(link::between(5_000, 10_000, rng)),
        }
    }

    pub(super) fn others_moved(&mut self, moved: Moved, effects: &mut Vec<Effect>) {
        // What was on its way when the stream was closed comes too late.
        if self.listen.is_heard() && !moved.present.is_empty() {
            self.presence.others = true;
            effects.push(Effect::Present(moved.present));
        }
    }
}
