//! Lives of a computer's clocks, in simulated time: set by seconds and by years, running fast or slow, asleep, closed, told the
//! time by the server or not, over the days on which a zone's clocks change and while a schedule moves to another zone.
//! Whatever happens, nothing is missed, nothing is raised twice, and nothing comes later than a second after the desk could know
//! that it was time.
//!
//! The team's time, the clocks of tickets and the rule by which the scheduler sleeps are the product's own; what is played is
//! the computer, and `outbox.db` as the set of what was raised.

use holdfast_domain::Timestamp;
use holdfast_domain::sla::{Alert, Clock, ClockKind, ClockState, Day, Period, Receiver, Schedule, Step, alerts_ahead, due_alerts, next_alert};
use holdfast_sync::{Kept, Offset, Reading, TeamTime};
use proptest::prelude::*;
use std::collections::BTreeMap;

use super::until;
use crate::time::SLEPT_MS;
use crate::watch::LOOK;

/// Zones, each with an evening on which a life there begins: some hours before its clocks go forward, before they go back, and
/// where they never do.
const EVENINGS: [(&str, &str); 7] = [
    ("Europe/Berlin", "2026-03-28T19:00:00Z"),
    ("Europe/Berlin", "2026-10-24T18:00:00Z"),
    ("America/New_York", "2026-03-08T00:00:00Z"),
    ("America/New_York", "2026-10-31T23:00:00Z"),
    ("Australia/Lord_Howe", "2026-10-03T09:00:00Z"),
    ("Asia/Shanghai", "2026-09-30T11:00:00Z"),
    ("Asia/Kolkata", "2026-11-25T13:00:00Z"),
];
const SECOND: i64 = 1_000;
const HOUR: i64 = 3_600 * SECOND;

/// What happens to the computer.
#[derive(Clone, Debug)]
enum Fate {
    /// Time passes at the open desk.
    Awake(i64),
    /// The computer sleeps.
    Sleeps(i64),
    /// Somebody sets the wall clock.
    IsSet(i64),
    /// The server says what time it is, with an error of so much.
    IsTold(i64),
    /// The desk is closed for so long.
    Closed(i64),
    /// A lead moves the schedule to the zone of this evening.
    Moves(usize),
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        4 => (SECOND..HOUR).prop_map(Fate::Awake),
        2 => (SECOND..4 * HOUR).prop_map(Fate::Sleeps),
        1 => prop_oneof![-3 * SECOND..3 * SECOND, -26 * HOUR..26 * HOUR, Just(-30 * 365 * 24 * HOUR), Just(10 * 365 * 24 * HOUR)].prop_map(Fate::IsSet),
        2 => (-200_i64..200).prop_map(Fate::IsTold),
        1 => (SECOND..12 * HOUR).prop_map(Fate::Closed),
        1 => (0..EVENINGS.len()).prop_map(Fate::Moves),
    ]
}

/// A computer with a desk that watches clocks.
struct Life {
    began: Timestamp,
    /// The open minutes until each clock is due.
    minutes: Vec<i64>,
    /// True milliseconds since it began.
    truth: i64,
    /// Milliseconds awake: what a waiting thread counts.
    awake: i64,
    /// Its clocks gain so many milliseconds in a million.
    drift: i64,
    set_by: i64,
    team: TeamTime,
    opened_steady: i64,
    opened_wall: Timestamp,
    kept: Option<Kept>,
    clocks: Vec<Clock>,
    raised: BTreeMap<Alert, Timestamp>,
    /// When the scheduler looks next, and the watch, in time awake.
    looks_at: i64,
    watches_at: i64,
    looked_at: Option<Timestamp>,
    rung: bool,
    /// The longest that something waited which the desk could know of.
    latest: i64,
    waiting: BTreeMap<Alert, i64>,
}

impl Life {
    fn new(drift: i64, evening: usize, minutes: Vec<i64>) -> Self {
        let wall = Timestamp::from_millis(EVENINGS[evening].1.parse::<jiff::Timestamp>().unwrap().as_millisecond());
        let clocks = clocks(wall, EVENINGS[evening].0, &minutes);
        let team = TeamTime::begin(None, Reading { wall, steady: wall });
        Self {
            began: wall,
            minutes,
            truth: 0,
            awake: 0,
            drift,
            set_by: 0,
            team,
            opened_steady: 0,
            opened_wall: wall,
            kept: None,
            clocks,
            raised: BTreeMap::new(),
            looks_at: 0,
            watches_at: 0,
            looked_at: None,
            rung: false,
            latest: 0,
            waiting: BTreeMap::new(),
        }
    }

    fn ran(&self) -> i64 {
        self.truth + self.truth * self.drift / 1_000_000
    }

    fn reading(&self) -> Reading {
        Reading { wall: self.began.plus_millis(self.ran() + self.set_by), steady: self.opened_wall.plus_millis(self.ran() - self.opened_steady) }
    }

    fn now(&self) -> Timestamp {
        self.team.at(self.reading().steady)
    }

    fn looks(&mut self) {
        let now = self.now();
        for alert in due_alerts(&self.clocks, &[], now, |_| true) {
            self.raised.entry(alert).or_insert(now);
        }
        let next = next_alert(&self.clocks, now).map(|alert| alert.at);
        let wait = next.map_or(super::LOOK_AGAIN, |at| until(now, at));
        self.looks_at = self.awake + i64::try_from(wait.as_millis()).unwrap();
        self.rung = false;
    }

