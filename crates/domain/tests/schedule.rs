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
    Schedule { key: "day".into(), zone: "Asia/Shanghai".into(), week, holidays: [].into(), makeup: vec![] }
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
