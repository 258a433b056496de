//! `cache.db`: the view. Table `ticket` holds what the person sees: the confirmed ticket with the pending operations
//! replayed over it, so that lists read one table. The confirmed ticket is kept aside in `ticket_base` exactly while
//! operations are pending on it (`pending = 1`). Messages and customers that only this desk knows have no `seq`; they
//! are taken back and replayed anew whenever their ticket is.
//!
//! An operation is replayed until the rows it led to are here: until the cursor, or the confirmed ticket itself, has
//! reached its transaction, or a page said in its own snapshot that it had been taken (`taken_dseq`). All of that is in
//! this file and moves with the rows, so no transaction across two files is needed.

pub(crate) mod article;
pub(crate) mod callers;
pub(crate) mod cursor;
pub(crate) mod customer;
pub(crate) mod digest;
mod directory;
pub(crate) mod files;
pub(crate) mod filter;
pub(crate) mod outage;
mod page;
mod project;
mod row;
mod scene;
pub(crate) mod schedule;
mod view;

pub use callers::Spelling;
pub(crate) use cursor::Place;
pub use cursor::{Bootstrap, Cursor};
pub use directory::Directory;
pub(crate) use page::{Pulled, ROWS_AT_ONCE};

use holdfast_domain::{About, CustomerId, Ticket, TicketId, Timestamp};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crate::database::{self, Kind};
use crate::disk;
use crate::error::{Result, StoreError, document, io, sql};
use crate::outbox::Outbox;

const READ: &str = "read the cache";
const WRITE: &str = "write the cache";
/// Below this a check of every page at each start is not felt.
const QUICKLY_CHECKED: u64 = 24 * 1024 * 1024;

/// How the cache was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CacheState {
    /// Whole.
    Fine,
    /// New.
    Created,
    /// It was damaged and is kept as `cache.db.damaged`; everything is to be pulled again.
    Rebuilt,
}

/// The cache's writing side, behind the store's lock.
#[derive(Debug)]
pub(crate) struct Cache {
    pub(crate) connection: Connection,
    pub(crate) directory: Arc<Directory>,
    /// How the names of callers are read.
    pub(crate) spelling: Spelling,
    /// Tickets and customers whose view lacks an operation that is already saved: written since the last look, or left behind
    /// by a failure.
    pub(crate) unhealed: BTreeSet<About>,
    /// When the last of these was written.
    pub(crate) unhealed_at: Timestamp,
}

impl Cache {
    /// Opens `cache.db`, or sets a damaged one aside and begins anew.
    pub(crate) fn open(path: &Path, key: &[u8; 32], suspect: &Path, spelling: Spelling) -> Result<(Self, CacheState)> {
        let existed = path.exists();
        let opened = database::open(path, key, Kind::Cache).and_then(|connection| {
            let size = std::fs::metadata(path).map_or(0, |data| data.len());
            let check = existed && (suspect.exists() || size < QUICKLY_CHECKED);
            if check && !database::is_sound(&connection) {
                Err(StoreError::damaged("cache.db", "a page does not carry its seal"))
            } else {
                Ok(connection)
            }
        });
        let (connection, state) = match opened.and_then(|connection| Self::read_in(connection, spelling)) {
            Ok(cache) => (cache, if existed { CacheState::Fine } else { CacheState::Created }),
            Err(StoreError::Damaged { source, .. }) => (Self::anew(path, key, &source, spelling)?, CacheState::Rebuilt),
            Err(error @ (StoreError::Migration { .. } | StoreError::Document { .. })) => {
                (Self::anew(path, key, &error, spelling)?, CacheState::Rebuilt)
            }
            Err(error) if error.is_bad_reading() => (Self::anew(path, key, &error, spelling)?, CacheState::Rebuilt),
            Err(other) => return Err(other),
        };
        if suspect.exists() {
            std::fs::remove_file(suspect).map_err(io("clear the mark of a damaged cache"))?;
        }
        Ok((connection, state))
    }

    fn anew(path: &Path, key: &[u8; 32], cause: &dyn std::fmt::Display, spelling: Spelling) -> Result<Self> {
        let aside = disk::set_aside(path, false)?;
        tracing::warn!(%cause, kept = %aside.display(), "cache.db is damaged; everything will be pulled again");
        Self::read_in(database::open(path, key, Kind::Cache)?, spelling)
    }

    fn read_in(mut connection: Connection, spelling: Spelling) -> Result<Self> {
        let directory = Arc::new(directory::read(&connection)?);
        cursor::read(&connection)?;
        callers::renew(&mut connection, &spelling)?;
        Ok(Self { connection, directory, spelling, unhealed: BTreeSet::new(), unhealed_at: Timestamp::default() })
    }

