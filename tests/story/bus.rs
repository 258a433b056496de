//! The session bus: what the app says to the notification daemon.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};

/// What is said to the notification daemon on the session bus, and that it took something off the screen.
pub struct Bus {
    monitor: Child,
    file: PathBuf,
}

impl Bus {
    /// Writes down from now on what is said.
    pub fn listens(folder: &Path) -> Self {
        let file = folder.join("bus.txt");
        let rule = |member: &str| format!("interface='org.freedesktop.Notifications',member='{member}'");
        let rules = ["Notify", "CloseNotification", "NotificationClosed"].map(rule);
        let monitor = Command::new("dbus-monitor").arg("--session").args(rules).stdout(fs::File::create(&file).unwrap()).spawn().unwrap();
        Self { monitor, file }
    }

    /// The numbers in each message of this name, one after the other: `Notify` names what it replaces, `CloseNotification` what
    /// it takes back, `NotificationClosed` what went and why.
    pub fn numbers(&self, member: &str) -> Vec<Vec<u32>> {
        self.messages(member).iter().map(|message| numbers(message)).collect()
    }

    /// What each notification whose text has these words replaces; 0: nothing.
    pub fn said_of(&self, words: &str) -> Vec<u32> {
        let messages = self.messages("Notify").into_iter().filter(|message| message.contains(words));
        messages.map(|message| numbers(&message)[0]).collect()
    }

    /// Whether between the last two notifications with these words one was closed, by a click or by its time: what is closed
    /// can no longer be replaced.
    pub fn closed_between(&self, words: &str) -> bool {
        let heard = self.heard();
        let messages: Vec<&str> = messages(&heard).collect();
        let mut said = (0..messages.len()).rev().filter(|at| is(messages[*at], "Notify") && messages[*at].contains(words));
        match (said.next(), said.next()) {
            (Some(last), Some(before)) => messages[before..last].iter().any(|message| is(message, "NotificationClosed")),
            _ => false,
        }
    }

    fn messages(&self, member: &str) -> Vec<String> {
        messages(&self.heard()).filter(|message| is(message, member)).map(str::to_owned).collect()
    }

    /// All that was said since.
    pub fn heard(&self) -> String {
        String::from_utf8_lossy(&fs::read(&self.file).unwrap()).into_owned()
    }
}

fn messages(heard: &str) -> impl Iterator<Item = &str> {
    heard.split("\nmethod call ").flat_map(|part| part.split("\nsignal "))
}

fn is(message: &str, member: &str) -> bool {
    message.lines().next().is_some_and(|head| head.ends_with(&format!("member={member}")))
}

fn numbers(message: &str) -> Vec<u32> {
    message.lines().filter_map(|line| line.strip_prefix("   uint32 ")?.parse().ok()).collect()
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.monitor.kill();
        let _ = self.monitor.wait();
    }
}
