//! What is still said of somebody who was erased: it is refused before anything else is looked at, and makes nobody anew.

use holdfast_domain::{Action, CustomerId, Operation, Rejection, TicketId, Verdict};
use holdfast_protocol::{RowId, RowKind};

use super::{Batch, Decided};
use crate::ledger::LedgerError;

impl Batch<'_> {
    /// How an operation on a ticket ends that was erased, or that would open one for a customer who was. None for all others.
    pub(super) fn on_erased(&mut self, ticket: TicketId, merged: Option<TicketId>, operation: &Operation) -> Result<Option<Decided>, LedgerError> {
        if let Action::Open(new) = &operation.action
            && self.is_erased_customer(new.caller.id)?
        {
            // What it says of the caller may be what the desk still knew of them: its author decides whether they are to be known anew.
            return Ok(Some(Err(Rejection::Gone)));
        }
        let row = RowId { kind: RowKind::Ticket, id: ticket.to_string() };
        if merged.is_some() || self.ticket(ticket)?.is_some() || !self.transaction.is_removed(&row)? {
            return Ok(None);
        }
        Ok(Some(match operation.action {
            // Nothing is waited for any more, and nobody needs to be told so.
            Action::Decide { .. } => Ok(Verdict::NoOp),
            _ => Err(Rejection::Gone),
        }))
    }

    pub(super) fn is_erased_customer(&mut self, customer: CustomerId) -> Result<bool, LedgerError> {
        self.transaction.is_removed(&RowId { kind: RowKind::Customer, id: customer.to_string() })
    }
}
