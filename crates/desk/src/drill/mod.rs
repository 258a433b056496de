//! A drill: an outage that is practised (N3). It has a desk and a team server of its own in a folder that goes when it ends, with
//! invented customers; nothing of it knows the files, the key, the address or the window of the real desk, and so
//! nothing of it can reach a customer. A script says what happens; what was done is judged by the same means as an outage is.

mod articles;
mod score;
mod script;

use holdfast_domain::Timestamp;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::error::DeskError;
use crate::ports::Ports;
use crate::present::scope_name;
use crate::settings::Settings;
use crate::signal::Signal;
use crate::stage::Desk;
use crate::view::{ConnectionState, DrillEvent, DrillLine, DrillPhase, DrillView, OutageReport, OutageView, Tag};
use crate::work::Work;
use score::Course;
use script::{Happening, SCRIPT, minute_after};

/// A first start makes a team and pulls it; on a slow disk that takes a while.
const LONGEST_PREPARING: Duration = Duration::from_secs(180);
/// Articles are not brought for longer than this: a slow computer practises with fewer of them.
const LONGEST_BRINGING: Duration = Duration::from_secs(45);
/// So often it looks whether the real desk has an outage meanwhile, and whether the desk that practises has noticed its own.
const LOOKS: Duration = Duration::from_millis(500);

/// A practice outage.
#[derive(Debug)]
pub struct Drill {
    desk: Arc<Desk>,
    real: Arc<Desk>,
    ports: Ports,
    folder: PathBuf,
    standing: Mutex<Standing>,
    bell: Signal,
}

#[derive(Debug)]
struct Standing {
    phase: DrillPhase,
    began: Option<Timestamp>,
    back: Option<Timestamp>,
    /// How far the script is, and by how much it was hurried on.
    next: usize,
    hurried: i64,
    happened: Vec<(Happening, Timestamp)>,
    expected: Vec<(Timestamp, Timestamp)>,
    over: Option<DrillView>,
    /// Its window is closed.
    closed: bool,
    error: Option<DeskError>,
}

impl Drill {
    /// Begins to prepare one beside the real desk, in `folder`, which must be its own, with a team server, a window and a notifier of
    /// its own in `ports`.
    ///
    /// # Errors
    /// `drill-in-outage` while something is down in earnest; `locked`.
    pub fn begin(real: &Arc<Desk>, folder: &Path, ports: Ports) -> Result<Arc<Self>, DeskError> {
        if lasting(&*real.work()?)?.is_some() {
            return Err(DeskError::new("drill-in-outage"));
        }
        if folder.exists() {
            std::fs::remove_dir_all(folder).map_err(|error| DeskError::internal(&error))?;
        }
        std::fs::create_dir_all(folder).map_err(|error| DeskError::internal(&error))?;
        // The desk looks and speaks as the person's own does; nothing else is taken along.
        let settings = Settings { told_of_tray: true, toured: true, shift: None, quiet: None, ..real.settings() };
        settings.save(folder).map_err(|error| DeskError::internal(&error))?;
        let standing = Standing {
            phase: DrillPhase::Preparing,
            began: None,
            back: None,
            next: 0,
            hurried: 0,
            happened: Vec::new(),
            expected: Vec::new(),
            over: None,
            closed: false,
            error: None,
        };
        let drill = Arc::new(Self {
            desk: Arc::new(Desk::practising(folder, ports.clone())),
            real: Arc::clone(real),
            ports,
            folder: folder.to_owned(),
            standing: Mutex::new(standing),
            bell: Signal::default(),
        });
        let running = Arc::clone(&drill);
        let runs = move || {
            running.run();
            // Whoever closed the window while it was prepared found less than there is by now.
            if running.standing().closed {
                running.clean();
            }
        };
        std::thread::Builder::new().name("drill".to_owned()).spawn(runs).map_err(|error| DeskError::internal(&error))?;
        Ok(drill)
    }

    /// The desk that practises.
    #[must_use]
    pub fn desk(&self) -> Arc<Desk> {
        Arc::clone(&self.desk)
    }

