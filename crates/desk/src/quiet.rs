//! When alerts are listed and not said aloud: in quiet hours, outside of one's shift (N1), while the computer itself is told
//! not to disturb. What was due meanwhile is said together when the quiet ends.

use holdfast_domain::sla::{Schedule, minute_of_day};
use holdfast_domain::{Ticket, Timestamp, Urgency};
use jiff::ToSpan;
use jiff::tz::TimeZone;

use crate::settings::{QuietHours, Settings};
use crate::view::QuietWhy;
use crate::work::Work;

/// A shift is looked for so far ahead: whoever is away longer hears of it when the desk looks again.
const AHEAD_MINUTES: i64 = 31 * 24 * 60;

/// The quiet that holds now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quiet {
    pub(crate) why: QuietWhy,
    /// None: as long as the computer is told not to disturb, or no shift is known to begin.
    pub(crate) until: Option<Timestamp>,
    keeps_emergencies: bool,
}

impl Quiet {
    /// The quiet that holds now, if any does.
    pub(crate) fn of(work: &Work, now: Timestamp) -> Option<Self> {
        let by_computer = || work.ports.notifier.is_told_not_to_disturb();
        Self::at(work, now)
            .or_else(|| by_computer().then(|| Self { why: QuietWhy::Computer, until: None, keeps_emergencies: work.settings().quiet_emergencies }))
    }

    /// The quiet that the person's settings make at an instant.
    pub(crate) fn at(work: &Work, now: Timestamp) -> Option<Self> {
        let settings = work.settings();
        let directory = work.store.directory();
        let quiet = |why, until| Self { why, until, keeps_emergencies: settings.quiet_emergencies };
        let shift = settings.shift.as_ref().and_then(|key| directory.schedules.iter().find(|schedule| schedule.key == *key));
        let off_shift = shift.and_then(|shift| until_shift(shift, now));
        let hours = settings.quiet.as_ref().and_then(|hours| until_end(hours, &TimeZone::system(), now));
        match (off_shift, hours) {
            (Some(until), _) => Some(quiet(QuietWhy::OffShift, until)),
            (None, Some(until)) => Some(quiet(QuietWhy::Hours, Some(until))),
            (None, None) => None,
        }
    }

    /// Whether an alert about this ticket waits until the quiet ends. An emergency does not, unless the person says so.
    pub(crate) fn keeps(&self, ticket: &Ticket) -> bool {
        self.keeps_emergencies || ticket.urgency != Urgency::Emergency
    }
}

impl Settings {
    /// Whether what was set can be followed: the times of the quiet hours are times of day.
    #[must_use]
    pub fn are_valid(&self) -> bool {
        self.quiet.as_ref().is_none_or(|hours| [&hours.from, &hours.to].into_iter().all(|time| minute_of_day(time).is_some()))
    }
}

/// None while the shift lasts; else when the next begins. A shift that cannot be read keeps nothing quiet.
#[allow(clippy::option_option, reason = "off shift, and perhaps until when")]
fn until_shift(shift: &Schedule, now: Timestamp) -> Option<Option<Timestamp>> {
    if shift.is_open(now).ok()? {
        return None;
    }
    let open = shift.open_between(now, now.plus_minutes(AHEAD_MINUTES)).ok()?;
    Some(open.first().map(|(from, _)| *from))
}

/// When the quiet hours end, if it is within them. Hours of no length are none.
fn until_end(hours: &QuietHours, zone: &TimeZone, now: Timestamp) -> Option<Timestamp> {
    let (from, to) = (minute_of_day(&hours.from)?, minute_of_day(&hours.to)?);
    let local = zone.to_datetime(jiff::Timestamp::from_millisecond(now.millis()).ok()?);
    let at = i64::from(local.hour()).saturating_mul(60).saturating_add(i64::from(local.minute()));
    let within = if from <= to { (from..to).contains(&at) } else { at >= from || at < to };
    if !within {
        return None;
    }
    let day = if at < to { local.date() } else { local.date().tomorrow().ok()? };
    let end = zone.to_timestamp(day.at(0, 0, 0, 0).checked_add(to.minutes()).ok()?).ok()?;
    Some(Timestamp::from_millis(end.as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::{until_end, until_shift};
    use crate::settings::QuietHours;
    use holdfast_domain::Timestamp;
    use holdfast_domain::sla::{Day, Period, Schedule};
    use jiff::tz::TimeZone;

    fn at(text: &str) -> Timestamp {
        Timestamp::from_millis(format!("2026-12-{text}:00+08:00").parse::<jiff::Timestamp>().unwrap().as_millisecond())
    }

    fn hours(from: &str, to: &str) -> QuietHours {
        QuietHours { from: from.to_owned(), to: to.to_owned() }
    }

    #[test]
    fn quiet_hours_run_past_midnight_and_end_on_the_next_day() {
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        let night = hours("22:00", "07:30");
        let ends = |now: &str| until_end(&night, &zone, at(now));
        assert_eq!(ends("09T21:59"), None);
        assert_eq!(ends("09T22:00"), Some(at("10T07:30")));
        assert_eq!(ends("10T00:00"), Some(at("10T07:30")));
        assert_eq!(ends("10T07:29"), Some(at("10T07:30")));
        assert_eq!(ends("10T07:30"), None);
        assert_eq!(until_end(&hours("12:00", "13:00"), &zone, at("10T12:10")), Some(at("10T13:00")));
        assert_eq!(until_end(&hours("12:00", "12:00"), &zone, at("10T12:00")), None, "no length, no quiet");
        assert_eq!(until_end(&hours("00:00", "24:00"), &zone, at("10T23:59")), Some(at("11T00:00")));
        assert_eq!(until_end(&hours("12", "noon"), &zone, at("10T12:00")), None);
    }

    #[test]
    fn outside_of_a_shift_it_is_quiet_until_the_next_begins_and_the_night_belongs_to_the_day_before() {
        let period = |day, from: &str, to: &str| Period { day, from: from.to_owned(), to: to.to_owned() };
        let shift = |week| Schedule { key: "night".into(), zone: "Asia/Shanghai".into(), week, ..Schedule::default() };
        // 2026-12-09 is a Wednesday: its night is Thursday's 0:00 to 8:00 (PRODUCT L, 夜班).
        let night = shift(vec![period(Day::Wed, "24:00", "8:00")]);
        assert_eq!(until_shift(&night, at("09T12:00")), Some(Some(at("10T00:00"))));
        assert_eq!(until_shift(&night, at("10T03:00")), None);
        assert_eq!(until_shift(&night, at("10T08:00")), Some(Some(at("17T00:00"))));
        assert_eq!(until_shift(&shift(vec![]), at("09T12:00")), Some(None), "a shift that never begins");
        assert_eq!(until_shift(&Schedule { zone: "nowhere".into(), ..night }, at("09T12:00")), None, "one that cannot be read");
    }
}
