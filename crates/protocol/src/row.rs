//! A row: one entity as the team server last confirmed it.

use holdfast_domain::sla::{Policy, Schedule};
use holdfast_domain::{Agent, Article, Category, Customer, Department, Filter, Message, Outage, Queue, Seq, TagRule, Ticket};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One entity, whole and shared: handed on without being copied. A row crosses once however often it changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind", content = "doc")]
#[allow(missing_docs, reason = "each variant is the entity of its name")]
pub enum Row {
    Ticket(Arc<Ticket>),
    Message(Arc<Message>),
    Customer(Arc<Customer>),
    Article(Arc<Article>),
    Agent(Arc<Agent>),
    Department(Arc<Department>),
    Queue(Arc<Queue>),
    Category(Arc<Category>),
    TagRule(Arc<TagRule>),
    Policy(Arc<Policy>),
    Schedule(Arc<Schedule>),
    Filter(Arc<Filter>),
    Outage(Arc<Outage>),
}

/// The kind of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "each variant is the entity of its name")]
pub enum RowKind {
    Ticket,
    Message,
    Customer,
    Article,
    Agent,
    Department,
    Queue,
    Category,
    TagRule,
    Policy,
    Schedule,
    Filter,
    Outage,
}

impl RowKind {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::Ticket,
        Self::Message,
        Self::Customer,
        Self::Article,
        Self::Agent,
        Self::Department,
        Self::Queue,
        Self::Category,
        Self::TagRule,
        Self::Policy,
        Self::Schedule,
        Self::Filter,
        Self::Outage,
    ];

    /// The name on the wire and in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ticket => "ticket",
            Self::Message => "message",
            Self::Customer => "customer",
            Self::Article => "article",
            Self::Agent => "agent",
            Self::Department => "department",
            Self::Queue => "queue",
            Self::Category => "category",
            Self::TagRule => "tagRule",
            Self::Policy => "policy",
            Self::Schedule => "schedule",
            Self::Filter => "filter",
            Self::Outage => "outage",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Which row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RowId {
    /// Its kind.
    pub kind: RowKind,
    /// Its identity, or its key where it has one.
    pub id: String,
}

impl Row {
    /// Kind and identity.
    #[must_use]
    pub fn id(&self) -> RowId {
        let (kind, id) = match self {
            Self::Ticket(row) => (RowKind::Ticket, row.id.to_string()),
            Self::Message(row) => (RowKind::Message, row.id.to_string()),
            Self::Customer(row) => (RowKind::Customer, row.id.to_string()),
            Self::Article(row) => (RowKind::Article, row.id.to_string()),
            Self::Agent(row) => (RowKind::Agent, row.id.to_string()),
            Self::Department(row) => (RowKind::Department, row.id.to_string()),
            Self::Queue(row) => (RowKind::Queue, row.id.to_string()),
            Self::Category(row) => (RowKind::Category, row.key.clone()),
            Self::TagRule(row) => (RowKind::TagRule, row.key.clone()),
            Self::Policy(row) => (RowKind::Policy, row.key.clone()),
            Self::Schedule(row) => (RowKind::Schedule, row.key.clone()),
            Self::Filter(row) => (RowKind::Filter, row.id.to_string()),
            Self::Outage(row) => (RowKind::Outage, row.id.to_string()),
        };
        RowId { kind, id }
    }
}

/// A row as of a sequence, or its removal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// The transaction that last changed it.
    pub seq: Seq,
    /// The row; none when it was removed.
    pub row: Option<Row>,
    /// Which row was removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removed: Option<RowId>,
}
