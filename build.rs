//! Builds the window's frame: tauri reads its configuration and the capabilities, which name every command.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

/// The commands of src-tauri/src/commands/mod.rs: only those named here and in src-tauri/capabilities can be called.
const COMMANDS: &[&str] = &[
    "desk_state",
    "try_here",
    "team_server",
    "connect",
    "back_to_welcome",
    "sign_in",
    "sign_in_again",
    "set_unlock",
    "unlock",
    "lock",
    "settings",
    "save_settings",
    "to_open",
    "team",
    "view_counts",
    "list",
    "next_up",
    "clock_story",
    "ticket",
    "earlier",
    "customer_history",
    "mark_read",
    "reply",
    "take_back",
    "send_now",
    "filters",
    "count_filter",
    "save_filter",
    "remove_filter",
    "bulk",
    "snooze",
    "wake",
    "time_in_words",
    "link_tickets",
    "note",
    "preview_message",
    "colleagues",
    "forward_preview",
    "forward",
    "show_pictures",
    "set_field",
    "transition",
    "claim",
    "assign",
    "tag",
    "capture",
    "match_customers",
    "capture_number",
    "save_draft",
    "save_capture",
    "load_capture",
    "outbox",
    "held",
    "decide",
    "note_change",
    "search",
    "suggest",
    "article",
    "article_difference",
    "outdated",
    "quick_replies",
    "knowledge_overview",
    "article_draft",
    "save_article_draft",
    "drop_article_draft",
    "article_from_ticket",
    "suggest_article",
    "decide_suggestion",
    "withdraw_article",
    "check_article",
    "request_change",
    "acknowledge_notice",
    "unhelpful",
    "guess",
    "faults",
    "preview",
    "tick_step",
    "note_steps",
    "alerts",
    "acknowledge_alerts",
    "snooze_alerts",
    "take_alert",
    "quit",
    "set_task",
    "end_task",
    "save_docked",
    "docked",
    "request",
    "step_request",
    "complain",
    "step_complaint",
    "schedules",
    "save_schedule",
    "try_schedule",
    "read_calendar",
    "connection",
    "try_now",
    "export_work",
    "import_work",
    "attach",
    "attach_to_article",
    "detach",
    "want_file",
    "save_file",
    "file_preview",
    "held_decided",
];

fn main() -> ExitCode {
    // The window is embedded when the app is compiled. Without it (a plain `cargo check`) an empty page stands in.
    let page = Path::new("ui/dist/index.html");
    if !page.exists() && fs::create_dir_all("ui/dist").is_ok() {
        let _ = fs::write(page, "<!doctype html><title>Holdfast</title><p>The window is not built: cargo xtask run</p>");
    }
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-changed=ui/dist");
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo:warning={error:#}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
