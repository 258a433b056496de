//! What the task runner prints. One place, so that a closed pipe never turns into a panic.

use std::fmt::Display;
use std::io::Write;

/// A plain line on standard output.
pub fn line(text: impl Display) {
    let mut out = std::io::stdout().lock();
    // Nobody is reading any more: there is nobody to tell.
    let _ = writeln!(out, "{text}");
    let _ = out.flush();
}

/// The heading of a step.
pub fn step(text: impl Display) {
    line(format_args!("\n== {text}"));
}

/// A failure, on standard error.
pub fn error(text: impl Display) {
    let mut out = std::io::stderr().lock();
    let _ = writeln!(out, "\nfailed: {text}");
}
