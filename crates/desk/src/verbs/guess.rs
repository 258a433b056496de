//! What a new ticket may be about, guessed while it is written down; and what is wrong with the articles that say so.

use holdfast_domain::{Purpose, Urgency};
use holdfast_search::guess::{Because, LineFault, Reason, Rules, What, guess};
use holdfast_search::{Fault, Vocabulary};
use std::sync::PoisonError;

use crate::present::Names;
use crate::view::{FaultyLine, GuessView, Guessed};
use crate::work::Work;

impl Work {
    /// What a text may be about. What names nothing this team has is left out.
    #[must_use]
    pub fn guess(&self, text: &str) -> Vec<GuessView> {
        let names = Names::of(self);
        let rules = self.guessing.rules.read().unwrap_or_else(PoisonError::into_inner);
        let model = self.guessing.model.read().unwrap_or_else(PoisonError::into_inner);
        let resolved = guess(&rules, model.as_ref(), text).into_iter().filter_map(|guess| {
            let (what, value, name) = match guess.what {
                What::Category => (Guessed::Category, guess.value.clone(), names.category(&guess.value)?),
                What::Queue => {
                    let id = self.queue_called(&guess.value)?;
                    (Guessed::Queue, id.clone(), names.queue(&id)?)
                }
                What::Urgency => (Guessed::Urgency, guess.value.clone(), guess.value.clone()),
            };
            let (line, words, share, of) = match guess.because {
                Because::Rule { line, words } => (Some(line), words, None, None),
                Because::Learned { words, share, of } => (None, words, Some(share.into()), Some(of)),
            };
            Some(GuessView { what, value, name, line, words, share, of })
        });
        resolved.collect()
    }

    /// What is wrong with the lines of an article that the desk goes by.
    #[must_use]
    pub fn faults(&self, purpose: Purpose, text: &str) -> Vec<FaultyLine> {
        match purpose {
            Purpose::Vocabulary => {
                let (_, faults) = Vocabulary::read(text);
                faults
                    .into_iter()
                    .map(|fault| FaultyLine {
                        line: u32::try_from(fault.line).unwrap_or(u32::MAX),
                        reason: words_fault(fault.fault).to_owned(),
                        value: None,
                    })
                    .collect()
            }
            Purpose::Rules => {
                let (rules, faults) = Rules::read(text);
                let mut found: Vec<_> = faults.into_iter().map(rule_fault).collect();
                found.extend(rules.values().filter_map(|(line, what, value)| self.unknown(line, what, value)));
                found.sort_by_key(|fault| fault.line);
                found
            }
        }
    }

    /// A value that names nothing this team has.
    fn unknown(&self, line: u32, what: What, value: &str) -> Option<FaultyLine> {
        let reason = match what {
            What::Category => self.store.directory().categories.iter().all(|category| category.key != value).then_some("no-category"),
            What::Queue => self.queue_called(value).is_none().then_some("no-queue"),
            What::Urgency => serde_json::from_value::<Urgency>(value.into()).is_err().then_some("no-urgency"),
        };
        reason.map(|reason| FaultyLine { line, reason: reason.to_owned(), value: Some(value.to_owned()) })
    }

    /// The queue of this name in any language.
    fn queue_called(&self, name: &str) -> Option<String> {
        let directory = self.store.directory();
        let is_called =
            |queue: &&holdfast_domain::Queue| queue.id.to_string() == name || queue.name.0.values().any(|word| word.eq_ignore_ascii_case(name));
        directory.queues.iter().find(is_called).map(|queue| queue.id.to_string())
    }
}

const fn words_fault(fault: Fault) -> &'static str {
    match fault {
        Fault::LongWord => "long-word",
        Fault::LargeGroup => "large-group",
        Fault::ManyWords => "many-words",
        Fault::OneSided => "one-sided",
        Fault::NeverCut => "never-cut",
        _ => "no-word",
    }
}

fn rule_fault(LineFault { line, reason }: LineFault) -> FaultyLine {
    let (reason, value) = match reason {
        Reason::NoArrow => ("no-arrow", None),
        Reason::TwoArrows => ("two-arrows", None),
        Reason::NoWords => ("no-words", None),
        Reason::WordMissing => ("word-missing", None),
        Reason::NothingFollows => ("nothing-follows", None),
        Reason::UnknownKey(key) => ("unknown-key", Some(key)),
        Reason::NoValue(_) => ("no-value", None),
        Reason::UnknownUrgency(urgency) => ("no-urgency", Some(urgency)),
        Reason::Twice(_) => ("twice", None),
        Reason::TooMany => ("too-many", None),
    };
    FaultyLine { line, reason: reason.to_owned(), value }
}
