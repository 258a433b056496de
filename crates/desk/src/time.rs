//! The team's time at this desk: the computer's clocks read together, and what the team server said of them.

use holdfast_domain::Timestamp;
use holdfast_store::Store;
use holdfast_sync::{Kept, Offset, Quality, Reading, TeamTime};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::error::DeskError;
use crate::ports::Clock;

/// When so much more has passed than was waited for, the computer slept.
pub(crate) const SLEPT_MS: i64 = 5_000;

/// The team's time. Whoever wants to know what time it is asks here.
pub(crate) struct Time {
    clock: Arc<dyn Clock>,
    /// What both clocks showed when the desk opened.
    wall_at_first: Timestamp,
    continuous_at_first: i64,
    /// The last that was kept of the time when the desk was open before; none where nothing is known of that.
    pub(crate) closed: Option<Timestamp>,
    team: Mutex<TeamTime>,
}

impl Time {
    /// Begins with what was kept when the desk was last open.
    pub(crate) fn begin(clock: Arc<dyn Clock>, store: &Store) -> Result<Self, DeskError> {
        let kept = store.kept_time()?.map(|(offset_ms, at, doubtful)| Kept { offset_ms, at, doubtful });
        let (wall, continuous) = (clock.now(), clock.continuous());
        let closed = kept.as_ref().map(|kept| kept.at);
        let team = TeamTime::begin(kept, Reading { wall, steady: wall });
        Ok(Self { clock, wall_at_first: wall, continuous_at_first: continuous, closed, team: Mutex::new(team) })
    }

    fn team(&self) -> MutexGuard<'_, TeamTime> {
        self.team.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A clock that nobody sets and that goes on through sleep.
    pub(crate) fn steady(&self) -> Timestamp {
        self.wall_at_first.plus_millis(self.clock.continuous().saturating_sub(self.continuous_at_first))
    }

    /// When the desk opened, for the team.
    pub(crate) fn opened(&self) -> Timestamp {
        self.at(self.wall_at_first)
    }

    fn reading(&self) -> Reading {
        Reading { wall: self.clock.now(), steady: self.steady() }
    }

    /// Now, for the team.
    pub(crate) fn now(&self) -> Timestamp {
        self.at(self.steady())
    }

    /// What the team's time was when the steady clock showed this.
    pub(crate) fn at(&self, steady: Timestamp) -> Timestamp {
        self.team().at(steady)
    }

    /// Compares the clocks. Answers whether the wall clock was set.
    pub(crate) fn look(&self) -> bool {
        let reading = self.reading();
        self.team().look(reading)
    }

    /// The team server said what time it is. Answers whether that changed anything.
    pub(crate) fn learn(&self, offset: Offset) -> bool {
        let steady = self.steady();
        let mut team = self.team();
        let before = (team.at(steady), team.quality());
        team.learn(offset);
        before != (team.at(steady), team.quality())
    }

    pub(crate) fn quality(&self) -> Quality {
        self.team().quality()
    }

    /// Keeps what is known until the desk opens again.
    pub(crate) fn keep(&self, store: &Store) {
        let reading = self.reading();
        let Kept { offset_ms, at, doubtful } = self.team().keep(reading);
        if let Err(error) = store.keep_time(offset_ms, at, doubtful) {
            tracing::warn!(%error, "what is known of the time was not kept");
        }
    }
}
