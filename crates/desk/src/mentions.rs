//! Colleagues named in notes: who is to hear of it. Each time is told once, also when the tickets on this
//! computer have to be pulled again: what was told is kept with the outbox.

use holdfast_domain::sla::{Alert, mention_alerts};
use holdfast_domain::{AgentId, Ticket, Timestamp};
use holdfast_store::StoredAlert;

use crate::decisions::name_of;
use crate::error::DeskError;
use crate::work::Work;

/// Where notes on a ticket name this person, and nothing was told of it yet.
pub(crate) fn untold(work: &Work, ticket: &Ticket, now: Timestamp) -> Result<Vec<Alert>, DeskError> {
    let mut untold = Vec::new();
    for alert in mention_alerts(ticket, work.me.id, now) {
        if !work.store.was_raised(ticket.id, &alert)? {
            untold.push(alert);
        }
    }
    Ok(untold)
}

/// Who named this person, by what an alert is about; none when the note is no longer there.
pub(crate) fn by_whom(work: &Work, alert: &StoredAlert, ticket: &Ticket) -> Option<AgentId> {
    let mention = ticket.mentions.iter().find(|mention| mention.at == alert.due && mention.whom.contains(&work.me.id))?;
    Some(mention.by)
}

/// What the alert says.
pub(crate) fn title(work: &Work, alert: &StoredAlert, ticket: &Ticket) -> String {
    let by = by_whom(work, alert, ticket).map(|by| name_of(work, by)).unwrap_or_default();
    work.words().say("alert-mention-title", &[("number", &ticket.number.to_string()), ("by", &by)])
}
