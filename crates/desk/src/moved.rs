//! What the open alerts are to be compared with their clocks for.

use holdfast_domain::TicketId;
use std::collections::BTreeSet;

/// What has changed since the open alerts were last compared with their clocks.
#[derive(Debug)]
pub(crate) enum Moved {
    /// These tickets.
    Tickets(BTreeSet<TicketId>),
    /// A rule, or the desk has just opened.
    All,
}

impl Default for Moved {
    fn default() -> Self {
        Self::Tickets(BTreeSet::new())
    }
}

impl Moved {
    pub(crate) fn add(&mut self, tickets: &BTreeSet<TicketId>) {
        if let Self::Tickets(moved) = self {
            moved.extend(tickets);
        }
    }

    pub(crate) fn join(&mut self, other: Self) {
        match other {
            Self::All => *self = Self::All,
            Self::Tickets(tickets) => self.add(&tickets),
        }
    }
}
