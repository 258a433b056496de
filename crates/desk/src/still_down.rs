//! An outage that somebody forgot to end: a lead is asked whether it is still down. When that is asked follows from what was said of
//! the outage alone, so that every desk asks at the same instants, and none asks again because it was opened again.

use holdfast_domain::{Outage, Timestamp};

use crate::error::DeskError;
use crate::ports::{Act, Notice, NoticeAction};
use crate::present::{due_time, scope_name};
use crate::quiet::Quiet;
use crate::work::Work;

/// What the notification is about, so that a click opens that outage.
pub(crate) const TOPIC: &str = "still-down:";

/// An expected end may be missed by so much before anybody is asked.
const LATE_MS: i64 = 30 * 60_000;
/// Nothing may be said of an outage for so long; whoever does not answer is asked again after as long.
const SILENCE_MS: i64 = 4 * 60 * 60_000;

/// From when on it is asked, unless something is said of it meanwhile. None where nobody declared it, where it is over, and where
/// the desks that were cut off by it tell its end.
pub(crate) fn asked_from(outage: &Outage) -> Option<Timestamp> {
    if outage.joined.is_some() || !outage.is_declared() || outage.end().is_some() {
        return None;
    }
    let word = last_word(outage)?;
    Some(missed_end(outage, word).map_or_else(|| word.plus_millis(SILENCE_MS), |end| end.plus_millis(LATE_MS)))
}

/// Asks what is to be asked by now, but for what the quiet keeps until it ends.
pub(crate) fn ask(work: &Work, now: Timestamp) -> Result<(), DeskError> {
    if !work.me.role.leads() || Quiet::of(work, now).is_some() {
        return Ok(());
    }
    let mut asked = work.heard.asked();
    for outage in work.known_outages(now)? {
        let Some(at) = last_asked(&outage, now) else { continue };
        if at > work.heard.since && asked.get(&outage.id).is_none_or(|before| *before < at) {
            asked.insert(outage.id, at);
            work.ports.notifier.show(notice(work, &outage, now));
        }
    }
    Ok(())
}

/// When anything was said of it last.
fn last_word(outage: &Outage) -> Option<Timestamp> {
    outage.log.iter().map(|line| line.at).max()
}

/// The end that was expected of it when something was said last, where that lies after what was said: nobody has spoken since.
fn missed_end(outage: &Outage, word: Timestamp) -> Option<Timestamp> {
    outage.expected.as_ref().and_then(|said| said.value).filter(|end| *end > word)
}

/// The last of the instants at which it is asked.
fn last_asked(outage: &Outage, now: Timestamp) -> Option<Timestamp> {
    let first = asked_from(outage).filter(|first| *first <= now)?;
    let since = now.since(first);
    Some(first.plus_millis(since.saturating_sub(since.rem_euclid(SILENCE_MS))))
}

fn notice(work: &Work, outage: &Outage, now: Timestamp) -> Notice {
    let words = work.words();
    let name = scope_name(words, &outage.scope);
    let word = last_word(outage).unwrap_or(outage.start);
    let body = match missed_end(outage, word) {
        Some(end) => {
            let just = now.since(end) < LATE_MS.saturating_mul(2);
            words.say(if just { "still-down-late" } else { "still-down-passed" }, &[("time", &due_time(words, end, now))])
        }
        None => words.say("still-down-silent", &[("time", &due_time(words, word, now))]),
    };
    Notice {
        alerts: Vec::new(),
        topic: format!("{TOPIC}{}", outage.id),
        ticket: None,
        title: words.say("still-down-title", &[("name", &name)]),
        body_when_locked: body.clone(),
        body,
        actions: vec![NoticeAction { act: Act::Open, label: words.say("still-down-open", &[]) }],
        urgent: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdfast_domain::{AgentId, OperationId, OutageEvent, OutageId, OutageLine, OutageScope, Said};

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_millis(1_796_299_200_000).plus_minutes(minutes)
    }

    /// Declared at its beginning, of which something was said at these minutes, with this expected end.
    fn outage(words: &[i64], expected: Option<i64>) -> Outage {
        let id = || OperationId::new(at(0), [7; 10]);
        let mut outage = Outage::new(OutageId(id().0), OutageScope::System { name: "Payment".into() }, at(0));
        let line = |minutes: i64, event| OutageLine { operation: id(), at: at(minutes), by: None, event, offline: false };
        outage.log = words.iter().map(|minutes| line(*minutes, OutageEvent::Declared)).collect();
        outage.expected = expected.map(|minutes| Said { value: Some(at(minutes)), by: None::<AgentId>, at: at(words[0]), seq: None });
        outage
    }

    #[test]
    fn it_is_asked_half_an_hour_after_the_expected_end_or_after_four_hours_of_silence_and_again_every_four_hours() {
        let from = |outage: &Outage| asked_from(outage).map(|asked| asked.since(at(0)) / 60_000);
        assert_eq!(from(&outage(&[0], Some(60))), Some(90));
        assert_eq!(from(&outage(&[0, 40], Some(60))), Some(90), "what is said before the end does not put it off");
        assert_eq!(from(&outage(&[0, 70], Some(60))), Some(310), "somebody has spoken since");
        assert_eq!(from(&outage(&[0], None)), Some(240));
        assert_eq!(from(&outage(&[0, 200], None)), Some(440));
        let last = |now: i64| last_asked(&outage(&[0], Some(60)), at(now)).map(|asked| asked.since(at(0)) / 60_000);
        assert_eq!([89, 90, 329, 330, 600].map(last), [None, Some(90), Some(90), Some(330), Some(570)]);
    }

    #[test]
    fn what_ends_by_itself_or_has_ended_is_not_asked_about() {
        let known = outage(&[0], None);
        let over = Outage { over: Some(Said { value: at(10), by: None, at: at(10), seq: None }), ..known.clone() };
        let noticed = Outage { log: Vec::new(), ..known.clone() };
        let joined = Outage { joined: Some(known.id), ..known.clone() };
        assert_eq!([over, noticed, joined].map(|outage| asked_from(&outage)), [None; 3]);
        let declared = Outage { scope: OutageScope::Server, ..known };
        assert_eq!(asked_from(&declared), Some(at(240)), "a lead has declared it, and no desk was cut off");
    }
}
