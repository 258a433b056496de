//! Reading: three read-only connections, each with the outbox beside the cache. Nothing here writes, and what is read with one
//! loan is of one moment.

mod article;
mod customer;
mod entry;
mod filter;
mod list;
mod next;
mod outage;
mod schedule;
mod ticket;

pub use article::ArticleFilter;
pub use list::{ListFilter, Listed};
pub use next::Lane;
pub use ticket::Conversation;

use holdfast_domain::{ArticleId, TicketId};
use rusqlite::Connection;
use serde::de::DeserializeOwned;
use std::path::Path;
use std::sync::{Condvar, Mutex, PoisonError};

use crate::database;
use crate::error::{Result, document, sql};

const READERS: usize = 3;
pub(crate) const READ: &str = "read the cache";

/// Something the search index has to look at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IndexItem {
    /// An article; one that is gone is to leave the index.
    Article(ArticleId),
    /// A ticket with its messages; likewise.
    Ticket(TicketId),
}

/// The pool of readers.
#[derive(Debug)]
pub(crate) struct Readers {
    free: Mutex<Vec<Connection>>,
    returned: Condvar,
}

impl Readers {
    pub(crate) fn open(cache: &Path, cache_key: &[u8; 32], outbox: &Path, outbox_key: &[u8; 32]) -> Result<Self> {
        let open = |_| database::open_reader(cache, cache_key, outbox, outbox_key);
        Ok(Self { free: Mutex::new((0..READERS).map(open).collect::<Result<_>>()?), returned: Condvar::new() })
    }

    /// Reads as of one moment; waits when all connections are out.
    pub(crate) fn with<T>(&self, read: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.lend(|connection| {
            let moment = connection.unchecked_transaction().map_err(sql(READ))?;
            // Each file has its moment from its first look on. The outbox's is the earlier: what its entry leaves for the rows is
            // then seen in one of them or in both, where replaying it does nothing, and never in neither.
            // An outbox that cannot be looked at is told of by whoever needs it.
            let _ = moment.prepare_cached("SELECT 1 FROM outbox.sqlite_schema LIMIT 1").and_then(|mut statement| statement.query_row([], |_| Ok(())));
            read(&moment)
        })
    }

    /// Lends a connection as it is; waits when all are out.
    pub(crate) fn lend<T>(&self, read: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let mut lent = Lent { readers: self, connection: None };
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let connection = loop {
            match free.pop() {
                Some(connection) => break connection,
                None => free = self.returned.wait(free).unwrap_or_else(PoisonError::into_inner),
            }
        };
        drop(free);
        read(lent.connection.insert(connection))
    }
}

/// Gives the connection back also when reading panics.
struct Lent<'a> {
    readers: &'a Readers,
    connection: Option<Connection>,
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.readers.free.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            self.readers.returned.notify_one();
        }
    }
}

/// One document, or none.
pub(crate) fn one<T: DeserializeOwned>(connection: &Connection, text: &str, parameters: impl rusqlite::Params) -> Result<Option<T>> {
    Ok(many(connection, text, parameters)?.pop())
}

/// All documents of a query whose first column is the document.
pub(crate) fn many<T: DeserializeOwned>(connection: &Connection, text: &str, parameters: impl rusqlite::Params) -> Result<Vec<T>> {
    let mut statement = connection.prepare_cached(text).map_err(sql(READ))?;
    let mut rows = statement.query(parameters).map_err(sql(READ))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next().map_err(sql(READ))? {
        let doc = row.get_ref(0).and_then(|value| Ok(value.as_str()?)).map_err(sql(READ))?;
        found.push(serde_json::from_str(doc).map_err(document(READ))?);
    }
    Ok(found)
}

pub(crate) fn tickets_of(connection: &Connection, text: &str, parameters: impl rusqlite::Params) -> Result<Vec<TicketId>> {
    crate::cache::ids(connection, text, parameters)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use super::*;
    use crate::DataKey;
    use crate::store::Store;
    use holdfast_domain::Timestamp;

    #[test]
    fn what_is_read_with_one_loan_is_of_one_moment_in_both_files() {
        let folder = tempfile::TempDir::new().unwrap();
        let store = Store::open(folder.path(), &DataKey::generate().unwrap(), Timestamp::default()).unwrap().store;
        let ticket = TicketId(uuid::Uuid::from_u128(7));
        let counts = |connection: &Connection| {
            let count = |text: &str| connection.query_row(text, [], |row| row.get::<_, u32>(0)).unwrap();
            (count("SELECT count(*) FROM outbox.form"), count("SELECT count(*) FROM read_mark"))
        };
        let (before, after) = store
            .reads(|connection| {
                let before = counts(connection);
                store.save_form("a form", "{}").unwrap();
                store.mark_read(ticket, Timestamp::default()).unwrap();
                Ok((before, counts(connection)))
            })
            .unwrap();
        assert_eq!((before, after), ((0, 0), (0, 0)), "what is written meanwhile is of a later moment");
        assert_eq!(store.reads(|connection| Ok(counts(connection))).unwrap(), (1, 1));
    }
}