    /// How it stands.
    ///
    /// # Errors
    /// When the desk that practises cannot be read.
    pub fn view(&self) -> Result<DrillView, DeskError> {
        let (course, mut view) = {
            let standing = self.standing();
            if let Some(over) = &standing.over {
                return Ok(over.clone());
            }
            (standing.course(), standing.view())
        };
        if let (Some(course), Ok(work)) = (course, self.desk.work()) {
            let calls = course.calls.iter().map(|(caller, at)| course.is_noted(&work, caller, *at)).collect::<Result<Vec<_>, _>>()?;
            let words = work.words();
            let mut calls = course.calls.iter().zip(calls);
            let standing = self.standing();
            for (what, at) in &standing.happened {
                let what = match what {
                    Happening::Call(caller) => DrillEvent::Call {
                        name: caller.name(words),
                        phone: caller.phone.to_owned(),
                        words: caller.words(words),
                        noted: calls.next().is_some_and(|(_, noted)| noted),
                    },
                    Happening::Said(minutes) => {
                        DrillEvent::Said { cause: words.say("drill-cause", &[]), expected: minute_after(course.began, *minutes).into() }
                    }
                    Happening::Moved(minutes) => {
                        let before = course.expected.first().map_or(*at, |(_, before)| *before);
                        DrillEvent::Moved { expected: minute_after(course.began, *minutes).into(), before: before.into() }
                    }
                    Happening::Back => DrillEvent::Back,
                };
                view.events.push(DrillLine { at: (*at).into(), what });
            }
            view.events.reverse();
        }
        Ok(view)
    }

    /// The system goes down.
    ///
    /// # Errors
    /// `drill-not-ready`.
    pub fn start(&self) -> Result<(), DeskError> {
        let now = self.desk.work()?.now();
        {
            let mut standing = self.standing();
            if standing.phase != DrillPhase::Ready {
                return Err(DeskError::new("drill-not-ready"));
            }
            standing.phase = DrillPhase::Down;
            standing.began = Some(now);
        }
        self.ports.team_server.stop();
        self.desk.work()?.try_now();
        self.moved();
        Ok(())
    }

    /// The next thing happens now.
    pub fn hurry(&self) {
        let Ok(work) = self.desk.work() else { return };
        let now = work.now();
        let mut standing = self.standing();
        if let Some(at) = standing.due() {
            standing.hurried = standing.hurried.saturating_add(at.since(now).max(0));
        }
        drop(standing);
        self.moved();
    }

    /// It is over: what was done is judged, and nothing more happens.
    ///
    /// # Errors
    /// When the desk that practises cannot be read.
    pub fn end(&self) -> Result<(), DeskError> {
        let mut view = self.view()?;
        if view.score.is_some() || view.phase == DrillPhase::Stopped {
            return Ok(());
        }
        let course = self.standing().course();
        if let (Some(course), Ok(work)) = (course, self.desk.work()) {
            view.score = Some(course.score(&work, work.words())?);
        }
        (view.phase, view.next, view.left) = (DrillPhase::Over, None, 0);
        let mut standing = self.standing();
        (standing.phase, standing.over) = (DrillPhase::Over, Some(view));
        drop(standing);
        self.moved();
        Ok(())
    }

    /// Its window is closed: nothing of it stays.
    pub fn close(&self) {
        let mut standing = self.standing();
        standing.closed = true;
        if standing.phase != DrillPhase::Over {
            standing.phase = DrillPhase::Stopped;
        }
        drop(standing);
        self.bell.ring();
        self.clean();
    }

    fn clean(&self) {
        self.desk.close();
        self.ports.team_server.stop();
        if self.folder.exists()
            && let Err(error) = std::fs::remove_dir_all(&self.folder)
        {
            tracing::warn!(%error, "what a drill left behind goes when the next one begins");
        }
    }

    fn standing(&self) -> MutexGuard<'_, Standing> {
        self.standing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn moved(&self) {
        self.bell.ring();
        self.ports.window.changed(vec![Tag::Drill]);
    }

    fn run(&self) {
        if let Err(error) = self.prepare() {
            self.stops(error);
            return;
        }
        {
            let mut standing = self.standing();
            if standing.phase == DrillPhase::Preparing {
                standing.phase = DrillPhase::Ready;
            }
        }
        self.moved();
        loop {
            match self.standing().phase {
                DrillPhase::Over | DrillPhase::Stopped => return,
                _ => {}
            }
            if let Err(error) = self.look() {
                self.stops(error);
                return;
            }
            self.bell.wait(LOOKS);
        }
    }

    /// A team server with its invented customers, and a desk that is signed in there.
    fn prepare(&self) -> Result<(), DeskError> {
        self.desk.try_here()?;
        let running = self.ports.team_server.running().ok_or_else(|| DeskError::new("server-unreachable"))?;
        self.ports.runtime.block_on(self.desk.sign_in(&running.login, &running.password))?;
        let mut secret = [0_u8; 16];
        getrandom::fill(&mut secret).map_err(|error| DeskError::internal(&error))?;
        let passphrase: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
        self.desk.set_unlock(Some(&passphrase))?;
        let work = self.desk.work()?;
        self.waits_for(|| {
            let connection = work.connection()?;
            Ok(connection.state == ConnectionState::Online && connection.first_pull.is_none() && work.store.sizes()?.0 > 0)
        })?;
        self.brings_articles(&work)
    }

