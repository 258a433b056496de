//! What a store holds, as far as somebody relies on it; and what must still be so after a crash.

use holdfast_domain::TicketId;
use holdfast_store::{EntryFilter, EntryState, Store, StoreError};
use serde::{Deserialize, Serialize};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::pages::ticket_id;

/// The scenarios name their tickets by these numbers.
const TICKETS: u128 = 60;

/// An operation as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stands {
    /// Without its number.
    pub operation: String,
    pub state: String,
    /// How far it has come; higher is later.
    pub rank: u8,
}

/// What a store holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    pub operations: BTreeMap<String, Stands>,
    pub drafts: BTreeMap<String, String>,
    pub form: Option<String>,
    pub is_someone: bool,
    /// Attachments that the outbox names and that open.
    pub blobs: BTreeSet<String>,
    /// Epoch and sequence, when a first pull is complete.
    pub cursor: Option<(String, u64)>,
    /// Tickets and messages the team server has confirmed, with their sequence.
    pub confirmed: BTreeMap<String, u64>,
    /// Pending texts that their ticket does not show.
    pub unseen: Vec<String>,
}

impl Facts {
    /// Reads them through the store's own doors. `blobs` are the attachments to look for.
    pub fn read(store: &Store, blobs: &BTreeSet<String>) -> Result<Self, StoreError> {
        let mut facts = Self { form: store.form("capture")?, is_someone: store.identity().is_some(), ..Self::default() };
        for draft in store.drafts()? {
            facts.drafts.insert(draft.ticket.to_string(), draft.body);
        }
        let cursor = store.cursor()?;
        facts.cursor = cursor.epoch.filter(|_| cursor.complete).map(|epoch| (epoch, cursor.seq.0));
        for hash in blobs {
            if store.blob_info(hash)?.is_some() && store.blob(hash)?.is_some() {
                facts.blobs.insert(hash.clone());
            }
        }
        facts.read_tickets(store)?;
        let mut shown: BTreeMap<TicketId, Vec<String>> = BTreeMap::new();
        for entry in store.entries(EntryFilter::default())? {
            let (state, rank) = standing(&entry.state);
            if let (Some(text), Some(on), true) = (entry.operation.action.text(), entry.operation.about.ticket(), rank < 3)
                && store.ticket(on)?.is_some()
            {
                let bodies = match shown.entry(on) {
                    Entry::Occupied(entry) => entry.into_mut(),
                    Entry::Vacant(entry) => entry.insert(store.messages(on, None, 1_000)?.0.into_iter().map(|message| message.body).collect()),
                };
                if !bodies.iter().any(|body| body == text) {
                    facts.unseen.push(text.chars().take(40).collect());
                }
            }
            let mut operation = entry.operation;
            operation.dseq = None;
            let stands = Stands { operation: serde_json::to_string(&operation).unwrap(), state, rank };
            facts.operations.insert(operation.id.to_string(), stands);
        }
        Ok(facts)
    }

    fn read_tickets(&mut self, store: &Store) -> Result<(), StoreError> {
        for number in 1..=TICKETS {
            let id = ticket_id(number);
            let Some(ticket) = store.base_ticket(id)? else { continue };
            self.confirmed.insert(format!("{id} {}", ticket.subject), 0);
            for message in store.messages(id, None, 1_000)?.0 {
                if let Some(seq) = message.seq {
                    self.confirmed.insert(message.id.to_string(), seq.0);
                }
            }
        }
        Ok(())
    }

    /// What is wrong with a store found after a crash, when these were the facts before and after the step it struck.
    pub fn after_crash(&self, before: &Self, after: &Self, all: &[Self]) -> Vec<String> {
        let mut wrong = Vec::new();
        for (id, was) in &before.operations {
            let then = after.operations.get(id);
            match self.operations.get(id) {
                None if then.is_none() => {}
                None => wrong.push(format!("LOST operation {id}")),
                Some(is) if is.operation != was.operation => wrong.push(format!("operation {id} is another one")),
                Some(is) => {
                    let ranks = [was.rank, then.map_or(was.rank, |then| then.rank)];
                    if is.rank < ranks[0].min(ranks[1]) || is.rank > ranks[0].max(ranks[1]) {
                        wrong.push(format!("operation {id} was {}, would be {:?}, is {}", was.state, then.map(|then| &then.state), is.state));
                    }
                }
            }
        }
        for (id, is) in self.operations.iter().filter(|(id, _)| !before.operations.contains_key(*id)) {
            if after.operations.get(id).is_none_or(|then| then.operation != is.operation) {
                wrong.push(format!("operation {id} comes from nowhere"));
            }
        }
        let new: BTreeSet<_> = after.operations.keys().filter(|id| !before.operations.contains_key(*id)).collect();
        let there = new.iter().filter(|id| self.operations.contains_key(**id)).count();
        if there != 0 && there != new.len() {
            wrong.push(format!("{there} of {} operations of one commit", new.len()));
        }
        for ticket in before.drafts.keys().chain(after.drafts.keys()) {
            let is = self.drafts.get(ticket);
            if is != before.drafts.get(ticket) && is != after.drafts.get(ticket) {
                wrong.push(format!("the draft on {ticket} is neither the one before nor the one after"));
            }
        }
        if self.form != before.form && self.form != after.form {
            wrong.push("the form is neither the one before nor the one after".to_owned());
        }
        if before.is_someone && !self.is_someone {
            wrong.push("LOST the identity".to_owned());
        }
        if !self.blobs.is_superset(&before.blobs) {
            wrong.push("LOST an attachment".to_owned());
        }
        if !self.unseen.is_empty() {
            wrong.push(format!("not to be seen: {:?}", self.unseen));
        }
        wrong.extend(self.behind(all));
        wrong
    }

    /// The cursor never exceeds the rows: somewhere on the way it stood there, with no more rows than are here.
    fn behind(&self, all: &[Self]) -> Option<String> {
        self.cursor.as_ref()?;
        let stood: Vec<_> = all.iter().filter(|facts| facts.cursor == self.cursor).collect();
        let fits = |facts: &&Self| facts.confirmed.keys().all(|row| self.confirmed.contains_key(row));
        if stood.iter().any(fits) { None } else { Some(format!("the cursor {:?} is ahead of its {} rows", self.cursor, self.confirmed.len())) }
    }
}

fn standing(state: &EntryState) -> (String, u8) {
    let rank = match state {
        EntryState::Queued => 0,
        EntryState::Sealed => 1,
        EntryState::Acknowledged { .. } => 2,
        EntryState::Held { .. } | EntryState::Rejected { .. } => 3,
        EntryState::Done => 4,
    };
    (format!("{state:?}"), rank)
}
