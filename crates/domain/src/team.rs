//! What a team is made of besides its people: departments, queues, the category tree, customer tags.

use serde::{Deserialize, Serialize};

use crate::{AgentId, DepartmentId, QueueId, Words};

/// A department that tickets are brought to (O8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Department {
    /// Identity.
    pub id: DepartmentId,
    /// Its name in each language.
    pub name: Words,
    /// Who leads it and hears of escalations.
    pub head: Option<AgentId>,
    /// The number that is always answered.
    pub phone: Option<String>,
}

/// A queue of tickets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Queue {
    /// Identity.
    pub id: QueueId,
    /// Its name in each language.
    pub name: Words,
    /// Whose queue it is.
    pub department: Option<DepartmentId>,
    /// Whether it is that department's own: see [`crate::Access`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub restricted: bool,
}

/// A node of the two-level category tree (T6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Category {
    /// `refund` or `refund/request`.
    pub key: String,
    /// The level above.
    pub parent: Option<String>,
    /// Its name in each language.
    pub name: Words,
}

/// A customer tag and the way of speaking it asks for (U2, U3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TagRule {
    /// `sensitive`.
    pub key: String,
    /// Its name in each language.
    pub name: Words,
    /// How to speak with such a customer.
    pub strategy: Words,
}
