//! A complaint on a ticket and the seven stages it goes through (P1): received, confirmed, analysed, planned, carried out, told,
//! followed up.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{AgentId, OperationId, Timestamp};

/// A complaint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Complaint {
    /// Identity: that of the operation that recorded it.
    pub id: OperationId,
    /// About what, in words.
    pub text: String,
    /// Where it comes from, as far as that is known (P6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<ComplaintCause>,
    /// Who recorded it.
    pub by: AgentId,
    /// When.
    pub made_at: Timestamp,
    /// The stages reached since, in order. What was done in each is a note on the ticket.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<ComplaintMark>,
}

/// Where a complaint stands (003 §9.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ComplaintStage {
    /// 接收.
    Received,
    /// 确认: the customer knows that we have it.
    Confirmed,
    /// 分析.
    Analysed,
    /// 制定方案.
    Planned,
    /// 执行.
    CarriedOut,
    /// 反馈: the customer knows what was done.
    Told,
    /// 跟进. Ends it.
    FollowedUp,
}

/// Where a complaint comes from (003 §9.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ComplaintCause {
    /// 流程.
    Process,
    /// 态度.
    Manner,
    /// 质量.
    Quality,
    /// 信息不畅.
    Information,
    /// 期望过高.
    Expectation,
}

/// A stage that was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ComplaintMark {
    /// Which.
    pub stage: ComplaintStage,
    /// The operation that said so.
    pub operation: OperationId,
    /// Who.
    pub by: AgentId,
    /// When.
    pub at: Timestamp,
}

impl ComplaintStage {
    /// The stage after it; none after the last.
    #[must_use]
    pub const fn next(self) -> Option<Self> {
        match self {
            Self::Received => Some(Self::Confirmed),
            Self::Confirmed => Some(Self::Analysed),
            Self::Analysed => Some(Self::Planned),
            Self::Planned => Some(Self::CarriedOut),
            Self::CarriedOut => Some(Self::Told),
            Self::Told => Some(Self::FollowedUp),
            Self::FollowedUp => None,
        }
    }

    /// The name on the wire and in the catalogues.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Confirmed => "confirmed",
            Self::Analysed => "analysed",
            Self::Planned => "planned",
            Self::CarriedOut => "carriedOut",
            Self::Told => "told",
            Self::FollowedUp => "followedUp",
        }
    }
}

impl Complaint {
    /// Where it stands.
    #[must_use]
    pub fn stage(&self) -> ComplaintStage {
        self.stages.last().map_or(ComplaintStage::Received, |mark| mark.stage)
    }

    /// Since when.
    #[must_use]
    pub fn stage_since(&self) -> Timestamp {
        // What was noted last may have been done first.
        self.stages.iter().map(|mark| mark.at).max().unwrap_or(self.made_at)
    }

    /// Whether something of it is still to be done.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.stage().next().is_some()
    }
}
