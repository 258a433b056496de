//! The team server, told at its doors: HTTP, the command line, what is brought in.
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

mod command;
mod desk;
mod digest;
mod erase;
mod export;
mod import;
mod large;
mod lease;
mod pull;
mod push;
mod sample;
mod session;
