//! View = confirmed base ⊕ replay of pending operations, computed for one ticket at a time and always from scratch.

use holdfast_domain::{Context, Entity, Message, Role, Seq, Ticket, TicketId, Timestamp, apply};
use rusqlite::{Connection, OptionalExtension};
use std::collections::HashMap;

use super::callers::Spelling;
use super::cursor::Place;
use super::row::{Origin, keep_base, put_customer, put_message, put_ticket, to_index};
use super::{Directory, READ, project, run};
use crate::error::{Result, document, sql};
use crate::outbox::{Pending, plan};

/// What replaying needs besides the ticket.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub(crate) place: &'a Place,
    pub(crate) role: Role,
    pub(crate) now: Timestamp,
    pub(crate) directory: &'a Directory,
    pub(crate) spelling: &'a Spelling,
}

struct Base {
    seq: Seq,
    generation: i64,
    ticket: Ticket,
}

/// Writes the view of a ticket anew.
pub(crate) fn recompute(connection: &Connection, id: TicketId, pending: &[Pending], scene: &Scene<'_>) -> Result<()> {
    keep_base(connection, id)?;
    let key = id.0.into_bytes();
    let mut shown = shown(connection, id)?;
    run(connection, "DELETE FROM customer WHERE made_for = ?1 AND seq IS NULL", [key])?;
    let base = base(connection, id)?;
    let reached = base.as_ref().map_or(scene.place.seq, |base| base.seq.max(scene.place.seq));
    let origin = Origin { seq: base.as_ref().map(|base| base.seq), generation: base.as_ref().map_or(scene.place.generation, |base| base.generation) };
    let mut entity = Entity::Ticket(base.map(|base| base.ticket));
    let context = Context::on_desk(scene.now, scene.role);
    // The oldest generation there is: a confirmed row is never overwritten by what only this desk knows.
    let unconfirmed = Origin { seq: None, generation: 0 };
    let mut replayed = false;
    for Pending { operation, acknowledged } in pending {
        if plan::is_in_rows(*acknowledged, operation.dseq, reached, scene.place.taken_dseq) {
            continue;
        }
        replayed = true;
        // The team server decides; what it would refuse is simply not to be seen here.
        let Ok(outcome) = apply(&mut entity, operation, &context) else { continue };
        if let Some(message) = &outcome.message
            && shown.remove(&message.id.0.into_bytes()).as_ref() != Some(message)
        {
            put_message(connection, message, unconfirmed)?;
        }
        if let Some(customer) = &outcome.customer {
            put_customer(connection, customer, unconfirmed, Some(id), scene.spelling)?;
        }
    }
    for gone in shown.keys() {
        run(connection, "DELETE FROM message WHERE id = ?1 AND seq IS NULL", [gone])?;
    }
    match &entity.ticket() {
        Some(ticket) => {
            let times = project::times(ticket, scene.directory, Timestamp::default(), scene.now);
            put_ticket(connection, ticket, replayed, origin, &times)?;
        }
        None => {
            run(connection, "DELETE FROM ticket WHERE id = ?1", [key])?;
        }
    }
    if !replayed {
        run(connection, "DELETE FROM ticket_base WHERE id = ?1", [key])?;
    }
    to_index(connection, 1, key)
}

/// What only this desk knows and shows so far; what stays the same is not written again.
fn shown(connection: &Connection, id: TicketId) -> Result<HashMap<[u8; 16], Message>> {
    let read = || {
        let mut statement = connection.prepare_cached("SELECT id, doc FROM message WHERE ticket = ?1 AND seq IS NULL")?;
        let rows = statement.query_map([id.0.into_bytes()], |row| Ok((row.get::<_, [u8; 16]>(0)?, row.get::<_, String>(1)?)))?;
        rows.collect::<rusqlite::Result<Vec<_>>>()
    };
    let parse = |(id, doc): ([u8; 16], String)| Ok((id, serde_json::from_str(&doc).map_err(document(READ))?));
    read().map_err(sql(READ))?.into_iter().map(parse).collect()
}

fn base(connection: &Connection, id: TicketId) -> Result<Option<Base>> {
    let row = connection
        .prepare_cached("SELECT seq, gen, doc FROM ticket_base WHERE id = ?1")
        .and_then(|mut statement| {
            statement.query_row([id.0.into_bytes()], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?, row.get::<_, String>(2)?))).optional()
        })
        .map_err(sql(READ))?;
    let Some((seq, generation, doc)) = row else { return Ok(None) };
    let ticket = serde_json::from_str(&doc).map_err(document(READ))?;
    Ok(Some(Base { seq: Seq(u64::try_from(seq).unwrap_or(0)), generation, ticket }))
}
