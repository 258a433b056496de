//! What was done here and has not simply been sent: waiting, held, rejected. Nothing leaves this list by itself but by being done.

use holdfast_domain::{Action, HeldReason, MessageKind, OperationId};
use holdfast_store::{Entry, EntryFilter, EntryState};

use super::input::id;
use crate::error::DeskError;
use crate::present::item_state;
use crate::view::{Decision, HeldItem, OutboxRow, Tag};
use crate::work::Work;

const SHOWN: u32 = 300;
/// How many of the messages around a held reply are shown.
const AROUND: u32 = 20;

impl Work {
    /// What was done here offline or has not been sent, newest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn outbox(&self) -> Result<Vec<OutboxRow>, DeskError> {
        let entries = self.store.entries(EntryFilter { ticket: None, undone_only: false, limit: SHOWN })?;
        let worth_showing = |entry: &Entry| entry.operation.offline || !matches!(entry.state, EntryState::Acknowledged { .. } | EntryState::Done);
        entries.into_iter().filter(worth_showing).filter_map(|entry| self.outbox_row(&entry).transpose()).collect()
    }

    fn outbox_row(&self, entry: &Entry) -> Result<Option<OutboxRow>, DeskError> {
        let Some(state) = item_state(entry) else { return Ok(None) };
        let operation = &entry.operation;
        let ticket = self.store.ticket(operation.ticket)?;
        let (number, subject) = ticket.map(|ticket| (ticket.number.to_string(), ticket.subject)).unwrap_or_default();
        Ok(Some(OutboxRow {
            operation: operation.id.to_string(),
            ticket: operation.ticket.to_string(),
            number,
            subject,
            kind: operation.action.name().to_owned(),
            summary: summary(&operation.action),
            state,
            at: operation.composed_at.into(),
            offline: operation.offline,
            reason: match &entry.state {
                EntryState::Held { reason } => Some(format!("held-{}", held_name(*reason))),
                EntryState::Rejected { rejection } => Some(format!("error-{}", rejection.code())),
                _ => None,
            },
        }))
    }

    /// The replies that wait for their author: what was seen, what is new, and the text.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn held(&self) -> Result<Vec<HeldItem>, DeskError> {
        let entries = self.store.entries(EntryFilter { ticket: None, undone_only: true, limit: SHOWN })?;
        let mut held = Vec::new();
        for entry in entries {
            let EntryState::Held { reason } = entry.state else { continue };
            let operation = entry.operation;
            let Some(ticket) = self.store.ticket(operation.ticket)? else { continue };
            let seen = operation.seen.unwrap_or_default();
            let (messages, _) = self.store.messages(operation.ticket, None, AROUND)?;
            let (mut before, mut since) = (Vec::new(), Vec::new());
            for message in messages.into_iter().filter(|message| message.kind.is_public()) {
                if message.seq.is_some_and(|seq| seq <= seen) {
                    before.push(message.body)
                } else if message.seq.is_some() {
                    since.push(message.body)
                }
            }
            held.push(HeldItem {
                operation: operation.id.to_string(),
                ticket: operation.ticket.to_string(),
                number: ticket.number.to_string(),
                subject: ticket.subject,
                reason: format!("held-{}", held_name(reason)),
                seen: before.split_off(before.len().saturating_sub(2)),
                news: since,
                text: operation.action.text().unwrap_or_default().to_owned(),
                at: operation.composed_at.into(),
            });
        }
        Ok(held)
    }

    /// What to do with a held or rejected text. Sending anyway is a new operation that has seen what is new, and is guarded again.
    ///
    /// # Errors
    /// A rejection of the new operation; the old one then stays as it was.
    pub fn decide(&self, operation: &str, decision: Decision) -> Result<(), DeskError> {
        let id = id::<OperationId>(operation)?;
        let entry = self.store.entry(id)?.ok_or_else(|| DeskError::new("gone"))?;
        if !matches!(entry.state, EntryState::Held { .. } | EntryState::Rejected { .. }) {
            // It is on its way and arrives once by itself; doing it again would do it twice.
            return Err(DeskError::new("gone"));
        }
        let (ticket, text) = (entry.operation.ticket, entry.operation.action.text().unwrap_or_default().to_owned());
        let kind = if matches!(entry.operation.action, Action::Note { .. }) { MessageKind::Note } else { MessageKind::Reply };
        let action = match decision {
            Decision::SendAnyway => Some(entry.operation.action.clone()),
            Decision::Note => Some(Action::Note { body: text.clone() }),
            Decision::Edit | Decision::Discard => None,
        };
        // Between the old one's end and the new one's beginning the text lies in the draft: a crash there loses nothing
        // and sends nothing twice.
        if decision != Decision::Discard {
            self.store.save_draft(ticket, kind, &text, &[], self.now())?;
        }
        let operation = action.map(|action| self.operation(ticket, action, None)).transpose()?;
        let end = operation.as_ref().map_or(holdfast_store::Decision::Discard, |operation| holdfast_store::Decision::Replace(operation.id));
        let touched = self.store.decide(id, end, self.now())?;
        self.touched(&touched);
        // What waited behind it may go now.
        self.written();
        if let Some(operation) = operation {
            self.transact(operation)?;
            self.forget_draft(ticket, kind)?;
        }
        self.tell(vec![Tag::Outbox, Tag::Connection, Tag::Lists, Tag::Ticket(ticket.to_string())]);
        Ok(())
    }

    /// The person has seen that somebody else changed the same field.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn note_change(&self, operation: &str) -> Result<(), DeskError> {
        let id = id::<OperationId>(operation)?;
        let ticket = self.store.entry(id)?.map(|entry| entry.operation.ticket);
        self.store.note(id)?;
        self.tell(ticket.map(|ticket| Tag::Ticket(ticket.to_string())).into_iter().collect());
        Ok(())
    }

    /// Operations and drafts on this computer that nobody else has.
    pub(crate) fn unsent(&self) -> Result<u32, DeskError> {
        let counts = self.store.counts()?;
        Ok([counts.waiting, counts.sending, counts.held, counts.uncertain, counts.rejected, counts.drafts].iter().sum())
    }
}

/// A line of what was meant.
fn summary(action: &Action) -> String {
    match action {
        Action::SetField { new, .. } => new.clone(),
        Action::Transition { to, .. } => to.to_string(),
        Action::Tag { add, .. } => add.join(" "),
        Action::Assign { reason, .. } => reason.clone(),
        action => action.text().unwrap_or_default().chars().take(160).collect(),
    }
}

pub(crate) const fn held_name(reason: HeldReason) -> &'static str {
    match reason {
        HeldReason::NewerMessage => "newer-message",
        HeldReason::Closed => "closed",
        HeldReason::TakenOver => "taken-over",
        HeldReason::TooOld => "too-old",
    }
}
