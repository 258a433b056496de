//! Values between the window and the desk: identities as text, counts.

use crate::error::DeskError;
use std::str::FromStr;

/// An identity as the window hands it back.
pub(crate) fn id<T: FromStr>(text: &str) -> Result<T, DeskError> {
    text.parse().map_err(|_| DeskError::new("ticket-missing"))
}

/// A count for the window.
pub(crate) fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
