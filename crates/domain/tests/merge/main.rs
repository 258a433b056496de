//! The laws of merging, each over chance lives of three desks, a customer and a team server (SYNC 3.3 T0).
//!
//! [`lives`] makes the lives; the other files each hold one family of laws.
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

mod apart;
mod concurrent;
mod foresee;
mod guard;
mod laws;
mod lease;
mod lives;
mod table;
mod tags;
