//! The ticket: its fields, the revision of each, its tags, and the history its clocks are read from.

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};
use specta::Type;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::sla::Alert;
use crate::{
    AgentId, CallBack, CallBackStep, Closing, Complaint, CustomerId, DeviceId, Handover, Language, LastPublic, Mention, MessageId, OperationId,
    QueueId, Request, Seq, Snooze, Task, TicketId, Timestamp,
};

/// How the customer reached us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename = "ContactChannel", rename_all = "camelCase")]
pub enum Channel {
    /// Hotline.
    Phone,
    /// Live chat.
    Chat,
    /// Mail.
    Mail,
    /// The shop's app.
    App,
    /// Web form.
    Web,
    /// Social media.
    Social,
    /// Message board, 留言.
    Message,
}

/// Where a ticket stands. `Pending` waits for the customer and pauses the resolution clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Status {
    /// Nobody has answered yet.
    New,
    /// In work.
    Open,
    /// Waiting for the customer.
    Pending,
    /// Answered for good; the customer may reopen.
    Solved,
    /// Archived. Ends here.
    Closed,
}

impl Status {
    /// Every status a ticket may go to from here.
    #[must_use]
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::New => &[Self::Open, Self::Pending, Self::Solved],
            Self::Open => &[Self::Pending, Self::Solved],
            Self::Pending => &[Self::Open, Self::Solved],
            Self::Solved => &[Self::Open, Self::Closed],
            Self::Closed => &[],
        }
    }

    /// Whether somebody still has to do something.
    #[must_use]
    pub const fn is_active(self) -> bool {
        matches!(self, Self::New | Self::Open | Self::Pending)
    }
}

/// How much it presses (T8, T18). Ordered: the higher wins a concurrent change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Urgency {
    /// Can wait.
    Low,
    /// As usual.
    Normal,
    /// Soon.
    High,
    /// Own clocks, own lane (T18).
    Emergency,
}

/// What kind of matter it is, which decides how it is worked (T10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Demand {
    /// 基礎咨詢: an article answers it.
    Basic,
    /// 復雜訴求: somebody who knows the matter answers it.
    Complex,
    /// 潛在需求: it tells what customers will want.
    Latent,
}

macro_rules! named {
    ($type:ident: $($variant:ident = $name:literal),* $(,)?) => {
        impl $type {
            /// The name on the wire and in the catalogues.
            #[must_use]
            pub const fn name(self) -> &'static str { match self { $(Self::$variant => $name),* } }
            /// The one of this name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> { match name { $($name => Some(Self::$variant),)* _ => None } }
        }
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.name()) }
        }
    };
}
named!(Status: New = "new", Open = "open", Pending = "pending", Solved = "solved", Closed = "closed");
named!(Urgency: Low = "low", Normal = "normal", High = "high", Emergency = "emergency");
named!(Channel: Phone = "phone", Chat = "chat", Mail = "mail", App = "app", Web = "web", Social = "social", Message = "message");
named!(Field: Subject = "subject", Urgency = "urgency", Category = "category", Queue = "queue", Status = "status", Owner = "owner", Tags = "tags", Demand = "demand");
named!(Demand: Basic = "basic", Complex = "complex", Latent = "latent");

/// A field that operations change, each with a revision and a merge rule of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Field {
    /// Text; the last in server order wins.
    Subject,
    /// The higher wins a concurrent change.
    Urgency,
    /// The last in server order wins.
    Category,
    /// Compare and set.
    Queue,
    /// Legal transition from the current status.
    Status,
    /// Compare and set.
    Owner,
    /// Observed-remove set.
    Tags,
    /// The last in server order wins.
    Demand,
}

/// Which transaction last changed a field, and whose desk that was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldRev {
    /// The transaction.
    pub seq: Seq,
    /// The desk; none for the server itself.
    pub device: Option<DeviceId>,
}

