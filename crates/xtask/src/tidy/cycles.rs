//! No cycle between the modules of one crate: what uses each other is one module, or needs a third below both.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::Finding;
use super::modules::{Edge, Modules, Path};
use super::tree::Tree;

/// Reports each group of modules that reach each other, with the edges that make it.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut crates: BTreeMap<&str, Modules> = BTreeMap::new();
    for (file, source) in tree.rust().filter(|(file, _)| !is_aside(file.path())) {
        let Some((package, inside)) = file.path().split_once("/src/") else {
            continue;
        };
        let has_library = tree.file(&format!("{package}/src/lib.rs")).is_some();
        if let Some(module) = module_of(inside, has_library) {
            crates.entry(package).or_default().add(module, file.path(), source.live());
        }
    }
    crates.values().flat_map(|modules| cycles(&modules.edges())).collect()
}

/// Test modules and further programs of a crate are roots of their own.
fn is_aside(path: &str) -> bool {
    path.contains("/src/bin/") || path.ends_with("/tests.rs") || path.contains("/tests/")
}

/// `a/b.rs` and `a/b/mod.rs` are `a::b`. Beside a library, `main.rs` is another crate.
fn module_of(inside: &str, has_library: bool) -> Option<Path> {
    let stem = inside.strip_suffix(".rs")?;
    if stem == "lib" || stem == "main" {
        return (stem == "lib" || !has_library).then(Path::new);
    }
    let stem = stem.strip_suffix("/mod").unwrap_or(stem);
    Some(stem.split('/').map(str::to_owned).collect())
}

fn cycles(edges: &[Edge]) -> Vec<Finding> {
    let mut next: BTreeMap<&Path, BTreeSet<&Path>> = BTreeMap::new();
    for edge in edges {
        next.entry(&edge.from).or_default().insert(&edge.to);
    }
    let reach: BTreeMap<&Path, BTreeSet<&Path>> = next.keys().map(|from| (*from, reachable(from, &next))).collect();
    let both = |a: &Path, b: &Path| reach.get(a).is_some_and(|far| far.contains(b)) && reach.get(b).is_some_and(|far| far.contains(a));
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for edge in edges.iter().filter(|edge| both(&edge.from, &edge.to)) {
        if seen.insert((&edge.from, &edge.to)) {
            findings.push(Finding::broken(
                &edge.file,
                edge.line,
                format!("`{}` uses `{}`, which leads back to it: move what both need into a module below both", shown(&edge.from), shown(&edge.to)),
            ));
        }
    }
    findings
}

fn reachable<'a>(from: &'a Path, next: &BTreeMap<&'a Path, BTreeSet<&'a Path>>) -> BTreeSet<&'a Path> {
    let mut far = BTreeSet::new();
    let mut open: Vec<&Path> = vec![from];
    while let Some(here) = open.pop() {
        for to in next.get(here).into_iter().flatten() {
            if far.insert(*to) {
                open.push(to);
            }
        }
    }
    far
}

fn shown(path: &Path) -> String {
    if path.is_empty() { "crate".to_owned() } else { path.join("::") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_modules_that_use_each_other_are_told_with_both_places() {
        let findings = check(&Tree::of(&[
            ("crates/x/src/lib.rs", "mod a;\nmod b;\nmod c;"),
            ("crates/x/src/a.rs", "use crate::b::X;"),
            ("crates/x/src/b.rs", "\nfn f() { crate::a::g() }\n"),
            ("crates/x/src/c/mod.rs", "use crate::a::Y;"),
        ]));
        let places: Vec<_> = findings.iter().map(Finding::at).collect();
        assert_eq!(places, [("crates/x/src/a.rs", 1), ("crates/x/src/b.rs", 2)]);
    }

    #[test]
    fn tests_and_reexports_make_no_cycle() {
        let findings = check(&Tree::of(&[
            ("crates/x/src/lib.rs", "mod a;\nmod b;\npub use a::A;\npub use b::B;"),
            ("crates/x/src/a.rs", "pub struct A;\n#[cfg(test)]\nmod tests { use crate::b::B; }"),
            ("crates/x/src/b.rs", "use crate::A;\npub struct B(A);"),
        ]));
        assert!(findings.is_empty(), "{findings:?}");
    }
}
