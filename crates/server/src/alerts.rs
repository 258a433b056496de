//! The team server watches the clocks as well, so that a closed desk is no hole and one whose clock is wrong hears in time:
//! what breaks, and what is brought upwards, it writes onto the ticket, where every desk finds it. An alert that a desk has
//! raised by its own clock is the same one (docs/decisions/0025).
//!
//! It begins when the server starts: what fell due before is told by the desks, which look at all of it when they open.

use holdfast_domain::sla::{Alert, Level, Policy, Schedule, alerts_ahead, clocks, next_alert, still_alerts};
use holdfast_domain::{Seq, Ticket, TicketId, Timestamp};
use holdfast_protocol::{Row, RowId, RowKind};
use serde::de::DeserializeOwned;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::ledger::{Ledger, LedgerError, PageLimit, StoredChange};

/// Documents read at a time.
const PAGE: PageLimit = PageLimit { rows: 1_000, bytes: 8 * 1024 * 1024 };
/// Tickets written in one transaction: a storm does not keep the desks waiting.
const BATCH: usize = 200;

/// What falls due, and up to where the ledger was read.
#[derive(Debug)]
pub struct Watch {
    policies: Vec<Policy>,
    schedules: Vec<Schedule>,
    next: BTreeSet<(Timestamp, TicketId)>,
    of: HashMap<TicketId, Timestamp>,
    epoch: String,
    seq: Seq,
    /// Nothing before this is raised.
    since: Timestamp,
}

impl Watch {
    /// Reads what there is.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn begin(ledger: &dyn Ledger, since: Timestamp) -> Result<Self, LedgerError> {
        let standing = ledger.standing()?;
        let mut watch = Self {
            policies: all(ledger, RowKind::Policy)?,
            schedules: all(ledger, RowKind::Schedule)?,
            next: BTreeSet::new(),
            of: HashMap::new(),
            epoch: standing.epoch,
            seq: standing.seq,
            since,
        };
        each(ledger, RowKind::Ticket, |ticket: Ticket| watch.put(&ticket, since))?;
        Ok(watch)
    }

    /// Follows what has changed, and raises what is due by `now`. Answers how many tickets it wrote on.
    ///
    /// # Errors
    /// When the ledger cannot be read or written; what was not raised is raised at the next look.
    pub fn look(&mut self, ledger: &dyn Ledger, now: Timestamp) -> Result<usize, LedgerError> {
        self.follow(ledger)?;
        let mut written = 0_usize;
        loop {
            let due: Vec<TicketId> = self.next.range(..=(now, TicketId(uuid::Uuid::max()))).take(BATCH).map(|(_, ticket)| *ticket).collect();
            if due.is_empty() {
                return Ok(written);
            }
            written = written.saturating_add(self.raise(ledger, &due, now)?);
        }
    }

    fn follow(&mut self, ledger: &dyn Ledger) -> Result<(), LedgerError> {
        loop {
            let read = ledger.changes(self.seq, PAGE, None)?;
            let is_other = read.standing.epoch != self.epoch || read.standing.min_retained > self.seq;
            if is_other || read.changes.iter().any(|change| matches!(kind_of(change), Some(RowKind::Policy | RowKind::Schedule))) {
                *self = Self::begin(ledger, self.since)?;
                return Ok(());
            }
            for change in read.changes.iter().filter(|change| kind_of(change) == Some(RowKind::Ticket)) {
                match (&change.row, &change.removed) {
                    (Some(row), _) => self.put(&parse(row.doc.get(), "ticket")?, self.since),
                    (None, Some(removed)) => {
                        if let Ok(id) = removed.id.parse() {
                            self.forget(id);
                        }
                    }
                    (None, None) => {}
                }
            }
            self.seq = read.to;
            if !read.has_more {
                return Ok(());
            }
        }
    }

    fn raise(&mut self, ledger: &dyn Ledger, due: &[TicketId], now: Timestamp) -> Result<usize, LedgerError> {
        let mut transaction = ledger.begin()?;
        let mut raised = Vec::new();
        for id in due {
            let Some(mut ticket) = transaction.ticket(*id)? else {
                self.forget(*id);
                continue;
            };
            let clocks = clocks(&ticket, &self.policies, &self.schedules, now);
            let fresh: Vec<Alert> = alerts_ahead(&clocks, self.since, now, |_| true)
                .into_iter()
                .filter(|alert| alert.level > Level::Warning && !ticket.alerted.contains(alert))
                .collect();
            if !fresh.is_empty() {
                ticket.alerted.retain(|alert| still_alerts(&clocks, alert, |_| true));
                ticket.alerted.extend(fresh);
                raised.push(ticket.clone());
            }
            self.put(&ticket, now);
        }
        if raised.is_empty() {
            return Ok(0);
        }
        transaction.seq()?;
        let count = raised.len();
        for ticket in raised {
            transaction.put(&Row::Ticket(Arc::new(ticket)))?;
        }
        transaction.commit()?;
        Ok(count)
    }

    /// When there is something to raise about a ticket next, after `said`.
    fn put(&mut self, ticket: &Ticket, said: Timestamp) {
        self.forget(ticket.id);
        let mut clocks = clocks(ticket, &self.policies, &self.schedules, said);
        // Warnings are the desks' own matter.
        for clock in &mut clocks {
            clock.warnings.clear();
            clock.told = None;
        }
        let told = |alert: &Alert| ticket.alerted.contains(alert);
        let mut after = said;
        while let Some(alert) = next_alert(&clocks, after) {
            if !told(&alert) {
                self.next.insert((alert.at, ticket.id));
                self.of.insert(ticket.id, alert.at);
                return;
            }
            after = alert.at;
        }
    }

    fn forget(&mut self, ticket: TicketId) {
        if let Some(at) = self.of.remove(&ticket) {
            self.next.remove(&(at, ticket));
        }
    }
}

fn kind_of(change: &StoredChange) -> Option<RowKind> {
    change.row.as_ref().map(|row| row.kind).or_else(|| change.removed.as_ref().map(|removed| removed.kind))
}

fn all<T: DeserializeOwned>(ledger: &dyn Ledger, kind: RowKind) -> Result<Vec<T>, LedgerError> {
    let mut found = Vec::new();
    each(ledger, kind, |row| found.push(row))?;
    Ok(found)
}

fn each<T: DeserializeOwned>(ledger: &dyn Ledger, kind: RowKind, mut take: impl FnMut(T)) -> Result<(), LedgerError> {
    let mut after = String::new();
    loop {
        let page = ledger.documents(&RowId { kind, id: after }, PAGE.rows)?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        after = last.clone();
        for (id, text) in &page {
            // One that does not read is nobody's to be told of, and keeps none of the others from it.
            match parse(text, kind.name()) {
                Ok(row) => take(row),
                Err(error) => tracing::warn!(%error, id, "a row is passed over by the clocks"),
            }
        }
    }
}

fn parse<T: DeserializeOwned>(text: &str, what: &'static str) -> Result<T, LedgerError> {
    serde_json::from_str(text).map_err(|source| LedgerError::Damaged { what, source })
}
