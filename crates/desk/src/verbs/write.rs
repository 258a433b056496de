//! What a person does to a ticket. Each is one operation: written down first, shown at once, sent when it can be.

use holdfast_domain::marks::is_marked;
use holdfast_domain::{Action, Closing, Field, Handover, MessageKind, OperationId, Status, TicketId};
use holdfast_store::Source;
use std::collections::BTreeMap;

use super::article::citations;
use super::drafts::panel;
use super::input::{count, id};
use super::ticket::SETTABLE;
use crate::error::DeskError;
use crate::formatted::formatted_note;
use crate::html::plain;
use crate::naming;
use crate::view::{Cited, DraftPlace, Millis, Panel, Preview, Queued, Sending, SeqNumber, TakenBack};
use crate::work::Work;

impl Work {
    /// A public reply. `seen` is the newest public message that was on screen. It leaves when it can no longer be taken back,
    /// or at the time it is put off to; a ticket that is nobody's becomes its author's with it.
    ///
    /// # Errors
    /// A rejection, e.g. `empty-text`; `article-outdated` when an article in it says something else by now (K9);
    /// `past-due` when it is put off to a time that has passed; `disk-full` when it could not be written down.
    pub fn reply(&self, ticket: &str, body: &str, seen: Option<SeqNumber>, articles: &[Cited], sending: Sending) -> Result<Queued, DeskError> {
        if !self.outdated(articles, None)?.is_empty() {
            return Err(DeskError::new("article-outdated"));
        }
        let (ticket, cited) = (id::<TicketId>(ticket)?, citations(articles)?);
        let shown = self.store.ticket(ticket)?.ok_or_else(|| DeskError::new("ticket-missing"))?;
        let now = self.now();
        let send_at = match sending.at.map(Millis::instant) {
            Some(at) if at <= now => return Err(DeskError::new("past-due")),
            Some(at) => Some(at),
            None => self.undo_until(now),
        };
        let versions = cited.iter().filter(|cited| cited.version > 0).map(|cited| (cited.article, cited.version)).collect();
        let articles = cited.into_iter().map(|cited| cited.article).collect();
        let action = Action::Reply { body: self.signed(body), articles, versions };
        let files = self.store.drafts_of(ticket)?.into_iter().find(|draft| draft.kind == MessageKind::Reply).map(|draft| draft.files);
        let reply = self.operation(ticket, action, seen.map(SeqNumber::seq))?.with_files(files.unwrap_or_default());
        let mut besides = Vec::new();
        if let Some(to) = sending.then.filter(|to| *to != shown.status) {
            // A first reply opens a new ticket, so it goes on from there.
            let from = if shown.status == Status::New { Status::Open } else { shown.status };
            besides.push(self.operation(ticket, Action::Transition { from, to, closing: sending.closing }, seen.map(SeqNumber::seq))?);
        }
        if shown.owner.is_none() {
            if sending.at.is_some() {
                // Whoever puts an answer off answers for the ticket from now on, not from then.
                self.act(ticket, Action::claim(), None)?;
            } else {
                // Said with the reply and taken back with it. Somebody may be first: then all of it is held, and says so.
                besides.insert(0, self.operation(ticket, Action::claim(), None)?);
            }
        }
        self.say_with(Source::Draft(MessageKind::Reply), reply, besides, send_at)
    }

    /// What is being written as it will be read: a reply with what will stand under it.
    #[must_use]
    pub fn preview_message(&self, kind: MessageKind, body: &str) -> Preview {
        let body = if kind == MessageKind::Reply { self.signed(body) } else { body.trim().to_owned() };
        let tells = if kind == MessageKind::Note { naming::within(&self.store.directory(), self.me.id, &body) } else { Vec::new() };
        let marked = is_marked(&body) || !tells.is_empty();
        let html = if marked { formatted_note(&body, &tells) } else { plain(&body) };
        Preview { html, marked, tells: tells.into_iter().filter(|one| !one.me).map(|one| one.name).collect() }
    }

    /// The text with the signature under it, once.
    fn signed(&self, body: &str) -> String {
        let (body, settings) = (body.trim(), self.settings());
        let signature = settings.signature.trim();
        if signature.is_empty() || body.is_empty() || body.ends_with(signature) { body.to_owned() } else { format!("{body}\n\n{signature}") }
    }

