//! What must be true, checked while the simulation runs and when it has come to rest (SYNC 3.5, I1 to I16).

use holdfast_domain::{
    About, Action, AgentId, Article, MOST_UNHELPFUL, MOST_VERSIONS, Message, MessageKind, Operation, OperationId, TicketId, Verdict,
};
use holdfast_protocol::{OperationResult, RowKind};
use holdfast_store::plan::{EntryRecord, Stage};
use std::collections::{BTreeMap, BTreeSet};

use super::filing::hash_of;
use super::state::{Key, State};
use super::store::{Confirmed, DeskStore, Stood};

/// An operation that a desk said was saved.
#[derive(Clone, Debug)]
pub struct Saved {
    pub operation: Operation,
    /// The desk it was written at.
    pub desk: usize,
    /// How many were saved before it, at all desks together.
    pub order: u64,
}

/// The witness outside of desks and server.
#[derive(Default)]
pub struct Oracle {
    pub saved: BTreeMap<OperationId, Saved>,
    /// How many were saved so far, those that were taken back among them.
    count: u64,
    /// By desk and ticket, in the order of writing.
    written: BTreeMap<(usize, About), Vec<OperationId>>,
    /// Those that were said instead of others.
    instead: BTreeSet<OperationId>,
    /// Those that were at a desk when it was copied. Each of the two sends them, and what was held at the one before a restore
    /// does not come to life there again while it still goes out from the other: their order is each desk's own.
    at_two_desks: BTreeSet<OperationId>,
    /// Tickets that were erased: what was on them is gone by intention.
    pub erased: BTreeSet<TicketId>,
}

impl Oracle {
    pub fn saved(&mut self, operation: Operation, desk: usize) {
        let order = self.count;
        self.count = self.count.saturating_add(1);
        self.written.entry((desk, operation.about)).or_default().push(operation.id);
        self.saved.insert(operation.id, Saved { operation, desk, order });
    }

    /// Its author took it back before it left; a copy of the desk may send it all the same.
    pub fn withdrawn(&mut self, id: OperationId) {
        let group = self.saved.get(&id).and_then(|saved| saved.operation.group);
        self.saved.retain(|other, saved| *other != id && (group.is_none() || saved.operation.group != group));
    }

    /// Whether more than one desk may send it.
    pub fn is_at_two_desks(&self, id: OperationId) -> bool {
        self.at_two_desks.contains(&id)
    }

    /// A desk was copied.
    pub fn copied(&mut self, desk: usize) {
        self.at_two_desks.extend(self.saved.values().filter(|saved| saved.desk == desk).map(|saved| saved.operation.id));
    }

    /// Said instead of something that had waited. It stands where that stood; what was written since and rests on nothing
    /// held may have gone out before it.
    pub fn said_instead(&mut self, operation: Operation, desk: usize) {
        self.saved(operation.clone(), desk);
        self.instead.insert(operation.id);
    }

    /// A push was answered: what it decided anew must keep the promises. `before` is how many had been decided until then.
    pub fn pushed(&self, state: &State, before: u64, results: &[OperationResult]) -> Result<(), String> {
        for result in results {
            let Some((order, decided)) = state.decided.get(&result.id) else { return Err(format!("I2: {} was answered and not kept", result.id)) };
            if *order < before {
                if (&decided.verdict, &decided.rejection) != (&result.verdict, &result.rejection) {
                    return Err(format!("I1: {} was decided twice, differently", result.id));
                }
                continue;
            }
            let Some(saved) = self.saved.get(&result.id) else { return Err(format!("{} was never written by anybody", result.id)) };
            self.order_is_kept(state, saved, *order)?;
            if matches!(result.verdict, Some(Verdict::Applied | Verdict::Merged { .. })) {
                self.guard_held(state, saved)?;
                files_are_here(state, saved)?;
            }
        }
        Ok(())
    }

    /// Whether a ticket was erased, or became part of one that was.
    fn is_erased(&self, state: &State, ticket: TicketId) -> bool {
        self.erased.contains(&ticket) || self.erased.contains(&state.leads_to(ticket))
    }

    /// I8: what one desk wrote on one ticket is decided in the order of writing.
    fn order_is_kept(&self, state: &State, saved: &Saved, order: u64) -> Result<(), String> {
        // That something is no longer waited for is true at once.
        let is_free = |saved: &Saved| {
            let id = &saved.operation.id;
            let put_off = saved.operation.put_off().is_some();
            put_off || matches!(saved.operation.action, Action::Decide { .. }) || self.instead.contains(id) || self.at_two_desks.contains(id)
        };
        if is_free(saved) {
            return Ok(());
        }
        let same = self.written.get(&(saved.desk, saved.operation.about)).into_iter().flatten().filter_map(|id| self.saved.get(id));
        for other in same.filter(|other| other.order > saved.order && !is_free(other)) {
            if state.decided.get(&other.operation.id).is_some_and(|(later, _)| *later < order) {
                return Err(format!("I8: {} was decided after {}, which was written later", saved.operation.id, other.operation.id));
            }
        }
        Ok(())
    }

