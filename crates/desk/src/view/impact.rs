//! What an outage did, in figures and by ticket.

use holdfast_domain::{Language, OutageScope, sla::ClockKind};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::millis::Millis;

/// What an outage did, or several over a time.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImpactView {
    /// Which: one, or those of a time, the oldest first.
    pub outages: Vec<ImpactOutage>,
    /// How long anything was down; what overlaps counts once.
    pub down: Millis,
    /// Tickets on which anything happened meanwhile.
    pub touched: u32,
    /// Of these, opened meanwhile.
    pub opened: u32,
    /// Customers who waited for us, and how long.
    pub waits: Waits,
    /// Who waited, the longest first.
    pub waited: Vec<WaitRow>,
    /// Times that ran out because of it, by when they were due. They stay breaches.
    pub breaches: Vec<BreachRow>,
    /// What was promised to customers meanwhile, by when it was due.
    pub promises: Vec<PromiseRow>,
    /// Who was to be rung afterwards.
    pub calls: CallsDone,
    /// What was done at desks that were cut off, and what became of it.
    pub carried: CarriedView,
}

/// An outage in a report.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImpactOutage {
    /// Identity.
    pub id: String,
    /// What was down.
    pub scope: OutageScope,
    /// Since when.
    pub start: Millis,
    /// Until when; none while it lasts.
    pub end: Option<Millis>,
    /// Why; empty where nobody said.
    pub cause: String,
    /// Customers who waited.
    pub customers: u32,
    /// Times that ran out.
    pub breaches: u32,
    /// Who was to be rung, and who was told.
    pub calls: u32,
    /// Of these, told or promised something.
    pub called: u32,
}

/// How long customers waited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Waits {
    /// How many.
    pub customers: u32,
    /// Half of them no longer than this.
    pub median: Millis,
    /// The longest.
    pub longest: Millis,
    /// How many still wait.
    pub waiting: u32,
}

/// Somebody who waited.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WaitRow {
    /// On which ticket.
    pub ticket: TicketRef,
    /// Since when.
    pub since: Millis,
    /// Until when; none while they wait.
    pub heard: Option<Millis>,
}

/// A ticket in a report.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TicketRef {
    /// Identity.
    pub id: String,
    /// Its number.
    pub number: String,
    /// What it is about.
    pub subject: String,
    /// In which language that is.
    pub subject_lang: Option<Language>,
    /// Whose it is.
    pub customer: String,
    /// Who works on it.
    pub owner: Option<String>,
}

/// A time that ran out.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BreachRow {
    /// On which ticket.
    pub ticket: TicketRef,
    /// Of which clock.
    pub kind: ClockKind,
    /// When it was due.
    pub due: Millis,
}

/// How a promise ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum PromiseEnd {
    /// In time.
    Kept,
    /// Too late.
    Late,
    /// It was withdrawn.
    Withdrawn,
    /// It is not due yet.
    Open,
    /// It is due and not kept.
    Overdue,
}

/// Something that was promised.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PromiseRow {
    /// On which ticket.
    pub ticket: TicketRef,
    /// What.
    pub text: String,
    /// By when.
    pub due: Millis,
    /// How it ended.
    pub end: PromiseEnd,
}

/// How far the calls after it came, and how soon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CallsDone {
    /// Customers to be rung.
    pub all: u32,
    /// Told, or promised something.
    pub done: u32,
    /// Calls that nobody answered.
    pub not_reached: u32,
    /// From the end to the first who was told.
    pub first: Option<Millis>,
    /// From the end until half of them were.
    pub median: Option<Millis>,
    /// From the end to the last.
    pub last: Option<Millis>,
}

/// What was done at desks that were cut off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CarriedView {
    /// How many desks were cut off.
    pub desks: u32,
    /// How many of them have not told what became of it.
    pub untold: u32,
    /// Operations that waited.
    pub queued: u32,
    /// Of these, held for their author's decision.
    pub held: u32,
    /// Of these, merged with what others did.
    pub merged: u32,
    /// Of these, refused.
    pub refused: u32,
}

/// As which file a report is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FileKind {
    /// A workbook.
    Xlsx,
    /// Pages.
    Pdf,
}

impl FileKind {
    /// How its name ends.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
        }
    }
}

/// Of which a report tells.
#[derive(Clone, Debug, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase", tag = "type")]
pub enum ImpactOf {
    /// One outage.
    Outage {
        /// Which.
        id: String,
    },
    /// All that lasted at any time since then.
    Since {
        /// When.
        at: Millis,
    },
}
