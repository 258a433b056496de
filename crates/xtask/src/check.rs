//! `cargo xtask check`: everything that can be said of the sources without running the product.
//! Each part runs even when an earlier one failed, so that one run tells all.

use crate::cargo::cargo;
use crate::failure::{Done, Failure};
use crate::licences;
use crate::options::Options;
use crate::process::Step;
use crate::say;
use crate::system::{self, Need};
use crate::test::expect_tests;
use crate::tidy;
use crate::ui;
use crate::workspace::Workspace;

type Part = (&'static str, fn(&Workspace) -> Done);

/// Cheapest first.
const PARTS: &[Part] = &[
    ("format", format),
    ("tidy", |work| tidy::tidy(work, &[])),
    ("licences", all_licences),
    ("UI types", |work| ui::npm(work, &["run", "check"]).run()),
    ("UI lint", |work| ui::npm(work, &["run", "lint"]).run()),
    ("clippy", clippy),
    ("bindings", bindings),
];

/// Runs every part and names those that failed.
pub fn check(work: &Workspace, words: &[String]) -> Done {
    Options::read(words, &[], &[])?;
    toolchain(work)?;
    system::ensure(Need::Build)?;
    let mut failed = Vec::new();
    // The pages are compiled into the program, so they are built before it is looked at.
    if let Err(failure) = ui::build(work) {
        say::error(&failure);
        failed.push("UI build");
    }
    for (name, part) in PARTS {
        say::step(name);
        if let Err(failure) = part(work) {
            say::error(&failure);
            failed.push(name);
        }
    }
    if failed.is_empty() {
        say::line("\ncheck: all passed");
        return Ok(());
    }
    Err(Failure::new(format!("check: {} did not pass", failed.join(", ")), "each is explained above, under its heading"))
}

/// A minimal toolchain comes without these two.
fn toolchain(work: &Workspace) -> Done {
    let has = |name: &str| cargo(work, &[name, "--version"]).succeeds();
    if has("fmt") && has("clippy") {
        return Ok(());
    }
    Step::new("rustup")
        .args(["component", "add", "rustfmt", "clippy"])
        .dir(work.root())
        .or_else("install rustfmt and clippy for this toolchain")
        .run()
}

fn format(work: &Workspace) -> Done {
    cargo(work, &["fmt", "--all", "--check"]).or_else("run `cargo fmt --all`").run()
}

fn clippy(work: &Workspace) -> Done {
    cargo(work, &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]).run()
}

/// Our own reading always; cargo-deny's too where it is installed.
fn all_licences(work: &Workspace) -> Done {
    licences::licences(work)?;
    if cargo(work, &["deny", "--version"]).succeeds() {
        return cargo(work, &["deny", "check", "bans", "licenses", "sources"]).run();
    }
    say::line("(cargo-deny is not installed: its further checks were left out)");
    Ok(())
}

/// A test of the shell compares ui/src/ipc/bindings.ts with what the commands' signatures say.
fn bindings(work: &Workspace) -> Done {
    let said = cargo(work, &["test", "--package", "holdfast", "--bin", "holdfast", "bindings"])
        .or_else("the test says how to write the bindings anew")
        .run_and_read()?;
    expect_tests(&said, "bindings")
}
