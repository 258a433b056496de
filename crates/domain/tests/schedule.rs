//! When something is due, in the weeks of real teams.
#![allow(
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops at the first surprise"
)]

use holdfast_domain::Timestamp;
use holdfast_domain::sla::{Day, Period, Schedule, ScheduleError};
use proptest::prelude::*;

fn at(text: &str) -> Timestamp {
    Timestamp::from_millis(text.parse::<jiff::Timestamp>().unwrap().as_millisecond())
}

fn period(day: Day, from: &str, to: &str) -> Period {
    Period { day, from: from.into(), to: to.into() }
}

const WORKDAYS: [Day; 5] = [Day::Mon, Day::Tue, Day::Wed, Day::Thu, Day::Fri];
const EVERY_DAY: [Day; 7] = [Day::Mon, Day::Tue, Day::Wed, Day::Thu, Day::Fri, Day::Sat, Day::Sun];

fn shanghai(week: Vec<Period>) -> Schedule {
    Schedule { key: "day".into(), zone: "Asia/Shanghai".into(), week, ..Schedule::default() }
}

fn office() -> Schedule {
    shanghai(WORKDAYS.into_iter().flat_map(|day| [period(day, "09:00", "12:00"), period(day, "13:00", "18:00")]).collect())
}

#[test]
fn a_question_before_lunch_is_due_after_it() {
    assert_eq!(office().due(at("2026-11-23T11:30:00+08:00"), 60, &[]).unwrap(), at("2026-11-23T13:30:00+08:00"));
}

#[test]
fn a_question_on_friday_evening_is_due_on_monday() {
    assert_eq!(office().due(at("2026-11-20T23:50:00+08:00"), 30, &[]).unwrap(), at("2026-11-23T09:30:00+08:00"));
}

#[test]
fn a_holiday_closes_and_a_make_up_day_opens() {
    let mut schedule = office();
    schedule.holidays = ["2026-10-01".parse().unwrap(), "2026-10-02".parse().unwrap()].into();
    schedule.makeup = vec![holdfast_domain::sla::MakeUp { date: "2026-10-03".parse().unwrap(), like: Day::Mon }];
    assert_eq!(schedule.due(at("2026-09-30T17:30:00+08:00"), 60, &[]).unwrap(), at("2026-10-03T09:30:00+08:00"));
}

#[test]
fn a_night_runs_past_midnight_and_belongs_to_the_day_it_began() {
    let mut nights = shanghai(EVERY_DAY.into_iter().map(|day| period(day, "18:00", "08:00")).collect());
    assert_eq!(nights.due(at("2026-11-23T23:50:00+08:00"), 15, &[]).unwrap(), at("2026-11-24T00:05:00+08:00"));
    nights.holidays = ["2026-11-24".parse().unwrap()].into();
    assert!(nights.is_open(at("2026-11-24T03:00:00+08:00")).unwrap(), "the night of the 23rd goes on");
    assert!(!nights.is_open(at("2026-11-24T20:00:00+08:00")).unwrap(), "the night of the 24th does not begin");
}

#[test]
fn a_full_day_ends_at_twenty_four() {
    let always = shanghai(EVERY_DAY.into_iter().map(|day| period(day, "00:00", "24:00")).collect());
    assert_eq!(always.due(at("2026-11-23T23:00:00+08:00"), 120, &[]).unwrap(), at("2026-11-24T01:00:00+08:00"));
}

#[test]
fn a_pause_moves_the_due_time_by_what_it_took_of_open_time() {
    let pause = (at("2026-11-23T11:45:00+08:00"), at("2026-11-23T13:15:00+08:00"));
    assert_eq!(office().due(at("2026-11-23T11:30:00+08:00"), 60, &[pause]).unwrap(), at("2026-11-23T14:00:00+08:00"));
}

#[test]
fn a_schedule_that_never_opens_and_one_that_is_wrong_say_so() {
    assert_eq!(shanghai(vec![]).due(at("2026-11-23T11:30:00+08:00"), 60, &[]), Err(ScheduleError::NeverOpen));
    assert_eq!(shanghai(vec![period(Day::Mon, "9", "25:00")]).due(at("2026-11-23T11:30:00+08:00"), 60, &[]), Err(ScheduleError::Time("9".into())));
    let mut nowhere = office();
    nowhere.zone = "Asia/Atlantis".into();
    assert_eq!(nowhere.due(at("2026-11-23T11:30:00+08:00"), 60, &[]), Err(ScheduleError::Zone("Asia/Atlantis".into())));
}

