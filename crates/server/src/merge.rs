//! Merging tickets by the command line; by an operation it is done in a batch of them. In one transaction the messages move, the one ticket goes, and the other says so. What desks still mean
//! for the one finds its way by [`crate::ledger::Transaction::merged_into`].

use holdfast_domain::{Apart, MergedBy, NotMerged, Ticket, TicketId, Timestamp};
use holdfast_protocol::{Row, RowId, RowKind};
use std::sync::Arc;

use crate::ledger::{Ledger, LedgerError, Transaction};

/// Why tickets were not merged. Nothing has changed then.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// One of them is not there.
    #[error("there is no such ticket")]
    Missing,
    /// The two do not go together.
    #[error(transparent)]
    NotMerged(#[from] NotMerged),
    /// Storage failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

/// Makes the ticket `from` part of `into`.
///
/// # Errors
/// [`MergeError`] says why not.
pub fn merge(ledger: &dyn Ledger, from: TicketId, into: TicketId, now: Timestamp) -> Result<(), MergeError> {
    let mut transaction = ledger.begin()?;
    let other = transaction.ticket(from)?.ok_or(MergeError::Missing)?;
    let mut ticket = transaction.ticket(into)?.ok_or(MergeError::Missing)?;
    if !are_seen_alike(transaction.as_mut(), &ticket, &other)? {
        return Err(NotMerged::Queues.into());
    }
    let seq = transaction.seq()?;
    let newest = transaction.newest_public([from, into])?;
    let before = ticket.clone();
    holdfast_domain::merge(&mut ticket, &other, newest, &MergedBy::server(seq, now))?;
    transaction.move_messages(from, into)?;
    transaction.keep_apart(&Apart { seq, ticket: before, other }, now)?;
    transaction.remove(&RowId { kind: RowKind::Ticket, id: from.to_string() })?;
    transaction.put(&Row::Ticket(Arc::new(ticket)))?;
    Ok(transaction.commit()?)
}

/// Whether the same people see both: nobody is shown by a merge what they may not see, and from nobody is hidden what they have.
pub(crate) fn are_seen_alike(transaction: &mut dyn Transaction, ticket: &Ticket, other: &Ticket) -> Result<bool, LedgerError> {
    if ticket.queue == other.queue {
        return Ok(true);
    }
    for queue in [ticket.queue, other.queue].into_iter().flatten() {
        if transaction.is_restricted(queue)? {
            return Ok(false);
        }
    }
    Ok(true)
}
