//! What a person is told when something cannot be done: a code that the catalogues have a sentence for, and what to put into it.

use holdfast_domain::sla::ScheduleError;
use holdfast_domain::time::wall_date;
use holdfast_domain::{Rejection, Timestamp};
use holdfast_protocol::ProblemCode;
use holdfast_store::{ExportError, StoreError};
use holdfast_sync::{Failure, Stop};
use serde::Serialize;
use specta::Type;
use std::collections::BTreeMap;

/// A sentence to show: `error-<code>` of the catalogues, with its arguments. The cause goes to the log, never to the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type, thiserror::Error)]
#[error("{code} {detail:?}")]
pub struct DeskError {
    /// The message is `error-<code>`.
    pub code: String,
    /// Its arguments.
    pub detail: BTreeMap<String, String>,
}

impl DeskError {
    /// An error without arguments.
    #[must_use]
    pub fn new(code: &str) -> Self {
        Self { code: code.to_owned(), detail: BTreeMap::new() }
    }

    /// With an argument more.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.detail.insert(name.to_owned(), value.to_string());
        self
    }

    /// Something that should not happen: logged with its cause, told with a reference to the log.
    #[must_use]
    pub fn internal(cause: &dyn std::error::Error) -> Self {
        let mut bytes = [0_u8; 4];
        let reference = if getrandom::fill(&mut bytes).is_ok() { format!("{:08x}", u32::from_be_bytes(bytes)) } else { "log".to_owned() };
        let mut text = cause.to_string();
        let mut source = cause.source();
        while let Some(cause) = source {
            text = format!("{text}: {cause}");
            source = cause.source();
        }
        tracing::error!(reference, cause = text, "something failed that should not");
        Self::new("internal").with("reference", reference)
    }
}

impl From<StoreError> for DeskError {
    fn from(error: StoreError) -> Self {
        let code = match &error {
            StoreError::WrongKey => "wrong-passphrase",
            StoreError::DiskFull { .. } => "disk-full",
            StoreError::InUse => "already-running",
            StoreError::Newer { .. } => "profile-newer",
            StoreError::Damaged { .. } => "cache-damaged",
            _ => return Self::internal(&error),
        };
        tracing::warn!(%error, "the store refused");
        Self::new(code)
    }
}

impl From<ExportError> for DeskError {
    fn from(error: ExportError) -> Self {
        tracing::info!(%error, "unsent work was not exported or not brought in");
        match error {
            ExportError::WrongPassphrase => Self::new("file-passphrase"),
            ExportError::Damaged => Self::new("file-damaged"),
            ExportError::Foreign => Self::new("file-foreign"),
            ExportError::Newer { .. } => Self::new("file-newer"),
            ExportError::OtherPerson { name } => Self::new("file-other-person").with("name", name),
            ExportError::OtherTeam { team } => Self::new("file-other-team").with("team", team),
            ExportError::TooLarge => Self::new("file-too-large"),
            ExportError::Io(source) => {
                tracing::warn!(%source, "the file of an export failed");
                Self::new("file-not-reached")
            }
            ExportError::Store(error) => error.into(),
        }
    }
}

impl From<holdfast_search::SearchError> for DeskError {
    fn from(error: holdfast_search::SearchError) -> Self {
        Self::internal(&error)
    }
}

impl From<ScheduleError> for DeskError {
    fn from(error: ScheduleError) -> Self {
        match error {
            ScheduleError::Zone(zone) => Self::new("schedule-zone").with("zone", zone),
            ScheduleError::Time(time) => Self::new("schedule-time").with("time", time),
            ScheduleError::NeverOpen => Self::new("schedule-never-open"),
            ScheduleError::NoName => Self::new("schedule-no-name"),
            ScheduleError::TooMany(most) => Self::new("schedule-too-many").with("most", most),
            ScheduleError::TooFar => Self::new("schedule-too-far"),
        }
    }
}

impl From<Rejection> for DeskError {
    fn from(rejection: Rejection) -> Self {
        let error = Self::new(rejection.code());
        match rejection {
            Rejection::NotLegal { from, to } => error.with("from", from).with("to", to),
            Rejection::BodyTooLong { limit } => error.with("limit", limit / 1024),
            _ => error,
        }
    }
}

impl DeskError {
    /// What to say of a failure of the network. `now` is what this computer shows.
    #[must_use]
    pub fn of_failure(failure: &Failure, address: &str, now: Timestamp) -> Self {
        tracing::info!(%failure, "the team server did not do what was asked");
        match failure {
            Failure::Unreachable(_) | Failure::Timeout => Self::new("server-unreachable").with("address", address),
            Failure::Malformed(_) => Self::new("server-answer-broken"),
            Failure::Certificate(_) if failure.is_about_date() => Self::new("check-clock").with("date", wall_date(now)),
            Failure::Certificate(_) => Self::new("certificate-untrusted"),
            Failure::Refused { problem, .. } => match problem.code {
                ProblemCode::WrongPassword => Self::new("wrong-password"),
                ProblemCode::Token => Self::new("expired-token"),
                ProblemCode::Revoked => Self::new("device-revoked"),
                ProblemCode::Version => Self::version(problem.version.unwrap_or_default()),
                ProblemCode::Resync | ProblemCode::Scope => Self::new("other-epoch"),
                ProblemCode::NoFile | ProblemCode::BadRequest | ProblemCode::Gap | ProblemCode::Forked | ProblemCode::Internal => {
                    Self::new("server-answer-broken")
                }
                ProblemCode::Busy => Self::new("server-unreachable").with("address", address),
            },
        }
    }

    /// What to say when sync stands still.
    #[must_use]
    pub fn of_stop(stop: &Stop) -> Self {
        match stop {
            Stop::Token => Self::new("expired-token"),
            Stop::Revoked => Self::new("device-revoked"),
            Stop::Version { server } => Self::version(*server),
            Stop::Forked => Self::new("device-forked"),
            Stop::DiskFull => Self::new("disk-full"),
            Stop::ResyncLoop => Self::new("other-epoch"),
        }
    }

    fn version(server: u32) -> Self {
        Self::new("version-mismatch").with("server", server).with("desk", holdfast_protocol::VERSION)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_that_does_not_hold_today_asks_to_look_at_the_clock() {
        let code = |text: &str| DeskError::of_failure(&Failure::Certificate(text.to_owned()), "", Timestamp::from_millis(0));
        let told = code("invalid peer certificate: certificate not valid yet: verification time 0 (UNIX), but certificate is not valid before 17");
        assert_eq!(told.code, "check-clock");
        assert!(told.detail.contains_key("date"), "and says which day it takes for today: {told}");
        assert_eq!(code("invalid peer certificate: certificate expired: verification time 9").code, "check-clock");
        assert_eq!(code("invalid peer certificate: UnknownIssuer").code, "certificate-untrusted");
    }
}
