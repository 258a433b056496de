//! What time it is for the team, from this computer's two clocks and the best sample of the server's (SYNC 1.9).
//!
//! The wall clock is what a person, a battery or the network may set. The steady clock began with it when the desk
//! opened; from then on it only counts, through sleep too. The team's time runs on the steady clock, so that no jump of
//! the wall clock moves it. The wall clock is asked once, when the desk opens, and then only watched.

use holdfast_domain::Timestamp;

use crate::offset::Offset;

/// The wall clock may differ from the steady one by so much more than before; beyond, somebody has set it.
const JUMP_MS: i64 = 2_000;

/// Both clocks of this computer at one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What the computer shows.
    pub wall: Timestamp,
    /// What has passed since the desk opened, from what the wall clock showed then.
    pub steady: Timestamp,
}

/// What a desk remembers of the time until it opens again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The team's time minus the wall clock.
    pub offset_ms: i64,
    /// The team's time when this was kept. It cannot be earlier than this again.
    pub at: Timestamp,
    /// Whether the wall clock had jumped and nobody had said since what time it is.
    pub doubtful: bool,
}

/// How well the time is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quality {
    /// The team server said it since the desk opened.
    Measured,
    /// The wall clock, with what was known of it when the desk was last open.
    Wall,
    /// The wall clock lies before what was known, or has jumped since the server last said it.
    Doubtful,
}

/// Why the time is doubtful.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doubt {
    /// The wall clock jumped.
    Jumped,
    /// At opening the wall clock lay before what was known: the time goes on from there.
    Behind,
}

/// The team's time.
#[derive(Clone, Debug)]
pub struct TeamTime {
    /// The team's time minus the steady clock.
    offset_ms: i64,
    /// How far that may be off, once the server has said it.
    error_ms: Option<i64>,
    /// The wall clock minus the steady one, when both were last looked at.
    lead_ms: i64,
    /// The team's time minus the wall clock, as it was when the desk was last open.
    kept_ms: i64,
    doubt: Option<Doubt>,
}

impl TeamTime {
    /// The time when the desk opens.
    #[must_use]
    pub fn begin(kept: Option<Kept>, reading: Reading) -> Self {
        let kept = kept.unwrap_or_default();
        let by_wall = reading.wall.plus_millis(kept.offset_ms);
        let doubt = if by_wall < kept.at { Some(Doubt::Behind) } else { kept.doubtful.then_some(Doubt::Jumped) };
        Self {
            offset_ms: by_wall.max(kept.at).since(reading.steady),
            error_ms: None,
            lead_ms: reading.wall.since(reading.steady),
            kept_ms: kept.offset_ms,
            doubt,
        }
    }

    /// The team's time when the steady clock shows this.
    #[must_use]
    pub const fn at(&self, steady: Timestamp) -> Timestamp {
        steady.plus_millis(self.offset_ms)
    }

    /// Compares the two clocks. Answers whether the wall clock has been set since the last look.
    pub fn look(&mut self, reading: Reading) -> bool {
        let lead = reading.wall.since(reading.steady);
        let jumped = lead.saturating_sub(self.lead_ms).saturating_abs() > JUMP_MS;
        self.lead_ms = lead;
        if jumped {
            let by_wall = reading.wall.plus_millis(self.kept_ms);
            if self.doubt != Some(Doubt::Behind) {
                self.doubt = Some(Doubt::Jumped);
            } else if by_wall >= self.at(reading.steady) {
                // A clock that had stopped was set right.
                self.offset_ms = by_wall.since(reading.steady);
                self.doubt = None;
            }
        }
        jumped
    }

    /// The server said what time it is: its time minus the steady clock.
    pub const fn learn(&mut self, offset: Offset) {
        self.offset_ms = offset.millis;
        self.error_ms = Some(offset.error_ms);
        self.doubt = None;
    }

    /// How well the time is known.
    #[must_use]
    pub const fn quality(&self) -> Quality {
        match (self.doubt, self.error_ms) {
            (Some(_), _) => Quality::Doubtful,
            (None, Some(_)) => Quality::Measured,
            (None, None) => Quality::Wall,
        }
    }

