//! Lists of tickets, and one ticket opened.

use holdfast_domain::sla::Level;
use holdfast_domain::{Channel, Demand, Field, FilterRule, Handover, Language, MessageKind, Status, Urgency};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::article::Cited;
use super::clock::ClockView;
use super::complaint::ComplaintCard;
use super::customer::CustomerCard;
use super::file::FileView;
use super::item::ItemState;
use super::merging::ApartView;
use super::millis::{Millis, SeqNumber};
use super::reason::{HeldBy, Reason};
use super::request::RequestCard;
use super::task::TaskView;

/// A list of tickets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum View {
    /// Mine to do.
    Mine,
    /// The whole team's.
    Team,
    /// Nobody's yet.
    Unassigned,
    /// Running out of time.
    AtRisk,
    /// With an upset customer.
    Hot,
    /// Waiting for the customer.
    Waiting,
    /// Something was promised and is not done.
    Promises,
    /// A follow-up is set and not done.
    FollowUps,
    /// A note names me.
    Mentions,
    /// Put aside for a while.
    Snoozed,
    /// With a draft of mine.
    Drafts,
    /// With something of mine that waits for my decision.
    Held,
    /// With something of mine that has not been sent or was written offline.
    Offline,
}

/// Which list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase", tag = "type")]
pub enum ListOf {
    /// One that everybody has.
    View {
        /// Which.
        view: View,
    },
    /// One of the person's own, or one that a colleague shares.
    Filter {
        /// Which.
        id: String,
    },
}

impl From<View> for ListOf {
    fn from(view: View) -> Self {
        Self::View { view }
    }
}

/// A list of the person's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SavedFilter {
    /// Identity.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether the team sees it.
    pub shared: bool,
    /// Whose it is, when a colleague's.
    pub by: Option<String>,
    /// Whether this person may change it.
    pub may_change: bool,
    /// Which tickets.
    pub rule: FilterRule,
    /// How many it holds.
    pub count: u32,
}

/// A list as a person wants it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FilterDraft {
    /// Identity; none for a new one.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// Whether the team shall see it.
    pub shared: bool,
    /// Which tickets.
    pub rule: FilterRule,
}

/// How many a list holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ViewCount {
    /// The list.
    pub view: View,
    /// How many.
    pub count: u32,
    /// Whether the number is a warning.
    pub risk: bool,
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TicketRow {
    /// Identity.
    pub id: String,
    /// What it is called aloud.
    pub number: String,
    /// Whether that is a desk's own number until the server gives one.
    pub temporary: bool,
    /// One line.
    pub subject: String,
    /// Its language.
    pub subject_lang: Option<Language>,
    /// The customer's name.
    pub customer: String,
    /// The customer.
    pub customer_id: String,
    /// The customer's tier.
    pub tier: u8,
    /// How the customer came.
    pub channel: Channel,
    /// Where it stands.
    pub status: Status,
    /// How much it presses.
    pub urgency: Urgency,
    /// Category in the desk's language.
    pub category: Option<String>,
    /// The owner's name.
    pub owner: Option<String>,
    /// Something new since it was last opened here.
    pub unread: bool,
    /// An upset customer.
    pub hot: bool,
    /// The worst state of what was done here.
    pub state: Option<ItemState>,
    /// The clock that matters most.
    pub clock: Option<ClockView>,
    /// In the lists of promises and of follow-ups: the one of those that is due next.
    pub owed: Option<ClockView>,
    /// When anything last happened.
    pub updated_at: Millis,
    /// Queue in the desk's language.
    pub queue: Option<String>,
    /// Put aside until then.
    pub snoozed_until: Option<Millis>,
    /// Put aside until the customer writes.
    pub snoozed_until_reply: bool,
    /// How often it came back after it was solved.
    pub reopened: u32,
    /// How often the customer had to ask again.
    pub chased: u32,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TicketPage {
    /// The rows.
    pub rows: Vec<TicketRow>,
    /// How many there are in all.
    pub total: u32,
    /// How many of the first rows of the list stand under "next up".
    pub next_up: u32,
    /// How many of the first rows of the list are emergencies.
    pub emergencies: u32,
    /// When what is shown was last confirmed.
    pub as_of: Millis,
}

/// The ticket that matters most now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NextUp {
    /// The ticket.
    pub ticket: String,
    /// A message of the catalogues.
    pub why: String,
}

