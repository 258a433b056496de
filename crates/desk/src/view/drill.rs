//! A practice outage, as its window shows it.

use serde::Serialize;
use specta::Type;

use super::millis::Millis;
use crate::error::DeskError;

/// How far a drill is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum DrillPhase {
    /// Its team and its desk are being made.
    Preparing,
    /// It may begin.
    Ready,
    /// The system is down.
    Down,
    /// The system is back, and customers are to be rung.
    Back,
    /// It is over, and judged.
    Over,
    /// It could not go on; the error says why.
    Stopped,
}

/// A drill.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DrillView {
    /// How far it is.
    pub phase: DrillPhase,
    /// Since when the system is down.
    pub began: Option<Millis>,
    /// What happened so far, the newest first.
    pub events: Vec<DrillLine>,
    /// When the next thing happens; none when nothing more does.
    pub next: Option<Millis>,
    /// How much more happens.
    pub left: u32,
    /// How it was done, once it is over.
    pub score: Option<DrillScore>,
    /// Why it stopped.
    pub error: Option<DeskError>,
}

/// Something that happened in a drill.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DrillLine {
    /// When.
    pub at: Millis,
    /// What.
    pub what: DrillEvent,
}

/// What happens in a drill.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase", tag = "type")]
pub enum DrillEvent {
    /// The telephone rings.
    Call {
        /// Who.
        name: String,
        /// From which number.
        phone: String,
        /// What they say.
        words: String,
        /// Whether that was noted.
        noted: bool,
    },
    /// The lead says why, and until when.
    Said {
        /// Why.
        cause: String,
        /// Until when.
        expected: Millis,
    },
    /// The lead says that it lasts longer.
    Moved {
        /// Until when.
        expected: Millis,
        /// Until when it was expected before.
        before: Millis,
    },
    /// The system is back.
    Back,
}

/// What was wanting in the record of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum DrillGap {
    /// There is no record.
    Record,
    /// The name.
    Name,
    /// What it is about: the category.
    Category,
    /// That it is an emergency.
    Emergency,
    /// There are two tickets of one matter.
    Twice,
    /// Nobody called them back.
    CallBack,
}

/// A call and what was wanting.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DrillCall {
    /// Who.
    pub name: String,
    /// From the ring to the record.
    pub noted_after: Option<Millis>,
    /// What was wanting.
    pub gaps: Vec<DrillGap>,
}

/// How a drill was done.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DrillScore {
    /// Of 100: 40 for calls noted, 20 for records without a gap, 20 for promises that could be kept, 20 for call-backs.
    pub points: u32,
    /// Calls that came.
    pub calls: u32,
    /// Calls that were noted.
    pub noted: u32,
    /// Half of them no longer after the ring than this.
    pub median: Option<Millis>,
    /// Records without a gap.
    pub complete: u32,
    /// Promises made, and answers that name a time.
    pub promises: u32,
    /// Of these, earlier than the lead expected, or before anybody had named a time, or by a time that had moved.
    pub wrong_promises: u32,
    /// Customers to be rung afterwards.
    pub to_call: u32,
    /// Told, or promised something.
    pub called: u32,
    /// From the return to the last of them.
    pub called_after: Option<Millis>,
    /// Each call.
    pub rows: Vec<DrillCall>,
}
