//! A world for tests: team servers that can be killed and restored, desks that crash, clocks that are moved.
//!
//! Real parts throughout: the real server on loopback, the real desk with its encrypted files, the real network. Only
//! what a computer brings (clock, key store, notifications, window) is played, and waiting is for conditions, never
//! for time.
#![allow(
    clippy::print_stderr,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should stop loudly"
)]

mod call;
pub mod chance;
mod computer;
mod desk;
mod impostor;
mod practice;
pub mod simulate;
mod wire;
mod world;

pub use call::call;
pub use computer::{Computer, TestClock};
pub use desk::TestDesk;
pub use impostor::Impostor;
pub use practice::Practice;
pub use wire::{Fault, Wire};
pub use world::{World, nobody, times_said};
