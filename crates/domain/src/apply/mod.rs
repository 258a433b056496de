//! The one place where an operation has a meaning. Desk and team server call the same function (DESIGN §3).
//!
//! The team server applies with authority: it stamps a sequence and a lasting number. A desk applies the same
//! operation without either, over what the server last confirmed, and so shows what will be.

mod article;
mod call_back;
mod complaint;
mod context;
mod customer;
mod decide;
mod field;
mod filter;
mod link;
mod merging;
mod open;
mod outage;
mod owner;
mod raise;
mod record;
mod request;
mod schedule;
mod snooze;
mod status;
mod tag;
mod task;
mod text;

use crate::{About, Action, Attachment, MOST_FILES, Operation, Outcome, Rejection, Ticket, TicketId};

pub use context::{Context, Entity};

/// Does to `entity` what `operation` means.
///
/// # Errors
/// [`Rejection`] when it cannot be done; `entity` is then as it was.
pub fn apply(entity: &mut Entity, operation: &Operation, context: &Context) -> Result<Outcome, Rejection> {
    if !context.role.may(&operation.action) {
        return Err(Rejection::Forbidden);
    }
    if operation.files.len() > MOST_FILES || !operation.files.iter().all(Attachment::is_sound) {
        return Err(Rejection::BadFile);
    }
    match (operation.about, entity) {
        (About::Ticket(id), Entity::Ticket(ticket)) => on_ticket(id, ticket, operation, context),
        (About::Article(id), Entity::Article(article)) => article::change(id, article, operation, context),
        (About::Schedule(id), Entity::Schedule(schedule)) => match &operation.action {
            Action::SetSchedule(new) => schedule::set(id, schedule, new, context),
            _ => Err(Rejection::Unsupported),
        },
        (About::Customer(_), Entity::Customer(customer)) => customer::change(customer.as_mut(), operation),
        (About::Outage(id), Entity::Outage(outage)) => outage::change(id, outage, operation, context),
        (About::Filter(id), Entity::Filter(filter)) => filter::change(id, filter, operation, context),
        _ => Err(Rejection::Unsupported),
    }
}

fn on_ticket(id: TicketId, ticket: &mut Option<Ticket>, operation: &Operation, context: &Context) -> Result<Outcome, Rejection> {
    let outcome = match (&operation.action, &mut *ticket) {
        (Action::Open(new), _) => open::open(id, ticket, new, operation, context),
        (_, None) => Err(Rejection::Gone),
        (_, Some(ticket)) if record::is_known(ticket, operation) => Ok(Outcome::noop()),
        (action, Some(ticket)) => change(ticket, action, operation, context),
    }?;
    if let Some(ticket) = ticket {
        owner::renew(ticket, &outcome, operation, context);
    }
    Ok(outcome)
}

fn change(ticket: &mut Ticket, action: &Action, operation: &Operation, context: &Context) -> Result<Outcome, Rejection> {
    match action {
        Action::Open(_) => Err(Rejection::Exists),
        Action::Reply { body, articles, versions } => {
            let mut outcome = text::reply(ticket, body, operation, context)?;
            if let Some(message) = &mut outcome.message {
                message.articles.clone_from(articles);
                message.versions.clone_from(versions);
            }
            Ok(outcome)
        }
        Action::Note { body } => text::note(ticket, body, operation, context),
        Action::Forward { body, forwarded } => text::forward(ticket, body, forwarded, operation, context),
        Action::Receive { body } => text::receive(ticket, body, operation, context),
        Action::SetField { field, old, new } => field::set(ticket, *field, old, new, operation, context),
        Action::Transition { from, to, closing } => status::transition(ticket, (*from, *to), *closing, operation, context),
        Action::Claim { reason } => owner::claim(ticket, reason, operation, context),
        Action::Assign { to, reason, handover } => owner::assign(ticket, *to, reason, handover.as_deref(), operation, context),
        Action::Decide { held } => Ok(decide::decide(ticket, held, operation)),
        Action::Tag { add, remove } => tag::tag(ticket, add, remove, operation, context),
        Action::SetTask { what, text, due } => task::add(ticket, *what, text, *due, operation),
        Action::EndTask { task, kept } => task::end(ticket, *task, *kept, operation),
        Action::Request { department, text } => request::add(ticket, *department, text, operation, context),
        Action::StepRequest { request, step, text } => request::step(ticket, *request, *step, text, operation, context),
        Action::Complain { text, cause } => complaint::add(ticket, text, *cause, operation, context),
        Action::StepComplaint { complaint, to, text, cause } => complaint::advance(ticket, *complaint, (*to, *cause), text, operation, context),
        Action::CallBack { outage, step } => call_back::step(ticket, *outage, *step, operation, context),
        Action::Snooze { until } => snooze::snooze(ticket, *until, operation, context),
        Action::Wake => Ok(snooze::wake(ticket, operation)),
        Action::Link { other, linked } => link::link(ticket, *other, *linked, operation),
        Action::Merge { into } => merging::merge(ticket, *into, operation),
        Action::Unmerge { ticket: other } => merging::unmerge(ticket, *other, operation, context),
        Action::Suggest(_)
        | Action::Publish { .. }
        | Action::Decline { .. }
        | Action::Withdraw { .. }
        | Action::Check { .. }
        | Action::RequestChange { .. }
        | Action::Acknowledge { .. }
        | Action::Unhelpful { .. }
        | Action::ChangeCustomer(_)
        | Action::JoinCustomer { .. }
        | Action::PartCustomer { .. }
        | Action::Reveal { .. }
        | Action::SetSchedule(_)
        | Action::SetFilter { .. }
        | Action::RemoveFilter
        | Action::TellCutOff { .. }
        | Action::DeclareOutage { .. }
        | Action::TellOutage { .. }
        | Action::EndOutage { .. } => Err(Rejection::Unsupported),
    }
}
