//! The system's notifications, and what a click in them leads to.

use holdfast_desk::{Chime, Desk, Notice, Notifier};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};

use crate::chime;
use crate::platform::{self, Draft};

/// More than this stand at once on no desk.
const MOST_STANDING: usize = 32;

/// The system's notifications.
#[derive(Default)]
pub struct SystemNotifier {
    desk: Arc<OnceLock<Weak<Desk>>>,
    failed: Arc<AtomicBool>,
    standing: Arc<Standing>,
    system: Arc<platform::Notifications>,
}

/// What stands on the screen.
#[derive(Debug, Default)]
struct Standing {
    shown: Mutex<Vec<Shown>>,
    turns: AtomicU64,
}

#[derive(Debug)]
struct Shown {
    /// Tells it from an earlier one about the same, whose answer is no longer waited for.
    turn: u64,
    topic: String,
    alerts: Vec<String>,
    /// What the system calls it, once it is shown.
    number: Option<u32>,
}

impl Standing {
    fn shown(&self) -> MutexGuard<'_, Vec<Shown>> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the place of one about the same. Answers its turn and the number to replace.
    fn enter(&self, notice: &Notice) -> (u64, Option<u32>) {
        let turn = self.turns.fetch_add(1, Ordering::Relaxed);
        let mut shown = self.shown();
        let replaces = shown.iter().position(|shown| shown.topic == notice.topic).and_then(|at| shown.swap_remove(at).number);
        // When too many stand, the oldest gives way: its alerts are in the list.
        let replaces = replaces.or_else(|| (shown.len() >= MOST_STANDING).then(|| shown.remove(0).number).flatten());
        shown.push(Shown { turn, topic: notice.topic.clone(), alerts: notice.alerts.clone(), number: replaces });
        (turn, replaces)
    }

    /// It stands on the screen, under this number. Answers whether it still should.
    fn stands(&self, turn: u64, number: Option<u32>) -> bool {
        let mut shown = self.shown();
        let entry = shown.iter_mut().find(|shown| shown.turn == turn);
        entry.map(|shown| shown.number = number).is_some()
    }

    /// It is answered or gone. Answers whether it was the one that stood.
    fn leaves(&self, turn: u64) -> bool {
        let mut shown = self.shown();
        let before = shown.len();
        shown.retain(|shown| shown.turn != turn);
        shown.len() < before
    }

    /// An alert no longer matters. Answers what is to be taken off the screen.
    fn without(&self, alert: &str) -> Option<u32> {
        let mut shown = self.shown();
        let at = shown.iter().position(|shown| shown.alerts.iter().any(|other| other == alert))?;
        let entry = shown.get_mut(at)?;
        entry.alerts.retain(|other| other != alert);
        if entry.alerts.is_empty() { shown.swap_remove(at).number } else { None }
    }
}

impl SystemNotifier {
    /// Whom to tell what the person did.
    pub fn tell(&self, desk: &Arc<Desk>) {
        // Set once, right after the desk is made.
        let _ = self.desk.set(Arc::downgrade(desk));
        self.failed.store(!self.system.are_shown(), Ordering::Relaxed);
    }

    /// Nobody waits for it: what lets an alert go is an act of the person, or the clock.
    fn take_back(&self, numbers: Vec<u32>) {
        if numbers.is_empty() {
            return;
        }
        let system = Arc::clone(&self.system);
        std::thread::spawn(move || numbers.into_iter().for_each(|number| system.take_back(number)));
    }
}

impl Notifier for SystemNotifier {
    fn available(&self) -> bool {
        !self.failed.load(Ordering::Relaxed)
    }

    fn is_told_not_to_disturb(&self) -> bool {
        platform::is_told_not_to_disturb()
    }

