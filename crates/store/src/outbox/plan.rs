//! What may go next, in which batch, and what an answer or a restored server makes of it (SYNC 1.2 to 1.5). Pure: the
//! database around it only reads and writes what is decided here, and a simulator decides with the same functions.
//!
//! A sealed batch is given out again as it is until it is answered. An operation waits behind an earlier one of its
//! ticket that waits; behind one that is *held*, replies and status changes wait (they would say or do something that
//! rests on the held text), while notes, fields, tags and owners go on: they may be just what lifts the hold.
//! What its author may still take back waits, and what was written after it on its ticket with it; what was put off to
//! another day holds nothing up but what depends on it.

use holdfast_domain::{About, Action, OperationId, Seq, Timestamp, Verdict};
use holdfast_protocol::OperationResult;
use std::collections::BTreeSet;

pub use super::mark::{EntryRecord, Mark, Stage};

/// What may go of the entries that are queued or held, in the order of writing, groups whole; a little more than `most`.
/// `missing` are the files that the server lacks: what names one of them waits, and what is after it on its ticket.
#[must_use]
pub fn ready(open: Vec<EntryRecord>, missing: &BTreeSet<String>, most: usize, now: Timestamp) -> Vec<EntryRecord> {
    let mut waiting: BTreeSet<About> = BTreeSet::new();
    let mut held: BTreeSet<About> = BTreeSet::new();
    let mut undecided: BTreeSet<OperationId> = open.iter().map(|entry| entry.operation.id).collect();
    let mut ready: Vec<EntryRecord> = Vec::new();
    let mut entries = open.into_iter().peekable();
    while let Some(entry) = entries.next() {
        if entry.mark.stage == Stage::Held {
            held.insert(entry.operation.about);
            continue;
        }
        let group = entry.operation.group;
        let mut whole_group = vec![entry];
        while let Some(next) = entries.next_if(|next| group.is_some() && next.operation.group == group && next.mark.stage == Stage::Queued) {
            whole_group.push(next);
        }
        if whole_group.iter().any(|entry| entry.operation.put_off().is_some() && entry.operation.waits_at(now)) {
            continue;
        }
        let own: BTreeSet<_> = whole_group.iter().map(|entry| entry.operation.id).collect();
        let waits = whole_group.iter().any(|entry| {
            let operation = &entry.operation;
            // That something is no longer waited for is true at once.
            if matches!(operation.action, Action::Decide { .. }) {
                return false;
            }
            let rests_on_held = matches!(operation.action, Action::Reply { .. } | Action::Transition { .. }) && held.contains(&operation.about);
            let depends = operation.depends_on.iter().any(|id| undecided.contains(id) && !own.contains(id));
            rests_on_held || depends || operation.waits_at(now) || lacks_files(entry, missing) || waiting.contains(&operation.about)
        });
        if waits {
            waiting.extend(whole_group.iter().map(|entry| entry.operation.about));
            continue;
        }
        for id in &own {
            undecided.remove(id);
        }
        ready.extend(whole_group);
        if ready.len() > most {
            break;
        }
    }
    ready
}

/// Whether a file that goes with it is not at the server yet.
#[must_use]
pub fn lacks_files(entry: &EntryRecord, missing: &BTreeSet<String>) -> bool {
    entry.operation.files.iter().any(|file| missing.contains(&file.hash))
}

/// How many of the entries, from the first, are within the limits without splitting a group; at least one whole group.
/// `size` is what an entry takes on the wire, in bytes.
#[must_use]
pub fn fitting(entries: &[EntryRecord], max_operations: usize, max_bytes: usize, size: impl Fn(&EntryRecord) -> usize) -> usize {
    let (mut bytes, mut count, mut taken) = (0_usize, 0_usize, 0_usize);
    let mut ends = entries.iter().enumerate().peekable();
    while let Some((at, entry)) = ends.next() {
        bytes = bytes.saturating_add(size(entry)).saturating_add(1);
        count = count.saturating_add(1);
        if taken > 0 && (count > max_operations || bytes > max_bytes) {
            break;
        }
        let group_goes_on = entry.operation.group.is_some() && ends.peek().is_some_and(|(_, next)| next.operation.group == entry.operation.group);
        if !group_goes_on {
            taken = at.saturating_add(1);
        }
    }
    taken
}

