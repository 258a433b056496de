//! Articles: what is confirmed with what is pending replayed over it, computed whenever one is read. They are changed too
//! seldom for a view that is kept.

use holdfast_domain::{Article, ArticleId, Context, Entity, Role, Seq, Timestamp, apply};
use rusqlite::{Connection, OptionalExtension};

use super::{READ, cursor};
use crate::error::{Result, document, sql};
use crate::outbox::{Pending, plan};

/// The article as the person sees it, with what is pending on it.
pub(crate) fn article(connection: &Connection, id: ArticleId, pending: &[Pending], role: Role, now: Timestamp) -> Result<Option<Article>> {
    let read = |text: &str| {
        let mut statement = connection.prepare_cached(text)?;
        statement.query_row([id.0.into_bytes()], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))).optional()
    };
    let row = read("SELECT seq, doc FROM article WHERE id = ?1").map_err(sql(READ))?;
    let (seq, confirmed) = match row {
        Some((seq, doc)) => (Seq(u64::try_from(seq).unwrap_or(0)), Some(serde_json::from_str(&doc).map_err(document(READ))?)),
        None => (Seq(0), None),
    };
    if pending.is_empty() {
        return Ok(confirmed);
    }
    let place = cursor::read(connection)?;
    let context = Context::on_desk(now, role);
    let mut entity = Entity::Article(confirmed);
    for Pending { operation, acknowledged } in pending {
        if !plan::is_in_rows(*acknowledged, operation.dseq, place.seq.max(seq), place.taken_dseq) {
            // The team server decides; what it would refuse is simply not to be seen here.
            let _ = apply(&mut entity, operation, &context);
        }
    }
    Ok(entity.article())
}
