//! A scenario under `strace`: what it did to the files of its folder, and when each step began and was answered.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::scene::{Done, FLAG};

/// One thing done to the disk, by name below the scenario's folder, or a mark.
#[derive(Clone, Debug)]
pub enum Effect {
    /// A new empty file, or an old one emptied.
    Create(String),
    Write {
        name: String,
        at: u64,
        bytes: Vec<u8>,
    },
    Truncate {
        name: String,
        len: u64,
    },
    /// Everything written before it is on the disk.
    Sync(String),
    SyncFolder,
    Rename {
        from: String,
        to: String,
    },
    Remove(String),
    /// A step began, or was answered.
    Begin(usize),
    Answered(usize),
}

/// A scenario's trace, and what was known after each step.
pub struct Trace {
    pub effects: Vec<Effect>,
    pub done: Vec<Done>,
}

/// The calls that change files, and those that say which.
const CALLS: &str = "openat,open,creat,close,dup,dup2,dup3,write,pwrite64,writev,pwritev,pwritev2,lseek,ftruncate,truncate,fsync,fdatasync,\
                     rename,renameat,renameat2,unlink,unlinkat,copy_file_range,sendfile,fallocate";

/// Plays a scenario and reads what it did.
pub fn record(scenario: &str, place: &Path) -> Trace {
    let (folder, marks, log) = (place.join("desk"), place.join("marks"), place.join("strace"));
    std::fs::create_dir_all(&marks).unwrap();
    let ended = Command::new("strace")
        .args(["-f", "-qq", "-xx", "-s", "4000000", "--signal=none", "-e", &format!("trace={CALLS}"), "-o"])
        .arg(&log)
        .arg(std::env::current_exe().unwrap())
        .args([FLAG, scenario])
        .args([&folder, &marks])
        .status()
        .expect("strace can be run: the package is called strace");
    assert!(ended.success(), "{scenario}: {ended}");
    let text = std::fs::read_to_string(&log).unwrap();
    std::fs::remove_file(&log).unwrap();
    let mut reading = Reading { folder, marks: marks.clone(), open: HashMap::new(), lens: HashMap::new(), effects: Vec::new() };
    let mut unfinished: HashMap<&str, &str> = HashMap::new();
    for line in text.lines() {
        let Some((thread, call)) = line.split_once(' ') else { continue };
        let call = call.trim_start();
        if let Some(begun) = call.strip_suffix(" <unfinished ...>") {
            unfinished.insert(thread, begun);
        } else if let Some(rest) = call.strip_prefix("<... ") {
            let rest = rest.split_once(" resumed>").map_or("", |(_, rest)| rest);
            let whole = format!("{}{rest}", unfinished.remove(thread).unwrap_or_default());
            reading.call(&whole);
        } else {
            reading.call(call);
        }
    }
    Trace { effects: reading.effects, done: done(&marks) }
}

/// What was known after each step.
pub fn done(marks: &Path) -> Vec<Done> {
    let read = |step: usize| std::fs::read(marks.join(format!("{step}.facts"))).ok();
    (0..).map_while(read).map(|text| serde_json::from_slice(&text).unwrap()).collect()
}

struct Open {
    path: PathBuf,
    append: bool,
    at: u64,
}

struct Reading {
    folder: PathBuf,
    marks: PathBuf,
    open: HashMap<i64, Open>,
    /// How long each file is by what was done to it.
    lens: HashMap<String, u64>,
    effects: Vec<Effect>,
}

