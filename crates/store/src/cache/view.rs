//! View = confirmed base ⊕ replay of pending operations, computed for one ticket at a time and always from scratch. A ticket that is
//! to become part of another one is seen as part of it at once: its own row goes, `merged` leads on, and its clocks, its promises and
//! whatever else it has stand on the other one.

use holdfast_domain::{Action, Context, Customer, Entity, MergedBy, Message, Operation, Seq, Ticket, TicketId, Timestamp, apply, merge};
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeSet, HashMap};

use super::row::{Origin, keep_base, put_customer, put_message, put_ticket, to_index};
use super::scene::Scene;
use super::{READ, customer, ids, project, run};
use crate::error::{Result, document, sql};
use crate::outbox::{Outbox, Pending, plan};

struct Base {
    seq: Seq,
    generation: i64,
    ticket: Ticket,
}

/// A chain of tickets that are each to become part of the next is not longer than this, and never comes round.
const LONGEST_CHAIN: usize = 16;

/// A ticket with what is pending on it, and what that makes besides.
struct Replayed {
    base: Option<Base>,
    ticket: Option<Ticket>,
    messages: Vec<Message>,
    customers: Vec<Customer>,
    /// The operation that makes it part of another one.
    merge: Option<Operation>,
    any: bool,
}

/// Writes the view of a ticket anew; and of the one that it is to become part of, or no longer is.
pub(crate) fn recompute(connection: &Connection, id: TicketId, outbox: &Outbox, scene: &Scene<'_>) -> Result<()> {
    let (mut to_do, mut done) = (vec![id], BTreeSet::new());
    while let Some(next) = to_do.pop() {
        if done.insert(next) {
            to_do.extend(recompute_one(connection, next, outbox, scene)?);
        }
    }
    Ok(())
}

fn recompute_one(connection: &Connection, id: TicketId, outbox: &Outbox, scene: &Scene<'_>) -> Result<Vec<TicketId>> {
    keep_base(connection, id)?;
    let key = id.0.into_bytes();
    let mut shown = shown(connection, id)?;
    run(connection, "DELETE FROM customer WHERE made_for = ?1 AND seq IS NULL", [key])?;
    let mut affected = leads_to(connection, id)?;
    let Replayed { base, mut ticket, messages, customers, any: mut replayed, .. } = replay(connection, id, outbox, scene)?;
    let origin = Origin { seq: base.as_ref().map(|base| base.seq), generation: base.as_ref().map_or(scene.place.generation, |base| base.generation) };
    // The oldest generation there is: a confirmed row is never overwritten by what only this desk knows.
    let unconfirmed = Origin { seq: None, generation: 0 };
    for message in &messages {
        if shown.remove(&message.id.0.into_bytes()).as_ref() != Some(message) {
            put_message(connection, message, unconfirmed)?;
        }
    }
    for customer in &customers {
        put_customer(connection, customer, unconfirmed, Some(id), scene.spelling)?;
    }
    for gone in shown.keys() {
        run(connection, "DELETE FROM message WHERE id = ?1 AND seq IS NULL", [gone])?;
    }
    // What is to become part of another ticket is seen there, if that is here.
    let into = ticket.as_ref().and_then(|ticket| ticket.merged_into).filter(|into| affected.contains(into) || is_here(connection, *into));
    if let Some(into) = into {
        run(connection, "INSERT OR REPLACE INTO merged VALUES (?1, ?2)", (key, into.0.into_bytes()))?;
        affected.push(into);
        ticket = None;
    } else if let Some(ticket) = &mut ticket {
        ticket.merged_into = None;
        run(connection, "DELETE FROM merged WHERE ticket = ?1", [key])?;
        replayed |= join_parts(connection, ticket, id, outbox, scene, LONGEST_CHAIN)?;
    }
    match &ticket {
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
    to_index(connection, 1, key)?;
    Ok(affected)
}

/// Confirmed, and what is pending over it.
fn replay(connection: &Connection, id: TicketId, outbox: &Outbox, scene: &Scene<'_>) -> Result<Replayed> {
    let base = base(connection, id)?;
    let reached = base.as_ref().map_or(scene.place.seq, |base| base.seq.max(scene.place.seq));
    let mut entity = Entity::Ticket(base.as_ref().map(|base| base.ticket.clone()));
    let context = Context::on_desk(scene.now, scene.role);
    let mut replayed = Replayed { base, ticket: None, messages: Vec::new(), customers: Vec::new(), merge: None, any: false };
    for Pending { operation, acknowledged } in outbox.pending_of(id)? {
        if plan::is_in_rows(acknowledged, operation.dseq, reached, scene.place.taken_dseq) {
            continue;
        }
        replayed.any = true;
        // The team server decides; what it would refuse is simply not to be seen here.
        let Ok(outcome) = apply(&mut entity, &operation, &context) else { continue };
        replayed.messages.extend(outcome.message);
        replayed.customers.extend(outcome.customer);
        if matches!(operation.action, Action::Merge { .. }) {
            replayed.merge = Some(operation);
        }
    }
    replayed.ticket = entity.ticket();
    Ok(replayed)
}

/// Joins to `ticket` what is to become part of `of`: part of it itself, or of what is part of it already.
fn join_parts(connection: &Connection, ticket: &mut Ticket, of: TicketId, outbox: &Outbox, scene: &Scene<'_>, deep: usize) -> Result<bool> {
    let parts = ids(connection, "SELECT ticket FROM merged WHERE into_id = ?1 ORDER BY ticket", [of.0.into_bytes()])?;
    let (own, mut any) = (ticket.id, false);
    for part in parts.into_iter().filter(|part| *part != own && deep > 0) {
        let Replayed { ticket: other, merge: by, .. } = replay(connection, part, outbox, scene)?;
        match (other, by) {
            (Some(mut other), Some(by)) if other.merged_into == Some(of) => {
                other.merged_into = None;
                join_parts(connection, &mut other, part, outbox, scene, deep.saturating_sub(1))?;
                if customer::together(connection, ticket.customer)?.contains(&other.customer) {
                    other.customer = ticket.customer;
                }
                // What cannot be is refused by the team server, and then seen for itself again.
                any |= merge(ticket, &other, None, &MergedBy::person(&by, None, scene.now)).is_ok();
            }
            // Confirmed: what it was is in the ticket.
            (None, _) => any |= join_parts(connection, ticket, part, outbox, scene, deep.saturating_sub(1))?,
            (Some(_), _) => {}
        }
    }
    Ok(any)
}

fn leads_to(connection: &Connection, id: TicketId) -> Result<Vec<TicketId>> {
    ids(connection, "SELECT into_id FROM merged WHERE ticket = ?1", [id.0.into_bytes()])
}

/// Whether a ticket is to be seen at this desk, for itself or as part of another one.
fn is_here(connection: &Connection, id: TicketId) -> bool {
    let text = "SELECT id FROM ticket WHERE id = ?1 UNION ALL SELECT into_id FROM merged WHERE ticket = ?1";
    ids(connection, text, [id.0.into_bytes()]).is_ok_and(|found| !found.is_empty())
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
