//! Sync: a desk and its team server agree, whenever one can be reached.
//!
//! [`engine`] is a pure step function: facts come in as events, what to do comes out as effects. [`driver`] is the
//! only part that does anything, over a [`replica::Replica`] (the desk's store) and a [`transport::Transport`] (HTTP).

pub mod driver;
pub mod engine;
pub mod http;
pub mod offset;
pub mod pictures;
pub mod replica;
pub mod team_time;
pub mod transport;

pub use driver::{Driver, Handle, Others};
pub use engine::{Effect, Engine, Event, Link, Report, Stop};
pub use offset::Offset;
pub use replica::{FileMoved, FileStep, Pull, Replica, ReplicaError, Sealed, Standing};
pub use team_time::{Kept, Quality, Reading, TeamTime};
pub use transport::{Answer, Failure, Heard, Payload, Request, Transport};
