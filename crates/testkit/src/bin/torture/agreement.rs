//! Desk and team server at rest: the same tickets, messages and customers, and the same place in the order.

use holdfast_domain::Seq;
use holdfast_protocol::{Change, Row};
use holdfast_server::ledger::{Ledger, PageLimit, SqliteLedger, Standing};
use holdfast_store::Store;
use std::collections::HashMap;

/// Everything the team server keeps.
pub fn rows(ledger: &SqliteLedger) -> Vec<Row> {
    let read = ledger.changes(Seq(0), PageLimit { rows: usize::MAX, bytes: usize::MAX }, None).unwrap();
    let row = |stored| serde_json::from_value::<Change>(serde_json::to_value(stored).unwrap()).unwrap().row;
    read.changes.iter().filter_map(row).collect()
}

/// Where a desk and the team server differ.
pub fn of(login: &str, store: &Store, rows: &[Row], standing: &Standing) -> Vec<String> {
    let mut found = Vec::new();
    let cursor = store.cursor().unwrap();
    if cursor.seq != standing.seq || cursor.epoch.as_deref() != Some(&standing.epoch) || !cursor.complete {
        found.push(format!("{login}: the cursor is {cursor:?}, the team server stands at {}", standing.seq));
    }
    let (mut tickets, mut messages) = (0_usize, HashMap::new());
    for row in rows {
        match row {
            Row::Ticket(ticket) => {
                tickets += 1;
                if store.ticket(ticket.id).unwrap().as_ref() != Some(&**ticket) {
                    found.push(format!("{login}: ticket {} differs", ticket.id));
                }
            }
            Row::Message(message) => messages.entry(message.ticket).or_insert_with(Vec::new).push(&**message),
            Row::Customer(customer) if store.customer(customer.id).unwrap().as_ref() != Some(&**customer) => {
                found.push(format!("{login}: customer {} differs", customer.id));
            }
            _ => {}
        }
    }
    let here = usize::try_from(store.sizes().unwrap().0).unwrap();
    if here != tickets {
        found.push(format!("{login}: {here} tickets here, {tickets} at the team server"));
    }
    for (ticket, theirs) in messages {
        let ours = store.messages(ticket, None, u32::MAX).unwrap().0;
        let same = ours.len() == theirs.len() && theirs.iter().all(|message| ours.contains(message));
        if !same {
            found.push(format!("{login}: ticket {ticket} has {} messages here, {} at the team server", ours.len(), theirs.len()));
        }
    }
    found
}
