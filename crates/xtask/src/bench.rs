//! `cargo xtask bench`: the figures, measured by testkit's `bench` program; its arguments are passed through. With `paint`,
//! the one figure that needs a real window.

use crate::cargo::cargo;
use crate::failure::Done;
use crate::stage::stage;
use crate::system::{self, Need};
use crate::ui;
use crate::workspace::Workspace;

/// Builds it with optimisations and runs it.
pub fn bench(work: &Workspace, words: &[String]) -> Done {
    if words.first().is_some_and(|word| word == "paint") {
        return paint(work);
    }
    cargo(work, &["run", "--release", "--package", "holdfast-testkit", "--bin", "bench", "--"]).args(words).run()
}

/// From the click to the screen, in a window built with optimisations.
fn paint(work: &Workspace) -> Done {
    system::ensure(Need::Desktop)?;
    ui::build(work)?;
    let words = ["test", "--release", "--package", "holdfast", "--test", "story"];
    cargo(work, &words).args(["--no-run"]).run()?;
    stage(work, |desktop| cargo(work, &words).args(["--", "--exact", "paint", "--nocapture"]).envs(desktop.vars()).env("HOLDFAST_PAINT", "1").run())
}
