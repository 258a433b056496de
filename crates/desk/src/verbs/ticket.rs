//! One ticket opened: its fields, clocks and timeline, and the customer beside it.

use holdfast_domain::lease::LEASE_MS;
use holdfast_domain::{About, Author, Customer, Event, Field, Handover, HeldMark, MessageKind, Ticket, TicketId, Timestamp};
use holdfast_store::{EntryFilter, EntryState, ListFilter};
use std::collections::BTreeSet;

use super::changed::changed_away;
use super::input::id;
use crate::error::DeskError;
use crate::masking::Masking;
use crate::present::Names;
use crate::reason::behind_held;
use crate::timeline::Timeline;
use crate::view::{Cited, DraftView, HandoverView, HeldBy, LinkView, Millis, Tag, TicketDetail, TimelineItem};
use crate::work::Work;

const MESSAGES: u32 = 100;
const ENTRIES: u32 = 500;
/// Among so many of the newest messages is one that somebody else wrote, or it is of long ago.
const NEWEST: u32 = 20;

impl Work {
    /// A ticket as it is shown.
    ///
    /// # Errors
    /// `ticket-missing` when it is not on this computer.
    pub fn ticket(&self, ticket: &str) -> Result<TicketDetail, DeskError> {
        // What became part of another ticket is read there.
        let ticket_id = self.store.leads_to(id(ticket)?)?;
        let (names, words, now) = (Names::of(self), self.words(), self.now());
        let listed = self.store.list(&ListFilter::One(ticket_id), now, 0, 1)?.pop().ok_or_else(|| DeskError::new("ticket-missing"))?;
        let (messages, earlier) = self.store.messages(ticket_id, None, MESSAGES)?;
        let customer = self.store.customer(listed.ticket.customer)?;
        let timeline = self.timeline(&listed.ticket, &names, words, customer.as_ref())?;
        let items = timeline.items(&messages, earlier == 0);
        let changed_away = changed_away(&timeline);
        let held_by = self.held_by(&timeline);
        let ticket = &listed.ticket;
        let clocks = names.clocks(ticket, now);
        let (tasks, requests, complaints) = (self.tasks(&timeline), self.requests(&timeline, &clocks), self.complaints(&timeline, &clocks));
        Ok(TicketDetail {
            row: names.row(&listed, now),
            queue: ticket.queue.and_then(|queue| names.queue(&queue.to_string())),
            queue_id: ticket.queue.map(|queue| queue.to_string()),
            category_key: ticket.category.clone(),
            owner_id: ticket.owner.map(|owner| owner.to_string()),
            let_go_at: self.let_go_at(ticket),
            tags: ticket.tags.iter().map(|tag| names.tag(tag)).collect(),
            call_back_on: customer.as_ref().and_then(|customer| Masking::of(self).call_back_on(ticket, customer)),
            clocks: clocks.iter().map(|clock| names.clock(clock)).collect(),
            created_at: ticket.opened_at.into(),
            as_of: self.store.confirmed_at().unwrap_or(now).into(),
            timeline: items,
            earlier,
            seen: ticket.last_public.map(|last| last.seq.into()),
            last_read: self.store.read_at(ticket_id)?.map(Millis::from),
            transitions: ticket.status.next().to_vec(),
            demand: ticket.demand,
            handover: handed_over(ticket, &names),
            links: self.links(ticket)?,
            apart: self.apart(ticket),
            drafts: self.drafts_of(ticket_id)?,
            customer: self.card(&names, ticket.customer, ticket_id)?,
            changed_away,
            held_by,
            tasks,
            requests,
            complaints,
        })
    }

    /// Messages before an instant, with the events among them.
    ///
    /// # Errors
    /// `ticket-missing` when it is not on this computer.
    pub fn earlier(&self, ticket: &str, before: Millis, before_id: &str) -> Result<Vec<TimelineItem>, DeskError> {
        let ticket_id = id::<TicketId>(ticket)?;
        let (names, words) = (Names::of(self), self.words());
        let ticket = self.store.ticket(ticket_id)?.ok_or_else(|| DeskError::new("ticket-missing"))?;
        let (messages, earlier) = self.store.messages(ticket_id, Some((before.instant(), id(before_id)?)), MESSAGES)?;
        let customer = self.store.customer(ticket.customer)?;
        let mut timeline = self.timeline(&ticket, &names, words, customer.as_ref())?;
        // What has not been sent is newer than anything here.
        timeline.entries.retain(|_, entry| matches!(entry.state, EntryState::Acknowledged { .. }));
        let mut items = timeline.items(&messages, earlier == 0);
        items.retain(|item| match item {
            TimelineItem::Message { .. } => true,
            TimelineItem::Event { at, .. } => *at < before,
        });
        Ok(items)
    }