/// One ticket opened.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TicketDetail {
    /// As in a list.
    pub row: TicketRow,
    /// Queue in the desk's language.
    pub queue: Option<String>,
    /// Queue.
    pub queue_id: Option<String>,
    /// Category key.
    pub category_key: Option<String>,
    /// Owner.
    pub owner_id: Option<String>,
    /// When its owner, who is somebody else, last worked on it: so long ago that it may be taken with a reason.
    pub let_go_at: Option<Millis>,
    /// Tags.
    pub tags: Vec<String>,
    /// Where the customer asked to be called back this time, masked where this person may not see it.
    pub call_back_on: Option<String>,
    /// Every clock.
    pub clocks: Vec<ClockView>,
    /// When the customer came.
    pub created_at: Millis,
    /// When what is shown was last confirmed.
    pub as_of: Millis,
    /// Messages and events, oldest first.
    pub timeline: Vec<TimelineItem>,
    /// How many older messages were left out.
    pub earlier: u32,
    /// The newest public message shown; a reply names it, so that nothing leaves unseen.
    pub seen: Option<SeqNumber>,
    /// When it was last opened here.
    pub last_read: Option<Millis>,
    /// Where it may go from here.
    pub transitions: Vec<Status>,
    /// What kind of matter it is (T10).
    pub demand: Option<Demand>,
    /// What its owner must know of whoever had it before (T12).
    pub handover: Option<HandoverView>,
    /// Tickets that belong together with it.
    pub links: Vec<LinkView>,
    /// What became part of it last, while that can be taken out again.
    pub apart: Option<ApartView>,
    /// What is being written here.
    pub drafts: Vec<DraftView>,
    /// Whose it is.
    pub customer: Option<CustomerCard>,
    /// What others changed while a change of mine waited.
    pub changed_away: Vec<FieldChange>,
    /// Who else has something held here.
    pub held_by: Vec<HeldBy>,
    /// What is owed by a time, the next due first; then what was, the newest first.
    pub tasks: Vec<TaskView>,
    /// What departments are asked for, the oldest first; then what they were, the last ended first.
    pub requests: Vec<RequestCard>,
    /// What the customer complained about: what is open first, then the last recorded first.
    pub complaints: Vec<ComplaintCard>,
}

/// What somebody left for whoever goes on.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HandoverView {
    /// Who.
    pub by: String,
    /// To whom.
    pub to: String,
    /// When.
    pub at: Millis,
    /// Why.
    pub reason: String,
    /// In its parts.
    pub handover: Handover,
}

/// A ticket that belongs together with the open one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LinkView {
    /// Which.
    pub ticket: String,
    /// What it is called aloud; empty when it is not on this computer.
    pub number: String,
    /// One line.
    pub subject: String,
    /// Its language, where that is known.
    pub subject_lang: Option<Language>,
    /// Where it stands; none when it is not on this computer.
    pub status: Option<Status>,
}

/// A field that two people changed at once.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FieldChange {
    /// The operation that carried my value.
    pub operation: String,
    /// The field.
    pub field: Field,
    /// What I wanted.
    pub mine: String,
    /// What stands, or stood before mine.
    pub theirs: String,
    /// Who chose it, where that is known.
    pub by: Option<String>,
    /// Whether mine stands.
    pub mine_stands: bool,
    /// When I wrote it.
    pub at: Millis,
}

/// How it is with the pictures of a message that lie elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum PicturesState {
    /// They stay where they are until somebody asks.
    Left,
    /// They were asked for.
    Coming,
    /// Those that could be fetched are shown.
    Shown,
    /// Nothing could be reached.
    Unreachable,
}

/// To whom something was sent on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ForwardedView {
    /// The address.
    pub to: String,
    /// The subject.
    pub subject: String,
}

/// A message or an event.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "type")]
pub enum TimelineItem {
    /// A message.
    Message {
        /// Identity.
        id: String,
        /// Who may read it.
        kind: MessageKind,
        /// Who wrote it.
        author: String,
        /// Whether it was written by the person at this desk.
        mine: bool,
        /// When.
        at: Millis,
        /// Sanitised; plain text has only paragraphs and line breaks.
        html: String,
        /// Whether it is one of the team's own, formatted as its author wrote it.
        formatted: bool,
        /// What it quotes, of the same kind as `html` and apart from it.
        quoted: Option<String>,
        /// How many pictures lie elsewhere and are not shown.
        images: u32,
        /// How it is with them.
        pictures: PicturesState,
        /// Its language.
        lang: Option<Language>,
        /// How it came or goes.
        channel: Option<Channel>,
        /// What became of it, when it was written here.
        state: Option<ItemState>,
        /// The operation that wrote it.
        operation: Option<String>,
        /// Whether it was written offline.
        offline: bool,
        /// Why it waits, is held or was rejected.
        reason: Option<Reason>,
        /// Files.
        files: Vec<FileView>,
        /// To whom it was sent on, when it was: `quoted` is what.
        forwarded: Option<ForwardedView>,
    },
    /// Something that happened.
    Event {
        /// Identity.
        id: String,
        /// When.
        at: Millis,
        /// In the desk's language.
        text: String,
        /// How grave it is, when it is about a clock.
        level: Option<Level>,
        /// What became of it, when it was done here.
        state: Option<ItemState>,
        /// The operation that did it.
        operation: Option<String>,
        /// Whether it was done offline.
        offline: bool,
        /// Why it waits, is held or was rejected.
        reason: Option<Reason>,
    },
}

/// What is being written.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DraftView {
    /// Reply or note.
    pub kind: MessageKind,
    /// Text.
    pub body: String,
    /// When it was saved.
    pub saved_at: Millis,
    /// Articles whose answer it carries.
    pub articles: Vec<Cited>,
    /// Files that will go with it.
    pub files: Vec<FileView>,
}
