//! The sync engine: facts in, effects out. No IO, no clock, no randomness of its own (DESIGN §6), so that a simulator
//! can run it millions of times and a seed replays exactly.
//!
//! An event only changes what is known; [`plan`] then decides from all that is known what to do next. Nothing is
//! remembered as "to do": a lost event is made good by the next one.

mod answers;
mod check;
mod files;
mod link;
mod listen;
mod plan;
mod presence;

use holdfast_domain::{Seq, Timestamp};
use holdfast_protocol::{BootstrapPage, BucketPage, ChangesPage, DigestAnswer, Moved, Place, Poke, Position, PushAnswer, There};
use rand::Rng;

pub use link::Link;

use crate::offset::{Offset, Samples};
use crate::replica::{FileMoved, FileStep, ReplicaError, Sealed, Standing};
use crate::transport::{Answer, Request};

/// Something has happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// A timer rang.
    Tick,
    /// The person did something that is now in the outbox.
    Written,
    /// The window is in use, or not.
    Active(bool),
    /// The person asked to try now, the computer woke up, or the link changed.
    TryNow,
    /// The person is in this ticket now, or in none.
    At(Option<Place>),
    /// The stream said that colleagues came, went, or do something else.
    Moved(Moved),
    /// The stream of pokes said that there is something new.
    Poked(Poke),
    /// It said that it is still there.
    StreamAlive,
    /// It ended.
    StreamEnded,
    /// A request came back.
    Answered(Request, Box<Answer>),
    /// The store did what it was asked.
    Stored(Result<Standing, ReplicaError>),
    /// The store compared what it has with what the server has.
    Compared(Result<Option<Vec<u8>>, ReplicaError>),
    /// The store says what is next about files.
    NextFile(Result<Option<FileStep>, ReplicaError>),
    /// The store took note of what came of it.
    FileMoved(Result<Standing, ReplicaError>),
    /// The store sealed a batch, or there was nothing to seal.
    Sealed(Result<Sealed, ReplicaError>),
}

/// Something to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the team server.
    Send(Request),
    /// Open the stream of pokes.
    Listen,
    /// Close it.
    StopListening,
    /// Step again at this instant at the latest.
    WakeAt(Timestamp),
    /// Store a page of changes.
    StoreChanges(Box<ChangesPage>),
    /// Store a page of the first pull.
    StoreBootstrap {
        /// The place that was asked for.
        after: Option<Position>,
        /// What came.
        page: Box<BootstrapPage>,
    },
    /// Compare what is here with what the server has.
    Compare(Box<DigestAnswer>),
    /// Put right the rows of a bucket.
    Mend(Box<BucketPage>),
    /// Begin to pull anew.
    BeginResync,
    /// Ask what is next about files.
    NextFile,
    /// Store what came of it.
    FileMoved(FileMoved),
    /// Seal a batch.
    Seal,
    /// Store what became of a batch.
    Acknowledge(PushAnswer),
    /// Seal again from this number.
    Expect(u64),
    /// All that is shown was confirmed just now.
    Confirmed,
    /// Who is in these tickets now.
    Present(Vec<There>),
    /// Nothing is known of anybody any more.
    Alone,
    /// What the person should know has changed.
    Report(Report),
}

/// What the person should know.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// How the connection stands.
    pub link: Link,
    /// Since when.
    pub since: Timestamp,
    /// Why sync stands still until the person does something.
    pub stop: Option<Stop>,
    /// The last failure, for the person who asks.
    pub failure: Option<crate::transport::Failure>,
    /// The offset of the server's clock.
    pub offset: Option<Offset>,
    /// Rows of the first pull so far and in all, while it lasts.
    pub first_pull: Option<(u64, u64)>,
}

/// Why sync stands still until somebody does something about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Sign in again.
    Token,
    /// This desk was revoked.
    Revoked,
    /// The two speak different versions.
    Version {
        /// The server's.
        server: u32,
    },
    /// Another desk uses this desk's identity.
    Forked,
    /// The disk is full.
    DiskFull,
    /// The server asks to pull anew again and again.
    ResyncLoop,
}

