//! The operations of one transaction, decided one after the other over the tickets they touch.

mod customers;
mod erased;
mod merging;
mod team;

pub use team::Feed;

use holdfast_domain::sla::Schedule;
use holdfast_domain::{
    About, Access, Action, AgentId, Article, ArticleId, Context, Customer, CustomerId, DeviceId, Entity, Field, Filter, FilterId, HeldMark,
    HeldReason, NotApart, Operation, OperationId, Outage, OutageId, Outcome, Rejection, Role, Seq, Status, Ticket, TicketId, Timestamp, Verdict,
    apply,
};
use holdfast_protocol::{OperationResult, Row, RowId, RowKind};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

use super::{Sent, hash, read, result};
use crate::ledger::{LedgerError, Transaction};

/// Stands for the server where a desk is asked for.
pub(super) const SERVER_DEVICE: DeviceId = DeviceId(Uuid::nil());
/// Stands for nobody where a person is asked for.
pub(super) const SERVER_AGENT: AgentId = AgentId(Uuid::nil());

type Decided = Result<Verdict, Rejection>;

/// The state that a group's savepoint must bring back.
#[derive(Clone, Default)]
struct Working {
    tickets: BTreeMap<TicketId, Option<Ticket>>,
    changed: BTreeSet<TicketId>,
    articles: BTreeMap<ArticleId, Option<Article>>,
    rewritten: BTreeSet<ArticleId>,
    /// By key, as the operations so far have left them.
    schedules: BTreeMap<String, Schedule>,
    filters: BTreeMap<FilterId, Filter>,
    outages: BTreeMap<OutageId, Outage>,
    customers: BTreeMap<CustomerId, Customer>,
    rows: Vec<Row>,
    /// Tickets that became part of another one in this batch, and what stands on which.
    merged: BTreeMap<TicketId, TicketId>,
    moves: Vec<merging::Move>,
}

pub(super) struct Batch<'a> {
    transaction: &'a mut dyn Transaction,
    device: DeviceId,
    agent: AgentId,
    role: Role,
    seq: Seq,
    now: Timestamp,
    /// None when there is nothing that this person may not see.
    access: Option<Access>,
    working: Working,
    decided: BTreeMap<OperationId, Decided>,
}

impl<'a> Batch<'a> {
    pub(super) fn new(
        transaction: &'a mut dyn Transaction,
        device: DeviceId,
        agent: AgentId,
        role: Role,
        seq: Seq,
        now: Timestamp,
    ) -> Result<Self, LedgerError> {
        // The server itself sees everything.
        let access = if agent == SERVER_AGENT { None } else { Some(transaction.access(agent)?).filter(|access| !access.is_whole()) };
        Ok(Self { transaction, device, agent, role, seq, now, access, working: Working::default(), decided: BTreeMap::new() })
    }

