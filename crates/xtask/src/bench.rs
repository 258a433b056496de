//! `cargo xtask bench`: the figures, measured by testkit's `bench` program; its arguments are passed through. With `paint
//! [TICKETS]`, those that need a real window.

use crate::cargo::cargo;
use crate::failure::Done;
use crate::stage::stage;
use crate::system::{self, Need};
use crate::ui;
use crate::workspace::Workspace;

/// Builds it with optimisations and runs it.
pub fn bench(work: &Workspace, words: &[String]) -> Done {
    if words.first().is_some_and(|word| word == "paint") {
        return paint(work, words.get(1).map_or("0", String::as_str));
    }
    cargo(work, &["run", "--release", "--package", "holdfast-testkit", "--bin", "bench", "--"]).args(words).run()
}

/// From the key to the screen, in a window built with optimisations, over so many tickets more than the sample team has.
fn paint(work: &Workspace, tickets: &str) -> Done {
    system::ensure(Need::Desktop)?;
    ui::build(work)?;
    let words = ["test", "--release", "--package", "holdfast", "--test", "story"];
    cargo(work, &words).args(["--no-run"]).run()?;
    stage(work, |desktop| {
        cargo(work, &words).args(["--", "--exact", "paint", "--nocapture"]).envs(desktop.vars()).env("HOLDFAST_PAINT", tickets).run()
    })
}
