//! A team server with its sample team, and the desks around it.

use holdfast_domain::{DeviceId, Message, Seq, Ticket, TicketId};
use holdfast_protocol::{Change, Row, RowId, RowKind};
use holdfast_server::ledger::sqlite::restore;
use holdfast_server::ledger::{Device, Ledger, PageLimit, SqliteLedger, Transaction};
use holdfast_server::{Clock, Running, SAMPLE_PASSWORD, ServeOptions, Server, serve};
use std::net::SocketAddr;
use std::path::PathBuf;
use tempfile::TempDir;

use crate::computer::{Computer, TestClock};
use crate::desk::TestDesk;
use crate::wire::Wire;

/// A team server and the desks around it, in a folder that goes when the test ends.
pub struct World {
    folder: TempDir,
    server: Option<Running>,
    address: SocketAddr,
}

impl World {
    /// A team server with the sample team.
    #[must_use]
    pub fn new() -> Self {
        Self::by(Clock::system())
    }

    /// The same, by a clock of the test's own.
    #[must_use]
    pub fn by(clock: Clock) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut options = ServeOptions::new(folder.path().join("server"));
        options.sample = Some(7);
        options.clock = clock;
        let server = serve(options).unwrap();
        let address = server.address();
        Self { folder, server: Some(server), address }
    }

    /// What a desk connects to.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where the server listens, or listened.
    #[must_use]
    pub fn socket(&self) -> SocketAddr {
        self.address
    }

    /// A way to the server that can be cut.
    #[must_use]
    pub fn wire(&self) -> Wire {
        Wire::to(self.address)
    }

    /// A folder that goes with this world.
    #[must_use]
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Where the server's data lie.
    #[must_use]
    pub fn server_folder(&self) -> PathBuf {
        self.folder.path().join("server")
    }

    /// The running server.
    #[must_use]
    pub fn server(&self) -> &Running {
        self.server.as_ref().expect("the server runs")
    }

    /// The team server is gone.
    pub fn server_dies(&mut self) {
        if let Some(server) = self.server.take() {
            server.stop();
        }
    }

    /// It comes back, at the same place with the same data.
    pub fn server_returns(&mut self) {
        self.server_returns_speaking(holdfast_protocol::VERSION);
    }

    /// The same, in the build of a version: it was updated meanwhile, or is not yet.
    pub fn server_returns_speaking(&mut self, version: u32) {
        let mut options = ServeOptions::new(self.server_folder());
        options.listen = self.address;
        options.speaks = version;
        self.server = Some(serve(options).unwrap());
    }

    /// The server's storage, as another process opens it: whether the server runs or not.
    #[must_use]
    pub fn ledger(&self) -> SqliteLedger {
        ledger_in(&self.server_folder())
    }

    /// Changes what the server keeps, in one transaction.
    pub fn changes<T>(&self, change: impl FnOnce(&mut dyn Transaction) -> T) -> T {
        let ledger = self.ledger();
        let mut transaction = ledger.begin().unwrap();
        let answer = change(transaction.as_mut());
        transaction.commit().unwrap();
        answer
    }

    /// Changes what the server knows of a desk.
    pub fn changes_device(&self, device: DeviceId, change: impl FnOnce(Device) -> Device) {
        self.changes(|transaction| {
            let known = transaction.device(device).unwrap().expect("the server knows the desk");
            transaction.put_device(&change(known)).unwrap();
        });
    }

    /// The one desk this login has signed in at.
    #[must_use]
    pub fn device_of(&self, login: &str) -> DeviceId {
        let ledger = self.ledger();
        let agent = ledger.account(login).unwrap().expect("there is such a login").agent;
        let mut devices = ledger.devices().unwrap().into_iter().filter(|device| device.agent == agent);
        let device = devices.next().expect("the person has signed in");
        assert!(devices.next().is_none(), "{login} has signed in at one desk");
        device.id
    }

    /// A customer writes, whether the server runs or not.
    pub fn customer_writes(&self, ticket: &str, body: &str) {
        let ticket = ticket.parse().unwrap();
        match &self.server {
            Some(running) => running.server().receive(ticket, body).unwrap(),
            None => Server::new(std::sync::Arc::new(self.ledger()), holdfast_server::Clock::system()).receive(ticket, body).unwrap(),
        };
    }

    /// The server's data as they are now, in a file of their own.
    #[must_use]
    pub fn backup(&self) -> PathBuf {
        let file = self.folder.path().join("backup.db");
        self.ledger().backup(&file).unwrap();
        file
    }

    /// The server, which is down, is restored from a backup: it begins a new life.
    pub fn restored_from(&self, backup: &std::path::Path) {
        assert!(self.server.is_none(), "a running server cannot be restored");
        restore(&self.server_folder(), None, backup, &holdfast_server::clock::new_epoch().unwrap(), "test").unwrap();
    }

    /// A ticket as the server has it.
    #[must_use]
    pub fn ticket(&self, ticket: &str) -> Option<Ticket> {
        let document = self.ledger().document(&RowId { kind: RowKind::Ticket, id: ticket.to_owned() }).unwrap()?;
        Some(serde_json::from_str(&document).unwrap())
    }

    /// Everything the server keeps.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        rows_of(&self.ledger())
    }

    /// What the server has on a ticket, oldest first.
    #[must_use]
    pub fn messages(&self, ticket: &str) -> Vec<Message> {
        let ticket: TicketId = ticket.parse().unwrap();
        let message = |row| if let Row::Message(message) = row { Some(Message::clone(&message)) } else { None };
        let mut messages: Vec<Message> = self.rows().into_iter().filter_map(message).filter(|message| message.ticket == ticket).collect();
        messages.sort_by_key(|message| message.at);
        messages
    }

    /// How many messages of the server hold this text.
    #[must_use]
    pub fn count(&self, text: &str) -> usize {
        self.rows().iter().filter(|row| matches!(row, Row::Message(message) if message.body.contains(text))).count()
    }

    /// A desk not yet set up.
    #[must_use]
    pub fn bare_desk(&self, name: &str) -> TestDesk {
        let folder = self.folder.path().join("desks").join(name);
        TestDesk::at(&folder, &Computer::new(), &TestClock::default())
    }

    /// A desk at work: signed in, with all of the team's tickets.
    #[must_use]
    pub fn desk(&self, login: &str) -> TestDesk {
        let desk = self.bare_desk(login);
        desk.sets_up(&self.address(), login, SAMPLE_PASSWORD, None).unwrap();
        desk.is_in_step();
        desk
    }

    /// The same, over a way that can be cut.
    #[must_use]
    pub fn desk_over(&self, wire: &Wire, login: &str) -> TestDesk {
        let desk = self.bare_desk(login);
        desk.sets_up(&wire.address(), login, SAMPLE_PASSWORD, None).unwrap();
        desk.is_in_step();
        desk
    }
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}

/// How many messages of the team server whose data lie in `folder` say exactly this.
#[must_use]
pub fn times_said(folder: &std::path::Path, text: &str) -> usize {
    rows_of(&ledger_in(folder)).iter().filter(|row| matches!(row, Row::Message(message) if message.body.trim() == text)).count()
}

fn ledger_in(folder: &std::path::Path) -> SqliteLedger {
    SqliteLedger::open(folder, None, "not used: it has one").unwrap()
}

fn rows_of(ledger: &SqliteLedger) -> Vec<Row> {
    let read = ledger.changes(Seq(0), PageLimit { rows: usize::MAX, bytes: usize::MAX }, None).unwrap();
    let change = |stored| serde_json::from_value::<Change>(serde_json::to_value(stored).unwrap()).unwrap();
    read.changes.iter().filter_map(|stored| change(stored).row).collect()
}

/// A team server that stands still: for tests that only need an address nobody answers at.
#[must_use]
pub fn nobody() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}
