//! The records that the outbox is a fold of, and the fold.

use holdfast_domain::{About, MessageKind, OperationId, TicketId, Timestamp};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::alert::{StoredAlert, alerts_all};
use super::cut_off::{CutOff, cut_offs_all};
use super::draft::{StoredDraft, drafts_all, kind_name};
use super::mark::{EntryRecord, Mark, records};
use super::set_meta;
use crate::error::{Result, document, sql};

const SAVE: &str = "save to the outbox";
const READ: &str = "read the outbox";

/// One change of the outbox.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "record")]
pub(crate) enum Record {
    Meta {
        key: String,
        value: Option<String>,
    },
    Entry(Box<EntryRecord>),
    Mark {
        id: OperationId,
        mark: Mark,
    },
    Place {
        id: OperationId,
        ordinal: i64,
    },
    Gone {
        ids: Vec<OperationId>,
    },
    Draft(StoredDraft),
    DraftGone {
        ticket: TicketId,
        kind: MessageKind,
    },
    Form {
        name: String,
        json: Option<String>,
    },
    Alert(StoredAlert),
    AlertGone {
        id: i64,
    },
    #[serde(alias = "outage")]
    CutOff(CutOff),
    #[serde(alias = "outageGone")]
    CutOffGone {
        start: Timestamp,
    },
    Blob {
        hash: String,
        size: u64,
        name: String,
    },
    /// None: it is to be uploaded again.
    BlobDone {
        hash: String,
        epoch: Option<String>,
    },
    BlobGone {
        hash: String,
    },
}

pub(crate) fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn json<T: Serialize>(value: Option<&T>) -> Result<Option<String>> {
    value.map(serde_json::to_string).transpose().map_err(document("save to the outbox"))
}

impl Record {
    /// A form is no more.
    pub(crate) fn form_gone(name: &str) -> Self {
        Self::Form { name: name.to_owned(), json: None }
    }

    /// Does to the tables what the record says.
    pub(crate) fn fold_into(&self, connection: &Connection) -> Result<()> {
        match self {
            Self::Meta { key, value } => set_meta(connection, key, value.as_deref()),
            Self::Entry(entry) => put_entry(connection, entry),
            Self::Mark { id, mark } => put_mark(connection, *id, mark),
            Self::Place { id, ordinal } => run(connection, include_str!("sql/entry_place.sql"), (id.0.into_bytes(), ordinal)),
            Self::Gone { ids } => ids.iter().try_for_each(|id| {
                run(connection, "DELETE FROM entry WHERE id = ?1", [id.0.into_bytes()])?;
                run(connection, "DELETE FROM entry_file WHERE operation = ?1", [id.0.into_bytes()])
            }),
            Self::Draft(draft) => {
                let articles = serde_json::to_string(&draft.articles).map_err(document(SAVE))?;
                let files = serde_json::to_string(&draft.files).map_err(document(SAVE))?;
                let of = (draft.ticket.0.into_bytes(), kind_name(draft.kind));
                run(connection, "INSERT OR REPLACE INTO draft VALUES (?1, ?2, ?3, ?4, ?5)", (of.0, of.1, &draft.body, articles, draft.at.millis()))?;
                run(connection, "INSERT OR REPLACE INTO draft_file VALUES (?1, ?2, ?3)", (of.0, of.1, files))
            }
            Self::DraftGone { ticket, kind } => {
                let of = (ticket.0.into_bytes(), kind_name(*kind));
                run(connection, "DELETE FROM draft WHERE ticket = ?1 AND kind = ?2", of)?;
                run(connection, "DELETE FROM draft_file WHERE ticket = ?1 AND kind = ?2", of)
            }
            Self::Form { name, json: Some(json) } => run(connection, "INSERT OR REPLACE INTO form VALUES (?1, ?2)", (name, json)),
            Self::Form { name, json: None } => run(connection, "DELETE FROM form WHERE name = ?1", [name]),
            Self::Alert(alert) => {
                let time = |at: Option<Timestamp>| at.map(Timestamp::millis);
                let (kind, level) = alert.names()?;
                run(
                    connection,
                    include_str!("sql/alert_put.sql"),
                    (
                        alert.id,
                        alert.ticket.0.into_bytes(),
                        kind,
                        level,
                        alert.due.millis(),
                        alert.at.millis(),
                        alert.raised_at.millis(),
                        time(alert.say_at),
                        time(alert.said_at),
                        time(alert.acknowledged_at),
                        time(alert.snoozed_until),
                        time(alert.closed_at),
                    ),
                )
            }
            Self::CutOff(cut_off) => {
                run(connection, "INSERT OR REPLACE INTO cut_off VALUES (?1, ?2, ?3)", (cut_off.start.millis(), cut_off.seen.millis(), cut_off.end()))
            }
            Self::CutOffGone { start } => run(connection, "DELETE FROM cut_off WHERE start = ?1", [start.millis()]),
            Self::AlertGone { id } => run(connection, "DELETE FROM alert WHERE id = ?1", [id]),
            Self::BlobDone { hash, epoch: Some(epoch) } => run(connection, "INSERT OR REPLACE INTO blob_done VALUES (?1, ?2)", (hash, epoch)),
            Self::BlobDone { hash, epoch: None } => run(connection, "DELETE FROM blob_done WHERE hash = ?1", [hash]),
            Self::BlobGone { hash } => {
                run(connection, "DELETE FROM blob WHERE hash = ?1", [hash])?;
                run(connection, "DELETE FROM blob_done WHERE hash = ?1", [hash])
            }
            Self::Blob { hash, size, name } => run(connection, "INSERT OR REPLACE INTO blob VALUES (?1, ?2, ?3)", (hash, whole(*size), name)),
        }
    }
}

