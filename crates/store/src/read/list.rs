//! Lists of tickets: a page of rowids out of one partial index, then what a row shows, for that page alone.

use holdfast_domain::{AgentId, CustomerId, FilterOrder, FilterRule, OwnerRule, QueueId, Ticket, TicketId, Timestamp};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

use super::READ;
use crate::error::{Result, document, sql};
use crate::outbox::ItemState;
use crate::store::Store;

/// Which tickets. What was put aside is not among them, but where it is asked for, where its time runs out and where it is
/// looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListFilter {
    /// Owned by an agent and active.
    Mine(AgentId),
    /// Active.
    Team,
    /// Active and nobody's.
    Unassigned,
    /// Active, and a clock has passed its last warning.
    AtRisk,
    /// Active and asking for care.
    Hot,
    /// Waiting for the customer.
    Waiting,
    /// Something was promised and is not done, the next due first.
    Promises,
    /// A follow-up is set and not done, the next due first.
    FollowUps,
    /// A note names the person at this desk, where that was told; what was told last first.
    Mentions,
    /// Put aside, the next to come back first.
    Snoozed,
    /// With a draft.
    Drafts,
    /// With operations that are not done, or that were written while cut off.
    WrittenOffline,
    /// Active, in a queue.
    Queue(QueueId),
    /// Of a customer, active ones first.
    Customers(Vec<CustomerId>),
    /// This one alone.
    One(TicketId),
    /// As a person wants it.
    Own {
        /// Which.
        rule: FilterRule,
        /// Who looks.
        me: AgentId,
    },
}

/// A ticket as a list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The ticket as the person sees it.
    pub ticket: Ticket,
    /// Its customer's name; empty when the customer is not here.
    pub customer_name: String,
    /// Whether the customer wrote, or a colleague named the person, after the person last read it.
    pub unread: bool,
    /// The worst that can be said of its operations.
    pub state: Option<ItemState>,
    /// Whether a text is being written on it.
    pub has_draft: bool,
    /// When it is next due.
    pub due: Option<Timestamp>,
}

/// The usual order: emergencies first, then by due time, tier and age.
const BY_DUE: &str = "lane, due_at, tier DESC, opened_at";
const BY_MENTION: &str = "(SELECT max(alert.at) FROM outbox.alert WHERE alert.ticket = ticket.id AND alert.kind = 'mention') DESC, ticket.id";
const IN_SIGHT: &str = "(snoozed_until IS NULL OR snoozed_until <= ?)";

