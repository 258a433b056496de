//! A file that goes with what is said: named by its content, so that the same picture is kept and sent once.

use serde::{Deserialize, Serialize};

/// The largest file that may go with a text, in bytes. What is larger is no attachment but a transfer.
pub const LARGEST_FILE: u64 = 25 * 1024 * 1024;
/// The most files that may go with one text.
pub const MOST_FILES: usize = 10;
/// The longest name of a file, in bytes: what file systems take.
const LONGEST_NAME: usize = 255;

/// A file on a message. Its content travels apart from it (SYNC 1.12).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    /// SHA-256 of its content, 64 hexadecimal digits in lower case.
    pub hash: String,
    /// As the person named it.
    pub name: String,
    /// Bytes.
    pub size: u64,
}

impl Attachment {
    /// Whether hash, name and size can be those of a file.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let named = !self.name.trim().is_empty() && self.name.len() <= LONGEST_NAME && !self.name.contains(['/', '\\', '\0']);
        named && is_hash(&self.hash) && (1..=LARGEST_FILE).contains(&self.size)
    }
}

/// Whether this can be the hash of a file's content.
#[must_use]
pub fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
