//! What is being written: saved at each pause in typing, so that a `kill -9` in mid-sentence costs nothing.

use holdfast_domain::{MessageKind, TicketId};

use super::article::citations;
use super::input::id;
use crate::error::DeskError;
use crate::view::{Cited, Millis, Tag};
use crate::work::Work;

/// The form of a call.
pub(crate) const CAPTURE: &str = "capture";

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

    /// Saves the half-filled capture form.
    ///
    /// # Errors
    /// `disk-full` when it could not be saved.
    pub fn save_capture(&self, json: &str) -> Result<(), DeskError> {
        Ok(self.store.save_form(CAPTURE, json)?)
    }

    /// The half-filled capture form.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn load_capture(&self) -> Result<Option<String>, DeskError> {
        Ok(self.store.form(CAPTURE)?.filter(|json| !json.is_empty()))
    }
}
