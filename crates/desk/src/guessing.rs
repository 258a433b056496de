//! What new tickets are guessed by, for whoever asks.

use holdfast_search::guess::{Model, Rules};
use std::sync::RwLock;

/// What tickets are guessed by.
#[derive(Debug, Default)]
pub(crate) struct Guessing {
    pub(crate) rules: RwLock<Rules>,
    pub(crate) model: RwLock<Option<Model>>,
}
