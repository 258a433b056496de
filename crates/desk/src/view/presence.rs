//! Who is in which ticket.

use holdfast_protocol as protocol;
use serde::{Deserialize, Serialize};
use specta::Type;

/// What somebody does in a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Doing {
    /// Has it open.
    Looks,
    /// Writes an internal note.
    Notes,
    /// Writes a public reply.
    Replies,
}

impl From<Doing> for protocol::Doing {
    fn from(doing: Doing) -> Self {
        match doing {
            Doing::Looks => Self::Looks,
            Doing::Notes => Self::Notes,
            Doing::Replies => Self::Replies,
        }
    }
}

impl From<protocol::Doing> for Doing {
    fn from(doing: protocol::Doing) -> Self {
        match doing {
            protocol::Doing::Looks => Self::Looks,
            protocol::Doing::Notes => Self::Notes,
            protocol::Doing::Replies => Self::Replies,
        }
    }
}

/// A colleague in a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ColleagueView {
    /// Who.
    pub agent: String,
    /// What they are called.
    pub name: String,
    /// What they do there.
    pub doing: Doing,
}

/// The colleagues in a ticket, those who write a reply first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PresentView {
    /// Which.
    pub ticket: String,
    /// Who is there; at least one.
    pub people: Vec<ColleagueView>,
}
