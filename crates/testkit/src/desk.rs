//! A person's desk in a test: signed in, at work, and it may crash.

use holdfast_desk::view::{ConnectionState, ItemState, Sending, TicketDetail, TimelineItem, View};
use holdfast_desk::{Desk, Ports, Settings, Work};
use holdfast_store::{KeyUse, Slots};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use tokio::runtime::Runtime;

use crate::computer::{Computer, NoSample, TestClock};

/// A desk.
pub struct TestDesk {
    /// Its computer.
    pub computer: Arc<Computer>,
    /// The computer's clock.
    pub clock: TestClock,
    folder: PathBuf,
    runtime: Option<Runtime>,
    desk: Option<Arc<Desk>>,
}

impl TestDesk {
    /// The desk whose files lie in `folder`.
    #[must_use]
    pub fn at(folder: &Path, computer: &Arc<Computer>, clock: &TestClock) -> Self {
        let mut desk = Self { computer: Arc::clone(computer), clock: clock.clone(), folder: folder.to_owned(), runtime: None, desk: None };
        desk.starts();
        desk
    }

    /// The app is started.
    pub fn starts(&mut self) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let ports = Ports {
            clock: Arc::new(self.clock.clone()),
            key_store: Arc::clone(&self.computer) as _,
            notifier: Arc::clone(&self.computer) as _,
            window: Arc::clone(&self.computer) as _,
            team_server: Arc::new(NoSample),
            runtime: runtime.handle().clone(),
            encoder: None,
            locale: "en_GB.UTF-8".to_owned(),
            computer: "test".to_owned(),
        };
        // What is told here is told without waiting; a story of taking back chooses a time for it.
        if !self.folder.join("settings.json").exists() {
            std::fs::create_dir_all(&self.folder).unwrap();
            Settings { undo_seconds: 0, ..Settings::default() }.save(&self.folder).unwrap();
        }
        let desk = Desk::new(&self.folder, ports);
        desk.open_by_itself();
        self.desk = Some(Arc::new(desk));
        self.runtime = Some(runtime);
    }

    /// The app is gone, as by `kill -9` as far as files can tell: nothing is said goodbye to but the file lock.
    pub fn crashes(&mut self) {
        if let Some(desk) = self.desk.take() {
            desk.close();
        }
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(Duration::from_secs(5));
        }
    }

    /// The app is killed: its files stay as they are at one moment, with nothing closed.
    pub fn is_killed(&mut self) {
        let now = self.folder.with_extension("killed");
        copy_as_of_one_moment(&self.folder, &now);
        self.crashes();
        std::fs::remove_dir_all(&self.folder).unwrap();
        std::fs::rename(now, &self.folder).unwrap();
    }

    /// The same files once more, on a computer with the same key store: a copied profile, a restored virtual machine.
    #[must_use]
    pub fn is_copied(&self, to: &Path) -> Self {
        copy_as_of_one_moment(&self.folder, to);
        let computer = Computer::new();
        computer.has_secrets(self.computer.secrets());
        Self::at(to, &computer, &self.clock)
    }

    /// Does something to a database file past every door, as another build of the app or a failing disk would. The key is in
    /// the computer's key store.
    pub fn does_sql(&self, file: &str, usage: KeyUse, sql: &str) {
        let folder = self.folder.join("desk");
        let secret: [u8; 32] = self.computer.secrets().into_values().next().unwrap().try_into().unwrap();
        let key = Slots::load(&folder).unwrap().open_with_secret(&secret).unwrap().sub_key(usage);
        let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
        let database = rusqlite::Connection::open(folder.join(file)).unwrap();
        database.execute_batch(&format!("PRAGMA key = \"x'{hex}'\"; PRAGMA busy_timeout = 5000; {sql}")).unwrap();
    }

    /// Whether the app runs, and its desk is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.desk.as_ref().is_some_and(|desk| desk.work().is_ok())
    }

    /// The stage.
    #[must_use]
    pub fn desk(&self) -> &Desk {
        self.desk.as_ref().expect("the app runs")
    }

    /// The stage, to be kept.
    #[must_use]
    pub fn stage(&self) -> Arc<Desk> {
        Arc::clone(self.desk.as_ref().expect("the app runs"))
    }

    /// The open desk.
    #[must_use]
    pub fn work(&self) -> Arc<Work> {
        self.desk().work().expect("the desk is open")
    }

    /// Where its files lie.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Signs in at `address` and sets the desk up, with a passphrase or the computer's key store.
    ///
    /// # Errors
    /// What the person would be told.
    pub fn sets_up(&self, address: &str, login: &str, password: &str, passphrase: Option<&str>) -> Result<(), holdfast_desk::DeskError> {
        self.desk().connect(address)?;
        self.signs_in(login, password)?;
        self.desk().set_unlock(passphrase)?;
        Ok(())
    }

    /// Signs in at the chosen team server.
    ///
    /// # Errors
    /// What the person would be told.
    pub fn signs_in(&self, login: &str, password: &str) -> Result<(), holdfast_desk::DeskError> {
        self.runtime.as_ref().expect("the app runs").block_on(self.desk().sign_in(login, password)).map(drop)
    }

    /// The first of this person's own tickets that is open and no emergency.
    #[must_use]
    pub fn own_ticket(&self) -> TicketDetail {
        let work = self.work();
        let rows = work.list(&View::Mine.into(), 0, 500).unwrap().rows;
        let row = rows
            .into_iter()
            .find(|row| row.status == holdfast_domain::Status::Open && row.urgency != holdfast_domain::Urgency::Emergency)
            .expect("an open ticket of one's own");
        work.ticket(&row.id).unwrap()
    }

    /// Some ticket that is another than this one.
    #[must_use]
    pub fn ticket_besides(&self, ticket: &str) -> String {
        let rows = self.work().list(&View::Team.into(), 0, 500).unwrap().rows;
        rows.into_iter().find(|row| row.id != ticket).expect("a second ticket").id
    }

    /// Replies as the window does: to what is shown.
    pub fn replies(&self, ticket: &str, body: &str) -> holdfast_desk::view::Queued {
        let work = self.work();
        let seen = work.ticket(ticket).unwrap().seen;
        work.reply(ticket, body, seen, &[], Sending::default()).unwrap()
    }

    /// What became of what was written here with this text; none when it is not on the ticket.
    #[must_use]
    pub fn state_of(&self, ticket: &str, text: &str) -> Option<ItemState> {
        let found: Vec<_> = self.reads(ticket).into_iter().filter(|(written, _)| written.contains(text)).collect();
        assert!(found.len() < 2, "it stands there once: {found:?}");
        found.into_iter().next().and_then(|(_, state)| state)
    }

    /// Waits until it is so.
    pub fn sees(&self, what: &str, mut is_so: impl FnMut(&Work) -> bool) {
        let work = self.work();
        self.computer.wait_until(what, || is_so(&work));
    }

    /// Waits until the connection stands so.
    pub fn is(&self, state: ConnectionState) {
        self.sees(&format!("{state:?}"), |work| work.connection().unwrap().state == state);
    }

    /// Waits until everything written here is with the team server and everything there is here.
    pub fn is_in_step(&self) {
        self.sees("in step", |work| {
            let connection = work.connection().unwrap();
            connection.state == ConnectionState::Online
                && connection.waiting + connection.sending + connection.uncertain == 0
                && connection.first_pull.is_none()
        });
    }

    /// The ticket of this number.
    #[must_use]
    pub fn ticket(&self, number: &str) -> TicketDetail {
        let work = self.work();
        let rows = [View::Mine, View::Team, View::Waiting].into_iter().flat_map(|view| work.list(&view.into(), 0, 500).unwrap().rows);
        let id = rows.into_iter().find(|row| row.number == number).unwrap_or_else(|| panic!("ticket {number} is not on this desk")).id;
        work.ticket(&id).unwrap()
    }

    /// What is written on a ticket, with what became of it: `reply "…" Sent`.
    #[must_use]
    pub fn reads(&self, ticket: &str) -> Vec<(String, Option<ItemState>)> {
        let detail = self.work().ticket(ticket).unwrap();
        let line = |item| match item {
            TimelineItem::Message { kind, html, state, .. } => (format!("{kind:?}: {html}"), state),
            TimelineItem::Event { text, state, .. } => (text, state),
        };
        detail.timeline.into_iter().map(line).collect()
    }
}

