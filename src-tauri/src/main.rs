//! The shell: window, tray, native alerts, key store, and the commands of the window. No rule, no SQL, no HTTP.
//!
//! The same program is the sample team server when it is started with `--team-server` (docs/decisions/0004).

#![cfg_attr(all(not(debug_assertions), target_os = "windows"), windows_subsystem = "windows")]

mod app;
mod chime;
mod commands;
mod computer;
mod drill;
mod events;
mod keys;
mod log;
mod notify;
mod platform;
mod raise;
mod shortcut;
mod team_server;
mod tray;
mod wall_clock;

use std::process::ExitCode;

fn main() -> ExitCode {
    if std::env::args().nth(1).is_some_and(|argument| argument == team_server::ARGUMENT) {
        return holdfast_server::run_cli(std::env::args_os().take(1).chain(std::env::args_os().skip(2)));
    }
    platform::prepare();
    app::run(holdfast_server::SAMPLE_PASSWORD)
}
