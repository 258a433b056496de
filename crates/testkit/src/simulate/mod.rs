//! The simulator: desks, a server and every misfortune of SYNC 3.4, in virtual time and from one seed, with every
//! invariant of SYNC 3.5 checked on the way. The sync engine, the rules of the outbox, the meaning of operations and the
//! server's push and pull are the real ones; storage and network are played, so that a life takes milliseconds.

mod cached;
mod faults;
mod files;
mod filing;
mod ledger;
mod memory;
mod mutant;
mod network;
mod oracle;
mod person;
mod reader;
mod shelf;
mod sight;
mod state;
mod store;
mod team;
mod transaction;
mod world;

pub use files::FileStore;
pub use memory::MemoryStore;
pub use mutant::Mutant;
pub use store::{Confirmed, DeskStore};
pub use world::{Plan, Told, live};

/// Lives the life of a seed in memory.
///
/// # Errors
/// Which promise was broken, and when.
pub fn in_memory(seed: u64, acts: u32, mutant: Option<Mutant>) -> Result<Told, String> {
    live(&Plan { seed, acts, mutant, store: Box::new(move |_| Box::new(MemoryStore::new(mutant))) })
}

/// The same over real encrypted files: slower by far, and the desk's whole store with it.
///
/// # Errors
/// Which promise was broken, and when.
pub fn over_files(seed: u64, acts: u32) -> Result<Told, String> {
    live(&Plan { seed, acts, mutant: None, store: Box::new(|_| Box::new(FileStore::new())) })
}
