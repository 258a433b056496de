//! The window says what stands in its way: a port that another program has, a key store that is really locked.

use std::net::TcpListener;
use std::process::{Command, Stdio};

use crate::app::{App, program};
use crate::outage::set_up;
use crate::server::TeamServer;
use crate::webdriver::id;

/// Of the key store of the virtual desktop.
const PASSWORD: &str = "stage";

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
    let app = App::starts(&profile, "en_GB.UTF-8");
    set_up(&app, &server.address);
    app.window.element("[data-testid^=\"row-\"]");
    app.dies();

    locks();
    let app = App::starts(&profile, "en_GB.UTF-8");
    // The key store asks for its password in a window of its own. Ours is there meanwhile, and says so once the person has
    // sent that away.
    app.window.element(&id("stage-locked"));
    types_into_the_question(&app, &["key", "Escape"]);
    app.window.wait("the person is told", |window| window.text(&id("stage-error")).contains("key store is locked").then_some(()));
    app.window.click(&id("unlock"));
    types_into_the_question(&app, &["type", "--delay", "20", PASSWORD]);
    types_into_the_question(&app, &["key", "Return"]);
    app.window.element("[data-testid^=\"row-\"]");
    app.dies();
}

/// What a person types into the window in which the key store asks for its password.
fn types_into_the_question(app: &App, words: &[&str]) {
    app.window.wait("the key store asks", |_| {
        let found = Command::new("xdotool").args(["search", "--onlyvisible", "--name", "Unlock.*Keyring"]).output().unwrap();
        let window = String::from_utf8_lossy(&found.stdout).lines().next()?.to_owned();
        let typed = Command::new("xdotool").args(["windowactivate", "--sync", &window]).args(words).status();
        typed.is_ok_and(|typed| typed.success()).then_some(())
    });
}

fn locks() {
    let status = Command::new("dbus-send")
        .args(["--session", "--print-reply", "--dest=org.freedesktop.secrets", "/org/freedesktop/secrets"])
        .args(["org.freedesktop.Secret.Service.Lock", "array:objpath:/org/freedesktop/secrets/collection/login"])
        .stdout(Stdio::null())
        .status();
    assert!(status.unwrap().success(), "the key store locks");
}
