//! What the machine must have before anything is built, and installing what is missing where that can be done.

mod packages;
mod probe;

use crate::failure::{Done, Failure};
use crate::process::Step;
use crate::say;
use packages::{BUILD, DESKTOP, PIP, Part};

/// What the next step is going to do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Compile the app.
    Build,
    /// Compile it and show it on a virtual desktop.
    Desktop,
}

/// Sees to it that everything needed is installed: with apt-get where there is one, otherwise by saying what to install.
pub fn ensure(need: Need) -> Done {
    ensure_node()?;
    let mut parts = BUILD.to_vec();
    if need == Need::Desktop {
        parts.extend_from_slice(DESKTOP);
    }
    if cfg!(target_os = "macos") {
        return probe::macos();
    }
    if cfg!(windows) {
        return probe::windows();
    }
    let apt = Step::new("apt-get").args(["--version"]).succeeds() && Step::new("dpkg-query").args(["--version"]).succeeds();
    if apt { install_with_apt(&parts) } else { probe::other_linux(&parts) }
}

fn install_with_apt(parts: &[Part]) -> Done {
    let missing = missing_in(&installed(parts), parts);
    if missing.is_empty() {
        return Ok(());
    }
    say::step("System packages");
    say::line(format_args!("missing, will be installed with apt-get:\n  {}", missing.join("\n  ")));
    let by_hand = format!("install them by hand: apt-get install {}", missing.join(" "));
    let root = Step::new("id").args(["-u"]).read()?.trim() == "0";
    if !root && !Step::new("sudo").args(["--version"]).succeeds() {
        return Err(Failure::new("packages are missing, and this user can install none", by_hand));
    }
    let apt = |args: &[&str]| {
        let words = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
        let program = if root { "env" } else { "sudo" };
        Step::new(program).args(if root { words.get(1..).unwrap_or_default() } else { &words }).args(args).or_else(by_hand.clone()).run_in_terminal()
    };
    apt(&["update"])?;
    let mut install = vec!["install", "-y", "--no-install-recommends"];
    install.extend(&missing);
    apt(&install)
}

/// The program that pip comes with.
pub const PYTHON: &str = if cfg!(windows) { "python" } else { "python3" };

/// Sees to it that pip can fetch.
pub fn ensure_pip() -> Done {
    let has_pip = || Step::new(PYTHON).args(["-m", "pip", "--version"]).succeeds();
    if has_pip() {
        return Ok(());
    }
    if Step::new("apt-get").args(["--version"]).succeeds() {
        return install_with_apt(&[PIP]);
    }
    Err(Failure::new("pip is missing", "install Python 3 with pip (https://www.python.org)"))
}

/// What dpkg answers: one `name status` a line. It fails when it knows a name not at all, and still answers the rest.
fn installed(parts: &[Part]) -> String {
    let names = parts.iter().map(|part| part.apt);
    let query = Step::new("sh").args(["-c", r#"dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null; true"#, "dpkg"]);
    query.args(names).read().unwrap_or_default()
}

fn missing_in(answer: &str, parts: &[Part]) -> Vec<&'static str> {
    let has = |name: &str| answer.lines().any(|line| line == format!("{name} installed"));
    parts.iter().map(|part| part.apt).filter(|name| !has(name)).collect()
}

/// The oldest Node.js that the UI's tools accept.
const NODE: u32 = 20;

fn ensure_node() -> Done {
    let remedy = format!("install Node.js {NODE} or newer with npm (https://nodejs.org)");
    let version = Step::new("node").args(["--version"]).or_else(&remedy).read()?;
    if major(&version).is_some_and(|found| found >= NODE) {
        return Ok(());
    }
    Err(Failure::new(format!("Node.js {} is too old", version.trim()), remedy))
}

fn major(version: &str) -> Option<u32> {
    version.trim().trim_start_matches('v').split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_half_removed_counts_as_missing() {
        let answer = "perl installed\nfile config-files\n";
        let parts: Vec<Part> = BUILD.iter().filter(|part| ["perl", "file"].contains(&part.apt)).copied().collect();
        assert_eq!(missing_in(answer, &parts), ["file"]);
    }

    #[test]
    fn the_major_version_is_read_from_what_node_prints() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("node"), None);
    }
}
