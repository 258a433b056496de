//! Where the indexes live, and how folders of other versions go away. Opens no index.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::error::{Result, SearchError};
use crate::shelf::Spot;

pub enum Place {
    /// Gone with the process.
    Memory,
    /// Sealed with `key`, a sub-key for nothing else, in a folder of its own.
    Sealed { folder: PathBuf, key: [u8; 32] },
}

impl std::fmt::Debug for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Memory => f.write_str("Memory"),
            Self::Sealed { folder, .. } => f.debug_struct("Sealed").field("folder", folder).field("key", &"…").finish(),
        }
    }
}

impl Place {
    /// Spots of the article and of the conversation index.
    pub(crate) fn spots(self, version: &str) -> Result<(Spot, Spot)> {
        let Self::Sealed { folder, key } = self else {
            return Ok((Spot::Memory, Spot::Memory));
        };
        let key = Zeroizing::new(key);
        let names = ["articles", "conversations"].map(|name| format!("{name}-{version}"));
        fs::create_dir_all(&folder).map_err(|source| SearchError::Io { what: "create the search folder", source })?;
        remove_others(&folder, &names).map_err(|source| SearchError::Io { what: "remove an older search index", source })?;
        let [articles, conversations] = names.map(|name| Spot::Sealed { folder: folder.join(name), key: key.clone() });
        Ok((articles, conversations))
    }
}

/// Only folders that this crate names: the place may hold other things.
fn remove_others(folder: &Path, current: &[String]) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let ours = name.split_once('-').is_some_and(|(kind, version)| matches!(kind, "articles" | "conversations") && is_version(version));
        if ours && !current.contains(&name) {
            match fs::remove_dir_all(entry.path()) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                _ => tracing::info!(index = name, "removed a search index of another version"),
            }
        }
    }
    Ok(())
}

fn is_version(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit())
}
