//! The one analysis of texts and queries, in both languages. Owns what counts as the same word; owns no index and no ranking.
//!
//! 1. `fold`: NFKC per character, accents off, lower case, traditional → simplified, pinyin glosses dropped; offsets kept.
//! 2. `words`: words of a `dictionary` (cut by its `entries`: jieba's, those of a helpdesk and a team's own), CJK bigrams, stems and
//!    surface forms of words with letters.
//! 3. `pinyin`: syllables and initials that Han characters are found by.
//! 4. `lexicon`: the words of the trade, and what Taiwan and the mainland call the same thing.

mod character;
mod dictionary;
mod entries;
pub mod fold;
pub mod gloss;
pub mod lexicon;
pub mod pinyin;
pub mod words;

pub(crate) use dictionary::Dictionary;
pub use fold::{Folded, fold};
pub use gloss::strip_glosses;
pub use words::{Analyzer, Surface, Token, Tokens};
