//! Which ticket the person has open and whether they write there, told to colleagues; and the colleagues in tickets (T11).

use holdfast_domain::TicketId;
use holdfast_protocol::Place;
use holdfast_sync::Others;
use std::cmp::Reverse;

use super::input::id;
use crate::error::DeskError;
use crate::present::Names;
use crate::view::{ColleagueView, Doing, PresentView, Tag};
use crate::work::Work;

impl Work {
    /// The person has this ticket open, or none, and does this there. Colleagues hear of it as long as the team server can be
    /// reached; of what is typed they hear nothing but that it is.
    ///
    /// # Errors
    /// When the identity is none.
    pub fn look_at(&self, ticket: Option<&str>, doing: Doing) -> Result<(), DeskError> {
        let place = ticket.map(id::<TicketId>).transpose()?.map(|ticket| Place { ticket, doing: doing.into() });
        self.presence.is_at(place);
        self.says_where();
        Ok(())
    }

    /// The colleagues in tickets that are on this computer, as far as is known right now: nothing while the desk is cut off.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn present(&self) -> Result<Vec<PresentView>, DeskError> {
        let (names, others) = (Names::of(self), self.presence.others());
        let mut present = Vec::with_capacity(others.len());
        for (ticket, people) in others {
            let view = |colleague: &holdfast_protocol::Colleague| {
                let name = names.agent(colleague.agent)?;
                Some(ColleagueView { agent: colleague.agent.to_string(), name, doing: colleague.doing.into() })
            };
            let mut people: Vec<_> = people.iter().filter_map(view).collect();
            people.sort_by(|one, other| (Reverse(one.doing), &one.name).cmp(&(Reverse(other.doing), &other.name)));
            if !people.is_empty() {
                present.push(PresentView { ticket: self.store.leads_to(ticket)?.to_string(), people });
            }
        }
        Ok(present)
    }

    pub(crate) fn others(&self, others: Others) {
        self.presence.heard(others);
        self.tell(vec![Tag::Presence]);
    }
}
