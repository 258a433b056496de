//! Who is where: which ticket a person looks at, and whether they write there (T11). True for as long as it lasts, and kept nowhere.
//!
//! A desk says where its person is; the team server tells the others over the stream of pokes. What is told is never a text.

use holdfast_domain::{AgentId, TicketId};
use serde::{Deserialize, Serialize};

/// How long a place stands without a word from its desk, in milliseconds.
pub const PRESENCE_MS: i64 = 30_000;
/// Tickets in one event of the stream, so that a reader's line is never too long for it.
pub const PRESENCE_TICKETS: usize = 100;

/// What somebody does in a ticket; of two desks of one person the later one here counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Doing {
    /// Has it open.
    Looks,
    /// Writes an internal note.
    Notes,
    /// Writes a public reply.
    Replies,
}

/// Where somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// In which ticket.
    pub ticket: TicketId,
    /// What they do there.
    pub doing: Doing,
}

/// Where a desk's person is now. A desk is in one ticket at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PresenceRequest {
    /// None when they look at no ticket.
    pub place: Option<Place>,
}

/// It was heard. There is nothing to say to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PresenceAnswer {}

/// A colleague in a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Colleague {
    /// Who.
    pub agent: AgentId,
    /// What they do there.
    pub doing: Doing,
}

/// Everybody else who is in a ticket now; nobody any more when there are none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct There {
    /// Which ticket.
    pub ticket: TicketId,
    /// Who is there besides the listener's own person.
    pub people: Vec<Colleague>,
}

/// An event of the stream: in which tickets somebody came, went, or does something else. A stream begins with nobody anywhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Moved {
    /// Each as it is now.
    pub present: Vec<There>,
}
