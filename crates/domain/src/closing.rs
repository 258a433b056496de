//! What is known when a ticket is solved: whether the customer was told, and what they say of it (T15, Q4).

use serde::{Deserialize, Serialize};
use specta::Type;

/// What the customer says of the solution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Satisfaction {
    /// All is well.
    Satisfied,
    /// It is not.
    Unsatisfied,
    /// Nobody has asked.
    NotAsked,
}

impl Satisfaction {
    /// The name on the wire and in the catalogues.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Satisfied => "satisfied",
            Self::Unsatisfied => "unsatisfied",
            Self::NotAsked => "notAsked",
        }
    }
}

/// The checklist of a ticket that is solved. That a follow-up is set is a task of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Closing {
    /// Whether the customer has been told the result.
    pub told: bool,
    /// What the customer says of it.
    pub satisfaction: Satisfaction,
}
