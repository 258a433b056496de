//! What is owed on a ticket by a time: promises to the customer (T13) and follow-ups.

use holdfast_domain::{Action, OperationId, Task, TaskKind, TicketId};

use super::drafts::Docked;
use super::input::id;
use crate::error::DeskError;
use crate::timeline::Timeline;
use crate::view::{Millis, Panel, Queued, TaskView};
use crate::work::Work;

impl Work {
    /// Notes that something is owed by then.
    ///
    /// # Errors
    /// `empty-text`; `past-due` when the time has passed.
    pub fn set_task(&self, ticket: &str, what: TaskKind, text: &str, due: Millis) -> Result<Queued, DeskError> {
        let action = Action::SetTask { what, text: text.trim().to_owned(), due: due.instant() };
        self.say_docked(ticket, Docked { panel: Panel::Task, about: "" }, action)
    }

    /// It is done, or withdrawn.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn end_task(&self, ticket: &str, task: &str, kept: bool) -> Result<Queued, DeskError> {
        self.act(self.store.leads_to(id::<TicketId>(ticket)?)?, Action::EndTask { task: id::<OperationId>(task)?, kept }, None)
    }

    /// What is owed, the next due first; then what was, the newest first.
    pub(crate) fn tasks(&self, timeline: &Timeline<'_>) -> Vec<TaskView> {
        let view = |task: &Task| TaskView {
            id: task.id.to_string(),
            kind: task.kind,
            text: task.text.clone(),
            due: task.due.into(),
            by: timeline.names.agent(task.by).unwrap_or_default(),
            made_at: task.made_at.into(),
            ended_at: task.ended.map(|end| end.at.into()),
            kept: task.ended.is_some_and(|end| end.kept),
            state: timeline.state_of(task.ended.map_or(task.id, |end| end.operation)),
        };
        let mut tasks: Vec<&Task> = timeline.ticket.tasks.iter().collect();
        tasks.sort_by_key(|task| match task.ended {
            None => (false, task.due.millis()),
            Some(end) => (true, -end.at.millis()),
        });
        tasks.into_iter().map(view).collect()
    }
}
