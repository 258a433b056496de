//! Lists that the team shares.

use holdfast_domain::{Filter, FilterId, Role, Timestamp};
use rusqlite::Connection;

use super::READ;
use crate::cache::filter;
use crate::error::{Result, sql};
use crate::outbox::pending;
use crate::store::Store;

impl Store {
    /// The lists that the team shares, as the person sees them at `now`, in the order they were made.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn filters(&self, now: Timestamp) -> Result<Vec<Filter>> {
        let role = self.identity().map_or(Role::Agent, |identity| identity.agent.role);
        self.reads(|connection| {
            let mut found = Vec::new();
            for id in known(connection)? {
                found.extend(filter::filter(connection, id, &pending(connection, id.into())?, role, now)?);
            }
            Ok(found)
        })
    }
}

/// Those that are confirmed, and those that are only meant here.
fn known(connection: &Connection) -> Result<Vec<FilterId>> {
    let read = || {
        let text = "SELECT key FROM team WHERE kind = 'filter' UNION SELECT lower(format('%s-%s-%s-%s-%s', substr(hex(about), 1, 8), \
                    substr(hex(about), 9, 4), substr(hex(about), 13, 4), substr(hex(about), 17, 4), substr(hex(about), 21))) \
                    FROM outbox.entry WHERE about_kind = 3 AND state IN ('queued', 'sealed', 'acknowledged') ORDER BY 1";
        let mut statement = connection.prepare_cached(text)?;
        statement.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()
    };
    let keys = read().map_err(sql(READ))?;
    Ok(keys.iter().filter_map(|key| key.parse().ok()).collect())
}
