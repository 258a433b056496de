//! Stamps: a hash of what a step read, kept beside what it made, so that a step runs again only when its input changed.

use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use crate::failure::{Done, Failure};

/// Hashes the names and contents of all files below `inputs`; folders whose name is in `skip` are left out.
/// The hash is of this toolchain only: another one merely runs the step once more.
pub fn hash(inputs: &[PathBuf], skip: &[&str]) -> Done<String> {
    let mut files = Vec::new();
    for input in inputs {
        collect(input, skip, &mut files)?;
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        let content = std::fs::read(&file).map_err(|error| unreadable(&file, &error))?;
        hasher.write(file.as_os_str().as_encoded_bytes());
        hasher.write_usize(content.len());
        hasher.write(&content);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// Whether the stamp says that `hash` was made already.
pub fn is_current(stamp: &Path, hash: &str) -> bool {
    std::fs::read_to_string(stamp).is_ok_and(|found| found == hash)
}

/// Writes the stamp, after the step succeeded.
pub fn write(stamp: &Path, hash: &str) -> Done {
    std::fs::write(stamp, hash).map_err(|error| {
        Failure::new(format!("{} cannot be written: {error}", stamp.display()), "check the free space and the rights of that folder")
    })
}

fn collect(path: &Path, skip: &[&str], files: &mut Vec<PathBuf>) -> Done {
    if path.is_file() {
        files.push(path.to_path_buf());
        return Ok(());
    }
    if !path.is_dir() {
        return Ok(());
    }
    for entry in std::fs::read_dir(path).map_err(|error| unreadable(path, &error))? {
        let entry = entry.map_err(|error| unreadable(path, &error))?;
        if skip.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        collect(&entry.path(), skip, files)?;
    }
    Ok(())
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{} cannot be read: {error}", path.display()), "check the rights of that path")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_a_name_and_nothing_else_change_the_hash() {
        let folder = std::env::temp_dir().join(format!("holdfast-stamp-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("node_modules")).unwrap();
        std::fs::write(folder.join("a"), "one").unwrap();
        let inputs = [folder.clone()];
        let first = hash(&inputs, &["node_modules"]).unwrap();
        std::fs::write(folder.join("node_modules/x"), "ignored").unwrap();
        assert_eq!(first, hash(&inputs, &["node_modules"]).unwrap());
        std::fs::write(folder.join("a"), "two").unwrap();
        assert_ne!(first, hash(&inputs, &["node_modules"]).unwrap());
        std::fs::remove_file(folder.join("a")).unwrap();
        std::fs::write(folder.join("b"), "one").unwrap();
        assert_ne!(first, hash(&inputs, &["node_modules"]).unwrap());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
