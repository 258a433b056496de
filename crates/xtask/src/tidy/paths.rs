//! Nothing in the repository knows the machine it was written on: no folder of it, no package mirror it used.

use super::finding::Finding;
use super::tree::Tree;

/// Folders of the workplace. Put together here, so that this file does not break its own rule.
const FOLDERS: &[&str] = &[concat!("/wo", "rk/"), concat!(".lib", "rary")];

/// Where the lock files may say that packages come from.
const CRATES: &str = "registry+https://github.com/rust-lang/crates.io-index";
const NPM: &str = "https://registry.npmjs.org/";

/// Looks at every text file; in the lock files at the sources.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files() {
        for (number, line) in file.lines() {
            if let Some(folder) = FOLDERS.iter().find(|folder| line.contains(**folder)) {
                let message = format!("`{folder}` is a place on one machine; say it from the root, or leave it out");
                findings.push(Finding::broken(file.path(), number, message));
            }
            let source = match file.path() {
                "Cargo.lock" => value(line, "source = \"", CRATES),
                path if path.ends_with("package-lock.json") => value(line, "\"resolved\": \"", NPM),
                _ => None,
            };
            if let Some(source) = source {
                let message = format!("`{source}` is not the public registry: make the lock file against that one");
                findings.push(Finding::broken(file.path(), number, message));
            }
        }
    }
    findings
}

/// The value behind the key, when it does not start as it should.
fn value<'a>(line: &'a str, key: &str, wanted: &str) -> Option<&'a str> {
    let value = line.trim().strip_prefix(key)?.split('"').next()?;
    (!value.starts_with(wanted)).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mirror_in_a_lock_file_and_a_folder_anywhere_are_found() {
        let lock = "{\n \"resolved\": \"https://registry.npmjs.org/a.tgz\",\n \"resolved\": \"http://mirror/b.tgz\"\n}";
        let readme = format!("cd {}x", concat!("/wo", "rk/"));
        let tree = Tree::of(&[("ui/package-lock.json", lock), ("README.md", &readme)]);
        let found = check(&tree);
        let places: Vec<_> = found.iter().map(Finding::at).collect();
        assert_eq!(places, [("ui/package-lock.json", 3), ("README.md", 1)]);
    }
}
