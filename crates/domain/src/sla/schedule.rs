//! Business hours: weekly periods in a time zone, closed on holidays, moved by make-up workdays (调休).
//!
//! A period belongs to the day it begins on and may run past midnight: a holiday closes the periods that begin that
//! day, a make-up day has the periods of the day it names. Overlapping periods count once. Time counts while the clock
//! on the wall shows an open time: an hour that daylight saving skips never counts, one that it repeats counts twice.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use specta::Type;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

use crate::{Language, Timestamp, Words};

/// From some day on it must open: which does not matter.
const SOME_DAY: Timestamp = Timestamp::from_millis(1_790_000_000_000);
/// A period for each quarter of an hour of a week is more than anybody writes.
const MOST: usize = 1_000;

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the days of the week")]
pub enum Day {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

impl Day {
    pub(super) const fn of(weekday: Weekday) -> Self {
        match weekday {
            Weekday::Monday => Self::Mon,
            Weekday::Tuesday => Self::Tue,
            Weekday::Wednesday => Self::Wed,
            Weekday::Thursday => Self::Thu,
            Weekday::Friday => Self::Fri,
            Weekday::Saturday => Self::Sat,
            Weekday::Sunday => Self::Sun,
        }
    }
}

/// A period of a day, `from` and `to` as `HH:MM`. An end that is not after its start lies on the next day; `24:00` is allowed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The day it begins on.
    pub day: Day,
    /// Opens.
    pub from: String,
    /// Closes.
    pub to: String,
}

/// A date that works like another day of the week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakeUp {
    /// The date.
    pub date: Date,
    /// Works like this day.
    pub like: Day,
}

/// When a team is open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// `day`.
    #[serde(default)]
    pub key: String,
    /// Its name in each language.
    #[serde(default)]
    pub name: Words,
    /// Rises with each change: who writes one says over which version.
    #[serde(default)]
    pub version: u32,
    /// IANA name, e.g. `Asia/Shanghai`.
    pub zone: String,
    /// The week.
    pub week: Vec<Period>,
    /// Dates on which nothing begins.
    #[serde(default)]
    pub holidays: BTreeSet<Date>,
    /// Dates that work like another day.
    #[serde(default)]
    pub makeup: Vec<MakeUp>,
    /// What a date of these is called, e.g. a holiday.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<Date, String>,
}

/// A schedule as something that operations are about: made of its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ScheduleId(pub Uuid);

impl ScheduleId {
    /// Of the schedule with this key.
    #[must_use]
    pub fn of(key: &str) -> Self {
        Self(Uuid::new_v5(&Uuid::NAMESPACE_OID, key.as_bytes()))
    }
}

/// What is wrong with a schedule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleError {
    /// The zone is not known.
    #[error("the time zone {0:?} is not known; use an IANA name such as Asia/Shanghai")]
    Zone(String),
    /// A time of day is not one.
    #[error("{0:?} is not a time of day; use HH:MM between 00:00 and 24:00")]
    Time(String),
    /// It never opens.
    #[error("the schedule does not open within 800 days, so nothing falls due")]
    NeverOpen,
    /// Nothing to call it by.
    #[error("the schedule has no name")]
    NoName,
    /// More periods or dates than a schedule has.
    #[error("the schedule has more than {0} periods or dates")]
    TooMany(usize),
    /// There is so much time in a target that nobody will see its end.
    #[error("this is not due within 100 years")]
    TooFar,
}

impl Schedule {
    /// What operations about it name.
    #[must_use]
    pub fn id(&self) -> ScheduleId {
        ScheduleId::of(&self.key)
    }

    /// Whether clocks can go by it: a name, a zone that is known, times of day, and something open some day.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self) -> Result<(), ScheduleError> {
        let is_named = [Language::English, Language::Simplified, Language::Traditional]
            .iter()
            .any(|language| !self.name.in_language(*language).trim().is_empty());
        if !is_named || self.key.trim().is_empty() {
            return Err(ScheduleError::NoName);
        }
        let counts = [self.week.len(), self.holidays.len(), self.makeup.len(), self.labels.len()];
        if counts.iter().any(|count| *count > MOST) {
            return Err(ScheduleError::TooMany(MOST));
        }
        if self.week.is_empty() {
            self.time_zone()?;
            return Err(ScheduleError::NeverOpen);
        }
        // Periods of no length are none.
        self.due(SOME_DAY, 1, &[]).map(|_| ())
    }

    /// The zone.
    ///
    /// # Errors
    /// [`ScheduleError::Zone`] when it is not known.
    pub fn time_zone(&self) -> Result<TimeZone, ScheduleError> {
        TimeZone::get(&self.zone).map_err(|_| ScheduleError::Zone(self.zone.clone()))
    }

    /// The day of the week a date works like; none on a holiday.
    pub(super) fn works_like(&self, date: Date) -> Option<Day> {
        match self.makeup.iter().find(|makeup| makeup.date == date) {
            Some(makeup) => Some(makeup.like),
            None if self.holidays.contains(&date) => None,
            None => Some(Day::of(date.weekday())),
        }
    }
}
