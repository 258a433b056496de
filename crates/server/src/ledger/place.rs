//! Where a row stands in the first pull: an agent needs the team first, then what presses most.

use holdfast_domain::{Ticket, Timestamp, Urgency};
use holdfast_protocol::Row;

/// A part of the first pull. The later ones repeat what could otherwise be missed while others write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// People, departments, queues, categories, tag rules, policies, schedules.
    Directory,
    /// Active tickets with customer and messages.
    Active,
    /// Articles.
    Articles,
    /// The other tickets with customer and messages.
    Done,
    /// Customers without a ticket.
    Customers,
    /// Tickets that changed since the first pull began, whole once more: they may have moved past the reader.
    Moved,
}

impl Phase {
    const ALL: [Self; 6] = [Self::Directory, Self::Active, Self::Articles, Self::Done, Self::Customers, Self::Moved];

    /// Its number in a position and in an index.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Directory => 0,
            Self::Active => 1,
            Self::Articles => 2,
            Self::Done => 3,
            Self::Customers => 4,
            Self::Moved => 5,
        }
    }

    /// The phase of a number.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.number() == number)
    }

    /// The phase after this.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::from_number(self.number().saturating_add(1))
    }
}

/// Where a row stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// None for messages, which come with their ticket.
    pub phase: Option<Phase>,
    /// Order within the phase, or within a ticket.
    pub rank: i64,
    /// The ticket of a message.
    pub ticket: Option<String>,
    /// The customer of a ticket.
    pub customer: Option<String>,
    /// The lasting number of a ticket.
    pub number: Option<u32>,
    /// The queue of a ticket.
    pub queue: Option<String>,
    /// The owner of a ticket.
    pub owner: Option<String>,
}

impl Place {
    /// The place of a row.
    #[must_use]
    pub fn of(row: &Row) -> Self {
        let nothing = Self { phase: None, rank: 0, ticket: None, customer: None, number: None, queue: None, owner: None };
        let led = |phase, rank| Self { phase: Some(phase), rank, ..nothing.clone() };
        match row {
            Row::Agent(_) => led(Phase::Directory, 0),
            Row::Department(_) => led(Phase::Directory, 1),
            Row::Queue(_) => led(Phase::Directory, 2),
            Row::Category(_) => led(Phase::Directory, 3),
            Row::TagRule(_) => led(Phase::Directory, 4),
            Row::Policy(_) => led(Phase::Directory, 5),
            Row::Schedule(_) => led(Phase::Directory, 6),
            Row::Filter(_) => led(Phase::Directory, 7),
            Row::Outage(_) => led(Phase::Directory, 8),
            Row::Article(_) => led(Phase::Articles, 0),
            Row::Customer(_) => led(Phase::Customers, 0),
            Row::Message(message) => Self { rank: message.at.millis(), ticket: Some(message.ticket.to_string()), ..nothing },
            Row::Ticket(ticket) => {
                let phase = if ticket.status.is_active() { Phase::Active } else { Phase::Done };
                let rank = if ticket.status.is_active() { pressing(ticket) } else { ticket.updated_at.millis().saturating_neg() };
                Self {
                    phase: Some(phase),
                    rank,
                    ticket: None,
                    customer: Some(ticket.customer.to_string()),
                    number: ticket.number.lasting,
                    queue: ticket.queue.map(|queue| queue.to_string()),
                    owner: ticket.owner.map(|owner| owner.to_string()),
                }
            }
        }
    }
}

/// Emergency first, then who has waited longest, then who does not wait, oldest first.
fn pressing(ticket: &Ticket) -> i64 {
    let urgency = match ticket.urgency {
        Urgency::Emergency => 0_i64,
        Urgency::High => 1,
        Urgency::Normal => 2,
        Urgency::Low => 3,
    };
    let idle = i64::from(ticket.waiting_since.is_none());
    let since: Timestamp = ticket.waiting_since.unwrap_or(ticket.opened_at);
    let since = since.millis().clamp(0, (1 << 48) - 1);
    (urgency << 52) | (idle << 50) | since
}
