//! Alerts that were raised, so that a restart repeats nothing and loses nothing. In the outbox, because the cache may go.

use holdfast_domain::sla::{Alert, ClockKind, Level};
use holdfast_domain::{TicketId, Timestamp};
use rusqlite::{Connection, Row};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::error::{Result, document, sql};

const READ: &str = "read an alert";

/// An alert that was raised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredAlert {
    /// Its number on this desk.
    pub id: i64,
    /// The ticket.
    pub ticket: TicketId,
    /// Which clock.
    pub kind: ClockKind,
    /// How grave.
    pub level: Level,
    /// When that clock is due.
    pub due: Timestamp,
    /// When it was to be raised.
    pub at: Timestamp,
    /// When it was raised.
    pub raised_at: Timestamp,
    /// When to say it aloud, first or again.
    #[serde(default)]
    pub say_at: Option<Timestamp>,
    /// When it was last said aloud.
    #[serde(default)]
    pub said_at: Option<Timestamp>,
    /// When the person took note.
    pub acknowledged_at: Option<Timestamp>,
    /// Until when the person put it off.
    pub snoozed_until: Option<Timestamp>,
    /// When it no longer mattered.
    pub closed_at: Option<Timestamp>,
}

impl StoredAlert {
    /// As the domain speaks of it.
    #[must_use]
    pub const fn alert(&self) -> Alert {
        Alert { at: self.at, level: self.level, kind: self.kind, due: self.due }
    }

    /// It no longer matters.
    pub(crate) fn closed(self, now: Timestamp) -> Self {
        Self { closed_at: Some(now), snoozed_until: None, say_at: None, ..self }
    }

    pub(crate) fn names(&self) -> Result<(String, String)> {
        Ok((name(&self.kind)?, name(&self.level)?))
    }
}

/// The name that serde gives a unit variant.
pub(crate) fn name<T: Serialize>(value: &T) -> Result<String> {
    let value = serde_json::to_value(value).map_err(document("save an alert"))?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

fn named<T: DeserializeOwned>(name: String) -> Result<T> {
    serde_json::from_value(serde_json::Value::String(name)).map_err(document(READ))
}

pub(crate) fn alerts_all(connection: &Connection) -> Result<Vec<StoredAlert>> {
    read(connection, concat!(include_str!("sql/alert_read.sql"), " ORDER BY id"), [])
}

pub(crate) fn read(connection: &Connection, text: &str, parameters: impl rusqlite::Params) -> Result<Vec<StoredAlert>> {
    let mut statement = connection.prepare_cached(text).map_err(sql(READ))?;
    let mut rows = statement.query(parameters).map_err(sql(READ))?;
    let mut alerts = Vec::new();
    while let Some(row) = rows.next().map_err(sql(READ))? {
        alerts.push(alert(row)?);
    }
    Ok(alerts)
}

fn alert(row: &Row<'_>) -> Result<StoredAlert> {
    let time = |index: usize| row.get::<_, Option<i64>>(index).map(|at| at.map(Timestamp::from_millis));
    let columns = || -> rusqlite::Result<(String, String, StoredAlert)> {
        let alert = StoredAlert {
            id: row.get(0)?,
            ticket: TicketId(uuid::Uuid::from_bytes(row.get(1)?)),
            kind: ClockKind::Resolution,
            level: Level::Breach,
            due: Timestamp::from_millis(row.get(4)?),
            at: Timestamp::from_millis(row.get(5)?),
            raised_at: Timestamp::from_millis(row.get(6)?),
            say_at: time(7)?,
            said_at: time(8)?,
            acknowledged_at: time(9)?,
            snoozed_until: time(10)?,
            closed_at: time(11)?,
        };
        Ok((row.get(2)?, row.get(3)?, alert))
    };
    let (kind, level, alert) = columns().map_err(sql(READ))?;
    Ok(StoredAlert { kind: named(kind)?, level: named(level)?, ..alert })
}
