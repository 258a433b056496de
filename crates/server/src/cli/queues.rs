//! `queue`: which queues are their department's own.

use holdfast_domain::Queue;
use holdfast_protocol::{Row, RowKind};
use std::sync::Arc;

use super::Terminal;
use super::arguments::{Data, Queue as Command, QueueName};
use super::complaint::Complaint;
use super::data::open;
use crate::ledger::{Ledger, LedgerError, PageLimit, SqliteLedger};
use crate::words::Place;

/// More people, departments and queues than any team has.
const DIRECTORY: usize = 20_000;

pub(super) fn queue(terminal: &Terminal, command: Command) -> Result<(), Complaint> {
    match command {
        Command::List(data) => list(terminal, &data),
        Command::Close(name) => restrict(terminal, &name, true),
        Command::Open(name) => restrict(terminal, &name, false),
    }
}

fn list(terminal: &Terminal, data: &Data) -> Result<(), Complaint> {
    let ledger = open(data)?;
    for queue in queues(&ledger)? {
        let state = if queue.restricted { "closed" } else { "open" };
        terminal.line(&format!("{}\t{state}\t{}", queue.id, queue.name.in_language(terminal.words.language())));
    }
    Ok(())
}

fn restrict(terminal: &Terminal, asked: &QueueName, restricted: bool) -> Result<(), Complaint> {
    let ledger = open(&asked.data)?;
    let wanted = asked.queue.trim();
    let is_it = |queue: &Queue| queue.id.to_string() == wanted || queue.name.0.values().any(|name| name == wanted);
    let queue = queues(&ledger)?.into_iter().find(is_it).ok_or_else(|| Complaint::said("queue-unknown", "queue", wanted.to_owned()))?;
    let name = queue.name.in_language(terminal.words.language()).to_owned();
    let mut transaction = ledger.begin()?;
    transaction.put(&Row::Queue(Arc::new(Queue { restricted, ..queue })))?;
    transaction.commit()?;
    terminal.say(if restricted { "queue-closed" } else { "queue-open" }, &[("queue", Place::Text(&name))]);
    Ok(())
}

fn queues(ledger: &SqliteLedger) -> Result<Vec<Queue>, LedgerError> {
    // The directory comes first, and is no more than a page of any team.
    let read = ledger.bootstrap(None, PageLimit { rows: DIRECTORY, bytes: usize::MAX }, None)?;
    let ids = read.changes.into_iter().filter_map(|change| change.row).filter(|row| row.kind == RowKind::Queue);
    ids.map(|row| serde_json::from_str(row.doc.get()).map_err(|source| LedgerError::Damaged { what: "queue", source })).collect()
}
