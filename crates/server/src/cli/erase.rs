//! `erase`: a customer goes, with everything that is kept of them.

use std::io::{BufRead, Write};
use std::sync::Arc;

use super::Terminal;
use super::arguments::Erase;
use super::complaint::Complaint;
use super::data::open_existing;
use crate::erase::{EraseError, find, traces};
use crate::ledger::{Ledger, LedgerError};
use crate::server::Server;
use crate::words::Place;

pub(super) fn erase(terminal: &Terminal, arguments: &Erase) -> Result<(), Complaint> {
    let server = Server::new(Arc::new(open_existing(&arguments.data)?), terminal.clock.clone());
    let ledger = server.ledger().as_ref();
    let typed = arguments.customer.trim();
    let customer = match find(ledger, typed) {
        Ok(customer) => customer,
        Err(EraseError::Erased) => return again(terminal, ledger, typed),
        Err(EraseError::Several(several)) => {
            for one in &several {
                terminal.line(&format!("{}\t{}", one.id, one.name));
            }
            return Err(Complaint::said("erase-several", "count", several.len().to_string()));
        }
        Err(error) => return Err(complaint(error, typed)),
    };
    let (id, name) = (customer.id.to_string(), customer.name.trim().to_owned());
    // Who has no name is called by their identity.
    let name = if name.is_empty() { id.clone() } else { name };
    let going = traces(ledger, customer.id)?;
    let count = |of: usize| Place::Number(u64::try_from(of).unwrap_or(u64::MAX));
    let places = [
        ("name", Place::Text(&name)),
        ("customer", Place::Text(&id)),
        ("identities", count(going.customers.len())),
        ("tickets", count(going.tickets.len())),
        ("messages", count(going.messages.len())),
        ("files", count(going.files.len())),
    ];
    terminal.say("erase-found", &places);
    if !arguments.yes && !is_confirmed(terminal, &name)? {
        return Err(Complaint::said("erase-not-confirmed", "name", name));
    }
    server.erase(customer.id).map_err(|error| complaint(error, &id))?;
    terminal.say("erase-done", &[("name", Place::Text(&name))]);
    terminal.say("erase-elsewhere", &[]);
    Ok(())
}

/// Somebody who was erased before: whatever kept the ledger's file from being swept then may be over.
fn again(terminal: &Terminal, ledger: &dyn Ledger, customer: &str) -> Result<(), Complaint> {
    ledger.sweep().map_err(|error| complaint(EraseError::Unswept(error), customer))?;
    terminal.say("erase-again", &[("customer", Place::Text(customer))]);
    Ok(())
}

fn is_confirmed(terminal: &Terminal, name: &str) -> std::io::Result<bool> {
    let _ = write!(std::io::stdout(), "{} ", terminal.words.say("erase-prompt", &[("name", Place::Text(name))]));
    let _ = std::io::stdout().flush();
    let mut typed = String::new();
    std::io::stdin().lock().read_line(&mut typed)?;
    Ok(typed.trim() == name)
}

fn complaint(error: EraseError, customer: &str) -> Complaint {
    match error {
        EraseError::Ledger(error) => error.into(),
        EraseError::Unswept(LedgerError::Full(_)) => Complaint::said("erase-unswept-full", "customer", customer),
        EraseError::Unswept(_) => Complaint::said("erase-unswept", "customer", customer),
        EraseError::Erased => Complaint::said("erase-again", "customer", customer),
        EraseError::Unknown | EraseError::Several(_) => Complaint::said("erase-unknown", "customer", customer),
    }
}
