//! One program to start: what is run is printed first, so that nothing happens behind the reader's back.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use super::daemon::Daemon;
use super::guard::in_own_group;
use crate::failure::{Done, Failure};
use crate::say;

/// A program, its arguments, its folder and what its environment adds.
pub struct Step {
    command: Command,
    shown: String,
    remedy: String,
}

impl Step {
    /// A program found on the path.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program.as_ref());
        command.stdin(Stdio::null());
        Self {
            command,
            shown: program.as_ref().to_string_lossy().into_owned(),
            remedy: "read the output above; is the program installed and on the path?".to_owned(),
        }
    }

    /// Adds arguments.
    pub fn args(mut self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        for arg in args {
            self.shown.push(' ');
            self.shown.push_str(&arg.as_ref().to_string_lossy());
            self.command.arg(arg);
        }
        self
    }

    /// Runs in this folder.
    pub fn dir(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Adds one variable.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Takes one variable away.
    pub fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Adds many variables; an empty one is taken away.
    pub fn envs(mut self, vars: &[(&'static str, OsString)]) -> Self {
        for (name, value) in vars {
            if value.is_empty() {
                self.command.env_remove(name);
            } else {
                self.command.env(name, value);
            }
        }
        self
    }

    /// What to do when it fails.
    pub fn or_else(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = remedy.into();
        self
    }

    /// Runs it to its end, its output going where ours goes.
    pub fn run(mut self) -> Done {
        say::line(format_args!("$ {}", self.shown));
        let child = in_own_group(&mut self.command).spawn().map_err(|error| self.no_start(&error))?;
        Daemon::new(self.shown, child, self.remedy).wait()
    }

    /// Runs it as the terminal's own program, because it may ask for a password.
    pub fn run_in_terminal(mut self) -> Done {
        say::line(format_args!("$ {}", self.shown));
        let status = self.command.stdin(Stdio::inherit()).status().map_err(|error| self.no_start(&error))?;
        self.judge(status)
    }

    /// Runs it, shows its standard output and gives it back too.
    pub fn run_and_read(mut self) -> Done<String> {
        say::line(format_args!("$ {}", self.shown));
        self.command.stdout(Stdio::piped());
        let mut child = in_own_group(&mut self.command).spawn().map_err(|error| self.no_start(&error))?;
        let out = child.stdout.take();
        let mut running = Daemon::new(self.shown.clone(), child, self.remedy.clone());
        let mut read = String::new();
        for line in out.into_iter().flat_map(|out| BufReader::new(out).lines()) {
            let line = line.map_err(|error| self.no_start(&error))?;
            say::line(&line);
            read.push_str(&line);
            read.push('\n');
        }
        running.wait()?;
        Ok(read)
    }

    /// Runs it silently; its standard output, or why there is none.
    pub fn read(mut self) -> Done<String> {
        let output = self.command.output().map_err(|error| self.no_start(&error))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            return Err(Failure::new(format!("`{}` did not succeed: {said}", self.shown), self.remedy));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Whether it can be run and succeeds; silent.
    pub fn succeeds(mut self) -> bool {
        self.command.stdout(Stdio::null()).stderr(Stdio::null());
        self.command.status().is_ok_and(|status| status.success())
    }

    /// Starts it in the background with its output in `log`; `answers` leaves its standard output to `first_line`.
    pub fn spawn_logged(mut self, log: PathBuf, answers: bool) -> Done<Daemon> {
        let file = File::create(&log).and_then(|file| Ok((file.try_clone()?, file)));
        let (out, err) = file.map_err(|error| {
            Failure::new(format!("the log {} cannot be written: {error}", log.display()), "check the free space and the rights of that folder")
        })?;
        self.command.stderr(err);
        self.command.stdout(if answers { Stdio::piped() } else { Stdio::from(out) });
        let child = in_own_group(&mut self.command).spawn().map_err(|error| self.no_start(&error))?;
        Ok(Daemon::new(self.shown, child, see(&log)))
    }

    /// Starts it in the background, its output going where ours goes.
    pub fn spawn(mut self) -> Done<Daemon> {
        say::line(format_args!("$ {} &", self.shown));
        let child = in_own_group(&mut self.command).spawn().map_err(|error| self.no_start(&error))?;
        Ok(Daemon::new(self.shown, child, self.remedy))
    }

    /// Like `spawn_logged`, with `input` written to its standard input, which is then closed.
    pub fn spawn_fed(mut self, input: &str, log: PathBuf) -> Done<Daemon> {
        self.command.stdin(Stdio::piped());
        let file = File::create(&log).map_err(|error| self.no_start(&error))?;
        self.command.stdout(Stdio::null()).stderr(file);
        let mut child = in_own_group(&mut self.command).spawn().map_err(|error| self.no_start(&error))?;
        let stdin = child.stdin.take();
        let daemon = Daemon::new(self.shown.clone(), child, see(&log));
        if let Some(mut stdin) = stdin {
            stdin.write_all(input.as_bytes()).map_err(|error| self.no_start(&error))?;
        }
        Ok(daemon)
    }

    fn judge(&self, status: ExitStatus) -> Done {
        if status.success() {
            return Ok(());
        }
        Err(Failure::new(format!("`{}` did not succeed ({status})", self.shown), self.remedy.clone()))
    }

    fn no_start(&self, error: &std::io::Error) -> Failure {
        Failure::new(format!("`{}` could not be run: {error}", self.shown), self.remedy.clone())
    }
}

fn see(log: &Path) -> String {
    format!("read its log: {}", log.display())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_failing_program_is_named_with_its_remedy() {
        let failure = Step::new("sh").args(["-c", "echo no >&2; exit 3"]).or_else("try x").read();
        let text = failure.unwrap_err().to_string();
        assert!(text.contains("exit 3") && text.contains(": no") && text.contains("try x"));
        assert!(Step::new("holdfast-no-such-program").read().is_err());
    }

    #[test]
    fn a_dropped_daemon_takes_its_children_along() {
        let folder = std::env::temp_dir().join(format!("holdfast-daemon-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let mut daemon = Step::new("sh").args(["-c", "sleep 300 & echo $!; wait"]).spawn_logged(folder.join("log"), true).unwrap();
        let grandchild = daemon.first_line().unwrap();
        let alive = || std::fs::read_to_string(format!("/proc/{grandchild}/stat")).is_ok_and(|stat| !stat.contains(") Z "));
        assert!(alive() || !Path::new("/proc/self").exists());
        drop(daemon);
        for _ in 0..40 {
            if alive() {
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
        }
        assert!(!alive());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
