//! Customers: one by identity, or several by what a caller says: digits of a telephone number, a name, a mail address.

use holdfast_domain::customer::phone_digits;
use holdfast_domain::{Customer, CustomerId, Ticket};

use super::{many, one};
use crate::cache::customer;
use crate::error::Result;
use crate::store::Store;

/// Fewer digits match everybody.
const FEWEST_DIGITS: usize = 3;

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

    /// Customers by three or more digits of their telephone number, a part of their name, or the beginning of their mail address.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn match_customers(&self, text: &str, limit: u32) -> Result<Vec<Customer>> {
        let folded = text.trim().to_lowercase();
        if folded.is_empty() {
            return Ok(Vec::new());
        }
        let digits = phone_digits(&folded);
        // A name with a number in it is a name, not a telephone number.
        let is_number = digits.len() >= FEWEST_DIGITS && !folded.chars().any(char::is_alphabetic);
        let digits = if is_number { digits } else { String::new() };
        self.reads(|connection| many(connection, include_str!("sql/match_customers.sql"), (&folded, &digits, limit)))
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
