//! What a desk says to whoever watches it: one line of JSON before each thing it does, and one after the desk said how it ended.

use serde::{Deserialize, Serialize};
use std::io::Write;

/// What a desk is about to do. `text` is found nowhere else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    pub number: u64,
    pub kind: Kind,
    pub ticket: String,
    pub text: String,
}

/// The kinds of things that are done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    Reply,
    Note,
    Subject,
    Tag,
    Capture,
    Draft,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Line {
    /// The desk is open. What it had to heal, if anything.
    Open { healed: Option<String> },
    /// Is about to do this.
    Try(Attempt),
    /// The desk said that it is saved; under this identity, unless it is a draft.
    Saved { number: u64, operation: Option<String> },
    /// The desk said no.
    Refused { number: u64, code: String },
    /// Everything is sent.
    AtRest,
}

impl Line {
    /// Says it. A line that has left the process survives its end.
    pub fn say(&self) {
        let mut out = std::io::stdout().lock();
        writeln!(out, "{}", serde_json::to_string(self).unwrap()).and_then(|()| out.flush()).unwrap();
    }

    /// None for a line that a kill cut off.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}
