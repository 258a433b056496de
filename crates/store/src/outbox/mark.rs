//! The row of an operation: as it was written, and where it stands. Read in one place for all who read it.

use holdfast_domain::{Operation, OperationId, Rejection, Timestamp, Verdict};
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use crate::error::{Result, document, sql};

const READ: &str = "read the outbox";

/// What an author decided about an operation that was held or rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "type", content = "by")]
pub enum Decision {
    /// It is dropped; its text stays readable for thirty days.
    Discard,
    /// Its text went back to where it was written.
    Edit,
    /// Another operation says it instead.
    Replace(OperationId),
}

/// An operation as it was written.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EntryRecord {
    /// Order of writing.
    pub ordinal: i64,
    /// The operation.
    pub operation: Operation,
    /// When it was written.
    pub written_at: Timestamp,
    /// Where it stands.
    pub mark: Mark,
}

/// Where an operation stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// How far it has come.
    pub stage: Stage,
    /// Number in the desk's order, given when its batch is sealed.
    pub dseq: Option<u64>,
    /// The batch it was sealed in.
    pub batch: Option<u64>,
    /// How often its batch was given out for sending, counted to two.
    pub tries: u32,
    /// The server's transaction that decided it.
    pub seq: Option<u64>,
    /// How it ended, when it was not rejected.
    pub verdict: Option<Verdict>,
    /// Why it was rejected.
    pub rejection: Option<Rejection>,
    /// What its author decided.
    pub decision: Option<Decision>,
    /// When the last of these became known.
    pub decided_at: Option<Timestamp>,
}

impl Mark {
    /// Written down and nothing more.
    pub const QUEUED: Self =
        Self { stage: Stage::Queued, dseq: None, batch: None, tries: 0, seq: None, verdict: None, rejection: None, decision: None, decided_at: None };
}

/// The column `state`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Stage {
    /// On this desk alone.
    Queued,
    /// Numbered, and being sent or sent without an answer.
    Sealed,
    /// The server has it, its rows are not here yet.
    Acknowledged,
    /// Waits for its author.
    Held,
    /// Refused.
    Rejected,
    /// Nothing is left to do.
    Done,
}

impl Stage {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sealed => "sealed",
            Self::Acknowledged => "acknowledged",
            Self::Held => "held",
            Self::Rejected => "rejected",
            Self::Done => "done",
        }
    }

    /// An unknown name is a later version's; it is left alone like one that is done.
    pub(crate) fn from_name(name: &str) -> Self {
        [Self::Queued, Self::Sealed, Self::Acknowledged, Self::Held, Self::Rejected]
            .into_iter()
            .find(|stage| stage.name() == name)
            .unwrap_or(Self::Done)
    }
}

/// Reads a row of `entry_read.sql`.
pub(crate) fn read_record(row: &Row<'_>) -> Result<EntryRecord> {
    let number = |index: usize| row.get::<_, Option<i64>>(index).map(|value| value.and_then(|value| u64::try_from(value).ok()));
    let columns = || -> rusqlite::Result<_> {
        Ok((
            (row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get_ref(2)?.as_str()?, row.get_ref(3)?.as_str()?),
            (number(4)?, number(5)?, row.get::<_, u32>(6)?, number(7)?),
            (
                row.get_ref(8)?.as_str_or_null()?,
                row.get_ref(9)?.as_str_or_null()?,
                row.get_ref(10)?.as_str_or_null()?,
                row.get::<_, Option<i64>>(11)?,
            ),
        ))
    };
    let ((ordinal, written_at, doc, stage), (dseq, batch, tries, seq), (verdict, rejection, decision, decided_at)) = columns().map_err(sql(READ))?;
    let mut operation: Operation = serde_json::from_str(doc).map_err(document(READ))?;
    operation.dseq = dseq;
    let mark = Mark {
        stage: Stage::from_name(stage),
        dseq,
        batch,
        tries,
        seq,
        verdict: verdict.map(serde_json::from_str).transpose().map_err(document(READ))?,
        rejection: rejection.map(serde_json::from_str).transpose().map_err(document(READ))?,
        decision: decision.map(serde_json::from_str).transpose().map_err(document(READ))?,
        decided_at: decided_at.map(Timestamp::from_millis),
    };
    Ok(EntryRecord { ordinal, operation, written_at: Timestamp::from_millis(written_at), mark })
}

pub(crate) fn records(connection: &Connection, text: &str, parameters: impl rusqlite::Params) -> Result<Vec<EntryRecord>> {
    let mut statement = connection.prepare_cached(text).map_err(sql(READ))?;
    let mut rows = statement.query(parameters).map_err(sql(READ))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next().map_err(sql(READ))? {
        found.push(read_record(row)?);
    }
    Ok(found)
}
