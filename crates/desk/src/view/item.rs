//! What became of something that was done here.

use serde::Serialize;
use specta::Type;

/// What became of something a person did here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ItemState {
    /// The team server has it.
    Sent,
    /// Being written.
    Draft,
    /// On this disk, to be sent.
    Waiting,
    /// On its way.
    Sending,
    /// It was sent, and no answer came.
    Uncertain,
    /// Waits for its author's decision.
    Held,
    /// Could not be done; the text is kept.
    Rejected,
}
