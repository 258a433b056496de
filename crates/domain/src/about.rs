//! What an operation is about.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::sla::ScheduleId;
use crate::{ArticleId, CustomerId, FilterId, OutageId, TicketId};

/// What an operation is about. On the wire its key says which: `"ticket": "…"`, `"article": "…"`, `"schedule": "…"`,
/// `"filter": "…"`, `"customer": "…"` or `"outage": "…"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum About {
    /// A ticket.
    Ticket(TicketId),
    /// A knowledge article.
    Article(ArticleId),
    /// A schedule.
    Schedule(ScheduleId),
    /// A list that the team shares.
    Filter(FilterId),
    /// A customer.
    Customer(CustomerId),
    /// An outage.
    Outage(OutageId),
}

impl About {
    /// The ticket, when it is one.
    #[must_use]
    pub const fn ticket(self) -> Option<TicketId> {
        match self {
            Self::Ticket(id) => Some(id),
            _ => None,
        }
    }

    /// The customer, when it is one.
    #[must_use]
    pub const fn customer(self) -> Option<CustomerId> {
        match self {
            Self::Customer(id) => Some(id),
            _ => None,
        }
    }

    /// The article, when it is one.
    #[must_use]
    pub const fn article(self) -> Option<ArticleId> {
        match self {
            Self::Article(id) => Some(id),
            _ => None,
        }
    }

    /// The identity, of whatever kind.
    #[must_use]
    pub const fn id(self) -> Uuid {
        match self {
            Self::Ticket(id) => id.0,
            Self::Article(id) => id.0,
            Self::Schedule(id) => id.0,
            Self::Filter(id) => id.0,
            Self::Customer(id) => id.0,
            Self::Outage(id) => id.0,
        }
    }
}

impl From<TicketId> for About {
    fn from(id: TicketId) -> Self {
        Self::Ticket(id)
    }
}

impl From<CustomerId> for About {
    fn from(id: CustomerId) -> Self {
        Self::Customer(id)
    }
}

impl From<OutageId> for About {
    fn from(id: OutageId) -> Self {
        Self::Outage(id)
    }
}

impl From<FilterId> for About {
    fn from(id: FilterId) -> Self {
        Self::Filter(id)
    }
}

impl From<ScheduleId> for About {
    fn from(id: ScheduleId) -> Self {
        Self::Schedule(id)
    }
}

impl From<ArticleId> for About {
    fn from(id: ArticleId) -> Self {
        Self::Article(id)
    }
}
