//! Every moment of a scenario, every disk a crash could leave then, the store opened on each.

use std::collections::{BTreeMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use crate::disk::{Crash, Disk, fingerprint, lay_out};
use crate::facts::Facts;
use crate::scene::{Done, reopen};
use crate::trace::{Effect, record};
use holdfast_store::{CacheState, OutboxState};

/// The steps that every scenario begins with; only the first scenario is cut there too.
const SET_UP: usize = 3;
/// Of a run of more writes than this, those around its ends are tried, and each so manieth of the others.
const LONG: usize = 60;
const AROUND: usize = 12;
const EACH: usize = 25;

/// Everything that is wrong.
pub fn run(scenario: &str) -> Vec<String> {
    let place = place();
    let trace = record(scenario, place.path());
    let all: Vec<Facts> = trace.done.iter().map(|done| done.facts.clone()).collect();
    let blobs = trace.done.last().map(|done| done.blobs.clone()).unwrap_or_default();
    let (mut disk, mut seen, mut found) = (Disk::default(), HashSet::new(), Vec::new());
    let (mut moments, mut disks, mut healed, mut begun_anew) = (0, 0, 0, BTreeMap::new());
    let (mut begun, mut answered) = (None, None);
    let telling = telling(&trace.effects);
    for (effect, is_telling) in trace.effects.iter().zip(telling) {
        disk.take(effect);
        match effect {
            Effect::Begin(step) => begun = Some(*step),
            Effect::Answered(step) => answered = Some(*step),
            _ => {}
        }
        let is_cut = scenario == "set-up" || begun.is_some_and(|step| step >= SET_UP);
        if !is_cut || !is_telling {
            continue;
        }
        moments += 1;
        let nothing = Facts::default();
        let facts = |step: Option<usize>| step.and_then(|step| trace.done.get(step)).map_or(&nothing, |Done { facts, .. }| facts);
        let (before, after) = (facts(answered), facts(begun.max(answered)));
        for crash in disk.crashes() {
            let files = disk.after(crash);
            if !seen.insert((fingerprint(&files), answered, begun)) {
                continue;
            }
            disks += 1;
            let folder = place.path().join("crashed");
            drop(std::fs::remove_dir_all(&folder));
            lay_out(&files, &folder);
            let until = &all[..all.len().min(begun.map_or(0, |step| step + 1))];
            let looked = catch_unwind(AssertUnwindSafe(|| look(&folder, &blobs, before, after, until)));
            let wrong = match looked {
                Ok((wrong, was_healed, was_begun_anew)) => {
                    healed += usize::from(was_healed);
                    if was_begun_anew {
                        *begun_anew.entry(kind(crash)).or_insert(0_usize) += 1;
                    }
                    wrong
                }
                Err(_) => vec!["a panic".to_owned()],
            };
            if !wrong.is_empty() {
                let kept = keep(&folder, scenario, found.len());
                found.push(format!("{scenario}, step {begun:?}, after {}, {crash:?}: {} ({})", said(effect), wrong.join("; "), kept.display()));
            }
        }
    }
    println!(
        "{scenario}: {} steps, {moments} moments, {disks} disks, {healed} outboxes took something from the journal, caches begun anew {begun_anew:?}, {} findings",
        trace.done.len(),
        found.len()
    );
    found
}

/// Every moment but the middle of a long run of writes to one file: what a large commit writes before its last frame is
/// as good as nothing, wherever it is cut.
fn telling(effects: &[Effect]) -> Vec<bool> {
    let written = |effect: &Effect| if let Effect::Write { name, .. } = effect { Some(name.clone()) } else { None };
    let mut telling = Vec::with_capacity(effects.len());
    for run in effects.chunk_by(|one, other| written(one).is_some() && written(one) == written(other)) {
        let is_telling = |at: usize| run.len() <= LONG || at < AROUND || at + AROUND >= run.len() || at.is_multiple_of(EACH);
        telling.extend((0..run.len()).map(is_telling));
    }
    telling
}

/// In memory when there is such a place: what is tried here is not whether this computer's disk syncs.
pub fn place() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let place = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    tempfile::Builder::new().prefix("holdfast-crashes-").tempdir_in(place).unwrap()
}

fn look(folder: &Path, blobs: &std::collections::BTreeSet<String>, before: &Facts, after: &Facts, all: &[Facts]) -> (Vec<String>, bool, bool) {
    let opened = match reopen(folder) {
        Ok(Some(opened)) => opened,
        Ok(None) if before == &Facts::default() => return (Vec::new(), false, false),
        Ok(None) => return (vec!["LOST the keys".to_owned()], false, false),
        Err(error) => return (vec![format!("does not open: {error}: {:?}", std::error::Error::source(&error))], false, false),
    };
    let healed = matches!(opened.outbox, OutboxState::Recovered { .. });
    let begun_anew = opened.cache == CacheState::Rebuilt;
    match Facts::read(&opened.store, blobs) {
        Ok(facts) => (facts.after_crash(before, after, all), healed, begun_anew),
        Err(error) => (vec![format!("does not read: {error}")], healed, begun_anew),
    }
}

/// The disk of a finding stays, as it is after the store looked at it.
fn keep(folder: &Path, scenario: &str, number: usize) -> PathBuf {
    let kept = std::env::temp_dir().join(format!("holdfast-crash-{scenario}-{number}"));
    if number < 5 {
        drop(std::fs::remove_dir_all(&kept));
        drop(std::process::Command::new("cp").arg("-a").args([folder, &kept]).status());
    }
    kept
}

fn kind(crash: Crash) -> &'static str {
    match crash {
        Crash::Kill => "kill",
        Crash::Power => "power",
        Crash::Torn(_) | Crash::TornAlone(_) => "torn",
        Crash::Without(_) => "without",
        Crash::Reordered(_) => "reordered",
    }
}

fn said(effect: &Effect) -> String {
    match effect {
        Effect::Write { name, at, bytes } => format!("{} bytes at {at} of {name}", bytes.len()),
        other => format!("{other:?}"),
    }
}
