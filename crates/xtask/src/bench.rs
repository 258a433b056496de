//! `cargo xtask bench`: the figures, measured by testkit's `bench` program; its arguments are passed through. With `paint
//! [TICKETS]` and `memory [MINUTES]`, those that need a real window.

use crate::cargo::cargo;
use crate::failure::Done;
use crate::order;
use crate::stage::stage;
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

/// One of the story's figures, in the app as it is shipped.
fn in_a_window(work: &Workspace, test: &str, variable: &str, much: &str) -> Done {
    order::build(work)?;
    stage(work, |desktop| {
        let story = order::story(work)?.args(["--", "--exact", test, "--nocapture"]);
        story.envs(desktop.vars()).env(variable, much).run()
    })
}
