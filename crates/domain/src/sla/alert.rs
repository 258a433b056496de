//! An alert: how grave, about which clock, when.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::Timestamp;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ClockKind {
    /// From the customer's coming to our first answer.
    FirstResponse,
    /// From the oldest unanswered message to our answer.
    NextResponse,
    /// From the customer's coming to the solution; stands still while we wait for the customer.
    Resolution,
    /// From an operation's being held to its author's decision. Its times are [`super::decision`]'s, not a policy's.
    Decision,
    /// A colleague named this person in a note: no clock, and to be heard of like one. Its times are [`super::mention`]'s.
    Mention,
    /// From the customer's coming to the first promise of what we will do.
    Plan,
    /// From our word to the customer to the time we named (T13).
    Promise,
    /// Until the time at which to ask again whether all is well.
    FollowUp,
    /// From a request to a department to its word that it has it (C5).
    RequestAccepted,
    /// From a request, and from each word of its progress, to the next such word (C5).
    RequestProgress,
    /// From a stage of a complaint to the next (P1).
    ComplaintStage,
}

/// How grave an alert is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Level {
    /// Time is running out.
    Warning,
    /// It has run out.
    Breach,
    /// It ran out, and is brought to those above.
    Escalation,
}

/// Something to say about a clock at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
