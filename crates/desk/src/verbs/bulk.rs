//! One act on many tickets: an operation for each, written down in one commit, each for itself. They wait for as long as they can
//! be taken back, like a reply.

use holdfast_domain::{Action, Operation, TicketId};
use std::collections::BTreeMap;

use super::input::{count, id};
use super::ticket::SETTABLE;
use crate::error::DeskError;
use crate::view::{BulkAct, BulkDone, BulkRefused};
use crate::work::Work;

/// So many at once; more is a rule, and not a person's choice.
const MOST: usize = 2_000;

impl Work {
    /// Does the same to many tickets. What cannot be done on one is told and holds up none of the others.
    ///
    /// # Errors
    /// `too-many` beyond 2,000; `disk-full` when it could not be written down, and then nothing of it has happened.
    pub fn bulk(&self, tickets: &[String], act: &BulkAct) -> Result<BulkDone, DeskError> {
        if tickets.len() > MOST {
            return Err(DeskError::new("too-many").with("limit", MOST));
        }
        let now = self.now();
        let send_at = self.undo_until(now);
        let mut done = BulkDone { done: 0, refused: Vec::new(), undo: Vec::new() };
        let (mut meant, mut numbers) = (Vec::new(), BTreeMap::new());
        for ticket in tickets {
            let ticket = self.store.leads_to(id::<TicketId>(ticket)?)?;
            match self.bulk_operation(ticket, act, &mut numbers) {
                Ok(Some(operation)) => meant.push((ticket, Operation { send_at, ..operation })),
                Ok(None) => done.done = done.done.saturating_add(1),
                Err(error) => done.refused.push(refusal(ticket, &numbers, error)),
            }
        }
        let operations: Vec<_> = meant.iter().map(|(_, operation)| operation.clone()).collect();
        let (ends, touched) = self.store.transact_each(operations, now)?;
        for ((ticket, operation), end) in meant.into_iter().zip(ends) {
            match end {
                Ok(()) => done.undo.push(operation.id.to_string()),
                Err(rejection) => done.refused.push(refusal(ticket, &numbers, rejection.into())),
            }
        }
        done.done = done.done.saturating_add(count(done.undo.len()));
        if send_at.is_none() {
            done.undo.clear();
        }
        self.touched(&touched);
        self.written();
        Ok(done)
    }

    /// None where it is so already.
    fn bulk_operation(&self, ticket: TicketId, act: &BulkAct, numbers: &mut BTreeMap<TicketId, String>) -> Result<Option<Operation>, DeskError> {
        let shown = self.store.ticket(ticket)?.ok_or_else(|| DeskError::new("ticket-missing"))?;
        numbers.insert(ticket, shown.number.to_string());
        let action = match act {
            BulkAct::Claim if shown.owner == Some(self.me.id) => return Ok(None),
            BulkAct::Claim => Action::Claim,
            BulkAct::Assign { to, reason } => Action::Assign { to: id(to)?, reason: reason.clone(), handover: None },
            BulkAct::Transition { to } if shown.status == *to => return Ok(None),
            BulkAct::Transition { to } => Action::Transition { from: shown.status, to: *to, closing: None },
            BulkAct::SetField { field, .. } if !SETTABLE.contains(field) => return Err(DeskError::new("bad-value")),
            BulkAct::SetField { field, value } if shown.value(*field) == *value => return Ok(None),
            BulkAct::SetField { field, value } => Action::SetField { field: *field, old: shown.value(*field), new: value.clone() },
            BulkAct::Tag { add, remove } => {
                let seen = |tag: &String| shown.tags.0.get(tag).map(|adds| (tag.clone(), adds.clone()));
                Action::Tag { add: add.clone(), remove: remove.iter().filter_map(seen).collect() }
            }
            BulkAct::Snooze { until } => Action::Snooze { until: until.map(crate::view::Millis::instant) },
            BulkAct::Wake if shown.snooze.is_none() => return Ok(None),
            BulkAct::Wake => Action::Wake,
        };
        // Nobody solves without saying what it was about, also not many at once (T6).
        if matches!(action, Action::Transition { to: holdfast_domain::Status::Solved, .. }) && shown.category.is_none() {
            return Err(DeskError::new("category-missing"));
        }
        self.operation(ticket, action, None).map(Some)
    }
}

fn refusal(ticket: TicketId, numbers: &BTreeMap<TicketId, String>, error: DeskError) -> BulkRefused {
    BulkRefused { ticket: ticket.to_string(), number: numbers.get(&ticket).cloned().unwrap_or_default(), error }
}
