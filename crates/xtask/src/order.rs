//! `cargo xtask order`: the app as it is shipped. It is built with optimisations and worked with while its story notes which
//! functions are called; the linker then puts those together (decision 0041).

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::cargo::cargo;
use crate::encoder;
use crate::failure::{Done, Failure};
use crate::process::Step;
use crate::say;
use crate::stage::stage;
use crate::system::{self, Need};
use crate::ui;
use crate::workspace::Workspace;

/// How long it is worked with. After that hardly anything new is called.
const MINUTES: &str = "5";
/// A change renames functions: of those once called, fewer than nine in ten may be left before they are noted anew.
const STALE: usize = 9;

/// `cargo xtask order`.
pub fn command(work: &Workspace) -> Done {
    build(work)?;
    say::line(format_args!("the app is {}", work.program("release", "holdfast").display()));
    Ok(())
}

/// Builds it, with what must be installed for that.
pub fn build(work: &Workspace) -> Done {
    system::ensure(Need::Desktop)?;
    ui::build(work)?;
    encoder::ensure_or_say(work);
    say::step("The app, optimised");
    let compile = || story(work)?.args(["--no-run"]).run();
    compile()?;
    let Some(called) = list(work)? else {
        return Ok(());
    };
    if is_current(&read(&called)?, &symbols(work)?) {
        return Ok(());
    }
    say::step("What a day's work calls");
    stage(work, |desktop| {
        let story = story(work)?.args(["--", "--exact", "memory", "--nocapture"]).envs(desktop.vars());
        story.env("HOLDFAST_MEMORY", MINUTES).env("HOLDFAST_CALLED", &called).run()
    })?;
    compile()
}

/// Its story, to be run by Cargo. Always by this: with other features of a library every name that it reaches is another.
pub fn story(work: &Workspace) -> Done<Step> {
    let step = cargo(work, &["test", "--release", "--package", "holdfast", "--test", "story"]);
    Ok(match list(work)? {
        Some(called) => step.env("HOLDFAST_ORDER", called),
        None => step,
    })
}

/// What was called; nothing yet in a new checkout. None where the linker takes no such list.
fn list(work: &Workspace) -> Done<Option<PathBuf>> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return Ok(None);
    }
    let called = work.scratch("order")?.join("called.txt");
    if !called.exists() {
        std::fs::write(&called, "").map_err(|error| unwritable(&called, &error))?;
    }
    Ok(Some(called))
}

fn symbols(work: &Workspace) -> Done<String> {
    Step::new("nm").args([work.program("release", "holdfast")]).read()
}

/// Whether the program still has nearly all of the functions that were called.
fn is_current(called: &str, symbols: &str) -> bool {
    let there: HashSet<&str> = symbols.lines().filter_map(|line| line.rsplit(' ').next()).collect();
    let known = called.lines().filter(|name| there.contains(name)).count();
    let called = called.lines().count();
    called > 0 && known * 10 >= called * STALE
}

fn read(order: &Path) -> Done<String> {
    std::fs::read_to_string(order).map_err(|error| Failure::new(format!("{} cannot be read: {error}", order.display()), "remove it and try again"))
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{} cannot be written: {error}", path.display()), "check the free space of the target folder")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_current_while_the_program_has_nine_in_ten_of_it() {
        let called: String = (0..10).map(|number| format!("f{number}\n")).collect();
        let symbols = |from: usize| (from..20).map(|number| format!("00000000000a1c40 t f{number}\n")).collect::<String>();
        assert!(is_current(&called, &symbols(1)));
        assert!(!is_current(&called, &symbols(2)));
        assert!(!is_current("", &symbols(0)), "nothing was noted yet");
    }
}
