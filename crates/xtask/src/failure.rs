//! The one error of the task runner: what failed, and what the person at the keyboard can do about it.

use std::fmt;

/// Shorthand for a step that may fail.
pub type Done<T = ()> = Result<T, Failure>;

/// A step that did not succeed.
#[derive(Debug)]
pub struct Failure {
    what: String,
    remedy: String,
}

impl Failure {
    /// `what` is a statement of fact, `remedy` an imperative.
    pub fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: remedy.into() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}\n  what to do: {}", self.what, self.remedy)
    }
}

impl std::error::Error for Failure {}