    /// What the person's own team has written is practised with. All that was brought is sent before the drill is ready: nothing of it
    /// waits in the outbox when the outage begins.
    fn brings_articles(&self, work: &Work) -> Result<(), DeskError> {
        let contents = articles::brought(&*self.real.work()?, work)?;
        let until = self.after(LONGEST_BRINGING);
        for batch in contents.chunks(articles::BATCH) {
            if self.ports.clock.continuous() > until {
                break;
            }
            articles::publish(work, batch)?;
            self.waits_for(|| {
                let counts = work.store.counts()?;
                Ok(counts.waiting.saturating_add(counts.sending).saturating_add(counts.uncertain) == 0)
            })?;
        }
        Ok(())
    }

    fn after(&self, length: Duration) -> i64 {
        self.ports.clock.continuous().saturating_add(i64::try_from(length.as_millis()).unwrap_or(i64::MAX))
    }

    fn waits_for(&self, is: impl Fn() -> Result<bool, DeskError>) -> Result<(), DeskError> {
        let until = self.after(LONGEST_PREPARING);
        while !is()? {
            if self.standing().phase == DrillPhase::Stopped || self.ports.clock.continuous() > until {
                return Err(DeskError::new("drill-not-prepared"));
            }
            self.bell.wait(LOOKS);
        }
        Ok(())
    }

    fn stops(&self, error: DeskError) {
        let mut standing = self.standing();
        if standing.phase != DrillPhase::Over {
            standing.phase = DrillPhase::Stopped;
            standing.error.get_or_insert(error);
        }
        drop(standing);
        self.moved();
    }

    /// Stops when something is down in earnest; else lets happen what is due.
    fn look(&self) -> Result<(), DeskError> {
        if let Ok(real) = self.real.work()
            && let Some(outage) = lasting(&real)?
        {
            return Err(DeskError::new("drill-outage-began").with("name", scope_name(real.words(), &outage.scope)));
        }
        let work = self.desk.work()?;
        loop {
            let now = work.now();
            let due = {
                let standing = self.standing();
                standing.due().filter(|at| *at <= now).and_then(|_| SCRIPT.get(standing.next)).map(|(_, what)| *what)
            };
            let Some(what) = due else { return Ok(()) };
            // The lead speaks of an outage once the desk has noticed it.
            if !self.happens(&work, what, now)? {
                return Ok(());
            }
            let mut standing = self.standing();
            standing.next = standing.next.saturating_add(1);
            standing.happened.push((what, now));
            drop(standing);
            self.moved();
        }
    }

    fn happens(&self, work: &Work, what: Happening, now: Timestamp) -> Result<bool, DeskError> {
        let Some(began) = self.standing().began else { return Ok(false) };
        match what {
            Happening::Call(_) => Ok(true),
            Happening::Said(minutes) | Happening::Moved(minutes) => {
                let Some(outage) = work.outages()?.into_iter().find(|outage| outage.here) else { return Ok(false) };
                let expected = minute_after(began, minutes);
                let cause = work.words().say("drill-cause", &[]);
                let report = OutageReport {
                    id: Some(outage.id),
                    scope: outage.scope,
                    start: outage.start,
                    cause,
                    expected: Some(expected.into()),
                    note: String::new(),
                };
                work.report_outage(report)?;
                self.standing().expected.push((now, expected));
                Ok(true)
            }
            Happening::Back => {
                self.ports.team_server.start()?;
                work.try_now();
                let mut standing = self.standing();
                (standing.phase, standing.back) = (DrillPhase::Back, Some(now));
                Ok(true)
            }
        }
    }
}

impl Standing {
    /// When the next thing happens.
    fn due(&self) -> Option<Timestamp> {
        let (after, _) = SCRIPT.get(self.next)?;
        Some(self.began?.plus_millis(after.saturating_sub(self.hurried)))
    }

    fn course(&self) -> Option<Course> {
        let calls = self.happened.iter().filter_map(|(what, at)| match what {
            Happening::Call(caller) => Some((*caller, *at)),
            _ => None,
        });
        Some(Course { began: self.began?, back: self.back, calls: calls.collect(), expected: self.expected.clone() })
    }

    fn view(&self) -> DrillView {
        DrillView {
            phase: self.phase,
            began: self.began.map(Into::into),
            events: Vec::new(),
            next: self.due().map(Into::into),
            left: u32::try_from(SCRIPT.len().saturating_sub(self.next)).unwrap_or(u32::MAX),
            score: None,
            error: self.error.clone(),
        }
    }
}

/// What is down at a desk.
fn lasting(work: &Work) -> Result<Option<OutageView>, DeskError> {
    Ok(work.outages()?.into_iter().find(|outage| outage.end.is_none()))
}
