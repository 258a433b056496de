//! The app as a person has it before them: started, looked at, killed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::webdriver::{Driver, id};

/// The program under test.
pub fn program() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_holdfast"))
}

/// Where a program finds the folders of a home.
pub fn folders_of(home: &Path) -> [(&'static str, String); 3] {
    let folder = |name: &str| home.join(name).display().to_string();
    [("XDG_DATA_HOME", folder("data")), ("XDG_CONFIG_HOME", folder("config")), ("XDG_CACHE_HOME", folder("cache"))]
}

/// What the app is told at its start: its profile, and a language of the computer.
pub fn environment(profile: &Path, locale: &str) -> [(&'static str, String); 8] {
    [
        ("HOLDFAST_PROFILE", profile.display().to_string()),
        ("LANG", locale.to_owned()),
        ("LC_ALL", locale.to_owned()),
        ("GDK_BACKEND", "x11".to_owned()),
        ("WEBKIT_DISABLE_DMABUF_RENDERER", "1".to_owned()),
        ("WEBKIT_DISABLE_COMPOSITING_MODE", "1".to_owned()),
        ("MALLOC_ARENA_MAX", "1".to_owned()),
        ("NO_AT_BRIDGE", "1".to_owned()),
    ]
}

/// The app with its profile.
pub struct App {
    /// Its window.
    pub window: Driver,
    profile: PathBuf,
}

impl App {
    /// Starts it over a profile, in a language of the computer.
    pub fn starts(profile: &Path, locale: &str) -> Self {
        assert!(std::env::var_os("DISPLAY").is_some() && std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some(), "run this by cargo xtask test");
        Self { window: Driver::start(&program(), &environment(profile, locale)), profile: profile.to_owned() }
    }

    /// Starts it as a person does, over a home folder: one Holdfast at a time, which closing the window does not end.
    pub fn starts_at_home(home: &Path) -> Self {
        let mut environment = vec![
            ("LANG", "en_GB.UTF-8".to_owned()),
            ("LC_ALL", "en_GB.UTF-8".to_owned()),
            ("GDK_BACKEND", "x11".to_owned()),
            ("WEBKIT_DISABLE_DMABUF_RENDERER", "1".to_owned()),
            ("WEBKIT_DISABLE_COMPOSITING_MODE", "1".to_owned()),
            ("MALLOC_ARENA_MAX", "1".to_owned()),
            ("NO_AT_BRIDGE", "1".to_owned()),
        ];
        environment.extend(folders_of(home));
        Self { window: Driver::start(&program(), &environment), profile: home.to_owned() }
    }

    /// `kill -9`, in the middle of whatever it does.
    pub fn dies(self) {
        let status = Command::new("kill").args(["-9", &self.process().to_string()]).status().unwrap();
        assert!(status.success(), "the app can be killed");
        self.window.end();
    }

    /// The process of the app itself.
    pub fn process(&self) -> u32 {
        let wanted = format!("HOLDFAST_PROFILE={}", self.profile.display());
        let is_app = |folder: &Path| {
            let has = |name: &str, words: &str| fs::read(folder.join(name)).is_ok_and(|text| String::from_utf8_lossy(&text).contains(words));
            fs::read_link(folder.join("exe")).is_ok_and(|exe| exe == program()) && has("environ", &wanted) && !has("cmdline", "--team-server")
        };
        let processes = fs::read_dir("/proc").unwrap().flatten().filter(|process| is_app(&process.path()));
        let numbers: Vec<u32> = processes.map(|process| process.file_name().to_string_lossy().parse().unwrap()).collect();
        assert_eq!(numbers.len(), 1, "one app of this profile runs");
        numbers[0]
    }

    /// Waits until the connection stands so.
    pub fn stands(&self, state: &str) {
        self.window.element(&format!("{}[data-state=\"{state}\"]", id("connection")));
    }

    /// Takes a picture of the whole screen.
    pub fn picture(&self, folder: &Path, name: &str) {
        fs::create_dir_all(folder).unwrap();
        self.window.paints();
        let file = folder.join(format!("{name}.png"));
        let status = Command::new("import").args(["-window", "root"]).arg(&file).status();
        assert!(status.is_ok_and(|status| status.success()), "a picture is taken (package imagemagick)");
    }
}
