//! `cargo xtask tidy`: the laws of the house, one small file each. A rule without a check decays.
//! A rule reads the tree and returns what it found; nothing here changes a file.

mod code;
mod cycles;
mod docs;
mod edges;
mod finding;
mod homes;
mod links;
mod locales;
mod manifest;
mod modules;
mod names;
mod paths;
mod rust;
mod sizes;
mod todos;
mod tree;
mod words;

use crate::failure::{Done, Failure};
use crate::options::Options;
use crate::say;
use crate::workspace::Workspace;
use finding::{Finding, Level};
use tree::Tree;

type Rule = (&'static str, fn(&Tree) -> Vec<Finding>);

const RULES: &[Rule] = &[
    ("crate-edges", edges::check),
    ("module-cycles", cycles::check),
    ("file-sizes", sizes::check),
    ("file-docs", docs::check),
    ("names", names::check),
    ("words", words::check),
    ("homes", homes::check),
    ("links", links::check),
    ("locales", locales::check),
    ("todos", todos::check),
    ("paths", paths::check),
];

/// Runs all rules over the files that git knows or would add.
pub fn tidy(work: &Workspace, words: &[String]) -> Done {
    Options::read(words, &[], &[])?;
    let tree = Tree::read(work)?;
    let mut broken = 0_usize;
    let mut warned = 0_usize;
    for (name, rule) in RULES {
        let mut findings = rule(&tree);
        findings.sort();
        findings.dedup();
        for finding in findings {
            match finding.level() {
                Level::Broken => broken = broken.saturating_add(1),
                Level::Warning => warned = warned.saturating_add(1),
            }
            say::line(finding.shown(name));
        }
    }
    let looked = format!("{} files, {broken} broken, {warned} warnings", tree.files().len());
    if broken == 0 {
        say::line(format_args!("tidy: {looked}"));
        return Ok(());
    }
    Err(Failure::new(format!("tidy: {looked}"), "each line above says what is expected"))
}
