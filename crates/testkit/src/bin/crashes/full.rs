//! A disk that is full from the n-th write on: the system answers so, by `strace`'s hand, for n from 1 until a whole
//! scenario goes through. What was answered as saved is there afterwards; what was refused is not.

use std::path::Path;
use std::process::Command;

use crate::cuts::place;
use crate::facts::Facts;
use crate::scene::{FLAG, reopen};
use crate::trace::done;

const FILES: [&str; 9] =
    ["cache.db", "cache.db-wal", "outbox.db", "outbox.db-wal", "outbox.journal", "outbox.journal.new", "keys.json", "keys.bak", "keys.new"];

/// Everything that is wrong.
pub fn run(scenario: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut refusals, mut unopened) = (0, 0);
    for number in 1.. {
        let place = place();
        let (struck, wrong) = fill(scenario, number, place.path(), &mut refusals, &mut unopened);
        found.extend(wrong.into_iter().map(|wrong| format!("{scenario}, full from write {number} on: {wrong}")));
        if !struck {
            println!("{scenario}: {} writes, {refusals} steps refused, {unopened} times not opened, {} findings", number - 1, found.len());
            return found;
        }
    }
    found
}

fn fill(scenario: &str, number: u32, place: &Path, refusals: &mut usize, unopened: &mut usize) -> (bool, Vec<String>) {
    let (folder, marks, log) = (place.join("desk"), place.join("marks"), place.join("strace"));
    std::fs::create_dir_all(&marks).unwrap();
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-s", "0", "--signal=none", "-e", "trace=write,pwrite64"]);
    strace.args(["-e", &format!("inject=write,pwrite64:error=ENOSPC:when={number}+")]);
    for name in FILES {
        strace.arg("-P").arg(folder.join(name));
    }
    let ended = strace.arg("-o").arg(&log).arg(std::env::current_exe().unwrap()).args([FLAG, scenario]).args([&folder, &marks]).output().unwrap();
    let struck = std::fs::read_to_string(&log).unwrap().contains("INJECTED");
    if !ended.status.success() {
        return (struck, vec![format!("{}: {}", ended.status, String::from_utf8_lossy(&ended.stderr).trim())]);
    }
    let steps = done(&marks);
    let failed: Vec<_> = steps.iter().filter_map(|step| step.error.as_deref()).collect();
    *refusals += failed.len();
    let has_been_full = failed.first().is_some_and(|error| error.contains("disk is full"));
    // A page that follows one for which there was no room is out of step; the desk asks for it again.
    let is_expected = |error: &str| error.contains("disk is full") || (has_been_full && error.contains("out of step"));
    let mut wrong: Vec<String> = failed.iter().filter(|error| !is_expected(error)).map(|error| format!("refused as «{error}»")).collect();
    let Some(last) = steps.last() else { return (struck, wrong) };
    // Room again.
    match reopen(&folder) {
        Ok(None) => *unopened += 1,
        Err(error) => wrong.push(format!("does not open when there is room again: {error}: {:?}", std::error::Error::source(&error))),
        Ok(Some(opened)) => match Facts::read(&opened.store, &last.blobs) {
            Err(error) => wrong.push(format!("does not read: {error}")),
            Ok(facts) => {
                let is_there = |id: &&String| facts.operations.contains_key(*id);
                // What was purged after thirty days was done; it is not asked for.
                let purged = scenario == "calls" && last.error.is_none();
                wrong.extend(last.saved.iter().filter(|id| !is_there(id) && !purged).map(|id| format!("LOST {id}, which was answered as saved")));
                wrong.extend(last.refused.iter().filter(is_there).map(|id| format!("{id} was refused, and is there")));
                for (ticket, text) in &last.drafts {
                    let is = facts.drafts.get(ticket).map_or("", String::as_str);
                    if is != text {
                        wrong.push(format!("the draft on {ticket} is not the one last answered as saved"));
                    }
                }
                if facts.blobs != last.blobs {
                    wrong.push("LOST an attachment".to_owned());
                }
                if !facts.unseen.is_empty() {
                    wrong.push(format!("not to be seen: {:?}", facts.unseen));
                }
            }
        },
    }
    (struck, wrong)
}
