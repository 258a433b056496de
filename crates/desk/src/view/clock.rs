//! A clock, and why it is due when it is.

use holdfast_domain::sla::{ClockKind, ClockState, Counted, Target};
use serde::Serialize;
use specta::Type;

use super::millis::Millis;

/// A clock. The window counts down from `due` by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ClockView {
    /// What is measured.
    pub kind: ClockKind,
    /// How it stands.
    pub state: ClockState,
    /// When it is due; none while it is paused.
    pub due: Option<Millis>,
    /// How long it took, when it was met.
    pub met_after: Option<Millis>,
    /// Whether this computer's clock is in doubt.
    pub doubtful: bool,
}

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
    /// How much of the time until it was due was lost to outages, from a minute on: it counts all the same.
    pub lost: Option<Millis>,
    /// The policy that promises it; what it is about, of what there may be several of a kind.
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
    /// Whether this desk was cut off from the team server then.
    pub outage: bool,
}
