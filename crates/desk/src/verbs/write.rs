//! What a person does to a ticket. Each is one operation: written down first, shown at once, sent when it can be.

use holdfast_domain::{Action, Field, MessageKind, Status, TicketId};
use holdfast_store::Source;
use std::collections::BTreeMap;

use super::article::citations;
use super::input::id;
use super::ticket::SETTABLE;
use crate::error::DeskError;
use crate::view::{Cited, Queued, SeqNumber};
use crate::work::Work;

impl Work {
    /// A public reply. `seen` is the newest public message that was on screen.
    ///
    /// # Errors
    /// A rejection, e.g. `empty-text`; `article-outdated` when an article in it says something else by now (K9);
    /// `disk-full` when it could not be written down.
    pub fn reply(&self, ticket: &str, body: &str, seen: Option<SeqNumber>, articles: &[Cited]) -> Result<Queued, DeskError> {
        if !self.outdated(articles, None)?.is_empty() {
            return Err(DeskError::new("article-outdated"));
        }
        let (ticket, cited) = (id::<TicketId>(ticket)?, citations(articles)?);
        let seen = seen.map(SeqNumber::seq);
        let versions = cited.iter().filter(|cited| cited.version > 0).map(|cited| (cited.article, cited.version)).collect();
        let articles = cited.into_iter().map(|cited| cited.article).collect();
        self.say(Source::Draft(MessageKind::Reply), ticket, Action::Reply { body: body.trim().to_owned(), articles, versions }, seen)
    }

    /// An internal note.
    ///
    /// # Errors
    /// As [`Self::reply`].
    pub fn note(&self, ticket: &str, body: &str) -> Result<Queued, DeskError> {
        let ticket = id::<TicketId>(ticket)?;
        self.say(Source::Draft(MessageKind::Note), ticket, Action::Note { body: body.trim().to_owned() }, None)
    }

    /// A new value for subject, urgency, category or queue.
    ///
    /// # Errors
    /// As [`Self::reply`].
    pub fn set_field(&self, ticket: &str, field: Field, value: &str) -> Result<Queued, DeskError> {
        let ticket = id::<TicketId>(ticket)?;
        if !SETTABLE.contains(&field) {
            return Err(DeskError::new("bad-value"));
        }
        let old = self.store.ticket(ticket)?.ok_or_else(|| DeskError::new("ticket-missing"))?.value(field);
        self.act(ticket, Action::SetField { field, old, new: value.trim().to_owned() }, None)
    }

    /// A new status.
    ///
    /// # Errors
    /// `not-legal` when the status does not lead there.
    pub fn transition(&self, ticket: &str, to: Status) -> Result<Queued, DeskError> {
        let ticket = id::<TicketId>(ticket)?;
        let from = self.store.ticket(ticket)?.ok_or_else(|| DeskError::new("ticket-missing"))?.status;
        self.act(ticket, Action::Transition { from, to }, None)
    }

    /// Takes a ticket that is nobody's.
    ///
    /// # Errors
    /// `taken-over` when it is somebody's.
    pub fn claim(&self, ticket: &str) -> Result<Queued, DeskError> {
        let ticket = id(ticket)?;
        let queued = self.act(ticket, Action::Claim, None)?;
        self.want_files_of(ticket)?;
        Ok(queued)
    }

    /// Gives a ticket to somebody, and says why.
    ///
    /// # Errors
    /// `empty-text` without a reason, when it has an owner.
    pub fn assign(&self, ticket: &str, agent: &str, reason: &str) -> Result<Queued, DeskError> {
        self.act(id::<TicketId>(ticket)?, Action::Assign { to: id(agent)?, reason: reason.to_owned() }, None)
    }

    /// Adds and removes tags.
    ///
    /// # Errors
    /// As [`Self::reply`].
    pub fn tag(&self, ticket: &str, add: &[String], remove: &[String]) -> Result<Queued, DeskError> {
        let ticket = id::<TicketId>(ticket)?;
        let shown = self.store.ticket(ticket)?.ok_or_else(|| DeskError::new("ticket-missing"))?;
        let seen = |tag: &String| shown.tags.0.get(tag).map(|adds| (tag.clone(), adds.clone()));
        let remove: BTreeMap<_, _> = remove.iter().filter_map(seen).collect();
        self.act(ticket, Action::Tag { add: add.to_vec(), remove }, None)
    }
}
