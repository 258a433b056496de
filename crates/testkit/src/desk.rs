//! A person's desk in a test: signed in, at work, and it may crash.

use holdfast_desk::view::{ConnectionState, ItemState, TicketDetail, TimelineItem, View};
use holdfast_desk::{Desk, Ports, Work};
use std::path::{Path, PathBuf};
use std::sync::Arc;
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
            locale: "en_GB.UTF-8".to_owned(),
            computer: "test".to_owned(),
        };
        self.desk = Some(Arc::new(Desk::new(&self.folder, ports)));
        self.runtime = Some(runtime);
    }

    /// The app is gone, as by `kill -9` as far as files can tell: nothing is said goodbye to but the file lock.
    pub fn crashes(&mut self) {
        if let Some(desk) = self.desk.take() {
            desk.close();
        }
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(std::time::Duration::from_secs(5));
        }
    }

    /// The stage.
    #[must_use]
    pub fn desk(&self) -> &Desk {
        self.desk.as_ref().expect("the app runs")
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
            connection.state == ConnectionState::Online && connection.waiting + connection.sending == 0 && connection.first_pull.is_none()
        });
    }

    /// The ticket of this number.
    #[must_use]
    pub fn ticket(&self, number: &str) -> TicketDetail {
        let work = self.work();
        let rows = [View::Mine, View::Team, View::Waiting].into_iter().flat_map(|view| work.list(view, 0, 500).unwrap().rows);
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
