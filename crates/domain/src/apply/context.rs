//! What an operation works on, and the circumstances under which it does.

use crate::sla::Schedule;
use crate::{Article, Customer, Filter, Outage, Role, Seq, Ticket, Timestamp};

/// What an operation works on. What does not exist yet is an entity too: `Open` makes the ticket, `Suggest` the article.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::large_enum_variant, reason = "made for one operation and dropped")]
pub enum Entity {
    /// The ticket, once it exists.
    Ticket(Option<Ticket>),
    /// The article, once it exists.
    Article(Option<Article>),
    /// The schedule, once it exists.
    Schedule(Option<Schedule>),
    /// The list that the team shares, once it exists.
    Filter(Option<Filter>),
    /// The customer, once it exists.
    Customer(Option<Customer>),
    /// The outage, once it exists.
    Outage(Option<Outage>),
}

impl Entity {
    /// The ticket, when it is one and exists.
    #[must_use]
    pub const fn as_ticket(&self) -> Option<&Ticket> {
        match self {
            Self::Ticket(ticket) => ticket.as_ref(),
            _ => None,
        }
    }

    /// The ticket, when it is one and exists.
    #[must_use]
    pub fn ticket(self) -> Option<Ticket> {
        match self {
            Self::Ticket(ticket) => ticket,
            _ => None,
        }
    }

    /// The article, when it is one and exists.
    #[must_use]
    pub fn article(self) -> Option<Article> {
        match self {
            Self::Article(article) => article,
            _ => None,
        }
    }

    /// The list, when it is one and exists.
    #[must_use]
    pub fn filter(self) -> Option<Filter> {
        match self {
            Self::Filter(filter) => filter,
            _ => None,
        }
    }

    /// The customer, when it is one and exists.
    #[must_use]
    pub fn customer(self) -> Option<Customer> {
        match self {
            Self::Customer(customer) => customer,
            _ => None,
        }
    }

    /// The outage, when it is one and exists.
    #[must_use]
    pub fn outage(self) -> Option<Outage> {
        match self {
            Self::Outage(outage) => outage,
            _ => None,
        }
    }

    /// The schedule, when it is one and exists.
    #[must_use]
    pub fn schedule(self) -> Option<Schedule> {
        match self {
            Self::Schedule(schedule) => schedule,
            _ => None,
        }
    }
}

/// The circumstances of an application.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// Now, by the one who applies.
    pub now: Timestamp,
    /// The team server's sequence; none on a desk.
    pub seq: Option<Seq>,
    /// The lasting number to give to a new ticket; none on a desk.
    pub number: Option<u32>,
    /// What the author may do.
    pub role: Role,
    /// A reply older than this is held, not sent (SYNC 1.7 e).
    pub longest_wait_ms: i64,
}

impl Context {
    /// A day: a reply that waited longer is shown to its author again.
    pub const LONGEST_WAIT_MS: i64 = 24 * 3_600_000;

    /// As a desk applies, to show what will be.
    #[must_use]
    pub const fn on_desk(now: Timestamp, role: Role) -> Self {
        Self { now, seq: None, number: None, role, longest_wait_ms: Self::LONGEST_WAIT_MS }
    }

    /// As the team server applies, with authority.
    #[must_use]
    pub const fn with_authority(now: Timestamp, role: Role, seq: Seq, number: u32) -> Self {
        Self { now, seq: Some(seq), number: Some(number), role, longest_wait_ms: Self::LONGEST_WAIT_MS }
    }
}
