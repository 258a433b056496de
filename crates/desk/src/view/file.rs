//! A file as it is shown.

use serde::{Deserialize, Serialize};
use specta::Type;

/// A file on a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FileView {
    /// Name.
    pub name: String,
    /// Bytes.
    pub size: u32,
    /// What its content hashes to.
    pub hash: String,
    /// Whether its name is a picture's.
    pub image: bool,
    /// Where its content is.
    pub state: FileState,
    /// Bytes that have moved so far, while it comes or leaves.
    pub moved: u32,
}

/// Where the content of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FileState {
    /// On this computer.
    Here,
    /// On the team server alone.
    Away,
    /// To be fetched as soon as the server can be reached.
    Coming,
    /// On this computer, and still to be uploaded.
    Leaving,
}

/// A file by what it is, wherever its content lies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FileRef {
    /// What its content hashes to.
    pub hash: String,
    /// Name.
    pub name: String,
    /// Bytes.
    pub size: u32,
}
