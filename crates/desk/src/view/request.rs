//! What a department is asked for, beside its ticket.

use holdfast_domain::RequestStep;
use serde::Serialize;
use specta::Type;

use super::clock::ClockView;
use super::item::ItemState;
use super::millis::Millis;

/// Something asked of a department.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RequestCard {
    /// Identity.
    pub id: String,
    /// Who is asked.
    pub department: String,
    /// The number that the department always answers.
    pub phone: Option<String>,
    /// Whether the person at this desk is of it.
    pub mine: bool,
    /// For what.
    pub text: String,
    /// Who asks.
    pub by: String,
    /// When.
    pub made_at: Millis,
    /// The last that was said of it; none while nobody has said that the department has it.
    pub step: Option<RequestStep>,
    /// Who said it.
    pub step_by: Option<String>,
    /// When.
    pub step_at: Option<Millis>,
    /// Until when the next word is owed; none once it has ended.
    pub clock: Option<ClockView>,
    /// What became of the last that was done here about it.
    pub state: Option<ItemState>,
}
