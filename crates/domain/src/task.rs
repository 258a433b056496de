//! What is owed on a ticket by a time that somebody named: a promise to the customer (T13), a follow-up after the solution (PRODUCT
//! L, 二次回访). Each has a clock of its own and runs until somebody ends it, whatever becomes of the ticket meanwhile.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{AgentId, OperationId, Timestamp};

/// The longest that one says, in bytes.
pub const LONGEST_TASK: usize = 2_000;
/// So many that ended stay on their ticket.
pub const MOST_ENDED_TASKS: usize = 40;

/// What is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TaskKind {
    /// The customer was told so.
    Promise,
    /// To ask again whether all is well.
    FollowUp,
}

/// Something that is owed by a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Task {
    /// Identity: that of the operation that made it.
    pub id: OperationId,
    /// What is owed.
    pub kind: TaskKind,
    /// In words.
    pub text: String,
    /// By when.
    pub due: Timestamp,
    /// Who gave the word.
    pub by: AgentId,
    /// When.
    pub made_at: Timestamp,
    /// How it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<TaskEnd>,
}

/// How something owed ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TaskEnd {
    /// The operation that said so.
    pub operation: OperationId,
    /// Who.
    pub by: AgentId,
    /// When.
    pub at: Timestamp,
    /// Done, or withdrawn.
    pub kept: bool,
}