/// What a ticket is called aloud. The temporary one is given offline and carries its desk's mark, so that it cannot collide (O1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Number {
    /// Given by the team server.
    pub lasting: Option<u32>,
    /// Given by a desk, e.g. `T7K-0042`; kept so that a customer who noted it is still understood.
    pub temporary: Option<String>,
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.lasting, &self.temporary) {
            (Some(number), _) => write!(f, "{number}"),
            (None, Some(temporary)) => f.write_str(temporary),
            (None, None) => f.write_str("–"),
        }
    }
}

/// Observed-remove set: each tag with the operations that added it; it is there while any is left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TagSet(pub BTreeMap<String, BTreeSet<OperationId>>);

impl TagSet {
    /// The tags that are set.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Whether the tag is set.
    #[must_use]
    pub fn contains(&self, tag: &str) -> bool {
        self.0.contains_key(tag)
    }
}

/// Something that happened to a ticket besides messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "type")]
pub enum Event {
    /// It was opened.
    Opened,
    /// Its status changed.
    Status {
        /// Before.
        from: Status,
        /// After.
        to: Status,
        /// What was known when it was solved (T15).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        closing: Option<Closing>,
    },
    /// A field changed.
    Field {
        /// Which.
        field: Field,
        /// Before.
        from: String,
        /// After.
        to: String,
        /// Whether its author had not seen the value it replaced: whose value that was is told (SYNC 1.6).
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        unseen: bool,
    },
    /// It became more urgent by itself: the customer asked again and again, or it came back after it was solved (P9, T21).
    Raised {
        /// Before.
        from: Urgency,
        /// After.
        to: Urgency,
    },
    /// Somebody took it.
    Claimed {
        /// Whose it was until then.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<AgentId>,
        /// Why, where it was somebody's (T11).
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// Somebody gave it to somebody, and why.
    Assigned {
        /// The new owner.
        to: AgentId,
        /// The reason (T11).
        reason: String,
        /// What the new owner must know (T12).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        handover: Option<Box<Handover>>,
    },
    /// Another ticket of the customer's became part of this one.
    Merged {
        /// What that one was called.
        number: String,
        /// Which it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ticket: Option<TicketId>,
        /// The newest public message of the two then.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        newest: Option<MessageId>,
    },
    /// What had become part of it stands for itself again, or this one does.
    Unmerged {
        /// What the other one is called.
        number: String,
    },
    /// The customer was rung after an outage.
    CalledBack {
        /// How it went.
        step: CallBackStep,
    },
    /// Tags were added or removed.
    Tags {
        /// Added.
        added: Vec<String>,
        /// Removed.
        removed: Vec<String>,
    },
}

/// One line of a ticket's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HistoryEntry {
    /// The operation that did it; none for an import.
    pub operation: Option<OperationId>,
    /// When.
    pub at: Timestamp,
    /// Who; none for a customer or the server.
    pub by: Option<AgentId>,
    /// What.
    pub event: Event,
    /// Whether it was done offline.
    #[serde(default)]
    pub offline: bool,
}

/// Somebody's operation that the team server holds, for colleagues and leads to see. What it says stays with its author.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HeldMark {
    /// The operation.
    pub operation: OperationId,
    /// Whose decision it waits for.
    pub by: AgentId,
    /// Since when.
    pub since: Timestamp,
}

