//! The team server apart from its doors: the ledger, the pokes and the clock, joined.

use holdfast_domain::{CustomerId, OperationId, Rejection, TicketId, Verdict};
use std::sync::Arc;
use tokio::sync::Semaphore;

use crate::clock::Clock;
use crate::erase::EraseError;
use crate::events::Pokes;
use crate::ledger::{Ledger, LedgerError, Traces};
use crate::merge::MergeError;
use crate::presence::Presence;
use crate::push::Feed;

/// Passwords checked at one time: each takes 19 MiB.
const PASSWORDS_AT_ONCE: usize = 2;
/// People waiting to be checked; more are asked to come again.
const PASSWORDS_WAITING: usize = 64;

/// Desks whose rows are checked at one time: each reads where every row stands.
const SCANS_AT_ONCE: usize = 1;

/// A team server.
pub struct Server {
    pub(crate) ledger: Arc<dyn Ledger>,
    pub(crate) pokes: Pokes,
    pub(crate) presence: Arc<Presence>,
    pub(crate) clock: Clock,
    pub(crate) passwords: Semaphore,
    pub(crate) waiting: Semaphore,
    pub(crate) scans: Semaphore,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Server")
    }
}

/// Why a customer's words were not taken.
#[derive(Debug, thiserror::Error)]
pub enum ReceiveError {
    /// No ticket has this number.
    #[error("no ticket has the number {0}")]
    NoTicket(u32),
    /// The ticket does not take them.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// No randomness.
    #[error(transparent)]
    Random(#[from] crate::clock::NoRandomness),
    /// Storage failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl Server {
    /// A team server over a ledger.
    #[must_use]
    pub fn new(ledger: Arc<dyn Ledger>, clock: Clock) -> Self {
        Self {
            ledger,
            pokes: Pokes::default(),
            presence: Arc::default(),
            clock,
            passwords: Semaphore::new(PASSWORDS_AT_ONCE),
            waiting: Semaphore::new(PASSWORDS_WAITING),
            scans: Semaphore::new(SCANS_AT_ONCE),
        }
    }

    /// The storage, for tests and for what works on it beside the network.
    #[must_use]
    pub fn ledger(&self) -> &Arc<dyn Ledger> {
        &self.ledger
    }

    /// A customer writes on a ticket.
    ///
    /// # Errors
    /// [`ReceiveError`] when the ticket does not take it.
    pub fn receive(&self, ticket: TicketId, body: &str) -> Result<Verdict, ReceiveError> {
        let now = self.clock.now();
        let verdict = crate::push::receive(self.ledger.as_ref(), ticket, body, OperationId::new(now, crate::clock::random()?), now)??;
        self.tell()?;
        Ok(verdict)
    }

    /// A customer writes on the ticket of a lasting number.
    ///
    /// # Errors
    /// [`ReceiveError`] when there is none or it does not take it.
    pub fn receive_numbered(&self, number: u32, body: &str) -> Result<Verdict, ReceiveError> {
        let ticket = self.ledger.ticket_numbered(number)?.ok_or(ReceiveError::NoTicket(number))?;
        self.receive(ticket, body)
    }

    /// A status feed says how a system is; told again, it is nothing new.
    ///
    /// # Errors
    /// [`ReceiveError::Rejected`] when it has no name, its expected end has passed, or its words are too long.
    pub fn feed(&self, feed: &Feed) -> Result<Verdict, ReceiveError> {
        let now = self.clock.now();
        let verdict = crate::push::feed(self.ledger.as_ref(), feed, OperationId::new(now, crate::clock::random()?), now)??;
        self.tell()?;
        Ok(verdict)
    }

    /// Makes a ticket part of another one.
    ///
    /// # Errors
    /// [`MergeError`] says why not.
    pub fn merge(&self, from: TicketId, into: TicketId) -> Result<(), MergeError> {
        crate::merge::merge(self.ledger.as_ref(), from, into, self.clock.now())?;
        Ok(self.tell()?)
    }

    /// Erases a customer, with all whom they were joined with.
    ///
    /// # Errors
    /// [`EraseError`] says why not, or that the ledger's file is still to be swept.
    pub fn erase(&self, customer: CustomerId) -> Result<Traces, EraseError> {
        let erased = crate::erase::erase(self.ledger.as_ref(), customer);
        self.tell()?;
        erased
    }

    /// Tells the desks where the ledger stands, if they have not heard. Other processes write into it too.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn tell(&self) -> Result<(), LedgerError> {
        let standing = self.ledger.standing()?;
        self.pokes.tell(&standing.epoch, standing.seq);
        Ok(())
    }
}
