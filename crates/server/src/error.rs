//! Why a team server could not start.

use std::io;
use std::net::SocketAddr;

use crate::clock::NoRandomness;
use crate::ledger::LedgerError;
use crate::sample::SampleError;
use crate::tls::TlsError;

/// Why the server could not start.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// Without TLS only this computer may connect.
    #[error("{0} can be reached from other computers, and without a certificate passwords would cross the network in the open")]
    NotLoopback(SocketAddr),
    /// Something listens there already.
    #[error("something else is already listening on {0}")]
    PortInUse(SocketAddr),
    /// The address cannot be had.
    #[error("{address} cannot be listened on")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// Another server works on this folder.
    #[error("another team server is already running on {0}")]
    Running(String),
    /// The folder cannot be used.
    #[error("the data folder {path} cannot be used")]
    Folder {
        /// Which.
        path: String,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// TLS cannot be spoken.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// Storage failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The sample team could not be made.
    #[error(transparent)]
    Sample(#[from] SampleError),
    /// No randomness.
    #[error(transparent)]
    Random(#[from] NoRandomness),
    /// The system gives no thread or no runtime.
    #[error("the system gives no thread to serve on")]
    Thread(#[source] io::Error),
}
