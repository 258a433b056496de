//! Files: their contents travel in pieces, are named by their hash, and go on where they stopped (SYNC 1.12).

use serde::{Deserialize, Serialize};

/// Most bytes of a file in one piece.
pub const PIECE_BYTES: usize = 512 * 1024;
/// The header that carries the size of the whole file beside a piece of it.
pub const SIZE_HEADER: &str = "holdfast-size";

/// How much of a file the team server has of this desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UploadAnswer {
    /// Bytes from the beginning; the next piece starts here.
    pub arrived: u64,
    /// Whether it has all of it, and the hash is right.
    pub complete: bool,
}

/// A piece of a file, and how large the whole is.
#[derive(Clone, PartialEq, Eq)]
pub struct Piece {
    /// Bytes of the whole file.
    pub size: u64,
    /// Where the piece starts.
    pub at: u64,
    /// What stands there; at most [`PIECE_BYTES`], and something unless `at` is the end.
    pub content: Vec<u8>,
}

impl std::fmt::Debug for Piece {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Piece({} of {} bytes from {}, content not shown)", self.content.len(), self.size, self.at)
    }
}
