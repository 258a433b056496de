//! The one place where what went wrong becomes a status and a [`Problem`].

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use holdfast_protocol::{Problem, ProblemCode};

use crate::files::FileError;
use crate::ledger::LedgerError;
use crate::pull::PullError;
use crate::push::PushError;
use crate::session::SessionError;

/// Seconds after which a desk may come again to a server that has too much to do, or no disk left.
const COME_AGAIN_S: u64 = 5;

/// An answer that is not a success.
#[derive(Debug)]
pub(crate) struct Refusal {
    status: StatusCode,
    problem: Problem,
}

impl Refusal {
    pub(crate) fn new(code: ProblemCode, message: impl Into<String>) -> Self {
        let status = match code {
            ProblemCode::WrongPassword | ProblemCode::Token => StatusCode::UNAUTHORIZED,
            ProblemCode::Revoked => StatusCode::FORBIDDEN,
            ProblemCode::Version => StatusCode::UPGRADE_REQUIRED,
            ProblemCode::Resync | ProblemCode::Scope => StatusCode::GONE,
            ProblemCode::Gap | ProblemCode::Forked => StatusCode::CONFLICT,
            ProblemCode::NoFile => StatusCode::NOT_FOUND,
            ProblemCode::BadRequest => StatusCode::BAD_REQUEST,
            ProblemCode::Busy => StatusCode::SERVICE_UNAVAILABLE,
            ProblemCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self { status, problem: Problem::new(code, message) }
    }

    pub(crate) fn version(ours: u32, theirs: &str) -> Self {
        let mut refusal = Self::new(ProblemCode::Version, format!("this team server speaks version {ours}, the desk {theirs}"));
        refusal.problem.version = Some(ours);
        refusal
    }

    pub(crate) fn too_large(limit: usize) -> Self {
        Self { status: StatusCode::PAYLOAD_TOO_LARGE, ..Self::new(ProblemCode::BadRequest, format!("more than {limit} bytes")) }
    }

    pub(crate) fn nowhere() -> Self {
        Self { status: StatusCode::NOT_FOUND, ..Self::new(ProblemCode::BadRequest, "there is nothing here") }
    }

    pub(crate) fn too_many(message: &str) -> Self {
        Self { status: StatusCode::TOO_MANY_REQUESTS, ..Self::new(ProblemCode::Busy, message) }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let come_again = self.problem.code == ProblemCode::Busy;
        let mut response = (self.status, Json(self.problem)).into_response();
        if come_again {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(COME_AGAIN_S));
        }
        response
    }
}

impl From<LedgerError> for Refusal {
    fn from(error: LedgerError) -> Self {
        // The log holds what the database said; a desk is told only what it can act on.
        let source = std::error::Error::source(&error).map(ToString::to_string);
        tracing::error!(error = %error, source, "the ledger failed");
        match error {
            LedgerError::Full(_) => Self::new(ProblemCode::Busy, "the disk of the team server is full"),
            LedgerError::Busy(_) => Self::new(ProblemCode::Busy, "the team server is busy"),
            _ => Self::new(ProblemCode::Internal, error.to_string()),
        }
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self { problem: problem.clone(), ..Self::new(problem.code, problem.message) }
    }
}

impl From<PushError> for Refusal {
    fn from(error: PushError) -> Self {
        match (error.problem(), error) {
            (Some(problem), _) => problem.into(),
            (None, PushError::Ledger(error)) => error.into(),
            (None, other) => Self::new(ProblemCode::Internal, other.to_string()),
        }
    }
}

impl From<FileError> for Refusal {
    fn from(error: FileError) -> Self {
        match (error.problem(), error) {
            (Some(problem), _) => problem.into(),
            (None, FileError::Ledger(error)) => error.into(),
            (None, other) => Self::new(ProblemCode::Internal, other.to_string()),
        }
    }
}

impl From<PullError> for Refusal {
    fn from(error: PullError) -> Self {
        match (error.problem(), error) {
            (Some(problem), _) => problem.into(),
            (None, PullError::Ledger(error)) => error.into(),
            (None, other) => Self::new(ProblemCode::Internal, other.to_string()),
        }
    }
}

impl From<SessionError> for Refusal {
    fn from(error: SessionError) -> Self {
        let message = error.to_string();
        match error {
            SessionError::WrongPassword => Self::new(ProblemCode::WrongPassword, message),
            SessionError::Token => Self::new(ProblemCode::Token, message),
            SessionError::Revoked => Self::new(ProblemCode::Revoked, message),
            SessionError::Hash(_) | SessionError::Random(_) => {
                tracing::error!(error = message, "signing in failed");
                Self::new(ProblemCode::Internal, "signing in failed")
            }
            SessionError::Ledger(error) => error.into(),
        }
    }
}
