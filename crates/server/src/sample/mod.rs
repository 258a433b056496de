//! A shop to try Holdfast with: its people, articles, customers and some weeks of tickets, all invented.
//!
//! Made from the hand-written pieces in `crates/server/sample` by a seeded generator; the same seed and the same `now`
//! make the same team, down to the identities.

mod directory;
mod files;
mod promises;
mod source;
mod story;
mod writing;

use holdfast_domain::{Customer, Timestamp};
use holdfast_protocol::Row;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::bulk::Bulk;
use crate::ledger::{Account, Ledger, LedgerError};
use crate::session::{SessionError, hash_password};
use std::sync::Arc;

/// The password of everybody in the sample team.
pub const SAMPLE_PASSWORD: &str = "holdfast-sample";
/// Tickets of the sample team.
pub const SAMPLE_TICKETS: usize = 300;
/// The seed when none is given.
pub const SAMPLE_SEED: u64 = 20_261_123;

/// Why the sample team could not be made.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// A hand-written file is not as its README says.
    #[error("the sample file {file} is not as it should be")]
    File {
        /// Which.
        file: &'static str,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// A hand-written article is not as its README says.
    #[error("the sample article {0} is not as it should be")]
    Article(&'static str),
    /// A story asks for what the domain does not allow.
    #[error("the sample story {story} cannot be told")]
    Story {
        /// Which.
        story: String,
        /// Why.
        #[source]
        source: holdfast_domain::Rejection,
    },
    /// The password could not be hashed.
    #[error(transparent)]
    Password(#[from] SessionError),
    /// Storage failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

/// Fills a ledger that has no people yet; leaves any other alone. Says whether it did.
///
/// # Errors
/// [`SampleError`].
pub fn fill(ledger: &dyn Ledger, seed: u64, now: Timestamp) -> Result<bool, SampleError> {
    if !ledger.accounts()?.is_empty() {
        return Ok(false);
    }
    let team = source::team()?;
    let buyers = source::customers()?;
    let scenarios = source::scenarios()?;
    let customers: Vec<Customer> = buyers.iter().map(|buyer| directory::customer(buyer, now)).collect();
    let (policies, schedules) = promises::promises()?;

    let mut bulk = Bulk::new(ledger);
    let mut rows = directory::rows(&team);
    rows.extend(policies.iter().map(|policy| Row::Policy(Arc::new(policy.clone()))));
    rows.extend(schedules.iter().map(|schedule| Row::Schedule(Arc::new(schedule.clone()))));
    rows.extend(directory::articles(now)?.into_iter().map(|article| Row::Article(Arc::new(article))));
    rows.extend(customers.iter().map(|customer| Row::Customer(Arc::new(customer.clone()))));
    for row in &rows {
        bulk.put(row, 4_096)?;
    }
    // One hash for all: its password is known to everybody anyway.
    let password = hash_password(SAMPLE_PASSWORD)?;
    {
        let (_, transaction) = bulk.room(0, 0)?;
        transaction.set_team(&directory::team_name(&team.shop.name))?;
        for agent in directory::agents(&team) {
            transaction.put_account(&Account { agent: agent.id, login: agent.login, password: password.clone() })?;
        }
    }
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let cast = story::Cast { buyers: &buyers, customers: &customers, scenarios: &scenarios, policies: &policies, schedules: &schedules, now };
    for plan in story::plans(&cast, &mut rng) {
        let messages = plan.scenario.turns.len();
        let (seq, transaction) = bulk.room(messages.saturating_add(1), 8_192)?;
        let number = transaction.next_number()?;
        let (ticket, messages) = writing::write(&cast, &plan, seq, number, &mut rng)?;
        for message in messages {
            transaction.put(&Row::Message(Arc::new(message)))?;
        }
        transaction.put(&Row::Ticket(Arc::new(ticket)))?;
    }
    bulk.commit()?;
    Ok(true)
}
