//! `cargo xtask`: the one door to building, running, testing and checking Holdfast.
//! Owns the command line only; each command has its own file. Nothing here is part of the product.

mod bench;
mod cargo;
mod check;
mod dev;
mod encoder;
mod failure;
mod fuzz;
mod licences;
mod options;
mod order;
mod process;
mod run;
mod say;
mod simulate;
mod spdx;
mod stage;
mod stamp;
mod system;
mod test;
mod tidy;
mod torture;
mod ui;
mod workspace;

use std::process::ExitCode;

use failure::{Done, Failure};
use workspace::Workspace;

const USAGE: &str = "\
cargo xtask <command>

  run [--fresh] [--release]     set up what is missing, build, start the app
                                (without a display: plays the first steps on a virtual one, writes ./screenshots)
  test [--only rust|ui|e2e]     set up the rest and run every test; several --only may be given
  check                         fmt, clippy, tidy, generated files, UI types and lint, licences
  tidy                          the house rules alone, in about a second
  licences                      what comes in from outside, against deny.toml
  bench [args… | paint | memory] the figures of docs/performance.md; paint and memory: in a real window
  simulate [--seeds N] [--seed S] [--files] [--mutant NAME]
                                lives of desks and a server with every fault, every promise checked; a seed replays
  torture [--kills N] [--seed S] [args…]
                                `kill -9` of desks and team server at random points under load; then nothing may be lost or doubled
  torture --files [--full] [--only SCENARIO]
                                the store cut off at every write, or full at every write; needs strace (Linux)
  fuzz [--seconds S] [--only TARGET]
                                libFuzzer over every decoder of what the network or the disk gives, each for S seconds
  encoder                       fetch the sentence encoder of search, and lay it out (run and test do so themselves)
  order                         the app as it is shipped: optimised, and laid out by what five minutes of work call
  dev                           Vite with hot reload, and the app on top of it
  stage <program> [args…]       run anything inside the virtual desktop that the end-to-end tests use (Linux)
";

fn main() -> ExitCode {
    let guard = process::guard();
    let outcome = dispatch(&std::env::args().skip(1).collect::<Vec<_>>());
    guard.finish();
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            say::error(&failure);
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[String]) -> Done {
    let Some((command, rest)) = words.split_first() else {
        say::line(USAGE);
        return Ok(());
    };
    if matches!(command.as_str(), "help" | "--help" | "-h") {
        say::line(USAGE);
        return Ok(());
    }
    let work = Workspace::find()?;
    match command.as_str() {
        "run" => run::run(&work, rest),
        "test" => test::test(&work, rest),
        "check" => check::check(&work, rest),
        "tidy" => tidy::tidy(&work, rest),
        "licences" => licences::command(&work, rest),
        "bench" => bench::bench(&work, rest),
        "simulate" => simulate::simulate(&work, rest),
        "torture" => torture::torture(&work, rest),
        "fuzz" => fuzz::fuzz(&work, rest),
        "encoder" => encoder::command(&work),
        "order" => order::command(&work),
        "dev" => dev::dev(&work, rest),
        "stage" => stage::command(&work, rest),
        other => Err(Failure::new(format!("there is no command `{other}`"), format!("use one of these:\n\n{USAGE}"))),
    }
}
