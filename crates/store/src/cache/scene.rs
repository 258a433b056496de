//! What replaying what is pending needs besides the thing itself.

use holdfast_domain::{Role, Timestamp};

use super::Directory;
use super::callers::Spelling;
use super::cursor::Place;

/// What replaying needs besides what is pending.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub(crate) place: &'a Place,
    pub(crate) role: Role,
    pub(crate) now: Timestamp,
    pub(crate) directory: &'a Directory,
    pub(crate) spelling: &'a Spelling,
}
