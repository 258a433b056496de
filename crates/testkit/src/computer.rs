//! The computer a desk runs on, played: its clock, key store, notifications and window.

use holdfast_desk::view::{Tag, ToOpen};
use holdfast_desk::{Chime, Clock, DeskError, KeyStore, Notice, Notifier, Running, TeamServer, Window};
use holdfast_domain::Timestamp;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// A computer's clocks, which a test may move. Both start from the real ones.
#[derive(Clone, Debug)]
pub struct TestClock {
    /// The real wall clock when it was made.
    began: Timestamp,
    since: Instant,
    /// Milliseconds that have passed besides the real ones, on both clocks.
    passed: Arc<AtomicI64>,
    /// By how much the wall clock was set.
    set: Arc<AtomicI64>,
}

impl Default for TestClock {
    #[allow(clippy::disallowed_methods, reason = "the moved clock of tests starts from the real one")]
    fn default() -> Self {
        let real = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        Self {
            began: Timestamp::from_millis(i64::try_from(real.as_millis()).unwrap()),
            since: Instant::now(),
            passed: Arc::default(),
            set: Arc::default(),
        }
    }
}

impl TestClock {
    /// So many minutes pass, as when the computer sleeps: both clocks go on, and no timer notices.
    pub fn advance(&self, minutes: i64) {
        self.passed.fetch_add(minutes * 60_000, Ordering::SeqCst);
    }

    /// Somebody sets the clock on the wall, on or back.
    pub fn is_set(&self, minutes: i64) {
        self.set.fetch_add(minutes * 60_000, Ordering::SeqCst);
    }

    /// The true time at this computer: what its wall clock would show had nobody set it.
    #[must_use]
    pub fn truth(&self) -> Timestamp {
        self.began.plus_millis(self.continuous())
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        self.truth().plus_millis(self.set.load(Ordering::SeqCst))
    }

    fn continuous(&self) -> i64 {
        i64::try_from(self.since.elapsed().as_millis()).unwrap() + self.passed.load(Ordering::SeqCst)
    }
}

/// What a desk's computer remembers of it.
#[derive(Debug, Default)]
pub struct Computer {
    secrets: Mutex<BTreeMap<String, Vec<u8>>>,
    /// Whether it has a key store.
    pub has_key_store: AtomicBool,
    /// Whether its key store is locked, as a keyring is before its password was given.
    pub key_store_is_locked: AtomicBool,
    /// Whether it shows notifications.
    pub shows_notifications: AtomicBool,
    /// Whether the person has told it not to disturb.
    pub is_not_to_disturb: AtomicBool,
    notices: Mutex<Vec<Notice>>,
    said: Mutex<Vec<Notice>>,
    chimes: Mutex<Vec<(Chime, u8)>>,
    opened: Mutex<Vec<ToOpen>>,
    heard: Mutex<u64>,
    bell: Condvar,
}

impl Computer {
    /// A computer with everything.
    #[must_use]
    pub fn new() -> Arc<Self> {
        let computer = Self::default();
        computer.has_key_store.store(true, Ordering::SeqCst);
        computer.shows_notifications.store(true, Ordering::SeqCst);
        Arc::new(computer)
    }

    /// Every notification it was ever given, in order.
    #[must_use]
    pub fn said(&self) -> Vec<Notice> {
        self.said.lock().unwrap().clone()
    }

    /// What it has sounded and how often, in order.
    #[must_use]
    pub fn chimes(&self) -> Vec<(Chime, u8)> {
        self.chimes.lock().unwrap().clone()
    }

