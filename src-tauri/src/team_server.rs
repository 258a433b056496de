//! "Try it on this computer": the sample team server, this same program in a process of its own.
//!
//! A process, so that an outage can be practised by ending it. It ends by itself when the app does: it listens at a
//! pipe that closes with us, however we end.

use holdfast_desk::{DeskError, Running, TeamServer};
use serde::Deserialize;
use std::fs;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The first argument that makes this program the team server.
pub const ARGUMENT: &str = "--team-server";
/// A first start makes the sample team; on a slow disk that takes a while.
const LOOKS: u32 = 600;
/// How the server ends when something else listens there.
const PORT_IN_USE: i32 = 2;
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

/// The sample team server.
#[derive(Debug)]
pub struct SampleServer {
    folder: PathBuf,
    password: &'static str,
    login: &'static str,
    child: Mutex<Option<Child>>,
}

/// What a running server writes into its folder.
#[derive(Debug, Deserialize)]
struct Written {
    pid: u32,
    address: String,
}

impl SampleServer {
    /// Its data lie in `folder`; everybody of the sample team signs in with `password`, this desk's person as `login`.
    pub const fn new(folder: PathBuf, password: &'static str, login: &'static str) -> Self {
        Self { folder, password, login, child: Mutex::new(None) }
    }

    fn written(&self) -> Option<Written> {
        serde_json::from_slice(&fs::read(self.folder.join("server.json")).ok()?).ok()
    }

    /// The port it had, so that a desk set up yesterday finds it today; the first time, one that is free.
    fn listen(&self) -> Result<String, DeskError> {
        let kept = fs::read_to_string(self.folder.join("listen")).ok().filter(|kept| !kept.trim().is_empty());
        if let Some(kept) = kept {
            return Ok(kept.trim().to_owned());
        }
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).map_err(|error| DeskError::internal(&error))?;
        fs::create_dir_all(&self.folder)
            .and_then(|()| fs::write(self.folder.join("listen"), free.to_string()))
            .map_err(|error| DeskError::internal(&error))?;
        Ok(free.to_string())
    }
}

impl TeamServer for SampleServer {
    fn start(&self) -> Result<Running, DeskError> {
        if let Some(running) = self.running() {
            return Ok(running);
        }
        let listen = self.listen()?;
        let port = listen.rsplit(':').next().unwrap_or_default().to_owned();
        let program = std::env::current_exe().map_err(|error| DeskError::internal(&error))?;
        let mut command = Command::new(program);
        command.args([ARGUMENT, "serve", "--sample", "--stop-with-stdin", "--listen", &listen, "--data"]).arg(&self.folder);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| DeskError::internal(&error))?;
        for _ in 0..LOOKS {
            if let Ok(Some(status)) = child.try_wait() {
                if status.code() == Some(PORT_IN_USE) {
                    return Err(DeskError::new("port-in-use").with("port", port));
                }
                // The one before us may not have let go of the folder yet: try again until the looks run out.
                tracing::info!(%status, "the sample team server did not start yet");
                std::thread::sleep(BETWEEN_LOOKS);
                child = command.spawn().map_err(|error| DeskError::internal(&error))?;
            }
            if self.written().is_some_and(|written| written.pid == child.id()) {
                *self.child.lock().unwrap_or_else(PoisonError::into_inner) = Some(child);
                return self.running().ok_or_else(|| DeskError::new("port-in-use").with("port", port));
            }
            std::thread::sleep(BETWEEN_LOOKS);
        }
        let _ = child.kill();
        Err(DeskError::new("port-in-use").with("port", port))
    }

    fn stop(&self) {
        if let Some(mut child) = self.child.lock().unwrap_or_else(PoisonError::into_inner).take() {
            // Gone already is as good as ended.
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    fn running(&self) -> Option<Running> {
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        let is_ours = child.as_mut().is_some_and(|child| matches!(child.try_wait(), Ok(None)));
        if !is_ours {
            return None;
        }
        let written = self.written()?;
        Some(Running { address: written.address, pid: Some(written.pid), login: self.login.to_owned(), password: self.password.to_owned() })
    }
}
