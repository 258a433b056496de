//! Alerts: which tickets need one, which were raised, and which are to be said aloud.

use holdfast_domain::sla::Alert;
use holdfast_domain::{Ticket, TicketId, Timestamp};

use super::Store;
use crate::error::{Result, StoreError, sql};
use crate::outbox::{Outbox, Record, StoredAlert, read_alerts, wire_name};
use crate::read::tickets_of;

macro_rules! alerts {
    ($rest:literal) => {
        concat!(include_str!("../outbox/sql/alert_read.sql"), " ", $rest)
    };
}

/// What came of raising alerts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raised {
    /// Those that were not known, or mattered no longer and do again.
    pub alerts: Vec<StoredAlert>,
    /// Lesser ones of the same clocks, whose place they took.
    pub replaced: Vec<StoredAlert>,
}

impl Raised {
    /// These as well.
    pub fn extend(&mut self, other: Self) {
        self.alerts.extend(other.alerts);
        self.replaced.extend(other.replaced);
    }
}

impl Store {
    /// Tickets about which something is to be raised up to `until`, the earliest first.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn alert_candidates(&self, until: Timestamp, limit: u32) -> Result<Vec<TicketId>> {
        let text = "SELECT id FROM ticket WHERE alert_at IS NOT NULL AND alert_at <= ?1 ORDER BY alert_at LIMIT ?2";
        self.reads(|connection| tickets_of(connection, text, (until.millis(), limit)))
    }

    /// Whether something is still to be raised about a ticket up to `until`.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn is_alert_candidate(&self, ticket: TicketId, until: Timestamp) -> Result<bool> {
        let text = "SELECT EXISTS (SELECT 1 FROM ticket WHERE id = ?1 AND alert_at <= ?2)";
        let parameters = (ticket.0.into_bytes(), until.millis());
        self.reads(|connection| {
            let found = connection.prepare_cached(text).and_then(|mut statement| statement.query_row(parameters, |row| row.get(0)));
            found.map_err(sql("read the cache"))
        })
    }

    /// When something is to be raised next.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn next_alert_at(&self) -> Result<Option<Timestamp>> {
        let text = "SELECT min(alert_at) FROM ticket WHERE alert_at IS NOT NULL";
        self.reads(|connection| {
            let at = connection.prepare_cached(text).and_then(|mut statement| statement.query_row([], |row| row.get::<_, Option<i64>>(0)));
            Ok(at.map_err(sql("read the cache"))?.map(Timestamp::from_millis))
        })
    }

    /// Alerts raised, the newest first; with `open_only` those not yet closed.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn alerts(&self, open_only: bool) -> Result<Vec<StoredAlert>> {
        let text = if open_only { alerts!("WHERE closed_at IS NULL ORDER BY at DESC, id DESC") } else { alerts!("ORDER BY at DESC, id DESC") };
        read_alerts(&self.outbox().connection, text, [])
    }

    /// One alert.
    ///
    /// # Errors
    /// [`StoreError::Missing`].
    pub fn alert(&self, id: i64) -> Result<StoredAlert> {
        self.outbox().alert(id)
    }

    /// How many alerts are open of which nobody took note, but for those put off.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn fresh_alerts(&self, now: Timestamp) -> Result<u32> {
        let text =
            "SELECT count(*) FROM alert WHERE closed_at IS NULL AND acknowledged_at IS NULL AND (snoozed_until IS NULL OR snoozed_until <= ?1)";
        let count = |found: &mut rusqlite::CachedStatement<'_>| found.query_row([now.millis()], |row| row.get(0));
        self.outbox().connection.prepare_cached(text).and_then(|mut found| count(&mut found)).map_err(sql("read an alert"))
    }

    /// Alerts raised about a ticket and not yet closed.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn open_alerts_of(&self, ticket: TicketId) -> Result<Vec<StoredAlert>> {
        self.outbox().open_alerts_of(ticket)
    }

    /// Whether an alert was raised before, whatever became of it.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn was_raised(&self, ticket: TicketId, alert: &Alert) -> Result<bool> {
        Ok(self.outbox().known(ticket, alert)?.is_some())
    }

    /// Writes down that these alerts are being raised, in one commit. One that is open already is left as it is; one that was
    /// closed matters again. Each takes the place of the lesser open ones of its clock.
    ///
    /// # Errors
    /// When the outbox does not write.
    pub fn raise_alerts(&self, alerts: &[(TicketId, Alert)], now: Timestamp) -> Result<Raised> {
        let mut outbox = self.outbox();
        let mut raised = Raised::default();
        let first = outbox.connection.query_row("SELECT coalesce(max(id), 0) + 1 FROM alert", [], |row| row.get(0)).map_err(sql("read an alert"))?;
        let mut ids = first..;
        for (ticket, alert) in alerts {
            let known = outbox.known(*ticket, alert)?;
            if known.as_ref().is_some_and(|known| known.closed_at.is_none()) {
                continue;
            }
            let open = outbox.open_alerts_of(*ticket)?;
            // Whoever has taken note of a graver one of the same clock has taken note: it may now be theirs by another way.
            let graver =
                |other: &&StoredAlert| (other.kind, other.due) == (alert.kind, alert.due) && (other.level, other.at) > (alert.level, alert.at);
            let taken = open.iter().find(graver).filter(|graver| graver.acknowledged_at.is_some() || graver.snoozed_until.is_some());
            let fresh = StoredAlert {
                id: known.map_or_else(|| ids.next().unwrap_or(i64::MAX), |known| known.id),
                ticket: *ticket,
                kind: alert.kind,
                level: alert.level,
                due: alert.due,
                at: alert.at,
                raised_at: now,
                say_at: taken.map_or(Some(now), |taken| taken.say_at),
                said_at: taken.and_then(|taken| taken.said_at),
                acknowledged_at: taken.and_then(|taken| taken.acknowledged_at),
                snoozed_until: taken.and_then(|taken| taken.snoozed_until),
                closed_at: None,
            };
            let lesser =
                |other: &StoredAlert| (other.kind, other.due) == (alert.kind, alert.due) && (other.level, other.at) < (alert.level, alert.at);
            raised.replaced.extend(open.into_iter().filter(lesser));
            raised.alerts.push(fresh);
        }
        let closed = raised.replaced.iter().map(|alert| alert.clone().closed(now));
        outbox.commit(closed.chain(raised.alerts.iter().cloned()).map(Record::Alert).collect())?;
        Ok(raised)
    }

    /// Everything about these tickets was raised up to `now`, as they were read. One that has changed since stays to be looked at.
    ///
    /// # Errors
    /// When the cache does not write.
    pub fn raised(&self, tickets: &[Ticket], now: Timestamp) -> Result<()> {
        let done = self.cache().raised(tickets, now);
        self.seen(done)
    }

    /// Alerts that are to be said aloud by now, the longest due first.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn alerts_to_say(&self, now: Timestamp) -> Result<Vec<StoredAlert>> {
        read_alerts(&self.outbox().connection, alerts!("WHERE say_at <= ?1 ORDER BY say_at, id"), [now.millis()])
    }

    /// Those of them that were kept back before they were ever said.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn alerts_kept(&self) -> Result<Vec<StoredAlert>> {
        let text = alerts!("WHERE say_at IS NOT NULL AND said_at IS NULL AND snoozed_until IS NULL ORDER BY say_at, id");
        read_alerts(&self.outbox().connection, text, [])
    }

    /// These are kept back until then, unless the person has done something with them meanwhile.
    ///
    /// # Errors
    /// [`StoreError::Missing`].
    pub fn keep_alerts(&self, ids: &[i64], until: Timestamp) -> Result<()> {
        self.change_alerts(ids, |alert| StoredAlert { say_at: alert.say_at.map(|_| until), ..alert })
    }

    /// When an alert is to be said aloud next, after `now`.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn next_to_say(&self, now: Timestamp) -> Result<Option<Timestamp>> {
        let outbox = self.outbox();
        let text = "SELECT min(say_at) FROM alert WHERE say_at > ?1";
        let at = outbox.connection.prepare_cached(text).and_then(|mut found| found.query_row([now.millis()], |row| row.get::<_, Option<i64>>(0)));
        Ok(at.map_err(sql("read an alert"))?.map(Timestamp::from_millis))
    }

    /// These were said aloud now, as they were read; each is said again at the instant beside it, unless somebody takes note
    /// before. What the person did with one meanwhile stands.
    ///
    /// # Errors
    /// [`StoreError::Missing`].
    pub fn said_alerts(&self, said: &[(StoredAlert, Option<Timestamp>)], now: Timestamp) -> Result<()> {
        let mut outbox = self.outbox();
        let mut records = Vec::with_capacity(said.len());
        for (read, again) in said {
            let current = outbox.alert(read.id)?;
            let quieted = if current == *read { StoredAlert { say_at: *again, snoozed_until: None, ..current } } else { current };
            records.push(Record::Alert(StoredAlert { said_at: Some(now), ..quieted }));
        }
        outbox.commit(records)
    }

    /// These were not said after all: to be said at `again`, unless the person has done something with them meanwhile.
    ///
    /// # Errors
    /// [`StoreError::Missing`].
    pub fn unsaid_alerts(&self, ids: &[i64], again: Timestamp) -> Result<()> {
        self.change_alerts(ids, |alert| match (alert.acknowledged_at, alert.snoozed_until) {
            (None, None) => StoredAlert { say_at: Some(again), said_at: None, ..alert },
            _ => alert,
        })
    }

    /// The person took note of these.
    ///
    /// # Errors
    /// [`StoreError::Missing`].
    pub fn acknowledge_alerts(&self, ids: &[i64], now: Timestamp) -> Result<()> {
        self.change_alerts(ids, |alert| StoredAlert { acknowledged_at: Some(now), snoozed_until: None, say_at: None, ..alert })
    }

    /// To be said again at `until`.
    ///
    /// # Errors
    /// [`StoreError::Missing`].
    pub fn snooze_alerts(&self, ids: &[i64], until: Timestamp) -> Result<()> {
        self.change_alerts(ids, |alert| StoredAlert { snoozed_until: Some(until), say_at: Some(until), acknowledged_at: None, ..alert })
    }

    /// These no longer matter.
    ///
    /// # Errors
    /// [`StoreError::Missing`].
    pub fn close_alerts(&self, ids: &[i64], now: Timestamp) -> Result<()> {
        self.change_alerts(ids, |alert| alert.closed(now))
    }

    /// One that closed meanwhile stays as it is.
    fn change_alerts(&self, ids: &[i64], change: impl Fn(StoredAlert) -> StoredAlert) -> Result<()> {
        let mut outbox = self.outbox();
        let mut records = Vec::with_capacity(ids.len());
        for id in ids {
            let alert = outbox.alert(*id)?;
            if alert.closed_at.is_none() {
                records.push(Record::Alert(change(alert)));
            }
        }
        outbox.commit(records)
    }
}

