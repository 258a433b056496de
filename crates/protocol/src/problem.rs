//! What a team server says when it cannot do what was asked: a code that the desk acts on, and a sentence for the log.

use serde::{Deserialize, Serialize};

/// The body of every answer that is not a success.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// What the desk acts on.
    pub code: ProblemCode,
    /// For a log, in English.
    pub message: String,
    /// For [`ProblemCode::Gap`]: the number the server waits for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_dseq: Option<u64>,
    /// For [`ProblemCode::Version`]: the version the server speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
}

/// What the desk acts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ProblemCode {
    /// 401: login or password is wrong.
    WrongPassword,
    /// 401: the token is unknown or has expired.
    Token,
    /// 403: this desk was revoked.
    Revoked,
    /// 426: the other side speaks another version.
    Version,
    /// 410: the cursor is of another life of the server, or too old: pull anew, keep the outbox.
    Resync,
    /// 410: what the desk's person may see has changed: pull anew, and what they may not see any more goes.
    Scope,
    /// 409: numbers are missing before the first one sent.
    Gap,
    /// 409: another desk uses this desk's identity.
    Forked,
    /// 404: there is no such file here, or not for this person.
    NoFile,
    /// 413 or 400: the request is malformed or too large.
    BadRequest,
    /// 429 or 503: come again later.
    Busy,
    /// 500.
    Internal,
}

impl Problem {
    /// A problem with a sentence for the log.
    #[must_use]
    pub fn new(code: ProblemCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), expected_dseq: None, version: None }
    }
}