    /// The person has seen all of it.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn mark_read(&self, ticket: &str) -> Result<(), DeskError> {
        let ticket = id::<TicketId>(ticket)?;
        let read = self.store.read_at(ticket)?;
        if let Some(shown) = self.store.ticket(ticket)?.filter(|shown| Some(shown.updated_at) > read) {
            let newest = self.newest_of_others(&shown)?;
            if newest > read {
                self.store.mark_read(ticket, newest.unwrap_or_default())?;
                self.tell(vec![Tag::Read]);
            }
        }
        self.saw_mentions(ticket)?;
        self.want_files_of(ticket)
    }

    /// When the newest of what others did was done, of what is known here. Not the time now, nor when this person did something: what
    /// others wrote before that may come only later.
    fn newest_of_others(&self, ticket: &Ticket) -> Result<Option<Timestamp>, DeskError> {
        let (messages, _) = self.store.messages(ticket.id, None, NEWEST)?;
        let entries = self.store.entries(EntryFilter { about: Some(ticket.id.into()), undone_only: false, limit: ENTRIES })?;
        let mine: BTreeSet<_> = entries.into_iter().map(|entry| entry.operation.id).collect();
        let me = Author::Agent(self.me.id);
        let said = messages.iter().filter(|message| message.author != me).map(|message| message.at);
        let happened = ticket.history.iter().map(|entry| (entry.at, entry.operation));
        let tasks = ticket.tasks.iter().flat_map(|task| {
            let ended = task.ended.map(|end| (end.at, Some(end.operation)));
            std::iter::once((task.made_at, Some(task.id))).chain(ended)
        });
        let requests = ticket.requests.iter().flat_map(|request| {
            let steps = request.steps.iter().map(|mark| (mark.at, Some(mark.operation)));
            std::iter::once((request.made_at, Some(request.id))).chain(steps)
        });
        let complaints = ticket.complaints.iter().flat_map(|complaint| {
            let stages = complaint.stages.iter().map(|mark| (mark.at, Some(mark.operation)));
            std::iter::once((complaint.made_at, Some(complaint.id))).chain(stages)
        });
        let done = happened.chain(tasks).chain(requests).chain(complaints);
        let done = done.filter(|(_, operation)| operation.is_none_or(|operation| !mine.contains(&operation))).map(|(at, _)| at);
        Ok(said.chain(done).chain(ticket.alerted.iter().map(|alert| alert.at)).max())
    }

    fn timeline<'a>(
        &'a self,
        ticket: &'a Ticket,
        names: &'a Names,
        words: &'a crate::words::Words,
        customer: Option<&Customer>,
    ) -> Result<Timeline<'a>, DeskError> {
        let of = |about: About| self.store.entries(EntryFilter { about: Some(about), undone_only: false, limit: ENTRIES });
        let mut entries = of(ticket.id.into())?;
        for merged in &ticket.merged {
            entries.extend(of((*merged).into())?);
        }
        let behind = behind_held(entries.iter().rev());
        let entries = entries.into_iter().map(|entry| (entry.operation.id.to_string(), entry)).collect();
        let customer = customer.map(|customer| customer.name.clone()).unwrap_or_default();
        Ok(Timeline { work: self, names, words, ticket, customer, entries, behind })
    }

    /// When somebody else who has the ticket last worked on it, if that is long enough ago.
    fn let_go_at(&self, ticket: &Ticket) -> Option<Millis> {
        let lease = ticket.lease().filter(|lease| lease.agent != self.me.id && lease.has_lapsed(self.now()))?;
        lease.until.map(|until| until.plus_millis(-LEASE_MS).into())
    }

    /// Who has something held here, at another desk than this.
    fn held_by(&self, timeline: &Timeline<'_>) -> Vec<HeldBy> {
        let elsewhere = timeline.ticket.held.iter().filter(|mark| !timeline.entries.contains_key(&mark.operation.to_string()));
        let view = |mark: &HeldMark| HeldBy {
            name: timeline.names.agent(mark.by).unwrap_or_default(),
            mine: mark.by == self.me.id,
            since: mark.since.into(),
        };
        elsewhere.map(view).collect()
    }

    fn links(&self, ticket: &Ticket) -> Result<Vec<LinkView>, DeskError> {
        let view = |link: &TicketId| {
            let link = self.store.leads_to(*link)?;
            let other = self.store.ticket(link)?;
            let said = other.map(|other| (other.number.to_string(), other.subject, other.language, Some(other.status)));
            let (number, subject, subject_lang, status) = said.unwrap_or_default();
            Ok(LinkView { ticket: link.to_string(), number, subject, subject_lang, status })
        };
        ticket.links.iter().map(view).collect()
    }

    fn drafts_of(&self, ticket: TicketId) -> Result<Vec<DraftView>, DeskError> {
        let drafts = self.store.drafts_of(ticket)?;
        let view = |draft: holdfast_store::StoredDraft| DraftView {
            kind: draft.kind,
            body: draft.body,
            saved_at: draft.at.into(),
            articles: draft.articles.iter().map(|cited| Cited { article: cited.article.to_string(), version: cited.version }).collect(),
            files: self.files_view(&draft.files),
        };
        Ok(drafts.into_iter().filter(|draft| draft.kind != MessageKind::Customer).map(view).collect())
    }
}

/// What was left for whoever has the ticket now.
fn handed_over(ticket: &Ticket, names: &Names) -> Option<HandoverView> {
    let assigned = ticket.history.iter().rev().find_map(|entry| match &entry.event {
        Event::Assigned { to, reason, handover } => Some((entry, *to, reason, handover)),
        _ => None,
    });
    let (entry, to, reason, handover) = assigned.filter(|(_, to, ..)| ticket.owner == Some(*to))?;
    Some(HandoverView {
        by: entry.by.and_then(|by| names.agent(by)).unwrap_or_default(),
        to: names.agent(to).unwrap_or_default(),
        at: entry.at.into(),
        reason: reason.clone(),
        handover: Handover::clone(handover.as_deref()?),
    })
}

/// Fields that the window may set by [`Work::set_field`].
pub(crate) const SETTABLE: [Field; 5] = [Field::Subject, Field::Urgency, Field::Category, Field::Queue, Field::Demand];
