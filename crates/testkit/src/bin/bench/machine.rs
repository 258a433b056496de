//! The machine that is measured on: what it is, how much memory this process has, and how its disk cache is emptied.

use std::fs;
use std::path::Path;
use std::process::Command;

/// What stands above the tables.
pub fn describe(folder: &Path) -> String {
    let read = |path| fs::read_to_string(path).unwrap_or_default();
    let cpu = field(&read("/proc/cpuinfo"), "model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory = field(&read("/proc/meminfo"), "MemTotal").and_then(|text| text.split(' ').next()?.parse::<u64>().ok()).unwrap_or(0);
    let (kind, device) = file_system(&read("/proc/mounts"), folder);
    let commit =
        Command::new("git").args(["rev-parse", "--short", "HEAD"]).output().map(|out| String::from_utf8_lossy(&out.stdout).trim().to_owned());
    let words: Vec<String> = std::env::args().skip(1).collect();
    format!(
        "- machine: {cpu}, {cores} cores, {} GB memory, {} {}\n- disk: {kind} on {device}\n- load when it began: {}\n- commit: {}\n- command: `cargo xtask bench {}`\n",
        memory / 1_000_000,
        std::env::consts::OS,
        read("/proc/sys/kernel/osrelease").trim(),
        load(),
        commit.unwrap_or_default(),
        words.join(" ")
    )
    .replace(" `\n", "`\n")
}

/// How busy the machine was in the last minute, for whoever wonders about a figure.
pub fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or("unknown").to_owned()
}

fn field(text: &str, name: &str) -> Option<String> {
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// Kind and device of the file system that holds the folder: the longest mount point above it.
fn file_system(mounts: &str, folder: &Path) -> (String, String) {
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let above = mounts.lines().filter_map(|line| {
        let mut parts = line.split(' ');
        let (device, point, kind) = (parts.next()?, parts.next()?, parts.next()?);
        folder.starts_with(point).then(|| (point.len(), kind.to_owned(), device.to_owned()))
    });
    above.max_by_key(|(len, ..)| *len).map_or_else(|| ("unknown".to_owned(), "unknown".to_owned()), |(_, kind, device)| (kind, device))
}

/// Memory of this process in KiB.
#[derive(Clone, Copy, Debug, Default)]
pub struct Memory {
    /// Now.
    pub resident: u64,
    /// The most so far.
    pub peak: u64,
}

/// None where the system does not tell.
pub fn memory() -> Option<Memory> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let number = |name| field(&status, name)?.split(' ').next()?.parse().ok();
    Some(Memory { resident: number("VmRSS")?, peak: number("VmHWM")? })
}

/// Empties the system's disk cache. Answers whether that could be done.
pub fn forget_disk() -> bool {
    let path = "/proc/sys/vm/drop_caches";
    Command::new("sync").status().is_ok_and(|status| status.success()) && fs::write(path, "3").is_ok()
}
