//! Customers: one by identity, or several by what a caller says.

use holdfast_domain::{Customer, CustomerId, Ticket};

use super::{many, one};
use crate::cache::{callers, customer};
use crate::error::Result;
use crate::store::Store;

impl Store {
    /// A customer.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn customer(&self, id: CustomerId) -> Result<Option<Customer>> {
        self.reads(|connection| one(connection, "SELECT doc FROM customer WHERE id = ?1", [id.0.into_bytes()]))
    }

    /// Everybody whom this customer is: the one that stays first, then those who were joined with it. Only itself, where nobody
    /// was.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn customers_together(&self, id: CustomerId) -> Result<Vec<Customer>> {
        self.reads(|connection| {
            let all = customer::together(connection, id)?;
            let found = all.into_iter().map(|id| customer::seen(connection, id)).collect::<Result<Vec<_>>>()?;
            Ok(found.into_iter().flatten().collect())
        })
    }

    /// Customers by a name or how it is spelled, a telephone number from its front or its back, a mail address, an account or an
    /// order number, as far as it was typed: who is called or numbered just so first, then whose name begins so, then who has
    /// a ticket open.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn match_customers(&self, text: &str, limit: u32) -> Result<Vec<Customer>> {
        let Some((whole, begins)) = callers::asked(text, &self.0.spelling) else { return Ok(Vec::new()) };
        let folded = (self.0.spelling.folded)(text.trim());
        self.reads(|connection| many(connection, include_str!("sql/match_customers.sql"), (&whole, &begins, &folded, limit)))
    }

    /// The active tickets of a customer and of everybody joined with them, the most pressing first.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn open_tickets_of(&self, customer: CustomerId) -> Result<Vec<Ticket>> {
        self.reads(|connection| {
            let all = customer::together(connection, customer)?;
            let places = vec!["?"; all.len()].join(", ");
            let text = format!("SELECT doc FROM ticket WHERE customer IN ({places}) AND active = 1 ORDER BY lane, due_at, tier DESC, opened_at");
            many(connection, &text, rusqlite::params_from_iter(all.iter().map(|id| id.0.into_bytes())))
        })
    }
}
