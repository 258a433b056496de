//! Cuts a text into the encoder's pieces, after SentencePiece's unigram model (Kudo 2018, arXiv:1804.10959): of all ways to cut it
//! the one whose pieces have the best scores together. The library reads the model and prepares the text; the pieces stand in a
//! transducer, where they take 1.2 MB, and half of one for their scores.

use std::borrow::Cow;
use std::io::{Error, ErrorKind};
use std::path::Path;

use fst::Map;
use kitoken::convert::convert_sentencepiece;
use kitoken::{Configuration, Fallback, Model};

use super::broken;
use crate::error::Result;
use crate::transducer::beginnings;

const UNKNOWN: u32 = 0;
const BEGIN: u32 = 1;
const END: u32 = 2;
/// Pieces of a text that are looked at.
const MOST_PIECES: usize = 320;
/// Characters that are cut at all: no piece is needed beyond, and a pasted log must not be read through.
const MOST_CHARS: usize = 1_500;
/// What it costs to get to where no piece ends, as the library has it.
const NO_WAY: f64 = 1_000_000.0;

pub(super) struct Pieces {
    /// Each piece and its number.
    numbers: Map<Vec<u8>>,
    /// By a piece's number.
    scores: Vec<f32>,
    config: Configuration,
}

/// How a place in the text is reached.
#[derive(Clone, Copy)]
struct Reached {
    cost: f64,
    /// Where its last piece begins, and which it is.
    last: Option<(usize, u32)>,
}

impl Pieces {
    pub(super) fn open(path: &Path) -> Result<Self> {
        read(path).map_err(broken("open"))
    }

    /// Never empty: a beginning, the pieces, an end.
    pub(super) fn cut(&self, text: &str) -> Vec<u32> {
        let text = text.char_indices().nth(MOST_CHARS).and_then(|(end, _)| text.get(..end)).unwrap_or(text);
        let mut prepared = Cow::Borrowed(text);
        self.config.normalize(&mut prepared, 0..usize::MAX);
        let mut pieces = Vec::new();
        for (start, end) in self.config.split(&prepared) {
            self.cut_part(prepared.get(start..end).unwrap_or_default(), &mut pieces);
        }
        self.config.process(&mut pieces);
        // What cannot be cut, as a text of nothing but spaces, is one unknown piece.
        if pieces.is_empty() {
            pieces.push(UNKNOWN);
        }
        [BEGIN].into_iter().chain(pieces.into_iter().take(MOST_PIECES)).chain([END]).collect()
    }

    fn cut_part(&self, text: &str, pieces: &mut Vec<u32>) {
        let mut reached = vec![Reached { cost: NO_WAY, last: None }; text.len() + 1];
        if let Some(start) = reached.first_mut() {
            start.cost = 0.0;
        }
        for (start, _) in text.char_indices() {
            let cost = reached.get(start).map_or(NO_WAY, |start| start.cost);
            for (length, number) in beginnings(self.numbers.as_fst(), text.get(start..).unwrap_or_default()) {
                let number = u32::try_from(number).unwrap_or(UNKNOWN);
                let score = self.scores.get(number as usize).copied().unwrap_or_default();
                let by_it = Reached { cost: cost - f64::from(score), last: Some((start, number)) };
                // Of two equal ways the longer last piece, which was seen first.
                if let Some(end) = reached.get_mut(start + length).filter(|end| end.last.is_none() || by_it.cost < end.cost) {
                    *end = by_it;
                }
            }
        }
        let first = pieces.len();
        let mut at = text.len();
        while at > 0 {
            let before = || text.get(..at).and_then(|text| text.char_indices().next_back()).map_or(0, |(start, _)| start);
            let (start, number) = reached.get(at).and_then(|reached| reached.last).unwrap_or_else(|| (before(), UNKNOWN));
            pieces.push(number);
            at = start;
        }
        if let Some(new) = pieces.get_mut(first..) {
            new.reverse();
        }
    }
}

fn read(path: &Path) -> std::io::Result<Pieces> {
    let invalid = || Error::from(ErrorKind::InvalidData);
    let model = convert_sentencepiece(std::fs::read(path)?).map_err(|_| invalid())?;
    let (Model::Unigram { vocab, scores: given }, config) = (model.model, model.config) else { return Err(invalid()) };
    if config.fallback.first() != Some(&Fallback::Unknown) || vocab.len() != given.len() {
        return Err(invalid());
    }
    let most = vocab.iter().map(|piece| piece.id).max().ok_or_else(invalid)?;
    let mut scores = vec![0.0; most as usize + 1];
    let mut numbers = Vec::with_capacity(vocab.len());
    for (piece, score) in vocab.into_iter().zip(given) {
        if let Some(slot) = scores.get_mut(piece.id as usize) {
            *slot = score;
        }
        numbers.push((piece.bytes, u64::from(piece.id)));
    }
    numbers.sort_unstable();
    let numbers = Map::from_iter(numbers).map_err(|_| invalid())?;
    Ok(Pieces { numbers, scores, config })
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use kitoken::Kitoken;
    use proptest::prelude::*;

    use super::super::layout::PIECES;
    use super::*;

    /// The pieces that the task runner has laid out, if it has.
    fn laid_out() -> Option<PathBuf> {
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target"), PathBuf::from);
        let path = target.join("encoder").join(PIECES);
        if path.exists() {
            return Some(path);
        }
        println!("skipped: no encoder in {}; `cargo xtask encoder` fetches it", target.display());
        None
    }

    #[test]
    fn a_text_is_cut_as_the_library_cuts_it() {
        let Some(path) = laid_out() else { return };
        let ours = Pieces::open(&path).unwrap();
        let library = Kitoken::from_definition(convert_sentencepiece(std::fs::read(&path).unwrap()).unwrap()).unwrap();
        let agree = |text: &str| {
            let theirs = library.encode(text, false).unwrap();
            let cut = ours.cut(text);
            let cut = &cut[1..cut.len() - 1];
            let wanted = if theirs.is_empty() { vec![UNKNOWN] } else { theirs.into_iter().take(MOST_PIECES).collect() };
            assert_eq!(cut, wanted, "{text:?}");
        };
        for text in [
            "Where is my parcel? It was promised for today.",
            "我的包裹到哪里了？說好今天送到的。",
            "  退款 refund　ＡＢＣ①②  \t\n 3-5 business days… 😀 naïve ﬁancé",
            "",
            "   ",
            "\u{0}\u{7f}\u{200b}",
            "<s> </s> <unk> ▁▁",
        ] {
            agree(text);
        }
        let mut runner = proptest::test_runner::TestRunner::default();
        let words = prop_oneof![".{0,60}", "[a-zA-Z ,.?]{0,80}", "[一-龥，。 ]{0,60}"];
        runner
            .run(&words, |text| {
                agree(&text);
                Ok(())
            })
            .unwrap();
    }
}
