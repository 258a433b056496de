//! Requests to departments (C4, C5): asked from a ticket, answered on it.

use holdfast_domain::sla::Clock;
use holdfast_domain::{Action, DepartmentId, OperationId, Request, RequestStep, TicketId};

use super::drafts::Docked;
use super::input::id;
use crate::error::DeskError;
use crate::timeline::Timeline;
use crate::view::{Panel, Queued, RequestCard};
use crate::work::Work;

impl Work {
    /// Asks a department for something.
    ///
    /// # Errors
    /// `empty-text`; `request-unseen` when the department may not see the ticket.
    pub fn request(&self, ticket: &str, department: &str, text: &str) -> Result<Queued, DeskError> {
        let (ticket, department) = (self.store.leads_to(id::<TicketId>(ticket)?)?, id::<DepartmentId>(department)?);
        let queue = self.store.ticket(ticket)?.and_then(|ticket| ticket.queue);
        let directory = self.store.directory();
        let lies_in = directory.queues.iter().find(|candidate| Some(candidate.id) == queue);
        if lies_in.is_some_and(|queue| queue.restricted && queue.department != Some(department)) {
            return Err(DeskError::new("request-unseen"));
        }
        let action = Action::Request { department, text: text.trim().to_owned() };
        self.say_docked(&ticket.to_string(), Docked { panel: Panel::Request, about: "" }, action)
    }

    /// What the department says of it, or that it is not needed any more. The words become a note.
    ///
    /// # Errors
    /// `empty-text` where the step says nothing without words.
    pub fn step_request(&self, ticket: &str, request: &str, step: RequestStep, text: &str) -> Result<Queued, DeskError> {
        let action = Action::StepRequest { request: id::<OperationId>(request)?, step, text: text.trim().to_owned() };
        self.say_docked(ticket, Docked { panel: Panel::RequestStep, about: request }, action)
    }

    /// What is asked for, the oldest first; then what was, the last ended first.
    pub(crate) fn requests(&self, timeline: &Timeline<'_>, clocks: &[Clock]) -> Vec<RequestCard> {
        let names = timeline.names;
        let card = |request: &Request| {
            let last = request.steps.last();
            let begun = if last.is_some() { request.silent_since() } else { request.made_at };
            let clock = clocks.iter().find(|clock| clock.department == Some(request.department) && clock.start == begun);
            RequestCard {
                id: request.id.to_string(),
                department: names.department(request.department).unwrap_or_default(),
                phone: names.phone(request.department),
                mine: self.me.department == Some(request.department) || names.leads(self.me.id, request.department),
                text: request.text.clone(),
                by: names.agent(request.by).unwrap_or_default(),
                made_at: request.made_at.into(),
                step: last.map(|mark| mark.step),
                step_by: last.and_then(|mark| names.agent(mark.by)),
                step_at: last.map(|mark| mark.at.into()),
                clock: clock.filter(|_| request.end().is_none()).map(|clock| names.clock(clock)),
                state: timeline.state_of(last.map_or(request.id, |mark| mark.operation)),
            }
        };
        let mut requests: Vec<&Request> = timeline.ticket.requests.iter().collect();
        requests.sort_by_key(|request| match request.end() {
            None => (false, request.made_at.millis()),
            Some(end) => (true, -end.at.millis()),
        });
        requests.into_iter().map(card).collect()
    }
}
