//! What the desk needs of the computer it runs on. The shell fills these; tests fill them with their own.

use holdfast_domain::{TicketId, Timestamp};
use std::sync::Arc;

use crate::error::DeskError;
use crate::settings::Chime;
use crate::view::{Tag, ToOpen};

/// The computer's two clocks.
pub trait Clock: Send + Sync + 'static {
    /// Now, by the clock on the wall: what a person, a battery or the network may have set.
    fn now(&self) -> Timestamp;
    /// Milliseconds of a clock that nobody sets and that goes on while the computer sleeps; from when does not matter.
    fn continuous(&self) -> i64;
}

/// The computer's own store of secrets.
pub trait KeyStore: Send + Sync + 'static {
    /// What it is called, when it can be used right now.
    fn available(&self) -> Option<String>;
    /// The secret under this name.
    ///
    /// # Errors
    /// When the store cannot be asked; `Ok(None)` when it has no such secret.
    fn secret(&self, name: &str) -> Result<Option<Vec<u8>>, DeskError>;
    /// Keeps a secret.
    ///
    /// # Errors
    /// When the store does not take it.
    fn keep(&self, name: &str, secret: &[u8]) -> Result<(), DeskError>;
}

/// An alert as the system shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The alerts it stands for, the gravest first: more than one in a storm.
    pub alerts: Vec<String>,
    /// What it is about: it takes the place of one about the same that still stands on the screen.
    pub topic: String,
    /// The ticket it opens; the alert list where it stands for several.
    pub ticket: Option<TicketId>,
    /// One line.
    pub title: String,
    /// One or two lines.
    pub body: String,
    /// What stands there instead while the computer's screen is locked: nothing of the customer.
    pub body_when_locked: String,
    /// What can be done with it, the first by a click on the whole.
    pub actions: Vec<NoticeAction>,
    /// A breach, not a warning.
    pub urgent: bool,
}

/// A button of a notification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeAction {
    /// What it does.
    pub act: Act,
    /// What it says.
    pub label: String,
}

/// What a person does with a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Opens its ticket, or the alert list.
    Open,
    /// Takes its ticket, which is nobody's, and opens it.
    Take,
    /// Puts it off by so many minutes.
    Snooze(u32),
}

/// The system's notifications. Never the only signal: the alert list stands whether this works or not.
pub trait Notifier: Send + Sync + 'static {
    /// Whether somebody shows them.
    fn available(&self) -> bool;
    /// Whether the person has told the computer not to disturb, where that can be known.
    fn is_told_not_to_disturb(&self) -> bool;
    /// Shows one, silently. What the person does with it comes back to the desk through the shell.
    fn show(&self, notice: Notice);
    /// Sounds so many times, beside whatever else goes on.
    fn chime(&self, which: Chime, times: u8);
    /// An alert no longer matters: what stands for it alone is taken back.
    fn withdraw(&self, alert: &str);
    /// The desk locks: nothing of a customer stays on the screen.
    fn withdraw_all(&self);
}

/// The window.
pub trait Window: Send + Sync + 'static {
    /// Re-read what the tags name.
    fn changed(&self, tags: Vec<Tag>);
    /// Comes up and shows this.
    fn open(&self, what: ToOpen);
}

/// The sample team server of "try it on this computer".
pub trait TeamServer: Send + Sync + 'static {
    /// Starts it, or finds it running, and says where and as which process.
    ///
    /// # Errors
    /// When it does not start; the sentence says why.
    fn start(&self) -> Result<Running, DeskError>;
    /// Stops it.
    fn stop(&self);
    /// Whether it runs.
    fn running(&self) -> Option<Running>;
}

/// A running sample team server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Running {
    /// Where it listens.
    pub address: String,
    /// Its process.
    pub pid: Option<u32>,
    /// Who to sign in as.
    pub login: String,
    /// With which password.
    pub password: String,
}

/// What a computer brings, all together.
#[derive(Clone)]
pub struct Ports {
    /// The computer's clocks.
    pub clock: Arc<dyn Clock>,
    /// The store of secrets.
    pub key_store: Arc<dyn KeyStore>,
    /// The system's notifications.
    pub notifier: Arc<dyn Notifier>,
    /// The window.
    pub window: Arc<dyn Window>,
    /// The sample team server.
    pub team_server: Arc<dyn TeamServer>,
    /// Where sync runs.
    pub runtime: tokio::runtime::Handle,
    /// Where the sentence encoder's files are, if they were shipped: without them search goes by words alone.
    pub encoder: Option<std::path::PathBuf>,
    /// The computer's locale, e.g. `zh_CN.UTF-8`.
    pub locale: String,
    /// What this computer is called in the team's list of devices.
    pub computer: String,
}

impl std::fmt::Debug for Ports {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Ports({})", self.computer)
    }
}