fn run(connection: &Connection, text: &str, parameters: impl rusqlite::Params) -> Result<()> {
    connection.prepare_cached(text).and_then(|mut statement| statement.execute(parameters)).map(|_| ()).map_err(sql(SAVE))
}

fn put_entry(connection: &Connection, entry: &EntryRecord) -> Result<()> {
    let (operation, mark) = (&entry.operation, &entry.mark);
    for file in &operation.files {
        run(connection, "INSERT OR IGNORE INTO entry_file VALUES (?1, ?2)", (operation.id.0.into_bytes(), &file.hash))?;
    }
    let doc = serde_json::to_string(operation).map_err(document(SAVE))?;
    let (verdict, rejection, decision) = (json(mark.verdict.as_ref())?, json(mark.rejection.as_ref())?, json(mark.decision.as_ref())?);
    run(
        connection,
        include_str!("sql/entry_put.sql"),
        rusqlite::params![
            entry.ordinal,
            operation.id.0.into_bytes(),
            operation.about.id().into_bytes(),
            operation.group.map(|group| group.0.into_bytes()),
            operation.offline,
            entry.written_at.millis(),
            doc,
            mark.stage.name(),
            mark.dseq.map(whole),
            mark.batch.map(whole),
            mark.tries,
            mark.seq.map(whole),
            verdict,
            rejection,
            decision,
            mark.decided_at.map(Timestamp::millis),
            about_kind(operation.about),
        ],
    )
}

/// How `entry.about_kind` tells what an operation is about.
const fn about_kind(about: About) -> u8 {
    match about {
        About::Article(_) => 0,
        About::Ticket(_) => 1,
        About::Schedule(_) => 2,
        About::Filter(_) => 3,
        About::Customer(_) => 4,
        About::Outage(_) => 5,
    }
}

fn put_mark(connection: &Connection, id: OperationId, mark: &Mark) -> Result<()> {
    let (verdict, rejection, decision) = (json(mark.verdict.as_ref())?, json(mark.rejection.as_ref())?, json(mark.decision.as_ref())?);
    run(
        connection,
        include_str!("sql/entry_mark.sql"),
        (
            id.0.into_bytes(),
            mark.stage.name(),
            mark.dseq.map(whole),
            mark.batch.map(whole),
            mark.tries,
            mark.seq.map(whole),
            verdict,
            rejection,
            decision,
            mark.decided_at.map(Timestamp::millis),
        ),
    )
}

/// Everything in the outbox as records.
pub(crate) fn snapshot(connection: &Connection) -> Result<Vec<Record>> {
    let mut found = Vec::new();
    for (key, value) in pairs(connection, "SELECT key, value FROM meta WHERE key <> 'revision'")? {
        found.push(Record::Meta { key, value: Some(value) });
    }
    for (name, json) in forms_all(connection)? {
        found.push(Record::Form { name, json: Some(json) });
    }
    found.extend(records(connection, entries!("ORDER BY ordinal"), [])?.into_iter().map(|entry| Record::Entry(Box::new(entry))));
    found.extend(drafts_all(connection)?.into_iter().map(Record::Draft));
    found.extend(alerts_all(connection)?.into_iter().map(Record::Alert));
    found.extend(cut_offs_all(connection)?.into_iter().map(Record::CutOff));
    found.extend(blobs_all(connection)?.into_iter().map(|(hash, size, name)| Record::Blob { hash, size, name }));
    let done = pairs(connection, "SELECT hash, epoch FROM blob_done")?;
    found.extend(done.into_iter().map(|(hash, epoch)| Record::BlobDone { hash, epoch: Some(epoch) }));
    Ok(found)
}

/// Half-filled forms by name.
pub(crate) fn forms_all(connection: &Connection) -> Result<Vec<(String, String)>> {
    pairs(connection, "SELECT name, json FROM form")
}

/// Attachments kept here: hash, size, name.
pub(crate) fn blobs_all(connection: &Connection) -> Result<Vec<(String, u64, String)>> {
    let read = || {
        let mut statement = connection.prepare_cached("SELECT hash, size, name FROM blob")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, u64::try_from(row.get::<_, i64>(1)?).unwrap_or(0), row.get(2)?)))?;
        rows.collect::<rusqlite::Result<Vec<_>>>()
    };
    read().map_err(sql(READ))
}

fn pairs(connection: &Connection, text: &str) -> Result<Vec<(String, String)>> {
    let read = || connection.prepare_cached(text)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<Vec<_>>>();
    read().map_err(sql(READ))
}
