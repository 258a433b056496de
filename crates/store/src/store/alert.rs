//! Alerts: which tickets need one, and which were raised.

use holdfast_domain::sla::{Alert, ClockKind};
use holdfast_domain::{TicketId, Timestamp};

use super::Store;
use crate::error::{Result, StoreError, sql};
use crate::outbox::{Record, StoredAlert, read_alerts, wire_name};
use crate::read::tickets_of;

macro_rules! alerts {
    ($rest:literal) => {
        concat!("SELECT id, ticket, kind, level, due, at, raised_at, acknowledged_at, snoozed_until, closed_at FROM alert ", $rest)
    };
}

impl Store {
    /// Tickets about which something is to be said up to `until`, the earliest first.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn alert_candidates(&self, until: Timestamp, limit: u32) -> Result<Vec<TicketId>> {
        let text = "SELECT id FROM ticket WHERE alert_at IS NOT NULL AND alert_at <= ?1 ORDER BY alert_at LIMIT ?2";
        self.reads(|connection| tickets_of(connection, text, (until.millis(), limit)))
    }

    /// When something is to be said next.
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

    /// Alerts raised about a ticket and not yet closed.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn open_alerts_of(&self, ticket: TicketId) -> Result<Vec<StoredAlert>> {
        self.outbox().open_alerts_of(ticket)
    }

    /// Writes down that an alert is being raised; none when it was raised before. Either way the ticket's next instant moves on.
    ///
    /// # Errors
    /// When a file does not write.
    pub fn raise_alert(&self, ticket: TicketId, alert: Alert, now: Timestamp) -> Result<Option<StoredAlert>> {
        let mut cache = self.cache();
        let mut outbox = self.outbox();
        let key = (ticket.0.into_bytes(), wire_name(&alert.kind)?, wire_name(&alert.level)?, alert.due.millis());
        let known = read_alerts(&outbox.connection, alerts!("WHERE ticket = ?1 AND kind = ?2 AND level = ?3 AND due = ?4"), key)?;
        let raised = if known.is_empty() {
            let id = outbox.connection.query_row("SELECT coalesce(max(id), 0) + 1 FROM alert", [], |row| row.get(0)).map_err(sql("read an alert"))?;
            let stored = StoredAlert {
                id,
                ticket,
                kind: alert.kind,
                level: alert.level,
                due: alert.due,
                at: alert.at,
                raised_at: now,
                acknowledged_at: None,
                snoozed_until: None,
                closed_at: None,
            };
            outbox.commit(vec![Record::Alert(stored.clone())])?;
            Some(stored)
        } else {
            None
        };
        // Of a decision only its own alert is kept, so that it silences no clock of the ticket.
        if alert.kind != ClockKind::Decision {
            let said = cache.said.entry(ticket).or_insert(alert.at);
            *said = (*said).max(alert.at);
        }
        if let Err(error) = cache.reproject(ticket, now) {
            tracing::warn!(%error, "the next alert of a ticket is computed with its next change");
        }
        Ok(raised)
    }

    /// Up to when everything about a ticket was said.
    #[must_use]
    pub fn said_until(&self, ticket: TicketId) -> Timestamp {
        self.cache().said.get(&ticket).copied().unwrap_or_default()
    }

    /// Nothing is to be said about a ticket up to `until`: its next instant moves on.
    ///
    /// # Errors
    /// When the cache does not write.
    pub fn skip_alerts(&self, ticket: TicketId, until: Timestamp) -> Result<()> {
        let mut cache = self.cache();
        let said = cache.said.entry(ticket).or_insert(until);
        *said = (*said).max(until);
        cache.reproject(ticket, until)
    }

    /// Computes a ticket's due times and next alert anew, for a candidate about which there turned out to be nothing to say.
    ///
    /// # Errors
    /// When the cache does not write.
    pub fn reproject(&self, ticket: TicketId, now: Timestamp) -> Result<()> {
        self.seen(self.cache().reproject(ticket, now))
    }

    /// The person took note.
    ///
    /// # Errors
    /// [`StoreError::Missing`].
    pub fn acknowledge_alert(&self, id: i64, now: Timestamp) -> Result<()> {
        self.change_alert(id, |alert| StoredAlert { acknowledged_at: Some(now), snoozed_until: None, ..alert })
    }

    /// To be said again at `until`.
    ///
    /// # Errors
    /// [`StoreError::Missing`].
    pub fn snooze_alert(&self, id: i64, until: Timestamp) -> Result<()> {
        self.change_alert(id, |alert| StoredAlert { snoozed_until: Some(until), ..alert })
    }

    /// Snoozed alerts whose time has come. They stay due until acknowledged, closed or snoozed again.
    ///
    /// # Errors
    /// When the outbox does not read.
    pub fn due_snoozed(&self, now: Timestamp) -> Result<Vec<StoredAlert>> {
        let text = alerts!("WHERE closed_at IS NULL AND snoozed_until <= ?1 ORDER BY snoozed_until");
        read_alerts(&self.outbox().connection, text, [now.millis()])
    }

    /// What was said about a ticket no longer matters. Answers how many alerts that closed.
    ///
    /// # Errors
    /// When the outbox does not write.
    pub fn close_alerts(&self, ticket: TicketId, now: Timestamp) -> Result<u32> {
        let mut outbox = self.outbox();
        let open = outbox.open_alerts_of(ticket)?;
        let count = u32::try_from(open.len()).unwrap_or(u32::MAX);
        outbox.commit(open.into_iter().map(|alert| Record::Alert(StoredAlert { closed_at: Some(now), snoozed_until: None, ..alert })).collect())?;
        Ok(count)
    }

    /// A snoozed alert is being said again.
    ///
    /// # Errors
    /// [`StoreError::Missing`].
    pub fn wake_alert(&self, id: i64) -> Result<()> {
        self.change_alert(id, |alert| StoredAlert { snoozed_until: None, ..alert })
    }

    /// One alert no longer matters.
    ///
    /// # Errors
    /// [`StoreError::Missing`].
    pub fn close_alert(&self, id: i64, now: Timestamp) -> Result<()> {
        self.change_alert(id, |alert| StoredAlert { closed_at: Some(now), snoozed_until: None, ..alert })
    }

    fn change_alert(&self, id: i64, change: impl FnOnce(StoredAlert) -> StoredAlert) -> Result<()> {
        let mut outbox = self.outbox();
        let found = read_alerts(&outbox.connection, alerts!("WHERE id = ?1"), [id])?.pop();
        let Some(alert) = found else { return Err(StoreError::Missing { what: "the alert" }) };
        outbox.commit(vec![Record::Alert(change(alert))])
    }
}

