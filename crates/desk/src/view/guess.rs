//! What a ticket may be about, and why that is thought.

use serde::Serialize;
use specta::Type;

/// What is guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Guessed {
    /// Its category.
    Category,
    /// Its queue.
    Queue,
    /// How much it presses.
    Urgency,
}

/// A guess and its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct GuessView {
    /// What is guessed.
    pub what: Guessed,
    /// A category's key, a queue's identity, an urgency.
    pub value: String,
    /// In the desk's language; of an urgency its name on the wire.
    pub name: String,
    /// The line of the rule that says so; none when it was learned.
    pub line: Option<u32>,
    /// The customer's words that speak for it.
    pub words: Vec<String>,
    /// How many of a hundred such guesses are right, when it was learned.
    pub share: Option<u32>,
    /// From how many closed tickets it was learned.
    pub of: Option<u32>,
}

/// A line of rules or vocabulary that is not gone by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FaultyLine {
    /// From 1.
    pub line: u32,
    /// Why, as a sentence `fault-…` of the catalogues.
    pub reason: String,
    /// What is not known.
    pub value: Option<String>,
}
