//! An outage, as its page and the banner show it.

use holdfast_domain::OutageScope;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::millis::Millis;

/// An outage.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OutageView {
    /// Identity.
    pub id: String,
    /// What is down.
    pub scope: OutageScope,
    /// Since when.
    pub start: Millis,
    /// Until when; none while it lasts.
    pub end: Option<Millis>,
    /// Why; empty where nobody said.
    pub cause: String,
    /// When it is expected to be over; none where nobody knows.
    pub expected: Option<Millis>,
    /// Who said the cause or the expected end last, and when; none where nobody said anything yet.
    pub said: Option<SaidView>,
    /// Whether somebody said that it is one; else desks alone noticed it.
    pub declared: bool,
    /// How many desks were cut off by it.
    pub desks: u32,
    /// Whether this desk is cut off by it now.
    pub here: bool,
    /// From when on it is asked whether it is still down, unless something is said of it; none where it has an end without that.
    pub asked_from: Option<Millis>,
    /// My texts that still tell a customer a time that is not expected any more, while it lasts.
    pub drafts: Vec<FormerTime>,
    /// What happened, the newest first.
    pub log: Vec<OutageLineView>,
}

/// A text that is being written and tells a time that has moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FormerTime {
    /// On which ticket.
    pub ticket: String,
    /// Its number.
    pub number: String,
    /// Which time, as it is written.
    pub said: String,
}

/// Who said something, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SaidView {
    /// Who; none where it was the status feed.
    pub by: Option<String>,
    /// When.
    pub at: Millis,
}

/// A line of an outage's log.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OutageLineView {
    /// When.
    pub at: Millis,
    /// Who; none where nobody said it, or the status feed did.
    pub by: Option<String>,
    /// What.
    pub event: OutageEventView,
    /// Whether its author was cut off then.
    pub offline: bool,
}

/// What happened in an outage.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase", tag = "type")]
pub enum OutageEventView {
    /// The first desk was cut off.
    CutOff,
    /// The last of so many desks was back.
    Back {
        /// How many.
        desks: u32,
    },
    /// Somebody said that it is one.
    Declared,
    /// Why.
    Cause {
        /// In words.
        text: String,
    },
    /// When it is expected to be over.
    Expected {
        /// When; nobody knows any more where there is none.
        at: Option<Millis>,
        /// When it was expected before.
        before: Option<Millis>,
    },
    /// Whatever else.
    Note {
        /// In words.
        text: String,
    },
    /// Somebody said that it is over.
    Over,
}

/// What somebody has to say of an outage: all of it as it shall be.
#[derive(Clone, Debug, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OutageReport {
    /// Which; none for one that nobody knows of yet.
    pub id: Option<String>,
    /// What is down.
    pub scope: OutageScope,
    /// Since when.
    pub start: Millis,
    /// Why; empty where nobody knows.
    pub cause: String,
    /// When it is expected to be over; none where nobody knows.
    pub expected: Option<Millis>,
    /// Whatever else.
    pub note: String,
}

/// What is being written of an outage, or in a call after it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase", tag = "type")]
pub enum OutageForm {
    /// What a lead is about to say of one.
    Report,
    /// What is about to be promised in a call.
    Promise {
        /// On which ticket.
        ticket: String,
    },
    /// To whom what is left of a call-back list is about to be handed over.
    HandOver {
        /// After which outage.
        outage: String,
    },
}
