//! Where a schedule is open on the line of real time, and with it what is due when.
//!
//! Between two changes of a zone's offset the clock on the wall and real time run side by side, so each open period of
//! the wall is shifted by that offset and cut to that stretch. What a change skips or repeats comes out right by itself.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use super::schedule::{Day, Schedule, ScheduleError};
use crate::Timestamp;

/// From and to, in milliseconds since the epoch; `to` no longer belongs to it.
type Span = (i64, i64);

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
/// A schedule that stays closed so long is a mistake of its author.
const CLOSED_DAYS: i64 = 800;
/// No due time is looked for beyond this, and of a longer stretch only so much of its end is looked at.
const LONGEST: i64 = 100 * 366 * DAY;

impl Schedule {
    /// Whether it is open at `at`.
    ///
    /// # Errors
    /// When the schedule itself is wrong.
    pub fn is_open(&self, at: Timestamp) -> Result<bool, ScheduleError> {
        Ok(!Opening::of(self)?.between(at.millis(), at.millis().saturating_add(1)).is_empty())
    }

    /// Its open spans between two instants, in order, none touching another.
    ///
    /// # Errors
    /// When the schedule itself is wrong.
    pub fn open_between(&self, from: Timestamp, to: Timestamp) -> Result<Vec<(Timestamp, Timestamp)>, ScheduleError> {
        let spans = Opening::of(self)?.between(from.millis(), to.millis());
        Ok(spans.into_iter().map(|(from, to)| (Timestamp::from_millis(from), Timestamp::from_millis(to))).collect())
    }

    /// The end of the last of `minutes` open minutes after `start`, leaving out `pauses`.
    ///
    /// # Errors
    /// When the schedule is wrong or never opens, or when that lies too far ahead.
    pub fn due(&self, start: Timestamp, minutes: i64, pauses: &[(Timestamp, Timestamp)]) -> Result<Timestamp, ScheduleError> {
        let opening = Opening::of(self)?;
        let pauses = in_order(pauses);
        let mut left = minutes.saturating_mul(60_000);
        if left <= 0 {
            return Ok(start);
        }
        let last = start.millis().saturating_add(LONGEST);
        let (mut from, mut open_until) = (start.millis(), start.millis());
        while from < last {
            let to = from.saturating_add(DAY.saturating_mul(7));
            for span in opening.between(from, to) {
                for (from, to) in without(span, &pauses) {
                    let length = to.saturating_sub(from);
                    if length >= left {
                        return Ok(Timestamp::from_millis(from.saturating_add(left)));
                    }
                    left = left.saturating_sub(length);
                }
                open_until = span.1;
            }
            if to.saturating_sub(open_until) > CLOSED_DAYS.saturating_mul(DAY) {
                return Err(ScheduleError::NeverOpen);
            }
            from = to;
        }
        Err(ScheduleError::TooFar)
    }

    /// Open milliseconds between `start` and `end`, leaving out `pauses`.
    ///
    /// # Errors
    /// When the schedule is wrong.
    pub fn elapsed(&self, start: Timestamp, end: Timestamp, pauses: &[(Timestamp, Timestamp)]) -> Result<i64, ScheduleError> {
        let pauses = in_order(pauses);
        let open = Opening::of(self)?.between(start.millis(), end.millis());
        let counted = open.into_iter().flat_map(|span| without(span, &pauses));
        Ok(counted.map(|(from, to)| to.saturating_sub(from)).fold(0, i64::saturating_add))
    }
}

/// A schedule read once, to be asked often.
struct Opening<'a> {
    schedule: &'a Schedule,
    zone: TimeZone,
    /// The day of each period and its span in milliseconds after that day's midnight.
    periods: Vec<(Day, Span)>,
}

