//! Sending part of a conversation on to somebody outside: what goes is put together here, shown before, and goes as it was shown.

use holdfast_domain::forward::is_address;
use holdfast_domain::{Action, Attachment, Author, Forwarded, MOST_FILES, Message, OperationId, Ticket, TicketId, Timestamp};
use holdfast_store::Source;
use std::collections::BTreeSet;

use super::drafts::Docked;
use super::input::id;
use crate::error::DeskError;
use crate::html::text_of_html;
use crate::present::{Names, due_time};
use crate::view::{ForwardDraft, ForwardPreview, Millis, Panel, Queued};
use crate::work::Work;

/// So many messages go along, the newest of them.
const MESSAGES: u32 = 100;

impl Work {
    /// What would be sent on: one message, or all that the customer may read.
    ///
    /// # Errors
    /// `ticket-missing`; `bad-value` for a message that is not for the customer: notes stay inside.
    pub fn forward_preview(&self, ticket: &str, message: Option<&str>) -> Result<ForwardPreview, DeskError> {
        let (ticket, messages) = self.public(ticket, message)?;
        Ok(ForwardPreview {
            subject: self.words().say("forward-subject", &[("subject", &ticket.subject)]),
            text: self.passed_on(&ticket, &messages)?,
            messages: messages.iter().map(|message| message.id.to_string()).collect(),
            files: self.files_view(&files_of(&messages)),
        })
    }

    /// Sends on what was shown, under words of one's own. It leaves when it can no longer be taken back, or at the time it is put
    /// off to.
    ///
    /// # Errors
    /// `bad-address`; `past-due` when it is put off to a time that has passed; as [`Self::forward_preview`].
    pub fn forward(&self, ticket: &str, draft: &ForwardDraft, at: Option<Millis>) -> Result<Queued, DeskError> {
        let to = draft.to.trim();
        if !is_address(to) {
            return Err(DeskError::new("bad-address"));
        }
        let now = self.now();
        let send_at = match at.map(Millis::instant) {
            Some(at) if at <= now => return Err(DeskError::new("past-due")),
            Some(at) => Some(at),
            None => self.undo_until(now),
        };
        let wanted: BTreeSet<_> = draft.messages.iter().collect();
        let (shown, mut messages) = self.public(ticket, None)?;
        messages.retain(|message| wanted.contains(&message.id.to_string()));
        if messages.is_empty() || messages.len() < wanted.len() {
            return Err(DeskError::new("forward-changed"));
        }
        let forwarded = Forwarded {
            to: to.to_owned(),
            subject: draft.subject.split_whitespace().collect::<Vec<_>>().join(" "),
            text: self.passed_on(&shown, &messages)?,
            messages: messages.iter().map(|message| message.id).collect(),
        };
        let action = Action::Forward { body: draft.body.trim().to_owned(), forwarded: Box::new(forwarded) };
        let operation = self.operation(shown.id, action, None)?.with_files(files_of(&messages));
        let docked = Docked { panel: Panel::Forward, about: draft.message.as_deref().unwrap_or_default() };
        self.say_with(Source::Form(&docked.form(shown.id)), operation, Vec::new(), send_at)
    }

    /// What was sent on and is taken back stands in its panel again. Kept before it is withdrawn: no crash in between loses a word.
    pub(super) fn keep_forwards(&self, ids: &[OperationId]) -> Result<(), DeskError> {
        for operation in ids {
            let Some(entry) = self.store.entry(*operation)? else { continue };
            let (Action::Forward { body, forwarded }, Some(ticket)) = (&entry.operation.action, entry.operation.about.ticket()) else { continue };
            // Where the conversation is one message, all of it was meant.
            let about = match forwarded.messages.as_slice() {
                [one] if self.public(&ticket.to_string(), None)?.1.len() > 1 => one.to_string(),
                _ => String::new(),
            };
            let form = Docked { panel: Panel::Forward, about: &about }.form(ticket);
            let json = serde_json::json!({ "text": body, "to": forwarded.to, "subject": forwarded.subject });
            if self.store.form(&form)?.is_none_or(|kept| kept.is_empty()) {
                self.store.save_form(&form, &json.to_string())?;
            }
        }
        Ok(())
    }

    /// A ticket with the messages on it that its customer may read, or one of them.
    fn public(&self, ticket: &str, message: Option<&str>) -> Result<(Ticket, Vec<Message>), DeskError> {
        let ticket = self.store.leads_to(id::<TicketId>(ticket)?)?;
        let shown = self.store.ticket(ticket)?.ok_or_else(|| DeskError::new("ticket-missing"))?;
        let (mut messages, _) = self.store.messages(ticket, None, MESSAGES)?;
        messages.retain(|one| one.kind.is_public() && message.is_none_or(|wanted| one.id.to_string() == wanted));
        if messages.is_empty() {
            return Err(DeskError::new("bad-value"));
        }
        Ok((shown, messages))
    }

    fn passed_on(&self, ticket: &Ticket, messages: &[Message]) -> Result<String, DeskError> {
        let (names, words) = (Names::of(self), self.words());
        let customer = self.store.customer(ticket.customer)?.map(|customer| customer.name).unwrap_or_default();
        let one = |message: &Message| {
            let name = match message.author {
                Author::Customer(_) => customer.clone(),
                Author::Agent(author) => names.agent(author).unwrap_or_default(),
            };
            // The day is always said: whoever reads it does so on another.
            let time = due_time(words, message.at, Timestamp::default());
            let head = words.say("forward-from", &[("name", &name), ("time", &time)]);
            let said = if message.html { text_of_html(&message.body) } else { message.words().trim().to_owned() };
            format!("{head}\n{said}")
        };
        let all = messages.iter().map(one).collect::<Vec<_>>().join("\n\n");
        Ok(format!("{}\n\n{all}", words.say("forward-head", &[])))
    }
}

/// The files of messages, each once.
fn files_of(messages: &[Message]) -> Vec<Attachment> {
    let mut files: Vec<Attachment> = Vec::new();
    for file in messages.iter().flat_map(|message| &message.files) {
        if files.len() < MOST_FILES && !files.iter().any(|other| other.hash == file.hash) {
            files.push(file.clone());
        }
    }
    files
}
