//! A program in the background: logged to a file, waited for, and ended with its whole group.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use super::guard;
use crate::failure::{Done, Failure};

const PATIENCE: Duration = Duration::from_millis(50);
const TURNS: u32 = 60;

/// A running program. Dropping it ends it.
pub struct Daemon {
    name: String,
    child: Child,
    remedy: String,
}

impl Daemon {
    pub(super) fn new(name: String, child: Child, remedy: String) -> Self {
        guard::watch(child.id());
        Self { name, child, remedy }
    }

    /// The first line it writes to its standard output, if that was asked for when it was started.
    pub fn first_line(&mut self) -> Done<String> {
        let mut line = String::new();
        if let Some(out) = self.child.stdout.take() {
            BufReader::new(out).read_line(&mut line).map_err(|error| self.failed(&error))?;
        }
        if line.trim().is_empty() {
            return Err(self.failed(&"it ended without a word"));
        }
        Ok(line.trim().to_owned())
    }

    /// Waits until `ready` says so; fails when the program ends first or after about 15 seconds.
    pub fn wait_until(&mut self, mut ready: impl FnMut() -> bool) -> Done {
        for _ in 0..300 {
            if ready() {
                return Ok(());
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(self.failed(&status));
            }
            sleep(PATIENCE);
        }
        Err(self.failed(&"it was not ready after 15 seconds"))
    }

    /// Waits for its own end.
    pub fn wait(&mut self) -> Done {
        let status = self.child.wait().map_err(|error| self.failed(&error))?;
        if status.success() { Ok(()) } else { Err(self.failed(&status)) }
    }

    fn failed(&self, why: &dyn std::fmt::Display) -> Failure {
        Failure::new(format!("`{}` did not succeed: {why}", self.name), self.remedy.clone())
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let group = self.child.id();
        for signal in ["TERM", "KILL"] {
            end(&mut self.child, signal);
            for _ in 0..TURNS {
                if matches!(self.child.try_wait(), Ok(Some(_)) | Err(_)) {
                    guard::forget(group);
                    return;
                }
                sleep(PATIENCE);
            }
        }
    }
}

#[cfg(unix)]
fn end(child: &mut Child, signal: &str) {
    // The shell's own `kill`: the program of that name is not on every system.
    let _ = Command::new("sh")
        .args(["-c", r#"kill -s "$1" -- "-$2""#, "kill", signal, &child.id().to_string()])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .status();
}

#[cfg(not(unix))]
fn end(child: &mut Child, _signal: &str) {
    let _ = Command::new("taskkill").args(["/T", "/F", "/PID", &child.id().to_string()]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let _ = child.kill();
}
