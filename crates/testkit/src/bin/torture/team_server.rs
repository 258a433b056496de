//! The team server as a process: the real `holdfast-server serve`, on loopback, which may be killed and comes back.

use std::fs::OpenOptions;
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

pub struct TeamServer {
    program: PathBuf,
    folder: PathBuf,
    address: SocketAddr,
    child: Option<Child>,
}

impl TeamServer {
    /// With the sample team, in a folder of its own.
    pub fn new(folder: &Path) -> Self {
        let mut program = std::env::current_exe().unwrap();
        program.set_file_name(format!("holdfast-server{}", std::env::consts::EXE_SUFFIX));
        assert!(program.exists(), "{} is not built", program.display());
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        Self { program, folder: folder.to_owned(), address, child: None }
    }

    /// What a desk connects to.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Starts it, and returns when it can be reached.
    pub fn start(&mut self) {
        let log = OpenOptions::new().create(true).append(true).open(self.folder.with_extension("log")).unwrap();
        // It ends with us: its standard input is ours to close.
        let mut child = Command::new(&self.program)
            .args(["serve", "--sample", "--stop-with-stdin", "--listen", &self.address.to_string(), "--data"])
            .arg(&self.folder)
            .env("HOLDFAST_LOG", "warn")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(!line.is_empty(), "the team server did not start; its log is {}", self.folder.with_extension("log").display());
        self.child = Some(child);
    }

    /// `kill -9`.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            if let Some(ended) = child.try_wait().unwrap() {
                panic!("the team server ended by itself: {ended}; its log is {}", self.folder.with_extension("log").display());
            }
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }
}

impl Drop for TeamServer {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            drop(child.kill());
            drop(child.wait());
        }
    }
}
