//! A person acts: the operation is on disk before anything else happens, and the answer says so. The view follows with
//! the next look at it (docs/decisions/0012): whoever reads the cache brings it up to the outbox first.

use holdfast_domain::{About, Context, Entity, MessageKind, Number, Operation, OperationId, Outcome, Rejection, Timestamp, Verdict, apply};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::Ordering;

use super::Store;
use crate::cache::{Cache, article, customer, filter, outage, schedule};
use crate::error::Result;
use crate::outbox::{Ended, Outbox, Record, Withdrawn};
use crate::touched::Touched;

/// What became of a write.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "looked at once and dropped")]
pub enum Written {
    /// It is on disk and will be sent.
    Queued {
        /// What it does to the view.
        outcome: Outcome,
        /// What the ticket of the first operation is called now.
        number: Option<Number>,
        /// What to read again.
        touched: Touched,
    },
    /// It cannot be done, and nothing was written.
    Refused(Rejection),
}

/// Where what is written now was being written until now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source<'a> {
    /// The draft of its ticket.
    Draft(MessageKind),
    /// A form.
    Form(&'a str),
    /// A form, with files that lie in a draft of the ticket that it makes.
    FormWithFiles(&'a str, MessageKind),
}

impl Store {
    /// What waits for its time goes now.
    ///
    /// # Errors
    /// When the outbox does not write.
    pub fn release(&self, id: OperationId, now: Timestamp) -> Result<Option<Touched>> {
        let mut cache = self.cache();
        let mut outbox = self.outbox();
        let Some(about) = outbox.release(id, now)? else { return Ok(None) };
        self.is_behind(&mut cache, &about, now);
        Ok(Some(Touched::of_outbox(about)))
    }

    /// Writes an operation down, fsynced. Whoever reads after that sees it.
    ///
    /// # Errors
    /// [`crate::StoreError::DiskFull`] and others when it could not be written down; then nothing has happened.
    pub fn transact(&self, operation: Operation, now: Timestamp) -> Result<Written> {
        self.write(vec![operation], Vec::new(), now)
    }

    /// The same for what was being written: the operation comes and its draft goes in one commit, so that no crash leaves a
    /// text to be sent a second time.
    ///
    /// # Errors
    /// As [`Store::transact`].
    pub fn transact_from(&self, source: Source<'_>, operation: Operation, now: Timestamp) -> Result<Written> {
        self.transact_all_from(source, vec![operation], now)
    }

    /// The same for a text and what is done with it: all or none, here and at the team server.
    ///
    /// # Errors
    /// As [`Store::transact`].
    pub fn transact_all_from(&self, source: Source<'_>, operations: Vec<Operation>, now: Timestamp) -> Result<Written> {
        let (form, kind) = match source {
            Source::Draft(kind) => (None, Some(kind)),
            Source::Form(name) => (Some(name), None),
            Source::FormWithFiles(name, kind) => (Some(name), Some(kind)),
        };
        let ticket = operations.first().and_then(|operation| operation.about.ticket());
        let draft = ticket.zip(kind).map(|(ticket, kind)| Record::DraftGone { ticket, kind });
        let gone = draft.into_iter().chain(form.map(Record::form_gone)).collect();
        self.write(grouped(operations), gone, now)
    }

    /// Many acts at once, in one commit, each for itself: what cannot be done is refused and holds up none of the others. An act of
    /// several operations is done whole or not at all. Answers what became of each, in order.
    ///
    /// # Errors
    /// As [`Store::transact`].
    pub fn transact_each(&self, acts: Vec<Vec<Operation>>, now: Timestamp) -> Result<(Vec<Result<(), Rejection>>, Touched)> {
        let mut cache = self.cache();
        let mut outbox = self.outbox();
        let (mut ends, mut meant) = (Vec::with_capacity(acts.len()), Vec::new());
        for act in acts {
            let end = self.foreseen(&mut cache, &outbox, &act, now)?.map(drop);
            if end.is_ok() {
                meant.extend(grouped(act));
            }
            ends.push(end);
        }
        let about: BTreeSet<About> = meant.iter().flat_map(Operation::touches).collect();
        if !meant.is_empty() {
            let extra = outbox.counted(&meant)?;
            outbox.add(meant, extra, now)?;
            self.is_behind(&mut cache, &about, now);
        }
        Ok((ends, Touched::of_outbox(about)))
    }

    /// Takes back what has not left yet, each with all of its group: texts are drafts again. One commit; what has left stays.
    ///
    /// # Errors
    /// When the outbox does not write; then nothing has happened.
    pub fn withdraw(&self, ids: &[OperationId], now: Timestamp) -> Result<(Withdrawn, Touched)> {
        let mut cache = self.cache();
        let mut outbox = self.outbox();
        let withdrawn = outbox.withdraw(ids, now)?;
        self.is_behind(&mut cache, &withdrawn.about, now);
        let touched = Touched::of_outbox(withdrawn.about.clone());
        Ok((withdrawn, touched))
    }

    /// The same for several at once: one commit, all or none. They become a group unless they are in one already.
    ///
    /// # Errors
    /// As [`Store::transact`].
    pub fn transact_all(&self, operations: Vec<Operation>, now: Timestamp) -> Result<Written> {
        self.write(grouped(operations), Vec::new(), now)
    }

    /// A person decides: what was held or rejected ends, or a value that lost is taken note of; what is said instead, and
    /// what is to be said besides, is written down. One commit, so that a text is never neither here nor there.
    ///
    /// # Errors
    /// [`crate::StoreError::Missing`] when one of them does not wait; others when it could not be written down.
    pub fn decide(&self, ended: Vec<Ended>, besides: Vec<Operation>, now: Timestamp) -> Result<Written> {
        let mut cache = self.cache();
        let mut outbox = self.outbox();
        let instead = ended.iter().filter_map(|ended| ended.end.by());
        let said: Vec<Operation> = instead.chain(&besides).cloned().collect();
        let (outcome, number) = match self.foreseen(&mut cache, &outbox, &said, now)? {
            Ok(foreseen) => foreseen,
            Err(rejection) => return Ok(Written::Refused(rejection)),
        };
        let about = outbox.decide(ended, besides, now)?;
        self.is_behind(&mut cache, &about, now);
        Ok(Written::Queued { outcome, number, touched: Touched::of_outbox(about) })
    }

    fn write(&self, operations: Vec<Operation>, besides: Vec<Record>, now: Timestamp) -> Result<Written> {
        let mut cache = self.cache();
        let mut outbox = self.outbox();
        let (outcome, number) = match self.foreseen(&mut cache, &outbox, &operations, now)? {
            Ok(foreseen) => foreseen,
            Err(rejection) => return Ok(Written::Refused(rejection)),
        };
        let mut fresh = Vec::with_capacity(operations.len());
        for operation in operations {
            // Written down already: asked for twice, meant once.
            if outbox.find(operation.id)?.is_none() {
                fresh.push(operation);
            }
        }
        let about: BTreeSet<About> = fresh.iter().flat_map(Operation::touches).collect();
        if !fresh.is_empty() {
            let mut extra = outbox.counted(&fresh)?;
            extra.extend(besides);
            outbox.add(fresh, extra, now)?;
            self.is_behind(&mut cache, &about, now);
        }
        Ok(Written::Queued { outcome, number, touched: Touched::of_outbox(about) })
    }

    /// What comes now rests on what was written before: a view of these tickets that is behind is brought up first.
    fn foreseen(&self, cache: &mut Cache, outbox: &Outbox, operations: &[Operation], now: Timestamp) -> Result<Result<Foreseen, Rejection>> {
        // A customer may be one whom only a ticket that was just written down knows.
        let rests = |about: About| cache.unhealed.contains(&about) || (about.customer().is_some() && !cache.unhealed.is_empty());
        if operations.iter().any(|operation| rests(operation.about)) {
            self.seen(cache.refresh([], outbox, now))?;
        }
        self.seen(foresee(cache, outbox, operations, now))
    }

    /// An article or a schedule is shown by replaying what is pending whenever it is read; only a ticket's view is kept.
    fn is_behind(&self, cache: &mut Cache, about: &BTreeSet<About>, now: Timestamp) {
        cache.unhealed.extend(about.iter().filter(|about| about.ticket().is_some() || about.customer().is_some()));
        cache.unhealed_at = now;
        self.0.is_behind.store(true, Ordering::Release);
    }

    /// Brings the view up to the outbox. One that cannot follow now follows with the next write or at the next start.
    pub(crate) fn catch_up(&self) {
        if self.0.is_behind.load(Ordering::Acquire) {
            let mut cache = self.cache();
            let outbox = self.outbox();
            let now = cache.unhealed_at;
            // Said to be brought up when it is, not before: whoever reads meanwhile waits for the lock and sees all of it.
            if self.0.is_behind.load(Ordering::Acquire) {
                show(&mut cache, &outbox, &BTreeSet::new(), now);
                self.0.is_behind.store(false, Ordering::Release);
            }
        }
    }
}

/// Several become a group unless they are in one already.
fn grouped(mut operations: Vec<Operation>) -> Vec<Operation> {
    if operations.len() > 1 {
        let group = operations.first().map(|first| first.id);
        for operation in &mut operations {
            operation.group = operation.group.or(group);
        }
    }
    operations
}

/// The operations are saved; a view that cannot follow now follows with the next write or at the next start.
pub(super) fn show(cache: &mut Cache, outbox: &Outbox, about: &BTreeSet<About>, now: Timestamp) {
    if let Err(error) = cache.refresh(about.iter().copied(), outbox, now) {
        tracing::warn!(%error, "the view is behind the outbox");
    }
}

type Foreseen = (Outcome, Option<Number>);

/// What the operations will do to what the person sees, together.
fn foresee(cache: &Cache, outbox: &Outbox, operations: &[Operation], now: Timestamp) -> Result<Result<Foreseen, Rejection>> {
    let context = Context::on_desk(now, outbox.role());
    let mut seen: BTreeMap<About, Entity> = BTreeMap::new();
    let mut together = Outcome { verdict: Verdict::NoOp, changed: std::collections::BTreeSet::new(), message: None, customer: None };
    for operation in operations {
        let entity = match seen.entry(operation.about) {
            std::collections::btree_map::Entry::Occupied(entry) => entry.into_mut(),
            std::collections::btree_map::Entry::Vacant(entry) => entry.insert(shown(cache, outbox, operation.about, now)?),
        };
        match apply(entity, operation, &context) {
            Ok(outcome) => join(&mut together, outcome),
            Err(rejection) => return Ok(Err(rejection)),
        }
    }
    let first = operations.first().and_then(|operation| seen.remove(&operation.about)).and_then(Entity::ticket);
    Ok(Ok((together, first.map(|ticket| ticket.number))))
}

fn shown(cache: &Cache, outbox: &Outbox, about: About, now: Timestamp) -> Result<Entity> {
    Ok(match about {
        About::Ticket(id) => Entity::Ticket(cache.ticket(id)?),
        About::Article(id) => Entity::Article(article::article(&cache.connection, id, &outbox.pending_of(about)?, outbox.role(), now)?),
        About::Customer(id) => Entity::Customer(customer::seen(&cache.connection, id)?),
        About::Outage(id) => Entity::Outage(outage::outage(&cache.connection, id, &outbox.pending_of(about)?, outbox.role(), now)?),
        About::Filter(id) => Entity::Filter(filter::filter(&cache.connection, id, &outbox.pending_of(about)?, outbox.role(), now)?),
        About::Schedule(id) => Entity::Schedule(schedule::schedule(&cache.connection, id, &outbox.pending_of(about)?, outbox.role(), now)?),
    })
}

/// The gravest verdict, all changes, the first message and customer.
fn join(together: &mut Outcome, outcome: Outcome) {
    let weight = |verdict: &Verdict| match verdict {
        Verdict::NoOp => 0,
        Verdict::Applied => 1,
        Verdict::Merged { .. } => 2,
        Verdict::Held { .. } => 3,
    };
    if weight(&outcome.verdict) > weight(&together.verdict) {
        together.verdict = outcome.verdict;
    }
    together.changed.extend(outcome.changed);
    together.message = together.message.take().or(outcome.message);
    together.customer = together.customer.take().or(outcome.customer);
}