impl Drop for TestDesk {
    fn drop(&mut self) {
        self.crashes();
    }
}

/// A copy takes longer than a kill: it is made again until nothing was written to meanwhile.
fn copy_as_of_one_moment(from: &Path, to: &Path) {
    let mark = from.with_extension("moment");
    loop {
        let before = written(from);
        // By the clock of the file system, which does not tell apart what is written within one of its steps.
        std::fs::write(&mark, b"").unwrap();
        let moment = mark.metadata().and_then(|about| about.modified()).unwrap();
        copy(from, to);
        if before.values().all(|(_, at)| *at < moment) && written(from) == before {
            std::fs::remove_file(&mark).unwrap();
            return;
        }
        std::fs::remove_dir_all(to).unwrap();
    }
}

/// Every file with its size and when it was last written to. Memory that SQLite shares among its connections is made anew at
/// every opening.
fn written(folder: &Path) -> BTreeMap<PathBuf, (u64, SystemTime)> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        // A file may be gone between its listing and this look.
        let Ok(about) = entry.metadata() else { continue };
        if about.is_dir() {
            files.extend(written(&path));
        } else if path.extension().is_none_or(|extension| extension != "db-shm") {
            files.insert(path, (about.len(), about.modified().unwrap()));
        }
    }
    files
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else if let Err(error) = std::fs::copy(entry.path(), &target) {
            // The index drops files of its own while it is kept.
            assert_eq!(error.kind(), std::io::ErrorKind::NotFound, "{}", entry.path().display());
        }
    }
}