    pub(crate) fn place(&self) -> Result<Place> {
        cursor::read(&self.connection)
    }

    /// The ticket as the person sees it.
    pub(crate) fn ticket(&self, id: TicketId) -> Result<Option<Ticket>> {
        ticket(&self.connection, id)
    }

    /// Replays these tickets and customers anew, and whatever an earlier failure left behind. Anything else is replayed when
    /// it is read.
    pub(crate) fn refresh(&mut self, about: impl IntoIterator<Item = About>, outbox: &Outbox, now: Timestamp) -> Result<()> {
        self.unhealed.extend(about.into_iter().filter(|about| about.ticket().is_some() || about.customer().is_some()));
        if self.unhealed.is_empty() {
            return Ok(());
        }
        let mut tickets: BTreeSet<TicketId> = self.unhealed.iter().filter_map(|about| about.ticket()).collect();
        let mut customers: BTreeSet<CustomerId> = self.unhealed.iter().filter_map(|about| about.customer()).collect();
        let role = outbox.role();
        let place = self.place()?;
        let transaction = begin(&mut self.connection)?;
        for customer in &customers {
            tickets.extend(customer::made_by(&transaction, *customer)?);
        }
        for ticket in &tickets {
            customers.extend(customer::made_for(&transaction, *ticket)?);
        }
        customer::restore(&transaction, &customers, &self.spelling)?;
        let scene = scene::Scene { place: &place, role, now, directory: &self.directory, spelling: &self.spelling };
        for id in &tickets {
            view::recompute(&transaction, *id, outbox, &scene)?;
        }
        customer::replay(&transaction, &customers, outbox, &scene)?;
        transaction.commit().map_err(sql(WRITE))?;
        self.unhealed.clear();
        Ok(())
    }

    /// Every ticket and customer whose view is, or should be, more than what is confirmed.
    pub(crate) fn unconfirmed(&self, outbox: &Outbox) -> Result<BTreeSet<About>> {
        let mut tickets = outbox.pending_tickets()?;
        tickets.extend(ids(&self.connection, "SELECT id FROM ticket WHERE pending = 1", [])?);
        tickets.extend(ids(&self.connection, "SELECT id FROM ticket_base", [])?);
        let mut customers = outbox.pending_customers()?;
        customers.extend(customer::viewed(&self.connection)?);
        Ok(tickets.into_iter().map(About::from).chain(customers.into_iter().map(About::from)).collect())
    }

    /// The alerts of these tickets were raised up to `now`: the next instant of each moves on, unless it has changed meanwhile.
    pub(crate) fn raised(&mut self, tickets: &[Ticket], now: Timestamp) -> Result<()> {
        let transaction = begin(&mut self.connection)?;
        for read in tickets {
            if ticket(&transaction, read.id)?.as_ref() == Some(read) {
                project::put(&transaction, read.id, &project::times(read, &self.directory, now, now))?;
            }
        }
        transaction.commit().map_err(sql(WRITE))
    }

    pub(crate) fn mark_read(&self, id: TicketId, at: Timestamp) -> Result<()> {
        self.connection
            .prepare_cached("INSERT INTO read_mark VALUES (?1, ?2) ON CONFLICT (ticket) DO UPDATE SET at = max(at, excluded.at)")
            .and_then(|mut statement| statement.execute((id.0.into_bytes(), at.millis())))
            .map(|_| ())
            .map_err(sql(WRITE))
    }
}

pub(crate) fn begin(connection: &mut Connection) -> Result<Transaction<'_>> {
    connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql(WRITE))
}

pub(crate) fn run(connection: &Connection, text: &str, parameters: impl rusqlite::Params) -> Result<usize> {
    connection.prepare_cached(text).and_then(|mut statement| statement.execute(parameters)).map_err(sql(WRITE))
}

pub(crate) fn ids(connection: &Connection, text: &str, parameters: impl rusqlite::Params) -> Result<Vec<TicketId>> {
    let read = || {
        let mut statement = connection.prepare_cached(text)?;
        let rows = statement.query_map(parameters, |row| row.get::<_, [u8; 16]>(0))?;
        rows.map(|id| id.map(|id| TicketId(uuid::Uuid::from_bytes(id)))).collect::<rusqlite::Result<Vec<_>>>()
    };
    read().map_err(sql(READ))
}

pub(crate) fn ticket(connection: &Connection, id: TicketId) -> Result<Option<Ticket>> {
    let doc = connection
        .prepare_cached("SELECT doc FROM ticket WHERE id = ?1")
        .and_then(|mut statement| statement.query_row([id.0.into_bytes()], |row| row.get::<_, String>(0)).optional())
        .map_err(sql(READ))?;
    doc.map(|doc| serde_json::from_str(&doc)).transpose().map_err(document(READ))
}
