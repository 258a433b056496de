//! `cargo xtask bench`: the figures, measured by testkit's `bench` program; its arguments are passed through. With `paint
//! [TICKETS]` and `memory [MINUTES]`, those that need a real window.

use crate::cargo::cargo;
use crate::encoder;
use crate::failure::Done;
use crate::stage::stage;
use crate::system::{self, Need};
use crate::ui;
use crate::workspace::Workspace;

/// Those in a real window: the word, what tells the story to take it, and how much of it unless said.
const IN_A_WINDOW: [(&str, &str, &str); 2] = [("paint", "HOLDFAST_PAINT", "0"), ("memory", "HOLDFAST_MEMORY", "60")];

/// Builds it with optimisations and runs it.
pub fn bench(work: &Workspace, words: &[String]) -> Done {
    let asked = |(word, ..): &&(&str, &str, &str)| words.first().is_some_and(|first| first == word);
    if let Some((test, variable, most)) = IN_A_WINDOW.iter().find(asked) {
        return in_a_window(work, test, variable, words.get(1).map_or(most, String::as_str));
    }
    cargo(work, &["run", "--release", "--package", "holdfast-testkit", "--bin", "bench", "--"]).args(words).run()
}

/// One of the story's figures, in a window built with optimisations.
fn in_a_window(work: &Workspace, test: &str, variable: &str, much: &str) -> Done {
    system::ensure(Need::Desktop)?;
    ui::build(work)?;
    encoder::ensure_or_say(work);
    let words = ["test", "--release", "--package", "holdfast", "--test", "story"];
    cargo(work, &words).args(["--no-run"]).run()?;
    stage(work, |desktop| cargo(work, &words).args(["--", "--exact", test, "--nocapture"]).envs(desktop.vars()).env(variable, much).run())
}
