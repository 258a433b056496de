//! The guard: a small shell outside of this process that holds the other end of a pipe. When the pipe closes
//! (a normal end, a failure, ctrl-c, even `kill -9`) it ends the process groups still on its list, whatever else
//! carries our mark (daemons that left their group), and removes the folders it was given.
//! Unix only: elsewhere children are ended by their handles alone.

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, OnceLock};

use super::MARK;

const SCRIPT: &str = r#"
trap '' INT HUP TERM
groups=' '
folders=
while read -r verb what; do
  case $verb in
    watch) groups="$groups$what " ;;
    forget) groups=$(printf '%s' "$groups" | sed "s/ $what / /") ;;
    remove) folders="$folders $what" ;;
  esac
done
for signal in TERM KILL; do
  found=
  for group in $groups; do
    kill -s "$signal" -- "-$group" 2>/dev/null && found=yes
  done
  for environ in $(grep -lzx "$1" /proc/[0-9]*/environ 2>/dev/null); do
    process=${environ#/proc/}
    kill -s "$signal" "${process%/environ}" 2>/dev/null && found=yes
  done
  [ -n "$found" ] || break
  [ "$signal" = KILL ] || sleep 2
done
for folder in $folders; do rm -rf -- "$folder"; done
"#;

static GUARD: OnceLock<Mutex<Option<Child>>> = OnceLock::new();

/// The end of this value is the end of everything that was started.
pub struct Guard(());

/// Starts the guard. Call once, first thing.
pub fn guard() -> Guard {
    GUARD.get_or_init(|| Mutex::new(start()));
    Guard(())
}

impl Guard {
    /// Closes the pipe and waits until the guard has cleaned up.
    pub fn finish(self) {
        let Some(mut shell) = GUARD.get().and_then(|guard| guard.lock().ok()?.take()) else {
            return;
        };
        drop(shell.stdin.take());
        // Its exit code says nothing: it did what it could.
        let _ = shell.wait();
    }
}

/// Puts the program into a group of its own, with our mark in its environment.
pub(super) fn in_own_group(command: &mut Command) -> &mut Command {
    own_group(command.env(MARK, mark()))
}

#[cfg(unix)]
fn own_group(command: &mut Command) -> &mut Command {
    use std::os::unix::process::CommandExt;
    command.process_group(0)
}

#[cfg(not(unix))]
fn own_group(command: &mut Command) -> &mut Command {
    command
}

/// The value of our mark: this process, named so that two task runners never end each other's programs.
fn mark() -> String {
    format!("xtask-{}", std::process::id())
}

pub(super) fn watch(group: u32) {
    tell(&format!("watch {group}"));
}

pub(super) fn forget(group: u32) {
    tell(&format!("forget {group}"));
}

/// Removes the folder when everything has ended. Only folders that this program made, without spaces in their name.
pub fn remove_at_end(folder: &std::path::Path) {
    if let Some(name) = folder.to_str().filter(|name| !name.contains(char::is_whitespace)) {
        tell(&format!("remove {name}"));
    }
}

fn tell(line: &str) {
    let Some(Ok(mut slot)) = GUARD.get().map(Mutex::lock) else {
        return;
    };
    if let Some(stdin) = slot.as_mut().and_then(|shell| shell.stdin.as_mut()) {
        // A guard that is gone cannot be told; the handles still end what they hold.
        let _ = writeln!(stdin, "{line}");
        let _ = stdin.flush();
    }
}

#[cfg(unix)]
fn start() -> Option<Child> {
    use std::os::unix::process::CommandExt;
    Command::new("sh")
        .args(["-c", SCRIPT, "holdfast-guard", &format!("{MARK}={}", mark())])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .ok()
}

#[cfg(not(unix))]
fn start() -> Option<Child> {
    let _ = (SCRIPT, MARK, Stdio::null, Command::new::<&str>);
    None
}
