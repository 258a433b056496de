//! The store cut off at every write: ten scenarios run under `strace`, which writes down what they do to the disk; then
//! every disk that a crash in between could have left is made, and the store is opened on it. With `--full` the disk is
//! full from the n-th write on instead, for n from 1 until nothing is refused any more (decision 0020).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on should stop loudly"
)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it says to whoever asked how it went; the texts are invented")]
#![allow(clippy::disallowed_methods, reason = "it says how long it took")]

mod cuts;
mod disk;
mod facts;
mod full;
mod pages;
mod scenarios;
mod scene;
mod trace;

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

const USAGE: &str = "cargo xtask torture --files [--only SCENARIO] [--full]

  --only   one scenario
  --full   a disk that is full from the n-th write on, for every n, instead of crashes";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, scenario, folder, marks] = words.as_slice()
        && flag == scene::FLAG
    {
        scene::play(scenario, Path::new(folder), Path::new(marks));
        return ExitCode::SUCCESS;
    }
    let (mut only, mut full) = (None, false);
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--only" => only = words.next(),
            "--full" => full = true,
            _ => {
                eprintln!("{word} is not known here\n\n{USAGE}");
                return ExitCode::from(2);
            }
        }
    }
    let (begun, mut findings) = (Instant::now(), 0);
    for (name, _) in scenarios::ALL.iter().filter(|(name, _)| only.as_deref().is_none_or(|only| only == *name)) {
        let found = if full { full::run(name) } else { cuts::run(name) };
        found.iter().take(10).for_each(|finding| println!("    {finding}"));
        findings += found.len();
    }
    println!("{findings} findings, {:.0} s", begun.elapsed().as_secs_f64());
    if findings == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
