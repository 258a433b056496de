//! The ticket that matters most now, out of all there are.

use holdfast_domain::sla::{ClockKind, ClockState};
use holdfast_domain::{Ticket, TicketId, Timestamp, Urgency, partition};
use holdfast_store::{Lane, ListFilter};

use crate::error::DeskError;
use crate::present::{Names, foremost};
use crate::view::{NextUp, TicketRow, View};
use crate::work::Work;

/// In which order tickets come: an emergency before all others, then mine, then one that is nobody's yet.
const ORDER: [(View, Lane); 4] =
    [(View::Mine, Lane::Emergencies), (View::Unassigned, Lane::Emergencies), (View::Mine, Lane::Others), (View::Unassigned, Lane::Others)];

impl Work {
    /// The ticket that matters most now: an emergency before all others, then mine, then one that is nobody's yet (T7). `after` is
    /// the one that is open: asked again, the one behind it comes. Cut off, those whose turn is mine come first among those that are
    /// nobody's, so that two desks that cannot speak do not offer the same one; an emergency is everybody's.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn next_up(&self, after: Option<&str>) -> Result<Option<NextUp>, DeskError> {
        let (names, now) = (Names::of(self), self.now());
        let waits_for_us = |ticket: &Ticket| {
            let clocks = names.clocks(ticket, now);
            foremost(&clocks).is_none_or(|clock| !matches!(clock.state, ClockState::Paused | ClockState::Met))
        };
        let open = after.and_then(|open| open.parse::<TicketId>().ok());
        let open = open.map(|open| self.store.ticket(open)).transpose()?.flatten();
        let mut from = None;
        if let Some(open) = open.as_ref().filter(|open| waits_for_us(open)) {
            for (at, (view, lane)) in ORDER.iter().enumerate() {
                if self.store.lane_of(&self.filter(*view), open.id, now)? == Some(*lane) {
                    from = Some((at, open.id));
                }
            }
        }
        let mut next = None;
        if let Some((at, open)) = from {
            for (part, (view, lane)) in ORDER.iter().enumerate().skip(at) {
                next = next.map_or_else(|| self.first(*view, *lane, (part == at).then_some(open), now, &waits_for_us), |found| Ok(Some(found)))?;
            }
        }
        // Behind the last comes the first.
        for (view, lane) in ORDER {
            next = next.map_or_else(|| self.first(view, lane, None, now, &waits_for_us), |found| Ok(Some(found)))?;
        }
        let Some(next) = next.filter(|next| after != Some(next.to_string().as_str())) else { return Ok(None) };
        let listed = self.store.list(&ListFilter::One(next), now, 0, 1)?.pop();
        Ok(listed.map(|listed| NextUp { ticket: next.to_string(), why: why(&names.row(&listed, now)).to_owned() }))
    }

    /// The first of a part of a list, behind one of it.
    fn first(
        &self,
        view: View,
        lane: Lane,
        behind: Option<TicketId>,
        now: Timestamp,
        will_do: &dyn Fn(&Ticket) -> bool,
    ) -> Result<Option<TicketId>, DeskError> {
        let filter = self.filter(view);
        if view != View::Unassigned || lane == Lane::Emergencies || !self.is_offline() {
            return Ok(self.store.first_in(&filter, lane, behind, now, will_do)?.map(|ticket| ticket.id));
        }
        let mut all = self.store.lane(&filter, lane, now)?;
        let roster = partition::roster(&self.store.directory().agents);
        // By whose turn each is (SYNC 1.8); who is not in the roster has no turn and keeps the common order.
        all.sort_by_cached_key(|ticket| partition::turn(*ticket, &roster, self.me.id));
        let from = behind.and_then(|behind| all.iter().position(|ticket| *ticket == behind)).map_or(0, |at| at.saturating_add(1));
        for ticket in all.into_iter().skip(from) {
            if self.store.ticket(ticket)?.is_some_and(|ticket| will_do(&ticket)) {
                return Ok(Some(ticket));
            }
        }
        Ok(None)
    }
}

/// Why a ticket comes first.
fn why(row: &TicketRow) -> &'static str {
    let clock = row.clock.as_ref();
    match clock.map(|clock| clock.state) {
        _ if row.urgency == Urgency::Emergency => "why-emergency",
        Some(ClockState::Breached) => "why-breached",
        Some(ClockState::Warning) => "why-warning",
        _ if clock.is_some_and(|clock| clock.kind == ClockKind::Promise) => "why-promise",
        _ if row.tier >= 3 => "why-tier",
        Some(_) => "why-due",
        None => "why-oldest",
    }
}