    fn watches(&mut self) {
        let reading = self.reading();
        let slept = self.looked_at.replace(reading.steady).is_some_and(|before| reading.steady.since(before) > SLEPT_MS);
        self.rung |= self.team.look(reading) | slept;
        self.watches_at = self.awake + i64::try_from(LOOK.as_millis()).unwrap();
    }

    /// What is due and not raised waits from the first moment at which the desk's own time says so.
    fn accounts(&mut self) {
        let due = due_alerts(&self.clocks, &[], self.now(), |_| true);
        self.waiting.retain(|alert, _| due.contains(alert));
        for alert in due {
            if self.raised.contains_key(&alert) {
                if let Some(since) = self.waiting.remove(&alert) {
                    self.latest = self.latest.max(self.awake - since);
                }
            } else {
                self.waiting.entry(alert).or_insert(self.awake);
            }
        }
    }

    fn happens(&mut self, fate: &Fate) {
        match fate {
            Fate::Awake(length) => self.lives(self.awake + length),
            Fate::Sleeps(length) => self.truth += length,
            Fate::IsSet(by) => self.set_by += by,
            Fate::IsTold(error) => {
                let offset = self.began.plus_millis(self.truth + error).since(self.reading().steady);
                let before = self.now();
                self.team.learn(Offset { millis: offset, error_ms: error.abs() });
                self.rung |= before != self.now();
            }
            Fate::Moves(to) => {
                self.clocks = clocks(self.began, EVENINGS[*to].0, &self.minutes);
                // What changes is looked at anew.
                self.rung = true;
                self.waiting.clear();
            }
            Fate::Closed(length) => {
                self.kept = Some(self.team.keep(self.reading()));
                self.truth += length;
                self.opened_steady = self.ran();
                self.opened_wall = self.began.plus_millis(self.ran() + self.set_by);
                self.team = TeamTime::begin(self.kept, self.reading());
                (self.looks_at, self.watches_at, self.looked_at) = (self.awake, self.awake, None);
                self.waiting.clear();
            }
        }
    }

    fn lives(&mut self, until: i64) {
        loop {
            self.accounts();
            if self.watches_at <= self.awake {
                self.watches();
            }
            if self.rung || self.looks_at <= self.awake {
                self.looks();
            }
            self.accounts();
            if self.awake >= until {
                return;
            }
            let step = self.watches_at.min(self.looks_at).clamp(self.awake + 1, until) - self.awake;
            self.awake += step;
            self.truth += step;
        }
    }
}

/// A schedule of days, and of nights past midnight.
fn schedule(zone: &str) -> Schedule {
    const EVERY_DAY: [Day; 7] = [Day::Mon, Day::Tue, Day::Wed, Day::Thu, Day::Fri, Day::Sat, Day::Sun];
    let period = |day, (from, to): (&str, &str)| Period { day, from: from.into(), to: to.into() };
    let week = EVERY_DAY.into_iter().flat_map(|day| [("09:00", "17:00"), ("20:00", "06:30")].map(|hours| period(day, hours))).collect();
    Schedule { key: "shop".into(), zone: zone.into(), week, ..Schedule::default() }
}

fn clocks(start: Timestamp, zone: &str, minutes: &[i64]) -> Vec<Clock> {
    let schedule = schedule(zone);
    let clock = |minutes: &i64| {
        let due = schedule.due(start, *minutes, &[]).unwrap();
        assert_eq!(schedule.elapsed(start, due, &[]).unwrap(), minutes * 60 * SECOND, "so many open minutes, whatever the clocks on the wall do");
        let warnings = [50, 75, 90].map(|share| start.plus_millis(due.since(start) * share / 100)).to_vec();
        Clock {
            kind: ClockKind::Resolution,
            start,
            due,
            state: ClockState::Running,
            met_at: None,
            warnings,
            steps: vec![Step { after: 10, to: Receiver::Lead }],
            about: None,
            told: None,
            asked_by: None,
            department: None,
        }
    };
    minutes.iter().map(clock).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_is_missed_doubled_or_late(
        drift in -100_i64..100,
        evening in 0..EVENINGS.len(),
        minutes in prop::collection::vec(1_i64..20 * 60, 1..5),
        fates in prop::collection::vec(fate(), 1..12),
    ) {
        let mut life = Life::new(drift, evening, minutes);
        life.lives(SECOND);
        for fate in &fates {
            life.happens(fate);
            // Some time awake shows what came of it.
            life.lives(life.awake + 2 * SECOND);
        }
        prop_assert!(life.latest <= SECOND, "something waited {} ms", life.latest);
        // Nothing early, by the desk's own time.
        for (alert, at) in &life.raised {
            prop_assert!(*at >= alert.at, "{alert:?} was raised at {at:?}");
        }
        // Nothing missed: what is past was raised, or a graver of its clock was.
        let now = life.now();
        for clock in &life.clocks {
            for alert in alerts_ahead(std::slice::from_ref(clock), Timestamp::default(), now, |_| true) {
                let graver = |(other, _): (&Alert, _)| other.due == alert.due && (other.level, other.at) >= (alert.level, alert.at);
                prop_assert!(life.raised.iter().any(graver), "{alert:?} was missed");
            }
        }
        // A clock that the server has told the time lately is right to that error and the drift since.
        if let Some(Fate::IsTold(error)) = fates.last() {
            let off = life.now().since(life.began.plus_millis(life.truth)).abs();
            prop_assert!(off <= error.abs() + 1, "off by {off} ms after an answer with an error of {error} ms");
        }
    }
}
