//! Who may import whom: the crates of the house, and the outside crates that have one home.

use super::code::lines_with;
use super::finding::Finding;
use super::manifest::Manifest;
use super::tree::Tree;

/// The whole law. Nothing else is allowed; `dev` is what tests may have besides.
const ALLOWED: &[(&str, &[&str])] = &[
    ("holdfast", &["holdfast-desk", "holdfast-server"]),
    ("holdfast-desk", &["holdfast-paper", "holdfast-store", "holdfast-search", "holdfast-sync", "holdfast-protocol", "holdfast-domain"]),
    ("holdfast-store", &["holdfast-protocol", "holdfast-domain"]),
    ("holdfast-sync", &["holdfast-protocol", "holdfast-domain"]),
    ("holdfast-paper", &[]),
    ("holdfast-search", &[]),
    ("holdfast-server", &["holdfast-protocol", "holdfast-domain"]),
    ("holdfast-protocol", &["holdfast-domain"]),
    ("holdfast-domain", &[]),
    (
        "holdfast-testkit",
        &["holdfast-desk", "holdfast-server", "holdfast-store", "holdfast-search", "holdfast-sync", "holdfast-protocol", "holdfast-domain"],
    ),
    ("holdfast-xtask", &[]),
];

/// The root's tests tell stories about a World.
const ALLOWED_IN_TESTS: &[(&str, &[&str])] = &[("holdfast", &["holdfast-testkit"])];

/// Outside crates that only these packages may name. Tests may name them anywhere.
const HOMES: &[(&str, &[&str])] = &[
    ("krilla", &["holdfast-paper"]),
    ("rust_xlsxwriter", &["holdfast-paper"]),
    ("tantivy", &["holdfast-search"]),
    ("ndarray", &["holdfast-search"]),
    ("kitoken", &["holdfast-search"]),
    ("pulp", &["holdfast-search"]),
    ("rusqlite", &["holdfast-store", "holdfast-server"]),
    ("axum", &["holdfast-server"]),
    ("reqwest", &["holdfast-sync"]),
    ("notify-rust", &["holdfast"]),
    ("tauri", &["holdfast"]),
];

/// The domain is pure: no IO, no async, no clock, no randomness of its own.
const NEVER_IN_DOMAIN: &[&str] = &["tokio", "reqwest", "rusqlite", "tantivy", "rand", "getrandom", "tracing", "futures-util"];

/// Checks each manifest, and that the shell's door to the server is its dispatch alone.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files() {
        let path = file.path();
        if path == "Cargo.toml" || (path.starts_with("crates/") && path.ends_with("/Cargo.toml")) {
            check_manifest(path, &Manifest::read(file.text()), &mut findings);
        }
    }
    for (file, source) in tree.rust().filter(|(file, _)| file.within(&["src-tauri"])) {
        if file.path() != "src-tauri/src/main.rs" {
            for line in lines_with(source.live(), "holdfast_server") {
                findings.push(Finding::broken(
                    file.path(),
                    line,
                    "the shell names the server only in src-tauri/src/main.rs, to dispatch --team-server",
                ));
            }
        }
    }
    findings
}

fn check_manifest(path: &str, manifest: &Manifest, findings: &mut Vec<Finding>) {
    let package = manifest.package.as_str();
    let Some(allowed) = named(ALLOWED, package) else {
        findings.push(Finding::broken(path, 1, format!("`{package}` is not in the table of crates/xtask/src/tidy/edges.rs: give it its place")));
        return;
    };
    for dependency in &manifest.dependencies {
        let name = dependency.name.as_str();
        let in_tests = dependency.dev && named(ALLOWED_IN_TESTS, package).is_some_and(|list| list.contains(&name));
        if (name == "holdfast" || name.starts_with("holdfast-")) && !allowed.contains(&name) && !in_tests {
            let may = if allowed.is_empty() { "no crate of the house".to_owned() } else { allowed.join(", ") };
            findings.push(Finding::broken(path, dependency.line, format!("`{package}` must not depend on `{name}`; it may on {may}")));
        }
        if dependency.dev || package == "holdfast-testkit" {
            continue;
        }
        if let Some(homes) = named(HOMES, name).filter(|homes| !homes.contains(&package)) {
            findings.push(Finding::broken(
                path,
                dependency.line,
                format!("`{name}` has its home in {}; `{package}` must not name it", homes.join(", ")),
            ));
        }
        if package == "holdfast-domain" && NEVER_IN_DOMAIN.contains(&name) {
            findings.push(Finding::broken(path, dependency.line, format!("the domain is pure: `{name}` brings IO, async, time or chance into it")));
        }
    }
}

fn named<'a>(table: &'a [(&str, &'a [&'a str])], name: &str) -> Option<&'a [&'a str]> {
    table.iter().find(|(key, _)| *key == name).map(|(_, list)| *list)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(path: &str, text: &str) -> Vec<Finding> {
        check(&Tree::of(&[(path, text)]))
    }

    #[test]
    fn store_and_search_do_not_know_each_other() {
        let text = "[package]\nname = \"holdfast-store\"\n[dependencies]\nholdfast-search.workspace = true\n";
        assert_eq!(one("crates/store/Cargo.toml", text).first().map(Finding::at), Some(("crates/store/Cargo.toml", 4)));
        let text = "[package]\nname = \"holdfast-store\"\n[dependencies]\nholdfast-domain.workspace = true\n";
        assert!(one("crates/store/Cargo.toml", text).is_empty());
    }

    #[test]
    fn the_root_has_testkit_in_its_tests_only() {
        let head = "[package]\nname = \"holdfast\"\n";
        let dev = format!("{head}[dev-dependencies]\nholdfast-testkit.workspace = true\n");
        assert!(one("Cargo.toml", &dev).is_empty());
        let real = format!("{head}[dependencies]\nholdfast-testkit.workspace = true\n");
        assert_eq!(one("Cargo.toml", &real).len(), 1);
    }

    #[test]
    fn an_outside_crate_stays_at_home_and_a_new_crate_needs_a_place() {
        let text = "[package]\nname = \"holdfast-desk\"\n[dependencies]\nrusqlite.workspace = true\n";
        assert_eq!(one("crates/desk/Cargo.toml", text).len(), 1);
        let text = "[package]\nname = \"holdfast-domain\"\n[dependencies]\ntokio = \"1\"\n";
        assert_eq!(one("crates/domain/Cargo.toml", text).len(), 1);
        assert_eq!(one("crates/new/Cargo.toml", "[package]\nname = \"holdfast-new\"\n").len(), 1);
    }

    #[test]
    fn the_shell_meets_the_server_in_its_main_alone() {
        let text = "fn main() { holdfast_server::run() }";
        assert!(one("src-tauri/src/main.rs", text).is_empty());
        assert_eq!(one("src-tauri/src/tray.rs", text).len(), 1);
    }
}