impl<'a> Opening<'a> {
    fn of(schedule: &'a Schedule) -> Result<Self, ScheduleError> {
        let zone = schedule.time_zone()?;
        let mut periods = Vec::with_capacity(schedule.week.len());
        for period in &schedule.week {
            let minute = |text: &String| minute_of_day(text).ok_or_else(|| ScheduleError::Time(text.clone()));
            let (from, to) = (minute(&period.from)?, minute(&period.to)?);
            let to = if to <= from { to.saturating_add(24 * 60) } else { to };
            periods.push((period.day, (from.saturating_mul(MINUTE), to.saturating_mul(MINUTE))));
        }
        Ok(Self { schedule, zone, periods })
    }

    /// The open spans within a stretch of real time, in order, none touching another.
    fn between(&self, from: i64, to: i64) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut at = from.max(to.saturating_sub(LONGEST));
        while at < to {
            let instant = jiff::Timestamp::from_millisecond(at).unwrap_or(jiff::Timestamp::MAX);
            let offset = i64::from(self.zone.to_offset(instant).seconds()).saturating_mul(1_000);
            let change = self.zone.following(instant).next().map_or(i64::MAX, |change| change.timestamp().as_millisecond());
            let end = to.min(change.max(at.saturating_add(1)));
            self.push_stretch(&mut spans, (at, end), offset);
            at = end;
        }
        joined(spans)
    }

    /// What is open in a stretch whose offset from UTC does not change.
    fn push_stretch(&self, spans: &mut Vec<Span>, (from, to): Span, offset: i64) {
        // A period ends two days after the midnight of its day at the latest (24:00 to 24:00).
        let first = from.saturating_add(offset).div_euclid(DAY).saturating_sub(2);
        let last = to.saturating_add(offset).div_euclid(DAY);
        for day in first..=last {
            let Some(like) = civil(day).and_then(|date| self.schedule.works_like(date)) else { continue };
            let midnight = day.saturating_mul(DAY).saturating_sub(offset);
            for (_, (opens, closes)) in self.periods.iter().filter(|(day, _)| *day == like) {
                let span = (from.max(midnight.saturating_add(*opens)), to.min(midnight.saturating_add(*closes)));
                if span.0 < span.1 {
                    spans.push(span);
                }
            }
        }
    }
}

fn civil(days_since_epoch: i64) -> Option<Date> {
    let days = i32::try_from(days_since_epoch).ok()?;
    date(1970, 1, 1).checked_add(days.days()).ok()
}

fn in_order(pauses: &[(Timestamp, Timestamp)]) -> Vec<Span> {
    let mut pauses: Vec<Span> = pauses.iter().map(|(from, to)| (from.millis(), to.millis())).collect();
    pauses.sort_unstable();
    pauses
}

/// Spans in order, those that overlap or touch as one.
#[must_use]
pub fn joined<T: Ord + Copy>(mut spans: Vec<(T, T)>) -> Vec<(T, T)> {
    spans.sort_unstable();
    let mut joined: Vec<(T, T)> = Vec::with_capacity(spans.len());
    for (from, to) in spans {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    joined
}

/// What is left of a span outside the pauses, which are in order.
fn without((mut from, to): Span, pauses: &[Span]) -> Vec<Span> {
    let mut left = Vec::new();
    for (pause_from, pause_to) in pauses {
        if *pause_to <= from || pause_to <= pause_from {
            continue;
        }
        if *pause_from >= to {
            break;
        }
        if *pause_from > from {
            left.push((from, *pause_from));
        }
        from = from.max(*pause_to);
    }
    if from < to {
        left.push((from, to));
    }
    left
}

/// `HH:MM` as minutes after midnight, up to `24:00`; none when it is no time of day.
#[must_use]
pub fn minute_of_day(text: &str) -> Option<i64> {
    let number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<i64>().ok()).flatten();
    let parts = text.split_once(':').filter(|(hour, minute)| matches!(hour.len(), 1 | 2) && minute.len() == 2);
    let parts = parts.and_then(|(hour, minute)| number(hour).zip(number(minute)));
    match parts {
        Some((hour, minute)) if minute < 60 && hour.saturating_mul(60).saturating_add(minute) <= 24 * 60 => {
            Some(hour.saturating_mul(60).saturating_add(minute))
        }
        _ => None,
    }
}
