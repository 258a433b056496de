//! Two tickets that are to become one, each in a line.

use holdfast_domain::Status;
use serde::Serialize;
use specta::Type;

use super::millis::Millis;
use crate::error::DeskError;

/// One of two tickets, as it is shown before they become one.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MergeSide {
    /// Which.
    pub ticket: String,
    /// What it is called aloud.
    pub number: String,
    /// One line.
    pub subject: String,
    /// Where it stands.
    pub status: Status,
    /// Whose it is.
    pub owner: Option<String>,
    /// When the customer came.
    pub opened_at: Millis,
    /// How many messages it has.
    pub messages: u32,
    /// Why it cannot be the one that is left.
    pub not_left: Option<DeskError>,
}

/// What the open ticket can become one with.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MergeChoices {
    /// The open one.
    pub own: MergeSide,
    /// The others of its customer, those that somebody has to do something on first.
    pub others: Vec<MergeSide>,
    /// A ticket of this number is another customer's.
    pub of_another: bool,
}

/// What became part of the open ticket last, while it can be taken out again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ApartView {
    /// Which ticket.
    pub ticket: String,
    /// What it was called.
    pub number: String,
    /// The line of the timeline that says so.
    pub item: String,
}
