//! The window says what stands in its way: a port that another program has, a key store that is really locked.

use std::io::Write;
use std::net::TcpListener;
use std::process::{Command, Stdio};

use crate::app::{App, program};
use crate::outage::set_up;
use crate::server::TeamServer;
use crate::webdriver::id;

/// "Try it on this computer" while another program listens where the sample team's server did.
pub fn a_taken_port() {
    let profile = tempfile::tempdir().unwrap();
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = other.local_addr().unwrap();
    let folder = profile.path().join("team-server");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("listen"), taken.to_string()).unwrap();

    let app = App::starts(profile.path(), "en_GB.UTF-8");
    app.window.click(&id("try-here"));
    app.window.wait("the port is named", |window| window.text(&id("stage-error")).contains(&taken.port().to_string()).then_some(()));
    app.window.element(&id("stage-welcome"));

    // That program ends; trying again is all it takes.
    drop(other);
    app.window.click(&id("try-here"));
    app.window.element(&id("sign-in"));
    app.dies();
}

/// The desk's key lies in a key store that is locked while the app starts.
pub fn a_locked_key_store() {
    let world = tempfile::tempdir().unwrap();
    let mut server = TeamServer::new(&program(), &world.path().join("server"));
    server.starts();
    let profile = world.path().join("profile");
    let app = App::starts(&profile, "zh_CN.UTF-8");
    set_up(&app, &server.address);
    app.window.element("[data-testid^=\"row-\"]");
    app.dies();

    locks();
    let app = App::starts(&profile, "zh_CN.UTF-8");
    app.window.element(&id("stage-locked"));
    app.window.wait("the person is told", |window| window.text(&id("stage-error")).contains("钥匙串已锁定").then_some(()));
    unlocks();
    app.window.click(&id("unlock"));
    app.window.element("[data-testid^=\"row-\"]");
    app.dies();
}

fn locks() {
    let status = Command::new("dbus-send")
        .args(["--session", "--print-reply", "--dest=org.freedesktop.secrets", "/org/freedesktop/secrets"])
        .args(["org.freedesktop.Secret.Service.Lock", "array:objpath:/org/freedesktop/secrets/collection/login"])
        .stdout(Stdio::null())
        .status();
    assert!(status.unwrap().success(), "the key store locks");
}

/// Tells the running daemon the password, as signing in to a computer does.
fn unlocks() {
    let mut daemon = Command::new("gnome-keyring-daemon").arg("--unlock").stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    daemon.stdin.take().unwrap().write_all(b"stage").unwrap();
    assert!(daemon.wait().unwrap().success(), "the key store unlocks");
}
