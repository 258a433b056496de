//! The one place where an operation has a meaning. Desk and team server call the same function (DESIGN §3).
//!
//! The team server applies with authority: it stamps a sequence and a lasting number. A desk applies the same
//! operation without either, over what the server last confirmed, and so shows what will be.

mod context;
mod decide;
mod field;
mod open;
mod owner;
mod record;
mod status;
mod tag;
mod text;

use crate::{Action, Attachment, MOST_FILES, Operation, Outcome, Rejection, Ticket};

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
    let outcome = match (&operation.action, &mut entity.ticket) {
        (Action::Open(new), _) => open::open(entity, new, operation, context),
        (_, None) => Err(Rejection::Gone),
        (_, Some(ticket)) if record::is_known(ticket, operation) => Ok(Outcome::noop()),
        (action, Some(ticket)) => change(ticket, action, operation, context),
    }?;
    if let Some(ticket) = &mut entity.ticket {
        owner::renew(ticket, &outcome, operation, context);
    }
    Ok(outcome)
}

fn change(ticket: &mut Ticket, action: &Action, operation: &Operation, context: &Context) -> Result<Outcome, Rejection> {
    match action {
        Action::Open(_) => Err(Rejection::Exists),
        Action::Reply { body, articles } => text::reply(ticket, body, articles, operation, context),
        Action::Note { body } => text::note(ticket, body, operation, context),
        Action::Receive { body } => text::receive(ticket, body, operation, context),
        Action::SetField { field, old, new } => field::set(ticket, *field, old, new, operation, context),
        Action::Transition { from, to } => status::transition(ticket, *from, *to, operation, context),
        Action::Claim => owner::claim(ticket, operation, context),
        Action::Assign { to, reason } => owner::assign(ticket, *to, reason, operation, context),
        Action::Decide { held } => Ok(decide::decide(ticket, held, operation)),
        Action::Tag { add, remove } => tag::tag(ticket, add, remove, operation, context),
    }
}