    /// Takes back what has not left yet. Texts are drafts again.
    ///
    /// # Errors
    /// `has-left` when nothing of it could be taken back.
    pub fn take_back(&self, operations: &[String]) -> Result<TakenBack, DeskError> {
        let ids = operations.iter().map(|operation| id::<OperationId>(operation)).collect::<Result<Vec<_>, _>>()?;
        self.keep_forwards(&ids)?;
        let (withdrawn, touched) = self.store.withdraw(&ids, self.now())?;
        if withdrawn.operations.is_empty() {
            return Err(DeskError::new("has-left"));
        }
        self.touched(&touched);
        let drafts = withdrawn.drafts.iter().map(|(ticket, kind)| DraftPlace { ticket: ticket.to_string(), kind: *kind }).collect();
        Ok(TakenBack { count: count(withdrawn.operations.len()), drafts })
    }

    /// What waits for its time leaves now.
    ///
    /// # Errors
    /// `has-left` when it does not wait any more.
    pub fn send_now(&self, operation: &str) -> Result<(), DeskError> {
        let touched = self.store.release(id(operation)?, self.now())?.ok_or_else(|| DeskError::new("has-left"))?;
        self.touched(&touched);
        self.written();
        Ok(())
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

    /// A new status. Who solves a ticket says what is known then (T15), and what it was about (T6).
    ///
    /// # Errors
    /// `not-legal` when the status does not lead there; `category-missing`.
    pub fn transition(&self, ticket: &str, to: Status, closing: Option<Closing>) -> Result<Queued, DeskError> {
        let id = id::<TicketId>(ticket)?;
        let from = self.store.ticket(id)?.ok_or_else(|| DeskError::new("ticket-missing"))?.status;
        let action = Action::Transition { from, to, closing };
        if closing.is_some() { self.do_docked(ticket, panel(Panel::Closing), action) } else { self.act(id, action, None) }
    }

    /// Puts a ticket aside until a time, or until the customer writes.
    ///
    /// # Errors
    /// `past-due` when the time has passed.
    pub fn snooze(&self, ticket: &str, until: Option<Millis>) -> Result<Queued, DeskError> {
        self.do_docked(ticket, panel(Panel::Snooze), Action::Snooze { until: until.map(Millis::instant) })
    }

    /// What a time means that the person says in plain words; none when it is not understood.
    #[must_use]
    pub fn time_in_words(&self, text: &str) -> Option<Millis> {
        holdfast_domain::plain_time::in_words(text, self.now()).map(Millis::from)
    }

    /// A ticket that was put aside is to be seen again.
    ///
    /// # Errors
    /// `ticket-missing`.
    pub fn wake(&self, ticket: &str) -> Result<Queued, DeskError> {
        self.act(id::<TicketId>(ticket)?, Action::Wake, None)
    }

    /// Notes on both of two tickets that they belong together, or do not.
    ///
    /// # Errors
    /// `bad-link` for a ticket with itself.
    pub fn link_tickets(&self, ticket: &str, other: &str, linked: bool) -> Result<Queued, DeskError> {
        let (ticket, other) = (id::<TicketId>(ticket)?, id::<TicketId>(other)?);
        let there = self.operation(other, Action::Link { other: ticket, linked }, None)?;
        let here = self.operation(ticket, Action::Link { other, linked }, None)?;
        let (id, at) = (here.id, here.composed_at);
        // Each stands for itself: the one may be merged or erased while this desk is cut off.
        let (ends, touched) = self.store.transact_each(vec![vec![here], vec![there]], at)?;
        ends.into_iter().next().unwrap_or(Ok(()))?;
        self.touched(&touched);
        self.written();
        Ok(Queued { operation: id.to_string(), about: ticket.to_string(), number: String::new(), at: at.into(), undo_until: None })
    }

    /// Takes a ticket that is nobody's, or that its owner has not worked on for long: then it says why (T11).
    ///
    /// # Errors
    /// `taken-over` when it is somebody's; `reason-missing`.
    pub fn claim(&self, ticket: &str, reason: &str) -> Result<Queued, DeskError> {
        let ticket = id(ticket)?;
        let queued = self.act(ticket, Action::Claim { reason: reason.trim().to_owned() }, None)?;
        self.want_files_of(ticket)?;
        Ok(queued)
    }

    /// Gives a ticket to somebody, and says why, and what must be known to go on with it (T12).
    ///
    /// # Errors
    /// `empty-text` without a reason, when it has an owner.
    pub fn assign(&self, ticket: &str, agent: &str, reason: &str, handover: Option<Handover>) -> Result<Queued, DeskError> {
        let handover = handover.filter(|handover| !handover.is_empty()).map(Box::new);
        // Given on without a word, it leaves what is half written of the handover where it is.
        let is_said = handover.is_some() || !reason.trim().is_empty();
        let action = Action::Assign { to: id(agent)?, reason: reason.to_owned(), handover };
        if is_said { self.do_docked(ticket, panel(Panel::Handover), action) } else { self.act(id::<TicketId>(ticket)?, action, None) }
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
