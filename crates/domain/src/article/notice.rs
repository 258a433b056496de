//! 变更通知: what changed with a version and must be read by everybody (K5, K10).

use serde::{Deserialize, Serialize};

use crate::Timestamp;

/// What changed, why, and what it means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChangeNotice {
    /// What changed, in a line.
    pub what: String,
    /// Why.
    #[serde(default)]
    pub why: String,
    /// Whom it touches, from when on.
    #[serde(default)]
    pub effect: String,
    /// What to do.
    #[serde(default)]
    pub guide: String,
    /// What customers get who were told otherwise.
    #[serde(default)]
    pub amends: String,
    /// The version it came with; 0 while it is suggested.
    #[serde(default)]
    pub version: u32,
    /// When it was published; none while it is suggested.
    #[serde(default)]
    pub at: Option<Timestamp>,
}
