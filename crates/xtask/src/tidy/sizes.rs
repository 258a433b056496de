//! File sizes: 300 lines is where a file should be cut, 500 where it must be. Tests do not count.

use super::finding::Finding;
use super::tree::{File, Tree};

const SOFT: usize = 300;
const HARD: usize = 500;

/// Generated files, which nobody reads from top to bottom.
const GENERATED: &[&str] = &["ui/src/ipc/bindings.ts"];

/// Counts the lines of sources and styles.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, source) in tree.rust() {
        findings.extend(judge(file, source.live_lines()));
    }
    for file in tree.files().iter().filter(|file| file.ends(&["ts", "svelte", "css"])) {
        findings.extend(judge(file, file.text().lines().count()));
    }
    findings
}

fn judge(file: &File, lines: usize) -> Option<Finding> {
    if lines <= SOFT || file.is_test() || GENERATED.contains(&file.path()) {
        return None;
    }
    if lines > HARD && !file.ends(&["css"]) {
        let message = format!("{lines} lines without tests; at most {HARD}: cut it where its parts know least of each other");
        return Some(Finding::broken(file.path(), 1, message));
    }
    Some(Finding::warning(file.path(), 1, format!("{lines} lines without tests; {SOFT} is enough for most")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::finding::Level;

    #[test]
    fn tests_do_not_count_and_styles_only_warn() {
        let long = "fn a() {}\n".repeat(501);
        let tested = format!("fn a() {{}}\n#[cfg(test)]\nmod tests {{\n{long}}}\n");
        let middle = "fn a() {}\n".repeat(301);
        let tree = Tree::of(&[
            ("a.rs", &long),
            ("b.rs", &tested),
            ("c.rs", &middle),
            ("d.css", &long),
            ("tests/e.rs", &long),
            ("f.test.ts", &long),
            ("ui/src/ipc/bindings.ts", &long),
        ]);
        let found: Vec<_> = check(&tree).iter().map(|finding| (finding.at().0.to_owned(), finding.level())).collect();
        let expected = [("a.rs", Level::Broken), ("c.rs", Level::Warning), ("d.css", Level::Warning)];
        assert_eq!(found, expected.map(|(path, level)| (path.to_owned(), level)));
    }
}
