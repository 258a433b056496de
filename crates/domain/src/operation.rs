//! An operation: one intent of one person, written down on the desk before anything else happens (DESIGN §6).

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

use crate::{About, Action, AgentId, Attachment, DeviceId, Field, OperationId, Seq, Timestamp};

/// Newest version of the operation's own shape; the server keeps up-casters, so that an update in mid-outage strands nothing
/// (SYNC 1.10). 8: noted on paper first, a fallback contact. 7: about an outage. 6: about a customer; merging, why a ticket is taken that is somebody's, a caller with a mail address, sent on.
/// 5: about a list. 4: about a schedule. 3: about an article. 2: with files.
pub const OPERATION_VERSION: u16 = 8;
const OF_OUTAGES: u16 = 7;
const OF_CUSTOMERS: u16 = 6;
const OF_FILTERS: u16 = 5;
const OF_SCHEDULES: u16 = 4;
const OF_ARTICLES: u16 = 3;
const WITH_FILES: u16 = 2;
const WITHOUT_FILES: u16 = 1;

/// The longest text an agent may send, in bytes. A mail of this size is a mistake, not a reply.
pub const LONGEST_BODY: usize = 256 * 1024;

/// One intent of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Operation {
    /// Version of this shape.
    pub v: u16,
    /// Identity only; its time decides nothing.
    pub id: OperationId,
    /// The desk it was written at.
    pub device: DeviceId,
    /// Place in the desk's own order; given when its batch is sealed for push.
    pub dseq: Option<u64>,
    /// Who meant it.
    pub author: AgentId,
    /// What it is about.
    #[serde(flatten)]
    pub about: About,
    /// What is meant.
    pub action: Action,
    /// The revision of each field it touches, as its author saw them.
    #[serde(default)]
    pub base: BTreeMap<Field, Seq>,
    /// The newest public message its author had on screen.
    pub seen: Option<Seq>,
    /// All or nothing with the others of this group.
    pub group: Option<OperationId>,
    /// Not before these.
    #[serde(default)]
    pub depends_on: Vec<OperationId>,
    /// Files that go with what is said; the operation waits on its desk until the team server has their content.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Attachment>,
    /// Whether what is said is written with [marks](crate::marks). A server that does not know of it takes it as plain text, which
    /// it can be read as.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub marked: bool,
    /// Colleagues whom a note names. A server that does not know of it has the note all the same.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub mentions: BTreeSet<AgentId>,
    /// When, by the desk's best knowledge of the server's time.
    pub composed_at: Timestamp,
    /// Whether the desk was cut off then.
    #[serde(default)]
    pub offline: bool,
    /// Not before this: its author may take it back until then. A server that does not know of it takes it as it comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_at: Option<Timestamp>,
}

/// The longest time in which something that is on its way can be taken back. What is to leave later than that was put off:
/// until then nothing of it has happened.
pub const LONGEST_UNDO_MS: i64 = 60_000;

impl Operation {
    /// The version that an operation with these files is written in: the oldest that can say it, so that an older server
    /// takes whatever it can.
    #[must_use]
    pub const fn version_with(about: About, action: &Action, files: &[Attachment]) -> u16 {
        match about {
            _ if action.is_newest() => OPERATION_VERSION,
            About::Outage(_) => OF_OUTAGES,
            About::Customer(_) => OF_CUSTOMERS,
            About::Ticket(_) if action.is_new() => OF_CUSTOMERS,
            About::Filter(_) => OF_FILTERS,
            About::Schedule(_) => OF_SCHEDULES,
            About::Article(_) => OF_ARTICLES,
            About::Ticket(_) if files.is_empty() => WITHOUT_FILES,
            About::Ticket(_) => WITH_FILES,
        }
    }

    /// What is seen otherwise because of it: what it is about, and the ticket that another one is to become part of.
    pub fn touches(&self) -> impl Iterator<Item = About> + use<> {
        let into = if let Action::Merge { into } = self.action { Some(About::Ticket(into)) } else { None };
        std::iter::once(self.about).chain(into)
    }

    /// The time it is put off to, where its author wants it to leave later and not at once.
    #[must_use]
    pub fn put_off(&self) -> Option<Timestamp> {
        self.send_at.filter(|at| at.since(self.composed_at) > LONGEST_UNDO_MS)
    }

    /// When it is said: as it was composed, or at the time it was put off to.
    #[must_use]
    pub fn said_at(&self) -> Timestamp {
        self.put_off().unwrap_or(self.composed_at)
    }

    /// Whether it may not leave yet. Where the clock stands before the time at which it was composed, the clock was set back: some
    /// seconds to take it back in do not become hours.
    #[must_use]
    pub fn waits_at(&self, now: Timestamp) -> bool {
        self.send_at.is_some_and(|at| at > now) && (self.put_off().is_some() || now >= self.composed_at)
    }

    /// The same with these files.
    #[must_use]
    pub fn with_files(self, files: Vec<Attachment>) -> Self {
        Self { v: Self::version_with(self.about, &self.action, &files), files, ..self }
    }
}
