//! A person acts: the operation is on disk before anything else happens, then it is to be seen.

use holdfast_domain::{Context, Entity, Operation, Outcome, Rejection, TicketId, Timestamp, Verdict, apply};
use std::collections::BTreeMap;

use super::Store;
use crate::cache::Cache;
use crate::error::Result;
use crate::outbox::{Ended, Outbox};
use crate::touched::Touched;

/// What became of a write.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "looked at once and dropped")]
pub enum Written {
    /// It is on disk and will be sent.
    Queued {
        /// What it did to the view.
        outcome: Outcome,
        /// What to read again.
        touched: Touched,
    },
    /// It cannot be done, and nothing was written.
    Refused(Rejection),
}

impl Store {
    /// Writes an operation down, fsynced, and shows it.
    ///
    /// # Errors
    /// [`crate::StoreError::DiskFull`] and others when it could not be written down; then nothing has happened.
    pub fn transact(&self, operation: Operation, now: Timestamp) -> Result<Written> {
        self.write(vec![operation], now)
    }

    /// The same for several at once: one commit, all or none. They become a group unless they are in one already.
    ///
    /// # Errors
    /// As [`Store::transact`].
    pub fn transact_all(&self, mut operations: Vec<Operation>, now: Timestamp) -> Result<Written> {
        if operations.len() > 1 {
            let group = operations.first().map(|first| first.id);
            for operation in &mut operations {
                operation.group = operation.group.or(group);
            }
        }
        self.write(operations, now)
    }

    /// A person decides: what was held or rejected ends, or a value that lost is taken note of; what is said instead, and
    /// what is to be said besides, is written down. One commit, so that a text is never neither here nor there.
    ///
    /// # Errors
    /// [`crate::StoreError::Missing`] when one of them does not wait; others when it could not be written down.
    pub fn decide(&self, ended: Vec<Ended>, besides: Vec<Operation>, now: Timestamp) -> Result<Written> {
        let mut cache = self.cache();
        let mut outbox = self.outbox();
        let instead = ended.iter().filter_map(|ended| ended.by.as_ref());
        let said: Vec<Operation> = instead.chain(&besides).cloned().collect();
        let outcome = match self.seen(foresee(&cache, &outbox, &said, now))? {
            Ok(outcome) => outcome,
            Err(rejection) => return Ok(Written::Refused(rejection)),
        };
        let tickets: Vec<TicketId> = outbox.decide(ended, besides, now)?.into_iter().collect();
        show(&mut cache, &outbox, &tickets, now);
        Ok(Written::Queued { outcome, touched: Touched::of_outbox(tickets) })
    }

    fn write(&self, operations: Vec<Operation>, now: Timestamp) -> Result<Written> {
        let mut cache = self.cache();
        let mut outbox = self.outbox();
        let outcome = match self.seen(foresee(&cache, &outbox, &operations, now))? {
            Ok(outcome) => outcome,
            Err(rejection) => return Ok(Written::Refused(rejection)),
        };
        let mut fresh = Vec::with_capacity(operations.len());
        for operation in operations {
            // Written down already: asked for twice, meant once.
            if outbox.find(operation.id)?.is_none() {
                fresh.push(operation);
            }
        }
        let tickets: Vec<TicketId> = fresh.iter().map(|operation| operation.ticket).collect();
        let counted = outbox.counted(&fresh)?;
        if !fresh.is_empty() {
            outbox.add(fresh, counted, now)?;
        }
        show(&mut cache, &outbox, &tickets, now);
        Ok(Written::Queued { outcome, touched: Touched::of_outbox(tickets) })
    }
}

/// The operations are saved; a view that cannot follow now follows with the next write or at the next start.
pub(super) fn show(cache: &mut Cache, outbox: &Outbox, tickets: &[TicketId], now: Timestamp) {
    if let Err(error) = cache.refresh(tickets.iter().copied(), outbox, now) {
        tracing::warn!(%error, "the view is behind the outbox");
    }
}

/// What the operations will do to what the person sees, together.
fn foresee(cache: &Cache, outbox: &Outbox, operations: &[Operation], now: Timestamp) -> Result<Result<Outcome, Rejection>> {
    let context = Context::on_desk(now, outbox.role()?);
    let mut seen: BTreeMap<TicketId, Entity> = BTreeMap::new();
    let mut together = Outcome { verdict: Verdict::NoOp, changed: std::collections::BTreeSet::new(), message: None, customer: None };
    for operation in operations {
        let entity = match seen.entry(operation.ticket) {
            std::collections::btree_map::Entry::Occupied(entry) => entry.into_mut(),
            std::collections::btree_map::Entry::Vacant(entry) => entry.insert(Entity { ticket: cache.ticket(operation.ticket)? }),
        };
        match apply(entity, operation, &context) {
            Ok(outcome) => join(&mut together, outcome),
            Err(rejection) => return Ok(Err(rejection)),
        }
    }
    Ok(Ok(together))
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
