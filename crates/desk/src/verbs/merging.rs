//! Tickets of one customer become one, and can be taken apart again for a while.

use holdfast_domain::{Action, Event, MergedBy, NotMerged, Operation, OperationId, Rejection, Ticket, TicketId, may_come_apart, merge};
use holdfast_store::{EntryState, ListFilter};
use std::collections::BTreeSet;

use super::input::id;
use crate::error::DeskError;
use crate::present::Names;
use crate::view::{ApartView, MergeChoices, MergeSide, Queued, Tag};
use crate::work::Work;

/// So many others are offered.
const OFFERED: u32 = 50;

impl Work {
    /// The other tickets of the same customer, as far as a few letters of a number or a subject tell.
    ///
    /// # Errors
    /// `ticket-missing`.
    pub fn merge_choices(&self, ticket: &str, text: &str) -> Result<MergeChoices, DeskError> {
        let own = self.shown(self.store.leads_to(id(ticket)?)?)?;
        let names = Names::of(self);
        let wanted = text.trim().trim_start_matches('#').to_lowercase();
        let customers = self.store.customers_together(own.customer)?.iter().map(|customer| customer.id).collect();
        let all = self.store.list(&ListFilter::Customers(customers), self.now(), 0, OFFERED)?;
        let mut others = Vec::new();
        for other in all.into_iter().map(|listed| listed.ticket).filter(|other| other.id != own.id) {
            if other.number.to_string().to_lowercase().contains(&wanted) || other.subject.to_lowercase().contains(&wanted) {
                others.push(self.side(&names, &other, &own)?);
            }
        }
        let of_another = others.is_empty() && !wanted.is_empty() && self.is_of_another(&wanted, &own)?;
        let first = others.first().map(|other| self.shown(id(&other.ticket)?)).transpose()?;
        Ok(MergeChoices { own: self.side(&names, &own, first.as_ref().unwrap_or(&own))?, others, of_another })
    }

    /// Makes a ticket part of another one. It can be taken back for as long as a reply can.
    ///
    /// # Errors
    /// `merge-same`, `merge-customers`, `merge-queues`, `merge-closed`; `ticket-missing`; `disk-full`.
    pub fn merge_ticket(&self, ticket: &str, into: &str) -> Result<Queued, DeskError> {
        let (from, into) = (self.store.leads_to(id(ticket)?)?, self.store.leads_to(id(into)?)?);
        let number = self.shown(into)?.number.to_string();
        let now = self.now();
        let undo_until = self.undo_until(now);
        let operation = self.merging(from, into)?;
        let queued = self.transact(operation)?;
        self.follow_merged(&[into])?;
        Ok(Queued { about: into.to_string(), number, undo_until: undo_until.map(Into::into), ..queued })
    }

    /// Takes a ticket out again that became part of this one: while it is on this desk alone as if it had never been meant, and
    /// by an act of its own after that.
    ///
    /// # Errors
    /// `unmerge-late`, `unmerge-written`, `unmerge-unknown`; `disk-full`.
    pub fn unmerge_ticket(&self, ticket: &str, other: &str) -> Result<(), DeskError> {
        let (ticket, other) = (self.store.leads_to(id(ticket)?)?, id::<TicketId>(other)?);
        if let Some(merging) = self.merging_of(ticket, other)? {
            let (withdrawn, touched) = self.store.withdraw(&[merging], self.now())?;
            if !withdrawn.operations.is_empty() {
                self.touched(&touched);
                return Ok(());
            }
        }
        self.act(ticket, Action::Unmerge { ticket: other }, None).map(drop)
    }

    /// The operation that makes one ticket part of the other, where nothing that this desk knows speaks against it.
    pub(super) fn merging(&self, from: TicketId, into: TicketId) -> Result<Operation, DeskError> {
        let (other, ticket) = (self.shown(from)?, self.shown(into)?);
        if let Some(why) = self.stay_two(&ticket, &other) {
            return Err(Rejection::NotMerged { why }.into());
        }
        let operation = self.operation(from, Action::Merge { into }, None)?;
        // Whatever the person wants of other things: while it is on this desk alone, it can be as if it had never been meant.
        let send_at = self.undo_until(operation.composed_at).or(Some(operation.composed_at));
        Ok(Operation { send_at, ..operation })
    }

