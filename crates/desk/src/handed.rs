//! Whoever is handed calls hears of it, once each time. Which tickets were handed over together follows from who gave them and when.

use holdfast_domain::{AgentId, Event, OutageId, Ticket, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

use crate::calls_left::{notice, of_late};
use crate::error::DeskError;
use crate::moved::Moved;
use crate::present::Names;
use crate::quiet::Quiet;
use crate::told::HandedBy;
use crate::work::Work;

/// Says what was handed over since the last look; in the quiet it is not said, and stands in the list.
pub(crate) fn say(work: &Work, moved: &Moved, now: Timestamp) -> Result<(), DeskError> {
    if !may_have_come(work, moved)? {
        return Ok(());
    }
    let mut handings: BTreeMap<HandedBy, (OutageId, BTreeSet<_>)> = BTreeMap::new();
    for (outage, list) in of_late(work, now)? {
        for (customer, tickets) in list {
            for handed in tickets.iter().filter_map(|(ticket, _)| handed_by(work, ticket)) {
                handings.entry(handed).or_insert_with(|| (outage, BTreeSet::new())).1.insert(customer);
            }
        }
    }
    let quiet = Quiet::of(work, now).is_some();
    let mut told = work.told.handed();
    for ((by, at), (outage, customers)) in handings {
        // They may come in two parts: the second time all of them are spoken of, in place of the first.
        let before = told.insert((by, at), customers.len());
        if !quiet && before.is_none_or(|before| before < customers.len()) {
            let words = work.words();
            let name = Names::of(work).agent(by).unwrap_or_else(|| words.say("a-colleague", &[]));
            let said = [("name", name.as_str()), ("n", &customers.len().to_string())];
            let one = if customers.len() == 1 { "calls-handed-title-one" } else { "calls-handed-title" };
            let body = words.say("calls-handed-body", &[]);
            work.ports.notifier.show(notice(work, outage, &format!("{by}-{}", at.millis()), words.say(one, &said), body));
        }
    }
    Ok(())
}

/// Whether a ticket is among those that have changed which somebody handed to this person.
fn may_have_come(work: &Work, moved: &Moved) -> Result<bool, DeskError> {
    let Moved::Tickets(tickets) = moved else { return Ok(true) };
    for id in tickets {
        if work.store.ticket(*id)?.is_some_and(|ticket| handed_by(work, &ticket).is_some()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Who handed a ticket to this person and when, with word of what must be known. What was handed over before the desk was closed the
/// last time was said then.
fn handed_by(work: &Work, ticket: &Ticket) -> Option<(AgentId, Timestamp)> {
    let entry = ticket.history.iter().rev().find(|entry| matches!(entry.event, Event::Assigned { .. } | Event::Claimed { .. }))?;
    let Event::Assigned { to, handover: Some(_), .. } = &entry.event else { return None };
    let by = entry.by.filter(|by| *by != work.me.id)?;
    let is_mine = *to == work.me.id && ticket.owner == Some(work.me.id);
    (is_mine && entry.at > work.heard.since).then_some((by, entry.at))
}
