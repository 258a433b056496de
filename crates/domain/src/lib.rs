//! What Holdfast means: entities, operations and what they do, service-level clocks and calendars.
//!
//! Pure. No IO, no async, no clock and no randomness of its own: `now` and random bytes are arguments. The desk
//! and the team server call the same [`apply`], so that they cannot drift apart (DESIGN §3).

pub mod about;
pub mod access;
pub mod action;
pub mod agent;
pub mod apply;
pub mod article;
pub mod attachment;
pub mod call_back;
pub mod closing;
pub mod complaint;
pub mod customer;
pub mod filter;
pub mod forward;
pub mod handover;
pub mod id;
mod impact;
pub mod language;
pub mod last_public;
pub mod lease;
pub mod marks;
pub mod mention;
pub mod merge;
pub mod message;
pub mod operation;
pub mod outage;
pub mod outcome;
pub mod partition;
pub mod plain_time;
pub mod request;
pub mod sla;
pub mod snooze;
pub mod task;
pub mod team;
pub mod ticket;
pub mod time;
pub mod to_call;
pub mod unmerge;
pub mod written;

pub use about::About;
pub use access::Access;
pub use action::Action;
pub use agent::{Agent, Role};
pub use apply::{Context, Entity, apply};
pub use article::{
    Article, ArticleKind, ChangeNotice, ChangeRequest, Citation, Content, Freshness, MOST_UNHELPFUL, MOST_VERSIONS, Purpose, Suggestion, Unhelpful,
    Version,
};
pub use attachment::{Attachment, LARGEST_FILE, MOST_FILES, is_hash};
pub use call_back::{CallBack, CallBackStep};
pub use closing::{Closing, Satisfaction};
pub use complaint::{Complaint, ComplaintCause, ComplaintStage};
pub use customer::{AccessNeed, Contact, ContactKind, Customer, CustomerChange, Fact, FactKind, Noted, Revealed};
pub use filter::{Filter, FilterOrder, FilterRule, LONGEST_FILTER_NAME, OwnerRule};
pub use forward::Forwarded;
pub use handover::Handover;
pub use id::{AgentId, ArticleId, CustomerId, DepartmentId, DeviceId, FilterId, MessageId, OperationId, OutageId, QueueId, Seq, TicketId};
pub use impact::{Breach, Down, Wait};
pub use language::{Language, Words};
pub use last_public::{LastPublic, MergedPublic};
pub use lease::Lease;
pub use mention::{MOST_MENTIONS, Mention};
pub use merge::{MergedBy, NotMerged, merge};
pub use message::{Author, Message, MessageKind};
pub use operation::Operation;
pub use outage::{Carried, OUTAGE_APART_MS, Outage, OutageEvent, OutageLine, OutageScope, SHORTEST_TOLD_MS, Said, Sighting, join_outages};
pub use outcome::{HeldReason, Lost, Outcome, Rejection, Verdict};
pub use request::{Request, RequestStep};
pub use snooze::Snooze;
pub use task::{Task, TaskEnd, TaskKind};
pub use team::{Category, Department, Queue, TagRule};
pub use ticket::{Channel, Demand, Event, Field, FieldRev, HeldMark, HistoryEntry, Number, Status, TagSet, Ticket, Urgency};
pub use time::Timestamp;
pub use to_call::{CallBackWhy, ToCall};
pub use unmerge::{Apart, NotApart, may_come_apart, unmerge};
pub use written::{Caller, NewContent, NewTicket};
