//! Whole desks and a real team server, told as stories.
//!
//! One program for all of them: each test program links the whole house, which costs two hundred megabytes and ten seconds.
#![allow(
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops at the first surprise"
)]

mod access;
mod alerts;
mod articles;
mod asked;
mod bad_input;
mod capture;
mod chimes;
mod claims;
mod copies;
mod customers;
mod cut_off;
mod departments;
mod drill;
mod erased;
mod export;
mod files;
mod four_hours;
mod handing_over;
mod held;
mod journeys;
mod lists;
mod merging;
mod merging_by_hand;
mod next;
mod outage_laws;
mod outages;
mod peers;
mod plaintext;
mod presence;
mod schedules;
mod sending;
mod shut_out;
mod simulate;
mod time;
mod versions;
mod writing;
