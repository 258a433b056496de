//! The team server as its own process, which can be killed.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A team server.
pub struct TeamServer {
    program: PathBuf,
    data: PathBuf,
    process: Option<Child>,
    /// Where it listens.
    pub address: String,
}

impl TeamServer {
    /// Not yet running; its data lie in `data`.
    pub fn new(program: &Path, data: &Path) -> Self {
        Self { program: program.to_owned(), data: data.to_owned(), process: None, address: String::new() }
    }

    /// Runs a command of the server that ends by itself.
    pub fn command(&self, arguments: &[&str]) {
        let status = Command::new(&self.program).arg("--team-server").args(arguments).arg("--data").arg(&self.data).stdout(Stdio::null()).status();
        assert!(status.unwrap().success(), "{arguments:?}");
    }

    /// Starts it, at the same place as before.
    pub fn starts(&mut self) {
        let listen = if self.address.is_empty() { "127.0.0.1:0".to_owned() } else { self.address.replace("http://", "") };
        let mut command = Command::new(&self.program);
        command.args(["--team-server", "serve", "--sample", "--stop-with-stdin", "--listen", &listen, "--data"]).arg(&self.data);
        let child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let pid = u64::from(child.id());
        self.process = Some(child);
        for _ in 0..1_500 {
            let written: Value = fs::read(self.data.join("server.json")).ok().and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default();
            if written["pid"].as_u64() == Some(pid) {
                self.address = written["address"].as_str().unwrap().to_owned();
                return;
            }
            std::thread::sleep(Duration::from_millis(40));
        }
        panic!("the team server did not start");
    }

    /// `kill -9`.
    pub fn dies(&mut self) {
        let mut process = self.process.take().unwrap();
        process.kill().unwrap();
        process.wait().unwrap();
    }
}

impl Drop for TeamServer {
    fn drop(&mut self) {
        if let Some(mut process) = self.process.take() {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}
