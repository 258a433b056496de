//! Holidays out of a calendar file (iCalendar, RFC 5545): each day by itself, for a person to choose from. A feed names days
//! that nobody has off, so that nothing of it is taken unseen.

use icalendar::{Calendar, CalendarComponent, Component, DatePerhapsTime, Event};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;

use crate::error::DeskError;
use crate::view::{CalendarDay, CalendarView};

/// A file of holidays is some kilobytes.
const LARGEST: usize = 4 * 1024 * 1024;
/// An entry that lasts longer is no holiday.
const LONGEST_DAYS: i32 = 31;
/// What comes again each year is taken for so many years from now.
const YEARS: i16 = 3;
/// How a calendar calls a day that is worked on instead of another (调休).
const WORKS: [&str; 7] = ["班", "补课", "補課", "make-up", "makeup", "working day", "workday"];

/// The days of a calendar file that do not lie before `today`.
///
/// # Errors
/// `calendar-unreadable` when it is none; `calendar-empty` when there is no day in it.
pub(crate) fn days(text: &str, today: Date) -> Result<CalendarView, DeskError> {
    let unreadable = || DeskError::new("calendar-unreadable");
    if text.len() > LARGEST || !text.contains("BEGIN:VCALENDAR") {
        return Err(unreadable());
    }
    let calendar: Calendar = text.parse().map_err(|_| unreadable())?;
    let (mut days, mut left_out) = (BTreeSet::new(), 0_u32);
    for event in calendar.components.iter().filter_map(event) {
        match days_of(event, today) {
            Some(found) if !found.is_empty() => days.extend(found),
            _ => left_out = left_out.saturating_add(1),
        }
    }
    if days.is_empty() && left_out == 0 {
        return Err(DeskError::new("calendar-empty"));
    }
    Ok(CalendarView { days: days.into_iter().collect(), left_out })
}

const fn event(component: &CalendarComponent) -> Option<&Event> {
    match component {
        CalendarComponent::Event(event) => Some(event),
        _ => None,
    }
}

/// None when it cannot be told on which days it lies.
fn days_of(event: &Event, today: Date) -> Option<Vec<CalendarDay>> {
    let (first, last) = span(event)?;
    let label = event.get_summary().unwrap_or_default().trim().to_owned();
    let works = WORKS.iter().any(|word| label.to_lowercase().contains(word));
    let starts = match event.property_value("RRULE") {
        None => vec![first],
        Some(rule) if is_yearly(rule) => (first.year().max(today.year().saturating_sub(1))..=today.year().saturating_add(YEARS))
            .filter_map(|year| Date::new(year, first.month(), first.day()).ok())
            .collect(),
        Some(_) => return None,
    };
    let length = first.until(last).ok()?.get_days();
    let each = |start: Date| (0..=length).filter_map(move |day| start.checked_add(day.days()).ok());
    let day = |date: Date| CalendarDay { date: date.to_string(), label: label.clone(), works };
    Some(starts.into_iter().flat_map(each).filter(|date| *date >= today).map(day).collect())
}

/// First and last day. The end of an entry of whole days is the day after (RFC 5545, 3.6.1).
fn span(event: &Event) -> Option<(Date, Date)> {
    let date = |at: &DatePerhapsTime| at.date_naive().to_string().parse::<Date>().ok();
    let start = event.get_start()?;
    let first = date(&start)?;
    let last = match event.get_end() {
        None => first,
        Some(end @ DatePerhapsTime::Date(_)) => date(&end)?.yesterday().ok()?.max(first),
        Some(end) => date(&end)?.max(first),
    };
    (first.until(last).ok()?.get_days() < LONGEST_DAYS).then_some((first, last))
}

/// On the same date of each year, and nothing cleverer.
fn is_yearly(rule: &str) -> bool {
    let known = |part: &str| part == "FREQ=YEARLY" || part == "INTERVAL=1" || part.starts_with("BYMONTH=") || part.starts_with("BYMONTHDAY=");
    rule.split(';').all(known) && rule.contains("FREQ=YEARLY")
}

#[cfg(test)]
mod tests {
    use super::days;
    use crate::view::CalendarDay;
    use jiff::civil::date;

    fn calendar(events: &str) -> String {
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n{events}END:VCALENDAR\r\n")
    }

    fn event(lines: &str) -> String {
        format!("BEGIN:VEVENT\r\nUID:{}\r\n{lines}END:VEVENT\r\n", lines.len())
    }

    fn day(date: &str, label: &str, works: bool) -> CalendarDay {
        CalendarDay { date: date.to_owned(), label: label.to_owned(), works }
    }

    #[test]
    fn holidays_of_several_days_and_make_up_days_come_out_day_by_day() {
        let text = calendar(
            &[
                event("SUMMARY:国庆节（休）\r\nDTSTART;VALUE=DATE:20261001\r\nDTEND;VALUE=DATE:20261004\r\n"),
                event("SUMMARY:国庆节（班）\r\nDTSTART;VALUE=DATE:20261010\r\n"),
                event("SUMMARY:春节\r\nDTSTART;VALUE=DATE:20250129\r\n"),
            ]
            .concat(),
        );
        let found = days(&text, date(2026, 9, 1)).unwrap();
        let national = |date| day(date, "国庆节（休）", false);
        let expected = [national("2026-10-01"), national("2026-10-02"), national("2026-10-03"), day("2026-10-10", "国庆节（班）", true)];
        assert_eq!(found.days, expected);
        assert_eq!(found.left_out, 1, "what is past is no use");
    }

    #[test]
    fn a_yearly_day_is_taken_for_the_coming_years_and_a_cleverer_rule_is_left_out_and_said() {
        let text = calendar(
            &[
                event("SUMMARY:New Year\\, New Hope\r\nDTSTART;VALUE=DATE:20200101\r\nRRULE:FREQ=YEARLY\r\n"),
                event("SUMMARY:Thanksgiving\r\nDTSTART;VALUE=DATE:20201126\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\r\n"),
            ]
            .concat(),
        );
        let found = days(&text, date(2026, 6, 1)).unwrap();
        let dates: Vec<_> = found.days.iter().map(|day| day.date.as_str()).collect();
        assert_eq!(dates, ["2027-01-01", "2028-01-01", "2029-01-01"]);
        assert_eq!((found.days[0].label.as_str(), found.left_out), ("New Year, New Hope", 1));
    }

    #[test]
    fn what_is_no_calendar_says_so() {
        let code = |text: &str| days(text, date(2026, 1, 1)).unwrap_err().code;
        assert_eq!(code("<html>sign in</html>"), "calendar-unreadable");
        assert_eq!(code(""), "calendar-unreadable");
        assert_eq!(code(&calendar("")), "calendar-empty");
    }
}