    pub(super) fn decide_all(&mut self, sent: &[Sent<'_>]) -> Result<Vec<OperationResult>, LedgerError> {
        let mut results = Vec::with_capacity(sent.len());
        let read: Vec<_> = sent.iter().map(|(dseq, id, value)| (*dseq, *id, *value, read(value))).collect();
        // Neighbours of one group end alike; whatever has no group is a group of its own.
        for group in read.chunk_by(|one, other| group_of(one.3.as_ref()).is_some_and(|group| group_of(other.3.as_ref()) == Some(group))) {
            let savepoint = (group.len() > 1).then(|| self.working.clone());
            let mut ends = Vec::with_capacity(group.len());
            let mut fresh = Vec::with_capacity(group.len());
            for (dseq, id, value, operation) in group {
                let stored = self.transaction.result_of(*id)?;
                if let (None, Some(operation)) = (&stored, operation) {
                    fresh.push(operation);
                }
                let decided = match stored {
                    // Sent before, under another number or from the identity this desk had before a fork.
                    Some(stored) => stored.rejection.map_or_else(|| Ok(stored.verdict.unwrap_or(Verdict::NoOp)), Err),
                    None => match operation {
                        Some(operation) => self.decide(operation)?,
                        None => Err(Rejection::Unsupported),
                    },
                };
                self.decided.insert(*id, decided.clone());
                ends.push((*dseq, *id, *value, decided));
            }
            if let Some(savepoint) = savepoint
                && let Some(stopped) = ends.iter().map(|(_, _, _, decided)| decided).find(|decided| is_stop(decided)).cloned()
            {
                self.working = savepoint;
                for (_, id, _, decided) in &mut ends {
                    decided.clone_from(&stopped);
                    self.decided.insert(*id, stopped.clone());
                }
            }
            for operation in fresh {
                if matches!(self.decided.get(&operation.id), Some(Ok(Verdict::Held { .. }))) {
                    self.mark(operation)?;
                }
            }
            for (dseq, id, value, decided) in ends {
                let result = result(id, dseq, self.seq, decided);
                self.transaction.record(self.device, &hash(value), &result)?;
                results.push(result);
            }
        }
        Ok(results)
    }

    pub(super) fn receive(&mut self, ticket: TicketId, body: &str, id: OperationId) -> Result<Decided, LedgerError> {
        let ticket = self.merged_into(ticket)?.unwrap_or(ticket);
        let action = Action::Receive { body: body.to_owned() };
        let operation = self.own(ticket.into(), action, id);
        // A channel that was not told the first time hands the same words in again.
        if self.exists(RowKind::Message, id.to_string())? {
            return Ok(Ok(Verdict::NoOp));
        }
        let decided = self.on_ticket(ticket, &operation)?;
        if let Some(Some(ticket)) = self.working.tickets.get_mut(&ticket) {
            for rev in ticket.revs.values_mut().filter(|rev| rev.device == Some(SERVER_DEVICE)) {
                rev.device = None;
            }
        }
        for row in &mut self.working.rows {
            if let Row::Message(message) = row {
                Arc::make_mut(message).device = None;
            }
        }
        Ok(decided)
    }

    /// What the team server says itself.
    fn own(&self, about: About, action: Action, id: OperationId) -> Operation {
        Operation {
            v: Operation::version_with(about, &action, &[]),
            id,
            device: SERVER_DEVICE,
            dseq: None,
            author: SERVER_AGENT,
            about,
            action,
            base: BTreeMap::new(),
            seen: None,
            group: None,
            depends_on: Vec::new(),
            files: Vec::new(),
            composed_at: self.now,
            offline: false,
            marked: false,
            mentions: BTreeSet::new(),
            send_at: None,
        }
    }

    /// Stores what the operations changed.
    pub(super) fn write(mut self) -> Result<(), LedgerError> {
        let Working { mut tickets, changed, mut articles, rewritten, schedules, filters, outages, customers, rows, moves, .. } =
            std::mem::take(&mut self.working);
        for row in &rows {
            self.transaction.put(row)?;
            if let Row::Message(message) = row
                && !message.files.is_empty()
            {
                self.transaction.refer(&message.files, message.id.0, Some(message.ticket))?;
            }
        }
        self.write_moves(moves)?;
        for schedule in schedules.into_values() {
            self.transaction.put(&Row::Schedule(Arc::new(schedule)))?;
        }
        for customer in customers.into_values() {
            self.transaction.put(&Row::Customer(Arc::new(customer)))?;
        }
        for filter in filters.into_values() {
            self.transaction.put(&Row::Filter(Arc::new(filter)))?;
        }
        for outage in outages.into_values() {
            self.transaction.put(&Row::Outage(Arc::new(outage)))?;
        }
        for id in changed {
            if let Some(ticket) = tickets.remove(&id).flatten() {
                self.transaction.put(&Row::Ticket(Arc::new(ticket)))?;
            }
        }
        for id in rewritten {
            if let Some(article) = articles.remove(&id).flatten() {
                for content in article.suggestions.iter().map(|suggestion| &suggestion.content).chain([&article.content]) {
                    self.transaction.refer(&content.files, id.0, None)?;
                }
                self.transaction.put(&Row::Article(Arc::new(article)))?;
            }
        }
        Ok(())
    }

    fn decide(&mut self, operation: &Operation) -> Result<Decided, LedgerError> {
        if let Err(rejection) = self.authorise(operation) {
            return Ok(Err(rejection));
        }
        let ticket = match operation.about {
            About::Ticket(ticket) => ticket,
            About::Article(article) => return self.on_article(article, operation),
            About::Schedule(_) => return self.on_schedule(operation),
            About::Customer(customer) => return self.on_customer(customer, operation),
            About::Filter(filter) => return self.on_filter(filter, operation),
            About::Outage(outage) => return self.on_outage(outage, operation),
        };
        let merged = self.merged_into(ticket)?;
        if let Some(decided) = self.on_erased(ticket, merged, operation)? {
            return Ok(decided);
        }
        // That something is no longer waited for anybody may say, wherever the ticket lies: it is their own mark that goes.
        let decides = matches!(operation.action, Action::Decide { .. });
        if !decides && !self.may_see(merged.unwrap_or(ticket))? {
            return Ok(Err(Rejection::Forbidden));
        }
        if let Some(reason) = self.waits_with(operation)? {
            return Ok(Ok(Verdict::Held { reason }));
        }
        if let Err(rejection) = self.check_references(operation)? {
            return Ok(Err(rejection));
        }
        for file in &operation.files {
            if !self.transaction.may_use(self.agent, &file.hash)? {
                return Ok(Ok(Verdict::Held { reason: HeldReason::FileMissing }));
            }
        }
        if self.is_outdated(&operation.action)? {
            return Ok(Ok(Verdict::Held { reason: HeldReason::ArticleOutdated }));
        }
        let mut operation = operation.clone();
        let ticket = merged.unwrap_or(ticket);
        operation.device = self.desk_of(operation.device)?;
        match operation.action {
            Action::Merge { into } => return self.on_merge(operation.about.ticket().unwrap_or(ticket), into, &operation),
            // What it is part of has become part of another one: that is to be taken apart first.
            Action::Unmerge { .. } if merged.is_some() => return Ok(Err(Rejection::NotApart { why: NotApart::Written })),
            Action::Unmerge { ticket: other } => return self.on_unmerge(ticket, other, &operation),
            _ => {}
        }
        if merged.is_some() {
            if !follows(&operation.action) {
                return Ok(Ok(Verdict::Held { reason: HeldReason::Merged }));
            }
            operation.about = ticket.into();
        }
        if let Action::Open(new) = &mut operation.action
            && new.caller.known
        {
            // A server restored from a backup may not know the caller any more.
            new.caller.known = self.exists(RowKind::Customer, new.caller.id.to_string())?;
        }
        self.on_ticket(ticket, &operation)
    }

    /// Whether a reply quotes an article that says something else by now, was taken back or has run out (K9).
    fn is_outdated(&mut self, action: &Action) -> Result<bool, LedgerError> {
        let Action::Reply { versions, .. } = action else { return Ok(false) };
        for (article, version) in versions {
            if self.article(*article)?.is_none_or(|article| article.is_outdated(*version, self.now)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The desk an operation was written at, which is what "one's own chain" is about. The pushing desk has proved who it
    /// is, and what it names counts only when that is another desk of the same person: one whose unsent work it brings.
    fn desk_of(&mut self, named: DeviceId) -> Result<DeviceId, LedgerError> {
        let is_own = named != self.device && self.transaction.device(named)?.is_some_and(|desk| desk.agent == self.agent);
        Ok(if is_own { named } else { self.device })
    }

    fn authorise(&self, operation: &Operation) -> Result<(), Rejection> {
        let may = self.role.may(&operation.action) && !matches!(operation.action, Action::Receive { .. });
        if may && operation.author == self.agent { Ok(()) } else { Err(Rejection::Forbidden) }
    }

    /// Nobody does anything to a ticket that they may not see.
    fn may_see(&mut self, ticket: TicketId) -> Result<bool, LedgerError> {
        let Some(access) = self.access.clone() else { return Ok(true) };
        Ok(self.ticket(ticket)?.is_none_or(|ticket| access.sees(ticket.queue, ticket.owner)))
    }

    /// Whoever may see the ticket only from now on gets what was written on it before.
    fn shows(&mut self, before: Option<&Ticket>, after: Option<&Ticket>) -> Result<(), LedgerError> {
        let (Some(before), Some(after)) = (before, after) else { return Ok(()) };
        if (before.queue, before.owner) == (after.queue, after.owner) {
            return Ok(());
        }
        let mut restricted = false;
        for queue in [before.queue, after.queue].into_iter().flatten() {
            restricted |= self.transaction.is_restricted(queue)?;
        }
        if restricted { self.transaction.show_again(after.id) } else { Ok(()) }
    }

    /// A reply, and an end of the ticket, wait together with the held operation they rest on (SYNC 1.7).
    fn waits_with(&mut self, operation: &Operation) -> Result<Option<holdfast_domain::HeldReason>, LedgerError> {
        if !matches!(operation.action, Action::Reply { .. } | Action::Transition { to: Status::Solved | Status::Closed, .. }) {
            return Ok(None);
        }
        for id in &operation.depends_on {
            let verdict = match self.decided.get(id) {
                Some(decided) => decided.clone().ok(),
                None => self.transaction.result_of(*id)?.and_then(|result| result.verdict),
            };
            if let Some(Verdict::Held { reason }) = verdict {
                return Ok(Some(reason));
            }
        }
        Ok(None)
    }

    fn check_references(&mut self, operation: &Operation) -> Result<Result<(), Rejection>, LedgerError> {
        let (field, known) = match &operation.action {
            Action::Assign { to, .. } => (Field::Owner, self.exists(RowKind::Agent, to.to_string())?),
            Action::SetField { field: Field::Queue, new, .. } => (Field::Queue, self.exists(RowKind::Queue, new.clone())?),
            _ => return Ok(Ok(())),
        };
        Ok(if known { Ok(()) } else { Err(Rejection::BadValue { field }) })
    }

    /// Says on the ticket that somebody has something held there: colleagues see it, and a lead hears of it in time.
    fn mark(&mut self, operation: &Operation) -> Result<(), LedgerError> {
        let Some(ticket) = operation.about.ticket() else { return Ok(()) };
        let on = self.merged_into(ticket)?.unwrap_or(ticket);
        let Some(mut ticket) = self.ticket(on)? else { return Ok(()) };
        ticket.updated_at = ticket.updated_at.max(self.now);
        ticket.held.push(HeldMark { operation: operation.id, by: operation.author, since: self.now });
        self.working.changed.insert(on);
        self.working.tickets.insert(on, Some(ticket));
        Ok(())
    }

    /// A ticket as the operations so far have left it.
    fn ticket(&mut self, id: TicketId) -> Result<Option<Ticket>, LedgerError> {
        match self.working.tickets.get(&id) {
            Some(ticket) => Ok(ticket.clone()),
            None => self.transaction.ticket(id),
        }
    }

    /// An article as the operations so far have left it.
    fn article(&mut self, id: ArticleId) -> Result<Option<Article>, LedgerError> {
        if let Some(article) = self.working.articles.get(&id) {
            return Ok(article.clone());
        }
        self.read(RowKind::Article, id.to_string(), "article")
    }

    fn read<T: DeserializeOwned>(&mut self, kind: RowKind, id: String, what: &'static str) -> Result<Option<T>, LedgerError> {
        let document = self.transaction.document(&RowId { kind, id })?;
        document.map(|text| serde_json::from_str(&text).map_err(|source| LedgerError::Damaged { what, source })).transpose()
    }

    fn on_article(&mut self, id: ArticleId, operation: &Operation) -> Result<Decided, LedgerError> {
        if let Action::Suggest(new) = &operation.action {
            for file in &new.content.files {
                if !self.transaction.may_use(self.agent, &file.hash)? {
                    return Ok(Err(Rejection::BadFile));
                }
            }
        }
        let before = self.article(id)?;
        let context = Context::with_authority(self.now, self.role, self.seq, 0);
        let mut entity = Entity::Article(before.clone());
        let outcome = match apply(&mut entity, operation, &context) {
            Ok(outcome) => outcome,
            Err(rejection) => return Ok(Err(rejection)),
        };
        let after = entity.article();
        if after != before {
            self.working.rewritten.insert(id);
        }
        self.working.articles.insert(id, after);
        self.keep(outcome)
    }

    fn on_ticket(&mut self, id: TicketId, operation: &Operation) -> Result<Decided, LedgerError> {
        let ticket = match self.working.tickets.remove(&id) {
            Some(ticket) => ticket,
            None => self.transaction.ticket(id)?,
        };
        let opens = ticket.is_none() && matches!(operation.action, Action::Open(_));
        let number = if opens { self.transaction.next_number()? } else { 0 };
        let context = Context::with_authority(self.now, self.role, self.seq, number);
        let before = ticket.clone();
        let mut entity = Entity::Ticket(ticket);
        let outcome = match apply(&mut entity, operation, &context) {
            Ok(outcome) => outcome,
            Err(rejection) => {
                self.working.tickets.insert(id, before);
                return Ok(Err(rejection));
            }
        };
        let after = entity.ticket();
        self.shows(before.as_ref(), after.as_ref())?;
        if after != before || outcome.message.is_some() {
            self.working.changed.insert(id);
        }
        self.working.tickets.insert(id, after);
        self.keep(outcome)
    }

    fn keep(&mut self, outcome: Outcome) -> Result<Decided, LedgerError> {
        if let Some(customer) = outcome.customer
            && !self.has_customer(&customer)?
        {
            self.working.rows.push(Row::Customer(Arc::new(customer)));
        }
        self.working.rows.extend(outcome.message.map(|message| Row::Message(Arc::new(message))));
        Ok(Ok(outcome.verdict))
    }

    fn exists(&mut self, kind: RowKind, id: String) -> Result<bool, LedgerError> {
        Ok(self.transaction.document(&RowId { kind, id })?.is_some())
    }
}

/// What goes on to the ticket that its own became part of. Everything else rests on what its author saw of that one.
const fn follows(action: &Action) -> bool {
    matches!(
        action,
        Action::Note { .. }
            | Action::Forward { .. }
            | Action::Tag { .. }
            | Action::Decide { .. }
            | Action::SetTask { .. }
            | Action::EndTask { .. }
            | Action::Request { .. }
            | Action::StepRequest { .. }
            | Action::Complain { .. }
            | Action::StepComplaint { .. }
            | Action::CallBack { .. }
    )
}

fn group_of(operation: Option<&Operation>) -> Option<OperationId> {
    operation.and_then(|operation| operation.group)
}

/// What stops a whole group.
fn is_stop(decided: &Decided) -> bool {
    matches!(decided, Err(_) | Ok(Verdict::Held { .. }))
}
