//! When to say that a clock runs out: at each warning share and at the breach, each once.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::clock::{Clock, ClockKind, ClockState};
use crate::Timestamp;

/// How grave an alert is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Level {
    /// Time is running out.
    Warning,
    /// It has run out.
    Breach,
}

/// Something to say about a clock at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alert {
    /// When to say it.
    pub at: Timestamp,
    /// How grave it is.
    pub level: Level,
    /// Which clock.
    pub kind: ClockKind,
    /// When that clock is due.
    pub due: Timestamp,
}

/// The next thing to say about these clocks that was not said before `said`: the last instant up to which alerts were raised.
///
/// Only the last warning share and the breach are said aloud; a desk that was asleep over both says the breach alone.
#[must_use]
pub fn next_alert(clocks: &[Clock], said: Timestamp, now: Timestamp) -> Option<Alert> {
    clocks.iter().filter(|clock| !matches!(clock.state, ClockState::Met | ClockState::Paused)).filter_map(|clock| next_of(clock, said, now)).min()
}

fn next_of(clock: &Clock, said: Timestamp, now: Timestamp) -> Option<Alert> {
    let alert = |at, level| Alert { at, level, kind: clock.kind, due: clock.due };
    let breach = (clock.due > said).then(|| alert(clock.due, Level::Breach));
    let warning = clock.warnings.last().filter(|at| **at > said && clock.due > now).map(|at| alert(*at, Level::Warning));
    warning.or(breach)
}
