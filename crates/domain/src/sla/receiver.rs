//! Who hears of a clock that runs out, and when those above do (C3, C5).

use serde::{Deserialize, Serialize};

use crate::{Agent, AgentId, Department, DepartmentId, Queue, Ticket};

/// Who hears an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Receiver {
    /// The ticket's owner; while it has none, everybody who may answer.
    Owner,
    /// The leads of the team.
    Lead,
    /// The head of the department whose queue it lies in; of a request, the head of the department that was asked.
    Head,
    /// Everybody of a department.
    Department(DepartmentId),
    /// The head of a department; of one without a head, the leads.
    HeadOf(DepartmentId),
    /// One person.
    Agent(AgentId),
    /// The leads of the team, but for this one, who knows.
    LeadBut(AgentId),
}

impl Receiver {
    /// Whether this is `me`, for a ticket. An owner needs nobody above to hear of it from.
    #[must_use]
    pub fn is(self, me: &Agent, ticket: &Ticket, queues: &[Queue], departments: &[Department]) -> bool {
        let is_owner = ticket.owner == Some(me.id);
        let leads = |department| departments.iter().any(|candidate| Some(candidate.id) == department && candidate.head == Some(me.id));
        match self {
            Self::Owner => is_owner || (ticket.owner.is_none() && me.role.may_reply()),
            Self::Lead => !is_owner && me.role.leads(),
            Self::Head => {
                let department = queues.iter().find(|queue| Some(queue.id) == ticket.queue).and_then(|queue| queue.department);
                !is_owner && leads(department)
            }
            Self::Department(department) => me.department == Some(department) || leads(Some(department)),
            Self::HeadOf(department) => {
                let has_head = departments.iter().any(|candidate| candidate.id == department && candidate.head.is_some());
                if has_head { leads(Some(department)) } else { me.role.leads() }
            }
            Self::Agent(agent) => me.id == agent,
            Self::LeadBut(agent) => me.role.leads() && me.id != agent,
        }
    }
}

/// A step of an escalation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// Minutes of the clock on the wall after the breach.
    pub after: u32,
    /// Who then hears of it.
    pub to: Receiver,
}
