//! What a new ticket is about, guessed from its own text: category, queue, urgency, each with its reason. Two ways that add up:
//! rules that a lead writes as lines of an article, and a model learned over the team's closed tickets. Owns no category, no
//! queue and no urgency: values are names that the caller resolves. Needs no network, stores nothing, decides nothing.

mod calibration;
mod counts;
mod learned;
mod line;
mod phrase;
mod rules;

pub use learned::{Learner, Model};
pub use line::{LineFault, Reason};
pub use rules::Rules;

/// How much of a text is read, in bytes: what a customer wants stands at the beginning, and what follows is quoted mail.
const READ: usize = 16 * 1024;

/// What is guessed of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    Category,
    Queue,
    Urgency,
}

/// One guess and why. Nothing is set by it: a person or a policy takes it or leaves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    pub what: What,
    /// As the rule has it or the closed tickets have it; of an urgency the name on the wire (`low`, `normal`, `high`, `emergency`).
    pub value: String,
    pub because: Because,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// A rule, by its line in the article (the first is 1), and the words of the text that met it, as the customer wrote them.
    Rule { line: u32, words: Vec<String> },
    /// Closed tickets with such words were of this category.
    Learned {
        /// Those that spoke most for it, at most three, as the customer wrote them.
        words: Vec<String>,
        /// How many of a hundred such guesses are right.
        share: u8,
        /// Tickets that were learned from.
        of: u32,
    },
}

/// Rules first; what they leave open, the model may fill. At most one guess for each `What`, in their order.
///
/// The first Chinese text that a model reads waits for the dictionary, as the first search does: see `Search::warm`.
#[must_use]
pub fn guess(rules: &Rules, model: Option<&Model>, text: &str) -> Vec<Guess> {
    let mut guesses = rules.guess(text);
    if !guesses.iter().any(|guess| guess.what == What::Category) {
        guesses.extend(model.and_then(|model| model.guess(text)));
        guesses.sort_by_key(|guess| guess.what);
    }
    guesses
}
