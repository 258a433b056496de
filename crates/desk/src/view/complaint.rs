//! A complaint, beside its ticket.

use holdfast_domain::{ComplaintCause, ComplaintStage};
use serde::Serialize;
use specta::Type;

use super::clock::ClockView;
use super::item::ItemState;
use super::millis::Millis;

/// A complaint and how far it is.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ComplaintCard {
    /// Identity.
    pub id: String,
    /// About what.
    pub text: String,
    /// Where it comes from, as far as that is known.
    pub cause: Option<ComplaintCause>,
    /// The stages it has reached, the first first: that it was received is one.
    pub stages: Vec<StageReached>,
    /// The stage after that; none once it has ended.
    pub next: Option<ComplaintStage>,
    /// Until when it is to come there.
    pub clock: Option<ClockView>,
    /// What became of the last that was done here about it.
    pub state: Option<ItemState>,
}

/// A stage that a complaint has reached.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StageReached {
    /// Which.
    pub stage: ComplaintStage,
    /// Who brought it there.
    pub by: String,
    /// When.
    pub at: Millis,
}
