//! `cargo xtask torture`: testkit's `torture` program kills real programs at random points; with `--files` its `crashes`
//! program cuts the store off at every write. Arguments are passed through.

use crate::cargo::cargo;
use crate::failure::{Done, Failure};
use crate::process::Step;
use crate::workspace::Workspace;

/// Builds the programs and runs them. Without optimisations: overflow checks and debug assertions shall strike too.
pub fn torture(work: &Workspace, words: &[String]) -> Done {
    if cfg!(not(unix)) {
        return Err(Failure::new("`kill -9` is a thing of Unix", "run it on Linux or macOS"));
    }
    let remedy = "its last lines say what was found, and how to do the same again";
    if let Some((_, rest)) = words.split_first().filter(|(first, _)| *first == "--files") {
        if !Step::new("strace").args(["-V"]).succeeds() {
            return Err(Failure::new("strace cannot be run", "install the package `strace`; it exists on Linux only"));
        }
        cargo(work, &["build", "--package", "holdfast-testkit", "--bin", "crashes"]).run()?;
        return Step::new(work.program("debug", "crashes")).args(rest).or_else(remedy).run();
    }
    let programs = ["build", "--package", "holdfast-server", "--bin", "holdfast-server", "--package", "holdfast-testkit", "--bin", "torture"];
    cargo(work, &programs).run()?;
    Step::new(work.program("debug", "torture")).args(words).or_else(remedy).run()
}
