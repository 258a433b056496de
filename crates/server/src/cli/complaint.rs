//! What went wrong, as a sentence that says what to do, and an exit code.

use holdfast_domain::Rejection;
use std::error::Error;
use std::process::ExitCode;

use crate::error::ServerError;
use crate::export::ExportError;
use crate::import::ImportError;
use crate::ledger::{LedgerError, OpenFailure};
use crate::sample::SampleError;
use crate::server::ReceiveError;
use crate::session::SessionError;
use crate::words::{Place, Words};

/// Why a command did not work.
#[derive(Debug, thiserror::Error)]
pub(super) enum Complaint {
    #[error(transparent)]
    Server(#[from] ServerError),
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    #[error(transparent)]
    Sample(#[from] SampleError),
    #[error(transparent)]
    Session(#[from] SessionError),
    #[error(transparent)]
    Import(#[from] ImportError),
    #[error(transparent)]
    Export(#[from] ExportError),
    #[error(transparent)]
    Receive(#[from] ReceiveError),
    #[error(transparent)]
    Random(#[from] crate::clock::NoRandomness),
    #[error("{0}")]
    Input(#[from] std::io::Error),
    #[error("{0} holds no key")]
    Key(String),
    /// A sentence of the catalogue with at most one place, which says it all.
    #[error("{key} {value}")]
    Said { key: &'static str, place: &'static str, value: String },
}

impl Complaint {
    pub(super) fn said(key: &'static str, place: &'static str, value: impl Into<String>) -> Self {
        Self::Said { key, place, value: value.into() }
    }

    pub(super) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Server(ServerError::PortInUse(_)) => ExitCode::from(2),
            _ => ExitCode::FAILURE,
        }
    }

    pub(super) fn sentence(&self, words: &Words) -> String {
        match self {
            Self::Server(error) => server(error, words),
            Self::Ledger(error)
            | Self::Sample(SampleError::Ledger(error))
            | Self::Import(ImportError::Ledger(error))
            | Self::Export(ExportError::Ledger(error)) => ledger(error, words),
            Self::Export(ExportError::Occupied(path)) => words.say("export-occupied", &[("path", Place::Text(path))]),
            Self::Export(ExportError::Foreign(path)) => words.say("export-foreign", &[("path", Place::Text(path))]),
            Self::Export(ExportError::File { path, source }) => {
                words.say("export-failed", &[("path", Place::Text(path)), ("reason", Place::Text(&source.to_string()))])
            }
            Self::Receive(ReceiveError::Rejected(Rejection::BadOutage | Rejection::PastDue)) => words.say("outage-refused", &[]),
            Self::Receive(ReceiveError::NoTicket(number)) => words.say("customer-no-ticket", &[("number", Place::Text(&number.to_string()))]),
            Self::Key(file) => words.say("key-failed", &[("file", Place::Text(file))]),
            Self::Said { key, place, value } => words.say(key, &[(place, Place::Text(value))]),
            other => words.say("failed", &[("reason", Place::Text(&chain(other)))]),
        }
    }
}

fn server(error: &ServerError, words: &Words) -> String {
    let address = |key: &str, address: &std::net::SocketAddr| words.say(key, &[("address", Place::Text(&address.to_string()))]);
    match error {
        ServerError::NotLoopback(at) => address("not-loopback", at),
        ServerError::PortInUse(at) => address("port-in-use", at),
        ServerError::Bind { address, source } => {
            words.say("bind-failed", &[("address", Place::Text(&address.to_string())), ("reason", Place::Text(&source.to_string()))])
        }
        ServerError::Running(folder) => words.say("already-running", &[("folder", Place::Text(folder))]),
        ServerError::Folder { path, source } => folder(path, source, words),
        ServerError::Tls(error) => words.say("tls-failed", &[("reason", Place::Text(&chain(error)))]),
        ServerError::Ledger(error) | ServerError::Sample(SampleError::Ledger(error)) => ledger(error, words),
        ServerError::Sample(_) | ServerError::Random(_) | ServerError::Thread(_) => words.say("failed", &[("reason", Place::Text(&chain(error)))]),
    }
}

fn ledger(error: &LedgerError, words: &Words) -> String {
    match error {
        LedgerError::Open(OpenFailure::Folder { path, source }) => folder(path, source, words),
        LedgerError::Full(_) => words.say("disk-full", &[("reason", Place::Text(&chain(error)))]),
        _ => words.say("ledger-failed", &[("reason", Place::Text(&chain(error)))]),
    }
}

fn folder(path: &str, source: &std::io::Error, words: &Words) -> String {
    words.say("folder-failed", &[("folder", Place::Text(path)), ("reason", Place::Text(&source.to_string()))])
}

/// An error with everything that led to it.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        source = cause.source();
    }
    text
}