    /// What to remember until the desk opens again.
    #[must_use]
    pub fn keep(&mut self, reading: Reading) -> Kept {
        self.look(reading);
        let at = self.at(reading.steady);
        match self.doubt {
            // A clock that stands far behind says nothing about itself; set right, what was known holds again.
            Some(Doubt::Behind) => Kept { offset_ms: self.kept_ms, at, doubtful: false },
            doubt => Kept { offset_ms: at.since(reading.wall), at, doubtful: doubt.is_some() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::offset::Samples;
    use proptest::prelude::*;

    const NINE: i64 = 1_790_000_000_000;

    /// What may happen to a computer's clocks.
    #[derive(Clone, Copy, Debug)]
    enum Happening {
        /// Time passes, awake or asleep.
        Passes(i64),
        /// Somebody sets the wall clock.
        Set(i64),
        /// A request goes there and back, so long each way.
        Asked(i64, i64),
        /// The app is closed and opened again after so long.
        Reopened(i64),
    }

    fn happening() -> impl Strategy<Value = Happening> {
        prop_oneof![
            4 => (0..10_000_000_i64).prop_map(Happening::Passes),
            2 => (-20_000_000..20_000_000_i64).prop_map(Happening::Set),
            2 => (0..5_000_i64, 0..5_000_i64).prop_map(|(there, back)| Happening::Asked(there, back)),
            1 => (0..1_000_000_000_i64).prop_map(Happening::Reopened),
        ]
    }

    /// A computer whose wall clock is `lead` ahead of the true time, opened at true time `began`.
    struct Played {
        truth: i64,
        lead: i64,
        began: (i64, i64),
        time: TeamTime,
        samples: Samples,
    }

    impl Played {
        fn at(lead: i64) -> Self {
            let reading = Reading { wall: Timestamp::from_millis(NINE + lead), steady: Timestamp::from_millis(NINE + lead) };
            Self { truth: NINE, lead, began: (NINE, NINE + lead), time: TeamTime::begin(None, reading), samples: Samples::default() }
        }

        fn steady(&self) -> Timestamp {
            Timestamp::from_millis(self.began.1 + (self.truth - self.began.0))
        }

        fn reading(&self) -> Reading {
            Reading { wall: Timestamp::from_millis(self.truth + self.lead), steady: self.steady() }
        }

        fn asks(&mut self, there: i64, back: i64) {
            let asked = self.steady();
            self.truth += there;
            let said = Timestamp::from_millis(self.truth);
            self.truth += back;
            self.samples.add(asked, self.steady(), said);
            self.time.learn(self.samples.best(self.steady()).unwrap());
        }

        fn reopens(&mut self, after: i64) {
            self.reopens_set(after, self.lead);
        }

        /// Meanwhile somebody has set the clock, or its battery was empty.
        fn reopens_set(&mut self, after: i64, lead: i64) {
            let kept = self.time.keep(self.reading());
            self.truth += after;
            self.lead = lead;
            let wall = self.truth + self.lead;
            self.began = (self.truth, wall);
            self.samples = Samples::default();
            self.time = TeamTime::begin(Some(kept), self.reading());
        }

        fn now(&self) -> i64 {
            self.time.at(self.steady()).millis()
        }
    }

    proptest! {
        #[test]
        fn it_never_goes_back_but_by_a_better_answer_and_is_right_within_its_error(
            lead in -20_000_000..20_000_000_i64,
            happenings in proptest::collection::vec(happening(), 1..60),
        ) {
            let mut desk = Played::at(lead);
            for happening in happenings {
                let before = desk.now();
                match happening {
                    Happening::Passes(millis) => {
                        desk.truth += millis;
                        prop_assert!(!desk.time.look(desk.reading()));
                        prop_assert_eq!(desk.now(), before + millis, "it goes on as time does");
                    }
                    Happening::Set(millis) => {
                        desk.lead += millis;
                        let is_behind = desk.time.doubt == Some(Doubt::Behind);
                        let jumped = desk.time.look(desk.reading());
                        prop_assert_eq!(jumped, millis.abs() > JUMP_MS);
                        prop_assert!(desk.now() == before || (is_behind && desk.now() >= before));
                        prop_assert!(!jumped || is_behind || desk.time.quality() == Quality::Doubtful);
                    }
                    Happening::Asked(there, back) => {
                        desk.asks(there, back);
                        prop_assert_eq!(desk.time.quality(), Quality::Measured);
                    }
                    Happening::Reopened(millis) => {
                        desk.reopens(millis);
                        prop_assert!(desk.now() >= before, "it is never earlier than it was known to be");
                        prop_assert!(desk.time.quality() != Quality::Measured);
                    }
                }
                if let Some(error) = desk.time.error_ms {
                    prop_assert!((desk.now() - desk.truth).abs() <= error + 1, "off by {} of {error}", desk.now() - desk.truth);
                }
            }
        }
    }

    #[test]
    fn an_offset_outlives_the_app_as_long_as_nobody_sets_the_clock() {
        let mut desk = Played::at(37 * 60_000);
        desk.asks(20, 20);
        desk.reopens(8 * 3_600_000);
        assert_eq!((desk.now(), desk.time.quality()), (desk.truth, Quality::Wall));
    }

    #[test]
    fn a_clock_behind_what_was_known_is_held_there_until_it_is_set_right() {
        let mut desk = Played::at(0);
        desk.asks(0, 0);
        desk.reopens_set(60_000, -50 * 365 * 86_400_000);
        assert_eq!((desk.now(), desk.time.quality()), (desk.truth - 60_000, Quality::Doubtful), "it goes on from what was known");
        desk.truth += 5_000;
        assert_eq!(desk.now(), desk.truth - 60_000);
        desk.reopens(0);
        assert_eq!(desk.time.quality(), Quality::Doubtful, "still");
        desk.lead = 0;
        assert!(desk.time.look(desk.reading()));
        assert_eq!((desk.now(), desk.time.quality()), (desk.truth, Quality::Wall));
    }

    #[test]
    fn a_jump_is_doubtful_over_a_restart_until_the_server_says_what_time_it_is() {
        let mut desk = Played::at(0);
        desk.asks(10, 10);
        desk.lead = -3 * 3_600_000;
        assert!(desk.time.look(desk.reading()));
        assert_eq!((desk.now(), desk.time.quality()), (desk.truth, Quality::Doubtful));
        desk.reopens(60_000);
        assert_eq!((desk.now(), desk.time.quality()), (desk.truth, Quality::Doubtful));
        desk.asks(10, 10);
        assert_eq!(desk.time.quality(), Quality::Measured);
    }
}
