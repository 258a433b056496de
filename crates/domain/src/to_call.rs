//! Whom to ring when the helpdesk is back (O5): everyone who was recorded, promised something, held or left unanswered while it was
//! down.

use serde::{Deserialize, Serialize};
use specta::Type;
use std::collections::BTreeSet;

use crate::call_back::CALL_LAPSES_MS;
use crate::{CallBack, CallBackStep, Event, OutageId, TaskKind, Ticket, Timestamp};

/// What waits for its author's decision shows only once it has come to the team server, which is after the outage.
const HELD_LATER_MS: i64 = 2 * 3_600_000;

/// What a call ended with a promise of is noted on the ticket right after the step of the call.
const NOTED_AFTER_MS: i64 = 60_000;

/// Why somebody is to be rung, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CallBackWhy {
    /// They rang and could not be helped then.
    Recorded,
    /// Something was promised to them.
    Promised,
    /// What was written to them waits for its author's decision.
    Held,
    /// They wrote and nobody has answered.
    Unanswered,
}

/// That somebody is to be rung, or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToCall {
    /// Why.
    pub why: CallBackWhy,
    /// Since when they wait.
    pub since: Timestamp,
    /// What was said of it last; of another outage where that is enough for this one.
    pub last: Option<CallBack>,
    /// How often they did not answer.
    pub tries: u32,
}

impl ToCall {
    /// How it stands now: a call of which nothing more was said is over some time.
    #[must_use]
    pub fn step(&self, now: Timestamp) -> Option<CallBack> {
        self.last.filter(|last| last.step != CallBackStep::Calling || now.since(last.at) < CALL_LAPSES_MS)
    }
}

impl Ticket {
    /// Whether its customer is to be rung after an outage, which may have several identities by now. Whoever is in the list stays
    /// in it with what came of it. `wrote`: whether the customer wrote meanwhile.
    ///
    /// Of two outages at once one call is enough: whoever was told, or promised something, after another outage need not be rung
    /// again, if this one had begun by then and they waited already. That the other one had begun is plain: there was a call after it.
    #[must_use]
    pub fn to_call(&self, outage: &BTreeSet<OutageId>, from: Timestamp, to: Timestamp, wrote: bool) -> Option<ToCall> {
        let within = |at: Timestamp| from <= at && at <= to;
        // Who rang before it began and was written down in it could not be helped because of it; so with what was on paper first.
        let written = self.history.iter().find(|entry| entry.event == Event::Opened).map(|entry| entry.at);
        let meanwhile = within(self.opened_at) || written.is_some_and(within);
        let recorded = (self.recover && self.status.is_active() && meanwhile).then_some((CallBackWhy::Recorded, self.opened_at));
        let promised = self.tasks.iter().filter(|task| task.kind == TaskKind::Promise && task.ended.is_none() && within(task.made_at));
        let promised = promised.map(|task| task.made_at).min().map(|at| (CallBackWhy::Promised, at));
        let held = self.held.iter().map(|mark| mark.since).filter(|at| from <= *at && *at <= to.plus_millis(HELD_LATER_MS)).min();
        let held = held.map(|at| (CallBackWhy::Held, at));
        // Who waited before already waits since then.
        let unanswered = self.waiting_since.filter(|_| self.status.is_active() && wrote).map(|at| (CallBackWhy::Unanswered, at));
        let steps = || self.call_backs.iter().filter(|step| outage.contains(&step.outage));
        let own = steps().next_back().copied();
        let whys = [recorded, promised, held, unanswered];
        let why = whys.into_iter().flatten().next().map(|(why, _)| why).or(own.map(|_| CallBackWhy::Recorded))?;
        let waits = whys.into_iter().flatten().map(|(_, at)| at).min();
        let since = waits.or(Some(self.opened_at).filter(|at| within(*at))).or(steps().map(|step| step.at).min())?;
        let enough = |step: &&CallBack| {
            let said = if step.step == CallBackStep::Promised { step.at.plus_millis(NOTED_AFTER_MS) } else { step.at };
            step.step.is_end() && !outage.contains(&step.outage) && from <= step.at && since <= said
        };
        let other = self.call_backs.iter().rev().find(enough).copied();
        let last = own.filter(|own| own.step.is_end()).or(other).or(own);
        let tries = u32::try_from(steps().filter(|step| step.step == CallBackStep::NotReached).count()).unwrap_or(u32::MAX);
        Some(ToCall { why, since, last, tries })
    }
}
