//! Files written whole or not at all, the folder's lock, and files set aside. Owns no format.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::error::{Result, StoreError, io};

/// A database file and what `SQLite` keeps beside it.
const COMPANIONS: [&str; 3] = ["", "-wal", "-shm"];

/// The data folder, for this person only.
pub(crate) fn make_folder(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(io("make the data folder"))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).map_err(io("close the data folder to others"))?;
    }
    Ok(())
}

/// Temporary file, fsync, rename, fsync of the folder.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let temporary = path.with_extension("new");
    let mut file = File::create(&temporary).map_err(io("write a file"))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(io("write a file"))?;
    put_in_place(&temporary, path)
}

/// Renames a written and fsynced file to its name.
pub(crate) fn put_in_place(temporary: &Path, path: &Path) -> Result<()> {
    fs::rename(temporary, path).map_err(io("put a file in its place"))?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Makes renames in a folder last.
pub(crate) fn sync_folder(folder: &Path) -> Result<()> {
    // Windows has no such thing as syncing a folder; its journal does it.
    if cfg!(unix) {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(io("sync the data folder"))?;
    }
    Ok(())
}

/// The folder's lock, held while the file is open.
pub(crate) fn lock(folder: &Path) -> Result<File> {
    let path = folder.join("store.lock");
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(path).map_err(io("open the lock file"))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse),
        Err(TryLockError::Error(error)) => Err(io("lock the data folder")(error)),
    }
}

/// Renames a database and its companions to `<name>.damaged`; with `keep_all` an older one stays too.
pub(crate) fn set_aside(path: &Path, keep_all: bool) -> Result<PathBuf> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut aside = path.with_file_name(format!("{name}.damaged"));
    if keep_all {
        for count in 2_u32.. {
            if !COMPANIONS.iter().any(|companion| with_suffix(&aside, companion).exists()) {
                break;
            }
            aside = path.with_file_name(format!("{name}.damaged.{count}"));
        }
    }
    for companion in COMPANIONS {
        let (from, to) = (with_suffix(path, companion), with_suffix(&aside, companion));
        if from.exists() {
            fs::rename(&from, &to).map_err(io("set a damaged file aside"))?;
        } else if to.exists() {
            fs::remove_file(&to).map_err(io("set a damaged file aside"))?;
        }
    }
    path.parent().map_or(Ok(()), sync_folder)?;
    Ok(aside)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
