//! The data folder: one server at a time works on it, and a file there says where that one can be reached.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::error::ServerError;

const LOCK: &str = "serving.lock";
const ADDRESS_FILE: &str = "server.json";

/// The hold on a data folder; the file tells others who holds it.
#[derive(Debug)]
pub(crate) struct FolderLock {
    _file: File,
    folder: PathBuf,
    written: Option<PathBuf>,
}

impl FolderLock {
    /// Takes hold of a data folder, for as long as the answer lives.
    ///
    /// # Errors
    /// [`ServerError::Running`] when another process has it.
    pub(crate) fn take(folder: &Path) -> Result<Self, ServerError> {
        let failed = |source| ServerError::Folder { path: folder.display().to_string(), source };
        std::fs::create_dir_all(folder).map_err(failed)?;
        let file = File::options().create(true).truncate(false).write(true).open(folder.join(LOCK)).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file, folder: folder.to_owned(), written: None }),
            Err(TryLockError::WouldBlock) => Err(ServerError::Running(folder.display().to_string())),
            Err(TryLockError::Error(source)) => Err(failed(source)),
        }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Writes down where the server of this folder can be reached.
    pub(crate) fn announce(&mut self, url: &str) -> io::Result<()> {
        let path = self.folder.join(ADDRESS_FILE);
        let unfinished = self.folder.join("server.json.unfinished");
        std::fs::write(&unfinished, serde_json::json!({ "pid": std::process::id(), "address": url }).to_string())?;
        std::fs::rename(&unfinished, &path)?;
        self.written = Some(path);
        Ok(())
    }
}

impl Drop for FolderLock {
    fn drop(&mut self) {
        if let Some(path) = &self.written {
            let _ = std::fs::remove_file(path);
        }
    }
}
