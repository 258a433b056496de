//! What is said of an outage. Any desk tells when it was cut off; what is down, why and until when only a lead says, and the log
//! keeps every word. What two leads say at once stands in the log by both names; the later of them is what customers hear.

use super::context::Context;
use crate::outage::{Carried, LONGEST_OUTAGE_TEXT, MOST_LINES, Outage, OutageEvent, OutageLine, OutageScope, Said, Sighting};
use crate::{Action, AgentId, Operation, OutageId, Outcome, Rejection, Timestamp};

pub(super) fn change(id: OutageId, outage: &mut Option<Outage>, operation: &Operation, context: &Context) -> Result<Outcome, Rejection> {
    let mut next = match (&operation.action, outage.as_ref()) {
        (Action::TellCutOff { from, .. }, None) => Outage::new(id, OutageScope::Server, *from),
        (Action::DeclareOutage { scope, start, .. }, None) => Outage::new(id, sound(scope)?, *start),
        (_, None) => return Err(Rejection::Gone),
        (Action::TellCutOff { .. }, Some(outage)) => outage.clone(),
        (_, Some(outage)) if outage.log.len() >= MOST_LINES => return Err(Rejection::BadOutage),
        (_, Some(outage)) => outage.clone(),
    };
    match &operation.action {
        Action::TellCutOff { from, to, carried } => cut_off(&mut next, (*from, *to), *carried, operation, context)?,
        Action::DeclareOutage { start, cause, expected, note, .. } => {
            // It cannot have begun after it was said, whatever a clock shows.
            next.start = next.start.min(*start).min(operation.composed_at);
            line(&mut next, OutageEvent::Declared, operation);
            tell(&mut next, Some(cause).filter(|cause| !cause.trim().is_empty()), expected.map(Some).as_ref(), note, operation, context)?;
        }
        Action::TellOutage { cause, expected, note } => tell(&mut next, cause.as_ref(), expected.as_ref(), note, operation, context)?,
        Action::EndOutage { at } => {
            let at = (*at).min(operation.composed_at).max(next.start);
            next.over = Some(said(at, operation, context));
            line(&mut next, OutageEvent::Over, operation);
        }
        _ => return Err(Rejection::Unsupported),
    }
    if outage.as_ref() == Some(&next) {
        return Ok(Outcome::noop());
    }
    *outage = Some(next);
    Ok(Outcome::applied([]))
}

/// What lies ahead of the team server's own time was counted by a clock that is wrong.
fn cut_off(
    outage: &mut Outage,
    (from, to): (Timestamp, Timestamp),
    carried: Option<Carried>,
    operation: &Operation,
    context: &Context,
) -> Result<(), Rejection> {
    let (from, to) = if context.seq.is_some() { (from.min(context.now), to.min(context.now)) } else { (from, to) };
    if from > to {
        return Err(Rejection::BadOutage);
    }
    outage.start = outage.start.min(from);
    outage.sight(Sighting { device: operation.device, by: operation.author, from, to, carried });
    Ok(())
}

fn tell(
    outage: &mut Outage,
    cause: Option<&String>,
    expected: Option<&Option<Timestamp>>,
    words: &str,
    operation: &Operation,
    context: &Context,
) -> Result<(), Rejection> {
    if cause.into_iter().chain([&words.to_owned()]).any(|text| text.chars().count() > LONGEST_OUTAGE_TEXT) {
        return Err(Rejection::BadOutage);
    }
    if let Some(at) = expected.copied().flatten()
        && at <= operation.composed_at
    {
        return Err(Rejection::PastDue);
    }
    if let Some(cause) = cause {
        let text = cause.trim().to_owned();
        if outage.cause.as_ref().is_none_or(|known| known.value != text) {
            line(outage, OutageEvent::Cause { text: text.clone() }, operation);
        }
        outage.cause = Some(said(text, operation, context));
    }
    if let Some(at) = expected {
        let before = outage.expected.as_ref().and_then(|known| known.value);
        if *at != before {
            line(outage, OutageEvent::Expected { at: *at, before }, operation);
        }
        outage.expected = Some(said(*at, operation, context));
    }
    if !words.trim().is_empty() {
        line(outage, OutageEvent::Note { text: words.trim().to_owned() }, operation);
    }
    Ok(())
}

fn sound(scope: &OutageScope) -> Result<OutageScope, Rejection> {
    match scope {
        OutageScope::Server => Ok(OutageScope::Server),
        OutageScope::System { name } => {
            let name = name.trim();
            let fits = !name.is_empty() && name.chars().count() <= LONGEST_OUTAGE_TEXT;
            if fits { Ok(OutageScope::System { name: name.to_owned() }) } else { Err(Rejection::BadOutage) }
        }
    }
}

fn said<T>(value: T, operation: &Operation, context: &Context) -> Said<T> {
    Said { value, by: author(operation), at: operation.composed_at, seq: context.seq }
}

/// The status feed is nobody.
fn author(operation: &Operation) -> Option<AgentId> {
    (!operation.author.0.is_nil()).then_some(operation.author)
}

fn line(outage: &mut Outage, event: OutageEvent, operation: &Operation) {
    outage.note(OutageLine { operation: operation.id, at: operation.composed_at, by: author(operation), event, offline: operation.offline });
}
