//! Erasing a customer: all that is kept of them goes in one transaction, and what is said of them afterwards is refused. Of each row its
//! identity stays, without a word in it, so that desks let go of theirs and nothing brings it back to life.

use holdfast_domain::{Customer, CustomerId};
use holdfast_protocol::{Row, RowId, RowKind};
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::ledger::{Ledger, LedgerError, Traces, Transaction};

/// Customers read at a time.
const PAGE: usize = 1_000;

/// Why a customer was not erased.
#[derive(Debug, thiserror::Error)]
pub enum EraseError {
    /// Nobody is known by that.
    #[error("no customer is reached by that")]
    Unknown,
    /// Several are, who are not one.
    #[error("{} customers are reached by that", .0.len())]
    Several(Vec<Customer>),
    /// They were erased before.
    #[error("the customer was erased before")]
    Erased,
    /// Storage failed; nothing has changed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// They are erased for everybody, but what was removed may still stand in unused places of the storage's files.
    #[error("unused places of the ledger could not be swept")]
    Unswept(#[source] LedgerError),
}

/// The customer of an identity, a telephone number, a mail address, an account or an order: of several who are one, the one who stays.
///
/// # Errors
/// [`EraseError::Unknown`], [`EraseError::Several`], [`EraseError::Erased`].
pub fn find(ledger: &dyn Ledger, typed: &str) -> Result<Customer, EraseError> {
    let typed = typed.trim();
    let mut found = Vec::new();
    let mut after = String::new();
    loop {
        let page = ledger.documents(&RowId { kind: RowKind::Customer, id: after }, PAGE)?;
        let Some((last, _)) = page.last() else { break };
        after = last.clone();
        for (_, text) in &page {
            let customer = read(text)?;
            if customer.id.to_string() == typed {
                return Ok(customer);
            }
            if customer.is_reached_by(typed) {
                found.push(customer);
            }
        }
    }
    let mut transaction = ledger.begin()?;
    if typed.parse::<CustomerId>().is_ok() && transaction.is_removed(&row_of(typed.to_owned()))? {
        return Err(EraseError::Erased);
    }
    let Some(first) = found.first() else { return Err(EraseError::Unknown) };
    let one = together(transaction.as_mut(), first.id)?;
    if found.iter().all(|customer| one.contains(&customer.id)) {
        let stays = found.iter().position(|customer| customer.joined.is_none()).unwrap_or(0);
        Ok(found.swap_remove(stays))
    } else {
        Err(EraseError::Several(found))
    }
}

/// What would go with a customer.
///
/// # Errors
/// When storage fails.
pub fn traces(ledger: &dyn Ledger, customer: CustomerId) -> Result<Traces, LedgerError> {
    traces_in(ledger.begin()?.as_mut(), customer)
}

/// Erases a customer with all whom they were joined with. Answers what went.
///
/// # Errors
/// [`EraseError::Erased`] when they are not there any more; [`EraseError::Unswept`].
pub fn erase(ledger: &dyn Ledger, customer: CustomerId) -> Result<Traces, EraseError> {
    let mut transaction = ledger.begin()?;
    if transaction.document(&row_of(customer.to_string()))?.is_none() {
        return Err(EraseError::Erased);
    }
    let traces = traces_in(transaction.as_mut(), customer)?;
    transaction.seq()?;
    transaction.erase(&traces)?;
    for id in &traces.linked {
        if let Some(mut ticket) = transaction.ticket(*id)? {
            ticket.links.retain(|link| !traces.tickets.contains(link));
            transaction.put(&Row::Ticket(Arc::new(ticket)))?;
        }
    }
    transaction.commit()?;
    ledger.sweep().map_err(EraseError::Unswept)?;
    Ok(traces)
}

fn traces_in(transaction: &mut dyn Transaction, customer: CustomerId) -> Result<Traces, LedgerError> {
    let all = together(transaction, customer)?;
    transaction.traces(all.into_iter().collect())
}

/// Everybody whom this customer is.
fn together(transaction: &mut dyn Transaction, customer: CustomerId) -> Result<BTreeSet<CustomerId>, LedgerError> {
    let joined = transaction.joined()?;
    let mut all = BTreeSet::from([customer]);
    loop {
        let before = all.len();
        for (one, other) in &joined {
            if all.contains(one) || all.contains(other) {
                all.extend([*one, *other]);
            }
        }
        if all.len() == before {
            return Ok(all);
        }
    }
}

fn row_of(id: String) -> RowId {
    RowId { kind: RowKind::Customer, id }
}

fn read(text: &str) -> Result<Customer, LedgerError> {
    serde_json::from_str(text).map_err(|source| LedgerError::Damaged { what: "customer", source })
}