impl Outbox {
    fn alert(&self, id: i64) -> Result<StoredAlert> {
        let found = read_alerts(&self.connection, alerts!("WHERE id = ?1"), [id])?.pop();
        found.ok_or(StoreError::Missing { what: "the alert" })
    }

    fn open_alerts_of(&self, ticket: TicketId) -> Result<Vec<StoredAlert>> {
        read_alerts(&self.connection, alerts!("WHERE ticket = ?1 AND closed_at IS NULL"), [ticket.0.into_bytes()])
    }

    fn known(&self, ticket: TicketId, alert: &Alert) -> Result<Option<StoredAlert>> {
        let key = (ticket.0.into_bytes(), wire_name(&alert.kind)?, wire_name(&alert.level)?, alert.due.millis(), alert.at.millis());
        let found = read_alerts(&self.connection, alerts!("WHERE ticket = ?1 AND kind = ?2 AND level = ?3 AND due = ?4 AND at = ?5"), key)?;
        Ok(found.into_iter().next())
    }

    pub(crate) fn purge_alerts(&mut self, before: Timestamp) -> Result<()> {
        let found = read_alerts(&self.connection, alerts!("WHERE closed_at < ?1"), [before.millis()])?;
        self.commit(found.into_iter().map(|alert| Record::AlertGone { id: alert.id }).collect())
    }
}
