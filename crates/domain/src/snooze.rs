//! A ticket that nobody wants to see for a while. Its clocks run on, and what they say is said; a customer who writes wakes it.

use serde::{Deserialize, Serialize};

use crate::{AgentId, OperationId, Timestamp};

/// Since when, by whom and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Snooze {
    /// The operation that did it.
    pub operation: OperationId,
    /// Who.
    pub by: AgentId,
    /// When.
    pub at: Timestamp,
    /// Until when; none for until the customer writes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

impl Snooze {
    /// Whether the ticket is still not to be seen.
    #[must_use]
    pub fn lasts(&self, now: Timestamp) -> bool {
        self.until.is_none_or(|until| until > now)
    }
}
