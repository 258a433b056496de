//! Lists of tickets, their counts, and the ticket that matters most now.

use holdfast_domain::sla::{ClockKind, ClockState};
use holdfast_domain::{Urgency, partition};
use holdfast_store::ListFilter;

use super::input::count;
use crate::error::DeskError;
use crate::present::{Names, presses};
use crate::view::{ListOf, NextUp, TicketPage, TicketRow, View, ViewCount};
use crate::work::Work;

const VIEWS: [View; 13] = [
    View::Mine,
    View::Team,
    View::Unassigned,
    View::AtRisk,
    View::Hot,
    View::Waiting,
    View::Promises,
    View::FollowUps,
    View::Mentions,
    View::Snoozed,
    View::Drafts,
    View::Held,
    View::Offline,
];
const LARGEST_PAGE: u32 = 500;
/// So many of a list are looked at for the one that comes next.
const NEXT_AMONG: u32 = 50;

impl Work {
    pub(super) const fn filter(&self, view: View) -> ListFilter {
        match view {
            View::Mine => ListFilter::Mine(self.me.id),
            View::Team => ListFilter::Team,
            View::Unassigned => ListFilter::Unassigned,
            View::AtRisk => ListFilter::AtRisk,
            View::Hot => ListFilter::Hot,
            View::Waiting => ListFilter::Waiting,
            View::Promises => ListFilter::Promises,
            View::FollowUps => ListFilter::FollowUps,
            View::Mentions => ListFilter::Mentions,
            View::Snoozed => ListFilter::Snoozed,
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
        let now = self.now();
        VIEWS
            .into_iter()
            .map(|view| {
                let count = match view {
                    View::Held => count(self.deciding()?.len()),
                    _ => self.store.count(&self.filter(view), now)?,
                };
                Ok(ViewCount { view, count, risk: view == View::AtRisk && count > 0 })
            })
            .collect()
    }

    /// A page of a list, the most pressing first.
    ///
    /// # Errors
    /// When the store cannot be read; `filter-missing`.
    pub fn list(&self, of: &ListOf, offset: u32, limit: u32) -> Result<TicketPage, DeskError> {
        let filter = match of {
            ListOf::View { view } => self.filter(*view),
            ListOf::Filter { id } => ListFilter::Own { rule: self.rule_of(id)?, me: self.me.id },
        };
        self.page(&filter, offset, limit)
    }

    fn page(&self, filter: &ListFilter, offset: u32, limit: u32) -> Result<TicketPage, DeskError> {
        let (names, now) = (Names::of(self), self.now());
        let listed = self.store.list(filter, now, offset, limit.min(LARGEST_PAGE))?;
        let rows: Vec<_> = listed.iter().map(|listed| names.row(listed, now)).collect();
        let first = |is: fn(&TicketRow) -> bool| if offset == 0 { count(rows.iter().take_while(|row| is(row)).count()) } else { 0 };
        let (next_up, emergencies) = (first(presses), first(|row| row.urgency == Urgency::Emergency));
        let as_of = self.store.confirmed_at().unwrap_or(now).into();
        Ok(TicketPage { total: self.store.count(filter, now)?, rows, next_up, emergencies, as_of })
    }

    /// The ticket that matters most now: an emergency before all others, then mine, then one that is nobody's yet (T7). `after` is
    /// the one that is open: asked again, the one behind it comes. Cut off, those whose turn is mine come first among those that are
    /// nobody's, so that two desks that cannot speak do not offer the same one; an emergency is everybody's.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn next_up(&self, after: Option<&str>) -> Result<Option<NextUp>, DeskError> {
        let mut rows = Vec::new();
        for view in [View::Mine, View::Unassigned] {
            let share = view == View::Unassigned && self.is_offline();
            let mut own = self.page(&self.filter(view), 0, if share { LARGEST_PAGE } else { NEXT_AMONG })?.rows;
            let waiting_for_us = |state| !matches!(state, ClockState::Paused | ClockState::Met);
            own.retain(|row| row.clock.as_ref().is_none_or(|clock| waiting_for_us(clock.state)));
            if share {
                self.in_turn(&mut own);
            }
            rows.extend(own);
        }
        // What is alike stays in its order: mine before what is nobody's.
        rows.sort_by_key(|row| row.urgency != Urgency::Emergency);
        let behind = after.and_then(|open| rows.iter().position(|row| row.id == open)).map_or(0, |at| at.saturating_add(1));
        let next = rows.get(behind).or_else(|| rows.first()).filter(|row| after != Some(row.id.as_str()));
        Ok(next.map(|row| NextUp { ticket: row.id.clone(), why: why(row).to_owned() }))
    }

    /// Emergencies, then by whose turn each is (SYNC 1.8); what is alike stays in its order.
    fn in_turn(&self, rows: &mut [TicketRow]) {
        let roster = partition::roster(&self.store.directory().agents);
        let turn = |row: &TicketRow| row.id.parse().ok().and_then(|ticket| partition::turn(ticket, &roster, self.me.id));
        // Who is not in the roster has no turn and keeps the common order.
        rows.sort_by_cached_key(|row| (row.urgency != Urgency::Emergency).then(|| turn(row)));
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
