//! The stream of pokes, and long polls where something between desk and server swallows it (SYNC 1.13).
//!
//! The server says something when the stream opens and each 15 s after that. A stream that says nothing is behind a proxy
//! that keeps what it should pass on: after two of them a pull waits at the server for something new instead.

use holdfast_domain::Timestamp;
use rand::Rng;

use super::link::{PROBE_EVERY_IDLE_MS, between};
use super::{Effect, Engine};

/// Streams without a word after which pulls wait instead.
const MUTE: u32 = 2;
/// For so long; then the stream is tried again.
const POLLING_MS: i64 = 24 * 3_600_000;
/// How long a pull waits at the server: shorter than any silence that a network takes for death.
pub(super) const POLL_S: u32 = 25;

#[derive(Debug)]
pub(super) struct State {
    is_open: bool,
    /// This stream has said something.
    has_spoken: bool,
    /// When it may be opened.
    at: Timestamp,
    mute: u32,
    polling_until: Option<Timestamp>,
}

impl State {
    pub(super) const fn new(now: Timestamp) -> Self {
        Self { is_open: false, has_spoken: false, at: now, mute: 0, polling_until: None }
    }

    pub(super) const fn opens_at(&self) -> Timestamp {
        self.at
    }

    pub(super) const fn soon(&mut self, now: Timestamp) {
        self.at = now;
    }

    /// Whether it is open and has said something.
    pub(super) const fn is_heard(&self) -> bool {
        self.is_open && self.has_spoken
    }

    /// Whether a pull waits for something new instead.
    pub(super) fn is_polling(&self, now: Timestamp) -> bool {
        self.polling_until.is_some_and(|until| now < until)
    }
}

impl Engine {
    pub(super) fn plan_listen(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        if self.caught_up && !self.listen.is_open && now >= self.listen.at && !self.listen.is_polling(now) {
            self.listen.is_open = true;
            self.listen.has_spoken = false;
            effects.push(Effect::Listen);
        }
    }

    pub(super) fn stop_listening(&mut self, effects: &mut Vec<Effect>) {
        if std::mem::take(&mut self.listen.is_open) {
            effects.push(Effect::StopListening);
            self.presence.stream_is_gone(effects);
        }
    }

    /// Something came over the stream: the server is there. While the window is not in use that saves the next probe.
    pub(super) fn stream_spoke(&mut self, now: Timestamp) {
        self.listen.has_spoken = true;
        self.listen.mute = 0;
        if self.listen.is_open && !self.active && self.link.is_up() {
            self.probe_at = now.plus_millis(PROBE_EVERY_IDLE_MS);
        }
    }

    pub(super) fn stream_ended(&mut self, now: Timestamp, rng: &mut impl Rng, effects: &mut Vec<Effect>) {
        self.presence.stream_is_gone(effects);
        // An end that was asked for says nothing.
        if std::mem::take(&mut self.listen.is_open) && !self.listen.has_spoken {
            self.listen.mute = self.listen.mute.saturating_add(1);
            if self.listen.mute >= MUTE {
                self.listen.mute = 0;
                self.listen.polling_until = Some(now.plus_millis(POLLING_MS));
            }
        }
        // It ends when the server does: ask at once, on a fresh connection.
        self.probe_at = now;
        self.listen.at = now.plus_millis(between(1_000, 4_000, rng));
    }
}
