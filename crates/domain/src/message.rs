//! A message on a ticket: the customer's, a public reply, or an internal note.

use serde::{Deserialize, Serialize};
use specta::Type;
use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::marks::plain;
use crate::{AgentId, ArticleId, Attachment, Channel, CustomerId, DeviceId, Forwarded, Language, MessageId, Seq, TicketId, Timestamp};

/// Who may read a message and on whose side it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum MessageKind {
    /// Written by the customer.
    Customer,
    /// Written to the customer.
    Reply,
    /// For colleagues only.
    Note,
}

impl MessageKind {
    /// Whether the customer sees it.
    #[must_use]
    pub const fn is_public(self) -> bool {
        !matches!(self, Self::Note)
    }
}

/// Who wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "type", content = "id")]
pub enum Author {
    /// A customer.
    Customer(CustomerId),
    /// Somebody of the team.
    Agent(AgentId),
}

/// A message on a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// Identity; the operation's own when an operation wrote it.
    pub id: MessageId,
    /// The ticket it stands on.
    pub ticket: TicketId,
    /// Who may read it.
    pub kind: MessageKind,
    /// Who wrote it.
    pub author: Author,
    /// Text as written. May be hostile HTML when `html` says so.
    pub body: String,
    /// Whether the body is HTML from outside.
    #[serde(default)]
    pub html: bool,
    /// Whether its author wrote it with [marks](crate::marks). What a customer wrote never is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub marked: bool,
    /// The language, where it is known.
    pub language: Option<Language>,
    /// How it came or goes.
    pub channel: Channel,
    /// When it was written.
    pub at: Timestamp,
    /// When the team server took it; none while it waits on a desk.
    pub seq: Option<Seq>,
    /// The desk that wrote it.
    pub device: Option<DeviceId>,
    /// Whether that desk was offline then.
    #[serde(default)]
    pub offline: bool,
    /// What was sent on to somebody outside, and to whom; then the body is what was said above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forwarded: Option<Box<Forwarded>>,
    /// Articles whose answer it carries (K9).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub articles: Vec<ArticleId>,
    /// Their versions, where they were noted.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub versions: BTreeMap<ArticleId, u32>,
    /// Files on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Attachment>,
}

impl Message {
    /// What it says, without the marks that its author wrote it with.
    #[must_use]
    pub fn words(&self) -> Cow<'_, str> {
        if self.marked { Cow::Owned(plain(&self.body)) } else { Cow::Borrowed(&self.body) }
    }
}
