//! People of the team and what their role lets them do.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{Action, AgentId, DepartmentId, Language};

/// What a person of the team may do (DESIGN §8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Role {
    /// 客服: works tickets.
    Agent,
    /// 主管: works tickets and leads the team.
    Lead,
    /// 对接人: a department's person; answers inward, never the customer (T11).
    Contact,
    /// Keeps the server.
    Administrator,
}

impl Role {
    /// Whether the customer may hear from this person directly.
    #[must_use]
    pub const fn may_reply(self) -> bool {
        !matches!(self, Self::Contact)
    }

    /// Whether this person leads the team.
    #[must_use]
    pub const fn leads(self) -> bool {
        matches!(self, Self::Lead | Self::Administrator)
    }

    /// Whether a customer's addresses and numbers are masked until this person says why they must be seen (D6): whoever
    /// answers inward does not need them to do so.
    #[must_use]
    pub const fn is_masked(self) -> bool {
        matches!(self, Self::Contact)
    }

    /// Whether this person may do it. That a customer wrote is nobody's to say; the team server sees to that. What an article
    /// says is decided by its owner or a lead, which only the article itself tells.
    #[must_use]
    pub const fn may(self, action: &Action) -> bool {
        match action {
            Action::Open(_)
            | Action::Reply { .. }
            | Action::Forward { .. }
            | Action::SetField { .. }
            | Action::Transition { .. }
            | Action::Claim { .. }
            | Action::Assign { .. }
            | Action::SetTask { .. }
            | Action::EndTask { .. }
            | Action::CallBack { .. }
            | Action::Snooze { .. }
            | Action::Wake
            | Action::Link { .. }
            | Action::ChangeCustomer(_)
            | Action::JoinCustomer { .. }
            | Action::PartCustomer { .. }
            | Action::Merge { .. }
            | Action::Unmerge { .. } => self.may_reply(),
            Action::DeclareOutage { .. } | Action::TellOutage { .. } | Action::EndOutage { .. } => self.leads(),
            _ => true,
        }
    }
}

/// A person of the team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Agent {
    /// Identity.
    pub id: AgentId,
    /// What the person signs in with.
    pub login: String,
    /// The name colleagues and customers see.
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// Where the person belongs.
    pub department: Option<DepartmentId>,
    /// 1 to 3; a senior is offered the most valued customers first (T7).
    pub seniority: u8,
    /// The person's own language.
    pub language: Option<Language>,
    /// Whether customers' addresses and numbers are masked for this person whatever the role (D6).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub masked: bool,
}

impl Agent {
    /// Whether customers' addresses and numbers are masked for this person.
    #[must_use]
    pub const fn is_masked(&self) -> bool {
        self.masked || self.role.is_masked()
    }
}
