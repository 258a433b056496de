//! How the desk stands with its team server, what is running out, and what to re-read.

use holdfast_sync::Quality;
use serde::Serialize;
use specta::Type;

use super::millis::Millis;

use crate::error::DeskError;

/// How the connection stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ConnectionState {
    /// Not yet known.
    Connecting,
    /// All is well.
    Online,
    /// One probe failed.
    Degraded,
    /// The team server cannot be reached.
    Offline,
    /// What changed meanwhile is on its way.
    Recovering,
}

/// How the desk stands with its team server.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Connection {
    /// How the connection stands.
    pub state: ConnectionState,
    /// Since when.
    pub since: Millis,
    /// When what is shown was last confirmed.
    pub as_of: Option<Millis>,
    /// Operations on this disk, to be sent.
    pub waiting: u32,
    /// On their way.
    pub sending: u32,
    /// Waiting for my decision.
    pub held: u32,
    /// Sent, and no answer came.
    pub uncertain: u32,
    /// Could not be done.
    pub rejected: u32,
    /// How far the first pull is, while it lasts.
    pub first_pull: Option<Progress>,
    /// While it is cut off: whether it is this computer that has no network, and not the team server that does not answer.
    pub own_link: bool,
    /// Why nothing moves until somebody does something.
    pub problem: Option<DeskError>,
    /// What time it is, whatever this computer shows.
    pub now: Millis,
    /// How well that is known.
    pub time: TimeQuality,
}

/// How well the time is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TimeQuality {
    /// The team server said it since the desk opened.
    Measured,
    /// By this computer's clock, and what was known of it.
    Wall,
    /// This computer's clock stands before what was known, or has jumped since.
    Doubtful,
}

impl From<Quality> for TimeQuality {
    fn from(quality: Quality) -> Self {
        match quality {
            Quality::Measured => Self::Measured,
            Quality::Wall => Self::Wall,
            Quality::Doubtful => Self::Doubtful,
        }
    }
}

/// How far something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// Done.
    pub done: u32,
    /// In all, about.
    pub total: u32,
}

/// What to re-read. The same set answers a mutation and is pushed as the one event `changed` (DESIGN §3).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Tag {
    /// The stage.
    Stage,
    /// People, queues, categories.
    Team,
    /// Customers.
    Customers,
    /// Lists and counts.
    Lists,
    /// What was read: rows look otherwise, and no list but one of what is unread holds another number.
    Read,
    /// The connection.
    Connection,
    /// Alerts.
    Alerts,
    /// The outbox.
    Outbox,
    /// Articles.
    Knowledge,
    /// Where the contents of files are.
    Files,
    /// Settings.
    Settings,
    /// Who is in which ticket.
    Presence,
    /// The drill.
    Drill,
    /// A ticket.
    Ticket(String),
}

/// What a click on a notification, or a key pressed in another program, asks the window to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase", tag = "type")]
pub enum ToOpen {
    /// A ticket.
    Ticket {
        /// Which.
        ticket: String,
    },
    /// The list of alerts.
    Alerts,
    /// The log of outages.
    Outages,
    /// An outage of which it is to be said how it stands.
    Outage {
        /// Which.
        outage: String,
    },
    /// The call-back list of an outage.
    Calls {
        /// Which.
        outage: String,
    },
    /// The quick capture.
    Capture,
    /// Itself, as it is.
    Window,
}