    /// The notifications that stand on its screen.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        self.notices.lock().unwrap().clone()
    }

    /// The tickets that the window was asked to open.
    #[must_use]
    pub fn opened(&self) -> Vec<ToOpen> {
        self.opened.lock().unwrap().clone()
    }

    /// Forgets its secrets, as a key store does that was set up anew. Answers them, for who puts them back.
    pub fn forget_secrets(&self) -> BTreeMap<String, Vec<u8>> {
        std::mem::take(&mut self.secrets.lock().unwrap())
    }

    /// Has these secrets now.
    pub fn has_secrets(&self, secrets: BTreeMap<String, Vec<u8>>) {
        *self.secrets.lock().unwrap() = secrets;
    }

    /// Every secret it keeps.
    #[must_use]
    pub fn secrets(&self) -> BTreeMap<String, Vec<u8>> {
        self.secrets.lock().unwrap().clone()
    }

    fn answers_unlocked(&self) -> Result<(), DeskError> {
        if self.key_store_is_locked.load(Ordering::SeqCst) { Err(DeskError::new("key-store-locked")) } else { Ok(()) }
    }

    /// Waits until it is so, asking again whenever the desk says that something changed.
    ///
    /// # Panics
    /// When it is not so within half a minute.
    #[allow(clippy::disallowed_methods, reason = "the limit after which a test has failed")]
    pub fn wait_until(&self, what: &str, mut is_so: impl FnMut() -> bool) {
        let limit = Instant::now() + Duration::from_secs(60);
        loop {
            if is_so() {
                return;
            }
            assert!(Instant::now() < limit, "it did not come about within a minute: {what}");
            let heard = self.heard.lock().unwrap();
            drop(self.bell.wait_timeout(heard, Duration::from_millis(50)).unwrap());
        }
    }
}

impl KeyStore for Computer {
    fn available(&self) -> Option<String> {
        self.has_key_store.load(Ordering::SeqCst).then(|| "Test keys".to_owned())
    }

    fn secret(&self, name: &str) -> Result<Option<Vec<u8>>, DeskError> {
        self.answers_unlocked()?;
        Ok(self.secrets.lock().unwrap().get(name).cloned())
    }

    fn keep(&self, name: &str, secret: &[u8]) -> Result<(), DeskError> {
        self.answers_unlocked()?;
        self.secrets.lock().unwrap().insert(name.to_owned(), secret.to_vec());
        Ok(())
    }
}

impl Notifier for Computer {
    fn available(&self) -> bool {
        self.shows_notifications.load(Ordering::SeqCst)
    }

    fn is_told_not_to_disturb(&self) -> bool {
        self.is_not_to_disturb.load(Ordering::SeqCst)
    }

    fn show(&self, notice: Notice) {
        let mut notices = self.notices.lock().unwrap();
        notices.retain(|standing| standing.topic != notice.topic);
        notices.push(notice.clone());
        drop(notices);
        self.said.lock().unwrap().push(notice);
        self.changed(Vec::new());
    }

    fn chime(&self, which: Chime, times: u8) {
        self.chimes.lock().unwrap().push((which, times));
        self.changed(Vec::new());
    }

    fn withdraw_all(&self) {
        self.notices.lock().unwrap().clear();
    }

    fn withdraw(&self, alert: &str) {
        self.notices.lock().unwrap().retain_mut(|notice| {
            let stood = notice.alerts.len();
            notice.alerts.retain(|other| other != alert);
            notice.alerts.len() == stood || !notice.alerts.is_empty()
        });
    }
}

impl Window for Computer {
    fn changed(&self, _tags: Vec<Tag>) {
        *self.heard.lock().unwrap() += 1;
        self.bell.notify_all();
    }

    fn open(&self, what: ToOpen) {
        self.opened.lock().unwrap().push(what);
        self.changed(Vec::new());
    }
}

/// Tests start their team servers themselves.
#[derive(Debug)]
pub struct NoSample;

impl TeamServer for NoSample {
    fn start(&self) -> Result<Running, DeskError> {
        Err(DeskError::new("port-in-use").with("port", 7420))
    }

    fn stop(&self) {}

    fn running(&self) -> Option<Running> {
        None
    }
}