impl crate::outbox::Outbox {
    fn open_alerts_of(&self, ticket: TicketId) -> Result<Vec<StoredAlert>> {
        read_alerts(&self.connection, alerts!("WHERE ticket = ?1 AND closed_at IS NULL"), [ticket.0.into_bytes()])
    }

    /// Up to when alerts were raised, by ticket.
    pub(crate) fn alerts_said(&self) -> Result<Vec<(TicketId, Timestamp)>> {
        let read = || {
            let mut statement = self.connection.prepare_cached("SELECT ticket, max(at) FROM alert WHERE kind <> 'decision' GROUP BY ticket")?;
            let rows = statement.query_map([], |row| Ok((TicketId(uuid::Uuid::from_bytes(row.get(0)?)), Timestamp::from_millis(row.get(1)?))))?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        };
        read().map_err(sql("read an alert"))
    }

    pub(crate) fn purge_alerts(&mut self, before: Timestamp) -> Result<()> {
        // The last one of a ticket stays: it is what keeps an old breach from being said anew.
        let older = alerts!("WHERE closed_at < ?1 AND at < (SELECT max(later.at) FROM alert later WHERE later.ticket = alert.ticket)");
        let found = read_alerts(&self.connection, older, [before.millis()])?;
        self.commit(found.into_iter().map(|alert| Record::AlertGone { id: alert.id }).collect())
    }
}
