//! The files that are left against what each desk had said: nothing lost, nothing doubled, drafts as last saved.

use holdfast_domain::{Action, Event, MessageKind, Operation, OperationId};
use holdfast_protocol::{OperationResult, Row};
use holdfast_server::ledger::{Ledger as _, SqliteLedger};
use holdfast_store::{EntryState, Opened, Slots, Store};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use crate::agreement;
use crate::desk::{profile, secrets};
use crate::lane::Lane;
use crate::ledger::{End, Entry, Said};
use crate::line::Kind;

/// How often the team server has each text of a message, each tag, and each new value of a subject.
#[derive(Default)]
struct Effects {
    messages: HashMap<String, usize>,
    tags: HashMap<String, usize>,
    subjects: HashMap<String, usize>,
}

/// Everything that is wrong, and what was looked at.
pub fn judge(said: &BTreeMap<String, Said>, lanes: &[Lane], server: &Path) -> (Vec<String>, String) {
    let ledger = SqliteLedger::open(server, None, "not used: it has one").unwrap();
    let rows = agreement::rows(&ledger);
    let effects = effects(&rows);
    let (mut found, mut saved, mut unknown, mut kinds, mut ends) = (Vec::new(), 0, 0, BTreeMap::new(), BTreeMap::new());
    let standing = ledger.standing().unwrap();
    let mut transaction = ledger.begin().unwrap();
    let mut decided = |operation: OperationId| transaction.result_of(operation).unwrap();
    for lane in lanes {
        let desk = open(lane);
        if let Err(healed) = sound(&desk) {
            found.push(format!("{}: {healed}", lane.login));
        }
        let said = said.get(lane.login).map_or(&[] as &[Entry], Vec::as_slice);
        found.extend(drafts(lane.login, said, &desk.store));
        found.extend(order(lane.login, said, &mut decided));
        for entry in said.iter().filter(|entry| entry.attempt.kind != Kind::Draft) {
            *kinds.entry(entry.attempt.kind).or_insert(0_u32) += 1;
            let problem = match &entry.end {
                End::Saved(Some(operation)) => {
                    saved += 1;
                    kept(entry, operation.parse().unwrap(), &desk.store, &effects, &mut decided).map(|end| *ends.entry(end).or_insert(0_u32) += 1)
                }
                // Nobody was told that it is saved: there or not, but not twice.
                End::Unknown => {
                    unknown += 1;
                    at_most(entry, &effects, 1)
                }
                End::Refused(_) => at_most(entry, &effects, 0),
                End::Saved(None) => Err("saved without an identity".to_owned()),
            };
            if let Err(problem) = problem {
                let (attempt, end) = (&entry.attempt, &entry.end);
                let text: String = attempt.text.chars().take(40).collect();
                found.push(format!("{}: {:?} {} «{text}» on {}, {end:?}: {problem}", lane.login, attempt.kind, attempt.number, attempt.ticket));
            }
        }
        found.extend(agreement::of(lane.login, &desk.store, &rows, &standing));
    }
    let counted = format!("{saved} operations were said to be saved {kinds:?}, {unknown} were under way when the kill came; ended as {ends:?}");
    (found, counted)
}

