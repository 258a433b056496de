//! Fields that two people changed at once: told on a card, for the person whose value gave way or stands to decide (SYNC 1.6).

use holdfast_domain::{Action, Event, Field, HistoryEntry, OperationId, Verdict};
use holdfast_store::{End, Ended, EntryState};

use super::input::id;
use crate::error::DeskError;
use crate::timeline::Timeline;
use crate::view::FieldChange;
use crate::work::Work;

impl Work {
    /// The person has seen that somebody else changed the same field. With `again`, their value is set once more, over
    /// the one that is shown now.
    ///
    /// # Errors
    /// `gone` when there is no such change; a rejection of the value.
    pub fn note_change(&self, operation: &str, again: bool) -> Result<(), DeskError> {
        let id = id::<OperationId>(operation)?;
        let entry = self.store.entry(id)?.ok_or_else(|| DeskError::new("gone"))?;
        let ticket = entry.operation.about.ticket().ok_or_else(|| DeskError::new("gone"))?;
        let end = match entry.operation.action {
            Action::SetField { field, new, .. } if again => {
                let old = self.store.ticket(ticket)?.ok_or_else(|| DeskError::new("ticket-missing"))?.value(field);
                End::Replace(self.operation(ticket, Action::SetField { field, old, new }, None)?)
            }
            Action::Transition { to, .. } if again => {
                let from = self.store.ticket(ticket)?.ok_or_else(|| DeskError::new("ticket-missing"))?.status;
                End::Replace(self.operation(ticket, Action::Transition { from, to, closing: None }, None)?)
            }
            _ => End::Discard,
        };
        self.end(ticket, vec![Ended { operation: id, end }], Vec::new())
    }
}

/// What others changed while a change of mine waited.
pub(crate) fn changed_away(timeline: &Timeline<'_>) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    for entry in timeline.entries.values().filter(|entry| entry.decision.is_none()) {
        let (Some(Verdict::Merged { lost }), EntryState::Acknowledged { .. } | EntryState::Done) = (&entry.verdict, &entry.state) else {
            continue;
        };
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
            by: who_chose(timeline, lost.field, &theirs),
            mine: timeline.field_value(lost.field, &mine),
            theirs: timeline.field_value(lost.field, &theirs),
            mine_stands: !lost.mine,
            at: entry.operation.composed_at.into(),
        });
    }
    let history = &timeline.ticket.history;
    changes.extend(history.iter().enumerate().filter_map(|(at, event)| overwritten(timeline, history.get(..at)?, event)));
    changes
}

/// A value of mine that somebody replaced who had not seen it.
fn overwritten(timeline: &Timeline<'_>, before: &[HistoryEntry], event: &HistoryEntry) -> Option<FieldChange> {
    let Event::Field { field, from, to, unseen: true } = &event.event else { return None };
    let same_field = |earlier: &&HistoryEntry| matches!(&earlier.event, Event::Field { field: other, .. } if other == field);
    let replaced = before.iter().rfind(same_field)?.operation?;
    let entry = timeline.entries.get(&replaced.to_string())?;
    if entry.decision.is_some() || event.by == Some(entry.operation.author) {
        return None;
    }
    Some(FieldChange {
        operation: replaced.to_string(),
        field: *field,
        mine: timeline.field_value(*field, from),
        theirs: timeline.field_value(*field, to),
        by: event.by.and_then(|by| timeline.names.agent(by)),
        mine_stands: false,
        at: entry.operation.composed_at.into(),
    })
}

/// Who set a field to this value last.
fn who_chose(timeline: &Timeline<'_>, field: Field, value: &str) -> Option<String> {
    let chose = |entry: &&HistoryEntry| matches!(&entry.event, Event::Field { field: other, to, .. } if *other == field && to == value);
    timeline.ticket.history.iter().rfind(chose).and_then(|entry| entry.by).and_then(|by| timeline.names.agent(by))
}
