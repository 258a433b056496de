//! Doors for fuzzing alone: the decoders of what lies on the disk, fed with bytes instead of files. No part of the product calls them.

use rusqlite::Connection;
use std::path::Path;

use crate::blobs::Blobs;
use crate::database::OUTBOX_MIGRATIONS;
use crate::journal::{self, Line};
use crate::slots;

/// Reads a journal. Answers how many records opened, and how many did not.
#[must_use]
pub fn journal(bytes: &[u8], key: &[u8; 32]) -> (usize, usize) {
    let found = journal::parse(bytes, key);
    (found.lines.len(), found.unreadable)
}

/// Reads what is sealed in a journal record, and folds it into an empty outbox.
pub fn record(plain: &[u8]) {
    let Ok(Line { records, .. }) = serde_json::from_slice::<Line>(plain) else { return };
    let Ok(outbox) = Connection::open_in_memory() else { return };
    if OUTBOX_MIGRATIONS.iter().all(|text| outbox.execute_batch(text).is_ok()) {
        for record in records {
            // That it is refused is an answer like another.
            let _ = record.fold_into(&outbox);
        }
    }
}

/// Reads a key file and tries to open it, by passphrase and by secret.
pub fn key_file(bytes: &[u8]) {
    if let Ok(slots) = slots::Slots::parsed(bytes) {
        let _ = slots.open_with_secret(&[7; 32]);
        let _ = slots.open_with_passphrase("a passphrase");
    }
}

/// Reads an attachment that was sealed under a key of nobody. Answers its size when it opens.
#[must_use]
pub fn attachment(bytes: &[u8], folder: &Path) -> Option<usize> {
    let blobs = Blobs::open(folder, [7; 32]).ok()?;
    blobs.unseal(bytes, bytes.len() as u64, "").ok().map(|content| content.len())
}
