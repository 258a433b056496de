//! Signing in, probing, and the poke that says there is something new.

use holdfast_domain::{Agent, DeviceId, Seq};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A person signs in at a desk.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LoginRequest {
    /// Login.
    pub login: String,
    /// Password.
    pub password: String,
    /// The desk.
    pub device: DeviceId,
    /// What the desk is called in the list of devices.
    pub device_name: String,
}

impl fmt::Debug for LoginRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LoginRequest({}, password not shown)", self.login)
    }
}

/// The desk may come in.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LoginAnswer {
    /// Bearer token of this desk, revocable.
    pub token: String,
    /// Who signed in.
    pub agent: Agent,
    /// What the team is called.
    pub team: String,
    /// The server's life.
    pub epoch: String,
    /// A short mark, different for each desk of the team, that temporary numbers begin with.
    pub mark: String,
}

impl fmt::Debug for LoginAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LoginAnswer({}, token not shown)", self.agent.login)
    }
}

/// A desk that shares its identity with a copy of itself asks for one of its own, with the token it has. Answered like a
/// sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeviceRequest {
    /// What it wants to be from now on.
    pub device: DeviceId,
}

/// The server is there and knows this desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProbeAnswer {
    /// [`crate::probe::proof`] of the nonce asked with.
    pub proof: String,
    /// The server's life.
    pub epoch: String,
    /// The newest sequence.
    pub high: Seq,
    /// Whether the server knows where this desk's person is: a server that has forgotten is told again.
    #[serde(default)]
    pub here: bool,
}

/// There is something new. Lost or doubled pokes do no harm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Poke {
    /// The server's life.
    pub epoch: String,
    /// The newest sequence.
    pub seq: Seq,
}
