//! The calls that are left after the outages of late, and the notification that leads to their list.

use holdfast_domain::{CustomerId, OutageId, Timestamp};
use std::collections::BTreeMap;

use crate::error::DeskError;
use crate::ports::{Act, Notice, NoticeAction};
use crate::verbs::call_backs::{Waiting, is_left};
use crate::work::Work;

/// What the notification is about, so that a click opens the list of that outage.
const TOPIC: &str = "calls:";

/// Nobody is spoken to of a list that is older.
const OF_LATE_MS: i64 = 3 * 24 * 60 * 60_000;

/// Who is left of one list.
pub(crate) type Left = (OutageId, BTreeMap<CustomerId, Waiting>);

/// Who is left to be rung after the outages that last, or that ended a short time ago.
pub(crate) fn of_late(work: &Work, now: Timestamp) -> Result<Vec<Left>, DeskError> {
    let mut lists = Vec::new();
    for outage in work.known_outages(now)?.into_iter().filter(|outage| outage.joined.is_none()) {
        let is_old = outage.end().is_some_and(|end| now.since(end) > OF_LATE_MS) && !work.is_cut_off_by(&outage);
        if !is_old {
            let mut list = work.to_call(&outage, now)?;
            list.retain(|_, tickets| is_left(tickets, now));
            lists.push((outage.id, list));
        }
    }
    Ok(lists)
}

/// What is said of a list, once each of `what`.
pub(crate) fn notice(work: &Work, outage: OutageId, what: &str, title: String, body: String) -> Notice {
    Notice {
        alerts: Vec::new(),
        topic: format!("{TOPIC}{outage}:{what}"),
        ticket: None,
        title,
        body_when_locked: body.clone(),
        body,
        actions: vec![NoticeAction { act: Act::Open, label: work.words().say("calls-notice-open", &[]) }],
        urgent: false,
    }
}

/// The outage whose list a notification is about; none where it is about something else.
pub(crate) fn list_of(notice: &Notice) -> Option<&str> {
    notice.topic.strip_prefix(TOPIC)?.split(':').next()
}
