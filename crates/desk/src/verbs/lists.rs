//! Lists of tickets, and their counts.

use holdfast_domain::Urgency;
use holdfast_domain::sla::ClockKind;
use holdfast_store::{ListFilter, Listed};

use super::input::count;
use super::outbox::SHOWN;
use crate::error::DeskError;
use crate::present::{Names, presses};
use crate::view::{ListOf, TicketPage, TicketRow, View, ViewCount};
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
                    View::Offline => self.store.count_listed(SHOWN)?,
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
        let owed = match filter {
            ListFilter::Promises => Some(ClockKind::Promise),
            ListFilter::FollowUps => Some(ClockKind::FollowUp),
            _ => None,
        };
        let row = |listed: &Listed| {
            let owed = owed.and_then(|kind| names.owed(&listed.ticket, kind, now));
            TicketRow { owed, ..names.row(listed, now) }
        };
        let rows: Vec<_> = listed.iter().map(row).collect();
        let first = |is: fn(&TicketRow) -> bool| if offset == 0 { count(rows.iter().take_while(|row| is(row)).count()) } else { 0 };
        let (next_up, emergencies) = (first(presses), first(|row| row.urgency == Urgency::Emergency));
        let as_of = self.store.confirmed_at().unwrap_or(now).into();
        Ok(TicketPage { total: self.store.count(filter, now)?, rows, next_up, emergencies, as_of })
    }
}