/// A ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ticket {
    /// Identity.
    pub id: TicketId,
    /// What it is called aloud.
    pub number: Number,
    /// One line.
    pub subject: String,
    /// How the customer reached us first.
    pub channel: Channel,
    /// Where it stands.
    pub status: Status,
    /// How much it presses.
    pub urgency: Urgency,
    /// Key of a [`crate::Category`].
    pub category: Option<String>,
    /// Tags.
    #[serde(default)]
    pub tags: TagSet,
    /// Queue.
    pub queue: Option<QueueId>,
    /// First-contact owner (T11).
    pub owner: Option<AgentId>,
    /// When the owner's [`crate::Lease`] ends, by the team server's clock; none when it does not end by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lease_until: Option<Timestamp>,
    /// Whose it is.
    pub customer: CustomerId,
    /// The customer's tier when last seen; decides order and policy.
    #[serde(default)]
    pub tier: u8,
    /// The language of the subject.
    pub language: Option<Language>,
    /// When the customer came.
    pub opened_at: Timestamp,
    /// When anything last happened.
    pub updated_at: Timestamp,
    /// When we first answered.
    pub first_response_at: Option<Timestamp>,
    /// The oldest message of the customer that nobody has answered.
    pub waiting_since: Option<Timestamp>,
    /// The newest public message.
    pub last_public: Option<LastPublic>,
    /// How often the customer had to ask again (P9).
    #[serde(default)]
    pub chased: u32,
    /// How often it came back after it had been solved (T21).
    #[serde(default)]
    pub reopened: u32,
    /// What kind of matter it is (T10).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub demand: Option<Demand>,
    /// While nobody wants to see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snooze: Option<Snooze>,
    /// Tickets that belong together with it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub links: BTreeSet<TicketId>,
    /// To be called back first when the helpdesk returns (O5).
    #[serde(default)]
    pub recover: bool,
    /// Where the customer asked to be called back this time, other than on what is known of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call_back_on: Option<String>,
    /// Revision of each field.
    #[serde(default)]
    pub revs: BTreeMap<Field, FieldRev>,
    /// What happened, oldest first.
    #[serde(default)]
    pub history: Vec<HistoryEntry>,
    /// What waits for somebody's decision (SYNC 1.7).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<HeldMark>,
    /// The tickets that became part of this one; what is meant for them comes here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merged: Vec<TicketId>,
    /// The ticket that this one is to become part of: then it is no more. Never on the wire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<TicketId>,
    /// Colleagues whom notes on it name, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
    /// What is owed on it by a time that somebody named, and what was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<Task>,
    /// What departments are asked for on it, and were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<Request>,
    /// What the customer complained about, each with how far it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub complaints: Vec<Complaint>,
    /// Calls after an outage, each with how it went.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub call_backs: Vec<CallBack>,
    /// What the team server has raised about its clocks: breaches, and what is brought upwards. What a newer server says of
    /// clocks that this build does not know is passed over.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "known")]
    pub alerted: Vec<Alert>,
}

/// Those of a list that this build can read.
fn known<'de, D: Deserializer<'de>, T: Deserialize<'de>>(list: D) -> Result<Vec<T>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Entry<T> {
        Known(T),
        Other(IgnoredAny),
    }
    let entries = Vec::<Entry<T>>::deserialize(list)?;
    let known = |entry| match entry {
        Entry::Known(known) => Some(known),
        Entry::Other(_) => None,
    };
    Ok(entries.into_iter().filter_map(known).collect())
}

impl Ticket {
    /// What was known when it was last solved.
    #[must_use]
    pub fn closing(&self) -> Option<Closing> {
        self.history.iter().rev().find_map(|entry| match entry.event {
            Event::Status { closing, .. } => closing,
            _ => None,
        })
    }

    /// The revision of a field: what an operation names as its base.
    #[must_use]
    pub fn rev(&self, field: Field) -> Seq {
        self.revs.get(&field).map_or(Seq(0), |rev| rev.seq)
    }

    /// The current value of a field as text.
    #[must_use]
    pub fn value(&self, field: Field) -> String {
        match field {
            Field::Subject => self.subject.clone(),
            Field::Urgency => self.urgency.to_string(),
            Field::Category => self.category.clone().unwrap_or_default(),
            Field::Queue => self.queue.map(|queue| queue.to_string()).unwrap_or_default(),
            Field::Status => self.status.to_string(),
            Field::Owner => self.owner.map(|owner| owner.to_string()).unwrap_or_default(),
            Field::Tags => self.tags.iter().collect::<Vec<_>>().join(" "),
            Field::Demand => self.demand.map(|demand| demand.to_string()).unwrap_or_default(),
        }
    }

    /// Whether an upset customer or repeated chasing asks for care (P8, P9).
    #[must_use]
    pub fn is_hot(&self) -> bool {
        self.chased >= 3 || self.tags.contains("hot")
    }
}
