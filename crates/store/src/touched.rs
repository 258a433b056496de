//! What a write changed, so that the window reads again exactly that.

use holdfast_domain::TicketId;
use std::collections::BTreeSet;

/// What a write changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Tickets, with their messages.
    pub tickets: BTreeSet<TicketId>,
    /// Team or customers.
    pub directory: bool,
    /// Articles.
    pub articles: bool,
    /// Operations, drafts, counts.
    pub outbox: bool,
}

impl Touched {
    /// Takes another one in.
    pub fn merge(&mut self, other: Self) {
        self.tickets.extend(other.tickets);
        self.directory |= other.directory;
        self.articles |= other.articles;
        self.outbox |= other.outbox;
    }

    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub(crate) fn of_outbox(tickets: impl IntoIterator<Item = TicketId>) -> Self {
        Self { tickets: tickets.into_iter().collect(), outbox: true, ..Self::default() }
    }
}