/// Which tickets of which rows, what stands in the places of the question marks, and an order.
pub(super) struct Query {
    /// The table, by an index of this list alone. Left to itself SQLite takes `ticket_filter`, which has the order too, and looks every
    /// ticket up for what stands only in its row.
    pub(super) rows: &'static str,
    pub(super) condition: String,
    pub(super) parameters: Vec<Value>,
    order: &'static str,
    /// A condition that `ticket` and `ticket_tally` share, where that and not being put aside is all.
    tallied: Option<(&'static str, Option<Value>)>,
}

pub(super) fn blob(id: uuid::Uuid) -> Value {
    Value::Blob(id.as_bytes().to_vec())
}

impl ListFilter {
    pub(super) fn query(&self, now: Timestamp) -> Query {
        let now = Value::Integer(now.millis());
        let query = |condition: &str, parameters: Vec<Value>, order| Query {
            rows: "ticket",
            condition: condition.to_owned(),
            parameters,
            order,
            tallied: None,
        };
        let in_sight = |rows, condition: &'static str, own: Option<Value>| Query {
            rows,
            condition: format!("{condition} AND {IN_SIGHT}"),
            parameters: own.clone().into_iter().chain([now.clone()]).collect(),
            order: BY_DUE,
            tallied: Some((condition, own)),
        };
        match self {
            Self::Mine(agent) => in_sight("ticket INDEXED BY ticket_owner", "active = 1 AND owner = ?", Some(blob(agent.0))),
            Self::Team => in_sight("ticket INDEXED BY ticket_team", "active = 1", None),
            Self::Unassigned => in_sight("ticket INDEXED BY ticket_owner", "active = 1 AND owner IS NULL", None),
            Self::AtRisk => Query { rows: "ticket INDEXED BY ticket_team", ..query("active = 1 AND warn_at <= ?", vec![now], BY_DUE) },
            Self::Hot => in_sight("ticket INDEXED BY ticket_hot", "active = 1 AND hot = 1", None),
            Self::Waiting => in_sight("ticket INDEXED BY ticket_waiting", "status = 'pending'", None),
            Self::Promises => query("promise_due IS NOT NULL", Vec::new(), "promise_due, ticket.id"),
            Self::FollowUps => query("follow_due IS NOT NULL", Vec::new(), "follow_due, ticket.id"),
            Self::Mentions => query("id IN (SELECT ticket FROM outbox.alert WHERE kind = 'mention')", Vec::new(), BY_MENTION),
            Self::Snoozed => query("snoozed_until > ?", vec![now], "snoozed_until, ticket.id"),
            Self::Drafts => query("id IN (SELECT ticket FROM outbox.draft)", Vec::new(), BY_DUE),
            Self::WrittenOffline => query(
                "id IN (SELECT about FROM outbox.entry WHERE state IN ('queued', 'sealed', 'held', 'rejected') OR offline = 1)",
                Vec::new(),
                BY_DUE,
            ),
            Self::Queue(queue) => in_sight("ticket INDEXED BY ticket_queue", "active = 1 AND queue = ?", Some(blob(queue.0))),
            Self::Customers(these) => query(
                &format!("customer IN ({})", vec!["?"; these.len()].join(", ")),
                these.iter().map(|customer| blob(customer.0)).collect(),
                "active DESC, lane, due_at, tier DESC, opened_at",
            ),
            Self::One(ticket) => query("id = ?", vec![blob(ticket.0)], "lane"),
            Self::Own { rule, me } => own(rule, *me, now),
        }
    }
}

/// What a person's own rule asks for. Where it can, it is answered from `ticket_filter` alone.
fn own(rule: &FilterRule, me: AgentId, now: Value) -> Query {
    let (mut conditions, mut parameters) = (vec![IN_SIGHT.to_owned()], vec![now]);
    let mut one_of = |column: &str, wanted: Vec<Value>| {
        if !wanted.is_empty() {
            conditions.push(format!("{column} IN ({})", vec!["?"; wanted.len()].join(", ")));
            parameters.extend(wanted);
        }
    };
    let text = |name: &str| Value::Text(name.to_owned());
    one_of("status", rule.statuses.iter().map(|status| text(status.name())).collect());
    one_of("urgency", rule.urgencies.iter().map(|urgency| text(urgency.name())).collect());
    one_of("channel", rule.channels.iter().map(|channel| text(channel.name())).collect());
    // What is no identity is nobody's.
    let identity = |id: &String| id.parse::<uuid::Uuid>().map_or(Value::Null, blob);
    one_of("queue", rule.queues.iter().map(identity).collect());
    match &rule.owner {
        None => {}
        Some(OwnerRule::Me) => one_of("owner", vec![blob(me.0)]),
        Some(OwnerRule::Agent { id }) => one_of("owner", vec![identity(id)]),
        Some(OwnerRule::Nobody) => conditions.push("owner IS NULL".to_owned()),
        Some(OwnerRule::Others) => {
            conditions.push("owner IS NOT NULL AND owner <> ?".to_owned());
            parameters.push(blob(me.0));
        }
    }
    if rule.statuses.is_empty() {
        conditions.push("active = 1".to_owned());
    }
    if !rule.categories.is_empty() {
        let below = vec!["category = ? OR category LIKE ? || '/%'"; rule.categories.len()].join(" OR ");
        conditions.push(format!("({below})"));
        parameters.extend(rule.categories.iter().flat_map(|category| [text(category), text(category)]));
    }
    if let Some(tier) = rule.tier {
        conditions.push("tier >= ?".to_owned());
        parameters.push(Value::Integer(tier.into()));
    }
    if rule.hot {
        conditions.push("hot = 1".to_owned());
    }
    for tag in &rule.tags {
        conditions.push("EXISTS (SELECT 1 FROM json_each(ticket.doc, '$.tags') AS tag WHERE tag.key = ?)".to_owned());
        parameters.push(text(tag));
    }
    if rule.unread {
        conditions.push(include_str!("sql/unread.sql").trim().to_owned());
    }
    let order = match rule.order {
        FilterOrder::Due => BY_DUE,
        FilterOrder::Newest => "opened_at DESC, ticket.id",
        FilterOrder::Oldest => "opened_at, ticket.id",
        FilterOrder::Updated => "updated_at DESC, ticket.id",
    };
    Query { rows: "ticket", condition: conditions.join(" AND "), parameters, order, tallied: None }
}

