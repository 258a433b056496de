//! Why a clock is due when it is.

use holdfast_domain::sla::{ClockKind, ClockState, Explanation, Policy, Schedule, clocks, explain, explain_decision};
use holdfast_domain::{Ticket, TicketId, Timestamp};
use holdfast_sync::Quality;

use super::input::id;
use crate::decisions::Decisions;
use crate::error::DeskError;
use crate::view::{ClockStory, Millis, StretchView, TargetView};
use crate::work::Work;

/// Stretches that are shown, the last: some years of working days. A clock of more began at no sensible time.
const MOST: usize = 2_000;

impl Work {
    /// Why the clock of this kind is due when it is: of several, the one that is due then, or else the next due.
    ///
    /// # Errors
    /// `ticket-missing` when it is not on this computer, `clock-missing` when no such clock runs on it.
    pub fn clock_story(&self, ticket: &str, kind: ClockKind, due: Option<Millis>) -> Result<ClockStory, DeskError> {
        let ticket_id = self.store.leads_to(id::<TicketId>(ticket)?)?;
        let ticket = self.store.ticket(ticket_id)?.ok_or_else(|| DeskError::new("ticket-missing"))?;
        let (directory, now) = (self.store.directory(), self.now());
        let missing = || DeskError::new("clock-missing");
        story(self, &ticket, &directory.policies, &directory.schedules, (kind, due.map(Millis::instant)), now)?.ok_or_else(missing)
    }
}

/// Why a clock of a ticket is due when it is; none when no such clock runs on it.
pub(super) fn story(
    work: &Work,
    ticket: &Ticket,
    policies: &[Policy],
    schedules: &[Schedule],
    (kind, due): (ClockKind, Option<Timestamp>),
    now: Timestamp,
) -> Result<Option<ClockStory>, DeskError> {
    let outages = work.cut_offs.spans(now);
    let why = match kind {
        ClockKind::Decision => held_since(work, ticket)?.map(|since| explain_decision(since, &outages, now)),
        _ => explain(ticket, policies, schedules, (kind, due), &outages, now)?,
    };
    let Some(why) = why else { return Ok(None) };
    let state = clocks(ticket, policies, schedules, now).into_iter().find(|clock| clock.kind == kind).map(|clock| clock.state);
    Ok(Some(ClockStory {
        kind,
        start: why.start.into(),
        due: why.due.into(),
        met_at: why.met_at.map(Into::into),
        now: now.into(),
        lost: lost(&why),
        policy: match (kind, why.about) {
            (_, Some(about)) => about,
            (ClockKind::Decision, None) => work.words().say("story-held", &[]),
            (_, None) => policy_name(work, ticket, policies, schedules),
        },
        target: why.target.as_ref().map_or(TargetView::Named, TargetView::of),
        off_hours: why.is_off,
        paused: state == Some(ClockState::Paused),
        stretches: why
            .stretches
            .iter()
            .skip(why.stretches.len().saturating_sub(MOST))
            .map(|of| StretchView { from: of.from.into(), to: of.to.into(), counted: of.counted, outage: of.outage })
            .collect(),
        doubtful: work.time.quality() == Quality::Doubtful,
    }))
}

/// Since when something on a ticket waits for a decision: this person's own, or else the longest of a colleague's.
fn held_since(work: &Work, ticket: &Ticket) -> Result<Option<Timestamp>, DeskError> {
    let own = Decisions::of(work)?.since(ticket.id);
    Ok(own.or_else(|| ticket.held.iter().filter(|mark| mark.by != work.me.id).map(|mark| mark.since).min()))
}

/// What of its time was lost to outages, when that was worth a word.
pub(super) fn lost(why: &Explanation) -> Option<Millis> {
    const WORTH_A_WORD: i64 = 60_000;
    Some(why.lost()).filter(|lost| *lost >= WORTH_A_WORD).map(Millis::span)
}

fn policy_name(work: &Work, ticket: &Ticket, policies: &[Policy], schedules: &[Schedule]) -> String {
    Policy::of(policies, schedules, ticket).map(|policy| policy.name.in_language(work.words().language).to_owned()).unwrap_or_default()
}
