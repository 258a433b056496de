//! What is owed on a ticket by a time that somebody named.

use holdfast_domain::TaskKind;
use serde::Serialize;
use specta::Type;

use super::item::ItemState;
use super::millis::Millis;

/// A promise to the customer, or a follow-up.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TaskView {
    /// Identity.
    pub id: String,
    /// Which of the two.
    pub kind: TaskKind,
    /// In words.
    pub text: String,
    /// By when.
    pub due: Millis,
    /// Who gave the word.
    pub by: String,
    /// When.
    pub made_at: Millis,
    /// When it ended.
    pub ended_at: Option<Millis>,
    /// Whether it was done, and not withdrawn.
    pub kept: bool,
    /// What became of the last that was done here about it.
    pub state: Option<ItemState>,
}
