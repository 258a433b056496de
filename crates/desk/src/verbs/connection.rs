//! How the desk stands with its team server, in the window's words.

use holdfast_sync::{Failure, Link};

use crate::error::DeskError;
use crate::view::{Connection, ConnectionState, Millis, Progress};
use crate::work::Work;

impl Work {
    /// How the desk stands with its team server.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn connection(&self) -> Result<Connection, DeskError> {
        let counts = self.store.counts()?;
        let as_of = self.store.confirmed_at().map(Millis::from);
        let (link, since, stop, failure, first_pull) = self
            .with_report(|report| (report.link, report.since, report.stop.clone(), report.failure.clone(), report.first_pull))
            .unwrap_or((Link::Connecting, self.time.steady(), None, None, None));
        let own_link = link == Link::Offline && failure.as_ref().is_some_and(Failure::is_own_link);
        // A certificate that does not hold today: perhaps it is not today.
        let about_date = failure.filter(Failure::is_about_date).map(|failure| DeskError::of_failure(&failure, "", self.ports.clock.now()));
        let progress = |(done, total): (u64, u64)| Progress {
            done: u32::try_from(done).unwrap_or(u32::MAX),
            total: u32::try_from(total.max(done)).unwrap_or(u32::MAX),
        };
        // Whatever was sent without an answer is uncertain once no answer can come any more.
        let (sending, uncertain) =
            if self.is_cut_off() { (0, counts.sending.saturating_add(counts.uncertain)) } else { (counts.sending, counts.uncertain) };
        Ok(Connection {
            state: match link {
                Link::Connecting => ConnectionState::Connecting,
                Link::Online => ConnectionState::Online,
                Link::Degraded => ConnectionState::Degraded,
                Link::Offline => ConnectionState::Offline,
                Link::Recovering => ConnectionState::Recovering,
            },
            since: self.time.at(since).into(),
            as_of,
            waiting: counts.waiting,
            sending,
            held: counts.held,
            uncertain,
            rejected: counts.rejected,
            first_pull: first_pull.map(progress),
            own_link,
            problem: stop.as_ref().map(DeskError::of_stop).or(about_date),
            now: self.now().into(),
            time: self.time.quality().into(),
        })
    }
}
