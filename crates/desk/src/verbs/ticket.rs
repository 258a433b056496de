//! One ticket opened: its fields, clocks and timeline, and the customer beside it.

use holdfast_domain::{Action, Customer, Event, FactKind, Field, HistoryEntry, MessageKind, Ticket, TicketId, Verdict};
use holdfast_store::{Entry, EntryFilter, EntryState, ListFilter};

use super::input::id;
use crate::error::DeskError;
use crate::present::{Names, clock_view};
use crate::timeline::Timeline;
use crate::view::{CustomerCard, DraftView, FactView, FieldChange, HistoryRow, Millis, Tag, TicketDetail, TimelineItem};
use crate::work::Work;

const MESSAGES: u32 = 100;
const ENTRIES: u32 = 500;
const HISTORY: u32 = 8;

impl Work {
    /// A ticket as it is shown.
    ///
    /// # Errors
    /// `ticket-missing` when it is not on this computer.
    pub fn ticket(&self, ticket: &str) -> Result<TicketDetail, DeskError> {
        let ticket_id = id::<TicketId>(ticket)?;
        let (names, words, now) = (Names::of(self), self.words(), self.now());
        let listed = self.store.list(&ListFilter::One(ticket_id), 0, 1)?.pop().ok_or_else(|| DeskError::new("ticket-missing"))?;
        let (messages, earlier) = self.store.messages(ticket_id, None, MESSAGES)?;
        let customer = self.store.customer(listed.ticket.customer)?;
        let timeline = self.timeline(&listed.ticket, &names, &words, customer.as_ref())?;
        let items = timeline.items(&messages, earlier == 0);
        let changed_away = self.changed_away(&timeline);
        let ticket = &listed.ticket;
        Ok(TicketDetail {
            row: names.row(&listed, now),
            queue: ticket.queue.and_then(|queue| names.queue(&queue.to_string())),
            queue_id: ticket.queue.map(|queue| queue.to_string()),
            category_key: ticket.category.clone(),
            owner_id: ticket.owner.map(|owner| owner.to_string()),
            tags: ticket.tags.iter().map(|tag| names.tag(tag)).collect(),
            clocks: names.clocks(ticket, now).iter().map(clock_view).collect(),
            created_at: ticket.opened_at.into(),
            as_of: self.store.confirmed_at().unwrap_or(now).into(),
            timeline: items,
            earlier,
            seen: ticket.last_public.map(|last| last.seq.into()),
            last_read: self.store.read_at(ticket_id)?.map(Millis::from),
            transitions: ticket.status.next().to_vec(),
            drafts: self.drafts_of(ticket_id)?,
            customer: customer.map(|customer| self.card(&names, &customer, ticket_id)).transpose()?,
            changed_away,
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
        let mut timeline = self.timeline(&ticket, &names, &words, customer.as_ref())?;
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
        let updated = self.store.ticket(ticket)?.map(|ticket| ticket.updated_at);
        let read = self.store.read_at(ticket)?;
        if updated > read {
            self.store.mark_read(ticket, updated.unwrap_or_default().max(self.now()))?;
            self.tell(vec![Tag::Lists]);
        }
        Ok(())
    }

    fn timeline<'a>(
        &'a self,
        ticket: &'a Ticket,
        names: &'a Names,
        words: &'a crate::words::Words,
        customer: Option<&Customer>,
    ) -> Result<Timeline<'a>, DeskError> {
        let filter = EntryFilter { ticket: Some(ticket.id), undone_only: false, limit: ENTRIES };
        let entries = self.store.entries(filter)?.into_iter().map(|entry| (entry.operation.id.to_string(), entry)).collect();
        let customer = customer.map(|customer| customer.name.clone()).unwrap_or_default();
        Ok(Timeline { work: self, names, words, ticket, customer, entries })
    }

