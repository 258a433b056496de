//! Names that say nothing: a file, type or module is named for what it is, not for being of help.

use super::code::{parts, tokens};
use super::finding::Finding;
use super::tree::{File, Tree};

const EMPTY: &[&str] = &["manager", "helper", "helpers", "util", "utils", "common", "misc"];

/// Looks at the names of files, folders, modules and types.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files().iter().filter(|file| file.ends(&["rs", "ts", "svelte"])) {
        for segment in file.path().split('/') {
            findings.extend(judge(file.path(), 1, segment.split('.').next().unwrap_or(segment)));
        }
    }
    for (line, path, name) in declared(tree) {
        findings.extend(judge(&path, line, &name));
    }
    findings
}

/// Every type and module that Rust, TypeScript or Svelte declares: line, path, name. Tests too: they are read as well.
pub fn declared(tree: &Tree) -> Vec<(usize, String, String)> {
    let mut names = Vec::new();
    for (file, source) in tree.rust() {
        let tokens = tokens(source.live());
        for pair in tokens.windows(2) {
            if let [word, name] = pair
                && matches!(word.text, "struct" | "enum" | "trait" | "type" | "union" | "mod")
                && name.text.starts_with(|sign: char| sign.is_alphabetic())
            {
                names.push((name.line, file.path().to_owned(), name.text.to_owned()));
            }
        }
    }
    for file in tree.files().iter().filter(|file| file.ends(&["ts", "svelte"])) {
        names.extend(scripted(file));
    }
    names
}

fn scripted(file: &File) -> Vec<(usize, String, String)> {
    let mut names = Vec::new();
    for (number, line) in file.lines() {
        let mut words = line.split(|sign: char| !sign.is_alphanumeric() && sign != '_' && sign != '$');
        let mut word = words.next().unwrap_or_default();
        if line.starts_with(char::is_whitespace) {
            word = words.find(|word| !word.is_empty()).unwrap_or_default();
        }
        while matches!(word, "export" | "default" | "declare" | "abstract" | "const") {
            word = words.next().unwrap_or_default();
        }
        if matches!(word, "class" | "interface" | "type" | "enum") {
            let name = words.next().unwrap_or_default();
            if name.starts_with(char::is_uppercase) {
                names.push((number, file.path().to_owned(), name.to_owned()));
            }
        }
    }
    names
}

fn judge(path: &str, line: usize, name: &str) -> Option<Finding> {
    let parts = parts(name);
    if let Some(empty) = parts.iter().find(|part| EMPTY.contains(&part.as_str())) {
        return Some(Finding::broken(path, line, format!("`{name}`: \"{empty}\" says nothing; name the thing it owns or does")));
    }
    if parts.len() > 1 && parts.last().is_some_and(|last| last == "service") {
        return Some(Finding::broken(path, line, format!("`{name}`: leave \"service\" off; name the thing itself")));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_modules_and_types_are_looked_at_in_both_languages() {
        let tree = Tree::of(&[
            ("crates/x/src/queue_utils.rs", "//! x"),
            ("crates/x/src/a.rs", "struct OutboxManager;\nmod helper {}\nstruct Ticket;"),
            ("ui/src/b.ts", "// x\nexport class SyncService {}\ninterface Row {}\nconst type = 1;"),
        ]);
        let found: Vec<_> = check(&tree).iter().map(|finding| (finding.at().0.to_owned(), finding.at().1)).collect();
        let expected = [("crates/x/src/queue_utils.rs", 1), ("crates/x/src/a.rs", 1), ("crates/x/src/a.rs", 2), ("ui/src/b.ts", 2)];
        assert_eq!(found, expected.map(|(path, line)| (path.to_owned(), line)));
    }

    #[test]
    fn a_word_inside_a_word_is_fine() {
        let tree = Tree::of(&[("a.rs", "struct Utility; struct Commonwealth; struct Miscellany; struct Service;")]);
        assert!(check(&tree).is_empty());
    }
}
