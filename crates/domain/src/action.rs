//! What an operation means: one intent of one person, by kind.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

use crate::sla::Schedule;
use crate::{
    AgentId, ArticleId, CallBackStep, Carried, Closing, ComplaintCause, ComplaintStage, CustomerChange, CustomerId, DepartmentId, Field, FilterRule,
    Forwarded, Handover, NewContent, NewTicket, OperationId, OutageId, OutageScope, RequestStep, Status, TaskKind, TicketId, Timestamp,
};

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
        /// The versions of them that its author saw: it is held when one of them says something else by now (K9).
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        versions: BTreeMap<ArticleId, u32>,
    },
    /// An internal note.
    Note {
        /// Text.
        body: String,
    },
    /// Part of the conversation is sent on to somebody outside, by mail; no answer to the customer.
    Forward {
        /// The words of whoever sends it.
        body: String,
        /// What stands below them, and to whom it goes.
        forwarded: Box<Forwarded>,
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
        /// What is known when it is solved (T15).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        closing: Option<Closing>,
    },
    /// To take a ticket that is nobody's, or that its owner has let go of.
    Claim {
        /// Why it has another owner from now on (T11); nothing where it had none.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// To give a ticket to somebody.
    Assign {
        /// The new owner.
        to: AgentId,
        /// Why; the first-contact owner changes only with a reason (T11).
        reason: String,
        /// What whoever goes on with it must know (T12).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        handover: Option<Box<Handover>>,
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
    /// What an article shall say. The lead or the article's owner decides.
    Suggest(Box<NewContent>),
    /// To let an article say what was suggested.
    Publish {
        /// The suggestion.
        suggestion: OperationId,
        /// The version that it replaces, as its author saw it.
        version: u32,
    },
    /// Not to let it.
    Decline {
        /// The suggestion.
        suggestion: OperationId,
        /// Why, for whoever suggested it.
        why: String,
    },
    /// To take an article back: nothing of it may go to a customer any more.
    Withdraw {
        /// As its author saw it.
        version: u32,
    },
    /// To have looked at an article: it still holds. Closes the change requests its author saw.
    Check {
        /// As its author saw it.
        version: u32,
        /// The change requests that need nothing more.
        #[serde(default)]
        requests: Vec<OperationId>,
        /// When to look again.
        #[serde(default)]
        review_at: Option<Timestamp>,
    },
    /// Something is wrong with an article (K3).
    RequestChange {
        /// What.
        text: String,
    },
    /// To have read what changed (K5).
    Acknowledge {
        /// With which version.
        version: u32,
    },
    /// An article did not help (K9).
    Unhelpful {
        /// Which version.
        version: u32,
        /// Where.
        ticket: Option<TicketId>,
    },
    /// Something is owed by a time: a promise to the customer (T13), or a follow-up.
    SetTask {
        /// Which of the two.
        what: TaskKind,
        /// What.
        text: String,
        /// By when.
        due: Timestamp,
    },
    /// It is done, or withdrawn.
    EndTask {
        /// The operation that made it.
        task: OperationId,
        /// Done.
        kept: bool,
    },
    /// A department is asked for something (C4).
    Request {
        /// Which.
        department: DepartmentId,
        /// For what.
        text: String,
    },
    /// What it says of that (C5); or that it is not needed any more.
    StepRequest {
        /// The operation that made the request.
        request: OperationId,
        /// What.
        step: RequestStep,
        /// In words, which become a note.
        #[serde(default)]
        text: String,
    },
    /// The customer complains (P2).
    Complain {
        /// About what.
        text: String,
        /// Where it comes from.
        #[serde(default)]
        cause: Option<ComplaintCause>,
    },
    /// A complaint has come to its next stage (P1).
    StepComplaint {
        /// The operation that recorded it.
        complaint: OperationId,
        /// Which stage.
        to: ComplaintStage,
        /// What was done, which becomes a note.
        #[serde(default)]
        text: String,
        /// Where it comes from, as is known now.
        #[serde(default)]
        cause: Option<ComplaintCause>,
    },
    /// A call to the customer after an outage.
    CallBack {
        /// Which.
        outage: OutageId,
        /// How it goes.
        step: CallBackStep,
    },
    /// To see no more of a ticket until a time, or until the customer writes; who writes wakes it at any time.
    Snooze {
        /// Until when; none for until the customer writes.
        until: Option<Timestamp>,
    },
    /// To see it again.
    Wake,
    /// To note that two tickets belong together, or do not. Each of the two carries it.
    Link {
        /// The other one.
        other: TicketId,
        /// Whether they do.
        linked: bool,
    },
    /// What is known of a customer.
    ChangeCustomer(Box<CustomerChange>),
    /// That a customer is the same one as another: from then on they are one.
    JoinCustomer {
        /// The one that stays.
        into: CustomerId,
    },
    /// That they are two after all.
    PartCustomer {
        /// The one that it was joined with.
        from: CustomerId,
    },
    /// To have looked at what is masked of a customer (D6). It is shown once this is written down.
    Reveal {
        /// Why.
        why: String,
        /// Where.
        ticket: Option<TicketId>,
    },
    /// To make the ticket part of another one of the same customer's.
    Merge {
        /// The one that is left.
        into: TicketId,
    },
    /// To take out again what became part of the ticket.
    Unmerge {
        /// The one that is to stand for itself again.
        ticket: TicketId,
    },
    /// What a schedule shall be, with the version it was written over.
    SetSchedule(Box<Schedule>),
    /// What a list that the team shares shall be.
    SetFilter {
        /// Its name.
        name: String,
        /// Which tickets.
        rule: Box<FilterRule>,
    },
    /// To share it no more.
    RemoveFilter,
    /// A desk could not reach the team server. Told once it can; the desk counts its own time until then. It is told again when
    /// all that was done meanwhile has its answer.
    TellCutOff {
        /// Since when.
        from: Timestamp,
        /// Until when.
        to: Timestamp,
        /// What was done meanwhile and what became of it; none while that is not known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        carried: Option<Carried>,
    },
    /// That something is down (O2).
    DeclareOutage {
        /// What.
        scope: OutageScope,
        /// Since when.
        start: Timestamp,
        /// Why; empty where nobody knows.
        #[serde(default)]
        cause: String,
        /// When it is expected to be over.
        #[serde(default)]
        expected: Option<Timestamp>,
        /// Whatever else is worth knowing.
        #[serde(default)]
        note: String,
    },
    /// What more is known of it.
    TellOutage {
        /// Why; none where nothing new is known of that.
        #[serde(default)]
        cause: Option<String>,
        /// When it is expected to be over. Two nones: nothing new, and that nobody knows any more.
        #[serde(default, with = "known", skip_serializing_if = "Option::is_none")]
        expected: Option<Option<Timestamp>>,
        /// Whatever else.
        #[serde(default)]
        note: String,
    },
    /// That it is over.
    EndOutage {
        /// Since when.
        at: Timestamp,
    },
}

/// A value that is there and says nothing is another thing than one that is not there.
mod known {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<T: Serialize, S: Serializer>(value: &Option<Option<T>>, serializer: S) -> Result<S::Ok, S::Error> {
        value.as_ref().serialize(serializer)
    }

    pub(super) fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
        Option::deserialize(deserializer).map(Some)
    }
}

