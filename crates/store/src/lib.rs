//! The desk's store: encrypted SQLite for what is confirmed (`cache.db`) and what is not (`outbox.db`), the sealed
//! journal behind the outbox, sealed attachments, and the keys of it all. The only crate of the desk with SQL.
//!
//! Owns durability: what [`Store::transact`] has answered is fsynced. Owns neither a clock (`now` is an argument), nor
//! the network, nor what an operation means (`holdfast_domain::apply`).
//!
//! One lock per file stands where a writer thread might: writers are few, each call is short, and the caller already
//! is off the window's thread. Lock order: cache, then outbox. Drafts take the outbox alone and never wait for a page.
#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic))]

mod blobs;
mod cache;
mod cipher;
mod database;
mod disk;
#[doc(hidden)]
pub mod doors;
mod error;
mod journal;
mod keys;
mod outbox;
mod read;
mod sealed_file;
mod secret;
mod slots;
mod store;
mod touched;

pub use cache::{Bootstrap, CacheState, Cursor, Directory, Spelling};
pub use database::{CACHE_MIGRATIONS, OUTBOX_MIGRATIONS};
pub use error::{ExportError, StoreError};
pub use keys::{DataKey, KeyUse};
pub use outbox::plan;
pub use outbox::{
    Counts, CutOff, Decision, End, Ended, Entry, EntryFilter, EntryState, Identity, ItemState, OutboxState, StoredAlert, StoredDraft, Withdrawn,
};
pub use read::{ArticleFilter, Conversation, IndexItem, Lane, ListFilter, Listed};
pub use secret::Secret;
pub use slots::{Cost, SlotKind, Slots};
pub use store::{Blob, Exported, Faults, FilePlace, FileTask, Imported, Opened, Raised, Source, Store, Written};
pub use touched::Touched;
