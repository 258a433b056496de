//! Complaints (P1, P2): recorded on a ticket, and brought from stage to stage.

use holdfast_domain::sla::{Clock, ClockKind};
use holdfast_domain::{Action, Complaint, ComplaintCause, ComplaintStage, OperationId};

use super::drafts::Docked;
use super::input::id;
use crate::error::DeskError;
use crate::timeline::Timeline;
use crate::view::{ComplaintCard, Panel, Queued, StageReached};
use crate::work::Work;

impl Work {
    /// Records that the customer complains.
    ///
    /// # Errors
    /// `empty-text`.
    pub fn complain(&self, ticket: &str, text: &str, cause: Option<ComplaintCause>) -> Result<Queued, DeskError> {
        let action = Action::Complain { text: text.trim().to_owned(), cause };
        self.say_docked(ticket, Docked { panel: Panel::Complaint, about: "" }, action)
    }

    /// Brings a complaint to a later stage. The words become a note.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub fn step_complaint(
        &self,
        ticket: &str,
        complaint: &str,
        to: ComplaintStage,
        text: &str,
        cause: Option<ComplaintCause>,
    ) -> Result<Queued, DeskError> {
        let action = Action::StepComplaint { complaint: id::<OperationId>(complaint)?, to, text: text.trim().to_owned(), cause };
        self.say_docked(ticket, Docked { panel: Panel::ComplaintStep, about: complaint }, action)
    }

    /// What the customer complained about: what is open first, then the last recorded first.
    pub(crate) fn complaints(&self, timeline: &Timeline<'_>, clocks: &[Clock]) -> Vec<ComplaintCard> {
        let names = timeline.names;
        let card = |complaint: &Complaint| {
            let of_this = |clock: &&Clock| clock.kind == ClockKind::ComplaintStage && clock.start == complaint.stage_since();
            let received =
                StageReached { stage: ComplaintStage::Received, by: names.agent(complaint.by).unwrap_or_default(), at: complaint.made_at.into() };
            let reached = complaint.stages.iter().map(|mark| StageReached {
                stage: mark.stage,
                by: names.agent(mark.by).unwrap_or_default(),
                at: mark.at.into(),
            });
            ComplaintCard {
                id: complaint.id.to_string(),
                text: complaint.text.clone(),
                cause: complaint.cause,
                stages: std::iter::once(received).chain(reached).collect(),
                next: complaint.stage().next(),
                clock: clocks.iter().filter(|_| complaint.is_open()).find(of_this).map(|clock| names.clock(clock)),
                state: timeline.state_of(complaint.stages.last().map_or(complaint.id, |mark| mark.operation)),
            }
        };
        let mut complaints: Vec<&Complaint> = timeline.ticket.complaints.iter().collect();
        complaints.sort_by_key(|complaint| (!complaint.is_open(), -complaint.made_at.millis()));
        complaints.into_iter().map(card).collect()
    }
}
