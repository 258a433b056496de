//! A list gone through ticket by ticket, in its order, by whoever looks for the first that will do: no more of it is read than is
//! looked at, however long it is.

use holdfast_domain::{Ticket, TicketId, Timestamp};
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::list::{ListFilter, Query, blob};
use super::{READ, tickets_of};
use crate::error::{Result, document, sql};
use crate::store::Store;

/// What of a list comes first: emergencies, or all the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Emergencies.
    Emergencies,
    /// All others.
    Others,
}

impl Lane {
    const fn number(self) -> i64 {
        match self {
            Self::Emergencies => 0,
            Self::Others => 1,
        }
    }
}

/// By due time, tier and age; what is alike in all of them always in the same order.
const ORDER: &str = "lane, due_at, tier DESC, opened_at, rowid";
const BEHIND: &str = "(lane, due_at) >= (SELECT lane, due_at FROM ticket WHERE id = ?) AND (lane, due_at, -tier, opened_at, rowid) > \
                      (SELECT lane, due_at, -tier, opened_at, rowid FROM ticket WHERE id = ?)";

impl Store {
    /// The first ticket of a lane of a list, behind one that is in it when that is named, that will do.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn first_in(
        &self,
        filter: &ListFilter,
        lane: Lane,
        behind: Option<TicketId>,
        now: Timestamp,
        will_do: impl Fn(&Ticket) -> bool,
    ) -> Result<Option<Ticket>> {
        let Query { rows, condition, mut parameters, .. } = filter.query(now);
        let mut text = format!("SELECT doc FROM {rows} WHERE {condition} AND lane = ?");
        parameters.push(Value::Integer(lane.number()));
        if let Some(behind) = behind {
            text.push_str(" AND ");
            text.push_str(BEHIND);
            parameters.extend([blob(behind.0), blob(behind.0)]);
        }
        text.push_str(" ORDER BY ");
        text.push_str(ORDER);
        self.reads(|connection| {
            let mut statement = connection.prepare_cached(&text).map_err(sql(READ))?;
            let mut rows = statement.query(params_from_iter(parameters)).map_err(sql(READ))?;
            while let Some(row) = rows.next().map_err(sql(READ))? {
                let doc = row.get_ref(0).and_then(|value| Ok(value.as_str()?)).map_err(sql(READ))?;
                let ticket: Ticket = serde_json::from_str(doc).map_err(document(READ))?;
                if will_do(&ticket) {
                    return Ok(Some(ticket));
                }
            }
            Ok(None)
        })
    }

    /// All of a lane of a list, in order.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn lane(&self, filter: &ListFilter, lane: Lane, now: Timestamp) -> Result<Vec<TicketId>> {
        let Query { rows, condition, mut parameters, .. } = filter.query(now);
        let text = format!("SELECT id FROM {rows} WHERE {condition} AND lane = ? ORDER BY {ORDER}");
        parameters.push(Value::Integer(lane.number()));
        self.reads(|connection| tickets_of(connection, &text, params_from_iter(parameters)))
    }

    /// Whether a ticket is in a list now, and in which lane of it.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn lane_of(&self, filter: &ListFilter, ticket: TicketId, now: Timestamp) -> Result<Option<Lane>> {
        for lane in [Lane::Emergencies, Lane::Others] {
            let Query { condition, mut parameters, .. } = filter.query(now);
            let text = format!("SELECT id FROM ticket WHERE {condition} AND lane = ? AND id = ?");
            parameters.extend([Value::Integer(lane.number()), blob(ticket.0)]);
            if !self.reads(|connection| tickets_of(connection, &text, params_from_iter(parameters)))?.is_empty() {
                return Ok(Some(lane));
            }
        }
        Ok(None)
    }
}