    /// What others changed while a change of mine waited: told on a card, for the person to decide (SYNC 1.6).
    fn changed_away(&self, timeline: &Timeline<'_>) -> Vec<FieldChange> {
        let mut changes = Vec::new();
        for entry in timeline.entries.values() {
            let (Some(Verdict::Merged { lost }), EntryState::Acknowledged { .. } | EntryState::Done) = (&entry.verdict, &entry.state) else {
                continue;
            };
            if entry.decision.is_some() {
                continue;
            }
            let wanted = match &entry.operation.action {
                Action::SetField { new, .. } => new.as_str(),
                Action::Transition { to, .. } => to.name(),
                _ => continue,
            };
            let (mine, theirs) =
                if lost.mine { (lost.value.clone(), timeline.ticket.value(lost.field)) } else { (wanted.to_owned(), lost.value.clone()) };
            changes.push(FieldChange {
                operation: entry.operation.id.to_string(),
                field: lost.field,
                mine: timeline.field_value(lost.field, &mine),
                theirs: timeline.field_value(lost.field, &theirs),
                mine_stands: !lost.mine,
                at: entry.operation.composed_at.into(),
            });
        }
        changes.extend(timeline.ticket.history.iter().filter_map(|event| self.overwritten(timeline, event)));
        changes
    }

    /// A value of mine that somebody replaced who had not seen it.
    fn overwritten(&self, timeline: &Timeline<'_>, event: &HistoryEntry) -> Option<FieldChange> {
        let Event::Field { field, from, to, unseen: true } = &event.event else { return None };
        let is_mine = |entry: &&Entry| match &entry.operation.action {
            Action::SetField { field: mine, new, .. } => mine == field && new == from && entry.decision.is_none(),
            _ => false,
        };
        let entry = timeline.entries.values().filter(is_mine).find(|entry| event.by != Some(entry.operation.author))?;
        Some(FieldChange {
            operation: entry.operation.id.to_string(),
            field: *field,
            mine: timeline.field_value(*field, from),
            theirs: timeline.field_value(*field, to),
            mine_stands: false,
            at: entry.operation.composed_at.into(),
        })
    }

    fn drafts_of(&self, ticket: TicketId) -> Result<Vec<DraftView>, DeskError> {
        let drafts = self.store.drafts_of(ticket)?;
        let view = |draft: holdfast_store::StoredDraft| DraftView {
            kind: draft.kind,
            body: draft.body,
            saved_at: draft.at.into(),
            articles: draft.articles.iter().map(ToString::to_string).collect(),
        };
        Ok(drafts.into_iter().filter(|draft| draft.kind != MessageKind::Customer).map(view).collect())
    }

    fn card(&self, names: &Names, customer: &Customer, besides: TicketId) -> Result<CustomerCard, DeskError> {
        let others = self.store.list(&ListFilter::Customer(customer.id), 0, HISTORY)?;
        let history = others.into_iter().filter(|other| other.ticket.id != besides).map(|other| HistoryRow {
            ticket: other.ticket.id.to_string(),
            number: other.ticket.number.to_string(),
            subject: other.ticket.subject,
            channel: other.ticket.channel,
            at: other.ticket.opened_at.into(),
            status: other.ticket.status,
        });
        Ok(CustomerCard {
            id: customer.id.to_string(),
            name: customer.name.clone(),
            tier: customer.tier,
            lang: customer.language,
            tags: customer.tags.iter().map(|tag| names.tag(tag)).collect(),
            strategy: names.strategy(&customer.tags),
            phone: customer.phone.clone(),
            mail: customer.mail.clone(),
            facts: customer.facts.iter().map(|fact| FactView { label: label(fact.kind).to_owned(), value: fact.value.clone() }).collect(),
            history: history.collect(),
            since: customer.since.map(Millis::from),
        })
    }
}

const fn label(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Order => "fact-order",
        FactKind::Product => "fact-product",
        FactKind::Bought => "fact-bought",
        FactKind::Address => "fact-address",
        FactKind::Account => "fact-account",
        FactKind::Device => "fact-device",
    }
}

/// Fields that the window may set by [`Work::set_field`].
pub(crate) const SETTABLE: [Field; 4] = [Field::Subject, Field::Urgency, Field::Category, Field::Queue];
