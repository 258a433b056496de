//! Colleagues named in notes: who is meant by a text, and who is to hear of it. Each time is told once, also when the tickets on this
//! computer have to be pulled again: what was told is kept with the outbox.

use holdfast_domain::sla::{Alert, mention_alerts};
use holdfast_domain::{Action, AgentId, MOST_MENTIONS, Ticket, Timestamp, marks, mention};
use holdfast_store::{Directory, StoredAlert};
use std::collections::BTreeSet;

use crate::decisions::name_of;
use crate::error::DeskError;
use crate::formatted::Named;
use crate::work::Work;

/// Whom a note names; anything else names nobody, so that no customer ever reads of it.
pub(crate) fn in_note(work: &Work, action: &Action) -> BTreeSet<AgentId> {
    match action {
        Action::Note { body } => found(&work.store.directory(), body).into_iter().filter(|whom| *whom != work.me.id).take(MOST_MENTIONS).collect(),
        _ => BTreeSet::new(),
    }
}

/// Whom a text would name as a note.
pub(crate) fn within(work: &Work, text: &str) -> Vec<Named> {
    let directory = work.store.directory();
    let whom = found(&directory, text);
    of(&directory, whom.into_iter(), work.me.id)
}

/// People by the names of today.
pub(crate) fn of(directory: &Directory, whom: impl Iterator<Item = AgentId>, me: AgentId) -> Vec<Named> {
    let known = whom.filter_map(|whom| directory.agents.iter().find(|agent| agent.id == whom));
    known.map(|agent| Named { login: agent.login.clone(), name: agent.name.clone(), me: agent.id == me }).collect()
}

fn found(directory: &Directory, text: &str) -> BTreeSet<AgentId> {
    if !text.contains(['@', '＠']) {
        return BTreeSet::new();
    }
    let logins: Vec<_> = directory.agents.iter().map(|agent| (agent.login.as_str(), agent.id)).collect();
    marks::words(text).iter().flat_map(|words| mention::named(words, &logins)).map(|(_, whom)| whom).collect()
}

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
