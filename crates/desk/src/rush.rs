//! A lead hears when an outage begins: whoever cannot be served elsewhere rings, and shifts are to be moved (O11). What was known
//! when the desk opened stands in its banner and is not said again.

use holdfast_domain::{Outage, SHORTEST_TOLD_MS, Timestamp};

use crate::error::DeskError;
use crate::ports::{Act, Notice, NoticeAction};
use crate::present::scope_name;
use crate::quiet::Quiet;
use crate::view::View;
use crate::work::Work;

/// What the notification is about, so that a click opens the page of outages.
pub(crate) const TOPIC: &str = "outage:";

/// Says what has begun since the last look, but for what the quiet keeps until it ends.
pub(crate) fn say(work: &Work, now: Timestamp) -> Result<(), DeskError> {
    if !work.me.role.leads() {
        return Ok(());
    }
    let lasting =
        work.known_outages(now)?.into_iter().filter(|outage| outage.joined.is_none() && (outage.end().is_none() || work.is_cut_off_by(outage)));
    // A moment without the network is no outage yet, nor was it one while the computer slept.
    let seen = |outage: &Outage| work.cut_off_by(outage).map_or(now, |here| here.seen).since(outage.start);
    let lasting: Vec<_> = lasting.filter(|outage| outage.is_declared() || seen(outage) >= SHORTEST_TOLD_MS).collect();
    let mut heard = work.heard.told();
    let Some(known) = heard.as_mut() else {
        *heard = Some(lasting.iter().map(|outage| outage.id).collect());
        return Ok(());
    };
    if Quiet::of(work, now).is_some() {
        return Ok(());
    }
    for outage in lasting.iter().filter(|outage| !known.contains(&outage.id)) {
        let words = work.words();
        let name = scope_name(words, &outage.scope);
        let counts = work.view_counts()?;
        let of = |view| counts.iter().find(|count| count.view == view).map_or(0, |count| count.count).to_string();
        let said = [("name", name), ("unassigned", of(View::Unassigned)), ("risk", of(View::AtRisk))];
        let said = said.each_ref().map(|(name, value)| (*name, value.as_str()));
        let body = words.say("rush-body", &said);
        work.ports.notifier.show(Notice {
            alerts: Vec::new(),
            topic: format!("{TOPIC}{}", outage.id),
            ticket: None,
            title: words.say("rush-title", &said),
            body_when_locked: body.clone(),
            body,
            actions: vec![NoticeAction { act: Act::Open, label: words.say("rush-open", &[]) }],
            urgent: true,
        });
    }
    known.extend(lasting.iter().map(|outage| outage.id));
    Ok(())
}