    /// What was being written on tickets that became part of these goes along, and whoever shows them reads again.
    pub(super) fn follow_merged(&self, into: &[TicketId]) -> Result<(), DeskError> {
        let moved = self.store.move_drafts(self.now())?;
        let shown: BTreeSet<TicketId> = moved.into_iter().chain(into.iter().copied()).collect();
        self.tell(shown.iter().map(|ticket| Tag::Ticket(ticket.to_string())).chain([Tag::Lists, Tag::Outbox]).collect());
        Ok(())
    }

    /// What may be taken out of a ticket again.
    pub(super) fn apart(&self, ticket: &Ticket) -> Option<ApartView> {
        let merged = |(index, entry): (usize, &holdfast_domain::HistoryEntry)| match &entry.event {
            Event::Merged { ticket: Some(other), .. } if ticket.merged.contains(other) => {
                let operation = entry.operation.map(|operation| operation.to_string()).unwrap_or_default();
                Some((*other, format!("{operation}-{index}")))
            }
            _ => None,
        };
        let (other, item) = ticket.history.iter().enumerate().rev().find_map(merged)?;
        let number = may_come_apart(ticket, other, self.now()).ok().filter(|_| self.me.role.may_reply())?;
        Some(ApartView { ticket: other.to_string(), number, item })
    }

    fn shown(&self, ticket: TicketId) -> Result<Ticket, DeskError> {
        self.store.ticket(ticket)?.ok_or_else(|| DeskError::new("ticket-missing"))
    }

    /// Why two tickets stay two, by what this desk knows; the team server decides.
    fn stay_two(&self, ticket: &Ticket, other: &Ticket) -> Option<NotMerged> {
        let directory = self.store.directory();
        let is_restricted = |queue| directory.queues.iter().any(|known| known.id == queue && known.restricted);
        if ticket.queue != other.queue && [ticket.queue, other.queue].into_iter().flatten().any(is_restricted) {
            return Some(NotMerged::Queues);
        }
        let by = MergedBy { operation: None, agent: None, device: None, offline: false, at: self.now(), seq: None };
        let all = self.store.customers_together(ticket.customer).unwrap_or_default();
        let are_one = all.iter().any(|customer| customer.id == other.customer);
        let customer = if are_one { ticket.customer } else { other.customer };
        merge(&mut ticket.clone(), &Ticket { customer, ..other.clone() }, None, &by).err()
    }

    fn side(&self, names: &Names, ticket: &Ticket, other: &Ticket) -> Result<MergeSide, DeskError> {
        let (_, messages) = self.store.messages(ticket.id, None, 0)?;
        Ok(MergeSide {
            ticket: ticket.id.to_string(),
            number: ticket.number.to_string(),
            subject: ticket.subject.clone(),
            status: ticket.status,
            owner: ticket.owner.and_then(|owner| names.agent(owner)),
            opened_at: ticket.opened_at.into(),
            messages,
            not_left: self.stay_two(ticket, other).filter(|why| *why != NotMerged::Same).map(|why| Rejection::NotMerged { why }.into()),
        })
    }

    /// Whether what was looked for is the number of a ticket of somebody else's: that is said, and not that there is none.
    fn is_of_another(&self, number: &str, own: &Ticket) -> Result<bool, DeskError> {
        let found = self.store.ticket_numbered(number)?;
        Ok(found.is_some_and(|found| found.customer != own.customer))
    }

    /// The operation that made `other` part of `ticket`, while it waits here.
    fn merging_of(&self, ticket: TicketId, other: TicketId) -> Result<Option<OperationId>, DeskError> {
        let Some(shown) = self.store.ticket(ticket)? else { return Ok(None) };
        let by = shown.history.iter().rev().find_map(|entry| match entry.event {
            Event::Merged { ticket: Some(merged), .. } if merged == other => entry.operation,
            _ => None,
        });
        let entry = by.map(|by| self.store.entry(by)).transpose()?.flatten();
        Ok(entry.filter(|entry| entry.state == EntryState::Queued).map(|entry| entry.operation.id))
    }
}
