//! The driver: carries out what the engine says, over a store and a network, and brings back what came of it.

use holdfast_domain::Timestamp;
use holdfast_protocol::{Place, There};
use rand::SeedableRng;
use rand_chacha::ChaCha12Rng;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::engine::{Effect, Engine, Event, Report};
use crate::replica::{Replica, ReplicaError, Standing};
use crate::transport::{Heard, Transport};

/// Tells the running driver what has happened at the desk.
#[derive(Clone, Debug)]
pub struct Handle {
    events: mpsc::UnboundedSender<Event>,
}

impl Handle {
    /// Something is in the outbox.
    pub fn written(&self) {
        self.tell(Event::Written);
    }

    /// The window is in use, or not.
    pub fn active(&self, active: bool) {
        self.tell(Event::Active(active));
    }

    /// The person is in this ticket now, or in none.
    pub fn at(&self, place: Option<Place>) {
        self.tell(Event::At(place));
    }

    /// Try at once: the person asked, the computer woke up, the link changed.
    pub fn try_now(&self) {
        self.tell(Event::TryNow);
    }

    fn tell(&self, event: Event) {
        // A driver that has ended has nothing left to be told.
        let _ = self.events.send(event);
    }
}

/// What becomes known of colleagues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Others {
    /// Who is in these tickets now.
    Present(Vec<There>),
    /// Nothing is known of anybody any more.
    Unknown,
}

/// A running driver. Dropping it stops sync.
#[derive(Debug)]
pub struct Driver {
    handle: Handle,
    task: JoinHandle<()>,
}

impl Driver {
    /// Starts on the current runtime. `clock` tells the time by a clock that is never set, `report` hears what the person should know,
    /// `others` what becomes known of colleagues.
    ///
    /// # Errors
    /// When the store cannot say how far the desk has come.
    pub fn start<R: Replica, T: Transport>(
        replica: Arc<R>,
        transport: Arc<T>,
        clock: impl Fn() -> Timestamp + Send + Sync + 'static,
        seed: u64,
        report: impl Fn(Report) + Send + 'static,
        others: impl Fn(Others) + Send + 'static,
    ) -> Result<Self, ReplicaError> {
        let (events, inbox) = mpsc::unbounded_channel();
        let engine = Engine::new(replica.standing()?, clock());
        let handle = Handle { events: events.clone() };
        let carrier = Carrier { replica, transport, clock, report, others, events, listening: None };
        let task = tokio::spawn(carrier.run(engine, inbox, ChaCha12Rng::seed_from_u64(seed)));
        Ok(Self { handle, task })
    }

    /// How to tell it something.
    #[must_use]
    pub fn handle(&self) -> Handle {
        self.handle.clone()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct Carrier<R, T, C, F, O> {
    replica: Arc<R>,
    transport: Arc<T>,
    clock: C,
    report: F,
    others: O,
    events: mpsc::UnboundedSender<Event>,
    listening: Option<JoinHandle<()>>,
}

impl<R, T, C, F, O> Drop for Carrier<R, T, C, F, O> {
    fn drop(&mut self) {
        if let Some(task) = self.listening.take() {
            task.abort();
        }
    }
}

impl<R: Replica, T: Transport, C: Fn() -> Timestamp + Send + Sync, F: Fn(Report) + Send, O: Fn(Others) + Send> Carrier<R, T, C, F, O> {
    async fn run(mut self, mut engine: Engine, mut inbox: mpsc::UnboundedReceiver<Event>, mut rng: ChaCha12Rng) {
        let mut event = Event::Tick;
        loop {
            let mut wait = Duration::from_secs(1);
            for effect in engine.step(event, (self.clock)(), &mut rng) {
                if let Effect::WakeAt(at) = effect {
                    wait = Duration::from_millis(at.since((self.clock)()).max(0).unsigned_abs());
                } else {
                    self.carry_out(effect);
                }
            }
            event = match tokio::time::timeout(wait, inbox.recv()).await {
                Ok(Some(event)) => event,
                Ok(None) => return,
                Err(_) => Event::Tick,
            };
        }
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Send(request) => {
                let (transport, events) = (Arc::clone(&self.transport), self.events.clone());
                tokio::spawn(async move {
                    let answer = transport.send(request.clone()).await;
                    let _ = events.send(Event::Answered(request, Box::new(answer)));
                });
            }
            Effect::Listen => self.listen(),
            Effect::StopListening => {
                if let Some(task) = self.listening.take() {
                    task.abort();
                }
            }
            Effect::StoreChanges(page) => self.store(move |replica| replica.store_changes(*page)),
            Effect::StoreBootstrap { after, page } => self.store(move |replica| replica.store_bootstrap(after.as_ref(), *page)),
            Effect::Compare(theirs) => self.blocking(move |replica| replica.compare(*theirs), Event::Compared),
            Effect::Mend(page) => self.store(move |replica| replica.mend(*page)),
            Effect::BeginResync => self.store(R::begin_resync),
            Effect::Acknowledge(answer) => self.store(move |replica| replica.acknowledge(answer)),
            Effect::Expect(dseq) => self.store(move |replica| replica.expect(dseq)),
            Effect::NextFile => self.blocking(R::next_file, Event::NextFile),
            Effect::FileMoved(moved) => self.blocking(move |replica| replica.file_moved(moved), Event::FileMoved),
            Effect::Seal => self.blocking(R::seal, Event::Sealed),
            Effect::Confirmed => {
                let replica = Arc::clone(&self.replica);
                tokio::task::spawn_blocking(move || replica.confirmed());
            }
            Effect::Report(report) => (self.report)(report),
            Effect::Present(there) => (self.others)(Others::Present(there)),
            Effect::Alone => (self.others)(Others::Unknown),
            Effect::WakeAt(_) => {}
        }
    }

    fn store(&self, action: impl FnOnce(&R) -> Result<Standing, ReplicaError> + Send + 'static) {
        self.blocking(action, Event::Stored);
    }

    fn blocking<V: Send + 'static>(
        &self,
        action: impl FnOnce(&R) -> Result<V, ReplicaError> + Send + 'static,
        event: impl FnOnce(Result<V, ReplicaError>) -> Event + Send + 'static,
    ) {
        let (replica, events) = (Arc::clone(&self.replica), self.events.clone());
        tokio::task::spawn_blocking(move || {
            let result = action(&replica);
            if let Err(error) = &result {
                tracing::warn!(%error, "the desk's store refused a step of sync");
            }
            let _ = events.send(event(result));
        });
    }

    fn listen(&mut self) {
        let (transport, events) = (Arc::clone(&self.transport), self.events.clone());
        if let Some(old) = self.listening.replace(tokio::spawn(async move {
            let (heard, mut pokes) = mpsc::channel(16);
            let forward = events.clone();
            let listening = transport.listen(heard);
            let forwarding = async move {
                while let Some(heard) = pokes.recv().await {
                    let _ = forward.send(match heard {
                        Heard::Poke(poke) => Event::Poked(poke),
                        Heard::Alive => Event::StreamAlive,
                        Heard::Moved(moved) => Event::Moved(moved),
                    });
                }
            };
            tokio::join!(listening, forwarding);
            let _ = events.send(Event::StreamEnded);
        })) {
            old.abort();
        }
    }
}
