//! A call after an outage: who begins it first has it, and what came of it stays.

use super::context::Context;
use super::record;
use crate::call_back::CALL_LAPSES_MS;
use crate::{CallBack, CallBackStep, Event, Operation, OutageId, Outcome, Rejection, Ticket};

pub(super) fn step(
    ticket: &mut Ticket,
    outage: OutageId,
    step: CallBackStep,
    operation: &Operation,
    context: &Context,
) -> Result<Outcome, Rejection> {
    let at = record::when(operation, context);
    let last = ticket.call_backs.iter().rev().find(|known| known.outage == outage).copied();
    let busy = last.filter(|last| last.step == CallBackStep::Calling && context.now.since(last.at) < CALL_LAPSES_MS);
    let done = last.filter(|last| last.step.is_end());
    if step == CallBackStep::Calling {
        if let Some(other) = busy.or(done).filter(|other| other.by != operation.author || other.step.is_end()) {
            return Err(Rejection::TakenOver { by: Some(other.by) });
        }
        if busy.is_some() {
            return Ok(Outcome::noop());
        }
    }
    ticket.call_backs.push(CallBack { operation: operation.id, outage, step, by: operation.author, at });
    if step == CallBackStep::Calling {
        record::touch(ticket, operation.composed_at);
    } else {
        record::record(ticket, None, Event::CalledBack { step }, operation, context);
    }
    Ok(Outcome::applied([]))
}
