//! What a department is asked for on a ticket (C4, C5): it says that it has the request, how far it is, and what comes of it. The
//! customer hears of it from the ticket's owner alone (T11).

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{AgentId, DepartmentId, OperationId, Timestamp};

/// So many steps of one request stay with it; of more, what was said of its progress first goes.
pub const MOST_REQUEST_STEPS: usize = 40;

/// Something asked of a department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Request {
    /// Identity: that of the operation that made it.
    pub id: OperationId,
    /// Who is asked.
    pub department: DepartmentId,
    /// For what, in words.
    pub text: String,
    /// Who asks.
    pub by: AgentId,
    /// When.
    pub made_at: Timestamp,
    /// What was said of it since, in order. Its words are notes on the ticket.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<RequestMark>,
}

/// What a department says of a request, or whoever asked it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RequestStep {
    /// It has it.
    Accept,
    /// How far it is.
    Progress,
    /// What came of it. Ends it.
    Answer,
    /// It does not do it. Ends it.
    Decline,
    /// It is not needed any more. Ends it.
    Withdraw,
}

impl RequestStep {
    /// Whether nothing comes after it.
    #[must_use]
    pub const fn is_end(self) -> bool {
        matches!(self, Self::Answer | Self::Decline | Self::Withdraw)
    }

    /// Whether it says nothing without words.
    #[must_use]
    pub const fn needs_words(self) -> bool {
        matches!(self, Self::Progress | Self::Answer | Self::Decline)
    }

    /// The name on the wire and in the catalogues.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Progress => "progress",
            Self::Answer => "answer",
            Self::Decline => "decline",
            Self::Withdraw => "withdraw",
        }
    }
}

/// One step of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RequestMark {
    /// Which.
    pub step: RequestStep,
    /// The operation that said so.
    pub operation: OperationId,
    /// Who.
    pub by: AgentId,
    /// When.
    pub at: Timestamp,
}

impl Request {
    /// When the department said first that it has it, in whatever way.
    #[must_use]
    pub fn accepted_at(&self) -> Option<Timestamp> {
        self.steps.iter().map(|mark| mark.at).min()
    }

    /// How it ended; none while it is open.
    #[must_use]
    pub fn end(&self) -> Option<&RequestMark> {
        self.steps.last().filter(|mark| mark.step.is_end())
    }

    /// Since when the department owes word of how far it is: from the request on, and again from each time it said so (002).
    #[must_use]
    pub fn silent_since(&self) -> Timestamp {
        // Not the last to arrive: what was said last.
        let said = self.steps.iter().filter(|mark| mark.step == RequestStep::Progress).map(|mark| mark.at);
        said.max().unwrap_or(self.made_at)
    }
}
