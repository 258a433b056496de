//! What the alert list shows.

use holdfast_domain::sla::{ClockKind, Level};
use holdfast_domain::{Language, Urgency};
use serde::Serialize;
use specta::Type;

use super::millis::Millis;

/// A clock that runs out.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AlertRow {
    /// Identity.
    pub id: String,
    /// Ticket.
    pub ticket: String,
    /// Number.
    pub number: String,
    /// Subject.
    pub subject: String,
    /// Its language, when known.
    pub subject_lang: Option<Language>,
    /// Customer.
    pub customer: String,
    /// The customer's tier.
    pub tier: u8,
    /// How much the ticket presses.
    pub urgency: Urgency,
    /// Whose ticket it is.
    pub owner: Option<String>,
    /// Whether it is this person's.
    pub mine: bool,
    /// Which clock.
    pub clock: ClockKind,
    /// What it is about, of what there may be several of a kind: the promise; the department and what it was asked; the complaint.
    pub about: Option<String>,
    /// Whose decision is waited for, when it is somebody else's.
    pub by: Option<String>,
    /// How grave.
    pub level: Level,
    /// When that clock is due.
    pub due: Millis,
    /// How much of its time was lost to outages, from a minute on.
    pub lost: Option<Millis>,
    /// When it was raised.
    pub at: Millis,
    /// When it was last said aloud: it may be said again, until somebody takes note.
    pub said_at: Option<Millis>,
    /// Whether this person can take its ticket, which is nobody's.
    pub takes: bool,
    /// Whether the person has taken note.
    pub acknowledged: bool,
    /// Put off until.
    pub snoozed_until: Option<Millis>,
}

/// Every alert that still matters.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AlertList {
    /// The alerts, the most pressing first: those that nobody took note of or put off, then the others.
    pub alerts: Vec<AlertRow>,
    /// How many more there are than these.
    pub more: u32,
    /// Whether the system shows notifications.
    pub native_available: bool,
    /// Why nothing is said aloud now.
    pub quiet: Option<QuietView>,
}

/// Why nothing is said aloud, and until when.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct QuietView {
    /// Why.
    pub why: QuietWhy,
    /// Until when, where it is known.
    pub until: Option<Millis>,
    /// Whether an emergency is said aloud all the same.
    pub but_emergencies: bool,
}

/// Why nothing is said aloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum QuietWhy {
    /// The person's quiet hours.
    Hours,
    /// Outside of the person's shift.
    OffShift,
    /// The computer is told not to disturb.
    Computer,
}
