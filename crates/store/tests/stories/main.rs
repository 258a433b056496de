//! The desk's store, told as stories of Mia's desk.
#![allow(
    clippy::print_stderr,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

mod world;

mod alerts;
mod articles;
mod convergence;
mod customers;
mod cuts;
mod damage;
mod durable;
mod erased;
mod export;
mod flips;
mod keys;
mod lists;
mod migrations;
mod pull;
mod push;
mod secrecy;
mod speed;
mod upkeep;
