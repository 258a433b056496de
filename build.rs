//! Builds the window's frame: tauri reads its configuration and the capabilities, which name every command.

use std::env;
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
    "shortcut_trouble",
    "chime",
    "to_open",
    "team",
    "view_counts",
    "list",
    "next_up",
    "clock_story",
    "ticket",
    "earlier",
    "customer_history",
    "change_customer",
    "join_customers",
    "part_customer",
    "reveal_customer",
    "customers_alike",
    "mark_read",
    "reply",
    "take_back",
    "send_now",
    "outages",
    "report_outage",
    "end_outage",
    "outage_scripts",
    "call_backs",
    "call_back",
    "hand_over_calls",
    "impact",
    "save_impact",
    "save_calls",
    "contingency",
    "save_paper",
    "save_outage_form",
    "outage_form",
    "begin_drill",
    "drill",
    "drill_start",
    "drill_hurry",
    "drill_end",
    "drill_close",
    "filters",
    "count_filter",
    "save_filter",
    "remove_filter",
    "bulk",
    "snooze",
    "wake",
    "time_in_words",
    "link_tickets",
    "merge_choices",
    "merge_ticket",
    "unmerge_ticket",
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
    "capture_into",
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
    "fresh_alerts",
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
    "look_at",
    "present",
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
    // The functions that a day's work calls lie together, and the rest of the program stays on the disk. Written by `cargo xtask
    // order` (docs/decisions/0041-order.md).
    println!("cargo:rerun-if-env-changed=HOLDFAST_ORDER");
    if let Ok(order) = env::var("HOLDFAST_ORDER") {
        println!("cargo:rerun-if-changed={order}");
        println!("cargo:rustc-link-arg-bin=holdfast=-Wl,--symbol-ordering-file={order},--no-warn-symbol-ordering");
    }
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo:warning={error:#}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