impl Action {
    /// A public reply that quotes no article.
    #[must_use]
    pub fn reply(body: impl Into<String>) -> Self {
        Self::Reply { body: body.into(), articles: Vec::new(), versions: BTreeMap::new() }
    }

    /// To take a ticket that is nobody's.
    #[must_use]
    pub const fn claim() -> Self {
        Self::Claim { reason: String::new() }
    }

    /// Whether an older server cannot read all of it.
    pub(crate) const fn is_new(&self) -> bool {
        match self {
            Self::Merge { .. } | Self::Unmerge { .. } | Self::Forward { .. } | Self::CallBack { .. } => true,
            Self::Claim { reason } => !reason.is_empty(),
            Self::Open(new) => new.caller.mail.is_some() || new.caller.account.is_some(),
            _ => false,
        }
    }

    /// Whether only a server of this version can read all of it.
    pub(crate) const fn is_newest(&self) -> bool {
        match self {
            Self::Open(new) => new.came_at.is_some(),
            Self::ChangeCustomer(change) => !change.fallback.is_empty(),
            _ => false,
        }
    }

    /// The field whose revision this action rests on.
    #[must_use]
    pub const fn field(&self) -> Option<Field> {
        match self {
            Self::SetField { field, .. } => Some(*field),
            Self::Transition { .. } => Some(Field::Status),
            Self::Claim { .. } | Self::Assign { .. } => Some(Field::Owner),
            Self::Tag { .. } => Some(Field::Tags),
            _ => None,
        }
    }

    /// The name on the wire and in the catalogues.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Open(_) => "open",
            Self::Reply { .. } => "reply",
            Self::Note { .. } => "note",
            Self::Forward { .. } => "forward",
            Self::SetField { .. } => "setField",
            Self::Transition { .. } => "transition",
            Self::Claim { .. } => "claim",
            Self::Assign { .. } => "assign",
            Self::Tag { .. } => "tag",
            Self::Decide { .. } => "decide",
            Self::Receive { .. } => "receive",
            Self::Suggest(_) => "suggest",
            Self::Publish { .. } => "publish",
            Self::Decline { .. } => "decline",
            Self::Withdraw { .. } => "withdraw",
            Self::Check { .. } => "check",
            Self::RequestChange { .. } => "requestChange",
            Self::Acknowledge { .. } => "acknowledge",
            Self::Unhelpful { .. } => "unhelpful",
            Self::SetTask { .. } => "setTask",
            Self::EndTask { .. } => "endTask",
            Self::Request { .. } => "request",
            Self::StepRequest { .. } => "stepRequest",
            Self::Complain { .. } => "complain",
            Self::StepComplaint { .. } => "stepComplaint",
            Self::CallBack { .. } => "callBack",
            Self::Snooze { .. } => "snooze",
            Self::Wake => "wake",
            Self::Link { .. } => "link",
            Self::ChangeCustomer(_) => "changeCustomer",
            Self::JoinCustomer { .. } => "joinCustomer",
            Self::PartCustomer { .. } => "partCustomer",
            Self::Reveal { .. } => "reveal",
            Self::Merge { .. } => "merge",
            Self::Unmerge { .. } => "unmerge",
            Self::SetSchedule(_) => "setSchedule",
            Self::SetFilter { .. } => "setFilter",
            Self::RemoveFilter => "removeFilter",
            Self::TellCutOff { .. } => "tellCutOff",
            Self::DeclareOutage { .. } => "declareOutage",
            Self::TellOutage { .. } => "tellOutage",
            Self::EndOutage { .. } => "endOutage",
        }
    }

    /// The text a person wrote, which must never be lost.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Reply { body, .. } | Self::Note { body } | Self::Forward { body, .. } | Self::Receive { body } => Some(body),
            Self::Open(new) => Some(&new.question),
            Self::Suggest(new) => Some(&new.content.body),
            Self::RequestChange { text } | Self::SetTask { text, .. } | Self::Request { text, .. } | Self::Complain { text, .. } => Some(text),
            Self::StepRequest { text, .. } | Self::StepComplaint { text, .. } => Some(text).filter(|text| !text.is_empty()).map(String::as_str),
            _ => None,
        }
    }
}
