//! Lists of tickets: a page of rowids out of one partial index, then what a row shows, for that page alone.

use holdfast_domain::{AgentId, CustomerId, QueueId, Ticket, TicketId, Timestamp};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use super::READ;
use crate::error::{Result, document, sql};
use crate::outbox::ItemState;
use crate::store::Store;

/// Which tickets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListFilter {
    /// Owned by an agent and active.
    Mine(AgentId),
    /// Active.
    Team,
    /// Active and nobody's.
    Unassigned,
    /// Active, and a clock has passed its last warning.
    AtRisk {
        /// Now.
        now: Timestamp,
    },
    /// Active and asking for care.
    Hot,
    /// Waiting for the customer.
    Waiting,
    /// With a draft.
    Drafts,
    /// With operations that are not done, or that were written while cut off.
    WrittenOffline,
    /// Active, in a queue.
    Queue(QueueId),
    /// Of a customer, active ones first.
    Customer(CustomerId),
    /// This one alone.
    One(TicketId),
}

/// A ticket as a list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The ticket as the person sees it.
    pub ticket: Ticket,
    /// Its customer's name; empty when the customer is not here.
    pub customer_name: String,
    /// Whether the customer wrote after the person last read it.
    pub unread: bool,
    /// The worst that can be said of its operations.
    pub state: Option<ItemState>,
    /// Whether a text is being written on it.
    pub has_draft: bool,
    /// When it is next due.
    pub due: Option<Timestamp>,
}

macro_rules! list {
    ($where:literal, $order:literal) => {
        (
            concat!(
                "WITH page AS MATERIALIZED (SELECT rowid AS place FROM ticket WHERE ",
                $where,
                " ORDER BY ",
                $order,
                " LIMIT ?1 OFFSET ?2) ",
                include_str!("sql/listed.sql"),
                " ORDER BY ",
                $order
            ),
            concat!("SELECT count(*) FROM ticket WHERE ?1 IS ?2 AND ", $where),
        )
    };
}

impl ListFilter {
    /// The query for a page, the one for the count, and their third parameter.
    fn queries(self) -> ((&'static str, &'static str), Option<Value>) {
        let blob = |id: uuid::Uuid| Some(Value::Blob(id.as_bytes().to_vec()));
        match self {
            Self::Mine(agent) => (list!("active = 1 AND owner = ?3", "lane, due_at, tier DESC, opened_at"), blob(agent.0)),
            Self::Team => (list!("active = 1", "lane, due_at, tier DESC, opened_at"), None),
            Self::Unassigned => (list!("active = 1 AND owner IS NULL", "lane, due_at, tier DESC, opened_at"), None),
            Self::AtRisk { now } => (list!("active = 1 AND warn_at <= ?3", "lane, due_at, tier DESC, opened_at"), Some(Value::Integer(now.millis()))),
            Self::Hot => (list!("active = 1 AND hot = 1", "lane, due_at, tier DESC, opened_at"), None),
            Self::Waiting => (list!("status = 'pending'", "lane, due_at, tier DESC, opened_at"), None),
            Self::Drafts => (list!("id IN (SELECT ticket FROM outbox.draft)", "lane, due_at, tier DESC, opened_at"), None),
            Self::WrittenOffline => (
                list!(
                    "id IN (SELECT about FROM outbox.entry WHERE state IN ('queued', 'sealed', 'held', 'rejected') OR offline = 1)",
                    "lane, due_at, tier DESC, opened_at"
                ),
                None,
            ),
            Self::Queue(queue) => (list!("active = 1 AND queue = ?3", "lane, due_at, tier DESC, opened_at"), blob(queue.0)),
            Self::Customer(customer) => (list!("customer = ?3", "active DESC, lane, due_at, tier DESC, opened_at"), blob(customer.0)),
            Self::One(ticket) => (list!("id = ?3", "lane"), blob(ticket.0)),
        }
    }
}

impl Store {
    /// A page of a list: emergencies first, then by due time, tier and age.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn list(&self, filter: &ListFilter, offset: u32, limit: u32) -> Result<Vec<Listed>> {
        let ((page, _), parameter) = filter.queries();
        let parameters = [Value::Integer(limit.into()), Value::Integer(offset.into())].into_iter().chain(parameter);
        self.reads(|connection| {
            let mut statement = connection.prepare_cached(page).map_err(sql(READ))?;
            let mut rows = statement.query(params_from_iter(parameters)).map_err(sql(READ))?;
            let mut found = Vec::new();
            while let Some(row) = rows.next().map_err(sql(READ))? {
                found.push(listed(row)?);
            }
            Ok(found)
        })
    }

    /// How many a list holds.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn count(&self, filter: &ListFilter) -> Result<u32> {
        let ((_, count), parameter) = filter.queries();
        let parameters = [Value::Null, Value::Null].into_iter().chain(parameter);
        self.reads(|connection| number(connection, count, params_from_iter(parameters)))
    }
}

pub(super) fn number(connection: &Connection, text: &str, parameters: impl rusqlite::Params) -> Result<u32> {
    connection.prepare_cached(text).and_then(|mut statement| statement.query_row(parameters, |row| row.get(0))).map_err(sql(READ))
}

fn listed(row: &Row<'_>) -> Result<Listed> {
    let columns = || -> rusqlite::Result<_> {
        Ok((
            row.get_ref(0)?.as_str()?,
            row.get::<_, String>(1)?,
            row.get::<_, i64>(2)?,
            row.get::<_, bool>(3)?,
            row.get::<_, Option<i64>>(4)?,
            row.get::<_, bool>(5)?,
        ))
    };
    let (doc, customer_name, due, unread, state, has_draft) = columns().map_err(sql(READ))?;
    let state = state.map(|state| match state {
        6 => ItemState::Held,
        5 => ItemState::Rejected,
        4 => ItemState::Uncertain,
        3 => ItemState::Sending,
        2 => ItemState::Waiting,
        _ => ItemState::Sent,
    });
    let due = (due != i64::MAX).then(|| Timestamp::from_millis(due));
    Ok(Listed { ticket: serde_json::from_str(doc).map_err(document(READ))?, customer_name, unread, state, has_draft, due })
}
