//! The story of an outage, told in the real window: a real team server, a real key store, a real notification daemon.
//!
//! Run by `cargo xtask test` (and its first steps, with pictures, by `cargo xtask run` where there is no display) on a
//! desktop that xtask brings up. On any other it does not start: it would take over the person's own. That desktop is Linux's,
//! and `called` knows the breakpoints of one kind of processor.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]
#![allow(
    clippy::print_stderr,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test that cannot go on should stop loudly"
)]

mod alerts;
mod app;
mod bus;
mod called;
mod calls;
mod closing;
mod day;
mod drill;
mod looks;
mod memory;
mod outage;
mod paint;
mod refusals;
mod server;
mod soon;
mod webdriver;

use std::path::PathBuf;

/// The first steps, with pictures, for who has no display.
#[test]
fn tour() {
    if let Some(pictures) = std::env::var_os("HOLDFAST_TOUR") {
        looks::tour(&PathBuf::from(pictures));
    }
}

/// A figure, for whoever asks for it.
#[test]
fn paint() {
    if let Some(tickets) = std::env::var_os("HOLDFAST_PAINT") {
        paint::figures(tickets.to_string_lossy().parse().unwrap_or(0));
    }
}

/// As [`paint`].
#[test]
fn memory() {
    if let Some(minutes) = std::env::var_os("HOLDFAST_MEMORY") {
        memory::figures(minutes.to_string_lossy().parse().unwrap_or(60));
    }
}

#[test]
fn an_outage_is_practised_in_a_window_of_its_own() {
    if is_asked_for_stories() {
        drill::practised();
    }
}

#[test]
fn an_agent_works_through_an_outage_and_nothing_is_lost() {
    if is_asked_for_stories() {
        outage::story();
    }
}

#[test]
fn a_day_of_sixty_tickets_by_keyboard_goes_out_once() {
    if is_asked_for_stories() {
        day::day(false);
    }
}

#[test]
fn a_day_of_sixty_tickets_by_keyboard_goes_out_once_after_an_outage() {
    if is_asked_for_stories() {
        day::day(true);
    }
}

#[test]
fn an_outage_is_told_worked_through_and_made_good_by_calls() {
    if is_asked_for_stories() {
        calls::made_good();
    }
}

#[test]
fn a_storm_of_alerts_is_one_notification_and_nothing_of_it_is_lost_or_repeated() {
    if is_asked_for_stories() {
        alerts::storm();
    }
}

#[test]
fn what_is_said_of_a_matter_goes_from_the_screen_by_itself_when_that_is_over() {
    if is_asked_for_stories() {
        alerts::taken_back();
    }
}

#[test]
fn a_closed_window_leaves_the_clocks_watched_says_so_once_and_comes_back() {
    if is_asked_for_stories() {
        closing::to_the_tray();
    }
}

#[test]
fn a_port_that_another_program_has_is_named_and_can_be_tried_again() {
    if is_asked_for_stories() {
        refusals::a_taken_port();
    }
}

#[test]
fn a_locked_key_store_is_told_and_opens_the_desk_once_it_is_unlocked() {
    if is_asked_for_stories() {
        refusals::a_locked_key_store();
    }
}

/// Neither pictures nor figures were asked for.
fn is_asked_for_stories() -> bool {
    ["HOLDFAST_TOUR", "HOLDFAST_PAINT", "HOLDFAST_MEMORY"].iter().all(|name| std::env::var_os(name).is_none())
}