/// The engine.
#[derive(Debug)]
pub struct Engine {
    standing: Standing,
    link: link::State,
    samples: Samples,
    active: bool,
    /// What is under way; never two of a kind.
    probing: bool,
    pulling: bool,
    /// Steps of the store under way: a push may be answered while a page is being stored.
    storing: u32,
    /// One of them is a page of the first pull.
    filling: bool,
    sealing: bool,
    /// When something that waits for its time may go.
    leaves_at: Option<Timestamp>,
    pushing: bool,
    /// Something was written since the last batch was asked for; what the store said before that does not count.
    written: bool,
    /// A pull has come to the end since the link came back.
    caught_up: bool,
    /// The newest sequence heard of.
    high: Seq,
    probe_at: Timestamp,
    pull_at: Timestamp,
    push_at: Timestamp,
    listen: listen::State,
    presence: presence::State,
    check: check::State,
    files: files::State,
    /// The page of the first pull that came while the one before was being stored, and the place it was asked for.
    ahead: Option<(Position, Box<BootstrapPage>)>,
    resyncs: Vec<Timestamp>,
    rescopes: Vec<Timestamp>,
    stop: Option<Stop>,
    failure: Option<crate::transport::Failure>,
    reported: Option<Report>,
}

impl Engine {
    /// An engine that knows how far the desk has come.
    #[must_use]
    pub fn new(standing: Standing, now: Timestamp) -> Self {
        Self {
            standing,
            link: link::State::new(now),
            samples: Samples::default(),
            active: true,
            probing: false,
            pulling: false,
            storing: 0,
            filling: false,
            sealing: false,
            leaves_at: None,
            pushing: false,
            written: false,
            caught_up: false,
            high: Seq(0),
            probe_at: now,
            pull_at: now,
            push_at: now,
            listen: listen::State::new(now),
            presence: presence::State::new(now),
            check: check::State::default(),
            files: files::State::new(now),
            ahead: None,
            resyncs: Vec::new(),
            rescopes: Vec::new(),
            stop: None,
            failure: None,
            reported: None,
        }
    }

    /// One step: takes in what has happened and says what to do.
    pub fn step(&mut self, event: Event, now: Timestamp, rng: &mut impl Rng) -> Vec<Effect> {
        let mut effects = Vec::new();
        match event {
            Event::Tick => {}
            Event::Written => {
                self.written = true;
                self.standing.pending = true;
                self.files.look = true;
            }
            Event::Active(active) => {
                self.active = active;
                if active {
                    self.probe_at = now;
                }
            }
            Event::TryNow => self.try_now(now),
            Event::Poked(poke) => {
                self.stream_spoke(now);
                self.poked(&poke);
            }
            Event::StreamAlive => self.stream_spoke(now),
            Event::StreamEnded => self.stream_ended(now, rng, &mut effects),
            Event::At(place) => self.presence.at(place, now),
            Event::Moved(moved) => {
                self.stream_spoke(now);
                self.others_moved(moved, &mut effects);
            }
            Event::Answered(request, answer) => self.answered(request, *answer, now, rng, &mut effects),
            Event::Stored(result) => self.stored(result, now, &mut effects),
            Event::Compared(result) => self.compared(result, now, rng, &mut effects),
            Event::NextFile(step) => self.next_file(step, now, &mut effects),
            Event::FileMoved(result) => self.file_moved(result, now),
            Event::Sealed(result) => self.sealed(result, now, &mut effects),
        }
        self.plan(now, rng, &mut effects);
        self.report(now, &mut effects);
        effects
    }

    fn try_now(&mut self, now: Timestamp) {
        self.probe_at = now;
        self.pull_at = now;
        self.push_at = now;
        self.files.at = now;
        // Whoever asks, or has slept, wants to know what is new, whatever was heard until now.
        self.caught_up = false;
        self.link.forget_backoff();
        // After a sleep or a jump of the computer's clock the time is asked for anew.
        self.samples.forget();
        if !matches!(self.stop, Some(Stop::Token | Stop::Revoked)) {
            self.stop = None;
        }
    }

    fn poked(&mut self, poke: &Poke) {
        if self.standing.epoch.as_deref() == Some(poke.epoch.as_str()) {
            self.high = self.high.max(poke.seq);
        }
    }

    fn report(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        let first_pull = (self.standing.pull != crate::replica::Pull::Changes).then_some(self.standing.progress);
        let (link, since, offset) = (self.link.link(), self.link.since(), self.samples.best(now));
        let is_told = |told: &Report| {
            let same = (told.link, told.since, told.offset, told.first_pull) == (link, since, offset, first_pull);
            same && told.stop == self.stop && told.failure == self.failure
        };
        if !self.reported.as_ref().is_some_and(is_told) {
            let report = Report { link, since, stop: self.stop.clone(), failure: self.failure.clone(), offset, first_pull };
            self.reported = Some(report.clone());
            effects.push(Effect::Report(report));
        }
    }
}
