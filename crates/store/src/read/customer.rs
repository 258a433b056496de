//! Customers: one by identity, or several by what a caller says.

use holdfast_domain::{Customer, CustomerId, Ticket};

use super::{many, one};
use crate::cache::callers;
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

    /// The active tickets of a customer, the most pressing first.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn open_tickets_of(&self, customer: CustomerId) -> Result<Vec<Ticket>> {
        let text = "SELECT doc FROM ticket WHERE customer = ?1 AND active = 1 ORDER BY lane, due_at, tier DESC, opened_at";
        self.reads(|connection| many(connection, text, [customer.0.into_bytes()]))
    }
}
