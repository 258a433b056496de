//! Lives of a computer's clocks, in simulated time: set by seconds and by years, running fast or slow, asleep, closed, told the
//! time by the server or not. Whatever happens, nothing is missed, nothing is raised twice, and nothing comes later than a
//! second after the desk could know that it was time.
//!
//! The team's time, the clocks of tickets and the rule by which the scheduler sleeps are the product's own; what is played is
//! the computer, and `outbox.db` as the set of what was raised.

use holdfast_domain::Timestamp;
use holdfast_domain::sla::{Alert, Clock, ClockKind, ClockState, Receiver, Step, alerts_ahead, due_alerts, next_alert};
use holdfast_sync::{Kept, Offset, Reading, TeamTime};
use proptest::prelude::*;
use std::collections::BTreeMap;

use super::until;
use crate::time::SLEPT_MS;
use crate::watch::LOOK;

const BEGAN: Timestamp = Timestamp::from_millis(1_790_000_000_000);
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
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        4 => (SECOND..HOUR).prop_map(Fate::Awake),
        2 => (SECOND..4 * HOUR).prop_map(Fate::Sleeps),
        1 => prop_oneof![-3 * SECOND..3 * SECOND, -26 * HOUR..26 * HOUR, Just(-30 * 365 * 24 * HOUR), Just(10 * 365 * 24 * HOUR)].prop_map(Fate::IsSet),
        2 => (-200_i64..200).prop_map(Fate::IsTold),
        1 => (SECOND..12 * HOUR).prop_map(Fate::Closed),
    ]
}

/// A computer with a desk that watches clocks.
struct Life {
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
    fn new(drift: i64, clocks: Vec<Clock>) -> Self {
        let wall = BEGAN;
        let team = TeamTime::begin(None, Reading { wall, steady: wall });
        Self {
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
        Reading { wall: BEGAN.plus_millis(self.ran() + self.set_by), steady: self.opened_wall.plus_millis(self.ran() - self.opened_steady) }
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
                let offset = BEGAN.plus_millis(self.truth + error).since(self.reading().steady);
                let before = self.now();
                self.team.learn(Offset { millis: offset, error_ms: error.abs() });
                self.rung |= before != self.now();
            }
            Fate::Closed(length) => {
                self.kept = Some(self.team.keep(self.reading()));
                self.truth += length;
                self.opened_steady = self.ran();
                self.opened_wall = BEGAN.plus_millis(self.ran() + self.set_by);
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

fn clock(due_after: i64, shares: &[i64]) -> Clock {
    let start = BEGAN;
    let warnings = shares.iter().map(|share| start.plus_millis(due_after * share / 100)).collect();
    let steps = vec![Step { after: 10, to: Receiver::Lead }];
    Clock {
        kind: ClockKind::Resolution,
        start,
        due: start.plus_millis(due_after),
        state: ClockState::Running,
        met_at: None,
        warnings,
        steps,
        about: None,
        told: None,
        asked_by: None,
        department: None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_is_missed_doubled_or_late(
        drift in -100_i64..100,
        dues in prop::collection::vec(SECOND..20 * HOUR, 1..5),
        fates in prop::collection::vec(fate(), 1..12),
    ) {
        let mut life = Life::new(drift, dues.iter().map(|due| clock(*due, &[50, 75, 90])).collect());
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
            let off = life.now().since(BEGAN.plus_millis(life.truth)).abs();
            prop_assert!(off <= error.abs() + 1, "off by {off} ms after an answer with an error of {error} ms");
        }
    }
}
