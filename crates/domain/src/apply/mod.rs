//! The one place where an operation has a meaning. Desk and team server call the same function (DESIGN §3).
//!
//! The team server applies with authority: it stamps a sequence and a lasting number. A desk applies the same
//! operation without either, over what the server last confirmed, and so shows what will be.

mod field;
mod open;
mod owner;
mod status;
mod tag;
mod text;

use crate::{Action, AgentId, Field, FieldRev, HistoryEntry, Operation, Outcome, Rejection, Role, Seq, Ticket, Timestamp};

/// What an operation works on. A ticket that does not exist yet is an entity too: `Open` makes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entity {
    /// The ticket, once it exists.
    pub ticket: Option<Ticket>,
}

/// The circumstances of an application.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// Now, by the one who applies.
    pub now: Timestamp,
    /// The team server's sequence; none on a desk.
    pub seq: Option<Seq>,
    /// The lasting number to give to a new ticket; none on a desk.
    pub number: Option<u32>,
    /// What the author may do.
    pub role: Role,
    /// A reply older than this is held, not sent (SYNC 1.7 e).
    pub longest_wait_ms: i64,
}

impl Context {
    /// A day: a reply that waited longer is shown to its author again.
    pub const LONGEST_WAIT_MS: i64 = 24 * 3_600_000;

    /// As a desk applies, to show what will be.
    #[must_use]
    pub const fn on_desk(now: Timestamp, role: Role) -> Self {
        Self { now, seq: None, number: None, role, longest_wait_ms: Self::LONGEST_WAIT_MS }
    }

    /// As the team server applies, with authority.
    #[must_use]
    pub const fn with_authority(now: Timestamp, role: Role, seq: Seq, number: u32) -> Self {
        Self { now, seq: Some(seq), number: Some(number), role, longest_wait_ms: Self::LONGEST_WAIT_MS }
    }
}

/// Does to `entity` what `operation` means.
///
/// # Errors
/// [`Rejection`] when it cannot be done; `entity` is then as it was.
pub fn apply(entity: &mut Entity, operation: &Operation, context: &Context) -> Result<Outcome, Rejection> {
    if let Action::Open(new) = &operation.action {
        return open::open(entity, new, operation, context);
    }
    let ticket = entity.ticket.as_mut().ok_or(Rejection::Gone)?;
    match &operation.action {
        Action::Open(_) => Err(Rejection::Exists),
        Action::Reply { body, articles } => text::reply(ticket, body, articles, operation, context),
        Action::Note { body } => text::note(ticket, body, operation, context),
        Action::Receive { body } => text::receive(ticket, body, operation, context),
        Action::SetField { field, old, new } => field::set(ticket, *field, old, new, operation, context),
        Action::Transition { to, .. } => status::transition(ticket, *to, operation, context),
        Action::Claim => owner::claim(ticket, operation, context),
        Action::Assign { to, reason } => owner::assign(ticket, *to, reason, operation, context),
        Action::Tag { add, remove } => tag::tag(ticket, add, remove, operation, context),
    }
}

/// Whether somebody at another desk changed `field` after the author of `operation` saw it.
fn is_concurrent(ticket: &Ticket, field: Field, operation: &Operation) -> bool {
    let base = operation.base.get(&field).copied().unwrap_or_default();
    ticket.revs.get(&field).is_some_and(|rev| rev.seq > base && rev.device != Some(operation.device))
}

/// Stamps a change of `field` and writes it into the history.
fn record(ticket: &mut Ticket, field: Option<Field>, event: crate::Event, operation: &Operation, context: &Context) {
    if let (Some(field), Some(seq)) = (field, context.seq) {
        ticket.revs.insert(field, FieldRev { seq, device: Some(operation.device) });
    }
    ticket.history.push(HistoryEntry {
        operation: Some(operation.id),
        at: operation.composed_at,
        by: author(operation),
        event,
        offline: operation.offline,
    });
    touch(ticket, operation.composed_at);
}

fn author(operation: &Operation) -> Option<AgentId> {
    (!matches!(operation.action, Action::Receive { .. })).then_some(operation.author)
}

fn touch(ticket: &mut Ticket, at: Timestamp) {
    ticket.updated_at = ticket.updated_at.max(at);
}
