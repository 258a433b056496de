//! `cargo xtask torture`: real programs killed at random points, by testkit's `torture` program; its arguments are passed through.

use crate::cargo::cargo;
use crate::failure::{Done, Failure};
use crate::process::Step;
use crate::workspace::Workspace;

/// Builds the programs and runs them. Without optimisations: overflow checks and debug assertions shall strike too.
pub fn torture(work: &Workspace, words: &[String]) -> Done {
    if cfg!(not(unix)) {
        return Err(Failure::new("`kill -9` is a thing of Unix", "run it on Linux or macOS"));
    }
    let programs = ["build", "--package", "holdfast-server", "--bin", "holdfast-server", "--package", "holdfast-testkit", "--bin", "torture"];
    cargo(work, &programs).run()?;
    Step::new(work.program("debug", "torture")).args(words).or_else("its last lines say what was found, and how to do the same again").run()
}
