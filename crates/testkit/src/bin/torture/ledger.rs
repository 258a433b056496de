//! The ledger outside both programs: what each desk said, line by line, in a file and in memory.

use serde::Serialize;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;

use crate::line::{Attempt, Line};

/// How an attempt ended, as far as anybody was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The kill came first.
    Unknown,
    /// Said to be saved; drafts have no identity.
    Saved(Option<String>),
    /// Said no, with this code.
    Refused(String),
}

/// An attempt and its end.
#[derive(Clone, Debug)]
pub struct Entry {
    pub attempt: Attempt,
    pub end: End,
}

/// Everything one desk said, in its order.
pub type Said = Vec<Entry>;

/// The ledger.
pub struct Ledger {
    file: Mutex<File>,
    said: Mutex<BTreeMap<String, Said>>,
}

#[derive(Serialize)]
struct Written<'a> {
    desk: &'a str,
    line: &'a Line,
}

impl Ledger {
    pub fn create(path: &Path) -> Self {
        Self { file: Mutex::new(File::create(path).unwrap()), said: Mutex::default() }
    }

    /// Takes a line in.
    pub fn hear(&self, desk: &str, line: &Line) {
        let text = serde_json::to_string(&Written { desk, line }).unwrap();
        writeln!(self.file.lock().unwrap(), "{text}").unwrap();
        let mut said = self.said.lock().unwrap();
        let said = said.entry(desk.to_owned()).or_default();
        match line {
            Line::Try(attempt) => said.push(Entry { attempt: attempt.clone(), end: End::Unknown }),
            Line::Saved { number, operation } => end(said, *number, End::Saved(operation.clone())),
            Line::Refused { number, code } => end(said, *number, End::Refused(code.clone())),
            Line::Open { .. } | Line::AtRest => {}
        }
    }

    /// Everything that was said, by desk.
    pub fn said(&self) -> BTreeMap<String, Said> {
        self.said.lock().unwrap().clone()
    }
}

/// A desk does one thing at a time: what ends is the last thing it tried.
fn end(said: &mut Said, number: u64, end: End) {
    let last = said.last_mut().filter(|last| last.attempt.number == number).expect("what ends was begun");
    last.end = end;
}
