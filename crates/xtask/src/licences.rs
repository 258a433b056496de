//! The licences of everything in the lock file, on every platform, and the banned crates, against deny.toml.
//! cargo-deny reads the same file; this needs no installing.

use crate::cargo::{Package, metadata};
use crate::failure::{Done, Failure};
use crate::options::Options;
use crate::say;
use crate::spdx;
use crate::workspace::Workspace;

/// `cargo xtask licences`.
pub fn command(work: &Workspace, words: &[String]) -> Done {
    Options::read(words, &[], &[])?;
    licences(work)
}

/// Reads deny.toml and `cargo metadata`; fails with one line per package whose terms are not met.
pub fn licences(work: &Workspace) -> Done {
    let rules = Rules::read(
        &std::fs::read_to_string(work.at("deny.toml"))
            .map_err(|error| Failure::new(format!("deny.toml cannot be read: {error}"), "restore it with git"))?,
    );
    let packages = metadata(work, false)?.packages;
    let foreign = packages.iter().filter(|package| package.source.is_some());
    let refused: Vec<String> = foreign.filter_map(|package| rules.refuse(package)).collect();
    if refused.is_empty() {
        say::line(format_args!("licences: {} packages looked at", packages.len()));
        return Ok(());
    }
    Err(Failure::new(
        format!("packages that deny.toml does not allow:\n  {}", refused.join("\n  ")),
        "take another crate, or allow the licence in deny.toml with the reason in a comment",
    ))
}

/// What deny.toml allows: to everyone, and to single crates.
#[derive(Default, Debug, PartialEq, Eq)]
struct Rules {
    allow: Vec<String>,
    banned: Vec<String>,
    exceptions: Vec<(String, Vec<String>)>,
}

impl Rules {
    /// Reads `allow` and `exceptions` of `[licenses]`, and `deny` of `[bans]`. Only the shape that our own file has.
    fn read(text: &str) -> Self {
        let mut rules = Self::default();
        let (mut section, mut list) = ("", "");
        for line in text.lines().map(|line| before_comment(line).trim()) {
            if line.starts_with('[') && !line.contains('=') && list.is_empty() {
                section = line;
                continue;
            }
            if let Some((key, _)) = line.split_once(" = [").filter(|_| list.is_empty()) {
                list = key;
            }
            match (section, list) {
                ("[licenses]", "allow") => rules.allow.extend(quoted(line)),
                ("[bans]", "deny") if line.contains("crate") => {
                    rules.banned.extend(quoted(line).into_iter().next());
                }
                ("[licenses]", "exceptions") if line.contains("crate") => {
                    let (names, allowed) = line.split_once("allow").unwrap_or((line, ""));
                    rules.exceptions.push((quoted(names).join(""), quoted(allowed)));
                }
                _ => {}
            }
            if line.ends_with(']') {
                list = "";
            }
        }
        rules
    }

    fn refuse(&self, package: &Package) -> Option<String> {
        if self.banned.contains(&package.name) {
            return Some(format!("{} {}: banned there, with the reason", package.name, package.version));
        }
        let terms = package.license.as_deref().unwrap_or("");
        let special = self.exceptions.iter().find(|(name, _)| *name == package.name);
        let allowed = |name: &str| {
            let named = |list: &[String]| list.iter().any(|allowed| allowed == name);
            named(&self.allow) || special.is_some_and(|(_, list)| named(list))
        };
        if spdx::is_met(terms, &allowed) {
            return None;
        }
        let terms = if terms.is_empty() { "no licence given" } else { terms };
        Some(format!("{} {}: {terms}", package.name, package.version))
    }
}

fn before_comment(line: &str) -> &str {
    line.split_once('#').map_or(line, |(before, _)| before)
}

fn quoted(line: &str) -> Vec<String> {
    line.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
[bans]
allow = ["not-a-licence"]
deny = [
    { crate = "openssl", reason = "one TLS" },
]
[licenses]
confidence-threshold = 0.9
allow = [
    "MIT", # everywhere
    "Apache-2.0 WITH LLVM-exception",
]
exceptions = [
    { crate = "roots", allow = ["CDLA-Permissive-2.0"] }, # data
]
[sources]
allow = ["neither"]
"#;

    fn package(name: &str, license: Option<&str>) -> Package {
        Package {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            license: license.map(str::to_owned),
            source: Some("registry".to_owned()),
            targets: Vec::new(),
        }
    }

    #[test]
    fn only_the_licence_section_counts() {
        let rules = Rules::read(TEXT);
        assert_eq!(rules.allow, ["MIT", "Apache-2.0 WITH LLVM-exception"]);
        let roots = ("roots".to_owned(), vec!["CDLA-Permissive-2.0".to_owned()]);
        assert_eq!(rules.exceptions, [roots]);
    }

    #[test]
    fn an_exception_is_for_its_crate_alone() {
        let rules = Rules::read(TEXT);
        assert_eq!(rules.refuse(&package("roots", Some("CDLA-Permissive-2.0"))), None);
        let refused = rules.refuse(&package("other", Some("CDLA-Permissive-2.0"))).unwrap();
        assert_eq!(refused, "other 1.0.0: CDLA-Permissive-2.0");
        assert!(rules.refuse(&package("bare", None)).unwrap().contains("no licence given"));
    }
}