    /// I7: no public reply while a newer public message exists that its author had not seen.
    fn guard_held(&self, state: &State, saved: &Saved) -> Result<(), String> {
        let operation = &saved.operation;
        let Some(ticket) = operation.about.ticket() else { return Ok(()) };
        let message = state.messages(state.leads_to(ticket)).find(|message| message.id.0 == operation.id.0);
        let Some(reply) = message.filter(|message| message.kind == MessageKind::Reply) else { return Ok(()) };
        let seen = operation.seen.unwrap_or_default();
        let unseen = |other: &&Message| other.kind.is_public() && other.device != reply.device && other.seq > Some(seen) && other.seq < reply.seq;
        match state.messages(state.leads_to(ticket)).find(unseen) {
            Some(other) => Err(format!("I7: reply {} went out although its author had not seen {}", reply.id, other.id)),
            None => Ok(()),
        }
    }

    /// I3, I5, I9, I13: everything up to the cursor that its person may see is here as the server has it, and nothing else. What
    /// was pulled under another scope is to be pulled anew first.
    pub fn agrees(&self, state: &State, desk: usize, agent: AgentId, store: &mut dyn DeskStore) -> Result<(), String> {
        let access = Some(state.access(agent)).filter(|access| !access.is_whole());
        let scope = access.as_ref().map(|access| state.scope(agent, access)).unwrap_or_default();
        let is_comparable = |here: &Confirmed<'_>| here.epoch.as_ref() == Some(&state.epoch) && here.scope == scope;
        let Some(Confirmed { cursor, rows, .. }) = store.confirmed().filter(is_comparable) else { return Ok(()) };
        let is_hidden = |key: &Key| !state.is_seen(access.as_ref(), *key);
        let told: BTreeSet<_> = rows.keys().map(|key| key.0).collect();
        let compared = |key: &Key| told.contains(&key.0) || !matches!(key.0, RowKind::Customer | RowKind::Article);
        for (key, (seq, _)) in state.rows.iter().filter(|(key, (seq, _))| *seq <= cursor.0 && compared(key)) {
            if is_hidden(key) {
                if rows.contains_key(key) {
                    return Err(format!("I13: desk {desk} at {cursor} has {key:?}, which its person may not see"));
                }
                continue;
            }
            same(state, *key, *seq, rows.get(key)).map_err(|what| format!("I5: desk {desk} at {cursor}, {key:?} of {seq}: {what}"))?;
        }
        for (key, (seq, _, _)) in rows.iter() {
            match state.rows.get(key) {
                None => return Err(format!("I9: desk {desk} at {cursor} has {key:?}, which the server never had")),
                Some((newest, _)) if seq > newest => return Err(format!("I3: desk {desk} has {key:?} of {seq}, the server of {newest}")),
                Some(_) => {}
            }
        }
        Ok(())
    }

    /// Whoever wanted a file that stands on a message has it.
    pub fn files_have_come(state: &State, desk: usize, agent: AgentId, store: &mut dyn DeskStore) -> Result<(), String> {
        for file in state.files_seen_by(agent) {
            if store.file(&file.hash).as_deref() != state.files.content(&file.hash) {
                return Err(format!("desk {desk} wanted the file {} and does not have it", file.hash));
            }
        }
        Ok(())
    }

    /// I2, I4, I14 once everything has come to rest: each operation that was saved has ended, visibly, and once.
    pub fn nothing_is_lost(&self, state: &State, desks: &[Vec<EntryRecord>]) -> Result<(), String> {
        for saved in self.saved.values() {
            let id = saved.operation.id;
            let Some(entry) = desks[saved.desk].iter().find(|entry| entry.operation.id == id) else {
                return Err(format!("I2: {id} was saved at desk {} and is not there any more", saved.desk));
            };
            if matches!(entry.mark.stage, Stage::Queued | Stage::Sealed | Stage::Acknowledged) {
                return Err(format!("I4: {id} at desk {} is still {:?}: {:?}", saved.desk, entry.mark.stage, entry.operation.action.name()));
            }
            let decided_by_person = entry.mark.decision.is_some();
            match state.decided.get(&id) {
                Some((_, result)) => self.has_its_effect(state, saved, result)?,
                None if decided_by_person || matches!(entry.mark.stage, Stage::Held | Stage::Rejected) => {}
                None => return Err(format!("I2: {id} is done at desk {} and the server has never heard of it", saved.desk)),
            }
        }
        nothing_is_doubled(state)
    }

