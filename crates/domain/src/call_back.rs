//! A call to a customer when the helpdesk is back (O5): one colleague at a time, and none is without an outcome.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{AgentId, OperationId, OutageId, Timestamp};

/// A call that was begun and of which nothing more was said gives way to another after this long.
pub const CALL_LAPSES_MS: i64 = 15 * 60_000;

/// How a call goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CallBackStep {
    /// Somebody rings them now.
    Calling,
    /// They were told how it stands.
    Told,
    /// They did not answer: they stay to be rung.
    NotReached,
    /// They were promised something by a time, which is owed from now on.
    Promised,
}

impl CallBackStep {
    /// Whether they need not be rung any more.
    #[must_use]
    pub const fn is_end(self) -> bool {
        matches!(self, Self::Told | Self::Promised)
    }
}

/// A step of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CallBack {
    /// The operation that said so.
    pub operation: OperationId,
    /// After which outage.
    pub outage: OutageId,
    /// Which.
    pub step: CallBackStep,
    /// Who.
    pub by: AgentId,
    /// When.
    pub at: Timestamp,
}
