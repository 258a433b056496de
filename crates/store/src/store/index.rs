//! What the search index has yet to take in, and the one way in which reads report damage.

use holdfast_domain::{ArticleId, TicketId};
use rusqlite::Connection;
use uuid::Uuid;

use super::{Store, guard};
use crate::cache::begin;
use crate::error::{Result, sql};
use crate::read::IndexItem;

impl Store {
    /// Articles and tickets that changed since the index last looked, oldest change first.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn index_queue(&self, limit: u32) -> Result<Vec<IndexItem>> {
        let found = self.reads(|connection| {
            let read = || {
                let mut statement = connection.prepare_cached("SELECT rev, kind, id FROM index_queue ORDER BY rev LIMIT ?1")?;
                let rows = statement.query_map([limit], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, Uuid::from_bytes(row.get(2)?))))?;
                rows.collect::<rusqlite::Result<Vec<_>>>()
            };
            read().map_err(sql("read the index's queue"))
        })?;
        let mut handed_out = guard(&self.0.handed_out);
        let mut items = Vec::with_capacity(found.len());
        for (rev, kind, id) in found {
            let item = if kind == 0 { IndexItem::Article(ArticleId(id)) } else { IndexItem::Ticket(TicketId(id)) };
            handed_out.insert(item, rev);
            items.push(item);
        }
        Ok(items)
    }

    /// The index has these, as they were when they were handed out. What changed since stays in the queue.
    ///
    /// # Errors
    /// When the cache does not write.
    pub fn indexed(&self, items: &[IndexItem]) -> Result<()> {
        let mut cache = self.cache();
        let mut handed_out = guard(&self.0.handed_out);
        let transaction = begin(&mut cache.connection)?;
        for item in items {
            let (kind, id) = match item {
                IndexItem::Article(id) => (0, id.0),
                IndexItem::Ticket(id) => (1, id.0),
            };
            let Some(rev) = handed_out.remove(item) else { continue };
            let text = "DELETE FROM index_queue WHERE kind = ?1 AND id = ?2 AND rev <= ?3";
            crate::cache::run(&transaction, text, (kind, id.into_bytes(), rev))?;
        }
        transaction.commit().map_err(sql("write the index's queue"))
    }

    /// Reads the cache, brought up to the outbox; an answer that says it is damaged is remembered for the next opening.
    pub(crate) fn reads<T>(&self, read: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.catch_up();
        self.seen(self.0.readers.with(read))
    }
}
