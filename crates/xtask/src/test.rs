//! `cargo xtask test`: every test there is, in the order in which a failure is cheapest to learn of.

use crate::cargo::{cargo, metadata};
use crate::encoder;
use crate::failure::{Done, Failure};
use crate::options::Options;
use crate::say;
use crate::stage::stage;
use crate::system::{self, Need};
use crate::ui;
use crate::workspace::Workspace;

/// The root package's end-to-end target: it wants a desktop, so it is kept apart from the rest.
const STORY: &str = "story";

/// Sets up what is missing and runs the chosen parts.
pub fn test(work: &Workspace, words: &[String]) -> Done {
    let only = Options::read(words, &[], &["--only"])?;
    let only = only.all("--only");
    if let Some(unknown) = only.iter().find(|part| !["rust", "ui", "e2e"].contains(part)) {
        return Err(Failure::new(format!("there is no part `{unknown}` of the tests"), "choose rust, ui or e2e"));
    }
    let all: &[&str] = if cfg!(target_os = "linux") { &["rust", "ui", "e2e"] } else { &["rust", "ui"] };
    let parts = if only.is_empty() { all } else { &only };
    let wanted = |part: &str| parts.contains(&part);
    system::ensure(if wanted("e2e") { Need::Desktop } else { Need::Build })?;
    if wanted("ui") {
        ui::packages(work)?;
        say::step("UI tests");
        ui::npm(work, &["run", "test"]).run()?;
    }
    if wanted("rust") || wanted("e2e") {
        ui::build(work)?;
        encoder::ensure_or_say(work);
    }
    if wanted("rust") {
        rust(work)?;
    }
    if wanted("e2e") {
        end_to_end(work)?;
    }
    let what = if parts.len() == 3 { "all".to_owned() } else { parts.join(" and ") };
    say::line(format_args!("\ntest: {what} passed"));
    Ok(())
}

fn rust(work: &Workspace) -> Done {
    say::step("Rust tests");
    if cargo(work, &["nextest", "--version"]).succeeds() {
        let but_story = format!("not (package(holdfast) and binary({STORY}))");
        cargo(work, &["nextest", "run", "--workspace", "--no-fail-fast", "-E", &but_story]).run()?;
    } else {
        say::line("(cargo-nextest is not installed: plain `cargo test`, slower, tests the same)");
        cargo(work, &["test", "--workspace", "--exclude", "holdfast", "--lib", "--bins", "--tests"]).run()?;
        cargo(work, &["test", "--package", "holdfast"]).args(root_targets(work)?).run()?;
    }
    say::step("Examples in the documentation");
    cargo(work, &["test", "--workspace", "--doc"]).run()
}

/// The root package's targets by name, for a runner that has no way to say "all but one".
fn root_targets(work: &Workspace) -> Done<Vec<String>> {
    let mut words = vec!["--bins".to_owned()];
    let packages = metadata(work, true)?.packages;
    for target in packages.iter().filter(|package| package.name == "holdfast").flat_map(|package| &package.targets) {
        if target.kind.iter().any(|kind| kind == "lib") {
            words.push("--lib".to_owned());
        }
        if target.kind.iter().any(|kind| kind == "test") && target.name != STORY {
            words.extend(["--test".to_owned(), target.name.clone()]);
        }
    }
    Ok(words)
}

fn end_to_end(work: &Workspace) -> Done {
    say::step("End-to-end tests, in a real window");
    // Built before the desktop is raised: a desktop that waits for a compiler is a desktop that times out.
    cargo(work, &["build", "--package", "holdfast"]).run()?;
    let words = ["test", "--package", "holdfast", "--test", STORY];
    cargo(work, &words).args(["--no-run"]).run()?;
    let said = stage(work, |desktop| {
        // One window at a time: two of them would fight for the keyboard.
        cargo(work, &words).args(["--", "--nocapture", "--test-threads=1"]).envs(desktop.vars()).run_and_read()
    })?;
    expect_tests(&said, "the story")
}

/// A filter that matches nothing is green; it must not be.
pub fn expect_tests(said: &str, what: &str) -> Done {
    if passed(said) > 0 {
        return Ok(());
    }
    Err(Failure::new(format!("{what}: no test was run"), "a test that this command names was renamed or removed: name it again"))
}

fn passed(said: &str) -> u32 {
    said.lines()
        .filter_map(|line| line.split_once("test result: ok. ")?.1.split_once(" passed"))
        .filter_map(|(number, _)| number.parse::<u32>().ok())
        .fold(0, u32::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_without_tests_is_no_success() {
        let none = "test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 9 filtered out";
        assert!(expect_tests(none, "bindings").is_err());
        let some = format!("{none}\ntest result: ok. 2 passed; 0 failed");
        assert!(expect_tests(&some, "bindings").is_ok());
    }
}
