//! Outages, as the person sees them.

use holdfast_domain::{Outage, OutageId, Role, Ticket, Timestamp};
use rusqlite::Connection;

use super::READ;
use crate::cache::outage;
use crate::error::{Result, document, sql};
use crate::outbox::{Pending, pending};
use crate::store::Store;

impl Store {
    /// All that are known at `now`, the stones of those that turned out to be another one among them.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn outages(&self, now: Timestamp) -> Result<Vec<Outage>> {
        let role = self.identity().map_or(Role::Agent, |identity| identity.agent.role);
        self.reads(|connection| {
            let known = pending_of(connection)?;
            outage::all(connection, &known, role, now)
        })
    }

    /// The tickets that have moved since then, each with whether its customer wrote from then to a second time.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn moved_since(&self, since: Timestamp, to: Timestamp) -> Result<Vec<(Ticket, bool)>> {
        let text = "SELECT doc, EXISTS (SELECT 1 FROM message WHERE message.ticket = ticket.id AND message.kind = 0 AND message.at >= ?1 \
                    AND message.at <= ?2) FROM ticket WHERE updated_at >= ?1";
        self.read_flagged(text, since, to)
    }

    /// The tickets that may have to do with what was from then to a second time, each with whether anybody wrote on it then or its
    /// customer's words stood last before it. Those on which nothing has moved since it began, and whose customer waited already,
    /// are among them.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn around(&self, since: Timestamp, to: Timestamp) -> Result<Vec<(Ticket, bool)>> {
        self.read_flagged(include_str!("sql/tickets_around.sql"), since, to)
    }

    fn read_flagged(&self, text: &str, since: Timestamp, to: Timestamp) -> Result<Vec<(Ticket, bool)>> {
        self.reads(|connection| {
            let mut statement = connection.prepare_cached(text).map_err(sql(READ))?;
            let mut rows = statement.query((since.millis(), to.millis())).map_err(sql(READ))?;
            let mut found = Vec::new();
            while let Some(row) = rows.next().map_err(sql(READ))? {
                let (doc, flag) = row.get_ref(0).and_then(|doc| Ok((doc.as_str()?, row.get(1)?))).map_err(sql(READ))?;
                found.push((serde_json::from_str(doc).map_err(document(READ))?, flag));
            }
            Ok(found)
        })
    }
}

fn pending_of(connection: &Connection) -> Result<Vec<Pending>> {
    let read = || {
        let text = "SELECT DISTINCT about FROM outbox.entry WHERE about_kind = 5 AND state IN ('queued', 'sealed', 'acknowledged')";
        let mut statement = connection.prepare_cached(text)?;
        statement.query_map([], |row| row.get::<_, [u8; 16]>(0))?.collect::<rusqlite::Result<Vec<_>>>()
    };
    let mut found = Vec::new();
    for id in read().map_err(sql(READ))? {
        found.extend(pending(connection, OutageId(uuid::Uuid::from_bytes(id)).into())?);
    }
    Ok(found)
}