/// Gives numbers from `next` on where there are none, and one batch to all. Answers the number after the last.
pub fn seal(entries: &mut [EntryRecord], batch: u64, next: u64) -> u64 {
    let mut next = next;
    for entry in entries {
        let dseq = entry.mark.dseq.unwrap_or(next);
        next = next.max(dseq.saturating_add(1));
        entry.mark = Mark { stage: Stage::Sealed, dseq: Some(dseq), batch: Some(batch), tries: 1, ..entry.mark.clone() };
        entry.operation.dseq = Some(dseq);
    }
    next
}

/// What an answer makes of a sealed entry; none when it answers something else.
#[must_use]
pub fn answered(mark: &Mark, result: &OperationResult, now: Timestamp) -> Option<Mark> {
    if mark.stage != Stage::Sealed || mark.dseq != Some(result.dseq) {
        return None;
    }
    let stage = match (&result.rejection, &result.verdict) {
        (Some(_), _) => Stage::Rejected,
        (None, Some(Verdict::Held { .. })) => Stage::Held,
        (None, _) => Stage::Acknowledged,
    };
    Some(Mark {
        stage,
        seq: Some(result.seq.0),
        verdict: result.verdict.clone(),
        rejection: result.rejection.clone(),
        decided_at: Some(now),
        ..mark.clone()
    })
}

/// The server's last number is `last`: what it took after that, `lost`, in the order of numbers, it has lost. Numbers
/// close up over what was held or rejected meanwhile, since a discarded reply must not come back to life on a server that
/// forgot why it was held. Where something `earlier`, without a number, is offered again too, all of it goes by the order of
/// writing once more. Answers the marks, and the number after the last.
#[must_use]
pub fn reopened(lost: Vec<EntryRecord>, earlier: Vec<EntryRecord>, last: u64) -> (Vec<EntryRecord>, u64) {
    let mut next = last.saturating_add(1);
    let in_order_of_writing = !earlier.is_empty();
    let mut entries = lost;
    entries.extend(earlier);
    for entry in &mut entries {
        entry.mark = if is_refused(&entry.mark) {
            Mark { dseq: None, batch: None, ..entry.mark.clone() }
        } else if in_order_of_writing {
            Mark { decision: entry.mark.decision, ..Mark::QUEUED }
        } else {
            let dseq = next;
            next = next.saturating_add(1);
            Mark {
                stage: Stage::Sealed,
                dseq: Some(dseq),
                batch: None,
                tries: entry.mark.tries.max(1),
                seq: None,
                verdict: None,
                ..entry.mark.clone()
            }
        };
    }
    (entries, next)
}

/// The desk goes on under another identity, whose numbers begin at 1: what was numbered and not answered is to be numbered
/// anew, and what was answered keeps no number that another desk may give as well (SYNC 1.2). The server knows an
/// operation by its identity, so that nothing is done twice.
#[must_use]
pub fn adopted(numbered: Vec<EntryRecord>) -> Vec<EntryRecord> {
    let mut entries = numbered;
    for entry in &mut entries {
        entry.mark = match entry.mark.stage {
            Stage::Sealed => Mark { decision: entry.mark.decision, ..Mark::QUEUED },
            _ => Mark { dseq: None, batch: None, ..entry.mark.clone() },
        };
        entry.operation.dseq = None;
    }
    entries
}

/// Of what was answered under an identity that this desk no longer has, what is to be offered again when the server was
/// restored: nothing tells whether it still has it.
#[must_use]
pub fn answered_earlier(unnumbered: Vec<EntryRecord>) -> Vec<EntryRecord> {
    unnumbered.into_iter().filter(|entry| !is_refused(&entry.mark)).collect()
}

const fn is_refused(mark: &Mark) -> bool {
    matches!(mark.verdict, Some(Verdict::Held { .. })) || mark.rejection.is_some()
}

/// Whether the effect of an operation is in the rows already: the cursor or the confirmed ticket has `reached` its
/// transaction, or a page said in its own snapshot that the number had been taken.
#[must_use]
pub fn is_in_rows(acknowledged: Option<Seq>, dseq: Option<u64>, reached: Seq, taken_dseq: u64) -> bool {
    acknowledged.is_some_and(|seq| seq <= reached) || dseq.is_some_and(|dseq| dseq <= taken_dseq)
}