    fn has_its_effect(&self, state: &State, saved: &Saved, result: &OperationResult) -> Result<(), String> {
        let operation = &saved.operation;
        let applied = matches!(result.verdict, Some(Verdict::Applied | Verdict::Merged { .. }));
        if !applied {
            return Ok(());
        }
        let ticket = match operation.about {
            About::Ticket(ticket) => ticket,
            About::Article(_) => return self.stands_on_its_article(state, operation),
            // Nobody in these lives writes these.
            About::Schedule(_) | About::Filter(_) | About::Customer(_) | About::Outage(_) => return Ok(()),
        };
        let Some(text) = operation.action.text().filter(|_| !self.is_erased(state, ticket)) else { return Ok(()) };
        let stands_on = state.leads_to(ticket);
        let messages = state.messages(stands_on).filter(|message| message.body == text && message.id.0 == operation.id.0).count();
        let asked = state.ticket(stands_on).map_or(0, |ticket| {
            let requests = ticket.requests.iter().map(|request| (request.id, &request.text));
            let complaints = ticket.complaints.iter().map(|complaint| (complaint.id, &complaint.text));
            requests.chain(complaints).filter(|(id, said)| *id == operation.id && *said == text).count()
        });
        let count = messages.saturating_add(asked);
        if count == 1 { Ok(()) } else { Err(format!("I1: the text of {} stands {count} times on its ticket", operation.id)) }
    }

    /// What was done about an article stands on it once, until somebody has decided it or so much came after it that it is let go.
    fn stands_on_its_article(&self, state: &State, operation: &Operation) -> Result<(), String> {
        let article = state.articles().find(|article| About::from(article.id) == operation.about);
        let Some(article) = article else { return Err(format!("I1: {} was applied and its article is not there", operation.id)) };
        let id = operation.id;
        let is_there = match &operation.action {
            Action::Suggest(_) => {
                article.suggestions.iter().any(|kept| kept.id == id)
                    || published(article).any(|of| of == id)
                    || article.versions.len() == MOST_VERSIONS
                    || self.saved.values().any(|saved| matches!(saved.operation.action, Action::Decline { suggestion, .. } if suggestion == id))
            }
            Action::Unhelpful { .. } => article.unhelpful.iter().any(|said| said.id == id) || article.unhelpful.len() == MOST_UNHELPFUL,
            Action::RequestChange { .. } => {
                article.requests.iter().any(|kept| kept.id == id)
                    || self.saved.values().any(|saved| matches!(&saved.operation.action, Action::Check { requests, .. } if requests.contains(&id)))
            }
            _ => true,
        };
        if is_there { Ok(()) } else { Err(format!("I1: {id} was applied and does not stand on its article")) }
    }
}

/// Nothing that names a file is done before the file is at the server, whole.
fn files_are_here(state: &State, saved: &Saved) -> Result<(), String> {
    for file in &saved.operation.files {
        if state.files.content(&file.hash).is_none_or(|content| hash_of(content) != file.hash) {
            return Err(format!("a file of {} is not at the server", saved.operation.id));
        }
    }
    Ok(())
}

/// I1: no operation has left its line in a history twice.
fn nothing_is_doubled(state: &State) -> Result<(), String> {
    for article in state.articles() {
        let mut seen = BTreeSet::new();
        let kept = article.suggestions.iter().map(|kept| kept.id).chain(article.requests.iter().map(|kept| kept.id));
        let said = article.unhelpful.iter().map(|said| said.id).chain(published(article));
        if let Some(twice) = kept.chain(said).find(|id| !seen.insert(*id)) {
            return Err(format!("I1: {twice} stands twice on the article {}", article.id));
        }
    }
    for id in state.tickets() {
        let Some(ticket) = state.ticket(id) else { continue };
        let mut seen = BTreeSet::new();
        for entry in &ticket.history {
            let line = format!("{:?} {:?}", entry.operation, entry.event);
            if entry.operation.is_some() && !seen.insert(line) {
                return Err(format!("I1: {:?} stands twice in the history of {id}", entry.operation));
            }
        }
    }
    Ok(())
}

fn same(state: &State, key: Key, seq: u64, here: Option<&Stood>) -> Result<(), &'static str> {
    match (state.row(key), here) {
        (None, None) => Ok(()),
        (None, Some(_)) => Err("the server has removed it"),
        (Some(_), None) => Err("it is not here"),
        (Some(_), Some((other, _, _))) if *other != 0 && *other != seq => Err("it is of another transaction here"),
        (Some(theirs), Some((_, _, ours))) if theirs != ours => Err("it has another content here"),
        (Some(_), Some(_)) => Ok(()),
    }
}

/// The suggestions that its present version and those before it were.
fn published(article: &Article) -> impl Iterator<Item = OperationId> {
    article.versions.iter().map(|version| version.suggestion).chain([article.suggestion]).flatten()
}
