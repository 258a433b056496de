//! The virtual desktop that the window is tested on: an X server, a window manager, a D-Bus session, a notification
//! daemon and an unlocked key store, all real, all our own, in a fresh home, and gone afterwards.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::failure::{Done, Failure};
use crate::process::{Daemon, Step, remove_at_end};
use crate::say;
use crate::workspace::Workspace;

/// A running desktop. What was started last ends first: the display goes last.
pub struct Desktop {
    daemons: Vec<Daemon>,
    vars: Vec<(&'static str, OsString)>,
    logs: PathBuf,
}

impl Desktop {
    /// What a program's environment must say to appear on this desktop.
    pub fn vars(&self) -> &[(&'static str, OsString)] {
        &self.vars
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        while let Some(daemon) = self.daemons.pop() {
            drop(daemon);
        }
    }
}

/// Whether a person is looking. Windows and macOS always have a display.
pub fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Raises the desktop, acts on it, takes it down whatever the outcome.
pub fn stage<T>(work: &Workspace, act: impl FnOnce(&Desktop) -> Done<T>) -> Done<T> {
    let desktop = raise(work)?;
    act(&desktop)
}

/// `cargo xtask stage <program>`: anything, on the desktop.
pub fn command(work: &Workspace, words: &[String]) -> Done {
    let Some((program, args)) = words.split_first() else {
        return Err(Failure::new("no program was named", "cargo xtask stage <program> [args…]"));
    };
    stage(work, |desktop| Step::new(program).args(args).envs(desktop.vars()).run())
}

fn raise(work: &Workspace) -> Done<Desktop> {
    if !cfg!(target_os = "linux") {
        return Err(Failure::new("the virtual desktop exists on Linux only", "run the other tests with `cargo xtask test --only rust --only ui`"));
    }
    let home = home()?;
    let logs = work.scratch("stage")?;
    let mut vars = variables(&home)?;
    let sound = home.join("config/asound.conf");
    std::fs::write(&sound, ASOUND.replace("HEARD", &home.join(HEARD).display().to_string())).map_err(|error| unwritable(&sound, &error))?;
    vars.push(("ALSA_CONFIG_PATH", sound.into()));
    let mut desktop = Desktop { daemons: Vec::new(), vars: Vec::new(), logs };

    let screen = ["-displayfd", "1", "-screen", "0", "1920x1080x24", "-nolisten", "tcp", "-noreset"];
    let mut server = Step::new("Xvfb").args(screen).spawn_logged(desktop.log("xvfb"), true)?;
    vars.push(("DISPLAY", format!(":{}", server.first_line()?).into()));
    desktop.daemons.push(server);

    let mut bus = Step::new("dbus-daemon")
        .args(["--session", "--nofork", "--nopidfile", "--print-address=1"])
        .args([format!("--address=unix:dir={}", home.join("runtime").display())])
        .envs(&vars)
        .spawn_logged(desktop.log("dbus"), true)?;
    vars.push(("DBUS_SESSION_BUS_ADDRESS", bus.first_line()?.into()));
    desktop.daemons.push(bus);
    desktop.vars = vars;

    desktop.start("openbox", &["--sm-disable"], |on| on("wmctrl", &["-m"]))?;
    let dunstrc = home.join("config/dunstrc");
    std::fs::write(&dunstrc, DUNSTRC).map_err(|error| unwritable(&dunstrc, &error))?;
    let conf = dunstrc.display().to_string();
    desktop.start("dunst", &["-conf", &conf], |on| owned(on, "org.freedesktop.Notifications"))?;
    desktop.start_keyring()?;
    say::line(format_args!("virtual desktop ready; logs in {}", desktop.logs.display()));
    Ok(desktop)
}

/// Whether somebody answers to this name on the bus. Asked of the bus itself: a question to the name would
/// make the bus start a second daemon of the kind that is only just getting up.
fn owned(on: &dyn Fn(&str, &[&str]) -> bool, name: &str) -> bool {
    let name = format!("string:{name}");
    let bus = ["--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"];
    let question = ["org.freedesktop.DBus.GetNameOwner", &name];
    on("dbus-send", &[&bus[..], &question[..]].concat())
}

/// A device that plays nothing and writes down what it was last to play.
const ASOUND: &str = "\
pcm.null { type null }
pcm.!default { type file slave.pcm null file \"HEARD\" format raw }
";
/// Where it does, below `HOLDFAST_STAGE`.
const HEARD: &str = "heard.raw";

/// Alerts stay until they are acted on, so that a slow machine never loses one before the test has looked.
const DUNSTRC: &str = "\
[global]
    timeout = 0
    idle_threshold = 0
    history_length = 200
    dmenu = grep -m1 5.min
    font = Noto Sans CJK SC 11
[urgency_low]
    timeout = 0
[urgency_normal]
    timeout = 0
[urgency_critical]
    timeout = 0
";

impl Desktop {
    fn log(&self, name: &str) -> PathBuf {
        self.logs.join(format!("{name}.log"))
    }

    /// Starts a daemon and waits until the question about it succeeds.
    fn start(&mut self, name: &str, args: &[&str], ready: impl Fn(&dyn Fn(&str, &[&str]) -> bool) -> bool) -> Done {
        let mut daemon = Step::new(name).args(args).envs(&self.vars).spawn_logged(self.log(name), false)?;
        let asked = |program: &str, args: &[&str]| Step::new(program).args(args).envs(&self.vars).succeeds();
        daemon.wait_until(|| ready(&asked))?;
        self.daemons.push(daemon);
        Ok(())
    }

    /// The key store, unlocked, and proved by keeping a secret.
    fn start_keyring(&mut self) -> Done {
        let mut daemon = Step::new("gnome-keyring-daemon")
            .args(["--unlock", "--foreground", "--components=secrets"])
            .envs(&self.vars)
            .spawn_fed("stage", self.log("gnome-keyring"))?;
        let kept = || {
            let script = "printf kept | timeout 5 secret-tool store --label=stage holdfast stage \
                          && [ \"$(timeout 5 secret-tool lookup holdfast stage)\" = kept ] \
                          && secret-tool clear holdfast stage";
            Step::new("sh").args(["-c", script]).envs(&self.vars).succeeds()
        };
        let asked = |program: &str, args: &[&str]| Step::new(program).args(args).envs(&self.vars).succeeds();
        daemon.wait_until(|| owned(&asked, "org.freedesktop.secrets") && kept())?;
        self.daemons.push(daemon);
        Ok(())
    }
}

/// A folder under the system's temporary one, another for each desktop, removed when the task runner ends.
fn home() -> Done<PathBuf> {
    static RAISED: AtomicU32 = AtomicU32::new(0);
    let number = RAISED.fetch_add(1, Ordering::Relaxed);
    let home = std::env::temp_dir().join(format!("holdfast-stage-{}-{number}", std::process::id()));
    std::fs::create_dir(&home).map_err(|error| unwritable(&home, &error))?;
    remove_at_end(&home);
    for name in ["data", "config", "cache", "state", "runtime"] {
        let folder = home.join(name);
        std::fs::create_dir(&folder).map_err(|error| unwritable(&folder, &error))?;
    }
    Ok(home)
}

fn variables(home: &Path) -> Done<Vec<(&'static str, OsString)>> {
    let runtime = home.join("runtime");
    private(&runtime)?;
    Ok(vec![
        ("XDG_DATA_HOME", home.join("data").into()),
        ("XDG_CONFIG_HOME", home.join("config").into()),
        ("XDG_CACHE_HOME", home.join("cache").into()),
        ("XDG_STATE_HOME", home.join("state").into()),
        ("XDG_RUNTIME_DIR", runtime.into()),
        ("HOLDFAST_STAGE", home.into()),
        ("LANG", "C.UTF-8".into()),
        ("GDK_BACKEND", "x11".into()),
        // Taken away: what asks for Wayland finds none.
        ("WAYLAND_DISPLAY", OsString::new()),
        // No accessibility bus of the host, and no GPU buffers that a virtual display has not.
        ("NO_AT_BRIDGE", "1".into()),
        ("WEBKIT_DISABLE_DMABUF_RENDERER", "1".into()),
        ("LIBGL_ALWAYS_SOFTWARE", "1".into()),
    ])
}

/// D-Bus and the key store refuse a runtime folder that others may enter.
#[cfg(unix)]
fn private(folder: &Path) -> Done {
    use std::os::unix::fs::PermissionsExt;
    let rights = std::fs::Permissions::from_mode(0o700);
    std::fs::set_permissions(folder, rights).map_err(|error| unwritable(folder, &error))
}

#[cfg(not(unix))]
fn private(_folder: &Path) -> Done {
    Ok(())
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{} cannot be written: {error}", path.display()), "check the free space and the rights of the temporary folder")
}
