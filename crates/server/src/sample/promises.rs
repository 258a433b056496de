//! The sample team's schedules and policies, as `policies.json` tells them, in the domain's shapes.

use holdfast_domain::Words;
use holdfast_domain::sla::{ComplaintGoals, Condition, Goal, MakeUp, Period, Policy, RequestGoals, Schedule, Step, Target};
use serde::Deserialize;
use std::collections::BTreeMap;

use super::SampleError;
use super::source::read;

#[derive(Debug, Deserialize)]
struct PoliciesFile {
    work_schedule: String,
    schedules: Vec<Hours>,
    policies: Vec<Promise>,
}

#[derive(Debug, Deserialize)]
struct Hours {
    key: String,
    name: Words,
    zone: String,
    week: Vec<Period>,
    holidays: Vec<Holiday>,
    makeup: Vec<Extra>,
}

#[derive(Debug, Deserialize)]
struct Holiday {
    date: jiff::civil::Date,
    name: String,
}

#[derive(Debug, Deserialize)]
struct Extra {
    date: jiff::civil::Date,
    from: String,
    to: String,
}

#[derive(Debug, Deserialize)]
struct Promise {
    key: String,
    name: Words,
    when: Condition,
    targets: BTreeMap<String, Wanted>,
    warn_at: Vec<u8>,
    escalation: Vec<Step>,
    repeat: u32,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Wanted {
    Minutes { minutes: i64, schedule: String },
    At { at: String },
}

/// Policies, the first first, and the schedules they count in.
pub(super) fn promises() -> Result<(Vec<Policy>, Vec<Schedule>), SampleError> {
    let file: PoliciesFile = read("policies.json", include_str!("../../sample/policies.json"))?;
    let zone = file.schedules.iter().find(|hours| hours.key == file.work_schedule).map_or("Asia/Shanghai", |hours| hours.zone.as_str()).to_owned();
    let policies = (0_u32..).zip(file.policies).map(|(order, promise)| policy(order, promise, &file.work_schedule, &zone)).collect();
    Ok((policies, file.schedules.into_iter().map(schedule).collect()))
}

fn policy(order: u32, promise: Promise, hours: &str, zone: &str) -> Policy {
    let target = |name: &str| {
        promise.targets.get(name).map(|wanted| match wanted {
            Wanted::Minutes { minutes, schedule } => Target::Open { minutes: *minutes, schedule: schedule.clone() },
            Wanted::At { at } => Target::NextDay { at: at.clone(), zone: zone.to_owned() },
        })
    };
    let goal = |name: &str| target(name).map(|wanted| Goal { target: wanted, off: target(&format!("{name}_off")) });
    let (first_response, next_response, resolution, plan) = (goal("first_response"), goal("next_response"), goal("resolution"), goal("plan"));
    Policy {
        key: promise.key,
        name: promise.name,
        order,
        when: promise.when,
        hours: hours.to_owned(),
        first_response,
        next_response,
        resolution,
        plan,
        warn_at: promise.warn_at,
        escalation: promise.escalation,
        repeat: promise.repeat,
        requests: RequestGoals::default(),
        complaints: ComplaintGoals::default(),
    }
}

fn schedule(hours: Hours) -> Schedule {
    let makeup = hours
        .makeup
        .iter()
        .filter_map(|extra| {
            // A make-up day works like a day of the week: like one that has its hours.
            let like = hours.week.iter().find(|period| period.from == extra.from && period.to == extra.to)?;
            Some(MakeUp { date: extra.date, like: like.day })
        })
        .collect();
    Schedule {
        key: hours.key,
        name: hours.name,
        zone: hours.zone,
        version: 1,
        labels: hours.holidays.iter().map(|holiday| (holiday.date, holiday.name.clone())).collect(),
        holidays: hours.holidays.into_iter().map(|holiday| holiday.date).collect(),
        makeup,
        week: hours.week,
    }
}
