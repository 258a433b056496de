//! The words that Chinese texts are cut into: one dictionary shared by all, and one with a team's own words where it has some.

use std::sync::{Arc, LazyLock};

use jieba_rs::Jieba;

use super::{fold, lexicon};

/// Loading takes 100 ms and 35 MB: it happens at the first Chinese text, or when `warm` is called in the background.
static SHARED: LazyLock<Jieba> = LazyLock::new(|| {
    let mut jieba = Jieba::new();
    for word in lexicon::WORDS.split_whitespace() {
        jieba.add_word(word, None, None);
    }
    jieba
});

pub fn warm() {
    LazyLock::force(&SHARED);
    let _ = fold::simplified('臺');
}

/// Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct Dictionary {
    own: Option<Arc<Jieba>>,
    mark: String,
}

impl Dictionary {
    /// The shared one with `words` too, folded and each once, in the order of their characters. What stays whole without is not
    /// added: a copy for nothing costs memory, and a mark of its own a rebuilt index. `before` is taken again when it is the same.
    pub(crate) fn with<'w>(words: impl Iterator<Item = &'w str>, before: &Self) -> Self {
        let new: Vec<&str> = words.filter(|word| is_cut_apart(word)).collect();
        let mark = mark(&new);
        if mark == before.mark {
            return before.clone();
        }
        if new.is_empty() {
            return Self::default();
        }
        let mut jieba = SHARED.clone();
        for word in new {
            jieba.add_word(word, None, None);
        }
        Self { own: Some(Arc::new(jieba)), mark }
    }

    /// Tells dictionaries apart that cut texts otherwise; empty for the shared one.
    pub(crate) fn mark(&self) -> &str {
        &self.mark
    }

    pub(super) fn jieba(&self) -> &Jieba {
        self.own.as_deref().unwrap_or(&SHARED)
    }
}

fn is_cut_apart(word: &str) -> bool {
    SHARED.cut(word, false).len() > 1
}

fn mark(words: &[&str]) -> String {
    if words.is_empty() {
        return String::new();
    }
    let mut hash = blake3::Hasher::new();
    for word in words {
        hash.update(word.as_bytes()).update(b"\0");
    }
    hash.finalize().to_hex().chars().take(16).collect()
}
