//! The open desk: the store, the index, sync and the clocks, joined.

use holdfast_domain::marks::is_marked;
use holdfast_domain::operation::LONGEST_UNDO_MS;
use holdfast_domain::sla::Receiver;
use holdfast_domain::{About, Action, Agent, DeviceId, Operation, OperationId, Seq, Ticket, TicketId, Timestamp};
use holdfast_search::{Place, Search};
use holdfast_store::{DataKey, Directory, Identity, KeyUse, Source, Store, Touched, Written};
use holdfast_sync::{Driver, Link, Others, Report};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use crate::cut_offs::CutOffs;
use crate::error::DeskError;
use crate::guessing::Guessing;
use crate::heard::Heard;
use crate::indexing::Indexing;
use crate::moved::Moved;
use crate::naming;
use crate::pictures::Pictures;
use crate::ports::Ports;
use crate::presence::Presence;
use crate::settings::Settings;
use crate::signal::Signal;
use crate::time::{SLEPT_MS, Time};
use crate::told::Told;
use crate::view::{Queued, Tag};
use crate::words::Words;

/// More tickets than this in one change are told as "the lists", not one by one.
const TOLD_ONE_BY_ONE: usize = 40;

/// The open desk.
pub struct Work {
    pub(crate) store: Store,
    pub(crate) search: Search,
    pub(crate) ports: Ports,
    pub(crate) me: Agent,
    device: RwLock<DeviceId>,
    pub(crate) indexing: Indexing,
    pub(crate) guessing: Guessing,
    pub(crate) alerts: Signal,
    pub(crate) time: Arc<Time>,
    pub(crate) cut_offs: CutOffs,
    pub(crate) heard: Heard,
    pub(crate) told: Told,
    pub(crate) presence: Presence,
    pub(crate) pictures: Pictures,
    words: RwLock<&'static Words>,
    settings: RwLock<Arc<Settings>>,
    report: Mutex<Option<Report>>,
    driver: Mutex<Option<Driver>>,
    stopping: AtomicBool,
    /// The person's settings have changed since the quiet was last asked about all that it keeps.
    pub(crate) settings_moved: AtomicBool,
    /// Up to when the lists know what came back into sight.
    looked_for_woken: Mutex<Option<Timestamp>>,
    /// What has changed since the open alerts were last compared with their clocks.
    moved: Mutex<Moved>,
    /// Alerts that the system did not show, and when each is tried again: they have sounded.
    unshown: Mutex<BTreeSet<(i64, Timestamp)>>,
    /// An identity of its own is being asked for.
    pub(crate) parting: AtomicBool,
    /// The last field: it goes when the store has gone.
    gone: Gone,
}

/// Rings when nobody holds the open desk any more, and its files are free.
#[derive(Default)]
struct Gone(Arc<Signal>);

impl Drop for Gone {
    fn drop(&mut self) {
        self.0.ring();
    }
}

impl std::fmt::Debug for Work {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Work({})", self.me.login)
    }
}

impl Work {
    /// Opens the index beside an open store.
    pub(crate) fn new(store: Store, identity: &Identity, key: &DataKey, index: &Path, ports: Ports, settings: &Settings) -> Result<Self, DeskError> {
        let search = Search::open(Place::Sealed { folder: index.to_owned(), key: key.sub_key(KeyUse::Index) })?;
        let words = Words::of(settings.speaks(&ports.locale));
        let time = Arc::new(Time::begin(Arc::clone(&ports.clock), &store)?);
        let cut_offs = CutOffs::begin(&store)?;
        Ok(Self {
            store,
            search,
            ports,
            me: identity.agent.clone(),
            device: RwLock::new(identity.device),
            indexing: Indexing::default(),
            guessing: Guessing::default(),
            alerts: Signal::default(),
            heard: Heard::new(time.opened(), time.closed),
            time,
            cut_offs,
            told: Told::default(),
            presence: Presence::default(),
            pictures: Pictures::default(),
            words: RwLock::new(words),
            settings: RwLock::new(Arc::new(settings.clone())),
            report: Mutex::new(None),
            driver: Mutex::new(None),
            stopping: AtomicBool::new(false),
            settings_moved: AtomicBool::new(false),
            looked_for_woken: Mutex::new(None),
            moved: Mutex::new(Moved::All),
            unshown: Mutex::default(),
            parting: AtomicBool::new(false),
            gone: Gone::default(),
        })
    }

