//! Business hours: weekly periods in a time zone, closed on holidays, moved by make-up workdays (调休).
//!
//! A period belongs to the day it begins on and may run past midnight: a holiday closes the periods that begin that
//! day, a make-up day has the periods of the day it names. Overlapping periods count once.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use crate::Timestamp;

/// How far ahead a due time is looked for. A schedule that stays closed so long is a mistake of its author.
const LOOK_AHEAD_DAYS: usize = 800;

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    const fn of(weekday: Weekday) -> Self {
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// `day`.
    #[serde(default)]
    pub key: String,
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
    #[error("the schedule does not open within {LOOK_AHEAD_DAYS} days, so nothing falls due")]
    NeverOpen,
}

type Span = (i64, i64);

impl Schedule {
    /// The zone.
    ///
    /// # Errors
    /// [`ScheduleError::Zone`] when it is not known.
    pub fn time_zone(&self) -> Result<TimeZone, ScheduleError> {
        TimeZone::get(&self.zone).map_err(|_| ScheduleError::Zone(self.zone.clone()))
    }

    /// Whether it is open at `at`.
    ///
    /// # Errors
    /// When the schedule itself is wrong.
    pub fn is_open(&self, at: Timestamp) -> Result<bool, ScheduleError> {
        let at = at.millis();
        let mut spans = Spans::from(self, at)?;
        for _ in 0..4 {
            for (from, to) in spans.next_day()? {
                if from <= at && at < to {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// The end of the last of `minutes` open minutes after `start`, leaving out `pauses`.
    ///
    /// # Errors
    /// When the schedule is wrong or never opens.
    pub fn due(&self, start: Timestamp, minutes: i64, pauses: &[(Timestamp, Timestamp)]) -> Result<Timestamp, ScheduleError> {
        let mut left = minutes.saturating_mul(60_000);
        if left <= 0 {
            return Ok(start);
        }
        let mut reached = start.millis();
        let mut spans = Spans::from(self, reached)?;
        for _ in 0..LOOK_AHEAD_DAYS {
            for span in spans.next_day()? {
                for (from, to) in without_pauses(clip(span, reached), pauses) {
                    let length = to.saturating_sub(from);
                    if length >= left {
                        return Ok(Timestamp::from_millis(from.saturating_add(left)));
                    }
                    left = left.saturating_sub(length);
                }
                reached = reached.max(span.1);
            }
        }
        Err(ScheduleError::NeverOpen)
    }

    /// Open milliseconds between `start` and `end`, leaving out `pauses`.
    ///
    /// # Errors
    /// When the schedule is wrong.
    pub fn elapsed(&self, start: Timestamp, end: Timestamp, pauses: &[(Timestamp, Timestamp)]) -> Result<i64, ScheduleError> {
        let (mut reached, end) = (start.millis(), end.millis());
        let mut spans = Spans::from(self, reached)?;
        let mut sum = 0_i64;
        while spans.day_start()? < end {
            for span in spans.next_day()? {
                let (from, to) = clip(span, reached);
                for (from, to) in without_pauses((from, to.min(end)), pauses) {
                    sum = sum.saturating_add(to.saturating_sub(from));
                }
                reached = reached.max(span.1.min(end));
            }
        }
        Ok(sum)
    }

    fn periods_on(&self, date: Date) -> Vec<&Period> {
        let day = match self.makeup.iter().find(|makeup| makeup.date == date) {
            Some(makeup) => makeup.like,
            None if self.holidays.contains(&date) => return Vec::new(),
            None => Day::of(date.weekday()),
        };
        self.week.iter().filter(|period| period.day == day).collect()
    }
}

/// The open spans of one civil day after another, in milliseconds.
struct Spans<'a> {
    schedule: &'a Schedule,
    zone: TimeZone,
    date: Date,
}

impl<'a> Spans<'a> {
    /// From the day before `at`, whose periods may run past midnight.
    fn from(schedule: &'a Schedule, at: i64) -> Result<Self, ScheduleError> {
        let zone = schedule.time_zone()?;
        let instant = jiff::Timestamp::from_millisecond(at).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let today = zone.to_datetime(instant).date();
        Ok(Self { schedule, zone, date: today.yesterday().unwrap_or(today) })
    }

    fn day_start(&self) -> Result<i64, ScheduleError> {
        self.instant(self.date, 0)
    }

    /// The spans that begin on this day, in order; then goes on to the next.
    fn next_day(&mut self) -> Result<Vec<Span>, ScheduleError> {
        let mut spans = Vec::new();
        for period in self.schedule.periods_on(self.date) {
            let (from, to) = (minute_of_day(&period.from)?, minute_of_day(&period.to)?);
            let to = if to <= from { to.saturating_add(24 * 60) } else { to };
            spans.push((self.instant(self.date, from)?, self.instant(self.date, to)?));
        }
        spans.sort_unstable();
        self.date = self.date.tomorrow().unwrap_or(self.date);
        Ok(spans)
    }

    fn instant(&self, date: Date, minute: i64) -> Result<i64, ScheduleError> {
        let minutes = jiff::Span::new().minutes(minute);
        let time = date.at(0, 0, 0, 0).checked_add(minutes).map_err(|_| ScheduleError::NeverOpen)?;
        let zoned = self.zone.to_timestamp(time).map_err(|_| ScheduleError::NeverOpen)?;
        Ok(zoned.as_millisecond())
    }
}

fn clip((from, to): Span, reached: i64) -> Span {
    (from.max(reached), to)
}

/// What is left of a span outside the pauses.
fn without_pauses(span: Span, pauses: &[(Timestamp, Timestamp)]) -> Vec<Span> {
    let mut pauses: Vec<Span> = pauses.iter().map(|(from, to)| (from.millis(), to.millis())).collect();
    pauses.sort_unstable();
    let (mut from, to) = span;
    let mut left = Vec::new();
    for (pause_from, pause_to) in pauses {
        if pause_to <= from || pause_from >= to {
            continue;
        }
        if pause_from > from {
            left.push((from, pause_from));
        }
        from = from.max(pause_to);
    }
    if from < to {
        left.push((from, to));
    }
    left
}

/// `HH:MM` as minutes after midnight.
pub(super) fn minute_of_day(text: &str) -> Result<i64, ScheduleError> {
    let wrong = || ScheduleError::Time(text.to_owned());
    let (hour, minute) = text.split_once(':').ok_or_else(wrong)?;
    let (hour, minute) = (hour.parse::<i64>().map_err(|_| wrong())?, minute.parse::<i64>().map_err(|_| wrong())?);
    let sum = hour.saturating_mul(60).saturating_add(minute);
    if (0..60).contains(&minute) && (0..=24 * 60).contains(&sum) { Ok(sum) } else { Err(wrong()) }
}
