//! Operations that make two tickets one, and one two again. What they do to the ledger is done when the batch is written, so that
//! a group's savepoint brings it back.

use holdfast_domain::{
    Apart, Context, Entity, MergedBy, MessageId, NotApart, NotMerged, Operation, Rejection, Ticket, TicketId, Verdict, apply, merge, unmerge,
};
use holdfast_protocol::{Row, RowId, RowKind};
use std::sync::Arc;

use super::{Batch, Decided};
use crate::ledger::LedgerError;

/// What is to become of where messages stand.
#[derive(Clone)]
pub(super) enum Move {
    /// Those of the one go to the other; both as they were before.
    Together(Box<Apart>),
    /// They go back.
    Back { ticket: TicketId, other: Box<Ticket> },
}

impl Batch<'_> {
    /// The ticket that this one became part of, by what is written and by the operations so far.
    pub(super) fn merged_into(&mut self, ticket: TicketId) -> Result<Option<TicketId>, LedgerError> {
        if self.ticket(ticket)?.is_some() {
            return Ok(None);
        }
        let mut leads_to = match self.working.merged.get(&ticket) {
            Some(into) => Some(*into),
            None => self.transaction.merged_into(ticket)?,
        };
        // Merging lets what led to the one lead to the other, so that this ends after a step.
        while let Some(further) = leads_to.and_then(|into| self.working.merged.get(&into)) {
            leads_to = Some(*further);
        }
        Ok(leads_to)
    }

    /// Makes `from` part of `into`, or of what that has become part of.
    pub(super) fn on_merge(&mut self, from: TicketId, into: TicketId, operation: &Operation) -> Result<Decided, LedgerError> {
        let into = self.merged_into(into)?.unwrap_or(into);
        if let Some(already) = self.merged_into(from)? {
            let why = NotMerged::Elsewhere;
            return Ok(if already == into { Ok(Verdict::NoOp) } else { Err(Rejection::NotMerged { why }) });
        }
        let (Some(other), Some(ticket)) = (self.ticket(from)?, self.ticket(into)?) else { return Ok(Err(Rejection::Gone)) };
        if !self.may_see(into)? {
            return Ok(Err(Rejection::Forbidden));
        }
        let context = Context::with_authority(self.now, self.role, self.seq, 0);
        let verdict = match apply(&mut Entity::Ticket(Some(other.clone())), operation, &context) {
            Ok(outcome) => outcome.verdict,
            Err(rejection) => return Ok(Err(rejection)),
        };
        if !crate::merge::are_seen_alike(self.transaction, &ticket, &other)? {
            return Ok(Err(Rejection::NotMerged { why: NotMerged::Queues }));
        }
        let newest = self.newest_of(&ticket, &other)?;
        let mut left = ticket.clone();
        // Of two customers who are one the ticket that is left keeps its own.
        let are_one = self.stays(other.customer)? == self.stays(ticket.customer)?;
        let customer = if are_one { ticket.customer } else { other.customer };
        if let Err(why) = merge(&mut left, &Ticket { customer, ..other.clone() }, newest, &MergedBy::person(operation, Some(self.seq), self.now)) {
            return Ok(Err(Rejection::NotMerged { why }));
        }
        let working = &mut self.working;
        working.merged.values_mut().filter(|leads_to| **leads_to == from).for_each(|leads_to| *leads_to = into);
        working.merged.insert(from, into);
        working.changed.remove(&from);
        working.changed.insert(into);
        working.tickets.insert(from, None);
        working.tickets.insert(into, Some(left));
        working.moves.push(Move::Together(Box::new(Apart { seq: self.seq, ticket, other })));
        Ok(Ok(verdict))
    }

    /// Takes `other` out of `id` again.
    pub(super) fn on_unmerge(&mut self, id: TicketId, other: TicketId, operation: &Operation) -> Result<Decided, LedgerError> {
        let Some(ticket) = self.ticket(id)? else { return Ok(Err(Rejection::Gone)) };
        let context = Context::with_authority(self.now, self.role, self.seq, 0);
        let mut entity = Entity::Ticket(Some(ticket));
        let verdict = match apply(&mut entity, operation, &context) {
            Ok(outcome) => outcome.verdict,
            Err(rejection) => return Ok(Err(rejection)),
        };
        let Some(mut left) = entity.ticket().filter(|_| verdict != Verdict::NoOp) else { return Ok(Ok(verdict)) };
        let is_it = |moved: &Move| matches!(moved, Move::Together(apart) if apart.other.id == other && apart.ticket.id == id);
        let here = self.working.moves.iter().rposition(is_it).map(|at| self.working.moves.remove(at));
        let (apart, is_written) = match here {
            Some(Move::Together(apart)) => (Some(*apart), false),
            _ => (self.transaction.apart(other)?, true),
        };
        let Some(apart) = apart else { return Ok(Err(Rejection::NotApart { why: NotApart::Unknown })) };
        let back = unmerge(&mut left, &apart, &MergedBy::person(operation, Some(self.seq), self.now));
        let working = &mut self.working;
        working.merged.remove(&other);
        working.merged.extend(back.merged.iter().map(|merged| (*merged, other)));
        working.changed.extend([id, other]);
        if is_written {
            working.moves.push(Move::Back { ticket: id, other: Box::new(back.clone()) });
        }
        working.tickets.extend([(id, Some(left)), (other, Some(back))]);
        Ok(Ok(verdict))
    }

    /// The newest public message of two tickets, where the tickets themselves do not say.
    fn newest_of(&mut self, ticket: &Ticket, other: &Ticket) -> Result<Option<MessageId>, LedgerError> {
        let is_of_now = |ticket: &Ticket| ticket.last_public.is_some_and(|last| last.seq == self.seq);
        if is_of_now(ticket) || is_of_now(other) { Ok(None) } else { self.transaction.newest_public([other.id, ticket.id]) }
    }

    /// Moves what stands on tickets that became one, or two again.
    pub(super) fn write_moves(&mut self, moves: Vec<Move>) -> Result<(), LedgerError> {
        for moved in moves {
            match moved {
                Move::Together(apart) => {
                    let (from, into) = (apart.other.id, apart.ticket.id);
                    // It may have been opened a moment ago; its number leads on whether it ever stood here or not.
                    self.transaction.put(&Row::Ticket(Arc::new(apart.other.clone())))?;
                    self.transaction.move_messages(from, into)?;
                    self.transaction.keep_apart(&apart, self.now)?;
                    self.transaction.remove(&RowId { kind: RowKind::Ticket, id: from.to_string() })?;
                }
                Move::Back { ticket, other } => self.transaction.move_back(&other, ticket)?,
            }
        }
        Ok(())
    }
}
