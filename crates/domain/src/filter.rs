//! What a person wants to see of all tickets: a list of their own, kept for themselves or shared with the team.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{AgentId, Channel, FilterId, Status, Urgency};

/// Whose tickets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", tag = "who")]
pub enum OwnerRule {
    /// Of whoever looks.
    Me,
    /// Of nobody.
    Nobody,
    /// Of somebody else.
    Others,
    /// Of this person.
    Agent {
        /// Who.
        id: String,
    },
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FilterOrder {
    /// The next due first.
    #[default]
    Due,
    /// The last opened first.
    Newest,
    /// The first opened first.
    Oldest,
    /// The last changed first.
    Updated,
}

/// Which tickets. An empty list is for all; without a status, those on which there is something to do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FilterRule {
    /// Whose.
    pub owner: Option<OwnerRule>,
    /// One of these.
    pub statuses: Vec<Status>,
    /// One of these.
    pub urgencies: Vec<Urgency>,
    /// One of these.
    pub channels: Vec<Channel>,
    /// One of these identities.
    pub queues: Vec<String>,
    /// One of these, or below one of them.
    pub categories: Vec<String>,
    /// All of these.
    pub tags: Vec<String>,
    /// At least this tier.
    pub tier: Option<u8>,
    /// Only those with something new.
    pub unread: bool,
    /// Only those that ask for care.
    pub hot: bool,
    /// In which order.
    pub order: FilterOrder,
}

/// The longest name of a list, in characters.
pub const LONGEST_FILTER_NAME: usize = 120;

/// A list that the team shares. Whoever made it, or a lead, changes it; one that was removed stays as a stone that says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Filter {
    /// Identity.
    pub id: FilterId,
    /// Its name.
    pub name: String,
    /// Who made it.
    pub by: AgentId,
    /// Which tickets.
    pub rule: FilterRule,
    /// Whether it is no more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub removed: bool,
}
