//! Things that have one home: the window's bridge, SQL, the search library, the clock.

use super::code::{lines_with, lines_with_path};
use super::finding::Finding;
use super::rust::Source;
use super::tree::{File, Tree};

/// Where code may ask for the time: the shell, one file of the desk and one of the server, and what is no product.
const CLOCKS: &[&str] = &[
    "src-tauri",
    "crates/desk/src/clock.rs",
    "crates/desk/src/clock",
    "crates/server/src/main.rs",
    "crates/server/src/bin",
    "crates/server/src/clock.rs",
    "crates/xtask",
];

const NOW: &[&str] = &["SystemTime", "Instant", "Timestamp", "Zoned", "Utc", "Local"];

/// Where SQL may be written.
const SQL: &[&str] = &["crates/store", "crates/server"];

/// Openings of a statement, as they are written in a string.
const STATEMENTS: &[&str] = &["SELECT ", "INSERT INTO ", "INSERT OR ", "UPDATE ", "DELETE FROM ", "CREATE TABLE ", "PRAGMA "];

/// Looks for each thing outside of its home. Tests may do as they must.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files().iter().filter(|file| file.ends(&["ts", "svelte"])) {
        if !file.within(&["ui/src/ipc"]) {
            bridge(file, &mut findings);
        }
    }
    for file in tree.files().iter().filter(|file| file.ends(&["sql"]) && !file.within(SQL)) {
        findings.push(Finding::broken(file.path(), 1, "SQL lives in crates/store and crates/server"));
    }
    for (file, source) in tree.rust().filter(|(file, _)| !file.is_test()) {
        sql(file, source, &mut findings);
        names(file, source, &mut findings);
        clock(file, source, &mut findings);
    }
    findings
}

fn bridge(file: &File, findings: &mut Vec<Finding>) {
    for (number, line) in file.lines() {
        if ["\"@tauri-apps", "'@tauri-apps", "`@tauri-apps"].iter().any(|name| line.contains(name)) {
            findings.push(Finding::broken(file.path(), number, "only ui/src/ipc imports @tauri-apps; import from there"));
        }
    }
}

fn sql(file: &File, source: &Source, findings: &mut Vec<Finding>) {
    if file.within(SQL) || file.within(&["crates/xtask"]) {
        return;
    }
    for piece in source.live_strings() {
        let text = piece.text.trim_start_matches(['r', 'b', '#', '"']).trim_start();
        if STATEMENTS.iter().any(|opening| text.starts_with(opening)) {
            findings.push(Finding::broken(file.path(), piece.line, "SQL lives in crates/store and crates/server"));
        }
    }
}

fn names(file: &File, source: &Source, findings: &mut Vec<Finding>) {
    let homes: &[(&str, &[&str])] = &[("tantivy", &["crates/search"]), ("rusqlite", SQL)];
    for (name, homes) in homes.iter().filter(|(_, homes)| !file.within(homes)) {
        for line in lines_with(source.live(), name) {
            let message = format!("`{name}` is named in {} only", homes.join(" and "));
            findings.push(Finding::broken(file.path(), line, message));
        }
    }
}

fn clock(file: &File, source: &Source, findings: &mut Vec<Finding>) {
    if file.within(CLOCKS) {
        return;
    }
    for kind in NOW {
        for line in lines_with_path(source.live(), kind, "now") {
            let message = format!("`{kind}::now`: time is an argument; the shell's clock is passed in");
            findings.push(Finding::broken(file.path(), line, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(path: &str, text: &str) -> Vec<usize> {
        check(&Tree::of(&[(path, text)])).iter().map(|finding| finding.at().1).collect()
    }

    #[test]
    fn the_bridge_is_imported_in_one_folder() {
        let text = "// x\nimport { invoke } from \"@tauri-apps/api/core\";";
        assert_eq!(places("ui/src/features/a.ts", text), [2]);
        assert!(places("ui/src/ipc/a.ts", text).is_empty());
    }

    #[test]
    fn sql_is_found_in_strings_not_in_words() {
        let text = "//! SELECT x\nfn f() {\n    g(\"SELECT a FROM b\"); h(\"Update available\");\n    k(r#\"\n  INSERT INTO t\"#);\n}";
        assert_eq!(places("crates/desk/src/a.rs", text), [3, 4]);
        assert!(places("crates/store/src/a.rs", text).is_empty());
        assert_eq!(places("crates/desk/src/a.sql", "SELECT 1"), [1]);
    }

    #[test]
    fn time_is_asked_for_at_the_edges_and_in_tests() {
        let text = "fn f() { jiff::Timestamp::now(); }\n#[cfg(test)]\nmod tests { fn g() { Instant::now(); } }";
        assert_eq!(places("crates/sync/src/a.rs", text), [1]);
        assert!(places("src-tauri/src/a.rs", text).is_empty());
        assert!(places("crates/desk/src/clock.rs", text).is_empty());
        assert!(places("crates/desk/tests/a.rs", text).is_empty());
    }

    #[test]
    fn the_search_library_is_named_in_search() {
        assert_eq!(places("crates/desk/src/a.rs", "\nuse tantivy::Index;"), [2]);
        assert!(places("crates/search/src/a.rs", "use tantivy::Index;").is_empty());
    }
}
