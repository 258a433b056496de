//! One entity into its table: index columns beside the document. A row older than what is stored changes nothing.

use holdfast_domain::{Article, Customer, Message, MessageKind, Seq, TaskKind, Ticket, TicketId, Timestamp, Urgency};
use rusqlite::Connection;
use serde::Serialize;

use super::callers::{self, Spelling};
use super::project::{NEVER, Times};
use super::{READ, WRITE, run};
use crate::error::{Result, document, sql};
use crate::outbox::whole;

/// Where a row comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin {
    /// None for what only this desk knows.
    pub(crate) seq: Option<Seq>,
    pub(crate) generation: i64,
}

impl Origin {
    fn seq(self) -> Option<i64> {
        self.seq.map(|seq| whole(seq.0))
    }
}

pub(crate) fn doc<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(document(WRITE))
}

/// Notes which tickets became part of this one.
pub(crate) fn put_merged(connection: &Connection, ticket: &Ticket) -> Result<()> {
    for from in &ticket.merged {
        run(connection, "INSERT OR REPLACE INTO merged VALUES (?1, ?2)", (from.0.into_bytes(), ticket.id.0.into_bytes()))?;
    }
    Ok(())
}

/// Answers whether anything was written.
pub(crate) fn put_ticket(connection: &Connection, ticket: &Ticket, pending: bool, origin: Origin, times: &Times) -> Result<bool> {
    let changed = run(
        connection,
        include_str!("sql/ticket_put.sql"),
        rusqlite::params![
            ticket.id.0.into_bytes(),
            origin.seq(),
            origin.generation,
            pending,
            ticket.number.lasting,
            ticket.number.temporary,
            ticket.status.is_active(),
            ticket.status.name(),
            ticket.owner.map(|owner| owner.0.into_bytes()),
            ticket.queue.map(|queue| queue.0.into_bytes()),
            ticket.customer.0.into_bytes(),
            i64::from(ticket.urgency != Urgency::Emergency),
            ticket.tier,
            times.due_at,
            times.warn_at,
            times.alert_at,
            ticket.is_hot(),
            ticket.recover,
            ticket.opened_at.millis(),
            ticket.updated_at.millis(),
            doc(ticket)?,
            ticket.urgency.name(),
            ticket.channel.name(),
            ticket.category.as_deref(),
            ticket.snooze.map(|snooze| snooze.until.map_or(NEVER, Timestamp::millis)),
            next_due(ticket, TaskKind::Promise),
            next_due(ticket, TaskKind::FollowUp),
        ],
    )?;
    Ok(changed > 0)
}

/// When the next of what is owed is due.
fn next_due(ticket: &Ticket, kind: TaskKind) -> Option<i64> {
    ticket.tasks.iter().filter(|task| task.kind == kind && task.ended.is_none()).map(|task| task.due.millis()).min()
}

pub(crate) fn put_base(connection: &Connection, ticket: &Ticket, seq: Seq, generation: i64) -> Result<bool> {
    // What is confirmed may stand in the view's own row, which this must not be older than.
    keep_base(connection, ticket.id)?;
    Ok(run(connection, include_str!("sql/base_put.sql"), (ticket.id.0.into_bytes(), whole(seq.0), generation, doc(ticket)?))? > 0)
}

pub(crate) fn keep_base(connection: &Connection, id: TicketId) -> Result<()> {
    run(connection, include_str!("sql/base_keep.sql"), [id.0.into_bytes()]).map(|_| ())
}

pub(crate) fn put_message(connection: &Connection, message: &Message, origin: Origin) -> Result<bool> {
    let kind = match message.kind {
        MessageKind::Customer => 0,
        MessageKind::Reply => 1,
        MessageKind::Note => 2,
    };
    for file in &message.files {
        run(connection, "INSERT OR IGNORE INTO message_file VALUES (?1, ?2)", (&file.hash, message.id.0.into_bytes()))?;
    }
    let at = message.at.millis();
    for article in &message.articles {
        let used = (article.0.into_bytes(), at, message.id.0.into_bytes());
        run(connection, "INSERT OR IGNORE INTO message_article VALUES (?1, ?2, ?3)", used)?;
    }
    let columns = (message.id.0.into_bytes(), message.ticket.0.into_bytes(), origin.seq(), origin.generation, kind, at, doc(message)?);
    Ok(run(connection, include_str!("sql/message_put.sql"), columns)? > 0)
}

/// Writes what the person sees of a customer over what is stored, whose place in the server's order it keeps.
pub(crate) fn see_customer(connection: &Connection, customer: &Customer, spelling: &Spelling) -> Result<()> {
    let origin = "SELECT seq, gen, made_for FROM customer WHERE id = ?1";
    let read = connection.prepare_cached(origin).and_then(|mut statement| {
        statement.query_row([customer.id.0.into_bytes()], |row| Ok((row.get::<_, Option<i64>>(0)?, row.get(1)?, row.get::<_, Option<[u8; 16]>>(2)?)))
    });
    let (seq, generation, made_for) = read.map_err(sql(READ))?;
    let origin = Origin { seq: seq.and_then(|seq| u64::try_from(seq).ok()).map(Seq), generation };
    put_customer(connection, customer, origin, made_for.map(|id| TicketId(uuid::Uuid::from_bytes(id))), spelling).map(|_| ())
}

pub(crate) fn put_customer(
    connection: &Connection,
    customer: &Customer,
    origin: Origin,
    made_for: Option<TicketId>,
    spelling: &Spelling,
) -> Result<bool> {
    run(connection, include_str!("sql/customer_renamed.sql"), (customer.id.0.into_bytes(), &customer.name))?;
    let columns = (
        customer.id.0.into_bytes(),
        origin.seq(),
        origin.generation,
        made_for.map(|ticket| ticket.0.into_bytes()),
        &customer.name,
        (spelling.folded)(&customer.name),
        doc(customer)?,
        customer.joined.map(|joined| joined.0.into_bytes()),
    );
    let is_newer = run(connection, include_str!("sql/customer_put.sql"), columns)? > 0;
    if is_newer {
        callers::put(connection, customer, spelling)?;
    }
    Ok(is_newer)
}

pub(crate) fn put_article(connection: &Connection, article: &Article, seq: Seq, generation: i64) -> Result<bool> {
    let id = article.id.0.into_bytes();
    let is_newer = run(connection, include_str!("sql/article_put.sql"), (id, whole(seq.0), generation, doc(article)?))? > 0;
    if is_newer {
        run(connection, "DELETE FROM article_file WHERE article = ?1", [id])?;
        for content in article.suggestions.iter().map(|suggestion| &suggestion.content).chain([&article.content]) {
            for file in &content.files {
                run(connection, "INSERT OR IGNORE INTO article_file VALUES (?1, ?2)", (&file.hash, id))?;
            }
        }
    }
    Ok(is_newer)
}

pub(crate) fn put_team<T: Serialize>(connection: &Connection, kind: &str, key: &str, row: &T, seq: Seq, generation: i64) -> Result<bool> {
    Ok(run(connection, include_str!("sql/team_put.sql"), (kind, key, whole(seq.0), generation, doc(row)?))? > 0)
}

/// Notes that the search index has to look at something.
pub(crate) fn to_index(connection: &Connection, kind: i64, id: [u8; 16]) -> Result<()> {
    run(connection, "INSERT INTO index_queue (kind, id) VALUES (?1, ?2)", (kind, id)).map(|_| ())
}