impl Reading {
    fn call(&mut self, call: &str) {
        let Some((name, rest)) = call.split_once('(') else { return };
        // Answers stand in a column of their own.
        let Some((arguments, result)) = rest.rsplit_once(" = ") else { return };
        let Some(arguments) = arguments.trim_end().strip_suffix(')') else { return };
        let result: i64 = result.split(' ').next().and_then(|word| word.parse().ok()).unwrap_or(-1);
        if result < 0 {
            return;
        }
        let words: Vec<&str> = arguments.split(", ").collect();
        let file: i64 = words[0].parse().unwrap_or(-1);
        match name {
            "openat" | "open" => self.opened(if name == "openat" { &words[1..] } else { &words }, result),
            "close" => drop(self.open.remove(&file)),
            "lseek" => {
                if let Some(open) = self.open.get_mut(&file) {
                    open.at = u64::try_from(result).unwrap();
                }
            }
            "write" => self.wrote(file, None, words[1]),
            "pwrite64" => self.wrote(file, words[3].parse().ok(), words[1]),
            "ftruncate" => {
                if let Some(name) = self.open.get(&file).and_then(|open| self.below(&open.path)) {
                    let len = words[1].parse().unwrap();
                    self.lens.insert(name.clone(), len);
                    self.effects.push(Effect::Truncate { name, len });
                }
            }
            "fsync" | "fdatasync" => {
                let Some(path) = self.open.get(&file).map(|open| open.path.clone()) else { return };
                match self.below(&path) {
                    Some(name) => self.effects.push(Effect::Sync(name)),
                    None if path == self.folder || path == self.folder.join("blobs") => self.effects.push(Effect::SyncFolder),
                    None => {}
                }
            }
            "rename" => self.renamed(words[0], words[1]),
            "renameat" | "renameat2" => self.renamed(words[1], words[3]),
            "unlink" => self.removed(words[0]),
            "unlinkat" => self.removed(words[1]),
            _ => assert!(self.open.get(&file).is_none_or(|open| self.below(&open.path).is_none()), "{name} on a file of the store is not understood"),
        }
    }

    fn opened(&mut self, words: &[&str], file: i64) {
        let path = path(words[0]);
        if let Some(mark) = path.strip_prefix(&self.marks).ok().and_then(|mark| mark.to_str()) {
            let step = mark.split('.').next().and_then(|step| step.parse().ok());
            match (step, mark.rsplit('.').next()) {
                (Some(step), Some("begin")) => self.effects.push(Effect::Begin(step)),
                (Some(step), Some("done")) => self.effects.push(Effect::Answered(step)),
                _ => {}
            }
            return;
        }
        let flags = words.get(1).copied().unwrap_or_default();
        let is_new = |name: &String| flags.contains("O_TRUNC") || (flags.contains("O_CREAT") && !self.lens.contains_key(name));
        if let Some(name) = self.below(&path).filter(is_new) {
            self.lens.insert(name.clone(), 0);
            self.effects.push(Effect::Create(name));
        }
        self.open.insert(file, Open { path, append: flags.contains("O_APPEND"), at: 0 });
    }

    fn wrote(&mut self, file: i64, at: Option<u64>, word: &str) {
        let Some(open) = self.open.get(&file) else { return };
        let Some(name) = self.below(&open.path) else { return };
        let bytes = bytes(word);
        let place = match at {
            Some(at) => at,
            None if open.append => self.lens.get(&name).copied().unwrap_or(0),
            None => open.at,
        };
        if let (None, Some(open)) = (at, self.open.get_mut(&file)) {
            open.at = place + bytes.len() as u64;
        }
        let len = self.lens.entry(name.clone()).or_insert(0);
        *len = (*len).max(place + bytes.len() as u64);
        self.effects.push(Effect::Write { name, at: place, bytes });
    }

    fn renamed(&mut self, from: &str, to: &str) {
        let (from, to) = (path(from), path(to));
        for open in self.open.values_mut().filter(|open| open.path == from) {
            open.path.clone_from(&to);
        }
        if let (Some(from), Some(to)) = (self.below(&from), self.below(&to)) {
            let len = self.lens.remove(&from).unwrap_or(0);
            self.lens.insert(to.clone(), len);
            self.effects.push(Effect::Rename { from, to });
        }
    }

    fn removed(&mut self, word: &str) {
        if let Some(name) = self.below(&path(word)) {
            self.lens.remove(&name);
            self.effects.push(Effect::Remove(name));
        }
    }

    /// The name of a file of the store whose content lasts: the shared index of a log is made anew by who opens it.
    fn below(&self, path: &Path) -> Option<String> {
        let name = path.strip_prefix(&self.folder).ok()?.to_str()?;
        (!name.is_empty() && name != "blobs" && !name.ends_with("-shm")).then(|| name.to_owned())
    }
}

fn path(word: &str) -> PathBuf {
    PathBuf::from(String::from_utf8(bytes(word)).unwrap_or_default())
}

/// `"\x68\x65"`.
fn bytes(word: &str) -> Vec<u8> {
    assert!(!word.ends_with("..."), "strace cut a write short");
    word.trim_matches('"').split("\\x").skip(1).map(|digits| u8::from_str_radix(digits, 16).unwrap()).collect()
}
