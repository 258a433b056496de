//! The misfortunes of one seed, drawn as a swarm: each seed has its own subset and its own rates (SYNC 3.4).

use rand::{Rng, RngExt};

/// How often and how hard. Rates are chances in a thousand; times are virtual milliseconds.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    /// A request never arrives.
    pub drop: u32,
    /// A request arrives twice.
    pub double: u32,
    /// The answer is lost after the server committed.
    pub lost_answer: u32,
    /// The answer is cut.
    pub cut: u32,
    /// The server is too busy.
    pub busy: u32,
    /// A message takes up to two minutes.
    pub slow: u32,
    /// A poke is lost.
    pub lost_poke: u32,
    /// Some desks are behind a proxy that swallows the stream of pokes.
    pub proxy: bool,
    /// Rows go missing or stay behind at some desks, as no fault of the network's makes them.
    pub rot: bool,
    /// Means between two of a kind; none when this seed knows none of it.
    pub partition: Option<i64>,
    pub server_crash: Option<i64>,
    pub restore: Option<i64>,
    pub desk_crash: Option<i64>,
    pub disk_full: Option<i64>,
    pub clock: Option<i64>,
    pub suspend: Option<i64>,
    pub revoke: Option<i64>,
    pub expire: Option<i64>,
    pub erase: Option<i64>,
    pub forget: Option<i64>,
    pub portal: Option<i64>,
    pub other_version: Option<i64>,
    pub copy: Option<i64>,
    pub leave: Option<i64>,
    /// What is half uploaded is dropped.
    pub uploads: Option<i64>,
    /// The computer's key store gives no key: the desk stays closed until it does.
    pub keys: Option<i64>,
    /// Who may see what is changed: a queue is closed or opened, a person goes to another department.
    pub access: Option<i64>,
    /// Two tickets become one.
    pub merge: Option<i64>,
}

impl Faults {
    /// Draws them for a run of `length` milliseconds.
    pub fn draw(length: i64, rng: &mut impl Rng) -> Self {
        let mut rate = |most: u32| if rng.random_bool(0.5) { rng.random_range(0..=most) } else { 0 };
        let (drop, double, lost_answer, cut, busy, slow, lost_poke) = (rate(300), rate(200), rate(200), rate(100), rate(100), rate(100), rate(500));
        let (proxy, rot) = (rng.random_bool(0.2), rng.random_bool(0.2));
        let mut often = |likely: f64, times: i64| rng.random_bool(likely).then(|| length / rng.random_range(1..=times));
        Self {
            drop,
            double,
            lost_answer,
            cut,
            busy,
            slow,
            lost_poke,
            proxy,
            rot,
            partition: often(0.6, 8),
            server_crash: often(0.4, 5),
            restore: often(0.25, 2),
            desk_crash: often(0.5, 6),
            disk_full: often(0.25, 3),
            clock: often(0.4, 4),
            suspend: often(0.3, 3),
            revoke: often(0.15, 2),
            expire: often(0.15, 2),
            erase: often(0.3, 3),
            forget: often(0.2, 2),
            portal: often(0.2, 3),
            other_version: often(0.1, 2),
            copy: often(0.15, 2),
            leave: often(0.15, 2),
            uploads: often(0.2, 4),
            keys: often(0.15, 2),
            access: often(0.3, 4),
            merge: often(0.25, 3),
        }
    }
}