fn effects(rows: &[Row]) -> Effects {
    let mut effects = Effects::default();
    for row in rows {
        match row {
            Row::Message(message) => *effects.messages.entry(message.body.clone()).or_default() += 1,
            Row::Ticket(ticket) => {
                for entry in &ticket.history {
                    match &entry.event {
                        Event::Tags { added, .. } => added.iter().for_each(|tag| *effects.tags.entry(tag.clone()).or_default() += 1),
                        Event::Field { to, .. } => *effects.subjects.entry(to.clone()).or_default() += 1,
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    effects
}

impl Effects {
    fn of(&self, entry: &Entry) -> usize {
        let counts = match entry.attempt.kind {
            Kind::Reply | Kind::Note | Kind::Capture => &self.messages,
            Kind::Tag => &self.tags,
            Kind::Subject => &self.subjects,
            Kind::Draft => return 0,
        };
        counts.get(&entry.attempt.text).copied().unwrap_or(0)
    }
}

fn open(lane: &Lane) -> Opened {
    let folder = profile(&lane.home).join("desk");
    let secret: [u8; 32] = secrets(&lane.home).into_values().next().unwrap().try_into().unwrap();
    let key = Slots::load(&folder).unwrap().open_with_secret(&secret).unwrap();
    Store::open(&folder, &key, holdfast_domain::Timestamp::default()).unwrap()
}

fn sound(desk: &Opened) -> Result<(), String> {
    match (desk.cache, desk.outbox) {
        (holdfast_store::CacheState::Fine, holdfast_store::OutboxState::Fine) => Ok(()),
        other => Err(format!("found as {other:?}")),
    }
}

/// Said to be saved: the team server has decided it, and what it held or rejected is still at the desk, with its text.
fn kept(
    entry: &Entry,
    operation: OperationId,
    store: &Store,
    effects: &Effects,
    decided: &mut impl FnMut(OperationId) -> Option<OperationResult>,
) -> Result<&'static str, String> {
    let here = store.entry(operation).unwrap().ok_or("LOST at the desk")?;
    if !says(&here.operation, &entry.attempt.text) {
        return Err("the desk has another text".to_owned());
    }
    let result = decided(operation).ok_or_else(|| format!("LOST: the team server never decided it, the desk says {:?}", here.state))?;
    let count = effects.of(entry);
    let (expected, end) = match (&result.verdict, &result.rejection) {
        (_, Some(_)) => (0, "rejected"),
        (Some(holdfast_domain::Verdict::Held { .. }), _) => (0, "held"),
        (Some(holdfast_domain::Verdict::Applied), _) => (1, "applied"),
        (Some(holdfast_domain::Verdict::Merged { lost }), _) => (usize::from(!lost.mine), "merged"),
        (Some(holdfast_domain::Verdict::NoOp), _) => (0, "no-op"),
        (None, None) => return Err("decided without a verdict".to_owned()),
    };
    if count != expected {
        return Err(format!("{}: {end}, and is there {count} times", if count > expected { "DOUBLED" } else { "LOST" }));
    }
    let fits = match &here.state {
        EntryState::Held { .. } => end == "held",
        EntryState::Rejected { .. } => end == "rejected",
        EntryState::Done => matches!(end, "applied" | "merged" | "no-op") || here.decision.is_some(),
        EntryState::Acknowledged { .. } | EntryState::Queued | EntryState::Sealed => false,
    };
    if fits { Ok(end) } else { Err(format!("the team server says {end}, the desk {:?}", here.state)) }
}

fn says(operation: &Operation, text: &str) -> bool {
    match &operation.action {
        Action::SetField { new, .. } => new == text,
        Action::Tag { add, .. } => add.iter().any(|tag| tag == text),
        action => action.text() == Some(text),
    }
}

fn at_most(entry: &Entry, effects: &Effects, most: usize) -> Result<(), String> {
    let count = effects.of(entry);
    if count > most { Err(format!("is there {count} times")) } else { Ok(()) }
}

/// Each draft is as it was last said to be saved, or as it was being saved when the kill came.
fn drafts(login: &str, said: &[Entry], store: &Store) -> Vec<String> {
    let mut possible: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for entry in said.iter().filter(|entry| entry.attempt.kind == Kind::Draft) {
        let texts = possible.entry(&entry.attempt.ticket).or_default();
        match entry.end {
            End::Saved(_) => *texts = vec![&entry.attempt.text],
            // Until the next one that is confirmed.
            End::Unknown => texts.push(&entry.attempt.text),
            End::Refused(_) => {}
        }
    }
    let there: HashMap<String, String> = store
        .drafts()
        .unwrap()
        .into_iter()
        .filter(|draft| draft.kind == MessageKind::Note)
        .map(|draft| (draft.ticket.to_string(), draft.body))
        .collect();
    let is_wrong = |(ticket, texts): (&str, Vec<&str>)| {
        let is = there.get(ticket).map(String::as_str);
        let fits = is.map_or_else(|| texts.is_empty(), |is| texts.contains(&is));
        (!fits).then(|| format!("{login}: the draft on {ticket} is {is:?}, and should be one of {texts:?}"))
    };
    possible.into_iter().filter_map(is_wrong).collect()
}

/// What a desk wrote on one ticket reached the team server in that order.
fn order(login: &str, said: &[Entry], decided: &mut impl FnMut(OperationId) -> Option<OperationResult>) -> Vec<String> {
    let mut last: HashMap<&str, (u64, u64)> = HashMap::new();
    let mut found = Vec::new();
    for entry in said {
        let End::Saved(Some(operation)) = &entry.end else { continue };
        let Some(result) = decided(operation.parse().unwrap()) else { continue };
        // A reply waits behind a held one while notes go on: these overtake by intention.
        // A call makes a ticket of its own.
        if matches!(entry.attempt.kind, Kind::Reply | Kind::Capture) {
            continue;
        }
        if let Some((dseq, number)) = last.insert(&entry.attempt.ticket, (result.dseq, entry.attempt.number))
            && dseq >= result.dseq
        {
            found.push(format!("{login}: {} on {} overtook {number}", entry.attempt.number, entry.attempt.ticket));
        }
    }
    found
}
