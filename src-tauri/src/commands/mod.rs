//! Every command of the window: each asks the desk and nothing else. The bindings are made from these signatures.

mod customers;
mod drills;
mod export;
mod files;
mod knowledge;
mod lists;
mod of_desk;
mod outages;
mod presence;
mod schedules;
mod stage;
mod work;

use crate::events::{Changed, Opens};
use tauri_specta::{Builder, collect_commands, collect_events};

/// The commands and events, for the app and for the bindings.
pub fn builder() -> Builder<tauri::Wry> {
    Builder::new().disable_serde_phases().events(collect_events![Changed, Opens]).commands(collect_commands![
        stage::desk_state,
        stage::try_here,
        stage::team_server,
        stage::connect,
        stage::back_to_welcome,
        stage::sign_in,
        stage::sign_in_again,
        stage::set_unlock,
        stage::unlock,
        stage::lock,
        stage::settings,
        stage::save_settings,
        stage::shortcut_trouble,
        stage::chime,
        stage::quit,
        stage::to_open,
        work::team,
        work::view_counts,
        work::list,
        work::next_up,
        lists::filters,
        lists::count_filter,
        lists::save_filter,
        lists::remove_filter,
        lists::bulk,
        lists::snooze,
        lists::wake,
        lists::time_in_words,
        lists::link_tickets,
        lists::merge_choices,
        lists::merge_ticket,
        lists::unmerge_ticket,
        work::ticket,
        work::clock_story,
        work::earlier,
        work::customer_history,
        customers::change_customer,
        customers::join_customers,
        customers::part_customer,
        customers::reveal_customer,
        customers::customers_alike,
        work::mark_read,
        work::reply,
        work::take_back,
        work::send_now,
        work::note,
        work::preview_message,
        work::colleagues,
        work::forward_preview,
        work::forward,
        work::show_pictures,
        work::set_field,
        work::transition,
        work::claim,
        work::assign,
        work::tag,
        work::capture,
        work::match_customers,
        work::capture_number,
        work::save_draft,
        work::save_capture,
        work::load_capture,
        work::capture_into,
        work::outbox,
        work::held,
        work::held_decided,
        work::decide,
        work::note_change,
        knowledge::search,
        knowledge::suggest,
        knowledge::article,
        knowledge::article_difference,
        knowledge::outdated,
        knowledge::quick_replies,
        knowledge::knowledge_overview,
        knowledge::article_draft,
        knowledge::save_article_draft,
        knowledge::drop_article_draft,
        knowledge::article_from_ticket,
        knowledge::suggest_article,
        knowledge::decide_suggestion,
        knowledge::withdraw_article,
        knowledge::check_article,
        knowledge::request_change,
        knowledge::acknowledge_notice,
        knowledge::unhelpful,
        knowledge::guess,
        knowledge::faults,
        knowledge::preview,
        knowledge::tick_step,
        knowledge::note_steps,
        work::alerts,
        work::fresh_alerts,
        work::acknowledge_alerts,
        work::snooze_alerts,
        work::take_alert,
        work::set_task,
        work::end_task,
        work::save_docked,
        work::docked,
        work::request,
        work::step_request,
        work::complain,
        work::step_complaint,
        schedules::schedules,
        schedules::save_schedule,
        schedules::try_schedule,
        schedules::read_calendar,
        outages::outages,
        outages::report_outage,
        outages::end_outage,
        outages::outage_scripts,
        outages::call_backs,
        outages::call_back,
        outages::hand_over_calls,
        outages::impact,
        outages::save_impact,
        outages::save_calls,
        outages::contingency,
        outages::save_paper,
        outages::save_outage_form,
        outages::outage_form,
        drills::begin_drill,
        drills::drill,
        drills::drill_start,
        drills::drill_hurry,
        drills::drill_end,
        drills::drill_close,
        work::connection,
        work::try_now,
        presence::look_at,
        presence::present,
        export::export_work,
        export::import_work,
        files::attach,
        files::attach_to_article,
        files::detach,
        files::want_file,
        files::save_file,
        files::file_preview,
    ])
}

#[cfg(test)]
mod tests {
    use specta_typescript::Typescript;
    use std::fs;

    const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/src/ipc/bindings.ts");

    /// `UPDATE_BINDINGS=1 cargo test --bin holdfast bindings` writes them anew.
    #[test]
    fn bindings_are_what_the_window_was_built_with() {
        let folder = std::env::temp_dir().join(format!("holdfast-bindings-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let made = folder.join("bindings.ts");
        let header =
            "// The window's vocabulary, made from the shell's commands. Do not edit: see src-tauri/src/commands/mod.rs.\n/* eslint-disable */\n";
        super::builder().export(Typescript::default().header(header), &made).unwrap();
        let made = fs::read_to_string(made).unwrap();
        fs::remove_dir_all(folder).unwrap();
        if std::env::var_os("UPDATE_BINDINGS").is_some() {
            fs::write(COMMITTED, &made).unwrap();
        }
        // A command that is not named in both places is there and cannot be called.
        let (named, allowed) = (include_str!("../../../build.rs"), include_str!("../../capabilities/main.json"));
        for command in made.split("__TAURI_INVOKE").filter_map(|rest| rest.split_once("(\"")?.1.split_once('"')).map(|(name, _)| name) {
            assert!(named.contains(&format!("\"{command}\"")), "build.rs does not name {command}");
            assert!(allowed.contains(&format!("\"allow-{}\"", command.replace('_', "-"))), "capabilities/main.json does not allow {command}");
        }
        assert!(
            fs::read_to_string(COMMITTED).unwrap_or_default() == made,
            "ui/src/ipc/bindings.ts is out of date: UPDATE_BINDINGS=1 cargo test --bin holdfast bindings"
        );
    }
}
