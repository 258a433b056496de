//! Why a clock is due when it is.

use holdfast_domain::sla::{ClockKind, Counted, Target};
use serde::Serialize;
use specta::Type;

use super::millis::Millis;

/// Why a clock is due when it is.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ClockStory {
    /// What is measured.
    pub kind: ClockKind,
    /// When it began.
    pub start: Millis,
    /// When it is due.
    pub due: Millis,
    /// When it was met.
    pub met_at: Option<Millis>,
    /// As of when this is.
    pub now: Millis,
    /// The policy that promises it; what is owed, where somebody named the time.
    pub policy: String,
    /// What is promised.
    pub target: TargetView,
    /// Whether that is promised to what comes outside of working hours alone.
    pub off_hours: bool,
    /// Whether it stands still now.
    pub paused: bool,
    /// From the start to the due time, or on to where it was met or to now, without a gap.
    pub stretches: Vec<StretchView>,
    /// Whether this computer's clock is in doubt.
    pub doubtful: bool,
}

/// What is promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase", tag = "type")]
pub enum TargetView {
    /// So many minutes of working time.
    Open {
        /// Minutes.
        minutes: u32,
    },
    /// So many minutes, day and night.
    Wall {
        /// Minutes.
        minutes: u32,
    },
    /// By a time that somebody named.
    Named,
    /// By this time of the next day.
    NextDay {
        /// `HH:MM`.
        at: String,
    },
}

impl TargetView {
    pub(crate) fn of(target: &Target) -> Self {
        let minutes = |minutes: i64| u32::try_from(minutes).unwrap_or_default();
        match target {
            Target::Open { minutes: of, .. } => Self::Open { minutes: minutes(*of) },
            Target::Wall { minutes: of } => Self::Wall { minutes: minutes(*of) },
            Target::NextDay { at, .. } => Self::NextDay { at: at.clone() },
        }
    }
}

/// A stretch of time, and what it is to the clock.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StretchView {
    /// Begins.
    pub from: Millis,
    /// Ends.
    pub to: Millis,
    /// What it is.
    pub counted: Counted,
}
