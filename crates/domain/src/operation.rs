//! An operation: one intent of one person, written down on the desk before anything else happens (DESIGN §6).

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

use crate::{
    AgentId, ArticleId, Attachment, Channel, CustomerId, DeviceId, Field, Language, OperationId, QueueId, Seq, Status, TicketId, Timestamp, Urgency,
};

/// Newest version of the operation's own shape; the server keeps up-casters, so that an update in mid-outage strands nothing
/// (SYNC 1.10). 2: with files.
pub const OPERATION_VERSION: u16 = 2;
/// The version of an operation without files: what a server of the version before takes.
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
    pub ticket: TicketId,
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
    /// When, by the desk's best knowledge of the server's time.
    pub composed_at: Timestamp,
    /// Whether the desk was cut off then.
    #[serde(default)]
    pub offline: bool,
}

impl Operation {
    /// The version that an operation with these files is written in: the oldest that can say it, so that an older server
    /// takes whatever it can.
    #[must_use]
    pub const fn version_with(files: &[Attachment]) -> u16 {
        if files.is_empty() { WITHOUT_FILES } else { OPERATION_VERSION }
    }

    /// The same with these files.
    #[must_use]
    pub fn with_files(self, files: Vec<Attachment>) -> Self {
        Self { v: Self::version_with(&files), files, ..self }
    }
}

/// What is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Action {
    /// A new ticket, from a call or another channel.
    Open(Box<NewTicket>),
    /// A public reply.
    Reply {
        /// Text.
        body: String,
        /// Articles whose answer it carries.
        #[serde(default)]
        articles: Vec<ArticleId>,
    },
    /// An internal note.
    Note {
        /// Text.
        body: String,
    },
    /// A new value for a field.
    SetField {
        /// Subject, urgency, category or queue.
        field: Field,
        /// As its author saw it.
        old: String,
        /// As it shall be.
        new: String,
    },
    /// A new status.
    Transition {
        /// As its author saw it.
        from: Status,
        /// As it shall be.
        to: Status,
    },
    /// To take a ticket that is nobody's.
    Claim,
    /// To give a ticket to somebody.
    Assign {
        /// The new owner.
        to: AgentId,
        /// Why; the first-contact owner changes only with a reason (T11).
        reason: String,
    },
    /// To tag.
    Tag {
        /// Tags to add.
        #[serde(default)]
        add: Vec<String>,
        /// Tags to remove, each with the additions its author saw.
        #[serde(default)]
        remove: BTreeMap<String, BTreeSet<OperationId>>,
    },
    /// To have decided about what was held: sent anyway, edited, made a note or discarded. Colleagues need not wait for it.
    Decide {
        /// The operations.
        held: Vec<OperationId>,
    },
    /// A customer wrote. Only the team server and its channels write this.
    Receive {
        /// Text.
        body: String,
    },
}

impl Action {
    /// The field whose revision this action rests on.
    #[must_use]
    pub const fn field(&self) -> Option<Field> {
        match self {
            Self::SetField { field, .. } => Some(*field),
            Self::Transition { .. } => Some(Field::Status),
            Self::Claim | Self::Assign { .. } => Some(Field::Owner),
            Self::Tag { .. } => Some(Field::Tags),
            Self::Open(_) | Self::Reply { .. } | Self::Note { .. } | Self::Decide { .. } | Self::Receive { .. } => None,
        }
    }

    /// The name on the wire and in the catalogues.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Open(_) => "open",
            Self::Reply { .. } => "reply",
            Self::Note { .. } => "note",
            Self::SetField { .. } => "setField",
            Self::Transition { .. } => "transition",
            Self::Claim => "claim",
            Self::Assign { .. } => "assign",
            Self::Tag { .. } => "tag",
            Self::Decide { .. } => "decide",
            Self::Receive { .. } => "receive",
        }
    }

    /// The text a person wrote, which must never be lost.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Reply { body, .. } | Self::Note { body } | Self::Receive { body } => Some(body),
            Self::Open(new) => Some(&new.question),
            _ => None,
        }
    }
}

/// A ticket as it is captured (T9): name, contact, question, product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NewTicket {
    /// The desk's own number.
    pub temporary: String,
    /// One line.
    pub subject: String,
    /// What the customer said.
    pub question: String,
    /// How the customer reached us.
    pub channel: Channel,
    /// How much it presses.
    pub urgency: Urgency,
    /// Key of a category.
    pub category: Option<String>,
    /// Queue.
    pub queue: Option<QueueId>,
    /// Who called.
    pub caller: Caller,
    /// Product it is about.
    pub product: Option<String>,
    /// Another number to call back on.
    pub call_back: Option<String>,
    /// Call back first when the helpdesk returns (O5).
    pub recover: bool,
    /// Language of the question.
    pub language: Option<Language>,
}

/// Who called: a customer already known, or a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Caller {
    /// Identity; a new one for a new customer.
    pub id: CustomerId,
    /// Whether the customer was known when the call was captured.
    pub known: bool,
    /// Name.
    pub name: String,
    /// Telephone.
    pub phone: Option<String>,
    /// Tier as known.
    pub tier: u8,
}
