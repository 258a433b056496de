//! Files that go with operations: which of them the team server still lacks (SYNC 1.12).

use rusqlite::Connection;
use std::collections::BTreeSet;

use super::Outbox;
use super::record::{Record, blobs_all};
use crate::error::{Result, sql};

const READ: &str = "read the outbox";

/// The files of operations that are to be pushed, the oldest operation's first.
const TO_UPLOAD: &str = include_str!("sql/file_to_upload.sql");

impl Outbox {
    /// The next file to upload.
    pub(crate) fn file_to_upload(&self) -> Result<Option<String>> {
        use rusqlite::OptionalExtension;
        let epoch = self.epoch()?.unwrap_or_default();
        self.connection
            .prepare_cached(TO_UPLOAD)
            .and_then(|mut statement| statement.query_row([epoch], |row| row.get(0)).optional())
            .map_err(sql(READ))
    }

    /// The files that this life of the server lacks, of operations that are not pushed yet.
    pub(crate) fn files_missing(&self) -> Result<BTreeSet<String>> {
        let epoch = self.epoch()?.unwrap_or_default();
        let read = || {
            let mut statement = self.connection.prepare_cached(
                "SELECT hash FROM entry_file WHERE NOT EXISTS (SELECT 1 FROM blob_done AS done WHERE done.hash = entry_file.hash AND epoch = ?1)",
            )?;
            statement.query_map([epoch], |row| row.get(0))?.collect::<rusqlite::Result<_>>()
        };
        read().map_err(sql(READ))
    }

    /// Nothing more of a file is to be uploaded in this life of the server: it has it, or this computer cannot read it any
    /// more, and then the server says what that means.
    pub(crate) fn file_done(&mut self, hash: &str) -> Result<()> {
        let epoch = self.epoch()?.unwrap_or_default();
        self.commit(vec![Record::BlobDone { hash: hash.to_owned(), epoch: Some(epoch) }])
    }

    /// What is kept here of attachments: hash, size, name.
    pub(crate) fn blobs(&self) -> Result<Vec<(String, u64, String)>> {
        blobs_all(&self.connection)
    }

    /// Every file that an operation, a draft or an article being written here names: none of them may go.
    pub(crate) fn files_named(&self) -> Result<BTreeSet<String>> {
        let read = || {
            let mut statement = self.connection.prepare_cached("SELECT hash FROM entry_file")?;
            statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<BTreeSet<String>>>()
        };
        let mut named = read().map_err(sql(READ))?;
        let drafts = super::draft::drafts_all(&self.connection)?;
        named.extend(drafts.into_iter().flat_map(|draft| draft.files).map(|file| file.hash));
        named.extend(files_of_forms(&self.connection)?);
        Ok(named)
    }
}

/// Files that half-filled forms name: each form that has any lists them under `files`.
pub(crate) fn files_of_forms(connection: &Connection) -> Result<BTreeSet<String>> {
    let text = "SELECT file.value ->> '$.hash' \
        FROM form, json_each(CASE WHEN json_valid(form.json) THEN form.json ELSE '{}' END, '$.files') AS file \
        WHERE file.value ->> '$.hash' IS NOT NULL";
    let read = || connection.prepare_cached(text)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>();
    read().map_err(sql(READ))
}
