//! Why a clock is due when it is.

use holdfast_domain::TicketId;
use holdfast_domain::sla::{ClockKind, ClockState, Policy, Target, clocks, explain};
use holdfast_sync::Quality;

use super::input::id;
use crate::error::DeskError;
use crate::view::{ClockStory, StretchView, TargetView};
use crate::work::Work;

/// Stretches that are shown, the last: some years of working days. A clock of more began at no sensible time.
const MOST: usize = 2_000;

impl Work {
    /// Why the clock of this kind is due when it is.
    ///
    /// # Errors
    /// `ticket-missing` when it is not on this computer, `clock-missing` when no such clock runs on it.
    pub fn clock_story(&self, ticket: &str, kind: ClockKind) -> Result<ClockStory, DeskError> {
        let ticket_id = self.store.leads_to(id::<TicketId>(ticket)?)?;
        let ticket = self.store.ticket(ticket_id)?.ok_or_else(|| DeskError::new("ticket-missing"))?;
        let (directory, now) = (self.store.directory(), self.now());
        let missing = || DeskError::new("clock-missing");
        let policy = Policy::of(&directory.policies, &directory.schedules, &ticket).ok_or_else(missing)?;
        let why = explain(&ticket, policy, &directory.schedules, kind, now).ok().flatten().ok_or_else(missing)?;
        let state = clocks(&ticket, policy, &directory.schedules, now).into_iter().find(|clock| clock.kind == kind).map(|clock| clock.state);
        let minutes = |minutes: i64| u32::try_from(minutes).unwrap_or_default();
        Ok(ClockStory {
            kind,
            start: why.start.into(),
            due: why.due.into(),
            met_at: why.met_at.map(Into::into),
            now: now.into(),
            policy: policy.name.in_language(self.words().language).to_owned(),
            target: match why.target {
                Target::Open { minutes: of, .. } => TargetView::Open { minutes: minutes(of) },
                Target::Wall { minutes: of } => TargetView::Wall { minutes: minutes(of) },
                Target::NextDay { at, .. } => TargetView::NextDay { at },
            },
            off_hours: why.is_off,
            paused: state == Some(ClockState::Paused),
            stretches: why
                .stretches
                .iter()
                .skip(why.stretches.len().saturating_sub(MOST))
                .map(|of| StretchView { from: of.from.into(), to: of.to.into(), counted: of.counted })
                .collect(),
            doubtful: self.time.quality() == Quality::Doubtful,
        })
    }
}
