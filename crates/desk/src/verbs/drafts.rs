//! What is being written: saved at each pause in typing, so that a `kill -9` in mid-sentence costs nothing.

use holdfast_domain::{Action, MessageKind, TicketId};
use holdfast_store::Source;

use super::article::citations;
use super::input::id;
use crate::error::DeskError;
use crate::view::{Cited, Millis, Panel, Queued, Tag};
use crate::work::Work;

/// What is written in the panel above the reply: of which kind, and about what on the ticket; nothing, where it is new.
#[derive(Clone, Copy)]
pub(super) struct Docked<'a> {
    pub(super) panel: Panel,
    pub(super) about: &'a str,
}

/// A panel in which something is done to the ticket itself.
pub(super) const fn panel(panel: Panel) -> Docked<'static> {
    Docked { panel, about: "" }
}

impl Docked<'_> {
    pub(super) fn form(self, ticket: TicketId) -> String {
        let panel = match self.panel {
            Panel::Forward => "forward",
            Panel::Task => "task",
            Panel::Request => "request",
            Panel::RequestStep => "request-step",
            Panel::Complaint => "complaint",
            Panel::ComplaintStep => "complaint-step",
            Panel::Closing => "closing",
            Panel::Handover => "handover",
            Panel::Snooze => "snooze",
            Panel::Link => "link",
            Panel::Merging => "merging",
        };
        format!("dock:{ticket}:{panel}:{}", self.about)
    }
}

impl Work {
    /// Saves what is being written; empty text forgets it. Answers when it was saved.
    ///
    /// # Errors
    /// `disk-full` when it could not be saved.
    pub fn save_draft(&self, ticket: &str, kind: MessageKind, body: &str, articles: &[Cited]) -> Result<Millis, DeskError> {
        let ticket = id::<TicketId>(ticket)?;
        let articles = citations(articles)?;
        let now = self.now();
        let before = self.store.drafts_of(ticket)?.iter().any(|draft| draft.kind == kind);
        self.store.save_draft(ticket, kind, body, &articles, now)?;
        if self.store.leads_to(ticket)? != ticket {
            // It was merged a moment ago: the text goes where the ticket went.
            self.store.move_drafts(now)?;
        }
        if before == body.is_empty() {
            // A draft appeared or went: its row and the count say so. Each further key changes neither.
            self.tell(vec![Tag::Lists]);
        }
        Ok(now.into())
    }

    /// Saves what is being written in the panel above the reply; empty text forgets it.
    ///
    /// # Errors
    /// `disk-full` when it could not be saved.
    pub fn save_docked(&self, ticket: &str, panel: Panel, about: &str, json: &str) -> Result<(), DeskError> {
        // Where the window says: what became part of another ticket is joined with what is written there by whoever writes.
        Ok(self.store.save_form(&Docked { panel, about }.form(id::<TicketId>(ticket)?), json)?)
    }

    /// What was being written in the panel, here or on a ticket that became part of this one.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn docked(&self, ticket: &str, panel: Panel, about: &str) -> Result<Option<String>, DeskError> {
        for form in self.docked_forms(self.store.leads_to(id::<TicketId>(ticket)?)?, Docked { panel, about })? {
            if let Some(json) = self.store.form(&form)?.filter(|json| !json.is_empty()) {
                return Ok(Some(json));
            }
        }
        Ok(None)
    }

    /// Its own, and those of the tickets that became part of it.
    fn docked_forms(&self, ticket: TicketId, docked: Docked<'_>) -> Result<Vec<String>, DeskError> {
        let merged = self.store.ticket(ticket)?.map(|ticket| ticket.merged).unwrap_or_default();
        Ok(std::iter::once(ticket).chain(merged).map(|ticket| docked.form(ticket)).collect())
    }

    /// What was written in the panel is said: it is an operation from now on, and no form any more. Without words the form stays.
    pub(super) fn say_docked(&self, ticket: &str, docked: Docked<'_>, action: Action) -> Result<Queued, DeskError> {
        if action.text().is_none_or(str::is_empty) {
            return self.act(self.store.leads_to(id::<TicketId>(ticket)?)?, action, None);
        }
        self.do_docked(ticket, docked, action)
    }

    /// What was chosen and written in the panel is done: it is an operation from now on, and no form any more.
    pub(super) fn do_docked(&self, ticket: &str, docked: Docked<'_>, action: Action) -> Result<Queued, DeskError> {
        let ticket = self.store.leads_to(id::<TicketId>(ticket)?)?;
        let forms = self.docked_forms(ticket, docked)?;
        let queued = self.say(Source::Form(&docked.form(ticket)), ticket, action, None)?;
        for form in forms.iter().skip(1) {
            if self.store.form(form)?.is_some() {
                self.store.save_form(form, "")?;
            }
        }
        Ok(queued)
    }
}
