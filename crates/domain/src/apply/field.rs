//! Single fields: merged per field, never per row, never by a client's clock (SYNC 1.6).

use super::context::Context;
use super::record::{is_concurrent, record};
use crate::{Demand, Event, Field, Lost, Operation, Outcome, QueueId, Rejection, Ticket, Urgency, Verdict};

pub(super) fn set(ticket: &mut Ticket, field: Field, old: &str, new: &str, operation: &Operation, context: &Context) -> Result<Outcome, Rejection> {
    let current = ticket.value(field);
    // Who asks for what they saw asks for nothing, whatever has become of it since.
    if current == new || old == new {
        return Ok(Outcome::noop());
    }
    let behind = is_concurrent(ticket, field, operation);
    let concurrent = behind && current != old;
    match field {
        Field::Urgency => {
            let wanted = Urgency::from_name(new).ok_or(Rejection::BadValue { field })?;
            // Two desks at once: the more urgent view of the matter stands, whoever came last. To calm a matter takes a current
            // view of it, even when the value is again the one that was seen.
            if behind && wanted < ticket.urgency {
                return Ok(lost(field, new, true));
            }
            ticket.urgency = wanted;
        }
        Field::Queue => {
            let wanted = new.parse::<QueueId>().map_err(|_| Rejection::BadValue { field })?;
            if concurrent {
                return Ok(lost(field, new, true));
            }
            ticket.queue = Some(wanted);
        }
        Field::Subject => {
            if new.trim().is_empty() {
                return Err(Rejection::EmptyText);
            }
            new.clone_into(&mut ticket.subject);
        }
        Field::Category => ticket.category = (!new.is_empty()).then(|| new.to_owned()),
        Field::Demand => {
            let wanted = Demand::from_name(new).ok_or(Rejection::BadValue { field })?;
            ticket.demand = Some(wanted);
        }
        Field::Status | Field::Owner | Field::Tags => return Err(Rejection::BadValue { field }),
    }
    record(ticket, Some(field), Event::Field { field, from: current.clone(), to: new.to_owned(), unseen: concurrent }, operation, context);
    let mut outcome = Outcome::applied([field]);
    if concurrent {
        outcome.verdict = Verdict::Merged { lost: Lost { field, value: current, mine: false } };
    }
    Ok(outcome)
}

fn lost(field: Field, value: &str, mine: bool) -> Outcome {
    let mut outcome = Outcome::noop();
    outcome.verdict = Verdict::Merged { lost: Lost { field, value: value.to_owned(), mine } };
    outcome
}
