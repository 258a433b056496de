//! Starting programs and stopping them. Every program gets a process group of its own, and a guard outside of
//! this process ends the groups that are left when the task runner ends, however it ends.

mod daemon;
mod guard;
mod step;

pub use daemon::Daemon;
pub use guard::{guard, remove_at_end};
pub use step::Step;

/// Set in the environment of everything that is started, to know our own again. Linux only makes use of it.
const MARK: &str = "HOLDFAST_STARTED_BY";
