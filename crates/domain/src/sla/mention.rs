//! That somebody was named in a note: to be heard of at once, each time once.

use super::alert::{Alert, ClockKind, Level};
use crate::{AgentId, Mention, Ticket, Timestamp};

/// So long a desk that was away tells of it.
const TOLD_MS: i64 = 14 * 24 * 60 * 60_000;

/// What there is to say about having been named.
#[must_use]
pub const fn mention_alert(mention: &Mention) -> Alert {
    Alert { at: mention.at, level: Level::Warning, kind: ClockKind::Mention, due: mention.at }
}

/// What a person is told about a ticket, as of `now`: where notes name them, the oldest first.
#[must_use]
pub fn mention_alerts(ticket: &Ticket, me: AgentId, now: Timestamp) -> Vec<Alert> {
    let mine = ticket.mentions.iter().filter(|mention| mention.whom.contains(&me));
    mine.map(mention_alert).filter(|alert| alert.at <= now && now.since(alert.at) < TOLD_MS).collect()
}

/// When somebody is to hear next of having been named on a ticket, after `said`.
#[must_use]
pub fn next_mention(ticket: &Ticket, said: Timestamp) -> Option<Timestamp> {
    ticket.mentions.iter().map(|mention| mention.at).filter(|at| *at > said).min()
}
