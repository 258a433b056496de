//! Cuts a text into the encoder's pieces, after SentencePiece's unigram model (Kudo 2018, arXiv:1804.10959).

use std::io::{Error, ErrorKind};
use std::path::Path;

use kitoken::Kitoken;

use super::broken;
use crate::error::Result;

const UNKNOWN: u32 = 0;
const BEGIN: u32 = 1;
const END: u32 = 2;
/// Pieces of a text that are looked at.
const MOST_PIECES: usize = 320;
/// Characters that are cut at all: no piece is needed beyond, and a pasted log must not be read through.
const MOST_CHARS: usize = 1_500;

pub(super) struct Pieces(Kitoken);

impl Pieces {
    pub(super) fn open(path: &Path) -> Result<Self> {
        let invalid = |_| Error::from(ErrorKind::InvalidData);
        let read = || {
            let definition = kitoken::convert::convert_sentencepiece(std::fs::read(path)?).map_err(invalid)?;
            Kitoken::from_definition(definition).map_err(|_| Error::from(ErrorKind::InvalidData))
        };
        read().map(Self).map_err(broken("open"))
    }

    /// Never empty: a beginning, the pieces, an end.
    pub(super) fn cut(&self, text: &str) -> Vec<u32> {
        let text = text.char_indices().nth(MOST_CHARS).and_then(|(end, _)| text.get(..end)).unwrap_or(text);
        let mut ids = vec![BEGIN];
        // What cannot be cut, as a text of nothing but spaces, is one unknown piece.
        match self.0.encode(text, false) {
            Ok(pieces) if !pieces.is_empty() => ids.extend(pieces.into_iter().take(MOST_PIECES)),
            _ => ids.push(UNKNOWN),
        }
        ids.push(END);
        ids
    }
}
