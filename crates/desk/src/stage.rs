//! The stage: first start, choosing a team server, signing in, choosing how the desk unlocks, locked, at work.
//!
//! Signing in is the one thing a person waits for the network for. From then on nothing does.

mod away;
mod vigil;

use holdfast_domain::DeviceId;
use holdfast_protocol::LoginRequest;
use holdfast_store::{DataKey, Identity, Secret, SlotKind, Slots, StoreError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use crate::error::DeskError;
use crate::opening::{self, OpenDesk};
use crate::ports::Ports;
use crate::present::agent_ref;
use crate::profile::Profile;
use crate::settings::Settings;
use crate::view::{DeskState, KeyStoreView, SampleTeam, Stage, Tag, Unlock};
use crate::work::{Work, random};
use vigil::Vigil;

/// A passphrase shorter than this is guessed too soon.
pub(crate) const SHORTEST_PASSPHRASE: usize = 8;
/// What runs in the background gets so long to end.
const LONGEST_CLOSE: Duration = Duration::from_secs(10);

/// The desk of one person on one computer.
#[derive(Debug)]
pub struct Desk {
    folder: PathBuf,
    ports: Ports,
    standing: Mutex<Standing>,
    work: RwLock<Option<Arc<Work>>>,
    /// Held while the desk is being opened: a second try waits for the first, and finds the desk open.
    opening: Mutex<()>,
    /// Who watches the clocks while the desk is locked.
    vigil: Mutex<Option<Vigil>>,
    /// Whether it is that of a drill.
    practises: bool,
}

#[derive(Debug)]
struct Standing {
    profile: Profile,
    settings: Settings,
    /// Signed in, and the desk's key not yet made.
    signed_in: Option<Identity>,
    error: Option<DeskError>,
    /// How many things wait on this computer, as known when it was locked.
    unsent: u32,
    failed: bool,
    /// The token is no longer good: sign in anew, over the desk's own files.
    sign_in_again: bool,
}

impl Desk {
    /// The desk whose files lie in `folder`, not yet open.
    #[must_use]
    pub fn new(folder: &Path, ports: Ports) -> Self {
        let standing = Standing {
            profile: Profile::load(folder),
            settings: Settings::load(folder),
            signed_in: None,
            error: None,
            unsent: 0,
            failed: false,
            sign_in_again: false,
        };
        Self {
            folder: folder.to_owned(),
            ports,
            standing: Mutex::new(standing),
            work: RwLock::new(None),
            opening: Mutex::new(()),
            vigil: Mutex::new(None),
            practises: false,
        }
    }

    /// The same for a drill: it says so wherever it says how it stands.
    #[must_use]
    pub fn practising(folder: &Path, ports: Ports) -> Self {
        Self { practises: true, ..Self::new(folder, ports) }
    }

    /// Opens the desk when the computer's key store has its secret. The key store may ask the person first, for as long as
    /// they like: whoever shows a window does not wait for it. What stands in the way is told on the locked screen.
    pub fn open_by_itself(&self) {
        if self.unlocks_by() == Some(Unlock::KeyStore) {
            let _ = self.unlock(None);
        }
    }

    /// The open desk.
    ///
    /// # Errors
    /// `locked` when it is not open.
    pub fn work(&self) -> Result<Arc<Work>, DeskError> {
        self.work.read().unwrap_or_else(PoisonError::into_inner).clone().ok_or_else(|| DeskError::new("locked"))
    }

    fn standing(&self) -> MutexGuard<'_, Standing> {
        self.standing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn desk_folder(&self) -> PathBuf {
        Profile::desk_folder(&self.folder)
    }

    /// Whether there is anything here that could be lost.
    fn is_set_up(&self) -> bool {
        Slots::exists(&self.desk_folder()) || self.desk_folder().join("outbox.db").exists()
    }

    fn unlocks_by(&self) -> Option<Unlock> {
        let slots = Slots::load(&self.desk_folder()).ok()?;
        let by_secret = slots.kinds().iter().any(|kind| matches!(kind, SlotKind::Secret { .. }));
        Some(if by_secret { Unlock::KeyStore } else { Unlock::Passphrase })
    }

    /// How far the person has come.
    #[must_use]
    pub fn state(&self) -> DeskState {
        let work = self.work().ok();
        let unlock = self.unlocks_by();
        let name = self.ports.key_store.available();
        let standing = self.standing();
        let stage = match &work {
            _ if standing.sign_in_again => Stage::SignIn,
            Some(_) => Stage::Open,
            None if standing.failed || (unlock.is_none() && self.is_set_up()) => Stage::Failed,
            None if standing.signed_in.is_some() => Stage::SetUnlock,
            None if unlock.is_some() => Stage::Locked,
            None if standing.profile.address.is_some() => Stage::SignIn,
            None => Stage::Welcome,
        };
        let agent = work.as_ref().map(|work| agent_ref(&work.me)).or_else(|| standing.signed_in.as_ref().map(|identity| agent_ref(&identity.agent)));
        DeskState {
            stage,
            address: standing.profile.address.clone(),
            // A drill stops and starts its own by its script.
            sample: (standing.profile.sample && !self.practises).then(|| self.sample(standing.profile.address.as_deref())),
            agent,
            unlock,
            key_store: KeyStoreView { available: name.is_some(), name: name.unwrap_or_default() },
            unsent: work.and_then(|work| work.unsent().ok()).unwrap_or(standing.unsent),
            error: standing.error.clone().or_else(|| (stage == Stage::Failed).then(|| self.why_no_key())),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            drill: self.practises,
        }
    }

    /// Why there is no way to ask for this desk's key.
    fn why_no_key(&self) -> DeskError {
        match Slots::load(&self.desk_folder()) {
            Err(error @ StoreError::Newer { .. }) => error.into(),
            _ => DeskError::new("keys-damaged"),
        }
    }

    fn sample(&self, address: Option<&str>) -> SampleTeam {
        match self.ports.team_server.running() {
            Some(running) => {
                SampleTeam { running: true, login: running.login, password: running.password, pid: running.pid, address: running.address }
            }
            None => SampleTeam {
                running: false,
                login: String::new(),
                password: String::new(),
                pid: None,
                address: address.unwrap_or_default().to_owned(),
            },
        }
    }

    /// Starts the sample team server on this computer and goes on to sign in there.
    ///
    /// # Errors
    /// When it does not start, e.g. `port-in-use`.
    pub fn try_here(&self) -> Result<DeskState, DeskError> {
        let running = self.ports.team_server.start()?;
        self.choose(Profile { address: Some(running.address), sample: true, ..Profile::default() })
    }

    /// Goes on to sign in at a team server.
    ///
    /// # Errors
    /// `address-invalid` when that is no address.
    pub fn connect(&self, address: &str) -> Result<DeskState, DeskError> {
        let address = checked(address).ok_or_else(|| DeskError::new("address-invalid"))?;
        self.choose(Profile { address: Some(address), ..Profile::default() })
    }

    fn choose(&self, profile: Profile) -> Result<DeskState, DeskError> {
        if self.is_set_up() {
            // There is a desk here, perhaps with work that nobody else has: it is never set up over.
            self.standing().sign_in_again = false;
            self.ports.window.changed(vec![Tag::Stage]);
            return Ok(self.state());
        }
        profile.save(&self.folder).map_err(|error| DeskError::internal(&error))?;
        let mut standing = self.standing();
        standing.profile = profile;
        standing.error = None;
        drop(standing);
        Ok(self.state())
    }

    /// Back to the first choice, as long as nothing is kept here yet.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn back_to_welcome(&self) -> Result<DeskState, DeskError> {
        self.standing().signed_in = None;
        self.choose(Profile::default())
    }

    /// Stops or starts the sample team server, to practise an outage.
    ///
    /// # Errors
    /// When it does not start.
    pub fn team_server(&self, run: bool) -> Result<DeskState, DeskError> {
        if run {
            self.ports.team_server.start()?;
            if let Ok(work) = self.work() {
                work.try_now();
            }
        } else {
            self.ports.team_server.stop();
        }
        let mut standing = self.standing();
        standing.profile.sample_stopped = !run;
        standing.profile.save(&self.folder).map_err(|error| DeskError::internal(&error))?;
        drop(standing);
        self.ports.window.changed(vec![Tag::Stage]);
        Ok(self.state())
    }

    /// Signs in at the chosen team server. On a desk that is already set up this only renews its token.
    ///
    /// # Errors
    /// `wrong-password`, `server-unreachable`, `version-mismatch`, `certificate-untrusted`, …
    pub async fn sign_in(&self, login: &str, password: &str) -> Result<DeskState, DeskError> {
        let address = self.standing().profile.address.clone().ok_or_else(|| DeskError::new("address-invalid"))?;
        let known = self.work().ok();
        let device = match &known {
            Some(work) => work.device(),
            None => DeviceId::new(self.ports.clock.now(), random()?),
        };
        let request =
            LoginRequest { login: login.trim().to_owned(), password: password.to_owned(), device, device_name: self.ports.computer.clone() };
        let answer = holdfast_sync::http::sign_in(&address, &request)
            .await
            .map_err(|failure| DeskError::of_failure(&failure, &address, self.ports.clock.now()))?;
        let identity = Identity { device, agent: answer.agent, address, token: Secret::new(answer.token), mark: answer.mark, team: answer.team };
        match known {
            // Another person must not send in this one's name what this one wrote.
            Some(work) if identity.agent.id != work.me.id => return Err(DeskError::new("other-person").with("name", &work.me.name)),
            Some(work) => opening::renew(&work, &identity)?,
            None => self.standing().signed_in = Some(identity),
        }
        let mut standing = self.standing();
        standing.error = None;
        standing.sign_in_again = false;
        drop(standing);
        Ok(self.state())
    }

    /// The token is no longer good: shows the sign-in over the open desk's files.
    #[must_use]
    pub fn sign_in_again(&self) -> DeskState {
        self.standing().sign_in_again = true;
        self.ports.window.changed(vec![Tag::Stage]);
        self.state()
    }

    /// Chooses how the desk unlocks, makes its key, and opens it.
    ///
    /// # Errors
    /// `passphrase-short`, `key-store-missing`, or why the desk could not be opened.
    pub fn set_unlock(&self, passphrase: Option<&str>) -> Result<DeskState, DeskError> {
        let Some(identity) = self.standing().signed_in.clone() else { return Ok(self.state()) };
        if self.is_set_up() {
            return Err(DeskError::new("already-set-up"));
        }
        let (folder, key) = (self.desk_folder(), DataKey::generate()?);
        match passphrase {
            Some(passphrase) if passphrase.chars().count() < SHORTEST_PASSPHRASE => return Err(DeskError::new("passphrase-short")),
            Some(passphrase) => drop(Slots::create_with_passphrase(&folder, &key, passphrase, holdfast_store::Cost::default())?),
            None => {
                let backend = self.ports.key_store.available().ok_or_else(|| DeskError::new("key-store-missing"))?;
                let mut secret = [0_u8; 32];
                getrandom::fill(&mut secret).map_err(|error| DeskError::internal(&error))?;
                let name = format!("desk-{}", identity.device);
                self.ports.key_store.keep(&name, &secret)?;
                Slots::create_with_secret(&folder, &key, &secret, &backend)?;
                let mut standing = self.standing();
                standing.profile.secret_name = Some(name);
                standing.profile.save(&self.folder).map_err(|error| DeskError::internal(&error))?;
            }
        }
        let opened = self.open(&key, Some(identity));
        if opened.is_err() {
            // Nothing of the person's is in it yet, and the key is of no use: the next try starts clean.
            if let Err(error) = std::fs::remove_dir_all(&folder) {
                tracing::warn!(%error, "a desk that could not be set up was left behind");
            }
        }
        opened
    }

    /// Unlocks, by passphrase or by the computer's key store.
    ///
    /// # Errors
    /// `wrong-passphrase`, `key-store-missing`, `already-running`, …
    pub fn unlock(&self, passphrase: Option<&str>) -> Result<DeskState, DeskError> {
        let _turn = self.opening.lock().unwrap_or_else(PoisonError::into_inner);
        if self.work().is_ok() {
            return Ok(self.state());
        }
        let result = self.key(passphrase).and_then(|key| self.open(&key, None));
        if let Err(error) = &result {
            let mut standing = self.standing();
            standing.error = Some(error.clone());
            standing.failed = !matches!(error.code.as_str(), "wrong-passphrase" | "key-store-missing" | "key-store-other" | "key-store-locked");
            drop(standing);
            self.ports.window.changed(vec![Tag::Stage]);
        }
        result
    }

    fn key(&self, passphrase: Option<&str>) -> Result<DataKey, DeskError> {
        let slots = Slots::load(&self.desk_folder())?;
        if let Some(passphrase) = passphrase {
            return Ok(slots.open_with_passphrase(passphrase)?);
        }
        let name = self.standing().profile.secret_name.clone().ok_or_else(|| DeskError::new("key-store-missing"))?;
        self.ports.key_store.available().ok_or_else(|| DeskError::new("key-store-missing"))?;
        let secret = self.ports.key_store.secret(&name)?.ok_or_else(|| DeskError::new("key-store-missing"))?;
        let secret: [u8; 32] = secret.try_into().map_err(|_| DeskError::new("key-store-missing"))?;
        slots.open_with_secret(&secret).map_err(|error| match error {
            StoreError::WrongKey => DeskError::new("key-store-other"),
            other => other.into(),
        })
    }

    fn open(&self, key: &DataKey, fresh: Option<Identity>) -> Result<DeskState, DeskError> {
        let (settings, sample, paused) = {
            let standing = self.standing();
            (standing.settings.clone(), standing.profile.sample, standing.profile.sample_stopped)
        };
        if sample && !paused && self.ports.team_server.running().is_none() {
            // The desk opens without it, as without any team server.
            let ports = self.ports.clone();
            std::thread::spawn(move || match ports.team_server.start() {
                Ok(_) => ports.window.changed(vec![Tag::Stage]),
                Err(error) => tracing::warn!(%error, "the sample team server did not start"),
            });
        }
        let OpenDesk { work, notice } = opening::open(&self.folder, key, fresh, self.ports.clone(), &settings)?;
        *self.work.write().unwrap_or_else(PoisonError::into_inner) = Some(work);
        self.vigil.lock().unwrap_or_else(PoisonError::into_inner).take();
        let mut standing = self.standing();
        standing.signed_in = None;
        standing.failed = false;
        standing.error = notice;
        drop(standing);
        self.ports.window.changed(vec![Tag::Stage]);
        Ok(self.state())
    }

    /// Locks: the key leaves memory, the window empties, and nothing of a customer stays on the screen. What waits stays where
    /// it is, and the clocks of the coming hours are watched on.
    #[must_use]
    pub fn lock(&self) -> DeskState {
        let vigil = self.work().ok().map(|work| Vigil::begin(&work)).transpose().unwrap_or_else(|error| {
            tracing::warn!(%error, "what is due while the desk is locked could not be taken along");
            None
        });
        self.close();
        self.ports.notifier.withdraw_all();
        // A desk that is locked already goes on with what it took along.
        if vigil.is_some() {
            *self.vigil.lock().unwrap_or_else(PoisonError::into_inner) = vigil;
        }
        self.standing().sign_in_again = false;
        self.ports.window.changed(vec![Tag::Stage]);
        self.state()
    }

    /// Ends what runs, before the app does.
    pub fn close(&self) {
        let work = self.work.write().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(work) = work {
            let unsent = work.unsent().unwrap_or_default();
            let gone = work.gone();
            work.stop();
            drop(work);
            // Whoever still reads or indexes lets go of the files first: opening them at once must not find them in use.
            gone.wait(LONGEST_CLOSE);
            let mut standing = self.standing();
            standing.unsent = unsent;
            standing.error = None;
        }
    }

    /// The person's own settings.
    #[must_use]
    pub fn settings(&self) -> Settings {
        self.standing().settings.clone()
    }

    /// Keeps the person's own settings and follows them.
    ///
    /// # Errors
    /// `time-invalid` when the quiet hours are no times of day; `disk-full` or another reason why they could not be kept.
    pub fn save_settings(&self, settings: Settings) -> Result<Settings, DeskError> {
        if !settings.are_valid() {
            return Err(DeskError::new("time-invalid"));
        }
        settings.save(&self.folder).map_err(|error| match error.kind() {
            std::io::ErrorKind::StorageFull => DeskError::new("disk-full"),
            _ => DeskError::internal(&error),
        })?;
        if let Ok(work) = self.work() {
            work.follow(&settings);
        }
        self.standing().settings = settings.clone();
        self.ports.window.changed(vec![Tag::Settings]);
        Ok(settings)
    }
}

