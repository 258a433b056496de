//! `cargo xtask simulate`: lives of desks and a server in virtual time, by testkit's `simulate` program; its arguments are
//! passed through.

use crate::cargo::cargo;
use crate::failure::Done;
use crate::workspace::Workspace;

/// Builds it with optimisations and runs it.
pub fn simulate(work: &Workspace, words: &[String]) -> Done {
    cargo(work, &["run", "--release", "--package", "holdfast-testkit", "--bin", "simulate", "--"])
        .args(words)
        .or_else("each seed above replays exactly what happened; keep it in crates/testkit/tests/stories/simulate.rs")
        .run()
}
