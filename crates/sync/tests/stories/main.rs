//! The engine, told as stories.
#![allow(
    clippy::print_stderr,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod desk;
mod engine;
mod files;
mod listening;
mod presence;
mod upkeep;
