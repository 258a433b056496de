//! What a write changed, so that the window reads again exactly that.

use holdfast_domain::{About, TicketId};
use std::collections::BTreeSet;

/// What a write changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Tickets, with their messages.
    pub tickets: BTreeSet<TicketId>,
    /// Team.
    pub directory: bool,
    /// Customers.
    pub customers: bool,
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
        self.customers |= other.customers;
        self.articles |= other.articles;
        self.outbox |= other.outbox;
    }

    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What operations about these change.
    pub(crate) fn of_outbox(about: impl IntoIterator<Item = About>) -> Self {
        let mut touched = Self { outbox: true, ..Self::default() };
        for about in about {
            touched.articles |= about.article().is_some();
            touched.directory |= matches!(about, About::Schedule(_) | About::Filter(_) | About::Outage(_));
            touched.customers |= about.customer().is_some();
            touched.tickets.extend(about.ticket());
        }
        touched
    }
}
