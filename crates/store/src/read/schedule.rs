//! Schedules as their editor shows them.

use holdfast_domain::sla::{Schedule, ScheduleId};
use holdfast_domain::{Role, Timestamp};

use crate::cache::schedule;
use crate::error::Result;
use crate::outbox::pending;
use crate::store::Store;

impl Store {
    /// A schedule as the person sees it at `now`, with what is pending on it. Clocks go by [`crate::Directory::schedules`].
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn schedule(&self, id: ScheduleId, now: Timestamp) -> Result<Option<Schedule>> {
        let role = self.identity().map_or(Role::Agent, |identity| identity.agent.role);
        self.reads(|connection| schedule::schedule(connection, id, &pending(connection, id.into())?, role, now))
    }
}
