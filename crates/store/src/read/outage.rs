//! Outages, as the person sees them.

use holdfast_domain::{Outage, OutageId, Role, Timestamp};
use rusqlite::Connection;

use super::READ;
use crate::cache::outage;
use crate::error::{Result, sql};
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
