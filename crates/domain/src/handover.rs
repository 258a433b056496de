//! What whoever goes on with a ticket must know, so that the customer is asked nothing twice (T12).

use serde::{Deserialize, Serialize};
use specta::Type;

/// The longest that each part says, in bytes.
pub const LONGEST_PART: usize = 4_000;

/// A handover, in its four parts. Each may be empty; not all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct Handover {
    /// What the customer asks for.
    pub asked: String,
    /// What is known already.
    pub known: String,
    /// What was tried.
    pub tried: String,
    /// What the customer was promised.
    pub promised: String,
}

impl Handover {
    /// The parts with their names, in order.
    #[must_use]
    pub fn parts(&self) -> [(&'static str, &str); 4] {
        [("asked", &self.asked), ("known", &self.known), ("tried", &self.tried), ("promised", &self.promised)]
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts().iter().all(|(_, text)| text.trim().is_empty())
    }

    /// Whether a part of it is longer than [`LONGEST_PART`].
    #[must_use]
    pub fn is_too_long(&self) -> bool {
        self.parts().iter().any(|(_, text)| text.len() > LONGEST_PART)
    }
}
