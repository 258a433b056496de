//! The knowledge base, told as stories of who looks for what.
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

mod analysis;
mod finding;
mod guess;
mod hostile;
mod meaning;
mod sealed;
mod vocabulary;
