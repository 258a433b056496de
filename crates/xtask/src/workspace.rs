//! Where things are: the repository's root and Cargo's target folder.

use std::path::{Path, PathBuf};

use crate::failure::{Done, Failure};

/// The checkout that this command works on.
pub struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// The workspace of the running task runner: Cargo says where its manifest is; otherwise the folders above are searched.
    pub fn find() -> Done<Self> {
        let start = match std::env::var_os("CARGO_MANIFEST_DIR") {
            Some(folder) => PathBuf::from(folder),
            None => std::env::current_dir().map_err(|error| {
                Failure::new(format!("the current folder cannot be read: {error}"), "start again from the root of the repository")
            })?,
        };
        for folder in start.ancestors() {
            let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
            if manifest.lines().any(|line| line.trim() == "[workspace]") {
                let target = match std::env::var_os("CARGO_TARGET_DIR") {
                    Some(chosen) => folder.join(chosen),
                    None => folder.join("target"),
                };
                return Ok(Self { root: folder.to_path_buf(), target });
            }
        }
        Err(Failure::new(format!("no Cargo workspace holds {}", start.display()), "start again from the root of the repository"))
    }

    /// The root of the repository.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside the repository.
    pub fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// A built program, with the system's suffix.
    pub fn program(&self, profile: &str, name: &str) -> PathBuf {
        self.target.join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// Something built that is no program.
    pub fn built(&self, name: &str) -> PathBuf {
        self.target.join(name)
    }

    /// A folder of the task runner's own, inside the target folder, made when it is missing.
    pub fn scratch(&self, name: &str) -> Done<PathBuf> {
        let folder = self.target.join("xtask").join(name);
        std::fs::create_dir_all(&folder).map_err(|error| {
            Failure::new(format!("{} cannot be made: {error}", folder.display()), "check the free space and the rights of the target folder")
        })?;
        Ok(folder)
    }
}
