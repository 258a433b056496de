//! The team server: what desks sync with.
//!
//! `http` and `cli` are the two doors; both lead to `push`, `pull`, `session`, `import` and `sample`, which know storage
//! only as the trait in `ledger`. The meaning of operations is `holdfast_domain::apply`, the same as on a desk.

#![forbid(unsafe_code)]
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs))]

mod alerts;
mod bulk;
mod cli;
pub mod clock;
pub mod erase;
mod error;
pub mod events;
pub mod export;
pub mod files;
mod folder;
mod http;
pub mod identity;
pub mod import;
pub mod ledger;
pub mod merge;
mod presence;
pub mod pull;
pub mod push;
pub mod sample;
pub mod serve;
pub mod server;
pub mod session;
pub mod tls;
pub mod words;

pub use cli::run_cli;
pub use clock::Clock;
pub use error::ServerError;
pub use sample::SAMPLE_PASSWORD;
pub use serve::{Running, ServeOptions, serve};
pub use server::Server;
pub use tls::TlsFiles;
