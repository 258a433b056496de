//! The command line: reads arguments, does one thing, says in the reader's language how it went.

mod arguments;
mod complaint;
mod data;
mod erase;
mod exports;
mod imports;
mod people;
mod queues;
mod serving;

use clap::Parser;
use holdfast_domain::Language;
use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use crate::clock::Clock;
use crate::words::{Place, Words};
use arguments::{Arguments, Command};
use complaint::Complaint;

/// Runs the command line. The first argument is the program's own name.
///
/// Exit codes: 0 it worked, 1 it did not, 2 the port is in use or the arguments are wrong.
#[must_use]
pub fn run_cli(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let terminal = Terminal { words: Words::of_environment(), clock: Clock::system() };
    match run(&terminal, arguments.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(complaint) => {
            eprintln_lossy(&complaint.sentence(&terminal.words));
            complaint.exit_code()
        }
    }
}

fn run(terminal: &Terminal, command: Command) -> Result<(), Complaint> {
    match command {
        Command::Serve(serve) => serving::serve(terminal, serve),
        Command::Import(import) => imports::import(terminal, import),
        Command::Export(export) => exports::export(terminal, export),
        Command::User(user) => people::user(terminal, user),
        Command::Device(device) => people::device(terminal, device),
        Command::Queue(queue) => queues::queue(terminal, queue),
        Command::Backup(backup) => data::backup(terminal, &backup),
        Command::Restore(restore) => data::restore(terminal, &restore),
        Command::Sample(sample) => data::sample(terminal, &sample),
        Command::Merge(merge) => data::merge(terminal, &merge),
        Command::Erase(erase) => erase::erase(terminal, &erase),
        Command::Outage(outage) => data::outage(terminal, outage),
        Command::CustomerWrites(writes) => data::customer_writes(terminal, &writes),
    }
}

/// Where sentences go, and the clock of this edge.
struct Terminal {
    words: Words,
    clock: Clock,
}

impl Terminal {
    fn say(&self, key: &str, places: &[(&str, Place<'_>)]) {
        self.line(&self.words.say(key, places));
    }

    /// A closed pipe is the reader's choice, not a failure.
    #[allow(clippy::unused_self, reason = "what is printed belongs to the terminal")]
    fn line(&self, text: &str) {
        let _ = writeln!(std::io::stdout(), "{text}");
    }
}

fn eprintln_lossy(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// A language by its tag, for arguments.
fn language_of(tag: &str) -> Result<Option<Language>, String> {
    if tag == "auto" {
        return Ok(None);
    }
    Language::ALL
        .into_iter()
        .find(|language| language.tag().eq_ignore_ascii_case(tag))
        .map(Some)
        .ok_or_else(|| "auto, en, zh-Hans or zh-Hant".to_owned())
}
