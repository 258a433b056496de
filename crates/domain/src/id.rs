//! Identities: one newtype per thing, so that a customer's id can never stand where a ticket's is meant.
//!
//! All are UUIDv7 (RFC 9562). The time inside is for locality in an index only and never decides an order (DESIGN §6).

use serde::{Deserialize, Serialize};
use specta::Type;
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

use crate::time::Timestamp;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
        #[serde(transparent)]
        pub struct $name(#[specta(type = String)] pub Uuid);

        impl $name {
            /// A new identity from the time and ten random bytes, both given by the caller.
            #[must_use]
            pub fn new(now: Timestamp, random: [u8; 10]) -> Self {
                Self(uuid::Builder::from_unix_timestamp_millis(now.millis_unsigned(), &random).into_uuid())
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, concat!(stringify!($name), "({})"), self.0) }
        }
        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> { Uuid::from_str(text).map(Self) }
        }
    )*};
}

ids! {
    /// A ticket.
    TicketId;
    /// A message on a ticket. A message written by an operation carries the operation's own id.
    MessageId;
    /// A customer.
    CustomerId;
    /// An agent, a lead, a contact or an administrator.
    AgentId;
    /// A knowledge article.
    ArticleId;
    /// A queue.
    QueueId;
    /// A department.
    DepartmentId;
    /// One intent of one person.
    OperationId;
    /// One desk: a profile on a computer.
    DeviceId;
    /// A list that the team shares.
    FilterId;
    /// An outage. A desk names the one it noticed after itself and when it began, so that it is one however often it is told.
    OutageId;
}

impl OutageId {
    /// Of the time in which a desk was cut off, by when that began as the desk first knew it.
    #[must_use]
    pub fn noticed(by: DeviceId, began: Timestamp) -> Self {
        Self(Uuid::new_v5(&by.0, &began.millis().to_be_bytes()))
    }
}

impl From<OperationId> for MessageId {
    fn from(id: OperationId) -> Self {
        Self(id.0)
    }
}

impl From<MessageId> for OperationId {
    fn from(id: MessageId) -> Self {
        Self(id.0)
    }
}

/// A place in the team server's order: rises by one with each transaction of a team.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seq(pub u64);

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_is_a_version_7_uuid_that_carries_its_time() {
        let id = TicketId::new(Timestamp::from_millis(1_790_000_000_000), [7; 10]);
        assert_eq!(id.0.get_version_num(), 7);
        assert_eq!(id, id.to_string().parse().unwrap());
    }
}
