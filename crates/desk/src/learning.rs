//! What the desk goes by that people wrote down as articles: the team's vocabulary for search, the rules by which a new ticket is
//! classified; and what it learned from closed tickets. Kept by the indexer's thread.

use holdfast_domain::{Purpose, TicketId};
use holdfast_search::Vocabulary;
use holdfast_search::guess::{Learner, Rules};
use holdfast_store::ArticleFilter;
use std::sync::PoisonError;

use crate::error::DeskError;
use crate::work::Work;

/// Closed tickets read in one round of the indexer.
const AT_ONCE: u32 = 200;
/// Closed tickets learned from; more change no guess.
const MOST: u32 = 30_000;

/// How far learning has come, between rounds.
pub(crate) enum Learning {
    Under { learner: Option<Box<Learner>>, before: Option<TicketId>, read: u32 },
    Done,
}

impl Learning {
    pub(crate) fn begin() -> Self {
        Self::Under { learner: None, before: None, read: 0 }
    }

    /// Reads a few closed tickets; answers whether there are more.
    pub(crate) fn step(&mut self, work: &Work) -> Result<bool, DeskError> {
        let Self::Under { learner, before, read } = self else { return Ok(false) };
        // By now it is known how the team speaks.
        let learner = learner.get_or_insert_with(|| Box::new(work.search.learner()));
        let tickets = work.store.closed_before(*before, AT_ONCE)?;
        for (ticket, question) in &tickets {
            if let Some(category) = &ticket.category {
                learner.learn(&format!("{}\n{question}", ticket.subject), category);
            }
        }
        *read = read.saturating_add(u32::try_from(tickets.len()).unwrap_or(u32::MAX));
        if tickets.is_empty() && *read == 0 {
            // Nothing is here yet: the first pull may be on its way.
            return Ok(false);
        }
        if let Some((last, _)) = tickets.last().filter(|_| *read < MOST) {
            *before = Some(last.id);
            return Ok(true);
        }
        *work.guessing.model.write().unwrap_or_else(PoisonError::into_inner) = Some(learner.model());
        *self = Self::Done;
        Ok(false)
    }
}

/// The text of the team's articles of a purpose, one after the other.
fn text_of(work: &Work, purpose: Purpose) -> Result<String, DeskError> {
    let mut text = String::new();
    for article in work.store.articles(ArticleFilter::Purposes, work.now())? {
        let counts = article.is_published() && article.withdrawn_at.is_none() && article.content.personal.is_none();
        if counts && article.content.purpose == Some(purpose) {
            text.push_str(&article.content.body);
            text.push('\n');
        }
    }
    Ok(text)
}

/// Goes by what the articles say now. `known` is the fingerprint of the vocabulary that search goes by.
pub(crate) fn adopt(work: &Work, known: &mut Option<String>) -> Result<(), DeskError> {
    let (rules, _) = Rules::read(&text_of(work, Purpose::Rules)?);
    *work.guessing.rules.write().unwrap_or_else(PoisonError::into_inner) = rules;
    let (vocabulary, _) = Vocabulary::read(&text_of(work, Purpose::Vocabulary)?);
    let fingerprint = vocabulary.fingerprint();
    if known.as_ref() != Some(&fingerprint) {
        if work.search.use_vocabulary(vocabulary) {
            tracing::info!("the index is to be built anew for the team's vocabulary");
        }
        *known = Some(fingerprint);
    }
    Ok(())
}
