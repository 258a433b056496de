//! Schedules as their editor shows them.

use holdfast_domain::sla::Day;
use holdfast_domain::{Channel, Urgency};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::article::RefusedAct;
use super::clock::TargetView;

/// A schedule, and what goes by it.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScheduleView {
    /// What it says, to be written on.
    pub draft: ScheduleDraft,
    /// Whether it is open now.
    pub open: bool,
    /// What is promised in it, and what outside of it.
    pub promises: Vec<PromiseView>,
    /// Whether a change of it is on its way: clocks follow when the team server has it.
    pub pending: bool,
    /// A change that the team server did not take.
    pub refused: Option<RefusedAct>,
}

/// Every schedule of the team.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScheduleList {
    /// They, by name.
    pub schedules: Vec<ScheduleView>,
    /// Whether this person may change them.
    pub may_edit: bool,
}

/// What a schedule says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScheduleDraft {
    /// Key; none for a new one.
    pub key: Option<String>,
    /// Its name in the desk's language.
    pub name: String,
    /// IANA name, e.g. `Asia/Shanghai`.
    pub zone: String,
    /// The version it was written over.
    pub version: u32,
    /// The week.
    pub week: Vec<PeriodDraft>,
    /// Dates on which nothing begins.
    pub holidays: Vec<DateDraft>,
    /// Dates that work like another day.
    pub makeup: Vec<MakeUpDraft>,
}

/// A period of a day. An end that is not after its start lies on the next day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PeriodDraft {
    /// The day it begins on.
    pub day: Day,
    /// `HH:MM`, up to `24:00`.
    pub from: String,
    /// `HH:MM`, up to `24:00`.
    pub to: String,
}

/// A date, and what it is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DateDraft {
    /// `2026-10-01`.
    pub date: String,
    /// What it is called.
    pub label: String,
}

/// A date that works like another day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MakeUpDraft {
    /// `2026-10-10`.
    pub date: String,
    /// Works like this day.
    pub like: Day,
    /// What it is called.
    pub label: String,
}

/// What a policy promises of its first response: in working hours, and outside of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PromiseView {
    /// The policy's name.
    pub policy: String,
    /// As a rule.
    pub target: TargetView,
    /// Outside of working hours, where that differs.
    pub off: Option<TargetView>,
}

/// A message to try a schedule with.
#[derive(Clone, Debug, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Trial {
    /// How the customer comes.
    pub channel: Channel,
    /// How much it presses.
    pub urgency: Urgency,
    /// The customer's tier.
    pub tier: u8,
    /// When, on the wall of the schedule's zone: `2026-12-11T23:50`.
    pub at: String,
}

/// What came out of a file of holidays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CalendarView {
    /// Its days, in order.
    pub days: Vec<CalendarDay>,
    /// Entries that were left out: they repeat in a way that no holiday does, or lie in the past.
    pub left_out: u32,
}

/// A day of such a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CalendarDay {
    /// `2026-10-01`.
    pub date: String,
    /// What the file calls it.
    pub label: String,
    /// Whether by its name it is a day to work on (调休).
    pub works: bool,
}
