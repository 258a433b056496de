//! Where a desk keeps its things, and the little that must be known before it is unlocked.

use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What is known of a desk before it is unlocked. Nothing secret and nothing of a customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Profile {
    /// The team server.
    pub address: Option<String>,
    /// Whether that is the sample team on this computer.
    pub sample: bool,
    /// Whether the person stopped the sample team's server, to practise an outage: it then stays stopped over a restart.
    pub sample_stopped: bool,
    /// The name under which the computer's key store keeps this desk's secret.
    pub secret_name: Option<String>,
}

impl Profile {
    /// From the folder, or a new one.
    #[must_use]
    pub fn load(folder: &Path) -> Self {
        serde_json::from_slice(&fs::read(folder.join("profile.json")).unwrap_or_default()).unwrap_or_default()
    }

    /// Into the folder.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, folder: &Path) -> io::Result<()> {
        write_whole(&folder.join("profile.json"), &serde_json::to_vec_pretty(self).unwrap_or_default())
    }

    /// Where the databases and the key file lie.
    #[must_use]
    pub fn desk_folder(folder: &Path) -> PathBuf {
        folder.join("desk")
    }

    /// Where the search index lies.
    #[must_use]
    pub fn index_folder(folder: &Path) -> PathBuf {
        folder.join("desk").join("index")
    }
}

/// Writes a file so that a crash leaves the old one or the new one, never half of one.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let new = path.with_extension("new");
    let mut file = File::create(&new)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(new, path)
}
