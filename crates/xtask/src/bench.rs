//! `cargo xtask bench`: the figures, measured by testkit's `bench` program; its arguments are passed through.

use crate::cargo::cargo;
use crate::failure::Done;
use crate::workspace::Workspace;

/// Builds it with optimisations and runs it.
pub fn bench(work: &Workspace, words: &[String]) -> Done {
    cargo(work, &["run", "--release", "--package", "holdfast-testkit", "--bin", "bench", "--"]).args(words).run()
}
