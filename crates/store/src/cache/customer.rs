//! Customers as the person sees them: what is confirmed with what is pending replayed over it. Few are changed at a time, so
//! all of it is taken back before anything confirmed moves, and replayed when it has.

use holdfast_domain::{Context, Customer, CustomerId, Entity, Seq, TicketId, apply};
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeSet;
use uuid::Uuid;

use super::callers::Spelling;
use super::row::{doc, see_customer};
use super::scene::Scene;
use super::{READ, run};
use crate::error::{Result, document, sql};
use crate::outbox::{Outbox, plan};

/// Everybody whose view is more than what is confirmed.
pub(crate) fn viewed(connection: &Connection) -> Result<BTreeSet<CustomerId>> {
    customers(connection, "SELECT id FROM customer_base", [])
}

/// Those whom only this desk knows, by these tickets.
pub(crate) fn made_for(connection: &Connection, ticket: TicketId) -> Result<BTreeSet<CustomerId>> {
    customers(connection, "SELECT id FROM customer WHERE made_for = ?1 AND seq IS NULL", [ticket.0.into_bytes()])
}

/// The ticket by which only this desk knows the customer: their confirmed state is what opening it made.
pub(crate) fn made_by(connection: &Connection, customer: CustomerId) -> Result<Option<TicketId>> {
    let text = "SELECT made_for FROM customer WHERE id = ?1 AND seq IS NULL AND made_for IS NOT NULL";
    let read = connection
        .prepare_cached(text)
        .and_then(|mut statement| statement.query_row([customer.0.into_bytes()], |row| row.get::<_, [u8; 16]>(0)).optional());
    Ok(read.map_err(sql(READ))?.map(|id| TicketId(Uuid::from_bytes(id))))
}

/// A customer as the person sees them.
pub(crate) fn seen(connection: &Connection, id: CustomerId) -> Result<Option<Customer>> {
    Ok(read(connection, "SELECT seq, doc FROM customer WHERE id = ?1", id)?.map(|(_, customer)| customer))
}

/// Everybody whom this customer is: the one that stays first.
pub(crate) fn together(connection: &Connection, id: CustomerId) -> Result<Vec<CustomerId>> {
    let mut first = id;
    let mut seen = BTreeSet::from([id]);
    // Two desks that joined each with the other, each before the team server said no, may make a ring of it for a while.
    while let Some(joined) = one(connection, "SELECT joined FROM customer WHERE id = ?1 AND joined IS NOT NULL", first)?.filter(|id| seen.insert(*id))
    {
        first = joined;
    }
    let mut all = vec![first];
    let mut looked = 0;
    while let Some(at) = all.get(looked).copied() {
        looked += 1;
        let parts = customers(connection, "SELECT id FROM customer WHERE joined = ?1", [at.0.into_bytes()])?;
        let new: Vec<CustomerId> = parts.into_iter().filter(|part| !all.contains(part)).collect();
        all.extend(new);
    }
    Ok(all)
}

fn one(connection: &Connection, text: &str, id: CustomerId) -> Result<Option<CustomerId>> {
    Ok(customers(connection, text, [id.0.into_bytes()])?.into_iter().next())
}

/// Takes the view of these customers back to what is confirmed.
pub(crate) fn restore(connection: &Connection, these: &BTreeSet<CustomerId>, spelling: &Spelling) -> Result<()> {
    for id in these {
        let key = id.0.into_bytes();
        if let Some((_, confirmed)) = read(connection, "SELECT NULL, doc FROM customer_base WHERE id = ?1", *id)? {
            see_customer(connection, &confirmed, spelling)?;
            run(connection, "DELETE FROM customer_base WHERE id = ?1", [key])?;
        }
    }
    Ok(())
}

/// Replays what is pending over what is confirmed.
pub(crate) fn replay(connection: &Connection, these: &BTreeSet<CustomerId>, outbox: &Outbox, scene: &Scene<'_>) -> Result<()> {
    for id in these {
        let Some((seq, confirmed)) = read(connection, "SELECT seq, doc FROM customer WHERE id = ?1", *id)? else { continue };
        let reached = scene.place.seq.max(seq.unwrap_or_default());
        let mut entity = Entity::Customer(Some(confirmed.clone()));
        for pending in outbox.pending_of(*id)? {
            if !plan::is_in_rows(pending.acknowledged, pending.operation.dseq, reached, scene.place.taken_dseq) {
                // The team server decides; what it would refuse is simply not to be seen here.
                let _ = apply(&mut entity, &pending.operation, &Context::on_desk(scene.now, scene.role));
            }
        }
        if let Some(seen) = entity.customer().filter(|seen| *seen != confirmed) {
            run(connection, "INSERT OR REPLACE INTO customer_base VALUES (?1, ?2)", (id.0.into_bytes(), doc(&confirmed)?))?;
            see_customer(connection, &seen, scene.spelling)?;
        }
    }
    Ok(())
}

fn read(connection: &Connection, text: &str, id: CustomerId) -> Result<Option<(Option<Seq>, Customer)>> {
    let row = connection
        .prepare_cached(text)
        .and_then(|mut statement| {
            statement.query_row([id.0.into_bytes()], |row| Ok((row.get::<_, Option<i64>>(0)?, row.get::<_, String>(1)?))).optional()
        })
        .map_err(sql(READ))?;
    let Some((seq, doc)) = row else { return Ok(None) };
    Ok(Some((seq.map(|seq| Seq(u64::try_from(seq).unwrap_or(0))), serde_json::from_str(&doc).map_err(document(READ))?)))
}

fn customers(connection: &Connection, text: &str, parameters: impl rusqlite::Params) -> Result<BTreeSet<CustomerId>> {
    Ok(super::ids(connection, text, parameters)?.into_iter().map(|id| CustomerId(id.0)).collect())
}
