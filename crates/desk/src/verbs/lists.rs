//! Lists of tickets, their counts, and the ticket that matters most now.

use holdfast_domain::sla::ClockState;
use holdfast_domain::{Urgency, partition};
use holdfast_store::ListFilter;

use super::input::count;
use crate::error::DeskError;
use crate::present::{Names, presses};
use crate::view::{NextUp, TicketPage, TicketRow, View, ViewCount};
use crate::work::Work;

const VIEWS: [View; 9] = [View::Mine, View::Team, View::Unassigned, View::AtRisk, View::Hot, View::Waiting, View::Drafts, View::Held, View::Offline];
const LARGEST_PAGE: u32 = 500;

impl Work {
    fn filter(&self, view: View) -> ListFilter {
        match view {
            View::Mine => ListFilter::Mine(self.me.id),
            View::Team => ListFilter::Team,
            View::Unassigned => ListFilter::Unassigned,
            View::AtRisk => ListFilter::AtRisk { now: self.now() },
            View::Hot => ListFilter::Hot,
            View::Waiting => ListFilter::Waiting,
            View::Drafts => ListFilter::Drafts,
            // Their screens show the operations themselves; as a list of tickets both are those with something undone.
            View::Held | View::Offline => ListFilter::WrittenOffline,
        }
    }

    /// How many each list holds.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn view_counts(&self) -> Result<Vec<ViewCount>, DeskError> {
        let operations = self.store.counts()?;
        VIEWS
            .into_iter()
            .map(|view| {
                let count = match view {
                    View::Drafts => operations.drafts,
                    View::Held => count(self.deciding()?.len()),
                    _ => self.store.count(&self.filter(view))?,
                };
                Ok(ViewCount { view, count, risk: view == View::AtRisk && count > 0 })
            })
            .collect()
    }

    /// A page of a list, the most pressing first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn list(&self, view: View, offset: u32, limit: u32) -> Result<TicketPage, DeskError> {
        let (filter, names, now) = (self.filter(view), Names::of(self), self.now());
        let listed = self.store.list(&filter, offset, limit.min(LARGEST_PAGE))?;
        let rows: Vec<_> = listed.iter().map(|listed| names.row(listed, now)).collect();
        let next_up = if offset == 0 { count(rows.iter().take_while(|row| presses(row)).count()) } else { 0 };
        let as_of = self.store.confirmed_at().unwrap_or(now).into();
        Ok(TicketPage { rows, total: self.store.count(&filter)?, next_up, as_of })
    }

    /// The ticket that matters most now: mine first, else one that is nobody's yet (T7). Cut off, the ones whose turn is mine come
    /// first, so that two desks that cannot speak do not offer the same one; an emergency is everybody's.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn next_up(&self) -> Result<Option<NextUp>, DeskError> {
        for view in [View::Mine, View::Unassigned] {
            let share = view == View::Unassigned && self.is_offline();
            let mut rows = self.list(view, 0, if share { LARGEST_PAGE } else { 50 })?.rows;
            let waiting_for_us = |state| !matches!(state, ClockState::Paused | ClockState::Met);
            rows.retain(|row| row.clock.as_ref().is_none_or(|clock| waiting_for_us(clock.state)));
            if share {
                self.in_turn(&mut rows);
            }
            let Some(row) = rows.first() else { continue };
            let why = match row.clock.as_ref().map(|clock| clock.state) {
                _ if row.urgency == Urgency::Emergency => "why-emergency",
                Some(ClockState::Breached) => "why-breached",
                Some(ClockState::Warning) => "why-warning",
                _ if row.tier >= 3 => "why-tier",
                _ => "why-oldest",
            };
            return Ok(Some(NextUp { ticket: row.id.clone(), why: why.to_owned() }));
        }
        Ok(None)
    }

    /// Emergencies, then by whose turn each is (SYNC 1.8); what is alike stays in its order.
    fn in_turn(&self, rows: &mut [TicketRow]) {
        let roster = partition::roster(&self.store.directory().agents);
        let turn = |row: &TicketRow| row.id.parse().ok().and_then(|ticket| partition::turn(ticket, &roster, self.me.id));
        // Who is not in the roster has no turn and keeps the common order.
        rows.sort_by_cached_key(|row| (row.urgency != Urgency::Emergency).then(|| turn(row)));
    }
}
