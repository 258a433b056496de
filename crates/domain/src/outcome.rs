//! What became of an operation: applied, merged, no-op, held, or rejected. Each ends in exactly one, and the person can see which (G6).

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use crate::{AgentId, Customer, Field, Message, NotApart, NotMerged, Status};

/// What an operation did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Which way it ended.
    pub verdict: Verdict,
    /// The fields it changed.
    pub changed: BTreeSet<Field>,
    /// The message it wrote.
    pub message: Option<Message>,
    /// The customer it made.
    pub customer: Option<Customer>,
}

impl Outcome {
    pub(crate) fn applied(changed: impl IntoIterator<Item = Field>) -> Self {
        Self { verdict: Verdict::Applied, changed: changed.into_iter().collect(), message: None, customer: None }
    }

    pub(crate) fn noop() -> Self {
        Self { verdict: Verdict::NoOp, changed: BTreeSet::new(), message: None, customer: None }
    }

    pub(crate) fn held(reason: HeldReason) -> Self {
        Self { verdict: Verdict::Held { reason }, changed: BTreeSet::new(), message: None, customer: None }
    }
}

/// How an operation ended, short of a rejection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "verdict")]
pub enum Verdict {
    /// As meant.
    Applied,
    /// Somebody else changed the same field meanwhile; the loser's value is kept here for a card.
    Merged {
        /// The value that did not win.
        lost: Lost,
    },
    /// It was already so.
    NoOp,
    /// Waits for its author's decision.
    Held {
        /// Why.
        reason: HeldReason,
    },
}

/// A value that lost against a concurrent one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Lost {
    /// The field.
    pub field: Field,
    /// The value.
    pub value: String,
    /// Whether it was the operation's own value that lost.
    pub mine: bool,
}

/// Why a reply waits for its author (SYNC 1.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum HeldReason {
    /// The customer or a colleague has written since what its author saw.
    NewerMessage,
    /// The ticket was closed meanwhile.
    Closed,
    /// Somebody else took the ticket over.
    TakenOver,
    /// It is older than the queue allows.
    TooOld,
    /// The ticket was merged into another one.
    Merged,
    /// The content of one of its files never reached the team server, or was lost there.
    FileMissing,
    /// An article that it quotes says something else by now, was taken back or has run out (K9).
    ArticleOutdated,
}

/// Why an operation could not be done at all. Its text is kept with its author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "camelCase", tag = "code")]
pub enum Rejection {
    /// There is no such ticket.
    #[error("the ticket does not exist on the team server")]
    Gone,
    /// The ticket already exists.
    #[error("a ticket of this identity exists already")]
    Exists,
    /// The status does not lead there.
    #[error("a ticket cannot go from {from} to {to}")]
    NotLegal {
        /// Current status.
        from: Status,
        /// Status asked for.
        to: Status,
    },
    /// Nothing was written.
    #[error("the text is empty")]
    EmptyText,
    /// More was written than fits.
    #[error("the text is longer than {limit} bytes")]
    BodyTooLong {
        /// The limit.
        limit: u32,
    },
    /// The role does not allow it.
    #[error("this role may not do that")]
    Forbidden,
    /// Somebody was first.
    #[error("the ticket has been taken over")]
    TakenOver {
        /// Who has it.
        by: Option<AgentId>,
    },
    /// The value means nothing for this field.
    #[error("the value does not fit the field")]
    BadValue {
        /// The field.
        field: Field,
    },
    /// A file's name, size or number does not do.
    #[error("a file that goes with it has no name, no content, or too much of it")]
    BadFile,
    /// The article has changed since its author looked at it.
    #[error("the article has another version by now")]
    ArticleChanged {
        /// Which it has.
        version: u32,
    },
    /// The time by which something shall be done has passed already.
    #[error("the time has passed already")]
    PastDue,
    /// No clock can go by the schedule.
    #[error("no clock can go by the schedule")]
    BadSchedule,
    /// The schedule has changed since its author looked at it.
    #[error("the schedule has another version by now")]
    ScheduleChanged,
    /// Who closes a ticket says what it was about (T6).
    #[error("the ticket has no category")]
    CategoryMissing,
    /// Nobody can be written to there.
    #[error("that is not the address of one person")]
    BadAddress,
    /// A ticket is not linked with itself, nor with very many others.
    #[error("these tickets cannot be linked")]
    BadLink,
    /// Nothing was noted of a customer, or more than fits.
    #[error("what is noted of the customer is empty, too long or too much")]
    BadCustomer,
    /// An outage is of something, has a beginning before its end, and its words fit.
    #[error("what is said of the outage has no name, no beginning before its end, or too many words")]
    BadOutage,
    /// A customer is not joined with itself, with one that is part of it, nor with two.
    #[error("these two customers cannot be one")]
    BadJoin,
    /// The tickets stay two.
    #[error("the tickets cannot be merged: {why}")]
    NotMerged {
        /// Why.
        why: NotMerged,
    },
    /// The tickets stay one.
    #[error("the tickets cannot be taken apart: {why}")]
    NotApart {
        /// Why.
        why: NotApart,
    },
    /// Whoever takes a ticket that was somebody's says why (T11).
    #[error("a ticket is taken from its owner with a reason only")]
    ReasonMissing,
    /// This server does not know the kind of operation.
    #[error("the team server does not know this kind of operation")]
    Unsupported,
}

impl Rejection {
    /// The code that the window has a sentence for.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Exists => "exists",
            Self::NotLegal { .. } => "not-legal",
            Self::EmptyText => "empty-text",
            Self::BodyTooLong { .. } => "body-too-long",
            Self::Forbidden => "forbidden",
            Self::TakenOver { .. } => "taken-over",
            Self::BadValue { .. } => "bad-value",
            Self::BadFile => "bad-file",
            Self::ArticleChanged { .. } => "article-changed",
            Self::PastDue => "past-due",
            Self::BadSchedule => "bad-schedule",
            Self::ScheduleChanged => "schedule-changed",
            Self::CategoryMissing => "category-missing",
            Self::BadAddress => "bad-address",
            Self::BadLink => "bad-link",
            Self::BadCustomer => "bad-customer",
            Self::BadJoin => "bad-join",
            Self::BadOutage => "bad-outage",
            Self::NotMerged { why: NotMerged::Same } => "merge-same",
            Self::NotMerged { why: NotMerged::Customers } => "merge-customers",
            Self::NotMerged { why: NotMerged::Queues } => "merge-queues",
            Self::NotMerged { why: NotMerged::Closed } => "merge-closed",
            Self::NotMerged { why: NotMerged::Elsewhere } => "merge-elsewhere",
            Self::NotApart { why: NotApart::TooLate } => "unmerge-late",
            Self::NotApart { why: NotApart::Written } => "unmerge-written",
            Self::NotApart { why: NotApart::Unknown } => "unmerge-unknown",
            Self::ReasonMissing => "reason-missing",
            Self::Unsupported => "unsupported",
        }
    }
}
