//! `cargo xtask dev`: Vite's server with hot reload, and the app built to load its pages from there.

use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use crate::cargo::cargo;
use crate::failure::Done;
use crate::options::Options;
use crate::say;
use crate::system::{self, Need};
use crate::ui;
use crate::workspace::Workspace;

const PORT: u16 = 1420;

/// Runs both until the app is closed; then, or on ctrl-c, both have ended.
pub fn dev(work: &Workspace, words: &[String]) -> Done {
    Options::read(words, &[], &[])?;
    system::ensure(Need::Build)?;
    ui::build(work)?;
    let port = PORT.to_string();
    // Vite itself, not the package's own `dev`, which shows invented data without the app.
    let server = ["exec", "--no", "--", "vite", "--host", "127.0.0.1", "--port", &port, "--strictPort"];
    let mut server = ui::npm(work, &server).or_else(format!("read the output above; port {PORT} must be free")).spawn()?;
    server.wait_until(answers)?;
    say::step(format_args!("The app, with its pages from http://127.0.0.1:{PORT}"));
    // Tauri's build merges this over tauri.conf.json, so that no other build ever knows a development address.
    let config = format!(r#"{{"build":{{"devUrl":"http://127.0.0.1:{PORT}"}}}}"#);
    cargo(work, &["run", "--package", "holdfast"]).env("TAURI_CONFIG", config).run()
}

fn answers() -> bool {
    let address = SocketAddr::from(([127, 0, 0, 1], PORT));
    TcpStream::connect_timeout(&address, Duration::from_millis(200)).is_ok()
}