impl Store {
    /// A page of a list as it is now.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn list(&self, filter: &ListFilter, now: Timestamp, offset: u32, limit: u32) -> Result<Vec<Listed>> {
        let Query { rows, condition, mut parameters, order, .. } = filter.query(now);
        let text = format!(
            "WITH page AS MATERIALIZED (SELECT rowid AS place FROM {rows} WHERE {condition} ORDER BY {order} LIMIT ? OFFSET ?) {} ORDER BY {order}",
            include_str!("sql/listed.sql")
        );
        parameters.extend([Value::Integer(limit.into()), Value::Integer(offset.into())]);
        self.reads(|connection| {
            let mut statement = connection.prepare_cached(&text).map_err(sql(READ))?;
            let mut rows = statement.query(params_from_iter(parameters)).map_err(sql(READ))?;
            let mut found = Vec::new();
            while let Some(row) = rows.next().map_err(sql(READ))? {
                found.push(listed(row)?);
            }
            Ok(found)
        })
    }

    /// How many a list holds now.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn count(&self, filter: &ListFilter, now: Timestamp) -> Result<u32> {
        let Query { condition, parameters, tallied, .. } = filter.query(now);
        let (text, parameters) = match tallied {
            // By when they are due to warn and not in order: what is not at risk is not looked at.
            None if *filter == ListFilter::AtRisk => (format!("SELECT count(*) FROM ticket INDEXED BY ticket_warn WHERE {condition}"), parameters),
            None => (format!("SELECT count(*) FROM ticket WHERE {condition}"), parameters),
            // All there are but for those that are put aside, which are few.
            Some((condition, own)) => (
                format!(
                    "SELECT (SELECT coalesce(sum(held), 0) FROM ticket_tally WHERE {condition}) \
                     - (SELECT count(*) FROM ticket INDEXED BY ticket_snoozed WHERE {condition} AND snoozed_until > ?)"
                ),
                own.clone().into_iter().chain(own).chain([Value::Integer(now.millis())]).collect(),
            ),
        };
        self.reads(|connection| number(connection, &text, params_from_iter(parameters)))
    }

    /// Which tickets a list holds now, the first `limit` of them in order.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn identities(&self, filter: &ListFilter, now: Timestamp, limit: u32) -> Result<Vec<TicketId>> {
        let Query { rows, condition, mut parameters, order, .. } = filter.query(now);
        let text = format!("SELECT id FROM {rows} WHERE {condition} ORDER BY {order} LIMIT ?");
        parameters.push(Value::Integer(limit.into()));
        self.reads(|connection| {
            let mut statement = connection.prepare_cached(&text).map_err(sql(READ))?;
            let rows = statement.query_map(params_from_iter(parameters), |row| row.get::<_, [u8; 16]>(0)).map_err(sql(READ))?;
            rows.map(|id| id.map(|id| TicketId(uuid::Uuid::from_bytes(id))).map_err(sql(READ))).collect()
        })
    }

    /// Whether something that was put aside came back into sight after `since`, until `now`.
    ///
    /// # Errors
    /// When the cache does not read.
    pub fn woke(&self, since: Timestamp, now: Timestamp) -> Result<bool> {
        let text = "SELECT EXISTS (SELECT 1 FROM ticket WHERE snoozed_until > ? AND snoozed_until <= ?)";
        self.reads(|connection| Ok(number(connection, text, (since.millis(), now.millis()))? > 0))
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
