//! How one team speaks: the analysis of its texts with the words of its own dictionary, and its synonyms. Replaced as a whole.

use crate::analysis::{Analyzer, Dictionary};
use crate::vocabulary::{Synonyms, Vocabulary};

#[derive(Debug, Default)]
pub(crate) struct Parlance {
    pub(crate) analyzer: Analyzer,
    pub(crate) synonyms: Synonyms,
    is_given: bool,
}

impl Parlance {
    pub(crate) fn of(vocabulary: Vocabulary) -> Self {
        let analyzer = Analyzer::of(Dictionary::with(vocabulary.words()));
        let synonyms = Synonyms::of(vocabulary.into_groups(), &analyzer);
        Self { analyzer, synonyms, is_given: true }
    }

    /// Names the dictionary that texts are cut by.
    pub(crate) fn mark(&self) -> &str {
        self.analyzer.dictionary().mark()
    }

    /// The dictionary that an index must be cut by; none while no vocabulary was given, which says nothing of an index.
    pub(crate) fn wanted(&self) -> Option<&str> {
        self.is_given.then(|| self.mark())
    }
}