    /// What this desk is in the team's list.
    pub(crate) fn device(&self) -> DeviceId {
        *self.device.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn is_now(&self, device: DeviceId) {
        *self.device.write().unwrap_or_else(PoisonError::into_inner) = device;
    }

    /// Takes the running sync; an earlier one ends.
    pub(crate) fn drive(&self, driver: Driver) {
        *self.driver.lock().unwrap_or_else(PoisonError::into_inner) = Some(driver);
        // What the one before knew of others ended with it, and the new one knows nothing yet.
        self.others(Others::Unknown);
        self.says_where();
    }

    /// Colleagues are to hear where the person is.
    pub(crate) fn says_where(&self) {
        self.with_driver(|driver| driver.handle().at(self.presence.own()));
    }

    /// Rings when the files are free.
    pub(crate) fn gone(&self) -> Arc<Signal> {
        Arc::clone(&self.gone.0)
    }

    /// Ends what runs in the background. The store closes when the last hand lets go of it.
    pub(crate) fn stop(&self) {
        self.stopping.store(true, Ordering::Release);
        self.time.keep(&self.store);
        self.driver.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.indexing.signal.ring();
        self.alerts.ring();
    }

    pub(crate) fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Acquire)
    }

    /// Now, by the best knowledge of the team server's clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.time.now()
    }

    pub(crate) fn words(&self) -> &'static Words {
        *self.words.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn settings(&self) -> Arc<Settings> {
        Arc::clone(&self.settings.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Follows the person's settings from now on.
    pub fn follow(&self, settings: &Settings) {
        *self.words.write().unwrap_or_else(PoisonError::into_inner) = Words::of(settings.speaks(&self.ports.locale));
        *self.settings.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(settings.clone());
        // The quiet may have ended, or begun.
        self.settings_moved.store(true, Ordering::Release);
        self.alerts.ring();
        self.tell(vec![Tag::Lists, Tag::Team, Tag::Alerts]);
    }

    /// Whether this person is a receiver of what is said about a ticket.
    pub(crate) fn hears<'a>(&'a self, directory: &'a Directory, ticket: &'a Ticket) -> impl Fn(Receiver) -> bool + 'a {
        move |receiver| receiver.is(&self.me, ticket, &directory.queues, &directory.departments)
    }

    /// What the open alerts are to be compared with their clocks for.
    pub(crate) fn moved(&self) -> MutexGuard<'_, Moved> {
        self.moved.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Alerts that have sounded and were not shown.
    pub(crate) fn unshown(&self) -> MutexGuard<'_, BTreeSet<(i64, Timestamp)>> {
        self.unshown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn with_report<V>(&self, read: impl FnOnce(&Report) -> V) -> Option<V> {
        self.report.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(read)
    }

    pub(crate) fn is_offline(&self) -> bool {
        self.with_report(|report| report.link).unwrap_or(Link::Connecting) != Link::Online
    }

    /// Whether no answer of the team server can be on its way.
    pub(crate) fn is_cut_off(&self) -> bool {
        matches!(self.with_report(|report| report.link).unwrap_or(Link::Connecting), Link::Connecting | Link::Offline)
    }

    /// Sync says how it stands.
    pub(crate) fn reported(&self, report: Report) {
        // An offset is an offset to the steady clock: one that was heard long ago still holds.
        let before = self.now();
        let time_moved = report.offset.is_some_and(|offset| self.time.learn(offset));
        let shift = self.now().since(before);
        if shift.saturating_abs() > SLEPT_MS {
            self.cut_offs.shifts(&self.store, shift);
        }
        let link = report.link;
        self.cut_offs.heard(&self.store, link, self.time.at(report.since), self.now());
        let was = self.report.lock().unwrap_or_else(PoisonError::into_inner).replace(report).map(|was| was.link);
        if link == Link::Online && was != Some(link) {
            self.tell_cut_offs();
        }
        if time_moved {
            self.alerts.ring();
        }
        self.tell(vec![Tag::Connection]);
    }

    fn with_driver(&self, act: impl FnOnce(&Driver)) {
        if let Some(driver) = self.driver.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
            act(driver);
        }
    }

    /// Something may be ready to be sent.
    pub(crate) fn written(&self) {
        self.with_driver(|driver| driver.handle().written());
    }

    /// For tests: lets a file run out of room.
    ///
    /// # Errors
    /// When the store refuses.
    #[doc(hidden)]
    pub fn inject(&self, fault: holdfast_store::Faults) -> Result<(), DeskError> {
        Ok(self.store.inject(fault)?)
    }

    /// Looks for the team server at once.
    pub fn try_now(&self) {
        self.with_driver(|driver| driver.handle().try_now());
    }

    /// The window is in use, or not.
    pub fn active(&self, active: bool) {
        self.with_driver(|driver| driver.handle().active(active));
    }

    pub(crate) fn tell(&self, tags: Vec<Tag>) {
        if !tags.is_empty() && !self.is_stopping() {
            self.ports.window.changed(tags);
        }
    }

    /// Says what a write touched, and wakes whoever works with it.
    pub(crate) fn touched(&self, touched: &Touched) {
        let mut tags = Vec::new();
        if !touched.tickets.is_empty() {
            self.moved().add(&touched.tickets);
            tags.push(Tag::Lists);
            if touched.tickets.len() <= TOLD_ONE_BY_ONE {
                tags.extend(touched.tickets.iter().map(|ticket| Tag::Ticket(ticket.to_string())));
            }
            self.alerts.ring();
        }
        if touched.directory {
            tags.extend([Tag::Team, Tag::Lists]);
            self.alerts.ring();
        }
        if touched.customers {
            tags.extend([Tag::Customers, Tag::Lists]);
        }
        if touched.articles {
            tags.push(Tag::Knowledge);
        }
        if touched.outbox {
            tags.extend([Tag::Outbox, Tag::Connection]);
            if !self.is_offline() && self.cut_offs.takes_owed() {
                self.tell_cut_offs();
            }
        }
        if !touched.tickets.is_empty() || touched.articles {
            self.indexing.signal.ring();
        }
        self.tell(tags);
    }

    pub(crate) fn new_id(&self, now: Timestamp) -> Result<OperationId, DeskError> {
        Ok(OperationId::new(now, random()?))
    }

    /// Writes down what a person meant, durably, and shows it.
    pub(crate) fn act(&self, about: impl Into<About>, action: Action, seen: Option<Seq>) -> Result<Queued, DeskError> {
        let operation = self.operation(about, action, seen)?;
        self.transact(operation)
    }

    /// An operation over what this desk shows now.
    pub(crate) fn operation(&self, about: impl Into<About>, action: Action, seen: Option<Seq>) -> Result<Operation, DeskError> {
        let (about, now) = (about.into(), self.now());
        let shown = about.ticket().map(|ticket| self.store.ticket(ticket)).transpose()?.flatten();
        let mut base = BTreeMap::new();
        if let Some(shown) = &shown {
            for field in action.field().into_iter().chain([holdfast_domain::Field::Owner]) {
                base.insert(field, shown.rev(field));
            }
        }
        let says = matches!(action, Action::Reply { .. } | Action::Note { .. } | Action::Forward { .. });
        let marked = says && action.text().is_some_and(is_marked);
        let mentions = naming::in_note(&self.store.directory(), self.me.id, &action);
        Ok(Operation {
            v: Operation::version_with(about, &action, &[]),
            id: self.new_id(now)?,
            device: self.device(),
            dseq: None,
            author: self.me.id,
            about,
            action,
            base,
            seen: seen.or_else(|| shown.and_then(|shown| shown.last_public).map(|last| last.seq)),
            group: None,
            depends_on: Vec::new(),
            files: Vec::new(),
            composed_at: now,
            offline: self.is_offline(),
            marked,
            mentions,
            send_at: None,
        })
    }

    /// The same for what was being written of an article.
    pub(crate) fn say_of(&self, source: Source<'_>, operation: Operation) -> Result<Queued, DeskError> {
        let (id, about, at) = (operation.id, operation.about, operation.composed_at);
        self.queued(id, about, at, self.store.transact_from(source, operation, at)?)
    }

    /// Whether something that was snoozed came back into sight since the last look.
    pub(crate) fn woke(&self, now: Timestamp) -> Result<bool, DeskError> {
        let before = self.looked_for_woken.lock().unwrap_or_else(PoisonError::into_inner).replace(now);
        Ok(before.map(|before| self.store.woke(before, now)).transpose()?.unwrap_or(false))
    }

    /// What was being written is said, with what is done beside it: all or none. It leaves at `send_at`, and can be taken back
    /// until then.
    pub(crate) fn say_with(
        &self,
        source: Source<'_>,
        said: Operation,
        besides: Vec<Operation>,
        send_at: Option<Timestamp>,
    ) -> Result<Queued, DeskError> {
        let (id, about, at) = (said.id, said.about, said.composed_at);
        let timed = |operation: Operation| Operation { send_at, ..operation };
        let together = std::iter::once(said).chain(besides).map(timed).collect();
        let queued = self.queued(id, about, at, self.store.transact_all_from(source, together, at)?)?;
        Ok(Queued { undo_until: send_at.map(Into::into), ..queued })
    }

    /// The time until which what is done now can be taken back; none where the person wants no such time.
    pub(crate) fn undo_until(&self, now: Timestamp) -> Option<Timestamp> {
        let seconds = i64::from(self.settings().undo_seconds).min(LONGEST_UNDO_MS / 1_000);
        (seconds > 0).then(|| now.plus_millis(seconds.saturating_mul(1_000)))
    }

    /// What was being written is said: it is an operation from now on, and no draft or form any more.
    pub(crate) fn say(&self, source: Source<'_>, ticket: TicketId, action: Action, seen: Option<Seq>) -> Result<Queued, DeskError> {
        let files = match source {
            Source::Draft(kind) | Source::FormWithFiles(_, kind) => {
                self.store.drafts_of(ticket)?.into_iter().find(|draft| draft.kind == kind).map(|draft| draft.files)
            }
            Source::Form(_) => None,
        };
        let operation = self.operation(ticket, action, seen)?.with_files(files.unwrap_or_default());
        let (id, at) = (operation.id, operation.composed_at);
        self.queued(id, ticket.into(), at, self.store.transact_from(source, operation, at)?)
    }

    pub(crate) fn transact(&self, operation: Operation) -> Result<Queued, DeskError> {
        let (id, about, at) = (operation.id, operation.about, operation.composed_at);
        let written = self.store.transact(operation, at)?;
        self.queued(id, about, at, written)
    }

    /// Several acts, each on what it is about: all or none.
    pub(crate) fn all_or_none(&self, operations: Vec<Operation>, now: Timestamp) -> Result<(), DeskError> {
        let Some((id, about)) = operations.first().map(|operation| (operation.id, operation.about)) else { return Ok(()) };
        let written = self.store.transact_all(operations, now)?;
        self.queued(id, about, now, written).map(drop)
    }

    fn queued(&self, id: OperationId, about: About, at: Timestamp, written: Written) -> Result<Queued, DeskError> {
        match written {
            Written::Refused(rejection) => Err(rejection.into()),
            Written::Queued { number, touched, .. } => {
                self.touched(&touched);
                self.written();
                let number = number.map(|number| number.to_string()).unwrap_or_default();
                Ok(Queued { operation: id.to_string(), about: about.id().to_string(), number, at: at.into(), undo_until: None })
            }
        }
    }
}

pub(crate) fn random() -> Result<[u8; 10], DeskError> {
    let mut bytes = [0_u8; 10];
    getrandom::fill(&mut bytes).map_err(|error| DeskError::internal(&error))?;
    Ok(bytes)
}
