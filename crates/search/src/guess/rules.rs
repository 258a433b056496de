//! The rules of a team: an article's text, one rule a line, and what they say of a ticket. Words may be met anywhere in the text;
//! what a customer denies or has done already is for the rule's `!` to exclude, not for this file to understand.
//!
//! ```text
//! # a comment
//! 退款, 退货 ! 已退款 -> category refund/request, queue 售后
//! 投诉 & 经理, complaint & manager -> urgency high
//! ```

use super::line::{self, LineFault, Reason, Rule};
use super::phrase::{Phrase, Reading};
use super::{Because, Guess, READ, What};
use crate::fields::first_part;

/// More is a list that nobody reads any more; it also bounds the time of a guess.
const MOST: usize = 2_000;

/// Rules in the order of their lines: the first one that is met decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    rules: Vec<(u32, Rule)>,
}

impl Rules {
    /// Reads an article's text. A line with a fault is no rule; the others are.
    #[must_use]
    pub fn read(text: &str) -> (Self, Vec<LineFault>) {
        let mut rules = Vec::new();
        let mut faults = Vec::new();
        for (line, written) in (1u32..).zip(text.lines()) {
            match line::read(written) {
                Ok(None) => {}
                Ok(Some(_)) if rules.len() >= MOST => faults.push(LineFault { line, reason: Reason::TooMany }),
                Ok(Some(rule)) => rules.push((line, rule)),
                Err(reason) => faults.push(LineFault { line, reason }),
            }
        }
        (Self { rules }, faults)
    }

    /// Every value that a rule sets, and its line: the caller knows which categories and queues there are, and tells the lead.
    pub fn values(&self) -> impl Iterator<Item = (u32, What, &str)> {
        self.rules.iter().flat_map(|(line, rule)| rule.sets.iter().map(|(what, value)| (*line, *what, value.as_str())))
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// At most one guess for each `What`, in their order: that of the first rule in the article that is met.
    #[must_use]
    pub fn guess(&self, text: &str) -> Vec<Guess> {
        if self.is_empty() {
            return Vec::new();
        }
        let reading = Reading::of(first_part(text, READ));
        let mut guesses: Vec<Guess> = Vec::new();
        for (line, rule) in &self.rules {
            let mut open = rule.sets.iter().filter(|(what, _)| !guesses.iter().any(|guess| guess.what == *what)).peekable();
            if open.peek().is_none() {
                continue;
            }
            let Some(words) = rule.met_by(&reading) else { continue };
            let because = Because::Rule { line: *line, words };
            let new: Vec<Guess> = open.map(|(what, value)| Guess { what: *what, value: value.clone(), because: because.clone() }).collect();
            guesses.extend(new);
        }
        guesses.sort_by_key(|guess| guess.what);
        guesses
    }
}

impl Rule {
    /// The words of the text that meet it.
    fn met_by(&self, reading: &Reading<'_>) -> Option<Vec<String>> {
        let words = self.wanted.iter().find_map(|all| found(reading, all))?;
        let excluded = self.unwanted.iter().any(|all| found(reading, all).is_some());
        (!excluded).then_some(words)
    }
}

fn found(reading: &Reading<'_>, all: &[Phrase]) -> Option<Vec<String>> {
    all.iter().map(|phrase| reading.find(phrase).map(str::to_owned)).collect()
}
