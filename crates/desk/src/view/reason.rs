//! Why something does not simply go, and that somebody else has something that does not.

use serde::Serialize;
use specta::Type;
use std::collections::BTreeMap;

use super::millis::Millis;

/// Why something waits, is held or was rejected: a message of the catalogues with its arguments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Reason {
    /// The message.
    pub id: String,
    /// Its arguments.
    pub args: BTreeMap<String, String>,
}

/// Somebody has something held on a ticket.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HeldBy {
    /// Who.
    pub name: String,
    /// Whether that is the person at this desk, at another one.
    pub mine: bool,
    /// Since when.
    pub since: Millis,
}
