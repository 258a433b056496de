//! An encrypted `Directory` for tantivy: a folder of sealed files. Owns names, locks and atomic replacement; `blocks` owns what
//! is in a file. An old but whole copy of a file is not detected: the index is a projection, and made again when in doubt.

mod blocks;

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{Directory, DirectoryLock, FileHandle, Lock, WatchCallback, WatchHandle, WritePtr};

use blocks::{SealedFile, Sealer, Vault};

#[derive(Clone)]
pub(crate) struct SealedDirectory {
    folder: PathBuf,
    vault: Arc<Vault>,
}

impl std::fmt::Debug for SealedDirectory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SealedDirectory").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl SealedDirectory {
    pub(crate) fn open(folder: &Path, key: &[u8; 32]) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        Ok(Self { folder: folder.to_owned(), vault: Arc::new(Vault::new(key)) })
    }

    fn unseal(&self, path: &Path) -> io::Result<SealedFile> {
        SealedFile::open(self.vault.clone(), path, File::open(self.folder.join(path))?)
    }

    fn seal(&self, path: &Path) -> io::Result<Sealer> {
        let file = OpenOptions::new().write(true).create_new(true).open(self.folder.join(path))?;
        Sealer::start(self.vault.clone(), path, file)
    }
}

impl Directory for SealedDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        match self.unseal(path) {
            Ok(file) => Ok(Arc::new(file)),
            Err(e) if e.kind() == ErrorKind::NotFound => Err(OpenReadError::FileDoesNotExist(path.to_owned())),
            Err(e) => Err(OpenReadError::wrap_io_error(e, path.to_owned())),
        }
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let file = self.unseal(path);
        fs::remove_file(self.folder.join(path)).map_err(|e| match e.kind() {
            ErrorKind::NotFound => DeleteError::FileDoesNotExist(path.to_owned()),
            _ => DeleteError::IoError { io_error: Arc::new(e), filepath: path.to_owned() },
        })?;
        // One that does not open has no blocks here.
        if let Ok(file) = file {
            file.forget();
        }
        Ok(())
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.folder.join(path).try_exists().map_err(|e| OpenReadError::wrap_io_error(e, path.to_owned()))
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        match self.seal(path) {
            Ok(sealer) => Ok(BufWriter::new(Box::new(sealer))),
            Err(e) if e.kind() == ErrorKind::AlreadyExists => Err(OpenWriteError::FileAlreadyExists(path.to_owned())),
            Err(e) => Err(OpenWriteError::wrap_io_error(e, path.to_owned())),
        }
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let file = self.get_file_handle(path)?;
        let bytes = file.read_bytes(0..file.len()).map_err(|e| OpenReadError::wrap_io_error(e, path.to_owned()))?;
        Ok(bytes.as_slice().to_vec())
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let beside = self.folder.join(path).with_extension("new");
        let mut sealer = Sealer::start(self.vault.clone(), path, File::create(&beside)?)?;
        sealer.write_all(data)?;
        sealer.finish()?;
        fs::rename(&beside, self.folder.join(path))?;
        self.sync_directory()
    }

    fn sync_directory(&self) -> io::Result<()> {
        // Windows cannot open a folder, and keeps its entries itself.
        if cfg!(unix) { File::open(&self.folder)?.sync_all() } else { Ok(()) }
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        let file =
            OpenOptions::new().create(true).truncate(false).write(true).open(self.folder.join(&lock.filepath)).map_err(LockError::wrap_io_error)?;
        // The system's own lock: it goes with the process, so that a crash leaves none behind.
        let locked = if lock.is_blocking { file.lock() } else { file.try_lock().map_err(io::Error::from) };
        locked.map_err(|e| if e.kind() == ErrorKind::WouldBlock { LockError::LockBusy } else { LockError::wrap_io_error(e) })?;
        Ok(DirectoryLock::from(Box::new(file)))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        // The shelf reloads after its own commits; nobody else writes here.
        Ok(WatchHandle::empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_deleted_takes_its_opened_blocks_along() {
        let folder = tempfile::tempdir().unwrap();
        let directory = SealedDirectory::open(folder.path(), &[7; 32]).unwrap();
        let (merged, stays) = (Path::new("merged.idx"), Path::new("stays.idx"));
        for path in [merged, stays] {
            directory.atomic_write(path, &[1; 200_000]).unwrap();
            directory.atomic_read(path).unwrap();
        }
        assert_eq!(directory.vault.kept(), 8, "four blocks of each");

        let reader = directory.get_file_handle(merged).unwrap();
        directory.delete(merged).unwrap();
        assert_eq!(directory.vault.kept(), 4);
        assert_eq!(reader.read_bytes(0..3).unwrap().as_slice(), [1; 3], "whoever still has it open reads on");
        directory.atomic_read(stays).unwrap();
    }
}