    fn show(&self, notice: Notice) {
        let (turn, replaces) = self.standing.enter(&notice);
        let (desk, failed, standing) = (Arc::clone(&self.desk), Arc::clone(&self.failed), Arc::clone(&self.standing));
        let system = Arc::clone(&self.system);
        let spawned = std::thread::Builder::new().name("notification".to_owned()).spawn(move || {
            let answered = {
                let (desk, standing, notice) = (Arc::clone(&desk), Arc::clone(&standing), notice.clone());
                move |action: Option<usize>| {
                    // One that another about the same has replaced is not what the person sees and answers.
                    if standing.leaves(turn) || !platform::REPLACES {
                        answer(&desk, &notice, action);
                    }
                }
            };
            let body = if platform::is_screen_locked() { &notice.body_when_locked } else { &notice.body };
            let actions = notice.actions.iter().map(|action| action.label.as_str()).collect();
            let draft = Draft { title: &notice.title, body, actions, urgent: notice.urgent };
            match system.show(&draft, replaces, Box::new(answered)) {
                Ok(number) => {
                    failed.store(false, Ordering::Relaxed);
                    if !standing.stands(turn, number)
                        && let Some(number) = number
                    {
                        // It stopped mattering while the system was about to show it.
                        system.take_back(number);
                    }
                }
                Err(error) => {
                    tracing::warn!(%error, "the system shows no notifications; the alert list has them");
                    failed.store(true, Ordering::Relaxed);
                    standing.leaves(turn);
                    not_shown(&desk, &notice);
                }
            }
        });
        if let Err(error) = spawned {
            self.standing.leaves(turn);
            tracing::warn!(%error, "no thread for a notification; the alert list has it");
        }
    }

    fn chime(&self, which: Chime, times: u8) {
        chime::play(which, times);
    }

    fn withdraw(&self, alert: &str) {
        self.take_back(self.standing.without(alert).into_iter().collect());
    }

    fn withdraw_all(&self) {
        let shown = std::mem::take(&mut *self.standing.shown());
        self.take_back(shown.into_iter().filter_map(|shown| shown.number).collect());
    }
}

fn not_shown(desk: &OnceLock<Weak<Desk>>, notice: &Notice) {
    if let Some(Ok(work)) = desk.get().and_then(Weak::upgrade).map(|desk| desk.work()) {
        work.was_not_shown(notice);
    }
}

fn answer(desk: &OnceLock<Weak<Desk>>, notice: &Notice, action: Option<usize>) {
    let act = action.and_then(|at| notice.actions.get(at)).map(|action| action.act);
    let (Some(act), Some(desk)) = (act, desk.get().and_then(Weak::upgrade)) else { return };
    if let Err(error) = desk.answer_notice(notice, act) {
        tracing::warn!(%error, "what was done with a notification could not be kept");
    }
}

#[cfg(test)]
mod tests {
    use super::Standing;
    use holdfast_desk::Notice;

    fn notice(topic: &str, alerts: &[&str]) -> Notice {
        Notice {
            alerts: alerts.iter().map(|alert| (*alert).to_owned()).collect(),
            topic: topic.to_owned(),
            ticket: None,
            title: String::new(),
            body: String::new(),
            body_when_locked: String::new(),
            actions: Vec::new(),
            urgent: false,
        }
    }

    #[test]
    fn a_breach_takes_the_place_of_its_warning_which_is_then_nobodys_to_answer_or_take_back() {
        let standing = Standing::default();
        let (warning, none) = standing.enter(&notice("t:first", &["1"]));
        assert!(none.is_none() && standing.stands(warning, Some(7)));
        let (breach, replaces) = standing.enter(&notice("t:first", &["2"]));
        assert_eq!(replaces, Some(7));
        assert!(!standing.leaves(warning), "whoever waited for the warning finds it gone");
        assert_eq!(standing.without("1"), None, "closing the warning leaves the breach on the screen");
        assert!(standing.stands(breach, Some(7)));
        assert_eq!(standing.without("2"), Some(7));
    }

    #[test]
    fn a_storms_notification_stands_while_one_of_its_alerts_does_and_what_ends_early_is_not_left_behind() {
        let standing = Standing::default();
        let (storm, _) = standing.enter(&notice("several", &["1", "2"]));
        assert!(standing.stands(storm, Some(3)));
        assert_eq!(standing.without("1"), None);
        assert_eq!(standing.without("2"), Some(3));
        let (early, _) = standing.enter(&notice("t", &["4"]));
        assert_eq!(standing.without("4"), None, "the system has not named it yet");
        assert!(!standing.stands(early, Some(9)), "and takes it back when it does");
    }

    #[test]
    fn when_too_many_stand_the_oldest_gives_way_to_the_newest() {
        let standing = Standing::default();
        for number in 0..super::MOST_STANDING {
            let (turn, _) = standing.enter(&notice(&number.to_string(), &[&number.to_string()]));
            assert!(standing.stands(turn, Some(u32::try_from(number).unwrap())));
        }
        let (_, replaces) = standing.enter(&notice("one more", &["99"]));
        assert_eq!(replaces, Some(0));
        assert_eq!(standing.without("0"), None, "the oldest is no longer on the screen");
        assert_eq!(standing.without("1"), Some(1));
    }
}
