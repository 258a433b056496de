//! A team server with its sample team, and the desks around it.

use holdfast_server::{Running, SAMPLE_PASSWORD, ServeOptions, serve};
use std::net::SocketAddr;
use std::path::PathBuf;
use tempfile::TempDir;

use crate::computer::{Computer, TestClock};
use crate::desk::TestDesk;

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
        let folder = tempfile::tempdir().unwrap();
        let mut options = ServeOptions::new(folder.path().join("server"));
        options.sample = Some(7);
        let server = serve(options).unwrap();
        let address = server.address();
        Self { folder, server: Some(server), address }
    }

    /// What a desk connects to.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://{}", self.address)
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
        let mut options = ServeOptions::new(self.server_folder());
        options.listen = self.address;
        self.server = Some(serve(options).unwrap());
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
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}

/// A team server that stands still: for tests that only need an address nobody answers at.
#[must_use]
pub fn nobody() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}
