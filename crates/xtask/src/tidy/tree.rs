//! The files under the rules: what git tracks, and what it would track if it were added now.

use std::path::Path;

use super::rust::Source;
use crate::failure::{Done, Failure};
use crate::process::Step;
use crate::workspace::Workspace;

/// One text file. Rust sources are scanned once, for all rules.
pub struct File {
    path: String,
    text: String,
    rust: Option<Source>,
}

/// All text files, by path.
pub struct Tree {
    files: Vec<File>,
    others: Vec<String>,
}

impl Tree {
    /// Reads the checkout.
    pub fn read(work: &Workspace) -> Done<Self> {
        let listed = Step::new("git")
            .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
            .dir(work.root())
            .or_else("tidy looks at what git would track: run it inside a git checkout")
            .read()?;
        let mut tree = Self { files: Vec::new(), others: Vec::new() };
        for path in listed.split('\0').filter(|path| !path.is_empty()) {
            let full = work.root().join(path);
            if !full.is_file() {
                continue;
            }
            let bytes = std::fs::read(&full).map_err(|error| Failure::new(format!("{path} cannot be read: {error}"), "check its rights"))?;
            match String::from_utf8(bytes) {
                Ok(text) if !text.contains('\0') => tree.add(path, text),
                _ => tree.others.push(path.to_owned()),
            }
        }
        Ok(tree)
    }

    /// A tree of a test's own.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        let mut tree = Self { files: Vec::new(), others: Vec::new() };
        for (path, text) in files {
            tree.add(path, (*text).to_owned());
        }
        tree
    }

    fn add(&mut self, path: &str, text: String) {
        let rust = has_ending(path, "rs").then(|| Source::read(&text));
        self.files.push(File { path: path.to_owned(), text, rust });
    }

    /// The text files.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// The Rust files with their scans.
    pub fn rust(&self) -> impl Iterator<Item = (&File, &Source)> {
        self.files.iter().filter_map(|file| Some((file, file.rust.as_ref()?)))
    }

    /// Whether there is such a file, or a folder with files in it.
    pub fn has(&self, path: &str) -> bool {
        let below = format!("{path}/");
        let known = |found: &str| found == path || found.starts_with(&below);
        path.is_empty() || self.files.iter().any(|file| known(&file.path)) || self.others.iter().any(|found| known(found))
    }

    /// The file at this path.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }
}

impl File {
    /// From the root, with `/`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Its content.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its lines, numbered from one.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines())
    }

    /// Whether its name ends like this.
    pub fn ends(&self, endings: &[&str]) -> bool {
        endings.iter().any(|ending| has_ending(&self.path, ending))
    }

    /// Whether it lies in this folder.
    pub fn within(&self, folders: &[&str]) -> bool {
        folders.iter().any(|folder| self.path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
    }

    /// Whether the whole file is test code, by where it is and what it is called.
    pub fn is_test(&self) -> bool {
        let path = &self.path;
        let folder = |name: &str| path.starts_with(&format!("{name}/")) || path.contains(&format!("/{name}/"));
        let stem = Path::new(path).file_stem().and_then(|stem| stem.to_str()).unwrap_or("");
        folder("tests")
            || folder("benches")
            || folder("examples")
            || path.starts_with("crates/testkit/")
            || stem == "tests"
            || stem.ends_with("_tests")
            || stem.ends_with(".test")
            || stem.ends_with(".spec")
    }
}

fn has_ending(path: &str, ending: &str) -> bool {
    path.strip_suffix(ending).is_some_and(|rest| rest.ends_with('.'))
}
