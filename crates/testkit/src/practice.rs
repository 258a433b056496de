//! A drill in a test: the team server of its own is a real one, in this process.

use holdfast_desk::{DeskError, Drill, Ports, Running, TeamServer};
use holdfast_server::{SAMPLE_PASSWORD, ServeOptions, serve};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use tokio::runtime::Runtime;

use crate::computer::{Computer, TestClock};
use crate::desk::TestDesk;

/// A sample team server that can be started and stopped.
struct SampleTeam {
    folder: PathBuf,
    server: Mutex<Option<holdfast_server::Running>>,
    address: Mutex<Option<SocketAddr>>,
}

impl TeamServer for SampleTeam {
    fn start(&self) -> Result<Running, DeskError> {
        let mut server = self.server.lock().unwrap();
        if server.is_none() {
            let mut options = ServeOptions::new(self.folder.clone());
            options.sample = Some(7);
            let mut address = self.address.lock().unwrap();
            if let Some(address) = *address {
                options.listen = address;
            }
            let running = serve(options).unwrap();
            *address = Some(running.address());
            *server = Some(running);
        }
        drop(server);
        Ok(self.running().unwrap())
    }

    fn stop(&self) {
        if let Some(server) = self.server.lock().unwrap().take() {
            server.stop();
        }
    }

    fn running(&self) -> Option<Running> {
        let server = self.server.lock().unwrap();
        let address = format!("http://{}", server.as_ref()?.address());
        Some(Running { address, pid: None, login: "qin".to_owned(), password: SAMPLE_PASSWORD.to_owned() })
    }
}

/// A drill beside somebody's desk.
pub struct Practice {
    /// It.
    pub drill: Arc<Drill>,
    /// What its own window and notifications were told.
    pub computer: Arc<Computer>,
    /// Its clock.
    pub clock: TestClock,
    /// Where its files lie.
    pub folder: PathBuf,
    _runtime: Runtime,
}

impl Practice {
    /// Begins one.
    ///
    /// # Errors
    /// What the person would be told.
    pub fn beside(real: &TestDesk) -> Result<Self, DeskError> {
        let folder = real.folder().join("drill");
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let (computer, clock) = (Computer::new(), TestClock::default());
        let ports = Ports {
            clock: Arc::new(clock.clone()),
            key_store: Arc::clone(&computer) as _,
            notifier: Arc::clone(&computer) as _,
            window: Arc::clone(&computer) as _,
            team_server: Arc::new(SampleTeam { folder: folder.join("team-server"), server: Mutex::new(None), address: Mutex::new(None) }),
            runtime: runtime.handle().clone(),
            encoder: None,
            locale: "en_GB.UTF-8".to_owned(),
            computer: "drill".to_owned(),
        };
        let drill = Drill::begin(&real.stage(), &folder, ports)?;
        Ok(Self { drill, computer, clock, folder, _runtime: runtime })
    }
}
