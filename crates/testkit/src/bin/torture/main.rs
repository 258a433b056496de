//! `kill -9` at random points, of real programs under load: `holdfast-server serve` and the whole desk without its window.
//!
//! The parent keeps a ledger of its own, outside both: what each desk was about to do, and what it then said is saved.
//! When the kills are done everything comes to rest, and the files that are left must agree with that ledger.
//! The seed gives the schedule of kills and what is written; where exactly a kill strikes is up to the computer.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on should stop loudly"
)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it says to whoever asked how it went; the texts are invented")]
#![allow(clippy::disallowed_methods, reason = "it kills by the clock of this computer")]

mod agreement;
mod arguments;
mod desk;
mod lane;
mod ledger;
mod line;
mod run;
mod team_server;
mod verdict;

use std::process::ExitCode;

use arguments::{Arguments, USAGE};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words.first().is_some_and(|word| word == desk::FLAG) {
        return desk::main(&words[1..]);
    }
    let asked = match Arguments::read(&words) {
        Ok(asked) => asked,
        Err(wrong) => {
            eprintln!("{wrong}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    if run::run(&asked) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