#[test]
fn an_hour_that_daylight_saving_skips_does_not_count_and_one_it_repeats_counts_twice() {
    let week = EVERY_DAY.into_iter().map(|day| period(day, "00:00", "02:30")).collect();
    let new_york = Schedule { key: "night".into(), zone: "America/New_York".into(), week, ..Schedule::default() };
    let open = |day: &str| {
        let midnight = day.parse::<jiff::civil::Date>().unwrap().at(0, 0, 0, 0).in_tz("America/New_York").unwrap().timestamp();
        let from = Timestamp::from_millis(midnight.as_millisecond());
        new_york.elapsed(from, from.plus_minutes(20 * 60), &[]).unwrap() / 60_000
    };
    assert_eq!((open("2026-03-07"), open("2026-03-08"), open("2026-11-01")), (150, 120, 210));
    let late = Schedule { week: EVERY_DAY.into_iter().map(|day| period(day, "02:30", "04:00")).collect(), ..new_york.clone() };
    assert_eq!(late.due(at("2026-03-08T01:00:00-05:00"), 10, &[]).unwrap(), at("2026-03-08T03:10:00-04:00"), "02:30 to 03:00 is not there");
    let early = Schedule { week: EVERY_DAY.into_iter().map(|day| period(day, "01:00", "01:30")).collect(), ..new_york };
    assert_eq!(early.due(at("2026-11-01T00:00:00-04:00"), 40, &[]).unwrap(), at("2026-11-01T01:10:00-05:00"), "the second half past one");
}

#[test]
fn a_night_shift_written_from_twenty_four_is_booked_to_the_day_before() {
    let mut nights = shanghai(vec![period(Day::Fri, "24:00", "08:00")]);
    assert!(nights.is_open(at("2026-11-28T07:59:00+08:00")).unwrap(), "Saturday morning is Friday's night");
    assert!(!nights.is_open(at("2026-11-27T07:59:00+08:00")).unwrap());
    nights.holidays = ["2026-11-28".parse().unwrap()].into();
    assert!(nights.is_open(at("2026-11-28T01:00:00+08:00")).unwrap(), "a holiday on Saturday leaves Friday's night");
    nights.holidays = ["2026-11-27".parse().unwrap()].into();
    assert!(!nights.is_open(at("2026-11-28T01:00:00+08:00")).unwrap(), "a holiday on Friday closes it");
}

#[test]
fn a_target_that_nobody_will_see_is_refused_and_a_long_one_is_found() {
    let hour = shanghai(vec![period(Day::Mon, "09:00", "10:00")]);
    assert_eq!(hour.due(at("2026-11-23T09:00:00+08:00"), i64::MAX, &[]), Err(ScheduleError::TooFar));
    let due = hour.due(at("2026-11-23T09:00:00+08:00"), 60 * 52 * 20, &[]).unwrap();
    assert_eq!(hour.elapsed(at("2026-11-23T09:00:00+08:00"), due, &[]).unwrap(), 60 * 52 * 20 * 60_000);
}

#[test]
fn what_is_no_time_of_day_is_refused() {
    for wrong in ["", ":", "9", "24:01", "12:60", "-1:00", "+9:00", "009:00", "9:000", "9:0", "９:00", "12:3a", "1200"] {
        let schedule = shanghai(vec![period(Day::Mon, wrong, "18:00")]);
        assert_eq!(schedule.is_open(at("2026-11-23T09:00:00+08:00")), Err(ScheduleError::Time(wrong.into())), "{wrong:?}");
    }
}

/// The rule as issue 5 words it, minute by minute: the wall clock lies in an open period and in no pause.
mod minute_by_minute {
    use super::{Day, Schedule, Timestamp};
    use jiff::civil::{Date, DateTime};

    fn minute(text: &str) -> i64 {
        let (hour, minute) = text.split_once(':').unwrap();
        hour.parse::<i64>().unwrap() * 60 + minute.parse::<i64>().unwrap()
    }

    const DAYS: [Day; 7] = [Day::Mon, Day::Tue, Day::Wed, Day::Thu, Day::Fri, Day::Sat, Day::Sun];

    fn day_of(schedule: &Schedule, date: Date) -> Option<Day> {
        if let Some(makeup) = schedule.makeup.iter().find(|makeup| makeup.date == date) {
            return Some(makeup.like);
        }
        if schedule.holidays.contains(&date) { None } else { Some(DAYS[date.weekday().to_monday_zero_offset() as usize]) }
    }

    fn is_open(schedule: &Schedule, wall: DateTime) -> bool {
        let of_day = i64::from(wall.hour()) * 60 + i64::from(wall.minute());
        let mut date = wall.date();
        for days_before in 0..=2 {
            for period in schedule.week.iter().filter(|period| Some(period.day) == day_of(schedule, date)) {
                let (from, mut to) = (minute(&period.from), minute(&period.to));
                if to <= from {
                    to += 24 * 60;
                }
                let at = of_day + days_before * 24 * 60;
                if from <= at && at < to {
                    return true;
                }
            }
            date = date.yesterday().unwrap();
        }
        false
    }

    pub fn due(schedule: &Schedule, start: Timestamp, minutes: i64, pauses: &[(Timestamp, Timestamp)]) -> Option<Timestamp> {
        let zone = jiff::tz::TimeZone::get(&schedule.zone).unwrap();
        let (mut at, mut left) = (start, minutes);
        for _ in 0..60 * 24 * 40 {
            if left == 0 {
                return Some(at);
            }
            let wall = zone.to_datetime(jiff::Timestamp::from_millisecond(at.millis()).unwrap());
            let paused = pauses.iter().any(|(from, to)| *from <= at && at < *to);
            left -= i64::from(!paused && is_open(schedule, wall));
            at = at.plus_minutes(1);
        }
        None
    }
}

