//! One act on many tickets: what it means on each is written down in one commit, each for itself. They wait for as long as they can
//! be taken back, like a reply.

use holdfast_domain::{Action, Closing, Field, Operation, Status, TaskKind, Ticket, TicketId};
use std::collections::BTreeMap;

use super::input::id;
use super::ticket::SETTABLE;
use crate::error::DeskError;
use crate::view::{BulkAct, BulkDone, BulkRefused, FollowUp};
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
            match self.bulk_operations(ticket, act, &mut numbers) {
                Ok(operations) if operations.is_empty() => done.done = done.done.saturating_add(1),
                Ok(operations) => {
                    meant.push((
                        ticket,
                        operations.into_iter().map(|operation| Operation { send_at: send_at.or(operation.send_at), ..operation }).collect::<Vec<_>>(),
                    ));
                }
                Err(error) => done.refused.push(refusal(ticket, &numbers, error)),
            }
        }
        let acts: Vec<_> = meant.iter().map(|(_, operations)| operations.clone()).collect();
        let (ends, touched) = self.store.transact_each(acts, now)?;
        for ((ticket, operations), end) in meant.into_iter().zip(ends) {
            match end {
                Ok(()) => {
                    done.done = done.done.saturating_add(1);
                    done.undo.extend(operations.iter().map(|operation| operation.id.to_string()));
                }
                Err(rejection) => done.refused.push(refusal(ticket, &numbers, rejection.into())),
            }
        }
        if send_at.is_none() {
            done.undo.clear();
        }
        self.touched(&touched);
        if matches!(act, BulkAct::Merge { .. }) {
            self.follow_merged(&[])?;
        }
        self.written();
        Ok(done)
    }

    /// What is meant on one of them, all of it or nothing; nothing at all where it is so already.
    fn bulk_operations(&self, ticket: TicketId, act: &BulkAct, numbers: &mut BTreeMap<TicketId, String>) -> Result<Vec<Operation>, DeskError> {
        let shown = self.store.ticket(ticket)?.ok_or_else(|| DeskError::new("ticket-missing"))?;
        numbers.insert(ticket, shown.number.to_string());
        let action = match act {
            BulkAct::Claim if shown.owner == Some(self.me.id) => return Ok(Vec::new()),
            BulkAct::Claim => Action::claim(),
            BulkAct::Assign { to, reason, handover } => {
                let handover = handover.clone().filter(|handover| !handover.is_empty()).map(Box::new);
                Action::Assign { to: id(to)?, reason: reason.clone(), handover }
            }
            BulkAct::Solve { closing, category, follow_up } => {
                return self.solving(&shown, *closing, category.as_deref(), follow_up.as_ref());
            }
            BulkAct::Merge { into } => {
                let into = self.store.leads_to(id(into)?)?;
                return if into == ticket { Ok(Vec::new()) } else { Ok(vec![self.merging(ticket, into)?]) };
            }
            BulkAct::Transition { to } if shown.status == *to => return Ok(Vec::new()),
            BulkAct::Transition { to } => Action::Transition { from: shown.status, to: *to, closing: None },
            BulkAct::SetField { field, .. } if !SETTABLE.contains(field) => return Err(DeskError::new("bad-value")),
            BulkAct::SetField { field, value } if shown.value(*field) == *value => return Ok(Vec::new()),
            BulkAct::SetField { field, value } => Action::SetField { field: *field, old: shown.value(*field), new: value.clone() },
            BulkAct::Tag { add, remove } => {
                let seen = |tag: &String| shown.tags.0.get(tag).map(|adds| (tag.clone(), adds.clone()));
                Action::Tag { add: add.clone(), remove: remove.iter().filter_map(seen).collect() }
            }
            BulkAct::Snooze { until } => Action::Snooze { until: until.map(crate::view::Millis::instant) },
            BulkAct::Wake if shown.snooze.is_none() => return Ok(Vec::new()),
            BulkAct::Wake => Action::Wake,
        };
        // Nobody solves without saying what it was about, also not many at once (T6).
        if matches!(action, Action::Transition { to: Status::Solved, .. }) && !self.closes(shown.category.as_deref()) {
            return Err(DeskError::new("category-missing"));
        }
        Ok(vec![self.operation(ticket, action, None)?])
    }

    /// By the checklist: what it was about where nobody has said so, the solution, and when to ask again.
    fn solving(&self, shown: &Ticket, closing: Closing, category: Option<&str>, follow_up: Option<&FollowUp>) -> Result<Vec<Operation>, DeskError> {
        if shown.status == Status::Solved {
            return Ok(Vec::new());
        }
        let mut actions = Vec::new();
        if !self.closes(shown.category.as_deref()) {
            let said = category.filter(|category| self.closes(Some(category)) && self.is_below(category, shown.category.as_deref()));
            let new = said.ok_or_else(|| DeskError::new("category-missing"))?.to_owned();
            actions.push(Action::SetField { field: Field::Category, old: shown.value(Field::Category), new });
        }
        actions.push(Action::Transition { from: shown.status, to: Status::Solved, closing: Some(closing) });
        if let Some(FollowUp { due, text }) = follow_up {
            actions.push(Action::SetTask { what: TaskKind::FollowUp, text: text.clone(), due: due.instant() });
        }
        actions.into_iter().map(|action| self.operation(shown.id, action, None)).collect()
    }

    /// Whether a category says precisely enough what a ticket was about: one that has others below it does not.
    fn closes(&self, category: Option<&str>) -> bool {
        category.is_some_and(|category| !self.store.directory().categories.iter().any(|other| other.parent.as_deref() == Some(category)))
    }

    /// Whether it says more precisely what another says; anything does where nothing is said.
    fn is_below(&self, category: &str, other: Option<&str>) -> bool {
        let parent = || self.store.directory().categories.iter().find(|one| one.key == category).and_then(|one| one.parent.clone());
        other.is_none_or(|other| parent().as_deref() == Some(other))
    }
}

fn refusal(ticket: TicketId, numbers: &BTreeMap<TicketId, String>, error: DeskError) -> BulkRefused {
    BulkRefused { ticket: ticket.to_string(), number: numbers.get(&ticket).cloned().unwrap_or_default(), error }
}