/// An address as it is used: with a scheme, without a path. Plain HTTP only to this computer.
fn checked(address: &str) -> Option<String> {
    let address = address.trim().trim_end_matches('/');
    let (scheme, rest) = match address.split_once("://") {
        Some((scheme @ ("http" | "https"), rest)) => (scheme.to_owned(), rest),
        Some(_) => return None,
        None => (if is_loopback(address) { "http" } else { "https" }.to_owned(), address),
    };
    let host_is_plain = !rest.is_empty() && rest.chars().all(|character| character.is_ascii_alphanumeric() || ".-:[]".contains(character));
    let safe = scheme == "https" || is_loopback(rest);
    (host_is_plain && safe).then(|| format!("{scheme}://{rest}"))
}

fn is_loopback(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, port)| if port.chars().all(|digit| digit.is_ascii_digit()) { name } else { host });
    name == "localhost" || name == "[::1]" || name.starts_with("127.")
}

#[cfg(test)]
mod tests {
    use super::checked;

    #[test]
    fn an_address_is_completed_and_plain_http_stays_on_this_computer() {
        assert_eq!(checked("desk.example.com").as_deref(), Some("https://desk.example.com"));
        assert_eq!(checked(" 127.0.0.1:7420/ ").as_deref(), Some("http://127.0.0.1:7420"));
        assert_eq!(checked("http://localhost:7420").as_deref(), Some("http://localhost:7420"));
        assert_eq!(checked("http://desk.example.com"), None);
        assert_eq!(checked("ftp://desk.example.com"), None);
        assert_eq!(checked("one two"), None);
        assert_eq!(checked(""), None);
    }
}
