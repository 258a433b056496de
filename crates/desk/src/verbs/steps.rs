//! The steps of a procedure, ticked inside a ticket (K2): kept on this computer as they are ticked, and told to colleagues as
//! an internal note when the agent says so.

use holdfast_domain::{Action, Article, ArticleId, ArticleKind, TicketId};
use std::collections::BTreeSet;

use super::input::id;
use crate::error::DeskError;
use crate::markdown::steps;
use crate::view::{Queued, StepView, Tag};
use crate::work::Work;

/// Ticks are of one version: another one may have other steps.
fn form(article: ArticleId, version: u32, ticket: TicketId) -> String {
    format!("steps:{ticket}:{article}:{version}")
}

impl Work {
    /// The steps of a procedure and which of them were done in a ticket; none without one.
    pub(crate) fn steps_of(&self, article: &Article, ticket: Option<TicketId>) -> Result<Vec<StepView>, DeskError> {
        let Some(ticket) = ticket.filter(|_| article.content.kind == ArticleKind::Procedure) else { return Ok(Vec::new()) };
        let done = self.done(article, ticket)?;
        let view = |(at, text)| StepView { text, done: done.contains(&at) };
        Ok((0_u32..).zip(steps(&article.content.body)).map(view).collect())
    }

    fn done(&self, article: &Article, ticket: TicketId) -> Result<BTreeSet<u32>, DeskError> {
        let kept = self.store.form(&form(article.id, article.version, ticket))?;
        Ok(kept.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
    }

    /// Ticks a step in a ticket, or takes the tick back. Steps are counted from 0.
    ///
    /// # Errors
    /// `gone` when the article is no longer there; `disk-full` when it could not be kept.
    pub fn tick_step(&self, article: &str, ticket: &str, step: u32, done: bool) -> Result<(), DeskError> {
        let (article, ticket) = (self.known_article(id(article)?)?, id::<TicketId>(ticket)?);
        let mut ticked = self.done(&article, ticket)?;
        if done {
            ticked.insert(step)
        } else {
            ticked.remove(&step)
        };
        let json = if ticked.is_empty() { String::new() } else { serde_json::to_string(&ticked).map_err(|error| DeskError::internal(&error))? };
        self.store.save_form(&form(article.id, article.version, ticket), &json)?;
        self.tell(vec![Tag::Knowledge]);
        Ok(())
    }

    /// Writes the steps, done and open, into an internal note.
    ///
    /// # Errors
    /// `gone` when the article is no longer there; `disk-full` when it could not be written down.
    pub fn note_steps(&self, article: &str, ticket: &str) -> Result<Queued, DeskError> {
        let (article, ticket) = (self.known_article(id(article)?)?, id::<TicketId>(ticket)?);
        let version = article.version.to_string();
        let mut body = self.words().say("steps-note", &[("title", &article.content.title), ("version", &version)]);
        for step in self.steps_of(&article, Some(ticket))? {
            body.push_str(if step.done { "\n☑ " } else { "\n☐ " });
            body.push_str(&step.text);
        }
        self.act(ticket, Action::Note { body }, None)
    }
}
