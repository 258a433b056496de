//! How far the person has come: first start, signing in, unlocking, at work.

use holdfast_domain::Role;
use serde::Serialize;
use specta::Type;
use std::collections::BTreeMap;

use crate::error::DeskError;

/// Which screen stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Stage {
    /// First start.
    Welcome,
    /// A team server is chosen.
    SignIn,
    /// Signed in; how the desk unlocks is to be chosen.
    SetUnlock,
    /// Locked.
    Locked,
    /// At work.
    Open,
    /// The desk's files could not be opened; the error says why. They are all still there.
    Failed,
}

/// How a desk unlocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Unlock {
    /// By the computer's key store.
    KeyStore,
    /// By a passphrase.
    Passphrase,
}

/// The computer's key store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KeyStoreView {
    /// Whether it can be used right now.
    pub available: bool,
    /// What it is called.
    pub name: String,
}

/// The sample team on this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SampleTeam {
    /// Whether its server runs.
    pub running: bool,
    /// Who to sign in as.
    pub login: String,
    /// With which password.
    pub password: String,
    /// The server's process.
    pub pid: Option<u32>,
    /// Where it listens.
    pub address: String,
}

/// Somebody of the team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AgentRef {
    /// Identity.
    pub id: String,
    /// Name.
    pub name: String,
    /// Role.
    pub role: Role,
}

/// A person of the team who can be named in a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Colleague {
    /// Identity.
    pub id: String,
    /// What is written after `@`.
    pub login: String,
    /// Name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// Where the person belongs, in the desk's language.
    pub department: Option<String>,
}

/// The whole of what stands before the desk is at work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DeskState {
    /// Which screen stands.
    pub stage: Stage,
    /// The team server.
    pub address: Option<String>,
    /// The sample team, when it is used.
    pub sample: Option<SampleTeam>,
    /// Who is signed in.
    pub agent: Option<AgentRef>,
    /// How the desk unlocks.
    pub unlock: Option<Unlock>,
    /// The computer's key store.
    pub key_store: KeyStoreView,
    /// Operations and drafts that wait on this computer.
    pub unsent: u32,
    /// Something to say at the top of the screen.
    pub error: Option<DeskError>,
    /// Version of the app.
    pub version: String,
    /// Whether all of this is practised: a drill.
    pub drill: bool,
}

/// An identity and its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Named {
    /// Identity.
    pub id: String,
    /// Name.
    pub name: String,
}

/// A category, named in the desk's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CategoryView {
    /// Key.
    pub key: String,
    /// Name.
    pub name: String,
    /// The level above.
    pub parent: Option<String>,
}

/// What the menus need to know of the team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TeamView {
    /// The person at this desk.
    pub me: AgentRef,
    /// Everybody.
    pub agents: Vec<AgentRef>,
    /// Queues.
    pub queues: Vec<Named>,
    /// Departments, without the person's own: those that can be asked for something.
    pub departments: Vec<Named>,
    /// Categories, parents first.
    pub categories: Vec<CategoryView>,
    /// Schedules, by key.
    pub schedules: Vec<Named>,
    /// What names that the team invented sound like, as the window spells its own words: syllables, and after a comma another
    /// way to say it. Only those with anything to be said so.
    pub sounds: BTreeMap<String, String>,
}
