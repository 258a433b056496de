//! The words that Chinese texts are cut into: jieba's and the trade's, shared by all, and a team's own where it has some.

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use super::entries::Entries;
use super::{fold, lexicon};

static SHARED: LazyLock<Arc<Entries>> = LazyLock::new(|| {
    let mut entries = Entries::jieba();
    for word in lexicon::WORDS.split_whitespace() {
        entries.add(word);
    }
    Arc::new(entries)
});

/// Cheap to clone.
#[derive(Clone)]
pub(crate) struct Dictionary {
    entries: Arc<Entries>,
    mark: String,
}

impl Default for Dictionary {
    fn default() -> Self {
        Self { entries: Arc::clone(&SHARED), mark: String::new() }
    }
}

impl Dictionary {
    /// The shared one with `words` too, folded and each once, in the order of their characters. What stays whole without, or is
    /// not Chinese throughout and never asked for here, is not added: a mark of its own costs a rebuilt index.
    pub(crate) fn with<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let new: Vec<&str> = words.filter(|word| word.chars().all(fold::is_han) && SHARED.cut(word).len() > 1).collect();
        if new.is_empty() {
            return Self::default();
        }
        let mut entries = Entries::clone(&SHARED);
        for word in &new {
            entries.add(word);
        }
        Self { entries: Arc::new(entries), mark: mark(&new) }
    }

    /// Tells dictionaries apart that cut texts otherwise; empty for the shared one.
    pub(crate) fn mark(&self) -> &str {
        &self.mark
    }

    /// What the first text would wait for otherwise.
    pub(crate) fn warm() {
        LazyLock::force(&SHARED);
        let _ = fold::simplified('臺');
    }

    /// A run of Han characters' words and those within them, in characters.
    pub(super) fn cut_for_search(&self, run: &str) -> Vec<Range<usize>> {
        self.entries.cut_for_search(run)
    }
}

fn mark(words: &[&str]) -> String {
    let mut hash = blake3::Hasher::new();
    for word in words {
        hash.update(word.as_bytes()).update(b"\0");
    }
    hash.finalize().to_hex().chars().take(16).collect()
}
