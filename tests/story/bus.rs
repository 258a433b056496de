//! The session bus: what the app says to the notification daemon.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};

/// What is said to the notification daemon on the session bus.
pub struct Bus {
    monitor: Child,
    file: PathBuf,
}

impl Bus {
    /// Writes down from now on what is said.
    pub fn listens(folder: &Path) -> Self {
        let file = folder.join("bus.txt");
        let rule = "interface='org.freedesktop.Notifications',member='Notify'";
        let monitor = Command::new("dbus-monitor").args(["--session", rule]).stdout(fs::File::create(&file).unwrap()).spawn().unwrap();
        Self { monitor, file }
    }

    /// All that was said since.
    pub fn heard(&self) -> String {
        String::from_utf8_lossy(&fs::read(&self.file).unwrap()).into_owned()
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.monitor.kill();
        let _ = self.monitor.wait();
    }
}