/// Weeks as teams write them, and worse: several periods, over midnight, overlapping, from 24:00.
fn any_week() -> impl Strategy<Value = Vec<Period>> {
    let time = prop_oneof![4 => (0_i64..96).prop_map(|quarter| format!("{:02}:{:02}", quarter / 4, quarter % 4 * 15)), 1 => Just("24:00".to_owned())];
    let day = proptest::sample::select(EVERY_DAY.to_vec());
    proptest::collection::vec((day, time.clone(), time).prop_map(|(day, from, to)| Period { day, from, to }), 1..12)
}

fn any_schedule() -> impl Strategy<Value = Schedule> {
    let zone = proptest::sample::select(vec![
        "Asia/Shanghai",
        "America/New_York",
        "Europe/Berlin",
        "Australia/Lord_Howe",
        "America/Sao_Paulo",
        "Asia/Kathmandu",
        "Africa/Casablanca",
        "Pacific/Apia",
        "America/Havana",
    ]);
    (
        zone,
        any_week(),
        proptest::collection::vec(0_i64..21, 0..4),
        proptest::collection::vec((0_i64..21, proptest::sample::select(EVERY_DAY.to_vec())), 0..3),
        0_usize..8,
    )
        .prop_map(|(zone, week, holidays, makeup, season)| {
            let date = |days: i64| SEASONS[season].parse::<jiff::civil::Date>().unwrap().checked_add(jiff::Span::new().days(days)).unwrap();
            let holidays = holidays.into_iter().map(date).collect();
            let makeup = makeup.into_iter().map(|(days, like)| holdfast_domain::sla::MakeUp { date: date(days), like }).collect();
            Schedule { key: SEASONS[season].into(), zone: zone.into(), week, holidays, makeup, ..Schedule::default() }
        })
}

/// Three weeks each, around changes of the clocks of those zones and away from them; Samoa left out a day in 2011.
const SEASONS: [&str; 8] = ["2026-03-01", "2026-10-20", "2026-11-01", "2026-09-24", "2026-07-01", "2011-12-20", "2018-02-10", "2018-10-28"];

fn start_in(schedule: &Schedule, minutes: i64) -> Timestamp {
    at(&format!("{}T00:00:00Z", schedule.key)).plus_minutes(minutes)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn it_is_due_when_counting_minute_by_minute_says_so(
        schedule in any_schedule(),
        start in 0_i64..60 * 24 * 14,
        minutes in 0_i64..1_500,
        pauses in proptest::collection::vec((0_i64..60 * 24 * 16, 0_i64..2_000), 0..4),
    ) {
        let start = start_in(&schedule, start);
        let origin = start_in(&schedule, 0);
        let pauses: Vec<_> = pauses.into_iter().map(|(from, long)| (origin.plus_minutes(from), origin.plus_minutes(from + long))).collect();
        if let Some(expected) = minute_by_minute::due(&schedule, start, minutes, &pauses) {
            let due = schedule.due(start, minutes, &pauses).unwrap();
            prop_assert_eq!(due, expected);
            prop_assert_eq!(schedule.elapsed(start, due, &pauses).unwrap(), minutes * 60_000, "due and elapsed agree");
        }
    }

    #[test]
    fn time_is_additive(schedule in any_schedule(), start in 0_i64..60 * 24 * 14, first in 1_i64..900, second in 1_i64..900) {
        let start = start_in(&schedule, start);
        let Ok(middle) = schedule.due(start, first, &[]) else {
            // Periods of no length alone, such as 24:00 to 00:00, never open, however little is asked for.
            prop_assert_eq!(schedule.due(start, first + second, &[]), Err(ScheduleError::NeverOpen));
            prop_assert!(schedule.check().is_err());
            return Ok(());
        };
        prop_assert_eq!(schedule.due(middle, second, &[]).unwrap(), schedule.due(start, first + second, &[]).unwrap());
    }
}

proptest! {
    #[test]
    fn what_is_due_after_so_many_minutes_has_taken_so_many(start in 1_790_000_000_i64..1_820_000_000, minutes in 1_i64..5_000) {
        let start = Timestamp::from_millis(start * 1_000);
        let due = office().due(start, minutes, &[]).unwrap();
        prop_assert_eq!(office().elapsed(start, due, &[]).unwrap(), minutes * 60_000);
    }

    #[test]
    fn more_time_is_never_due_earlier(start in 1_790_000_000_i64..1_820_000_000, minutes in 1_i64..2_000, more in 0_i64..500) {
        let start = Timestamp::from_millis(start * 1_000);
        prop_assert!(office().due(start, minutes, &[]).unwrap() <= office().due(start, minutes + more, &[]).unwrap());
    }
}
