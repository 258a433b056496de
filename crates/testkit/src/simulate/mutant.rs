//! Faults built in on purpose, to show that the suite finds them: each breaks one thing that a promise rests on.

/// What is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutant {
    /// The stale-reply guard: each reply claims to have seen everything.
    Guard,
    /// Rows and cursor in one transaction: the cursor goes first.
    Cursor,
    /// The dedupe: the server forgets numbers and results.
    Dedupe,
    /// The order: a transaction's number is given before it can be seen.
    Order,
    /// The files: a text goes before what it names is there.
    Files,
    /// What a person may see: a ticket that comes into sight comes without what was written on it.
    Sight,
}

impl Mutant {
    /// Every one.
    pub const ALL: [Self; 6] = [Self::Guard, Self::Cursor, Self::Dedupe, Self::Order, Self::Files, Self::Sight];

    /// What it is called on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Guard => "guard",
            Self::Cursor => "cursor",
            Self::Dedupe => "dedupe",
            Self::Order => "order",
            Self::Files => "files",
            Self::Sight => "sight",
        }
    }
}
